"""Judge every sentence of a draft against the passages that it cites.

In:    a Draft (or single sentences) and the Reports that it cites; which reports share an origin
Out:   a Verdict per sentence: supported or not, p_supported in [0, 1], named findings, the passages it was judged by
Rule:  VerifyPolicy
Gate:  bench/quality/factuality

Exact checks come first: citation, number, unit, date, name, quotation, speaker, attribution, hedge, negation, modality, relation,
sensitive. The share of the claim's words that the passages have decides the rest. What a source has to the word passes.
"""

from collections.abc import Mapping
from datetime import datetime

from newswright.records.drafts import Check, Draft, DraftSentence, Finding, Verdict
from newswright.records.ids import OriginId, ReportId
from newswright.records.reports import Report
from newswright.stages.verify.bench import Bench
from newswright.stages.verify.mend import repair
from newswright.stages.verify.policy import DEFAULT, VerifyPolicy
from newswright.text import words

__all__ = ["Bench", "VerifyPolicy", "draft", "repair"]


def draft(
    draft: Draft,
    reports: Mapping[ReportId, Report],
    *,
    origins: Mapping[ReportId, OriginId],
    policy: VerifyPolicy = DEFAULT,
    now: datetime | None = None,
    bench: Bench | None = None,
) -> list[Verdict]:
    """Judge a whole draft, headline and dek included: one verdict per sentence, in order.

    Pass a `bench` to reuse the index of the story's reports (and for `repair`). `now` is not needed by today's checks.
    """
    bench = bench or Bench(reports, policy=policy)
    is_generated = draft.model.is_generative
    return [_verdict(sentence, draft, bench, origins, is_generated=is_generated) for sentence in draft.sentences]


def _verdict(
    sentence: DraftSentence, draft: Draft, bench: Bench, origins: Mapping[ReportId, OriginId], *, is_generated: bool
) -> Verdict:
    if sentence.links_to is not None:
        return _related(sentence, draft)
    is_excerpt = sentence.is_excerpt or not is_generated
    return bench.judge(sentence.text, sentence.cites, n=sentence.n, origins=origins, is_excerpt=is_excerpt)


def _related(sentence: DraftSentence, draft: Draft) -> Verdict:
    """'In related news' carries the headline of an article that was itself verified; it must carry it to the word."""
    headlines = [related.headline for related in draft.plan.related if related.story_id == sentence.links_to]
    said = " ".join(words.tokens(sentence.text))
    if any(" ".join(words.tokens(headline)) in said for headline in headlines):
        return Verdict(n=sentence.n, is_supported=True, p_supported=1.0)
    finding = Finding(
        check=Check.CITATION,
        message="It links to a story without that story's headline.",
        found=sentence.text,
        expected=headlines[0] if headlines else "a related story",
    )
    return Verdict(n=sentence.n, is_supported=False, p_supported=0.0, findings=(finding,))
