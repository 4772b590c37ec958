"""Measure over-strictness: how many real stories get an article, and how many sentences of a well-behaved writer survive.

    python -m bench.quality.strictness [--part test|tune] [--n 100] [--read 30]

Stories: real reports of two streams (Sri Lankan news in English, AllSides), grouped by the house's own clustering; a sample of
those with several independent origins, and of those with one. Each is written by the embedded default and judged by the gate.

Sentences of a well-behaved writer. No such model is at hand, so two stand in for it:

- editors: the sentences of AllSides' editors' round-ups, cited to the passages of the three reports that they best match. People
  wrote them for readers, abstractively; but with knowledge beyond the three texts, so some rightly fall.
- a paraphraser (bench/quality/paraphrase.py): retells the evidence of a story by fixed rules that keep the sense, obeys the
  prompt, and cites what it retells. It goes the whole way of a model's answer.
"""

import argparse
import gzip
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench import corpora
from bench.quality import paraphrase, summaries
from bench.rows import Row
from newswright.adapters.llm.embedded import Embedded
from newswright.pipeline import filters, press
from newswright.pipeline.room import Policies
from newswright.records import ids, stories
from newswright.records.articles import Article, Hold
from newswright.records.drafts import Draft, DraftSentence, SectionKind, Verdict
from newswright.records.ids import StoryId
from newswright.records.reports import Passage, Report
from newswright.records.stories import Story, ToldReport
from newswright.stages import verify, write
from newswright.text import quotations, sentences, words

COMMAND = "./run bench strictness"
# Shares on the test part, a little under what was reached; they only rise. The goals of the issue: 0.95 and 0.85.
_FLOORS = {
    "several": 0.97, "one": 0.9, "words": 0.8, "all": 0.5, "editors": 0.64, "borne out": 0.76, "paraphraser": 0.95,
}  # fmt: skip
_LABELS = Path(__file__).with_name("roundup_labels.json")
_STREAMS = {  # a slice of each stream's part: grouping it all takes minutes, and a month has stories enough
    ("lk-en", "test"): ("2024-06-01", "2024-06-22"),
    ("lk-en", "tune"): ("2024-05-01", "2024-05-22"),
    ("allsides", "test"): ("2018-05-01", "2018-07-15"),
    ("allsides", "tune"): ("2018-01-01", "2018-03-15"),
}
_N_PASSAGES = 3  # that a round-up's sentence is cited to, at most
_MIN_GAIN = 0.12  # of its content words that a further passage must add
_ASIDES = re.compile(
    r"AllSides|\bthe (?:Left|Right|Center)\b|(?:[Ll]eft|[Rr]ight)-(?:wing|leaning)|\boutlets\b|\bsources\b"
)
_MIN_COVERED = 0.5  # of its content words that its passages must have: below, an editor knew it from elsewhere


@dataclass(frozen=True, slots=True)
class Case:
    """A story with its reports and the number of its independent origins."""

    name: str
    story: Story
    told: tuple[ToldReport, ...]
    n_origins: int


