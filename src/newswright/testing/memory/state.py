"""What a store in memory remembers."""

import threading
import unicodedata
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from newswright.records import ids
from newswright.records.articles import Article, Correction, Hold, Ruling
from newswright.records.drafts import Completion
from newswright.records.ids import FeedId, ReaderId, ReportId, SourceId, StoryId
from newswright.records.readers import Engagement, Impression, Problem, Profile, Reader, Vote
from newswright.records.reports import Look, PendingEntry, Report
from newswright.records.sources import Failure, Feed, FeedState, Source
from newswright.records.stories import Assignment, Edition, Story, ToldReport, Trend

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound="State")
EntryKey = tuple[SourceId, str]


def alone(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Let one thread in at a time: what a transaction is to a database."""

    @wraps(method)
    def locked(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._lock:
            return method(self, *args, **kwargs)

    return locked


class State:
    """All that is kept, and the lock that it is kept behind."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._sources: dict[SourceId, Source] = {}
        self._feeds: dict[FeedId, Feed] = {}
        self._states: dict[FeedId, FeedState] = {}
        self._queue: dict[EntryKey, PendingEntry] = {}
        self._heard: dict[EntryKey, dict[FeedId, tuple[str, str]]] = {}
        self._failures: dict[EntryKey, Failure] = {}
        self._revisions: dict[ReportId, list[Report]] = {}
        self._placed: dict[ReportId, Assignment] = {}
        self._stories: dict[StoryId, Story] = {}
        self._unwritten: dict[StoryId, None] = {}  # in order of change
        self._related: dict[StoryId, tuple[StoryId, ...]] = {}
        self._trends: dict[datetime, list[Trend]] = {}
        self._versions: dict[StoryId, dict[int, Article]] = {}
        self._holds: dict[StoryId, Hold] = {}
        self._corrections: list[Correction] = []
        self._rulings: list[Ruling] = []
        self._looks: dict[ReportId, Look] = {}
        self._editions: dict[ids.EditionId, Edition] = {}
        self._completions: dict[str, Completion] = {}
        self._calls: dict[tuple[str, datetime], tuple[StoryId, Completion]] = {}
        self._readers: dict[ReaderId, Reader] = {}
        self._profiles: dict[ReaderId, Profile] = {}
        self._votes: dict[tuple[ReaderId, StoryId], Vote] = {}
        self._engagements: list[Engagement] = []
        self._impressions: list[Impression] = []
        self._problems: dict[str, Problem] = {}
        self._secrets: dict[str, bytes] = {}

    def _told(self, report_id: ReportId) -> ToldReport:
        return ToldReport(report=self._revisions[report_id][-1], assignment=self._placed[report_id])


def in_time(report: Report) -> tuple[datetime, ReportId]:
    return report.happened_by, report.id


def told_in_time(told: ToldReport) -> tuple[datetime, ReportId]:
    return in_time(told.report)


def folded(text: str) -> str:
    """Lower case without accents, and as long as what was given: the places of what is found in it are true of the text."""
    return "".join(_plain_letter(c) for c in text)


def _plain_letter(letter: str) -> str:
    first, *marks = list(unicodedata.normalize("NFD", letter))
    return (first if all(map(unicodedata.combining, marks)) else letter).lower()[:1]
