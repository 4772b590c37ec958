"""Replay a stream of headlines around known events, and see how soon they trend, beside plain counts on the same input.

    python -m bench.quality.trends [--part test|tune]

Events: ../shared/data/stream/us-headlines-2022-known-events-dev.json, in order of time; the first, third, … are for tuning, the
others for testing. To keep the run short only the three days before each event and the twelve hours after its first URL are
replayed, in ticks of ten minutes. A trend is the event's if one of its headlines since then matches the event's pattern.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench import corpora
from bench.rows import Row
from newswright.records.ids import StoryId
from newswright.records.reports import Report
from newswright.records.stories import Assignment
from newswright.stages import cluster, trend

EVENTS = corpora.DATA / "stream" / "us-headlines-2022-known-events-dev.json"
BEFORE, AFTER, TICK = timedelta(days=3), timedelta(hours=12), timedelta(minutes=10)
TOP = 10
# Pages that return whatever happens. Only for measuring: the stage knows no such list.
EVERGREEN = re.compile(
    r"horoscope|crossword|wordle|puzzle|newsletter|lottery|powerball|quiz|weather forecast|live updates"
)

Told = tuple[Report, Assignment]
Ranking = Callable[[datetime], list[list[Report]]]  # the reports of each trending story, best first


@dataclass(frozen=True, slots=True)
class Event:
    """Something that everybody reported, and the pattern that finds it."""

    name: str
    pattern: re.Pattern[str]
    first_at: datetime


@dataclass(frozen=True, slots=True)
class Showing:
    """How an event did: when it came into the top ten, its best rank there, and how many of all places went to evergreens."""

    delay_h: float
    best_rank: int
    n_evergreen: int
    n_places: int


def events(part: corpora.Part) -> list[Event]:
    """The known events of a part."""
    found = [
        Event(raw["event"], re.compile(raw["regex"]), datetime.fromisoformat(raw["first_seen"]))
        for raw in json.loads(EVENTS.read_text(encoding="utf-8"))
    ]
    found.sort(key=lambda event: event.first_at)
    return found if part == "all" else found[0::2] if part == "tune" else found[1::2]


def replay(event: Event, reports: Sequence[Report]) -> tuple[Showing, Showing]:
    """Go through the hours around one event: how it did by the house's trends, and by plain counts."""
    window, counters, told = cluster.Window(cluster.ClusterPolicy()), trend.Counters(trend.TrendPolicy()), list[Told]()
    stream = _between(reports, event.first_at - BEFORE, event.first_at + AFTER)
    ours, plain = list[tuple[datetime, list[list[Report]]]](), list[tuple[datetime, list[list[Report]]]]()
    upcoming = next(stream, None)
    for at in _ticks(event.first_at):
        while upcoming is not None and upcoming.happened_by <= at:
            told.append((upcoming, window.place(upcoming)))
            counters.add(*told[-1])
            upcoming = next(stream, None)
        ours.append((at, _by_trend(counters, told, at)))
        plain.append((at, _by_count(told, at)))
    return _showing(event, ours), _showing(event, plain)


def _between(reports: Sequence[Report], since: datetime, until: datetime) -> Iterator[Report]:
    return (report for report in reports if since <= report.happened_by <= until)


def _ticks(first_at: datetime) -> Iterator[datetime]:
    at = first_at.replace(minute=first_at.minute // 10 * 10, second=0) + TICK
    while at <= first_at + AFTER:
        yield at
        at += TICK


def _by_trend(counters: trend.Counters, told: Sequence[Told], at: datetime) -> list[list[Report]]:
    by_id = {report.id: report for report, _ in told}
    return [[by_id[one] for one in found.report_ids] for found in counters.detect(at, TOP)]


def _by_count(told: Sequence[Told], at: datetime) -> list[list[Report]]:
    """The peer: the stories with the most reports in the last four hours."""
    members: dict[StoryId, list[Report]] = {}
    for report, assignment in told:
        members.setdefault(assignment.story_id, []).append(report)
    counts = Counter(a.story_id for r, a in told if r.happened_by > at - timedelta(hours=4))
    return [members[story] for story, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:TOP]]


def _showing(event: Event, ticks: Sequence[tuple[datetime, list[list[Report]]]]) -> Showing:
    delay_h, best_rank, n_evergreen, n_places = float("inf"), TOP + 1, 0, 0
    for at, ranking in ticks:
        hours = (at - event.first_at) / timedelta(hours=1)
        fresh = [
            [r for r in story if r.happened_by >= event.first_at and event.pattern.search(r.title)] for story in ranking
        ]
        rank = next((n for n, matching in enumerate(fresh, 1) if matching), TOP + 1)
        delay_h, best_rank = min(delay_h, hours if rank <= TOP else delay_h), min(best_rank, rank)
        n_places += len(ranking)
        n_evergreen += sum(2 * sum(bool(EVERGREEN.search(r.title.lower())) for r in s) > len(s) for s in ranking)
    return Showing(delay_h, best_rank, n_evergreen, n_places)


def run(part: corpora.Part = "test") -> list[Row]:
    """Replay all events of a part."""
    reports = sorted((report for report, _ in corpora.records("headlines")), key=lambda r: (r.happened_by, r.id))
    shown = [replay(event, reports) for event in events(part)]
    ours, plain = [one for one, _ in shown], [other for _, other in shown]
    rows = []
    for measure, function, floor, is_lower_better in _MEASURES:
        rows.append(
            Row(
                stage="trend",
                measure=measure,
                value=function(ours),
                floor=floor if part == "test" else None,
                peer=f"plain counts {function(plain):.3f}",
                split=f"{part} part: {len(shown)} events of us-headlines-2022",
                command="python -m bench.quality.trends",
                is_lower_better=is_lower_better,
            )
        )
    return rows


def _share(shown: Sequence[Showing], is_met: Callable[[Showing], bool]) -> float:
    return sum(is_met(one) for one in shown) / len(shown)


_MEASURES: tuple[tuple[str, Callable[[Sequence[Showing]], float], float | None, bool], ...] = (
    ("known events in the top 10 within 2 h, share", lambda s: _share(s, lambda one: one.delay_h <= 2), 0.66, False),
    (
        "known events in the top 3 at their peak, share",
        lambda s: _share(s, lambda one: one.best_rank <= 3),
        0.83,
        False,
    ),
    ("median delay to the top 10, h", lambda s: sorted(one.delay_h for one in s)[len(s) // 2], 1.5, True),
    (
        "evergreen pages in the top 10, share of places",
        lambda s: sum(one.n_evergreen for one in s) / max(1, sum(one.n_places for one in s)),
        0.01,
        True,
    ),
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality.trends", description=main.__doc__)
    parser.add_argument("--part", choices=("all", "tune", "test"), default="test")
    for row in run(parser.parse_args().part):
        print(f"{row.measure:52} {row.value:.3f}  floor {row.floor}  {row.peer}")


if __name__ == "__main__":
    main()