def cases(part: corpora.Part, n: int, seed: int = 11) -> list[Case]:
    """Sample `n` stories of several origins from each stream, and half as many of one."""
    dice = random.Random(seed)  # noqa: S311 - no secret depends on it
    chosen: list[Case] = []
    for name in ("lk-en", "allsides"):
        found = list(_grouped(name, part))
        for is_several, wanted in ((True, n), (False, n // 2)):
            of_kind = [case for case in found if (case.n_origins > 1) == is_several]
            chosen += dice.sample(of_kind, min(wanted, len(of_kind)))
    return chosen


def _grouped(name: str, part: corpora.Part) -> Iterator[Case]:
    first, last = _STREAMS[name, part]
    reports = [r for r, _ in corpora.records(name, part) if first <= f"{r.published_at:%Y-%m-%d}" < last]
    by_story: dict[StoryId, list[ToldReport]] = {}
    for one in filters.placed(reports):
        by_story.setdefault(one.assignment.story_id, []).append(one)
    for story_id, told in sorted(by_story.items()):
        n_origins = stories.count_independent(stories.heard(told))
        yield Case(name, stories.from_reports(story_id, told), tuple(told), n_origins)


def written(case: Case) -> Article | Hold:
    """Write one story as the newsroom does with the embedded default, an hour after its last report."""
    now = max(one.report.published_at for one in case.told) + timedelta(hours=1)
    policies = Policies()
    outcome = press.compose(
        case.story,
        case.told,
        related=(),
        previous=None,
        model=Embedded(policies.write, lambda: now),
        policies=policies,
        now=now,
    )
    assert outcome is not None
    return outcome


# Articles of the embedded default


def _article_rows(found: Sequence[tuple[Case, Article | Hold]], part: str) -> Iterator[Row]:
    split = f"lk-en and AllSides, {part} part, own clustering"
    for kind, is_several in (("several", True), ("one", False)):
        of_kind = [outcome for case, outcome in found if (case.n_origins > 1) == is_several]
        share = sum(isinstance(outcome, Article) for outcome in of_kind) / max(1, len(of_kind))
        origins = "several independent origins" if is_several else "one origin"
        yield Row(
            stage="publish", measure=f"stories of {origins} that get an article ({len(of_kind)})", value=share,
            floor=_FLOORS[kind], peer=_held(of_kind), split=split, command=COMMAND,
        )  # fmt: skip
    lengths = sorted(n_words(outcome) for case, outcome in found if case.n_origins > 1 and isinstance(outcome, Article))
    in_range = sum(120 <= n <= 350 for n in lengths) / max(1, len(lengths))
    yield Row(
        stage="publish", measure=f"articles of several origins with 120 to 350 words ({len(lengths)})", value=in_range,
        floor=_FLOORS["words"], peer=f"median {lengths[len(lengths) // 2]}, range {lengths[0]} to {lengths[-1]}",
        split=split, command=COMMAND,
    )  # fmt: skip


def n_words(article: Article) -> int:
    """The words of an article's body, links to other stories aside."""
    return sum(len(s.text.split()) for section in article.sections for s in section.sentences if s.links_to is None)


def _held(outcomes: Iterable[Article | Hold]) -> str:
    reasons = Counter(one.reason.partition(":")[0] for one in outcomes if isinstance(one, Hold))
    return "held: " + "; ".join(f"{n} {reason}" for reason, n in reasons.most_common()) if reasons else "none held"


# Sentences of a well-behaved writer


@dataclass(frozen=True, slots=True)
class Survival:
    """A writer's sentence, what the gate said, and whether something else stands in its place."""

    text: str
    verdict: Verdict
    is_repaired: bool
    passages: tuple[str, ...] = ()
    is_obeying: bool = True


def editors(part: corpora.Part, n: int = 150) -> Iterator[Survival]:
    """Judge the sentences of editors' round-ups of stories with two full texts or more."""
    bodies = {report.id: report for report, _ in corpora.records("allsides")}
    n_left = n
    for case, raw in zip(summaries.cases(part), _raw(part), strict=True):
        full = [bodies.get(article.get("doc", "")) for article in raw["articles"]]
        if sum(body is not None for body in full) < 2:
            continue
        if not n_left:
            return
        n_left -= 1
        reports = [_full(report, body) for report, body in zip(case.reports, full, strict=True)]
        known = {report.id: report for report in reports}
        origins = {report.id: ids.origin_id(report.id) for report in reports}
        bench = verify.Bench(known)
        sought = _Passages(reports)
        for n, span in enumerate(sentences.split(case.reference), start=2):
            text = span.of(case.reference)
            cites, covered = sought.best(text)
            if not cites or covered < _MIN_COVERED or _ASIDES.search(text):
                continue
            verdict = bench.judge(text, cites, n=n, origins=origins, is_excerpt=False)
            sentence = DraftSentence(n=n, text=text, cites=tuple(cites))
            repair = None if verdict.is_supported else verify.repair(sentence, verdict, bench, origins=origins)
            quoted = tuple(cite.of(known[cite.report_id].text) for cite in cites)
            yield Survival(text, verdict, repair is not None, quoted, is_obeying=obeys(text, quoted))


def obeys(text: str, passages: Sequence[str]) -> bool:
    """Whether a sentence keeps to what the prompt asks for: own words, real dates, quotations out of its passages."""
    cited = " ".join(words.tokens(" ".join(passages)))
    is_own = all(paraphrase.longest_run(text, passage) <= paraphrase.MAX_RUN for passage in passages)
    is_quoted = all(" ".join(words.tokens(quote.text)) in cited for quote in quotations.find(text))
    return is_own and is_quoted and not paraphrase.RELATIVE.search(text)


def _raw(part: str) -> Iterator[dict[str, Any]]:
    with gzip.open(corpora.DATA / "summaries" / "allsides-roundups-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            if part == "all" or (part == "test") == (int(ids.digest(raw["story"]), 16) % 2 == 0):
                yield raw


def _full(report: Report, body: Report | None) -> Report:
    """A report of a round-up with its full text where there is one, else with its lead."""
    if body is None:
        return report
    return replace(report, text=body.text, published_at=body.published_at, seen_at=body.published_at)


class _Passages:
    """Finds the sentences of some reports that a sentence best matches: greedily, by the rare words that they share."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._lines = [
            (
                Passage(report_id=report.id, start=span.start, end=span.end),
                set(words.stems(span.of(report.text), "en")),
                " ".join(words.tokens(span.of(report.text))),
            )
            for report in reports
            for span in sentences.split(report.text)
        ]
        counted = Counter(stem for _, stems, _ in self._lines for stem in stems)
        self._weights = {stem: 1 / math.sqrt(1 + n) for stem, n in counted.items()}

    def best(self, text: str) -> tuple[list[Passage], float]:
        """The passages, those with its quotations first, and the share of the sentence's weighted words that they have."""
        left = set(words.stems(text, "en"))
        total = self._weight(left)
        chosen: list[Passage] = []
        for quote in quotations.find(text):
            said = " ".join(words.tokens(quote.text))
            line = next((line for line in self._lines if said in line[2]), None)
            if line is not None and line[0] not in chosen:
                chosen.append(line[0])
                left -= line[1]
        while left and total and len(chosen) < _N_PASSAGES:
            passage, stems, _ = max(self._lines, key=lambda line: self._weight(left & line[1]))
            if self._weight(left & stems) < _MIN_GAIN * total:
                break
            chosen.append(passage)
            left -= stems
        return chosen, 1 - self._weight(left) / total if total else 0.0

    def _weight(self, stems: set[str]) -> float:
        return sum(self._weights.get(stem, 1.0) for stem in stems)


def paraphrased(found: Sequence[Case]) -> Iterator[Survival]:
    """Judge the paraphraser's sentences as the newsroom judges a model's: read from its answer, each by what it cites."""
    policy = Policies().write
    for case in found:
        now = max(one.report.published_at for one in case.told) + timedelta(hours=1)
        plan = write.plan(case.story, case.told, (), now=now, policy=policy)
        if not plan.evidence:
            continue
        prompt = write.prompt(plan, policy=policy)
        draft = write.draft(paraphrase.Paraphraser(now).complete(prompt), prompt, policy=policy)
        if not isinstance(draft, Draft):
            continue
        reports = {one.report.id: one.report for one in case.told}
        bench = verify.Bench(reports)
        roots = stories.independent(stories.heard(case.told))
        origins = {one.report.id: ids.OriginId(root) for one, root in zip(case.told, roots, strict=True)}
        for section in draft.sections:
            if section.kind in (SectionKind.CONFLICTS, SectionKind.RELATED):
                continue
            for sentence in section.sentences:
                verdict = bench.judge(sentence.text, sentence.cites, n=sentence.n, origins=origins, is_excerpt=False)
                repair = None if verdict.is_supported else verify.repair(sentence, verdict, bench, origins=origins)
                quoted = tuple(cite.of(reports[cite.report_id].text) for cite in sentence.cites)
                yield Survival(sentence.text, verdict, repair is not None, quoted)


def _read_rows(found: Sequence[Survival], part: str) -> Iterator[Row]:
    """The same without what a reader found not borne out; only what was held has been read, and of the test part alone."""
    if part == "test":
        labels = json.loads(_LABELS.read_text(encoding="utf-8"))["not_borne_out"]
        kept = [
            one
            for one in found
            if one.is_obeying and (one.verdict.is_supported or ids.digest(one.text, n_chars=10) not in labels)
        ]
        measure = "the same, without those held that a reader found not borne out"
        yield _survival_row("borne out", measure, kept, f"allsides-roundups-dev, {part} part")


def _survival_row(who: str, measure: str, found: Sequence[Survival], split: str) -> Row:
    survived = sum(one.verdict.is_supported for one in found) / max(1, len(found))
    repaired = sum(one.is_repaired for one in found) / max(1, len(found))
    checks = Counter(finding.check.value for one in found for finding in one.verdict.findings[:1])
    told = ", ".join(f"{n} {check}" for check, n in checks.most_common(6))
    return Row(
        stage="verify", measure=f"{measure} ({len(found)})", value=survived, floor=_FLOORS[who],
        peer=f"{repaired:.3f} more are repaired; first findings: {told}", split=split, command=COMMAND,
    )  # fmt: skip


def run(part: corpora.Part = "test", n: int = 100) -> list[Row]:
    """Measure everything."""
    round_ups = list(editors(part))
    chosen = cases(part, n)
    found = [(case, written(case)) for case in chosen]
    several = [case for case in chosen if case.n_origins > 1]
    return [
        *_article_rows(found, part),
        _survival_row(
            "all", "sentences of editors' round-ups that survive as written",
            round_ups, f"allsides-roundups-dev, {part} part, two full texts or more",
        ),
        _survival_row(
            "editors", "the same, those that keep to the prompt (own words, real dates, quotations of their passages)",
            [one for one in round_ups if one.is_obeying], f"allsides-roundups-dev, {part} part",
        ),
        *_read_rows(round_ups, part),
        _survival_row(
            "paraphraser", "sentences of a well-behaved paraphraser that survive as written",
            list(paraphrased(several[: n // 2] + several[-n // 2 :])), f"lk-en and AllSides, {part} part",
        ),
    ]  # fmt: skip


def main() -> None:
    """Run from the command line; with --read, print what was held and dropped, to be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("test", "tune"), default="test")
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--read", type=int, default=0, help="print so many dropped sentences of each writer instead")
    asked = parser.parse_args()
    if not asked.read:
        for row in run(asked.part, asked.n):
            print(f"{'ok  ' if row.passes else 'FAIL'} {row.measure}: {row.value:.3f} (floor {row.floor}; {row.peer})")
        return
    chosen = [case for case in cases(asked.part, asked.n) if case.n_origins > 1]
    for found in (editors(asked.part), paraphrased(chosen)):
        fallen = [one for one in found if not one.verdict.is_supported and one.is_obeying]
        for one in fallen[: asked.read]:
            print(f"\n- {one.text}")
            for finding in one.verdict.findings:
                print(f"    {finding.check.value}: {finding.message} [{finding.found} | {finding.expected}]")
            for passage in one.passages:
                print(f"    > {passage}")


if __name__ == "__main__":
    main()
