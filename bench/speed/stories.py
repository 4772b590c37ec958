"""Measure how fast reports are placed, from text to assignment, in windows of up to a million; what a report costs in memory.

    python -m bench.speed.stories            windows of 10,000 and 100,000 (about two minutes)
    python -m bench.speed.stories --whole    and of 1,000,000 (some ten minutes, 5 GB)

CPU-seconds of this process. The window is filled with made-up reports: real ones of lk-en of which half the words are replaced,
some by words that were never seen, the others by words of other reports; then real reports are placed in it, from their texts.
Beside it, in the same run and window: cosines with all reports by dense vectors, and an inverted index of all words.
"""

import argparse
import gc
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

import numpy as np

from bench import corpora
from bench.rows import Row
from newswright.records import ids
from newswright.records.reports import Report
from newswright.records.stories import Assignment, AssignmentKind
from newswright.stages import cluster
from newswright.stages.cluster import portraits
from newswright.stages.cluster.postings import Postings

SIZES, WHOLE = (10_000, 100_000), 1_000_000
N_PLACED, TICK = 2_000, 1_000
SPEED_AT = 100_000  # reports in the window in which the speed is measured
FLOORS = {"lk-en": 700.0, "allsides": 500.0}  # well below what two busy cores gave: a speed floor is for gross slips
SETS = {"lk-en": "Sri Lankan news of 2024", "allsides": "AllSides (long texts)"}
N_DENSE, N_PEER = 512, 50  # numbers a dense vector, and reports that the peers look for
COMMAND = "python -m bench.speed.stories"
POLICY = replace(cluster.ClusterPolicy(), is_crossing=False, max_reports=10_000_000)


@dataclass(slots=True)
class Crowd:
    """Makes reports up: real portraits with half of their words replaced. The same for the same seed."""

    base: Sequence[cluster.Portrait]
    dice: np.random.Generator

    @classmethod
    def of(cls, reports: Sequence[Report]) -> "Crowd":
        """Draw the real ones."""
        return cls([cluster.portray(report, POLICY) for report in reports], np.random.default_rng(20261122))

    def make(self, n: int, first: int, *, since: float, until: float) -> Iterator[cluster.Portrait]:
        """Make n portraits, in order of time, in days."""
        pool = np.concatenate([one.terms[: one.n_words] for one in self.base])
        for k, at_days in enumerate(np.linspace(since, until, n).tolist(), start=first):
            one = self.base[int(self.dice.integers(len(self.base)))]
            words = self._replaced(one.terms[: one.n_words], pool)
            names = self._replaced(one.terms[one.n_words :], pool)
            samples = np.frombuffer(one.sketch.samples, dtype="<u4") ^ np.uint32(self.dice.integers(2**32))
            yield replace(
                one,
                report_id=ids.ReportId(f"{k:016x}"),
                at_days=at_days,
                terms=np.concatenate((words, names)),
                sketch=replace(one.sketch, samples=samples.tobytes()),
            )

    def _replaced(self, terms: portraits.Terms, pool: portraits.Terms) -> portraits.Terms:
        other = pool[self.dice.integers(len(pool), size=len(terms))]
        unseen = self.dice.integers(portraits.N_TERMS, size=len(terms), dtype=np.int32)
        kind = self.dice.random(len(terms))
        return np.sort(np.where(kind < 0.5, terms, np.where(kind < 0.85, other, unseen)))


def filled(crowd: Crowd, n: int) -> tuple[cluster.Window, float]:
    """Fill a window with n reports of a week, each a story of its own; also, the bytes that each takes."""
    window, before = cluster.Window(POLICY), _resident()
    for first in range(0, n, 20_000):
        step = min(20_000, n - first)
        made = crowd.make(step, first, since=7 * first / n, until=7 * (first + step) / n)
        window.restore_portraits((portrait, _alone(portrait)) for portrait in made)
    gc.collect()
    return window, (_resident() - before) / n


def _alone(portrait: cluster.Portrait) -> Assignment:
    return Assignment(
        report_id=portrait.report_id,
        story_id=ids.story_id(portrait.report_id),
        origin_id=ids.origin_id(portrait.report_id),
        kind=AssignmentKind.OPEN,
        similarity=0.0,
    )


