"""What each line holds, checked at the door; docs/schemas/*.json says the same, which a test compares."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

FIRST_YEAR, LAST_YEAR = 1000, 2999  # far enough from the calendar's ends that days can be added and taken away


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


class OpinionLine(_Line):
    """What a further judge said of a sentence; `p_supported` is null where it says only yes or no."""

    judge: str
    version: str
    supported: bool
    p_supported: Annotated[float, Field(ge=0, le=1)] | None
    found: str


class VerdictLine(_Line):
    """The verdict on a draft's sentence; `opinions` where further judges were asked."""

    n: int
    supported: bool
    p_supported: Annotated[float, Field(ge=0, le=1)]
    reasons: list[FindingLine]
    evidence: list[CiteLine]
    opinions: list[OpinionLine] = Field(default=[], exclude_if=lambda given: not given)


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
