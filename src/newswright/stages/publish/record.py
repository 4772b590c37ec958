"""The public record of changes: what is new in a version, and what the sources took back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from newswright.records.articles import Article, Correction, Sentence
from newswright.records.ids import ReportId
from newswright.records.reports import Report
from newswright.records.stories import ToldReport
from newswright.stages.publish import news, wording


def after(previous: Article, article: Article) -> Article:
    """Return the version that is to stand: the previous one itself where the new one says nothing new, else the new one with
    what has changed."""
    return previous if news.is_same(previous, article) else replace(article, changed=changed(previous, article))


def changed(before: Article, after: Article) -> str:
    """Say in words what is new since the version before."""
    said = wording.of(after.language)
    n_new, n_dropped = (
        len({sentence.text for sentence in news.anew(a, b, with_conflicts=True)})
        for a, b in ((before, after), (after, before))
    )
    known = {line.report_id for line in before.sources}
    outlets = list(dict.fromkeys(line.outlet for line in after.sources if line.report_id not in known))
    parts = [
        said.count(n_new, said.new) if n_new else "",
        said.count(n_dropped, said.dropped) if n_dropped else "",
        said.rewritten if before.headline.text != after.headline.text else "",
        said.joined.format(outlets=", ".join(outlets[:5])) if outlets else "",
    ]
    text = "; ".join(part for part in parts if part)
    return text[:1].upper() + text[1:] + "." if text else ""


def corrections(previous: Article | None, article: Article, told: Sequence[ToldReport]) -> list[Correction]:
    """Record what the sources took back of what was published: a report withdrawn, corrected, or changed where it was cited."""
    if previous is None or article.version == previous.version:
        return []
    reports: dict[ReportId, Report] = {}
    for one in told:
        known = reports.get(one.report.id)
        if known is None or known.revision < one.report.revision:
            reports[one.report.id] = one.report
    return list(taken_back(previous, article, reports))


def taken_back(previous: Article, article: Article, reports: Mapping[ReportId, Report]) -> Iterator[Correction]:
    """Say of each report that was cited what its outlet took back, once."""
    said = wording.of(article.language)
    notes = {line.report_id: line.correction_note for line in previous.sources}
    seen: set[ReportId] = set()
    for sentence in previous.sentences:
        for citation in sentence.citations:
            report = reports.get(citation.passage.report_id)
            if report is None or report.id in seen:
                continue
            quote = citation.quote if len(citation.quote) <= _QUOTE_CHARS else citation.quote[:_QUOTE_CHARS] + "…"
            if report.is_gone:
                what = said.gone.format(outlet=report.outlet, quote=quote)
            elif report.is_withdrawn:
                what = said.withdrew.format(outlet=report.outlet, quote=quote)
            elif report.correction_note and report.correction_note != notes.get(report.id):
                note = _HEADED.sub("", report.correction_note)
                what = said.corrected.format(outlet=report.outlet, note=note[:1].upper() + note[1:])
            elif report.revision != citation.passage.revision and _figures_changed(citation.quote, report.text):
                what = said.revised.format(outlet=report.outlet, quote=quote)
            else:
                continue
            seen.add(report.id)
            yield _correction(article, report, sentence, what)


_QUOTE_CHARS = 240
_HEADED = re.compile(
    r"(?i)^\s*(?:correction|clarification|berichtigung|korrektur|corrección|rectificación|rectificatif)\s*:\s*"
)


def _figures_changed(quote: str, text: str) -> bool:
    """Whether a passage with figures is no longer in its report, figures and all: rewording alone is no correction."""
    figures = re.findall(r"\d[\d.,]*", quote)
    return quote not in text and any(figure.rstrip(".,") not in text for figure in figures)


def _correction(article: Article, report: Report, sentence: Sentence, what: str) -> Correction:
    return Correction(
        story_id=article.story_id,
        version=article.version,
        at=article.issued_at,
        what=what,
        found_by=report.outlet,
        details={"report": report.id, "url": report.url, "sentence": sentence.text, "n": str(sentence.n)},
    )
