"""Replay a stream of headlines, and see how soon what many reported trends: ours beside six other rankings, on the same stories.

    python -m bench.quality.trends [--part test|tune] [--whole] [--plots] [--each] [--cache FOLDER]

Known events come with the stream (bench/quality/trend_replay.py); forty-nine further ones, for tuning only, were found by
reading. To keep the run short, three days before each event and one day after its first URL are replayed, and two weeks of
the test part, on which every story that grows is an event (bench/quality/trend_alarms.py). `--whole` replays all of it.
A trend is the event's if one of its headlines since then matches the event's pattern. At the first URL of some events only one
outlet has it, for hours: nothing trends on one owner, so the table also says how many events a second outlet has within 2 h.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import corpora, plots
from bench.quality import trend_alarms, trend_peers, trend_replay
from bench.quality.trend_alarms import Climbs, Point, Truth
from bench.quality.trend_replay import Board, Event
from bench.rows import Row
from newswright.records.ids import StoryId
from newswright.records.reports import Report
from newswright.stages import trend

OURS = "Newswright"
TOP, BEFORE, WARM = 10, timedelta(days=4), timedelta(days=3)
AFTER, PEAK = (
    timedelta(hours=12),
    timedelta(hours=48),
)  # within which an event has to come up, and to reach its best rank
STRETCH = datetime(2022, 10, 24, tzinfo=UTC), datetime(2022, 11, 7, tzinfo=UTC)
RATE, FEW = 10.0, 5.0  # false alarms a day, at which methods are compared
PLOTS = Path(__file__).resolve().parents[2] / "docs" / "plots"
# Pages that return whatever happens. Only for measuring: the stage knows no such list.
EVERGREEN = r"horoscope|crossword|wordle|puzzle|newsletter|lottery|powerball|quiz|weather forecast|live updates"
EVERGREEN_WIDE = (
    EVERGREEN
    + r"|mega millions|weather|forecast|live blog|updates live|news flash|eye opener|what watch|daily briefing"
    r"|morning briefing|podcast|jumble"
)
_EVERGREEN, _EVERGREEN_WIDE = re.compile(EVERGREEN), re.compile(EVERGREEN_WIDE)


@dataclass(slots=True)
class Showing:
    """How an event did: when a second and a third outlet had it, when two were in one story, and by method when it came into
    the top ten, whether it was there by the third outlet, and its best rank. Hours from its first URL; inf for never."""

    event: Event
    outlets: dict[str, float] = field(default_factory=dict)
    joined_h: float = float("inf")
    top_h: dict[str, float] = field(default_factory=dict)
    best: dict[str, int] = field(default_factory=dict)
    by_third: dict[str, bool] = field(default_factory=dict)

    def arrival(self, n: int) -> float:
        """When the n-th outlet had it."""
        hours = sorted(self.outlets.values())
        return hours[n - 1] if len(hours) >= n else float("inf")


@dataclass(slots=True)
class Outcome:
    """What the replays gave."""

    showings: list[Showing] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    evergreen: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    evergreen_wide: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    curves: dict[str, list[Point]] = field(default_factory=dict)
    listed: dict[str, Point] = field(default_factory=dict)  # the top ten taken as the alarm
    n_grown: int = 0
    n_days: float = 0.0


def replay(
    reports: Sequence[Report],
    since: datetime,
    events: Sequence[Event],
    outcome: Outcome,
    *,
    alarms: bool,
    cache: Path | None,
) -> None:
    """Go through a stretch of the stream with every method, and look at the ticks from `since` on."""
    policy = trend.TrendPolicy()
    counters, board = trend.Counters(replace(policy, min_score=1e-9)), Board()
    names = (OURS, *trend_peers.METHODS)
    climbs: dict[str, Climbs] = {name: {} for name in names}
    listed: dict[str, Climbs] = {name: {} for name in names}
    showings = [Showing(event) for event in events]
    until = reports[-1].happened_by
    for at, told in trend_replay.ticks(reports, cache):
        for one in told:
            counters.add(*one)
            board.add(*one)
        counters.forget(at - timedelta(days=policy.baseline_days))
        if at < since:
            continue
        tops = {}
        for name, scores in _scores(counters, board, at):
            if alarms:
                trend_alarms.watch(climbs[name], scores, board, at)
            least = policy.min_score if name == OURS else 0.0
            tops[name] = [story for story in _best(scores) if scores[story] >= least]
            if alarms:
                trend_alarms.watch(listed[name], dict.fromkeys(tops[name], 1.0), board, at)
            _count_evergreen(name, tops[name], board, outcome)
        for showing in showings:
            _look(showing, tops, board, at)
    outcome.showings += showings
    if alarms:
        truth = Truth.of(board, since, until)
        outcome.n_grown, outcome.n_days = len(truth.grown), truth.n_days
        outcome.curves = {name: trend_alarms.sweep(found, board, truth, until) for name, found in climbs.items()}
        outcome.listed = {name: trend_alarms.sweep(found, board, truth, until)[0] for name, found in listed.items()}


def _scores(counters: trend.Counters, board: Board, at: datetime) -> Iterator[tuple[str, Mapping[StoryId, float]]]:
    yield OURS, {one.story_id: one.trend_score for one in counters.detect(at, 1_000)}
    for name, method in trend_peers.METHODS.items():
        yield name, method(board, at)


def _best(scores: Mapping[StoryId, float]) -> list[StoryId]:
    return sorted((story for story in scores if scores[story] > 0), key=lambda story: (-scores[story], story))[:TOP]


def _count_evergreen(name: str, top: Sequence[StoryId], board: Board, outcome: Outcome) -> None:
    outcome.places[name] += len(top)
    for story in top:
        titles = [one.title.lower() for one in board.stories[story].told.values()]
        outcome.evergreen[name] += 2 * sum(bool(_EVERGREEN.search(title)) for title in titles) > len(titles)
        outcome.evergreen_wide[name] += 2 * sum(bool(_EVERGREEN_WIDE.search(title)) for title in titles) > len(titles)


def _look(showing: Showing, tops: Mapping[str, Sequence[StoryId]], board: Board, at: datetime) -> None:
    """See where an event stands at a tick, within PEAK of its first URL."""
    event, hours = showing.event, (at - showing.event.first_at) / timedelta(hours=1)
    if not 0 <= hours <= PEAK / timedelta(hours=1):
        return
    matching = {story: found for story in board.active(event.first_at - timedelta(seconds=1))
                if (found := _matching(event, board, story))}  # fmt: skip
    for outlet, first_at in (pair for found in matching.values() for pair in found.items()):
        told_h = (first_at - event.first_at) / timedelta(hours=1)
        showing.outlets[outlet] = min(showing.outlets.get(outlet, told_h), told_h)
    if any(len(found) > 1 for found in matching.values()):
        showing.joined_h = min(showing.joined_h, hours)
    for name, top in tops.items():
        rank = next((n for n, story in enumerate(top, 1) if story in matching), TOP + 1)
        showing.best[name] = min(showing.best.get(name, TOP + 1), rank)
        if rank <= TOP and hours <= AFTER / timedelta(hours=1):
            showing.top_h.setdefault(name, hours)
        if len(showing.outlets) >= 3 and hours <= AFTER / timedelta(hours=1):
            showing.by_third.setdefault(name, name in showing.top_h)


def _matching(event: Event, board: Board, story: StoryId) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for one in board.stories[story].told.values():
        if one.happened_by >= event.first_at and event.pattern.search(one.title):
            found[one.outlet] = min(found.get(one.outlet, one.happened_by), one.happened_by)
    return found


def measure(part: corpora.Part, *, whole: bool = False, cache: Path | None = None) -> Outcome:
    """Replay what a part needs; events that overlap are replayed together."""
    reports, outcome = trend_replay.headlines(), Outcome()
    events = trend_replay.known_events(part)
    if part == "tune":
        events = sorted([*events, *trend_replay.read_events(reports)], key=lambda event: event.first_at)
    spans = [(event.first_at - BEFORE, event.first_at + PEAK) for event in events]
    if part == "test":
        spans.append((STRETCH[0] - WARM, STRETCH[1]))
    if whole:
        spans = [(reports[0].happened_by, reports[-1].happened_by)]
    merged = _merged(spans)
    longest = max(merged, key=lambda span: span[1] - span[0])
    for since, until in merged:
        chosen = [one for one in reports if since <= one.happened_by <= until]
        within = [event for event in events if since <= event.first_at <= until]
        replay(chosen, since + WARM, within, outcome, alarms=(since, until) == longest, cache=cache)
    return outcome


def _merged(spans: Sequence[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for since, until in sorted(spans):
        if merged and since <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(until, merged[-1][1])
        else:
            merged.append((since, until))
    return merged


def _in_top_in_2_h(outcome: Outcome, name: str) -> float:
    return _share(outcome, lambda one: one.top_h.get(name, 99) <= 2)


def _by_third(outcome: Outcome, name: str) -> float:
    with_third = [one for one in outcome.showings if one.by_third]
    return sum(one.by_third[name] for one in with_third) / max(1, len(with_third))


def _in_top_3(outcome: Outcome, name: str) -> float:
    return _share(outcome, lambda one: one.best.get(name, 99) <= 3)


def _median_h(outcome: Outcome, name: str) -> float:
    hours = sorted(one.top_h.get(name, float("inf")) for one in outcome.showings)
    return hours[len(hours) // 2]


def _evergreen(outcome: Outcome, name: str) -> float:
    return outcome.evergreen[name] / max(1, outcome.places[name])


def _evergreen_wide(outcome: Outcome, name: str) -> float:
    return outcome.evergreen_wide[name] / max(1, outcome.places[name])


def _delay_at_rate(outcome: Outcome, name: str) -> float:
    return trend_alarms.at_rate(outcome.curves[name], RATE).delay_h


def _delay_at_few(outcome: Outcome, name: str) -> float:
    return trend_alarms.at_rate(outcome.curves[name], FEW).delay_h


def _listed_h(outcome: Outcome, name: str) -> float:
    return outcome.listed[name].delay_h


def _listed_false(outcome: Outcome, name: str) -> float:
    return outcome.listed[name].n_false_per_day


def _behind(of: "Measure") -> "Measure":
    """Less the same of the best of the others: below zero where ours leads."""
    return lambda outcome, name: of(outcome, name) - min(of(outcome, other) for other in trend_peers.METHODS)


def _share(outcome: Outcome, is_met: Callable[[Showing], bool]) -> float:
    return sum(is_met(one) for one in outcome.showings) / max(1, len(outcome.showings))


Measure = Callable[[Outcome, str], float]
_MEASURES: tuple[tuple[str, Measure, float | None, bool], ...] = (
    ("known events in the top 10 within 2 h, share", _in_top_in_2_h, 0.8, False),
    ("known events in the top 10 by their third outlet, share", _by_third, 0.99, False),
    ("known events in the top 3 at their peak, share", _in_top_3, 0.99, False),
    ("median delay to the top 10, h", _median_h, 0.2, True),
    ("evergreen pages in the top 10, share of places", _evergreen, 0.01, True),
    ("evergreen pages by a wider list, share of places", _evergreen_wide, 0.02, True),
)
# What grows is found by the grouping that was run, so that the floors are on the lead alone.
_GROWN: tuple[tuple[str, Measure, float | None, bool], ...] = (
    ("mean delay of growing stories to the top 10, h", _listed_h, None, True),
    ("stories in the top 10 that do not grow, per day", _listed_false, None, True),
    (f"mean delay of the alarm at {RATE:g} false ones a day, h", _delay_at_rate, None, True),
    (f"mean delay of the alarm at {FEW:g} false ones a day, h", _delay_at_few, None, True),
)
_LEADS: tuple[tuple[str, Measure, float | None, bool], ...] = (
    ("delay of growing stories to the top 10 less the best other's, h", _behind(_listed_h), -0.1, True),
    ("delay of the alarm less the best other's, h", _behind(_delay_at_rate), 0.0, True),
)


def rows(outcome: Outcome, part: corpora.Part) -> list[Row]:
    """Put an outcome into the table."""
    n_events, n_possible = len(outcome.showings), sum(one.arrival(2) <= 2 for one in outcome.showings)
    events = f"{part} part: {n_events} events of us-headlines-2022"
    grown = f"{outcome.n_grown} stories that grew in {outcome.n_days:.0f} days of the {part} part"
    made = []
    for name, function, floor, is_lower_better in (*_MEASURES, *_GROWN, *_LEADS):
        is_lead, is_event = function in {lead[1] for lead in _LEADS}, function in {one[1] for one in _MEASURES}
        others = (
            "" if is_lead else "; ".join(f"{other} {function(outcome, other):.3f}" for other in trend_peers.METHODS)
        )
        within = f"{n_possible} of {n_events} have a second outlet within 2 h; " if function is _in_top_in_2_h else ""
        made.append(
            Row(
                stage="trend",
                measure=name,
                value=function(outcome, OURS),
                floor=floor if part == "test" else None,
                peer=within + others,
                split=events if is_event else grown,
                command="python -m bench.quality.trends",
                is_lower_better=is_lower_better,
            )
        )
    return made


def run(part: corpora.Part = "test") -> list[Row]:
    """Replay all events of a part."""
    return rows(measure(part), part)


def draw(outcome: Outcome) -> None:
    """Draw delay against false alarms, for docs/trending.md."""
    rates = [n / 4 for n in range(81)]  # as each is to be had: between two thresholds the higher one holds
    curves = {
        name: [(rate, trend_alarms.at_rate(points, rate).delay_h) for rate in rates]
        for name, points in outcome.curves.items()
    }
    at_rate = {name: trend_alarms.at_rate(points, RATE).delay_h for name, points in outcome.curves.items()}
    words = f"At {RATE:g} false alarms a day: " + ", ".join(f"{name} {hours:.1f} h" for name, hours in at_rate.items())
    plots.lines(
        PLOTS / "trend-delay.svg",
        title="How late the alarm is, at how many false ones",
        words=f"Mean delay over {outcome.n_grown} stories that grew, against false alarms a day. {words}.",
        x=plots.Axis("false alarms a day", 0, 20),
        y=plots.Axis("mean delay after the second outlet, h", 0, 12),
        curves=curves,
    )


def _print_each(outcome: Outcome) -> None:
    for one in outcome.showings:
        print(
            f"{one.event.name:36} 2nd outlet {one.arrival(2):5.2f} h, 3rd {one.arrival(3):5.2f}, two in one story "
            f"{one.joined_h:5.2f}, top 10 {one.top_h.get(OURS, float('inf')):5.2f}, best rank {one.best.get(OURS, 99)}"
        )
    late = [one for one in outcome.showings if one.arrival(2) < AFTER / timedelta(hours=1)]
    grouping = sum(min(12.0, one.joined_h) - one.arrival(2) for one in late) / max(1, len(late))
    score = sum(max(0.0, min(12.0, one.top_h.get(OURS, 99)) - min(12.0, one.joined_h)) for one in late) / max(
        1, len(late)
    )
    print(f"delay after the second outlet, mean: {grouping:.2f} h until two are in one story, then {score:.2f} h")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality.trends", description=main.__doc__)
    parser.add_argument("--part", choices=("all", "tune", "test"), default="test")
    parser.add_argument("--whole", action="store_true", help="replay the whole stream, not only around events")
    parser.add_argument("--plots", action="store_true", help="draw docs/plots")
    parser.add_argument("--each", action="store_true", help="print each event")
    parser.add_argument("--cache", type=Path, help="keep the grouping in a folder: for one session of experiments")
    chosen = parser.parse_args()
    outcome = measure(chosen.part, whole=chosen.whole, cache=chosen.cache)
    for row in rows(outcome, chosen.part):
        print(f"{row.measure:64} {row.value:.3f}  floor {row.floor}  {row.peer}")
    if chosen.each:
        _print_each(outcome)
    if chosen.plots:
        draw(outcome)


if __name__ == "__main__":
    main()
