"""The formats that scripts rely on: JSON Lines in and out of the stages, checked at the door.

What each line holds is written down twice, here and in docs/schemas/*.json, which a test compares. A bad line becomes a
`BadInput` value with file, line and field, so that the good ones can go on.
"""

import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from newswright.errors import BadInput
from newswright.records import ids
from newswright.records.articles import Article, Hold, Removed, Sentence
from newswright.records.drafts import Verdict
from newswright.records.reports import Genre, Passage, Report
from newswright.records.sources import Failure
from newswright.records.stories import Assignment, Trend
from newswright.text import agencies, references

MAX_LINE_CHARS = 16 * 2**20
MAX_PAGE_BYTES = 32 * 2**20  # after unpacking: four times what the wire takes in
FIRST_YEAR, LAST_YEAR = 1000, 2999  # far enough from the calendar's ends that days can be added and taken away
STANDARD_STREAM = "-"


def read_instant(value: object) -> datetime:
    """Read RFC 3339; a date alone is its midnight, and a time without an offset is UTC. Raises ValueError with what would do."""
    if not isinstance(value, str):
        raise ValueError("RFC 3339, such as 2026-11-22T09:30:00Z")
    try:
        instant = datetime.fromisoformat(value.strip())
        instant = (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("RFC 3339, such as 2026-11-22T09:30:00Z") from None
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise ValueError(f"a year from {FIRST_YEAR} to {LAST_YEAR}")
    return instant


Instant = Annotated[datetime, BeforeValidator(read_instant, json_schema_input_type=str)]


class _Line(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, arbitrary_types_allowed=True)


class ReportLine(_Line):
    """A report, as in FORMATS. An unknown field is kept."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow")

    id: Annotated[str, Field(min_length=1, max_length=512)]
    outlet: Annotated[str, Field(min_length=1, max_length=512)]
    url: str | None = None
    title: str
    text: str
    published_at: Instant
    language: Annotated[str, Field(min_length=2, max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    seen_at: Instant | None = None
    byline: str | None = None
    owner: str | None = None
    country: str | None = None
    topics: list[str] | None = None
    partners: list[str] | None = None
    links: list[str] | None = None
    images: list[str] | None = None


class DraftLine(_Line):
    """A draft's sentence. Without `cites` all reports are searched."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow")

    n: int
    text: str
    cites: list[str] | None = None


class FindingLine(_Line):
    """One fault of one sentence."""

    check: str
    message: str
    found: str
    expected: str


class CiteLine(_Line):
    """A passage: characters `start` to `end` of the report's text."""

    report: str
    start: int
    end: int


class VerdictLine(_Line):
    """The verdict on a draft's sentence."""

    n: int
    supported: bool
    p_supported: Annotated[float, Field(ge=0, le=1)]
    reasons: list[FindingLine]
    evidence: list[CiteLine]


class AssignmentLine(_Line):
    """Which story a report belongs to, and which origin its text has."""

    id: str
    story: str
    similarity: Annotated[float, Field(ge=-1, le=1)]
    origin: str


class TrendHourLine(_Line):
    """One hour of a story's spread: the independent origins that told something new in it, and how many were to be expected."""

    at: str
    n_origins: int
    expected: float


class TrendLine(_Line):
    """One trend of a tick; `hours` are the last of its hours, oldest first, the present one last."""

    story: str
    report_ids: list[str]
    title: str
    trend_score: float
    n_origins: int
    n_outlets: int
    pace_per_h: float
    expected_per_h: float
    since: str
    phase: str
    reasons: list[str]
    hours: list[TrendHourLine]


class TickLine(_Line):
    """What trends at a time, best first."""

    at: str
    trends: list[TrendLine]


class FailureBody(_Line):
    """Why a page gave no report."""

    kind: str
    message: str


class FailureLine(_Line):
    """A page without an article."""

    path: str
    failure: FailureBody


class SentenceBody(_Line):
    """A published sentence, with the passages that it stands on and its verdict."""

    n: int
    text: str
    cites: list[CiteLine]
    verdict: VerdictLine


class SectionBody(_Line):
    """One paragraph."""

    kind: str
    sentences: list[SentenceBody]


class RemovedBody(_Line):
    """A sentence that failed verification, with the reasons."""

    text: str
    reasons: list[FindingLine]


class HeldBody(_Line):
    """Why nothing is published."""

    reason: str


class ArticleLine(_Line):
    """An article, or copy that is held: then headline and dek are null, and `held` says why."""

    headline: SentenceBody | None
    dek: SentenceBody | None
    dateline: str
    issued_at: str
    sections: list[SectionBody]
    held: HeldBody | None
    removed: list[RemovedBody]
    labels: dict[str, Any]
    model: dict[str, Any]


SCHEMAS: Mapping[str, type[BaseModel]] = {
    "report": ReportLine,
    "assignment": AssignmentLine,
    "trends": TickLine,
    "draft": DraftLine,
    "verdict": VerdictLine,
    "article": ArticleLine,
    "failure": FailureLine,
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a format, as docs/schemas/ holds it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **SCHEMAS[name].model_json_schema()}


# Reading


@contextmanager
def opened(path: str) -> Iterator[IO[str]]:
    """Open a text for reading: '-' is standard input, .gz is unpacked; raises BadInput where that cannot be done."""
    if path == STANDARD_STREAM:
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
        return
    try:
        stream: IO[str] = (
            gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="\n")
            if path.endswith(".gz")
            else Path(path).open(encoding="utf-8", errors="replace", newline="\n")
        )
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=path) from error
    with stream, _whole(path):
        yield stream


