"""Repair a failing sentence without a model: smallest change first, and only into something that passes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from newswright.records.drafts import Check, DraftSentence, Repair, Verdict
from newswright.records.ids import OriginId, ReportId
from newswright.records.reports import Passage, Report
from newswright.stages.verify import lexicon
from newswright.stages.verify.bench import Bench
from newswright.text import quotations, sentences, words

_HEADLINE = 0
_MAX_HEADLINE_WORDS = 20
_MAX_EXCERPT_WORDS = 45  # of the source's sentence; longer ones do not read as a repair
_MIN_EXCERPT_WORDS = 5
_AFTER = {
    "en": "{sentence}, {who} reported.",
    "de": "{sentence}, berichtete {who}.",
    "es": "{sentence}, informó {who}.",
    "fr": "{sentence}, a rapporté {who}.",
}
_BESIDE = "{sentence} ({who})."
_POINTS_BACK = lexicon.listed(
    "he she they it this that these those his her their its such but and however also then er sie es dies ihr sein él ella "
    "esto su il elle ils ce cela"
)
_TODAYS = lexicon.listed(
    "today yesterday tomorrow tonight heute gestern morgen hoy ayer mañana aujourd'hui hier demain"
)


def repair(
    sentence: DraftSentence, verdict: Verdict, bench: Bench, *, origins: Mapping[ReportId, OriginId] | None = None
) -> Repair | None:
    """Find what can stand in a failed sentence's place: the same without its failing quotation marks, the same with its source
    named, or an attributed excerpt of the best passage. None where nothing passes."""
    for candidate in _candidates(sentence, verdict, bench):
        judged = bench.judge(
            candidate.text, candidate.cites, n=candidate.n, origins=origins, is_excerpt=candidate.is_excerpt
        )
        if judged.is_supported:
            return Repair(sentence=candidate, verdict=judged)
    return None


def _candidates(sentence: DraftSentence, verdict: Verdict, bench: Bench) -> Iterator[DraftSentence]:
    checks = {finding.check for finding in verdict.findings}
    if not checks or sentence.links_to is not None:
        return
    if checks <= {Check.QUOTATION, Check.SPEAKER} and not sentence.is_excerpt:
        yield replace(sentence, text=_without_marks(sentence.text, {f.found for f in verdict.findings}, checks))
    if checks == {Check.SENSITIVE} and sentence.cites:
        report = bench.witnesses[sentence.cites[0].report_id].report
        named = _headline if sentence.n == _HEADLINE else _attributed
        yield replace(sentence, text=named(sentence.text, report))
    if Check.CITATION not in checks or verdict.evidence:
        yield from _excerpts(sentence, verdict, bench)


def _without_marks(text: str, failing: set[str], checks: set[Check]) -> str:
    """Take the quotation marks off what is no verbatim quotation."""
    for quote in reversed(quotations.find(text)):
        if quote.text in failing or Check.SPEAKER in checks:
            text = text[: quote.start] + quote.text + text[quote.end :]
    return text


def _attributed(text: str, report: Report) -> str:
    bare = text.rstrip()
    language = report.language.partition("-")[0].casefold()
    if bare.endswith((".", "。", "।")) and not bare.endswith(("..", "…")):
        bare = bare[:-1]
        return _AFTER.get(language, _BESIDE).format(sentence=bare, who=report.outlet)
    return _BESIDE.format(sentence=bare, who=report.outlet)


def _headline(text: str, report: Report) -> str:
    """A headline with its source: '…, Harbour Post reports'."""
    return f"{text}, {report.outlet} reports" if report.language.startswith("en") else f"{text} ({report.outlet})"


def _excerpts(sentence: DraftSentence, verdict: Verdict, bench: Bench) -> Iterator[DraftSentence]:
    for passage in verdict.evidence:
        witness = bench.witnesses.get(passage.report_id)
        if witness is None:
            continue
        text = _excerpt(witness.report, passage)
        limit = _MAX_HEADLINE_WORDS if sentence.n == _HEADLINE else _MAX_EXCERPT_WORDS
        if text is None or len(words.tokens(text)) > limit:
            continue
        if sentence.n == _HEADLINE:
            yield DraftSentence(n=sentence.n, text=text.rstrip("."), cites=(passage,), is_excerpt=True)
            yield DraftSentence(
                n=sentence.n, text=_headline(text.rstrip("."), witness.report), cites=(passage,), is_excerpt=True
            )
        else:
            yield DraftSentence(n=sentence.n, text=_attributed(text, witness.report), cites=(passage,), is_excerpt=True)


def _excerpt(report: Report, passage: Passage) -> str | None:
    """The passage without its dateline; None where it cannot stand alone."""
    text = passage.of(report.text)
    if dateline := sentences.dateline(text):
        text = text[dateline.end :]
    tokens = words.tokens(text)
    if len(tokens) < _MIN_EXCERPT_WORDS or tokens[0] in _POINTS_BACK or _TODAYS & set(tokens):
        return None
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]
