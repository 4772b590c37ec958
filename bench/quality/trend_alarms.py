"""How late each method raises the alarm over stories that grow, at the same number of false alarms.

A story that grows is one that at least five outlets carry within a day of its first report: found afterwards, by the grouping,
the same for all methods. A method raises the alarm over a story when its score first reaches a threshold; the alarm is false
if fewer than five outlets carry the story in the day before and the day after. The threshold is swept. The delay is from the
second outlet's first report (an alarm on one outlet alone comes out below zero); a story that is missed, or found later than
twelve hours, counts twelve.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.quality.trend_replay import Board
from newswright.records.ids import ReportId, StoryId

N_OUTLETS, DAY, MOST_H = 5, timedelta(days=1), 12.0


@dataclass(slots=True)
class Climb:
    """A story's scores by one method, wherever they were higher than ever before; `anchor` is a report that finds it again."""

    anchor: ReportId
    steps: list[tuple[datetime, float]] = field(default_factory=list)

    def reached(self, threshold: float) -> datetime | None:
        """When the score first was that high."""
        return next((at for at, score in self.steps if score >= threshold), None)


Climbs = dict[StoryId, Climb]


def watch(climbs: Climbs, scores: Mapping[StoryId, float], board: Board, at: datetime) -> None:
    """Note the stories whose score is higher than ever before."""
    for story, score in scores.items():
        if score > 0:
            if story not in climbs:
                climbs[story] = Climb(next(iter(board.stories[story].told)))
            steps = climbs[story].steps
            if not steps or score > steps[-1][1]:
                steps.append((at, score))


@dataclass(frozen=True, slots=True)
class Truth:
    """What a stretch turned out to hold: the growing stories by their second outlet's, and when each story was told by whom."""

    grown: Mapping[StoryId, datetime]
    told: Mapping[StoryId, list[tuple[datetime, str]]]
    n_days: float

    @classmethod
    def of(cls, board: Board, since: datetime, until: datetime) -> "Truth":
        """Read a board at the end of a stretch; the last day is only looked at to judge what came before."""
        told = {
            story: sorted((one.happened_by, one.outlet) for one in tally.told.values())
            for story, tally in board.stories.items()
        }
        grown = {
            story: next(at for at, outlet in told[story] if outlet != told[story][0][1])
            for story in told
            if since <= told[story][0][0] <= until - DAY and cls._n_outlets(told[story], told[story][0][0]) >= N_OUTLETS
        }
        return cls(grown, told, (until - DAY - since) / DAY)

    @staticmethod
    def _n_outlets(told: Iterable[tuple[datetime, str]], since: datetime, before: timedelta = timedelta()) -> int:
        return len({outlet for at, outlet in told if since - before <= at <= since + DAY})

    def is_true(self, story: StoryId, at: datetime) -> bool:
        """Say whether an alarm was worth it."""
        return self._n_outlets(self.told.get(story, ()), at, DAY) >= N_OUTLETS


@dataclass(frozen=True, slots=True)
class Point:
    """A method at one threshold."""

    n_false_per_day: float
    delay_h: float  # mean
    found: float  # share of the growing stories within MOST_H
    median_h: float


def sweep(climbs: Climbs, board: Board, truth: Truth, until: datetime) -> list[Point]:
    """Move the threshold from high to low."""
    merged: defaultdict[StoryId, list[Climb]] = defaultdict(list)
    for climb in climbs.values():
        merged[board.places[climb.anchor]].append(climb)
    scores = sorted({score for climb in climbs.values() for _, score in climb.steps}, reverse=True)
    places = sorted({int((len(scores) - 1) * (n / 100) ** 2) for n in range(1, 101)})
    return [_point(merged, truth, scores[place], until) for place in places]


def _point(merged: Mapping[StoryId, list[Climb]], truth: Truth, threshold: float, until: datetime) -> Point:
    n_false, delays = 0, dict.fromkeys(truth.grown, MOST_H)
    for story, climbs in merged.items():
        reached = [at for climb in climbs if (at := climb.reached(threshold)) is not None]
        if not reached:
            continue
        at = min(reached)
        if story in truth.grown:
            delays[story] = min(MOST_H, (at - truth.grown[story]) / timedelta(hours=1))
        elif at <= until - DAY:
            n_false += not truth.is_true(story, at)
    late = sorted(delays.values())
    n = max(1, len(late))
    found = sum(one < MOST_H for one in late) / n
    return Point(n_false / truth.n_days, sum(late) / n, found, late[len(late) // 2] if late else MOST_H)


def at_rate(points: Iterable[Point], n_false_per_day: float) -> Point:
    """The best point that raises no more false alarms than that."""
    allowed = [point for point in points if point.n_false_per_day <= n_false_per_day]
    return min(allowed, key=lambda one: one.delay_h, default=Point(0.0, MOST_H, 0.0, MOST_H))
