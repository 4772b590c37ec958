"""Time the gate: sentences per CPU-second, by what they are and by what is counted.

    python -m bench.speed.verification

Sentences of real reports, each cited to the sentence that it comes from; the reports of a story are read once, and that is timed
apart. "Altered" ones begin with "In short,", so that no short way is open to them; "excerpts" stand as their source has them.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bench import corpora
from bench.rows import Row
from newswright.records.drafts import Finding
from newswright.records.reports import Passage, Report
from newswright.stages import verify
from newswright.stages.verify import judge
from newswright.stages.verify.alignment import Alignment
from newswright.text import sentences

COMMAND = "./run bench speed.verification"
_N_REPORTS = 80
_FLOORS = {"checks": 1000.0, "all": 600.0, "read": 500.0, "excerpts": 2500.0}  # a busy machine has them too


@dataclass(frozen=True, slots=True)
class Job:
    """A report with its sentences, each with where it stands."""

    report: Report
    cited: tuple[tuple[str, Passage], ...]


def jobs(part: corpora.Part, n_samples: int) -> list[list[Job]]:
    """Sample reports of both streams, several times, none twice: what was judged before is remembered for a while."""
    dice = random.Random(5)  # noqa: S311 - no secret depends on it
    reports = [report for name in ("lk-en", "allsides") for report, _ in corpora.records(name, part)]
    drawn = [Job(report, tuple(_cited(report))) for report in dice.sample(reports, n_samples * _N_REPORTS)]
    return [drawn[start::n_samples] for start in range(n_samples)]


def _cited(report: Report) -> Iterator[tuple[str, Passage]]:
    for span in sentences.split(report.text):
        yield span.of(report.text), Passage(report_id=report.id, start=span.start, end=span.end)


def run(part: corpora.Part = "test") -> list[Row]:
    """Measure altered sentences by the exact checks alone and with the judge, and excerpts."""
    known, *samples = jobs(part, 4)
    altered: Callable[[str], str] = "In short, {}".format
    spent_s(known, altered)  # words and patterns are known from here on, as in a newsroom that runs
    n_all, n_excerpts, n_checked = (sum(len(job.cited) for job in sample) for sample in samples)
    all_s, read_s = spent_s(samples[0], altered)
    excerpts_s, _ = spent_s(samples[1], str, is_excerpt=True)
    with _no_judge():
        checks_s, _ = spent_s(samples[2], altered)
    n = n_all + n_excerpts + n_checked
    apart = f"goal 3,000; reading the evidence {1e6 * read_s / n_all:.0f} µs a sentence"
    rates = {
        "checks": ("exact checks, evidence read before", n_checked / checks_s, apart),
        "all": ("with the learned judge", n_all / all_s, ""),
        "read": ("with the judge and reading the evidence", n_all / (all_s + read_s), ""),
        "excerpts": ("excerpts as they stand", n_excerpts / excerpts_s, ""),
    }
    return [
        Row(
            stage="verify", measure=f"sentences judged per CPU-second: {text}", value=value, floor=_FLOORS[kind], peer=peer,
            split=f"{n:,} sentences of lk-en and AllSides, {part} part", command=COMMAND,
        )
        for kind, (text, value, peer) in rates.items()
    ]  # fmt: skip


def spent_s(
    sample: Sequence[Job], changed: Callable[[str], str], *, is_excerpt: bool | None = None
) -> tuple[float, float]:
    """CPU seconds for judging all sentences, and for reading their reports before that."""
    judging_s = reading_s = 0.0
    for job in sample:
        began_s = time.process_time()
        bench = verify.Bench({job.report.id: job.report})
        bench.read()
        read_s = time.process_time()
        for text, passage in job.cited:
            bench.judge(changed(text), [passage], is_excerpt=is_excerpt)
        judging_s += time.process_time() - read_s
        reading_s += read_s - began_s
    return judging_s, reading_s


@contextmanager
def _no_judge() -> Iterator[None]:
    """Leave the learned judge out of what is timed."""
    asked = judge.probability
    judge.probability = _sure
    try:
        yield
    finally:
        judge.probability = asked


def _sure(alignment: Alignment, findings: Sequence[Finding]) -> float:
    return 1.0


if __name__ == "__main__":
    for row in run():
        print(f"{row.measure}: {row.value:,.0f} ({row.peer})")