@contextmanager
def _whole(path: str) -> Iterator[None]:
    """Say of a packed file that is damaged or cut off that it is."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadInput(f"cannot be read to its end: {error}", path=path, expected="a whole gzip file") from error


def document(path: str) -> object:
    """Read one JSON document; raises BadInput."""
    with opened(path) as stream:
        text = stream.read()
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"is not JSON ({error})", path=path, expected="one JSON document") from error


def page(path: str) -> bytes | BadInput:
    """Read a page as it came off the wire: '-' is standard input; what is packed is unpacked, whatever its name."""
    try:
        with _whole(path), sys.stdin.buffer if path == STANDARD_STREAM else Path(path).open("rb") as stream:
            body = stream.read(MAX_PAGE_BYTES + 1)
            if body[:2] == b"\x1f\x8b":
                with gzip.open(io.BytesIO(body)) as packed:
                    body = packed.read(MAX_PAGE_BYTES + 1)
    except OSError as error:
        return BadInput(f"cannot be read: {error.strerror or error}", path=path)
    except BadInput as error:
        return error
    return (
        body
        if len(body) <= MAX_PAGE_BYTES
        else BadInput("is too long", path=path, expected=f"≤ {MAX_PAGE_BYTES} bytes")
    )


def objects(path: str) -> Iterator[tuple[int, dict[str, Any] | BadInput]]:
    """Read JSON Lines as (line number from 1, object); blank lines are passed over, and a bad line is a BadInput value."""
    with opened(path) as stream:
        try:
            for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE_CHARS + 1), ""), start=1):
                if len(line) > MAX_LINE_CHARS:
                    yield (
                        number,
                        BadInput("is too long", path=path, line=number, expected=f"≤ {MAX_LINE_CHARS} characters"),
                    )
                    return
                if line.strip():
                    yield number, _object(line, path, number)
        except gzip.BadGzipFile:
            raise
        except OSError as error:
            raise BadInput(f"cannot be read to its end: {error}", path=path) from error


def _object(line: str, path: str, number: int) -> dict[str, Any] | BadInput:
    try:
        found = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError too
        return BadInput(f"is not JSON ({error})", path=path, line=number, expected="one JSON object per line")
    if not isinstance(found, dict):
        return BadInput(f"is {type(found).__name__}", path=path, line=number, expected="one JSON object per line")
    return found


def _no_constant(name: str) -> object:
    """NaN and Infinity are Python's, not JSON's: what is kept of them could not be written again."""
    raise ValueError(f"{name} is no number")


def reports(paths: Iterable[str], *, seen_at: datetime | None = None) -> Iterator[Report | BadInput]:
    """Read reports from files, in order. `seen_at` is when they are seen; None takes the stated times. An id that comes twice
    is a BadInput the second time."""
    known: set[str] = set()
    for path in paths:
        for number, found in objects(path):
            read = found if isinstance(found, BadInput) else _report(found, path, number, seen_at)
            if isinstance(read, Report):
                if read.id in known:
                    yield BadInput(
                        f"{read.id!r} came before", path=path, line=number, field="id", expected="each id once"
                    )
                    continue
                known.add(read.id)
            yield read


def _report(found: dict[str, Any], path: str, number: int, seen_at: datetime | None) -> Report | BadInput:
    try:
        line = ReportLine.model_validate(found)
    except ValidationError as error:
        return _bad(error, path, number)
    genre = (line.model_extra or {}).get("genre")
    return Report(
        id=ids.ReportId(line.id),
        source_id=ids.source_id(line.outlet),
        outlet=_clean(line.outlet),
        url=line.url or "",
        title=_clean(line.title),
        text=_clean(line.text),
        published_at=line.published_at,
        seen_at=seen_at or line.seen_at or line.published_at,
        language=line.language,
        byline=line.byline,
        owner=line.owner,
        country=line.country,
        topics=tuple(line.topics or ()),
        genre=Genre(genre) if isinstance(genre, str) and genre in set(Genre) else Genre.REPORT,
        extra=dict(line.model_extra or {}),
        partners=tuple(line.partners or ()),
        printed_for=agencies.agreed(line.partners or (), line.text, line.byline),
        links=references.links(line.links or (), line.url or ""),
        images=references.images(line.images or (), line.url or ""),
    )


def _clean(text: str) -> str:
    """Replace lone surrogates, which JSON can carry and UTF-8 cannot; offsets stay as they are."""
    return text.encode("utf-8", "replace").decode("utf-8")


def drafts(path: str) -> Iterator[DraftLine | BadInput]:
    """Read the sentences of a draft."""
    for number, found in objects(path):
        if isinstance(found, BadInput):
            yield found
            continue
        try:
            yield DraftLine.model_validate(found)
        except ValidationError as error:
            yield _bad(error, path, number)


def _bad(error: ValidationError, path: str, number: int) -> BadInput:
    fault = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "missing":
        return BadInput("is missing", path=path, line=number, field=field, expected="the field to be there")
    expected = fault["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    shown = json.dumps(fault.get("input"), ensure_ascii=False, default=str)[:60]
    return BadInput(f"is {shown}", path=path, line=number, field=field, expected=expected)


# Writing


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


def failure_line(path: str, failure: Failure) -> FailureLine:
    """Write why a page gave no report."""
    return FailureLine(path=path, failure=FailureBody(kind=failure.kind.value, message=failure.message))


def assignment_line(assignment: Assignment) -> AssignmentLine:
    """Write an assignment."""
    return AssignmentLine(
        id=assignment.report_id,
        story=assignment.story_id,
        similarity=round(max(-1.0, min(1.0, assignment.similarity)), 4),
        origin=assignment.origin_id,
    )


def tick_line(at: datetime, trends: Sequence[Trend]) -> TickLine:
    """Write what trends at a time."""
    return TickLine(at=instant(at), trends=[trend_line(trend) for trend in trends])


def trend_line(trend: Trend) -> TrendLine:
    """Write one trend."""
    return TrendLine(
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
            TrendHourLine(at=instant(one.at), n_origins=one.n_origins, expected=round(one.expected, 4))
            for one in trend.hours
        ],
    )


def verdict_line(verdict: Verdict) -> VerdictLine:
    """Write a verdict."""
    return VerdictLine(
        n=verdict.n,
        supported=verdict.is_supported,
        p_supported=round(max(0.0, min(1.0, verdict.p_supported)), 4),
        reasons=[
            FindingLine(check=f.check.value, message=f.message, found=f.found, expected=f.expected)
            for f in verdict.findings
        ],
        evidence=[cite_line(passage) for passage in verdict.evidence],
    )


def cite_line(passage: Passage) -> CiteLine:
    """Write a passage."""
    return CiteLine(report=passage.report_id, start=passage.start, end=passage.end)


def article_line(outcome: Article | Hold) -> ArticleLine:
    """Write an article, or say why it is held."""
    if isinstance(outcome, Hold):
        return ArticleLine(
            headline=None,
            dek=None,
            dateline="",
            issued_at=instant(outcome.held_at),
            sections=[],
            held=HeldBody(reason=outcome.reason),
            removed=_removed(outcome.removed),
            labels={},
            model={},
        )
    labels = outcome.labels
    return ArticleLine(
        headline=sentence_body(outcome.headline),
        dek=sentence_body(outcome.dek),
        dateline=outcome.dateline,
        issued_at=instant(outcome.issued_at),
        sections=[
            SectionBody(kind=s.kind.value, sentences=[sentence_body(sentence) for sentence in s.sentences])
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


def sentence_body(sentence: Sentence) -> SentenceBody:
    """Write a published sentence."""
    return SentenceBody(
        n=sentence.n,
        text=sentence.text,
        cites=[cite_line(citation.passage) for citation in sentence.citations],
        verdict=verdict_line(sentence.verdict),
    )


def _removed(removed: Iterable[Removed]) -> list[RemovedBody]:
    return [RemovedBody(text=r.text, reasons=verdict_line(r.verdict).reasons) for r in removed]
