"""What is usual: how many outlets take a story up, by its kind, and how much busier than the average an hour is."""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from newswright.stages.trend.policy import TrendPolicy

K = TypeVar("K", bound=Hashable)


class Baseline:
    """Counts stories and the further voices that took them up. A voice that only tells its own stories moves neither pace: no
    owner can drown the others by publishing more."""

    def __init__(self, policy: TrendPolicy) -> None:
        self._policy = policy
        self._stories: Counter[str] = Counter()  # by kind
        self._further: Counter[str] = Counter()  # by kind
        self._by_hour: Counter[int] = Counter()  # further voices, by hour since the epoch
        self._by_day: Counter[int] = Counter()
        self._n_stories = 0
        self._n_further = 0

    def count_story(self, kind: str, n: int) -> None:
        """Count a story in (`n` = 1) or out (-1)."""
        self._n_stories += n
        _move(self._stories, kind, n)

    def count_further(self, kind: str, hours: Iterable[int], n: int) -> None:
        """Count the hours in which further voices took a story up in (`n` = 1) or out (-1)."""
        for hour in hours:
            self._n_further += n
            _move(self._further, kind, n)
            _move(self._by_hour, hour, n)
            _move(self._by_day, hour // 24, n)

    def usual(self, kind: str) -> float:
        """How many further voices a story of a kind has: its own habit, drawn to the stream's, drawn to the policy's."""
        policy, weight = self._policy, self._policy.usual_stories
        stream = (self._n_further + policy.usual_origins * weight) / (self._n_stories + weight)
        return (self._further[kind] + stream * weight) / (self._stories[kind] + weight)

    def hour_factor(self, hour: int) -> float:
        """How many times the average pace is usual at this hour of the day, on such a day (working day or weekend)."""
        policy = self._policy
        past = [hour - 24 * day for day in range(1, int(policy.baseline_days) + 1)]
        known = [one for one in past if self._by_day[one // 24]]
        alike = [one for one in known if _is_weekend(one) == _is_weekend(hour)]
        days = alike if len(alike) >= policy.min_hour_days else known
        if len(days) < policy.min_hour_days:
            return 1.0
        at_this_hour = sum(self._by_hour[one + near] for one in days for near in (-1, 0, 1)) / 3
        average = sum(self._by_day[one // 24] for one in days) / 24
        return min(policy.most_hour_factor, max(1 / policy.most_hour_factor, at_this_hour / average))


def _move(counter: Counter[K], key: K, n: int) -> None:
    counter[key] += n
    if not counter[key]:
        del counter[key]


def _is_weekend(hour: int) -> bool:
    return (hour // 24 + 4) % 7 in {0, 6}  # day 0 of the epoch was a Thursday; 0 is a Sunday
