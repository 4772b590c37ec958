"""Measure what it costs to find near-copies: sketching a report, searching the window for it, and keeping it there.

    python -m bench.speed.origins [--window 1000000]

CPU-seconds of this process. A full window is made of real reports with three words in ten replaced, so that each still shares
a quarter of its runs with its siblings, more than news does. Batches are ticks of 500 reports.
"""

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from bench import corpora
from bench.quality import origins
from bench.rows import Row
from newswright.records.ids import ReportId
from newswright.stages.cluster import copies
from newswright.text import fingerprint

COMMAND = "python -m bench.speed.origins"
N_REAL, N_PROBES, TICK = 2_000, 2_000, 500
WINDOWS = (10_000, 100_000)
SPLIT = f"first {N_REAL} reports of lk-en and of allsides, perturbed"


def run(windows: Sequence[int] = WINDOWS) -> list[Row]:
    """Measure sketches on real texts, then the search in windows of growing size."""
    real = {name: _real(name) for name in ("lk-en", "allsides")}
    sketches_us = {name: _timed_us(fingerprint.sketch, tokens) for name, tokens in real.items()}
    rows = [_sketches(name, real[name], sketches_us[name]) for name in real]
    costs = [_search([one for several in real.values() for one in several], n) for n in windows]
    for n, (search_us, n_bytes) in zip(windows, costs, strict=True):
        rows.append(_row(f"CPU-µs per report to search {n:,} reports", search_us, 100.0, "", SPLIT))
        rows.append(_row(f"bytes per report in a window of {n:,}", n_bytes, 320.0, "full runs: 8 bytes a word", SPLIT))
    sketch_us = sum(sketches_us.values()) / len(sketches_us)
    whole = [sketch_us + search_us for search_us, _ in costs]
    exponent = math.log(whole[-1] / whole[0]) / math.log(windows[-1] / windows[0])
    growth = f"growth of the cost of sketch and search from {windows[0]:,} to {windows[-1]:,} reports, exponent"
    return [*rows, _row(growth, exponent, 0.15, f"1 is linear; {whole[0]:.0f} to {whole[-1]:.0f} µs", SPLIT)]


def _real(name: str) -> list[list[str]]:
    return [origins.tokens_of(report) for report, _ in islice(corpora.records(name, "tune"), N_REAL)]


def _sketches(name: str, tokens: Sequence[Sequence[str]], ours_us: float) -> Row:
    exact_us = _timed_us(fingerprint.hashed_runs, tokens)
    return _row(
        f"CPU-µs per sketch, {name} (mean of {np.mean([len(one) for one in tokens]):.0f} words)",
        ours_us,
        250.0,
        f"hashing all runs, without a sketch {exact_us:.0f}",
        f"first {len(tokens)} reports of {name}",
    )


def _timed_us(function: object, given: Sequence[object]) -> float:
    assert callable(function)
    started = time.process_time()
    for one in given:
        function(one)
    return (time.process_time() - started) / len(given) * 1e6


def _search(real: Sequence[Sequence[str]], n_reports: int) -> tuple[float, float]:
    """Fill a window, then measure the last reports that come to it: (CPU-µs per report, bytes per report)."""
    window = copies.Copies()
    texts = _perturbed(real, n_reports)
    while len(window) < n_reports - N_PROBES:
        window.add(list(islice(texts, TICK)))
    batches = [list(islice(texts, TICK)) for _ in range(N_PROBES // TICK)]
    started = time.process_time()
    for batch in batches:
        window.add(batch)
    return (time.process_time() - started) / N_PROBES * 1e6, window.n_bytes / len(window)


def _perturbed(real: Sequence[Sequence[str]], n_reports: int) -> Iterator[copies.Text]:
    dice = np.random.default_rng(20261122)
    for n in range(n_reports):
        tokens = list(real[n % len(real)])
        for place in np.flatnonzero(dice.random(len(tokens)) < 0.3).tolist():
            tokens[place] = f"{tokens[place]}{n}"
        sketch = fingerprint.sketch(tokens)
        yield copies.Text(ReportId(f"r{n}"), f"outlet {n % 300}", 7 * n / n_reports, sketch)


def _row(measure: str, value: float, floor: float, peer: str, split: str) -> Row:
    return Row(
        stage="origins",
        measure=measure,
        value=value,
        floor=floor,
        peer=peer,
        split=split,
        command=COMMAND,
        is_lower_better=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.speed.origins", description=__doc__)
    parser.add_argument("--window", type=int, default=WINDOWS[-1])
    for row in run((WINDOWS[0], parser.parse_args().window)):
        print(f"{row.value:.3f} (≤ {row.floor:g}) {row.measure}: {row.peer}")
