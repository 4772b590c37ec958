"""What of a published version still stands when its sources have changed: sentences are struck alone, or all is withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newswright.records import ids
from newswright.records.articles import Article, Citation, Correction, Section, Sentence
from newswright.records.drafts import Conflict, SectionKind
from newswright.records.ids import ReportId
from newswright.records.reports import Passage, Report
from newswright.stages.publish import labelling, record, wording
from newswright.stages.publish.decision import numbered, renumbered, stand_in
from newswright.stages.publish.policy import DEFAULT, PublishPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """The version that takes another's place, with the corrections that say why."""

    article: Article
    corrections: tuple[Correction, ...]


def still_cited(sentence: Sentence, reports: Mapping[ReportId, Report]) -> tuple[Citation, ...]:
    """Return a sentence's citations that still stand, at their places in the reports as they are now."""
    found = (_now(citation, reports.get(citation.passage.report_id)) for citation in sentence.citations)
    return tuple(citation for citation in found if citation is not None)


def _now(citation: Citation, report: Report | None) -> Citation | None:
    if report is None or report.is_withdrawn or not report.rights.may_write:
        return None
    passage = citation.passage
    if passage.of(report.text) != citation.quote:
        start = report.text.find(citation.quote)
        if start < 0:
            return None
        passage = Passage(report_id=report.id, start=start, end=start + len(citation.quote))
    return replace(citation, passage=replace(passage, revision=report.revision))


def amended(
    previous: Article,
    kept: Mapping[int, Sentence],
    failed: Mapping[int, str],
    reports: Mapping[ReportId, Report],
    *,
    now: datetime,
    policy: PublishPolicy = DEFAULT,
) -> Amended | None:
    """Take out of a version what no longer stands; None where all of it does.

    `kept` are its sentences as they stand now, by number; `failed` says why another one fell, where it is not for want of its
    source. Where no article is left, the version is withdrawn: it keeps its address, with a notice.
    """
    fallen = [sentence for sentence in previous.sentences if sentence.n not in kept]
    if not fallen:
        return None
    said = wording.of(previous.language)
    key = ids.digest("amended", previous.input_key, str(previous.version), *(s.text for s in fallen), n_chars=32)
    article = replace(
        previous,
        version=previous.version + 1,
        issued_at=now,
        input_key=key,
        text_version=None,
        labels=labelling.unreviewed(previous),
        conflicts=tuple(one for one in previous.conflicts if _is_left(one, reports)),
    )
    body = _left(previous, kept, article.conflicts)
    body, headline, dek = stand_in(body, kept.get(0), kept.get(1), policy)
    if headline is None or dek is None or not any(section.kind is SectionKind.LEAD for section in body):
        article = replace(article, withdrawn=said.withdrawn, changed="")
    else:
        article = replace(
            article,
            headline=numbered(replace(headline, text=headline.text.rstrip(".")), 0),
            dek=numbered(dek, 1),
            sections=tuple(renumbered(body)),
        )
        article = replace(article, changed=record.changed(previous, article))
    return Amended(article=article, corrections=tuple(_corrections(previous, article, fallen, failed, reports)))


def _left(previous: Article, kept: Mapping[int, Sentence], conflicts: Sequence[Conflict]) -> list[Section]:
    sections = [
        replace(section, sentences=tuple(kept[s.n] for s in section.sentences if s.n in kept))
        for section in previous.sections
        if conflicts or section.kind is not SectionKind.CONFLICTS
    ]
    return [section for section in sections if section.sentences]


def _is_left(conflict: Conflict, reports: Mapping[ReportId, Report]) -> bool:
    told = (reports.get(passage.report_id) for value in conflict.values for passage in value.passages)
    return all(report is not None and not report.is_withdrawn for report in told)


def _corrections(
    previous: Article,
    article: Article,
    fallen: Sequence[Sentence],
    failed: Mapping[int, str],
    reports: Mapping[ReportId, Report],
) -> list[Correction]:
    """Say what the sources took back; and of each sentence that fell besides, that it fell, and why."""
    taken_back = list(record.taken_back(previous, article, reports))
    told = {one.details["sentence"] for one in taken_back}
    named = {citation.passage.report_id for s in fallen for citation in s.citations if s.text in told}
    said = wording.of(article.language)
    for sentence in fallen:
        reason = failed.get(sentence.n, "")
        if not reason and named & {citation.passage.report_id for citation in sentence.citations}:
            continue
        form = said.failed if reason else said.fell
        details = {"sentence": sentence.text, "n": str(sentence.n)} | ({"reason": reason} if reason else {})
        taken_back.append(
            Correction(
                story_id=article.story_id,
                version=article.version,
                at=article.issued_at,
                what=form.format(quote=sentence.text),
                found_by=said.check,
                details=details,
            )
        )
    return taken_back
