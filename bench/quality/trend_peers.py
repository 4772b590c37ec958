"""Ways of ranking news that others use, on the same stories: each scores the stories of a Board at a time, higher is hotter.

Plain counts; Hacker News (points − 1) / (age + 2)^1.8; Reddit's hot, log10(points) + first / 45,000 s (both as published by
their makers, a report being a point); a z-score against the story's own past; Kleinberg's two-state bursts (KDD 2002, batched,
s = 2, γ = 1); and the rough prototype of the task, the outlets in four hours less their usual number.
"""

import math
from collections.abc import Callable
from datetime import datetime, timedelta

from bench.quality.trend_replay import Board, Tally
from newswright.records.ids import StoryId

Scores = dict[StoryId, float]
Method = Callable[[Board, datetime], Scores]

RECENT_H = 4.0
ALIVE = timedelta(hours=48)  # older stories are not scored
PAST_BINS = 18  # of RECENT_H: three days, as long as the shortest replay


def counts(board: Board, at: datetime) -> Scores:
    """Reports in four hours."""
    return {story: float(_n_recent(tally, at)) for story, tally in board.active(at - timedelta(hours=RECENT_H)).items()}


def hacker_news(board: Board, at: datetime) -> Scores:
    """Points less one over a power of the age."""
    return {
        story: (len(tally.told) - 1) / (_hours(at - tally.first_at) + 2) ** 1.8
        for story, tally in board.active(at - ALIVE).items()
    }


def reddit(board: Board, at: datetime) -> Scores:
    """The logarithm of the points, and the time of birth."""
    return {
        story: math.log10(len(tally.told)) + (tally.first_at - at).total_seconds() / 45_000 + 10
        for story, tally in board.active(at - ALIVE).items()
        if len(tally.told) > 1
    }


def z_score(board: Board, at: datetime) -> Scores:
    """Reports in four hours against mean and spread of the story's earlier stretches of four hours."""
    scores = {}
    for story, tally in board.active(at - timedelta(hours=RECENT_H)).items():
        bins = [0] * (PAST_BINS + 1)
        for report in tally.told.values():
            place = int(_hours(at - report.happened_by) / RECENT_H)
            if place <= PAST_BINS:
                bins[place] += 1
        past = bins[1:]
        mean = sum(past) / PAST_BINS
        spread = math.sqrt(sum((n - mean) ** 2 for n in past) / PAST_BINS)
        scores[story] = (bins[0] - mean) / max(1.0, spread)
    return scores


def prototype(board: Board, at: datetime) -> Scores:
    """Outlets in four hours less the outlets of an average four hours before."""
    scores = {}
    for story, tally in board.active(at - timedelta(hours=RECENT_H)).items():
        told = {(int(_hours(at - one.happened_by) / RECENT_H), one.outlet) for one in tally.told.values()}
        now = sum(place == 0 for place, _ in told)
        scores[story] = now - (len(told) - now) / PAST_BINS if now > 1 else 0.0
    return scores


def kleinberg(board: Board, at: datetime) -> Scores:
    """The weight of the burst that a story is in: how much cheaper the high state explains its hours than the low one."""
    now = int(at.timestamp() // 3600)
    hours = range(now - 47, now + 1)
    totals = [board.per_hour.get(hour, 0) for hour in hours]
    n_all = max(1, sum(totals))
    return {
        story: _burst(tally, now, totals, n_all)
        for story, tally in board.active(at - timedelta(hours=RECENT_H)).items()
        if len(tally.told) > 1
    }


def _burst(tally: Tally, now: int, totals: list[int], n_all: int) -> float:
    found = [0] * 48
    for report in tally.told.values():
        place = 47 - (now - int(report.happened_by.timestamp() // 3600))
        if place >= 0:
            found[place] += 1
    low = min(0.4, max(1, sum(found)) / n_all)
    high = 2 * low
    gain_hit, gain_miss, entry = math.log(high / low), math.log((1 - high) / (1 - low)), math.log(48)
    weight = -entry
    for n, total in zip(found, totals, strict=True):
        weight = max(-entry, weight + n * gain_hit + (total - n) * gain_miss)
    return weight + entry if weight > -entry else 0.0


def _n_recent(tally: Tally, at: datetime) -> int:
    since = at - timedelta(hours=RECENT_H)
    return sum(report.happened_by > since for report in tally.told.values())


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600


METHODS: dict[str, Method] = {
    "plain counts": counts,
    "Hacker News": hacker_news,
    "Reddit hot": reddit,
    "z-score": z_score,
    "Kleinberg": kleinberg,
    "outlets less usual": prototype,
}