def _resident() -> int:
    """Bytes of memory that this process holds; of use on Linux only."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 if status.exists() else 0


def _cost(function: Callable[[], object], n: int) -> float:
    """CPU-microseconds for each of n."""
    started = time.process_time()
    function()
    return (time.process_time() - started) / n * 1e6


def place(window: cluster.Window, reports: Sequence[Report]) -> None:
    """Place reports from their texts, in ticks, at the end of the window's week."""
    drawn = [replace(cluster.portray(report, POLICY), at_days=7.0 + n * 1e-6) for n, report in enumerate(reports)]
    for low in range(0, len(drawn), TICK):
        window.take_portraits(drawn[low : low + TICK])


def dense(portraits_: Sequence[cluster.Portrait], asked: Sequence[cluster.Portrait]) -> float:
    """The peer by brute force: CPU-µs to compare a report with all others by vectors of hashed words."""
    vectors = np.zeros((len(portraits_), N_DENSE), dtype=np.float32)
    for row, one in enumerate(portraits_):
        np.add.at(vectors[row], one.terms % N_DENSE, 1.0)
    queries = [np.bincount(one.terms % N_DENSE, minlength=N_DENSE).astype(np.float32) for one in asked]
    return _cost(lambda: [np.argpartition(-(vectors @ query), 30)[:30] for query in queries], len(asked))


def inverted(portraits_: Sequence[cluster.Portrait], asked: Sequence[cluster.Portrait]) -> float:
    """The peer by a plain inverted index: CPU-µs to add up what all words of a report find, however common."""
    index = Postings()
    rows = np.repeat(np.arange(len(portraits_)), [one.n_words for one in portraits_]).astype(np.int32)
    index.add(np.concatenate([one.terms[: one.n_words] for one in portraits_]), rows)

    def search() -> None:
        for one in asked:
            _, found = index.find(one.terms[: one.n_words])
            np.argpartition(-np.bincount(found, minlength=len(portraits_)), 30)[:30]

    return _cost(search, len(asked))


def run(*, is_whole: bool = False) -> list[Row]:
    """Measure all."""
    rows, costs, sizes = list[Row](), dict[int, float](), (*SIZES, WHOLE) if is_whole else SIZES
    told = {name: [report for report, _ in islice(corpora.records(name, "tune"), N_PLACED)] for name in SETS}
    crowd = Crowd.of(told["lk-en"])
    for n in sizes:
        window, n_bytes = filled(crowd, n)
        costs[n] = _cost(partial(place, window, told["lk-en"][:TICK]), TICK)
        rows.append(_row(f"bytes of memory a report, {n:,} in the window", n_bytes, lower=True, peer="goal 1,000"))
        if n == SPEED_AT:
            costs_by_set = {name: _cost(partial(place, window, reports), N_PLACED) for name, reports in told.items()}
            rows += [_speed(name, cost) for name, cost in costs_by_set.items()]
            rows += _peers(crowd, told["lk-en"], costs[n])
        del window
    for low, high in pairwise(sizes):
        exponent = math.log(costs[high] / costs[low]) / math.log(high / low)
        peer = f"goal 0.15; {costs[low]:.0f} → {costs[high]:.0f} µs a report"
        rows.append(
            _row(f"growth of the cost, exponent, {low:,} to {high:,}", exponent, lower=True, peer=peer, floor=0.3)
        )
    return rows


def _peers(crowd: Crowd, reports: Sequence[Report], ours: float) -> list[Row]:
    others = list(crowd.make(SPEED_AT, 0, since=0, until=7))
    asked = [cluster.portray(report, POLICY) for report in reports[:N_PEER]]
    found = {"dense vectors": dense(others, asked), "an inverted index of all words": inverted(others, asked)}
    return [
        _row(
            f"times as fast as {name}, search alone",
            cost / ours,
            peer=f"{cost:.0f} µs against {ours:.0f} in all",
            floor=1.0,
        )
        for name, cost in found.items()
    ]


def _speed(name: str, cost: float) -> Row:
    measure = f"reports per CPU-second, {SETS[name]}, {SPEED_AT:,} in the window"
    return _row(measure, 1e6 / cost, peer="goal 1,500", floor=FLOORS[name], split=f"first {N_PLACED} reports of {name}")


def _row(
    measure: str,
    value: float,
    *,
    peer: str,
    floor: float | None = None,
    lower: bool = False,
    split: str = "made-up reports",
) -> Row:
    return Row(
        stage="cluster", measure=measure, value=value, floor=floor, peer=peer, split=split, command=COMMAND, is_lower_better=lower
    )  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=main.__doc__)
    parser.add_argument("--whole", action="store_true", help="a window of a million too")
    for row in run(is_whole=parser.parse_args().whole):
        print(f"{row.measure:76} {row.value:8.2f}  {row.peer}")


if __name__ == "__main__":
    main()
