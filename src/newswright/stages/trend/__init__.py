"""Find the stories that spread faster and wider than is usual, and say why.

In:    reports with their assignments, up to `at`; nothing published later is looked at
Out:   Trends, best first, each with its pace, what was expected, its phase, its hours and its reasons in words and numbers
Rule:  TrendPolicy
Gate:  bench/quality/trends
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from newswright.records.reports import Report
from newswright.records.stories import Assignment, Trend
from newswright.stages.trend.counters import Counters
from newswright.stages.trend.policy import TrendPolicy
from newswright.stages.trend.reach import opened_by

__all__ = ["Counters", "TrendPolicy", "detect", "opened_by"]


def detect(told: Iterable[tuple[Report, Assignment]], *, at: datetime, policy: TrendPolicy, top: int) -> list[Trend]:
    """Name what trends at a time, best first, at most `top`. Reports that were published later are not looked at."""
    counters = Counters(policy)
    since = at - timedelta(days=policy.baseline_days)
    for report, assignment in told:
        if since <= report.happened_by <= at:
            counters.add(report, assignment)
    counters.forget(since)  # an old item that was dated anew
    return counters.detect(at, top)
