"""What the filters of the command line owe to their input: no tick knows what came later."""

from dataclasses import replace
from datetime import timedelta

from newswright import pipeline
from newswright.pipeline import filters
from newswright.records.reports import Report
from newswright.testing import factories

EVERY = timedelta(minutes=30)
TELLINGS = (
    ("Ferry runs aground off Alder Point", "A ferry with 41 people on board ran aground off Alder Point, the coast guard said."),
    ("41 saved from ferry at Alder Point", "All 41 people on the ferry aground off Alder Point were brought ashore by lifeboat."),
    ("Fog blamed for Alder Point ferry", "The ferry aground off Alder Point, 41 on board, met fog, its captain said."),
    ("Northmark passes budget", "The parliament of Northmark passed a budget of 3.2 billion crowns after a night of debate."),
    ("Budget of Northmark through", "Northmark has a budget: parliament passed 3.2 billion crowns late at night after debate."),
    ("Ferry inquiry opens", "An inquiry into the ferry aground off Alder Point opened; its captain told of fog."),
)  # fmt: skip


def told() -> list[Report]:
    made = []
    for n, (title, text) in enumerate(TELLINGS * 3):
        at = factories.NOON + timedelta(minutes=20 * n)
        report = factories.report(f"r{n}", f"Outlet {n % 5}", title=title, published_at=at, seen_at=at)
        made.append(replace(report, text=f"{text} It was update {n}."))
    return made


def test_a_tick_of_trends_does_not_know_what_was_told_later() -> None:
    reports = told()
    whole = list(filters.replay_trends(reports, every=EVERY, top=5))
    assert whole
    for n in (4, 9, 14):
        until = reports[n - 1].happened_by
        early = list(filters.replay_trends(reports[:n], every=EVERY, top=5))
        assert [tick for tick in whole if tick[0] <= until] == [tick for tick in early if tick[0] <= until]


def test_the_order_of_the_input_makes_no_difference_to_trends() -> None:
    reports = told()
    forward, backward = (list(filters.replay_trends(r, every=EVERY, top=5)) for r in (reports, reports[::-1]))
    assert forward == backward


def test_without_reports_there_are_no_trends() -> None:
    assert list(filters.replay_trends([], every=EVERY, top=5, policies=pipeline.Policies())) == []
