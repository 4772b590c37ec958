"""Limit how often someone may do something: a token bucket per key, in memory, bounded."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

MAX_KEYS = 10_000  # about 2 MB; the longest unused is forgotten first
KEPT = timedelta(hours=1)  # no limit looks back further


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `n` at once, and `n` more in each `per_s` seconds."""

    n: int
    per_s: float


# Chosen so that a person never meets them and a script does at once.
LOGIN = Limit(n=8, per_s=300)
VOTE = Limit(n=60, per_s=60)
NEW_READER = Limit(n=30, per_s=3600)
PROBLEM = Limit(n=10, per_s=3600)


class Limiter:
    """Counts by key. Thread-safe; the time is handed in."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[tuple[Limit, str], tuple[float, datetime]] = OrderedDict()
        self._lock = Lock()

    def allows(self, limit: Limit, key: str, *, now: datetime) -> bool:
        """Take one token for `key`, or say that there is none."""
        with self._lock:
            tokens, since = self._buckets.pop((limit, key), (float(limit.n), now))
            gained = max(0.0, (now - since).total_seconds()) * limit.n / limit.per_s
            tokens = min(float(limit.n), tokens + gained)
            allowed = tokens >= 1
            self._buckets[limit, key] = (tokens - 1 if allowed else tokens, now)
            self._forget(now)
            return allowed

    def _forget(self, now: datetime) -> None:
        """Drop who was not seen for an hour (the page on privacy promises it), and the longest unused beyond the cap."""
        while self._buckets:
            oldest = next(iter(self._buckets))
            if len(self._buckets) <= MAX_KEYS and now - self._buckets[oldest][1] < KEPT:
                return
            del self._buckets[oldest]
