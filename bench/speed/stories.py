"""Measure how fast reports are placed, from text to assignment, beside a plain TF-IDF single pass in the same run.

    python -m bench.speed.stories

CPU-seconds of this process. Input: the first 2,000 reports of a full-text stream, in order of time, through a window that forgets
as a newsroom's does.
"""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import islice

from bench import corpora
from bench.quality import stories
from bench.rows import Row
from newswright.records.reports import Report
from newswright.stages import cluster, trend

N_REPORTS = 2_000
FLOORS = {"lk-en": 250.0, "allsides": 180.0}  # well below what two busy cores gave: a speed floor is for gross slips
SETS = {"lk-en": "Sri Lankan news of 2024", "allsides": "AllSides (long texts)"}


def run() -> list[Row]:
    """Measure both sets, and a tick of trends."""
    rows = []
    for name, title in SETS.items():
        reports = [report for report, _ in islice(corpora.records(name, "tune"), N_REPORTS)]
        reports.sort(key=lambda report: (report.happened_by, report.id))
        ours, plain = _rate(_placed, reports), _rate(stories.plain, reports)
        rows.append(
            Row(
                stage="cluster",
                measure=f"reports per CPU-second, {title}",
                value=ours,
                floor=FLOORS[name],
                peer=f"plain TF-IDF single pass {plain:.0f} (ratio {ours / plain:.2f})",
                split=f"first {N_REPORTS} reports of {name}",
                command="python -m bench.speed.stories",
            )
        )
    return [*rows, _tick()]


def _rate(function: Callable[[Sequence[Report]], object], reports: Sequence[Report]) -> float:
    started = time.process_time()
    function(reports)
    return len(reports) / (time.process_time() - started)


def _placed(reports: Sequence[Report]) -> int:
    policy = cluster.ClusterPolicy()
    window = cluster.Window(policy)
    for n, report in enumerate(reports):
        window.place(report)
        if n % 500 == 0:
            window.forget(report.happened_by - timedelta(days=policy.horizon_days))
    return len(window)


def _tick() -> Row:
    policy = trend.TrendPolicy()
    counters, window = trend.Counters(policy), cluster.Window(cluster.ClusterPolicy())
    told = [(report, window.place(report)) for report, _ in islice(corpora.records("headlines"), 4 * N_REPORTS)]
    for report, assignment in told:
        counters.add(report, assignment)
    ticks = sorted(report.happened_by for report, _ in told)[-N_REPORTS::100]
    started = time.process_time()
    for at in ticks:
        counters.detect(at, 10)
    return Row(
        stage="trend",
        measure="CPU-milliseconds per tick",
        value=(time.process_time() - started) / len(ticks) * 1000,
        peer="none",
        split=f"first {4 * N_REPORTS} reports of headlines",
        command="python -m bench.speed.stories",
        is_lower_better=True,
    )


def main() -> None:
    """Print the table."""
    for row in run():
        print(f"{row.measure:52} {row.value:8.1f}  {row.peer}")


if __name__ == "__main__":
    main()
