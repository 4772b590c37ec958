"""Which reports come together as a story, which texts are one origin, and that decisions do not depend on interruptions."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newswright.records.reports import Report
from newswright.records.stories import Assignment, AssignmentKind, ToldReport
from newswright.stages import cluster
from newswright.testing import factories

POLICY = cluster.ClusterPolicy()

FERRY = (
    "A ferry with 41 people on board ran aground off Alder Point early on Tuesday, the coast guard said. All passengers were "
    "brought ashore at Port Amber by lifeboat. The Alder Queen had left Port Amber at dawn. Captain Osric Vane said fog had "
    "come up without warning. Three people were treated for cold at Amber General Hospital."
)
FERRY_ELSEWHERE = (
    "Lifeboats brought all 41 people ashore at Port Amber after the ferry Alder Queen hit rocks near Alder Point in thick fog on "
    "Tuesday. Osric Vane, the captain, told the coast guard that he saw nothing until it was too late. Amber General Hospital "
    "said that it treated three passengers."
)
BUDGET = (
    "The parliament of Northmark passed a budget of 3.2 billion crowns late on Tuesday, after a night of debate over school "
    "meals. Finance minister Ines Halloran said the deficit would fall by half. The opposition called it a budget of empty "
    "plates. Teachers' unions announced a strike for next Monday."
)
RATES = (
    "The central bank of Northmark left its interest rate at 2.25 percent. Governor Pell Aster said inflation was slowing, but "
    "that wages rose faster than expected. Economists had expected a cut. The crown gained against other currencies."
)


def told(
    name: str, title: str, text: str, *, outlet: str = "The Harbour Post", hours: float = 0, **more: object
) -> Report:
    at = factories.NOON + timedelta(hours=hours)
    made = factories.report(name, outlet, title=title, text=text, published_at=at, seen_at=at)
    return replace(made, **more)  # type: ignore[arg-type]  # the fields of Report, by name


def background() -> list[Report]:
    """Other news of the day, so that what is rare can be told from what is common."""
    return [
        told("budget", "Northmark passes budget after night of debate", BUDGET, outlet="Northmark Daily", hours=-5),
        told("rates", "Bank leaves rate unchanged", RATES, outlet="Crown & Coin", hours=-4),
        factories.report("wall", "Inland Herald", published_at=factories.NOON, seen_at=factories.NOON),
    ]


def place(*reports: Report) -> list[Assignment]:
    window = cluster.Window(POLICY)
    return [window.place(report) for report in reports]


def test_two_outlets_on_one_happening_are_one_story_of_two_origins() -> None:
    first = told("ferry", "Ferry runs aground off Alder Point, all 41 safe", FERRY)
    second = told("fog", "41 rescued as Alder Queen hits rocks in fog", FERRY_ELSEWHERE, outlet="Amber Times", hours=2)
    *_, opened, joined = place(*background(), first, second)
    assert opened.kind is AssignmentKind.OPEN
    assert joined.kind is AssignmentKind.JOIN
    assert joined.story_id == opened.story_id
    assert joined.neighbour_id == first.id
    assert joined.origin_id != opened.origin_id


def test_different_happenings_are_different_stories() -> None:
    placed = place(*background(), told("ferry", "Ferry runs aground off Alder Point", FERRY))
    assert len({one.story_id for one in placed}) == 4


@pytest.mark.parametrize("cut", [slice(0, None), slice(0, 200), slice(90, None)])
def test_wire_copy_cut_or_retitled_is_one_origin(cut: slice) -> None:
    wire = told("wire", "Ferry runs aground off Alder Point, all 41 safe", FERRY, outlet="Wire")
    copy = told("copy", "Drama in the fog", FERRY[cut], outlet="Amber Times", hours=1)
    *_, original, copied = place(*background(), wire, copy)
    assert copied.origin_id == original.origin_id
    assert copied.story_id == original.story_id


def test_a_form_letter_of_another_week_is_no_part_of_the_story() -> None:
    first = told("price", "Petrol price", FERRY.replace("41", "42"))
    later = told("price-2", "Petrol price", FERRY.replace("41", "43"), hours=24 * 6)
    window = cluster.Window(replace(POLICY, join_from=1.1))  # no score joins: copies alone do
    placed = [window.place(report) for report in (*background(), first, later)]
    assert placed[-1].kind is AssignmentKind.OPEN


def test_a_report_without_text_is_placed_by_its_headline() -> None:
    reports = [told("ferry", "Ferry Alder Queen runs aground off Alder Point, all 41 safe", "")]
    reports.append(
        told("b", "Ferry Alder Queen runs aground off Alder Point in fog, 41 safe", "", outlet="Amber Times", hours=1)
    )
    *_, opened, joined = place(*background(), *reports)
    assert joined.story_id == opened.story_id


def test_a_report_without_any_word_opens_a_story_of_its_own() -> None:
    placed = place(told("a", "", ""), told("b", "…", "", hours=1))
    assert len({one.story_id for one in placed}) == 2
    assert len({one.origin_id for one in placed}) == 2


def test_where_languages_are_not_to_be_crossed_they_do_not_mix() -> None:
    english = told("ferry", "Alder Queen", FERRY)
    other = told("ferry-de", "Alder Queen", FERRY_ELSEWHERE, outlet="Amber Zeitung", hours=1, language="de")
    window = cluster.Window(replace(POLICY, is_crossing=False))
    *_, first, second = [window.place(report) for report in (*background(), english, other)]
    assert first.story_id != second.story_id


def test_a_report_placed_twice_keeps_its_place() -> None:
    window = cluster.Window(POLICY)
    report = told("ferry", "Ferry runs aground", FERRY)
    assert len(window.take([report, report])) == 1
    assert window.take([report]) == []
    assert len(window) == 1


def test_what_is_forgotten_is_never_joined() -> None:
    window = cluster.Window(POLICY)
    window.place(told("ferry", "Ferry runs aground off Alder Point", FERRY))
    window.forget(factories.NOON + timedelta(hours=1))
    assert len(window) == 0
    assert (
        window.place(told("ferry-2", "Ferry runs aground off Alder Point", FERRY, hours=2)).kind is AssignmentKind.OPEN
    )


def test_the_window_holds_no_more_than_its_policy_says() -> None:
    window = cluster.Window(replace(POLICY, max_reports=2))
    for report in background():
        window.place(report)
    assert len(window) == 2


def test_neighbouring_stories_are_named_but_not_the_story_itself() -> None:
    window = cluster.Window(replace(POLICY, related_from=0.0, join_from=1.1))
    first = window.place(told("ferry", "Ferry runs aground off Alder Point", FERRY))
    second = window.place(told("fog", "Alder Queen hits rocks in fog", FERRY_ELSEWHERE, outlet="Amber Times", hours=2))
    assert cluster.related(window, first.story_id) == (second.story_id,)
    assert cluster.related(window, second.story_id) == (first.story_id,)


def test_an_archive_comes_back_in_the_order_of_its_input_and_placed_by_time() -> None:
    reports = [
        *background(),
        told("ferry", "Ferry aground", FERRY),
        told("fog", "Ferry in fog", FERRY_ELSEWHERE, hours=2),
    ]
    forward, backward = list(cluster.all(reports)), list(cluster.all(reports[::-1]))
    assert [one.report_id for one in forward] == [report.id for report in reports]
    assert forward == backward[::-1]


@pytest.mark.parametrize("partitions", [1, 2, 8])
def test_partitions_make_no_difference(partitions: int) -> None:
    reports = [
        *background(),
        told("ferry", "Ferry aground", FERRY),
        told("fog", "Ferry in fog", FERRY_ELSEWHERE, hours=2),
    ]
    assert list(cluster.all(reports, partitions=partitions)) == list(cluster.all(reports))


def test_fewer_than_one_partition_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 1 or more"):
        cluster.all([], partitions=0)


# Properties


_SENTENCES = [sentence + "." for text in (FERRY, FERRY_ELSEWHERE, BUDGET, RATES) for sentence in text.split(". ")]


@st.composite
def streams(draw: st.DrawFn) -> list[Report]:
    """Reports made of shuffled sentences: copies, near-copies, look-alikes, empty ones; in order of time."""
    n_reports = draw(st.integers(2, 14))
    made = []
    for n in range(n_reports):
        sentences = draw(st.lists(st.sampled_from(_SENTENCES), max_size=5))
        made.append(
            told(
                f"r{n}",
                draw(st.sampled_from([*_SENTENCES, ""]))[:60],
                " ".join(sentences),
                outlet=f"Outlet {n % 4}",
                hours=n * draw(st.sampled_from([0.0, 0.5, 30.0])),
            )
        )
    return sorted(made, key=lambda report: (report.happened_by, report.id))


@settings(max_examples=40, deadline=None)
@given(streams(), st.data())
def test_a_restored_window_decides_as_an_uninterrupted_one(reports: list[Report], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(reports) - 1))
    whole = cluster.Window(POLICY)
    before = {one.report_id: one for report in reports[:cut] for one in whole.take([report])}
    horizon = reports[cut].happened_by - timedelta(hours=40)
    whole.forget(horizon)
    restored = cluster.Window(POLICY)
    restored.restore(
        ToldReport(report=report, assignment=before[report.id])
        for report in reports[:cut]
        if report.happened_by >= horizon
    )
    assert [whole.take([report]) for report in reports[cut:]] == [restored.take([report]) for report in reports[cut:]]


@settings(max_examples=40, deadline=None)
@given(streams(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_within_a_tick_makes_no_difference(reports: list[Report], dice: Random) -> None:
    shuffled = dice.sample(reports, len(reports))
    half = len(reports) // 2
    first, second = cluster.Window(POLICY), cluster.Window(POLICY)
    for tick in (slice(0, half), slice(half, None)):
        mixed = [report for report in shuffled if report in reports[tick]]
        assert first.take(reports[tick]) == second.take(mixed)


@settings(max_examples=15, deadline=None)
@given(streams())
def test_every_report_has_one_place_and_a_story_has_those_that_were_placed_in_it(reports: list[Report]) -> None:
    window = cluster.Window(POLICY)
    placed: dict[str, Assignment] = {}
    for report in reports:
        taken = window.take([report])
        assert taken[0].report_id == report.id
        assert all(one.kind in {AssignmentKind.SPLIT, AssignmentKind.MERGE, AssignmentKind.JOIN} for one in taken[1:])
        placed |= {one.report_id: one for one in taken}
    assert set(placed) == {report.id for report in reports}
    for one in placed.values():
        assert 0.0 <= one.similarity <= 1.0
        assert one.report_id in window.members(one.story_id)
