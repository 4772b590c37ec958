"""What happened: stories, how reports came to them, how they spread, and the editions that carried them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newswright.records.ids import EditionId, OriginId, ReportId, StoryId
from newswright.records.reports import Report


class AssignmentKind(StrEnum):
    """What happened to the report's story."""

    JOIN = "join"
    OPEN = "open"
    SPLIT = "split"
    MERGE = "merge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Which story a report belongs to, and why.

    `similarity` in [-1, 1] is what decided (for OPEN: the best that was refused); `origin_id` is shared by near-copies of one
    text; `neighbour_id` is the report that it was nearest to. `reason` is for a person. `links` are the reports before it that
    it is near to, strongest first, each with its score in [0, 1], and `density` in [0, 1] is how crowded its subject was when
    it came: with these, a newsroom that was shut goes on as if it had not been.
    """

    report_id: ReportId
    story_id: StoryId
    origin_id: OriginId
    kind: AssignmentKind
    similarity: float
    neighbour_id: ReportId | None = None
    previous_story_id: StoryId | None = None
    reason: str = ""
    links: tuple[tuple[ReportId, float], ...] = ()
    density: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReport:
    """A report with its place: the story and origin that it was assigned to."""

    report: Report
    assignment: Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Something that happened, with all its reports (ids in order of `published_at`). The id never changes.

    `title` is the headline of its latest article, or of its most central report before there is one. `n_origins` counts
    independent roots: near-copies are one, and so are the outlets of one owner. `related` are neighbouring stories.
    """

    id: StoryId
    title: str
    language: str
    opened_at: datetime
    updated_at: datetime
    report_ids: tuple[ReportId, ...]
    n_origins: int = 1
    n_outlets: int = 1
    topics: tuple[str, ...] = ()
    related: tuple[StoryId, ...] = ()
    merged_into: StoryId | None = None


class Phase(StrEnum):
    """Where a trend stands."""

    BREAKING = "breaking"
    DEVELOPING = "developing"
    SUSTAINED = "sustained"
    FADING = "fading"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendHour:
    """One hour of a story's spread: the independent origins that told something new in it, and how many were to be expected."""

    at: datetime
    n_origins: int
    expected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A story's pace and reach as of a time. `trend_score` orders trends, best first; `reasons` say it in words and numbers.

    `pace_per_h` and `expected_per_h` are independent origins per hour: now, and by the baseline. `hours` are the last of its
    hours, oldest first, the present one last: what a chart shows.
    """

    story_id: StoryId
    at: datetime
    trend_score: float
    n_origins: int
    n_outlets: int
    pace_per_h: float
    expected_per_h: float
    since: datetime
    phase: Phase
    reasons: tuple[str, ...]
    report_ids: tuple[ReportId, ...] = ()
    title: str = ""
    hours: tuple[TrendHour, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One complete run of the presses. `tally` counts what it did: feeds, entries, reports, stories, articles, holds, …"""

    id: EditionId
    started_at: datetime
    finished_at: datetime | None = None
    tally: Mapping[str, int] = field(default_factory=dict)


def heard(told: Iterable[ToldReport]) -> list[tuple[OriginId, str]]:
    """Pair each report's origin with who speaks in it, as `count_independent` takes them.

    A text that an outlet prints by agreement is the voice of the partner who carries it too: it corroborates nothing, and yet
    what the outlet writes itself is its own.
    """
    ordered = list(told)
    carried: defaultdict[OriginId, list[Report]] = defaultdict(list)
    for one in sorted(ordered, key=lambda one: (one.report.happened_by, one.report.id)):
        carried[one.assignment.origin_id].append(one.report)
    origins = ((one.assignment.origin_id, one.report) for one in ordered)
    return [(origin, _voice(report, carried[origin])) for origin, report in origins]


def _voice(report: Report, carriers: Sequence[Report]) -> str:
    """Who speaks in a report of which these carry the text, earliest first. Of two that print each other's, the earlier one."""
    if not report.partners or report.printed_for:
        return report.voice
    agreed = {name.casefold() for name in report.partners}
    at = carriers.index(report)
    for n, other in enumerate(carriers):
        is_partner = other.outlet != report.outlet and other.outlet.casefold() in agreed
        is_mutual = report.outlet.casefold() in {name.casefold() for name in other.partners}
        if is_partner and (n < at or not is_mutual):
            return other.voice
    return report.voice


def count_independent(voices_by_origin: Iterable[tuple[OriginId, str]]) -> int:
    """Count independent origins: near-copies of one text are one, and so is all that one voice (owner or outlet) says."""
    return len(set(independent(voices_by_origin)))


def independent(voices_by_origin: Iterable[tuple[OriginId, str]]) -> list[str]:
    """Label each (origin, voice) with the independent origin that it is part of: the connected component of the graph that
    joins origins with voices."""
    given = list(voices_by_origin)
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for origin, voice in given:
        parent[root(f"origin:{origin}")] = root(f"voice:{voice.casefold()}")
    return [root(f"origin:{origin}") for origin, _ in given]


def from_reports(story_id: StoryId, told: Sequence[ToldReport]) -> Story:
    """Sum a story up from its reports (at least one): title, times, counts, language, topics.

    The title is that of the most central report: the one that most others were nearest to; the earliest where several are.
    """
    ordered = sorted(told, key=lambda one: (one.report.published_at, one.report.id))
    reports = [one.report for one in ordered]
    n_near = Counter(one.assignment.neighbour_id for one in ordered)
    topics = Counter(topic for report in reports for topic in report.topics)
    return Story(
        id=story_id,
        title=max(reports, key=lambda report: n_near[report.id]).title,
        language=Counter(report.language for report in reports).most_common(1)[0][0],
        opened_at=min(report.happened_by for report in reports),
        updated_at=max(report.happened_by for report in reports),
        report_ids=tuple(report.id for report in reports),
        n_origins=count_independent(heard(ordered)),
        n_outlets=len({report.outlet for report in reports}),
        topics=tuple(sorted(topics, key=lambda topic: (-topics[topic], topic))),
    )
