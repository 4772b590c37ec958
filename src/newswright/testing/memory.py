"""A Store that keeps everything in dictionaries: for tests, and as the plain reading of what a store promises.

It passes `StoreContract` as every backend does. Nothing is written to disk, except by `backup`.
"""

import dataclasses
import json
import pickle
import re
import secrets
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from newswright.errors import StoreError
from newswright.ports import SearchHit
from newswright.records import ids, stories
from newswright.records.articles import Article, Correction, Hold
from newswright.records.drafts import Completion
from newswright.records.ids import FeedId, ReaderId, ReportId, SourceId, StoryId
from newswright.records.readers import Candidate, Engagement, Impression, Problem, Profile, Reader, Vote, VoteCount
from newswright.records.reports import Entry, PendingEntry, Report
from newswright.records.sources import Failure, Feed, FeedState, Source
from newswright.records.stories import Assignment, AssignmentKind, Edition, Story, ToldReport, Trend

P = ParamSpec("P")
T = TypeVar("T")
EntryKey = tuple[SourceId, str]


def alone(method: "Callable[Concatenate[MemoryStore, P], T]") -> "Callable[Concatenate[MemoryStore, P], T]":
    """Let one thread in at a time: what a transaction is to a database."""

    @wraps(method)
    def locked(self: "MemoryStore", /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._lock:
            return method(self, *args, **kwargs)

    return locked


class MemoryStore:
    """The whole of `ports.Store` in memory. Safe to share between threads."""

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

    # Sources and the wire

    @alone
    def put_sources(self, sources: Iterable[Source], feeds: Iterable[Feed] = ()) -> None:
        self._sources |= {source.id: source for source in sources}
        self._feeds |= {feed.id: feed for feed in feeds}

    @alone
    def remove_source(self, source_id: SourceId) -> bool:
        if source_id not in self._sources:
            return False
        self._sources[source_id] = dataclasses.replace(self._sources[source_id], is_enabled=False)
        for feed in [feed for feed in self._feeds.values() if feed.source_id == source_id]:
            del self._feeds[feed.id]
            self._states.pop(feed.id, None)
        self._queue = {key: pending for key, pending in self._queue.items() if key[0] != source_id}
        return True

    @alone
    def sources(self) -> list[Source]:
        return sorted(self._sources.values(), key=lambda source: (source.name, source.id))

    @alone
    def feeds(self) -> list[Feed]:
        enabled = [feed for feed in self._feeds.values() if self._sources[feed.source_id].is_enabled]
        return sorted(enabled, key=lambda feed: (feed.url, feed.id))

    @alone
    def feed_states(self) -> dict[FeedId, FeedState]:
        return dict(self._states)

    @alone
    def put_visit(self, state: FeedState, entries: Iterable[Entry]) -> int:
        self._states[state.feed_id] = state
        return sum(self._enqueue(entry) for entry in entries)

    def _enqueue(self, entry: Entry) -> bool:
        key, words = (entry.source_id, entry.key), (entry.title, entry.text)
        heard = self._heard.setdefault(key, {})
        known = [heard[entry.feed_id]] if entry.feed_id in heard else list(heard.values())
        heard[entry.feed_id] = words
        if words in known:
            return False
        if key in self._queue:
            entry = dataclasses.replace(entry, seen_at=self._queue[key].entry.seen_at)
        self._queue[key] = PendingEntry(entry=entry)
        return True

    @alone
    def pending_entries(self, *, now: datetime, limit: int) -> list[PendingEntry]:
        due = [one for one in self._queue.values() if one.not_before is None or one.not_before <= now]
        return sorted(due, key=lambda one: (one.entry.seen_at, one.entry.source_id, one.entry.key))[:limit]

    @alone
    def settle_entry(self, entry: Entry, outcome: Report | Failure, *, retry_at: datetime | None = None) -> bool:
        key = (entry.source_id, entry.key)
        queued = self._queue.get(key)
        is_same = queued is not None and (queued.entry.title, queued.entry.text) == (entry.title, entry.text)
        if queued and is_same and isinstance(outcome, Failure) and retry_at is not None:
            self._queue[key] = PendingEntry(entry=queued.entry, n_tries=queued.n_tries + 1, not_before=retry_at)
        elif is_same:
            del self._queue[key]
        if isinstance(outcome, Failure):
            self._failures[key] = outcome
            return False
        self._failures.pop(key, None)
        return self._put_report(outcome)

    # Reports and stories

    @alone
    def put_reports(self, reports: Iterable[Report]) -> int:
        return sum(self._put_report(report) for report in reports)

    def _put_report(self, report: Report) -> bool:
        revisions = self._revisions.setdefault(report.id, [])
        if revisions and _substance(revisions[-1]) == _substance(report):
            return False
        seen_at = revisions[0].seen_at if revisions else report.seen_at
        revisions.append(dataclasses.replace(report, revision=len(revisions) + 1, seen_at=seen_at))
        if report.id in self._placed:
            self._retell(self._placed[report.id].story_id)
        return True

    @alone
    def report(self, report_id: ReportId, revision: int | None = None) -> Report | None:
        revisions = self._revisions.get(report_id, [])
        wanted = len(revisions) if revision is None else revision
        return revisions[wanted - 1] if 1 <= wanted <= len(revisions) else None

    @alone
    def reports(self, report_ids: Iterable[ReportId]) -> dict[ReportId, Report]:
        return {each: self._revisions[each][-1] for each in report_ids if each in self._revisions}

    @alone
    def unassigned_reports(self, *, until: datetime, limit: int) -> list[Report]:
        latest = [revisions[-1] for key, revisions in self._revisions.items() if key not in self._placed]
        return sorted((report for report in latest if report.seen_at <= until), key=_in_time)[:limit]

    def told_reports(self, *, since: datetime, until: datetime) -> Iterator[ToldReport]:
        with self._lock:
            told = [self._told(each) for each in self._placed]
        yield from sorted((one for one in told if since <= one.report.happened_by <= until), key=_told_in_time)

    def _told(self, report_id: ReportId) -> ToldReport:
        return ToldReport(report=self._revisions[report_id][-1], assignment=self._placed[report_id])

    @alone
    def put_assignments(self, assignments: Iterable[Assignment]) -> None:
        batch = list(assignments)
        if unknown := sorted({each.report_id for each in batch} - set(self._revisions)):
            raise StoreError(f"cannot place a report that is not in the store: {', '.join(unknown[:3])}")
        for assignment in batch:
            self._place(assignment)

    def _place(self, assignment: Assignment) -> None:
        if assignment.kind is AssignmentKind.SPLIT:
            self._revive(assignment.story_id)
        assignment = dataclasses.replace(assignment, story_id=self._survivor(assignment.story_id))
        before = self._placed.get(assignment.report_id)
        if before != assignment:
            self._placed[assignment.report_id] = assignment
            for touched in dict.fromkeys((before or assignment, assignment)):
                self._retell(touched.story_id)
        if assignment.kind is AssignmentKind.MERGE and assignment.previous_story_id is not None:
            self._merge(assignment.previous_story_id, assignment.story_id)

    def _revive(self, story_id: StoryId) -> None:
        if story_id in self._stories:
            self._stories[story_id] = dataclasses.replace(self._stories[story_id], merged_into=None)

    def _survivor(self, story_id: StoryId) -> StoryId:
        story = self._stories.get(story_id)
        return story.merged_into if story and story.merged_into else story_id

    def _merge(self, merged: StoryId, into: StoryId) -> None:
        if merged == into or merged not in self._stories or self._stories[merged].merged_into == into:
            return
        for placed in [placed for placed in self._placed.values() if placed.story_id == merged]:
            self._placed[placed.report_id] = dataclasses.replace(
                placed, story_id=into, kind=AssignmentKind.MERGE, previous_story_id=merged
            )
        for story in list(self._stories.values()):
            if story.id == merged or story.merged_into == merged:
                self._stories[story.id] = dataclasses.replace(story, merged_into=into)
        self._unwritten.pop(merged, None)
        self._holds.pop(merged, None)
        self._move_votes(merged, into)
        self._retell(into)

    def _move_votes(self, merged: StoryId, into: StoryId) -> None:
        for vote in [vote for vote in self._votes.values() if vote.story_id == merged]:
            del self._votes[vote.reader_id, merged]
            standing = self._votes.get((vote.reader_id, into))
            if standing is None or standing.voted_at < vote.voted_at:
                self._votes[vote.reader_id, into] = dataclasses.replace(vote, story_id=into)

    def _retell(self, story_id: StoryId) -> None:
        told = [self._told(placed.report_id) for placed in self._placed.values() if placed.story_id == story_id]
        if told:
            self._stories[story_id] = stories.from_reports(story_id, told)
            self._unwritten.setdefault(story_id)
        elif story_id in self._stories:
            self._stories[story_id] = dataclasses.replace(
                self._stories[story_id], report_ids=(), n_origins=0, n_outlets=0
            )
            self._unwritten.pop(story_id, None)

    @alone
    def story(self, story_id: StoryId) -> Story | None:
        story = self._stories.get(story_id)
        if story is None:
            return None
        article = self._latest(story_id)
        return dataclasses.replace(
            story,
            title=article.headline.text if article else story.title,
            topics=article.topics if article else story.topics,
            report_ids=() if story.merged_into else story.report_ids,
            related=self._related.get(story_id, ()),
        )

    def _latest(self, story_id: StoryId) -> Article | None:
        versions = self._versions.get(story_id)
        return versions[max(versions)] if versions else None

    def _stories_of(self, story_ids: Iterable[StoryId]) -> list[Story]:
        return [story for each in story_ids if (story := self.story(each)) and story.report_ids]

    @alone
    def stories(self, *, limit: int, since: datetime | None = None) -> list[Story]:
        found = [one for one in self._stories_of(self._stories) if since is None or one.updated_at >= since]
        return sorted(found, key=lambda story: (-story.updated_at.timestamp(), story.id))[:limit]

    @alone
    def story_reports(self, story_id: StoryId) -> list[ToldReport]:
        wanted = self._survivor(story_id)
        told = (self._told(placed.report_id) for placed in self._placed.values() if placed.story_id == wanted)
        return sorted(told, key=_told_in_time)

    @alone
    def unwritten_stories(self, *, limit: int) -> list[Story]:
        return self._stories_of(self._unwritten)[:limit]

    @alone
    def put_related(self, related: Mapping[StoryId, Sequence[StoryId]]) -> None:
        self._related |= {story_id: tuple(neighbours) for story_id, neighbours in related.items()}

    @alone
    def put_trends(self, at: datetime, trends: Sequence[Trend]) -> None:
        self._trends[at] = sorted(trends, key=lambda trend: (-trend.trend_score, trend.story_id))

    @alone
    def trends(self) -> list[Trend]:
        return list(self._trends[max(self._trends)]) if self._trends else []

    @alone
    def trend_history(self, story_id: StoryId) -> list[Trend]:
        return [trend for at in sorted(self._trends) for trend in self._trends[at] if trend.story_id == story_id]

    # What is published

    @alone
    def publish(self, article: Article, corrections: Iterable[Correction] = ()) -> bool:
        versions = self._versions.setdefault(article.story_id, {})
        if article.version in versions or article.input_key in {each.input_key for each in versions.values()}:
            return False
        versions[article.version] = article
        self._stories.setdefault(article.story_id, _untold(article))
        self._corrections += [each for each in corrections if each not in self._corrections]
        self._holds.pop(article.story_id, None)
        self._unwritten.pop(article.story_id, None)
        return True

    @alone
    def hold(self, hold: Hold) -> None:
        self._holds[hold.story_id] = hold
        self._unwritten.pop(hold.story_id, None)

    @alone
    def mark_written(self, story_id: StoryId) -> None:
        self._unwritten.pop(story_id, None)

    @alone
    def article(self, story_id: StoryId, version: int | None = None) -> Article | None:
        versions = self.versions(story_id)
        if version is None:
            return versions[-1] if versions else None
        return next((each for each in versions if each.version == version), None)

    @alone
    def versions(self, story_id: StoryId) -> list[Article]:
        versions = self._versions.get(self._survivor(story_id)) or self._versions.get(story_id) or {}
        return [versions[version] for version in sorted(versions)]

    def _listed(self) -> list[Article]:
        """The latest version of each story, but of a merged one only while the story that it went into has none."""
        listed = [self._versions[each][max(self._versions[each])] for each in self._versions]
        shown = (each for each in listed if self.article(each.story_id) == each)
        return sorted(shown, key=lambda article: (-article.issued_at.timestamp(), article.story_id))

    @alone
    def articles(
        self,
        *,
        limit: int,
        before: datetime | None = None,
        before_id: StoryId | None = None,
        topic: str | None = None,
        name: str | None = None,
        source_id: SourceId | None = None,
    ) -> list[Article]:
        def is_wanted(article: Article) -> bool:
            is_tied = before_id is not None and article.issued_at == before and article.story_id > before_id
            return (
                (before is None or article.issued_at < before or is_tied)
                and (topic is None or topic in article.topics)
                and (name is None or _folded(name) in map(_folded, article.names))
                and (source_id is None or source_id in self._source_ids(article))
            )

        return [article for article in self._listed() if is_wanted(article)][:limit]

    def _source_ids(self, article: Article) -> tuple[str, ...]:
        known = self.reports(line.report_id for line in article.sources)
        found = (
            known[line.report_id].source_id if line.report_id in known else ids.source_id(line.outlet)
            for line in article.sources
        )
        return tuple(dict.fromkeys(found))

    @alone
    def topics(self) -> dict[str, int]:
        return dict(sorted(Counter(topic for article in self._listed() for topic in article.topics).items()))

    @alone
    def last_hold(self, story_id: StoryId) -> Hold | None:
        return self._holds.get(self._survivor(story_id))

    @alone
    def holds(self, *, limit: int) -> list[Hold]:
        return sorted(self._holds.values(), key=lambda hold: (-hold.held_at.timestamp(), hold.story_id))[:limit]

    @alone
    def corrections(self, *, limit: int, story_id: StoryId | None = None) -> list[Correction]:
        found = [each for each in reversed(self._corrections) if story_id in (None, each.story_id)]
        return sorted(found, key=lambda correction: correction.at, reverse=True)[:limit]

    @alone
    def candidates(self, *, since: datetime, limit: int) -> list[Candidate]:
        trending = {trend.story_id: trend for trend in self.trends()}
        live = [each for each in self._listed() if each.issued_at >= since and not each.withdrawn]
        return [self._candidate(article, trending.get(article.story_id)) for article in live[:limit]]

    def _candidate(self, article: Article, trend: Trend | None) -> Candidate:
        story = self._stories[article.story_id]
        return Candidate(
            story_id=article.story_id,
            headline=article.headline.text,
            dek=article.dek.text,
            language=article.language,
            issued_at=article.issued_at,
            happened_at=story.updated_at,
            version=article.version,
            topics=article.topics,
            names=article.names,
            source_ids=self._source_ids(article),
            countries=tuple(dict.fromkeys(line.country for line in article.sources if line.country)),
            n_origins=story.n_origins,
            n_outlets=story.n_outlets,
            trend_score=trend.trend_score if trend else 0.0,
            trend_since_at=trend.since if trend else None,
            text=article.text,
        )

    @alone
    def search(self, query: str, *, limit: int, offset: int = 0) -> list[SearchHit]:
        wanted = [_folded(phrase or word).strip() for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', query)]
        wanted = [one for one in wanted if any(c.isalnum() for c in one)]
        hits = (_hit(article, wanted) for article in self._listed() if wanted)
        return [hit for hit in hits if hit][offset : offset + limit]

    @alone
    def put_edition(self, edition: Edition) -> None:
        self._editions[edition.id] = edition

    @alone
    def editions(self, *, limit: int) -> list[Edition]:
        return sorted(self._editions.values(), key=lambda one: (one.started_at, one.id), reverse=True)[:limit]

    # Language models: cache and budget

    @alone
    def completion(self, key: str) -> Completion | None:
        return self._completions.get(key)

    @alone
    def put_completion(self, key: str, story_id: StoryId, completion: Completion, *, at: datetime) -> None:
        self._completions[key] = completion
        self._calls[key, at] = (story_id, completion)

    @alone
    def model_use(self, *, since: datetime, story_id: StoryId | None = None) -> tuple[int, int, float]:
        uses = [
            completion.model
            for (_, at), (about, completion) in self._calls.items()
            if at >= since and story_id in (None, about)
        ]
        return (
            len(uses),
            sum(use.n_input_tokens + use.n_output_tokens for use in uses),
            sum(use.cost_usd for use in uses),
        )

    # Readers

    @alone
    def put_reader(self, reader: Reader) -> bool:
        namesake = self.reader_by_name(reader.name) if reader.name else None
        if namesake and namesake.id != reader.id:
            return False
        self._readers[reader.id] = reader
        return True

    @alone
    def reader(self, reader_id: ReaderId) -> Reader | None:
        return self._readers.get(reader_id)

    @alone
    def reader_by_name(self, name: str) -> Reader | None:
        key = unicodedata.normalize("NFKC", name).casefold()
        named = (reader for reader in self._readers.values() if reader.name)
        return next((one for one in named if unicodedata.normalize("NFKC", one.name or "").casefold() == key), None)

    @alone
    def profile(self, reader_id: ReaderId) -> Profile:
        return self._profiles.get(reader_id, Profile(reader_id=reader_id))

    @alone
    def put_profile(self, profile: Profile) -> None:
        self._profiles[profile.reader_id] = profile

    @alone
    def put_vote(self, vote: Vote) -> Vote | None:
        vote = dataclasses.replace(vote, story_id=self._survivor(vote.story_id))
        before = self._votes.pop((vote.reader_id, vote.story_id), None)
        if vote.value:
            self._votes[vote.reader_id, vote.story_id] = vote
        return before

    @alone
    def votes(self, reader_id: ReaderId) -> dict[StoryId, Vote]:
        return {vote.story_id: vote for vote in self._votes.values() if vote.reader_id == reader_id}

    @alone
    def vote_counts(self, story_ids: Iterable[StoryId]) -> dict[StoryId, VoteCount]:
        counts = Counter((vote.story_id, vote.value > 0) for vote in self._votes.values())
        return {each: VoteCount(n_up=counts[each, True], n_down=counts[each, False]) for each in story_ids}

    @alone
    def put_engagement(self, engagement: Engagement) -> None:
        if engagement not in self._engagements:
            self._engagements.append(engagement)

    @alone
    def engagements(self, reader_id: ReaderId) -> list[Engagement]:
        return sorted((one for one in self._engagements if one.reader_id == reader_id), key=lambda one: one.at)

    @alone
    def put_impressions(self, impressions: Iterable[Impression]) -> None:
        self._impressions += [one for one in dict.fromkeys(impressions) if one not in self._impressions]

    @alone
    def put_problem(self, problem: Problem) -> None:
        self._problems[problem.id] = problem

    @alone
    def problems(self, *, limit: int) -> list[Problem]:
        return sorted(self._problems.values(), key=lambda one: (one.reported_at, one.id), reverse=True)[:limit]

    @alone
    def export_reader(self, reader_id: ReaderId) -> dict[str, list[dict[str, object]]]:
        reader = self._readers.get(reader_id)
        kept: dict[str, list[object]] = {
            "readers": [dataclasses.replace(reader, password_hash=None)] if reader else [],
            "profiles": [self._profiles[reader_id]] if reader_id in self._profiles else [],
            "votes": list(self.votes(reader_id).values()),
            "engagements": list(self.engagements(reader_id)),
            "impressions": [one for one in self._impressions if one.reader_id == reader_id],
            "problems": [one for one in self._problems.values() if one.reader_id == reader_id],
        }
        return {table: [_plain(row) for row in rows] for table, rows in kept.items()}

    @alone
    def delete_reader(self, reader_id: ReaderId) -> None:
        self._readers.pop(reader_id, None)
        self._profiles.pop(reader_id, None)
        self._votes = {key: vote for key, vote in self._votes.items() if vote.reader_id != reader_id}
        self._engagements = [one for one in self._engagements if one.reader_id != reader_id]
        self._impressions = [one for one in self._impressions if one.reader_id != reader_id]
        self._problems = {key: one for key, one in self._problems.items() if one.reader_id != reader_id}

    # Upkeep

    @alone
    def secret(self, name: str) -> bytes:
        return self._secrets.setdefault(name, secrets.token_bytes(32))

    @alone
    def counts(self) -> dict[str, int]:
        kept = {key.strip("_"): rows for key, rows in vars(self).items() if isinstance(rows, dict | list)}
        return {
            **{key: len(rows) for key, rows in kept.items()},
            "reports": len(self._revisions),
            "articles": sum(map(len, self._versions.values())),
        }

    def check(self) -> list[str]:
        return []

    @alone
    def backup(self, path: Path) -> None:
        path.write_bytes(pickle.dumps({key: rows for key, rows in vars(self).items() if key != "_lock"}))

    def close(self) -> None:
        """Nothing is held open."""


def _substance(report: Report) -> tuple[object, ...]:
    """What makes a new revision when it changes."""
    return report.title, report.text, report.rights.ai_use, report.is_withdrawn, report.correction_note


def _in_time(report: Report) -> tuple[datetime, ReportId]:
    return report.happened_by, report.id


def _told_in_time(told: ToldReport) -> tuple[datetime, ReportId]:
    return _in_time(told.report)


def _untold(article: Article) -> Story:
    """A story that is known by its article alone."""
    return Story(
        id=article.story_id,
        title=article.headline.text,
        language=article.language,
        opened_at=article.first_issued_at,
        updated_at=article.issued_at,
        report_ids=(),
        n_origins=article.labels.n_origins,
        n_outlets=len({line.outlet for line in article.sources}),
        topics=article.topics,
    )


def _folded(text: str) -> str:
    """Lower case without accents, and as long as what was given: the places of what is found in it are true of the text."""
    return "".join(_plain_letter(c) for c in text)


def _plain_letter(letter: str) -> str:
    first, *marks = list(unicodedata.normalize("NFD", letter))
    return (first if all(map(unicodedata.combining, marks)) else letter).lower()[:1]


def _hit(article: Article, wanted: Sequence[str]) -> SearchHit | None:
    printed = _folded(f"{article.headline.text}\n{article.dek.text}\n{article.text}")
    patterns = [_pattern(one) for one in wanted]
    if not all(re.search(pattern, printed) for pattern in patterns):
        return None
    excerpt = article.text[:200]
    marks = sorted({found.span() for pattern in patterns for found in re.finditer(pattern, _folded(excerpt))})
    return SearchHit(
        story_id=article.story_id,
        headline=article.headline.text,
        dek=article.dek.text,
        issued_at=article.issued_at,
        excerpt=excerpt,
        marks=tuple(marks),
    )


def _pattern(wanted: str) -> str:
    """Whole words in scripts that part words with spaces, anything in those that do not."""
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", wanted))
    return rf"\b{words}\b" if wanted.isascii() else words


def _plain(row: object) -> dict[str, object]:
    if not dataclasses.is_dataclass(row) or isinstance(row, type):
        raise TypeError(f"not a record: {row!r}")
    plain: dict[str, object] = json.loads(json.dumps(dataclasses.asdict(row), default=str))
    return plain
