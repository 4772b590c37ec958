"""Sources, feeds, entries and reports in memory."""

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import datetime

from newswright.records.ids import FeedId, ReportId, SourceId
from newswright.records.reports import Entry, PendingEntry, Report
from newswright.records.sources import Failure, Feed, FeedState, Source
from newswright.records.stories import ToldReport
from newswright.testing.memory.state import alone, in_time, told_in_time
from newswright.testing.memory.telling import Telling


class Wire(Telling):
    """What `ports.Store` keeps of sources, the wire, and reports."""

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

    @alone
    def put_reports(self, reports: Iterable[Report]) -> int:
        return sum([self._put_report(report) for report in reports])

    def _put_report(self, report: Report) -> bool:
        revisions = self._revisions.setdefault(report.id, [])
        if revisions and _substance(revisions[-1]) == _substance(report):
            return False
        seen_at = revisions[0].seen_at if revisions else report.seen_at
        revisions.append(dataclasses.replace(report, revision=len(revisions) + 1, seen_at=seen_at))
        if report.id in self._placed:
            self._retell([self._placed[report.id].story_id])
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
        return sorted((report for report in latest if report.seen_at <= until), key=in_time)[:limit]

    def told_reports(self, *, since: datetime, until: datetime) -> Iterator[ToldReport]:
        with self._lock:
            told = [self._told(each) for each in self._placed]
        yield from sorted((one for one in told if since <= one.report.happened_by <= until), key=told_in_time)


def _substance(report: Report) -> tuple[object, ...]:
    """What makes a new revision when it changes."""
    return report.title, report.text, report.rights.ai_use, report.is_withdrawn, report.correction_note
