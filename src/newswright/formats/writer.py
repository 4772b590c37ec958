"""Write the formats: records as lines."""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel

from newswright.errors import BadInput
from newswright.formats import lines
from newswright.formats.reader import STANDARD_STREAM
from newswright.records.articles import Article, Hold, Removed, Sentence
from newswright.records.drafts import Verdict
from newswright.records.reports import Genre, Passage, Report
from newswright.records.sources import Failure
from newswright.records.stories import Assignment, Trend


@contextmanager
def writing(path: str) -> Iterator[IO[str]]:
    """Open a text for writing: '-' is standard output, .gz is packed; raises BadInput where that cannot be done."""
    if path == STANDARD_STREAM:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        stream: IO[str] = (
            gzip.open(path, "wt", encoding="utf-8") if path.endswith(".gz") else Path(path).open("w", encoding="utf-8")
        )
    except OSError as error:
        raise BadInput(f"cannot be written: {error.strerror}", path=path) from error
    with stream:
        yield stream


def line(value: BaseModel | Mapping[str, Any]) -> str:
    """Write one value as one line of JSON, in UTF-8 and with a line's end."""
    if isinstance(value, BaseModel):
        return value.model_dump_json(by_alias=True) + "\n"
    return json.dumps(value, ensure_ascii=False) + "\n"


def instant(at: datetime) -> str:
    """Write an instant as RFC 3339 in UTC, to the second (to the microsecond where there are any)."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def report_line(report: Report) -> dict[str, Any]:
    """Write a report; what is unknown is left out, and unknown fields of an imported one come back."""
    known = {
        "id": report.id,
        "outlet": report.outlet,
        "url": report.url,
        "title": report.title,
        "text": report.text,
        "published_at": instant(report.published_at),
        "language": report.language,
        "seen_at": instant(report.seen_at),
        "byline": report.byline,
        "owner": report.owner,
        "country": report.country,
        "topics": list(report.topics) or None,
        "genre": report.genre.value if report.genre is not Genre.REPORT else None,
        "ai_use": report.rights.ai_use.value if report.rights.evidence else None,
        "ai_use_evidence": report.rights.evidence or None,
        "paywalled": report.is_paywalled or None,
        "partial": report.is_partial or None,
        "correction": report.correction_note,
        "partners": list(report.partners) or None,
        "links": list(report.links) or None,
        "images": list(report.images) or None,
    }
    return {**report.extra, **{name: value for name, value in known.items() if value is not None}}


def failure_line(path: str, failure: Failure) -> lines.FailureLine:
    """Write why a page gave no report."""
    return lines.FailureLine(path=path, failure=lines.FailureBody(kind=failure.kind.value, message=failure.message))


def assignment_line(assignment: Assignment) -> lines.AssignmentLine:
    """Write an assignment."""
    return lines.AssignmentLine(
        id=assignment.report_id,
        story=assignment.story_id,
        similarity=round(max(-1.0, min(1.0, assignment.similarity)), 4),
        origin=assignment.origin_id,
    )


def tick_line(at: datetime, trends: Sequence[Trend]) -> lines.TickLine:
    """Write what trends at a time."""
    return lines.TickLine(at=instant(at), trends=[trend_line(trend) for trend in trends])


def trend_line(trend: Trend) -> lines.TrendLine:
    """Write one trend."""
    return lines.TrendLine(
        story=trend.story_id,
        report_ids=list(trend.report_ids),
        title=trend.title,
        trend_score=round(trend.trend_score, 4),
        n_origins=trend.n_origins,
        n_outlets=trend.n_outlets,
        pace_per_h=round(trend.pace_per_h, 4),
        expected_per_h=round(trend.expected_per_h, 4),
        since=instant(trend.since),
        phase=trend.phase.value,
        reasons=list(trend.reasons),
        hours=[
            lines.TrendHourLine(at=instant(one.at), n_origins=one.n_origins, expected=round(one.expected, 4))
            for one in trend.hours
        ],
    )


def verdict_line(verdict: Verdict) -> lines.VerdictLine:
    """Write a verdict."""
    return lines.VerdictLine(
        n=verdict.n,
        supported=verdict.is_supported,
        p_supported=round(max(0.0, min(1.0, verdict.p_supported)), 4),
        reasons=[
            lines.FindingLine(check=f.check.value, message=f.message, found=f.found, expected=f.expected)
            for f in verdict.findings
        ],
        evidence=[cite_line(passage) for passage in verdict.evidence],
        opinions=[
            lines.OpinionLine(
                judge=o.judge, version=o.version, supported=o.is_supported, p_supported=o.p_supported, found=o.found
            )
            for o in verdict.opinions
        ],
    )


def cite_line(passage: Passage) -> lines.CiteLine:
    """Write a passage."""
    return lines.CiteLine(report=passage.report_id, start=passage.start, end=passage.end)


def article_line(outcome: Article | Hold) -> lines.ArticleLine:
    """Write an article, or say why it is held."""
    if isinstance(outcome, Hold):
        return lines.ArticleLine(
            headline=None,
            dek=None,
            dateline="",
            issued_at=instant(outcome.held_at),
            sections=[],
            held=lines.HeldBody(reason=outcome.reason),
            removed=_removed(outcome.removed),
            labels={},
            model={},
        )
    labels = outcome.labels
    return lines.ArticleLine(
        headline=sentence_body(outcome.headline),
        dek=sentence_body(outcome.dek),
        dateline=outcome.dateline,
        issued_at=instant(outcome.issued_at),
        sections=[
            lines.SectionBody(kind=s.kind.value, sentences=[sentence_body(sentence) for sentence in s.sentences])
            for s in outcome.sections
        ],
        held=None,
        removed=_removed(outcome.removed),
        labels={
            "text": labels.text,
            "ai_disclosure": labels.disclosure.value,
            "digital_source_type": labels.digital_source_type.value,
            "n_reports": labels.n_reports,
            "n_origins": labels.n_origins,
            "only_outlet": labels.only_outlet,
            "experimental": labels.is_experimental,
            "reviewed": labels.review is not None,
        },
        model={
            "name": outcome.model.name,
            "generative": outcome.model.is_generative,
            "provider": outcome.model.provider,
            "prompt": outcome.model.prompt_name,
            "note": outcome.model.note,
        },
    )


def sentence_body(sentence: Sentence) -> lines.SentenceBody:
    """Write a published sentence."""
    return lines.SentenceBody(
        n=sentence.n,
        text=sentence.text,
        cites=[cite_line(citation.passage) for citation in sentence.citations],
        verdict=verdict_line(sentence.verdict),
    )


def _removed(removed: Iterable[Removed]) -> list[lines.RemovedBody]:
    return [lines.RemovedBody(text=r.text, reasons=verdict_line(r.verdict).reasons) for r in removed]
