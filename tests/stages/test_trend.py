"""What trends: pace against the usual, independent origins, and the reasons that say so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from newswright.adapters.store import serial
from newswright.records import ids
from newswright.records.ids import OriginId, StoryId
from newswright.records.reports import Genre, Report
from newswright.records.stories import Assignment, Phase, Trend
from newswright.stages import trend
from newswright.testing import factories

POLICY = trend.TrendPolicy()
NOW = factories.NOON
Told = tuple[Report, Assignment]


def told(story: str, outlet: str, hours_ago: float, *, origin: str | None = None, owner: str | None = None) -> Told:
    at = NOW - timedelta(hours=hours_ago)
    name = f"{story}-{hours_ago}"
    report = factories.report(name, outlet, title=f"{outlet} on {name}", published_at=at, seen_at=at, owner=owner)
    made = factories.assignment(report, StoryId(story))
    return report, replace(made, origin_id=OriginId(origin)) if origin else made


def detect(reports: Sequence[Told], at: datetime = NOW) -> list[Trend]:
    return trend.detect(reports, at=at, policy=POLICY, top=10)


def spread(story: str, n_outlets: int, hours_ago: float = 0.5) -> list[Told]:
    return [told(story, f"Outlet {n}", hours_ago + n / 10) for n in range(n_outlets)]


def test_a_story_that_many_outlets_take_up_at_once_trends_with_its_reasons() -> None:
    (found,) = detect(spread("fire", 6))
    assert found.phase is Phase.BREAKING
    assert found.n_origins == found.n_outlets == 6
    assert found.pace_per_h == 6 / POLICY.recent_h > found.expected_per_h
    assert found.reasons[0].startswith("6 independent outlets in 8 h, 5 of them in the last hour, against")
    assert found.reasons[1] == "first reported at 11:00 UTC by Outlet 5"


def test_outlets_that_take_a_story_up_weigh_more_than_those_that_only_tell_more_of_it() -> None:
    again = [told("saga", f"Outlet {n}", hours + n / 10) for n in range(4) for hours in (0.5, 30.0)]
    found = detect([*again, *spread("fire", 4)])
    assert [one.story_id for one in found] == ["fire", "saga"]
    assert found[1].n_origins == 4


def test_the_wider_story_comes_first() -> None:
    assert [one.story_id for one in detect([*spread("small", 3), *spread("great", 7)])] == ["great", "small"]


def test_the_same_reach_long_ago_is_no_trend() -> None:
    assert detect(spread("fire", 6, hours_ago=20)) == []


def test_one_owner_alone_never_trends() -> None:
    assert detect([told("rumour", f"Site {n}", n / 10, owner="One Hand") for n in range(12)]) == []


def test_one_text_alone_never_trends_however_many_print_it() -> None:
    assert detect([told("wire", f"Outlet {n}", n / 10, origin="wire-copy") for n in range(12)]) == []


def test_one_outlet_flooding_counts_once() -> None:
    flood = [told("flood", "Loud Daily", n / 100) for n in range(40)]
    assert detect([*flood, told("flood", "Other", 0.3), *spread("fire", 4)])[0].story_id == "fire"


def test_copies_are_said_not_to_count() -> None:
    copies = [told("fire", f"Printer {n}", n / 10, origin="wire-copy") for n in range(3)]
    (found,) = detect([*spread("fire", 5), *copies])
    assert "2 of 8 reports are copies of another's text, and do not count" in found.reasons
    assert found.n_origins == 6


def test_a_story_at_its_usual_pace_does_not_trend() -> None:
    usual = [told("saga", f"Outlet {n % 4}", 0.5 + n) for n in range(120)]
    fresh = spread("fire", 4)
    found = detect([*usual, *fresh])
    assert found[0].story_id == "fire"
    assert all(one.trend_score < found[0].trend_score / 3 for one in found[1:])


def test_a_story_past_its_peak_fades() -> None:
    peak = [told("fire", f"Outlet {n}", 9 + n / 10) for n in range(9)]
    (found,) = detect([*peak, *[told("fire", f"Outlet {n}", 0.1) for n in range(4)]])
    assert found.phase is Phase.FADING
    assert any("at its peak" in reason for reason in found.reasons)


def test_a_story_first_told_days_ago_is_dated_in_its_reasons() -> None:
    found = detect([told("fire", "Early Post", 50), *spread("fire", 6)])
    assert found[0].phase is Phase.SUSTAINED
    assert found[0].reasons[1].endswith("by Early Post")
    assert " on 12 March 2026" in found[0].reasons[1]


def test_what_is_published_later_is_not_looked_at() -> None:
    assert detect(spread("fire", 6), at=NOW - timedelta(hours=3)) == []


def test_a_report_that_moves_to_another_story_is_counted_once() -> None:
    counters = trend.Counters(POLICY)
    for report, assignment in spread("fire", 5):
        counters.add(report, replace(assignment, story_id=StoryId("elsewhere")))
        counters.add(report, assignment)
    (found,) = counters.detect(NOW, top=10)
    assert (found.story_id, found.n_outlets) == ("fire", 5)


def test_a_counted_report_moves_by_its_assignment_alone_and_others_are_left() -> None:
    counters = trend.Counters(POLICY)
    for report, assignment in spread("fire", 5):
        counters.add(report, replace(assignment, story_id=StoryId("elsewhere")))
        counters.move(assignment)
    counters.move(told("fire", "Never Counted", 0.2)[1])
    assert counters.detect(NOW, top=10) == detect(spread("fire", 5))


# Properties


@st.composite
def streams(draw: st.DrawFn) -> list[Told]:
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from("abc"), st.sampled_from("VWXYZ"), st.floats(0, 160), st.sampled_from([None, "o1", "o2"])
            ),
            max_size=40,
            unique_by=lambda row: (row[0], row[2]),
        )
    )
    return [told(story, outlet, hours, origin=origin) for story, outlet, hours, origin in rows]


@settings(max_examples=30, deadline=None)
@given(streams(), st.randoms())
def test_neither_order_nor_a_second_count_nor_what_was_forgotten_changes_a_trend(
    reports: list[Told], random: Random
) -> None:
    shuffled = [*reports, *reports[:5]]
    random.shuffle(shuffled)
    counters = trend.Counters(POLICY)
    for report, assignment in [told("old", "V", 400), *shuffled]:
        counters.add(report, assignment)
    counters.forget(NOW - timedelta(days=POLICY.baseline_days))
    assert counters.detect(NOW, top=10) == detect(reports)


@settings(max_examples=30, deadline=None)
@given(streams())
def test_no_trend_stands_on_one_origin(reports: list[Told]) -> None:
    for one in detect(reports):
        assert one.n_origins >= POLICY.min_origins
        assert one.trend_score >= POLICY.min_score
        assert ids.ReportId(one.report_ids[0])


@settings(max_examples=100, deadline=None)
@given(streams(), st.lists(st.floats(0, 200), min_size=1, max_size=4), st.sampled_from(["", "V", "W"]))
def test_what_is_forgotten_leaves_no_trace(reports: list[Told], hours_ago: list[float], columnists: str) -> None:
    reports = [of_kind(one, Genre.OPINION) if one[0].outlet in columnists else one for one in reports]
    counters = trend.Counters(POLICY)
    for report, assignment in reports:
        counters.add(report, assignment)
    for hours in sorted(hours_ago, reverse=True):
        since = NOW - timedelta(hours=hours)
        counters.detect(NOW, top=10)
        counters.forget(since)
        counters.forget(since)
        kept = [one for one in reports if one[0].happened_by >= since]
        fresh = trend.Counters(POLICY)
        for report, assignment in kept:
            fresh.add(report, assignment)
        assert len(counters) == len(kept)
        assert counters.detect(NOW, top=10) == fresh.detect(NOW, top=10)


def of_kind(one: Told, genre: Genre) -> Told:
    return replace(one[0], genre=genre), one[1]


@settings(max_examples=60, deadline=None)
@given(streams(), st.randoms())
def test_a_report_that_is_dropped_was_never_there(reports: list[Told], random: Random) -> None:
    counters, kept = trend.Counters(POLICY), [one for one in reports if random.random() < 0.7]
    for report, assignment in reports:
        counters.add(report, assignment)
    counters.detect(NOW, top=10)
    for report, _ in reports:
        if report.id not in {one.id for one, _ in kept}:
            counters.drop(report.id)
            counters.drop(report.id)
    assert counters.detect(NOW, top=10) == detect(kept)


@settings(max_examples=60, deadline=None)
@given(streams(), st.lists(st.floats(0, 160), max_size=4), st.randoms())
def test_asking_on_the_way_changes_nothing(reports: list[Told], asked: list[float], random: Random) -> None:
    random.shuffle(reports)
    counters = trend.Counters(POLICY)
    for n, (report, assignment) in enumerate(reports):
        if n < len(asked):
            counters.detect(NOW - timedelta(hours=asked[n]), top=3)
        counters.add(report, assignment)
    assert counters.detect(NOW, top=10) == detect(reports)


@settings(max_examples=60, deadline=None)
@given(streams(), st.integers(1, 4))
def test_a_shorter_list_is_the_head_of_a_longer_one(reports: list[Told], top: int) -> None:
    counters = trend.Counters(POLICY)
    for report, assignment in reports:
        counters.add(report, assignment)
    assert counters.detect(NOW, top) == counters.detect(NOW, top=50)[:top]


def test_the_hours_show_the_spread_and_end_now() -> None:
    (found,) = detect([*spread("fire", 3, hours_ago=2.2), told("fire", "Late", 0.2)])
    assert [(hour.at.hour, hour.n_origins) for hour in found.hours] == [(9, 3), (10, 0), (11, 1), (12, 0)]
    assert all(hour.expected > 0 for hour in found.hours)


def test_the_hours_go_back_a_day_at_most() -> None:
    (found,) = detect([told("fire", "Early Post", 50), *spread("fire", 6)])
    assert len(found.hours) == POLICY.shown_h


def test_a_kind_of_story_that_many_always_take_up_is_held_against_its_own_pace() -> None:
    def filed(told_one: Told, topic: str) -> Told:
        return replace(told_one[0], topics=(topic,)), told_one[1]

    matches = [
        filed(told(f"match {n}", f"Outlet {k}", 24 + n / 9 + k / 99), "sport") for n in range(300) for k in range(5)
    ]
    quiet = [filed(told(f"accident {n}", "Outlet 1", 24 + n / 9), "accidents") for n in range(900)]
    fire = [filed(one, "accidents") for one in spread("fire", 8)]
    final = [filed(one, "sport") for one in spread("final", 8)]
    found = {one.story_id: one for one in detect([*matches, *quiet, *fire, *final])}
    assert found[StoryId("fire")].expected_per_h < found[StoryId("final")].expected_per_h


def test_a_trend_is_kept_and_read_back_whole() -> None:
    (found,) = detect(spread("fire", 6))
    assert serial.loads(Trend, serial.dumps(found)) == found


def test_an_old_item_that_was_dated_anew_is_of_its_old_day_however_it_was_counted() -> None:
    report, assignment = told("fire", "Outlet 9", 1)
    redated = replace(report, url="https://example.org/2026/02/01/fire"), assignment
    assert detect([*spread("fire", 3), redated]) == detect(spread("fire", 3))


def test_a_trend_is_dated_by_its_very_first_report() -> None:
    (found,) = detect(spread("fire", 6))
    first = factories.report("first", "Early Post", published_at=NOW - timedelta(days=9), seen_at=NOW)
    dated = trend.opened_by(found, first)
    assert dated.since == NOW - timedelta(days=9)
    assert dated.reasons == (found.reasons[0], "first reported at 12:00 UTC on 5 March 2026 by Early Post")
