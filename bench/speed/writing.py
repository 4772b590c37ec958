"""Time the embedded default's writing, beside a plain choice of sentences, and the way from reports to articles.

    python -m bench.speed.writing

Stories: some days of two streams, grouped by the house's own clustering. Written: planned and compiled, without judgement.
From reports to articles: grouped, planned, compiled, every sentence judged, published or held, each story once; no network, no
store, no model.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

from bench import corpora
from bench.quality import strictness, summaries
from bench.quality.strictness import Case
from bench.rows import Row
from newswright.pipeline import filters
from newswright.records import stories
from newswright.records.ids import StoryId
from newswright.records.stories import ToldReport
from newswright.stages import write

T = TypeVar("T")
COMMAND = "./run bench speed.writing"
_DAYS = {"lk-en": ("2024-06-03", "2024-06-08"), "allsides": ("2018-05-01", "2018-05-13")}
_FLOORS = {"stories": 20.0, "reports": 20.0}


def grouped() -> list[Case]:
    """Group some days of each stream."""
    return [case for name in _DAYS for case in _of_stream(name)]


def _of_stream(name: str) -> Iterable[Case]:
    first, last = _DAYS[name]
    reports = [r for r, _ in corpora.records(name, "test") if first <= f"{r.published_at:%Y-%m-%d}" < last]
    by_story: dict[StoryId, list[ToldReport]] = {}
    for one in filters.placed(reports):
        by_story.setdefault(one.assignment.story_id, []).append(one)
    for story_id, told in sorted(by_story.items()):
        n_origins = stories.count_independent(stories.heard(told))
        yield Case(name, stories.from_reports(story_id, told), tuple(told), n_origins)


def run() -> list[Row]:
    """Measure writing, and the whole way."""
    cases, grouping_s = _timed(grouped)
    # Each half of the stories is met for the first time: what was read before is remembered for a while.
    known, several, rest = cases[:20:2], [case for case in cases[20::2] if case.n_origins > 1], cases[1::2]
    split = "lk-en and AllSides, some days of the test parts, own clustering"
    _timed(lambda: [strictness.written(case) for case in known])  # patterns are known from here on
    _, compiling_s = _timed(lambda: [compiled(case) for case in several])
    _, peer_s = _timed(lambda: [summaries.centroid(_plain(case)) for case in several])
    _, pressing_s = _timed(lambda: [strictness.written(case) for case in rest])
    per_report_s = grouping_s / _n_reports(cases), pressing_s / _n_reports(rest)
    return [
        Row(
            stage="write", measure=f"stories of several origins written per CPU-second ({len(several)})",
            value=len(several) / compiling_s, floor=_FLOORS["stories"], split=split, command=COMMAND,
            peer=f"choosing alone, by the centroid (bench/quality/summaries.py) {len(several) / peer_s:.0f}",
        ),
        Row(
            stage="write", measure=f"reports per CPU-second from text to article ({_n_reports(rest)})",
            value=1 / sum(per_report_s), floor=_FLOORS["reports"], split=split, command=COMMAND,
            peer=f"grouping {1e3 * per_report_s[0]:.1f} ms a report, writing and judging {1e3 * per_report_s[1]:.1f} ms",
        ),
    ]  # fmt: skip


def _n_reports(cases: Sequence[Case]) -> int:
    return sum(len(case.told) for case in cases)


def compiled(case: Case) -> object:
    """Plan and compile one story."""
    now = max(one.report.published_at for one in case.told) + timedelta(hours=1)
    policy = write.WritePolicy()
    return write.compile(write.plan(case.story, case.told, [], now=now, policy=policy), now=now, policy=policy)


def _plain(case: Case) -> summaries.Case:
    return summaries.Case(case.story.id, tuple(one.report for one in case.told), "")


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began_s = time.process_time()
    made = work()
    return made, time.process_time() - began_s


if __name__ == "__main__":
    for row in run():
        print(f"{row.measure}: {row.value:,.1f} ({row.peer})")
