"""Sources, feeds, visits, and the queue of entries whose page is still to be read."""

import dataclasses
import json
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from newswright.adapters.store import reports, serial, tables
from newswright.adapters.store.connection import Connected, upsert
from newswright.adapters.store.tables import Row, entries, feed_states
from newswright.records import ids
from newswright.records.ids import FeedId, SourceId
from newswright.records.reports import Entry, PendingEntry, Report
from newswright.records.sources import Failure, Feed, FeedState, Source


class SourceShelf(Connected):
    """What `ports.Store` keeps of sources and the wire."""

    def put_sources(self, sources: Iterable[Source], feeds: Iterable[Feed] = ()) -> None:
        with self._writing() as connection:
            upsert(connection, tables.sources, [_source_row(source) for source in sources], "id")
            upsert(connection, tables.feeds, [_feed_row(feed) for feed in feeds], "id")

    def remove_source(self, source_id: SourceId) -> bool:
        with self._writing() as connection:
            document = connection.scalar(sa.select(tables.sources.c.doc).where(tables.sources.c.id == source_id))
            if document is None:
                return False
            source = dataclasses.replace(serial.loads(Source, document), is_enabled=False)
            upsert(connection, tables.sources, [_source_row(source)], "id")
            of_source = sa.select(tables.feeds.c.id).where(tables.feeds.c.source_id == source_id)
            connection.execute(sa.delete(feed_states).where(feed_states.c.feed_id.in_(of_source)))
            connection.execute(sa.delete(tables.feeds).where(tables.feeds.c.source_id == source_id))
            queued = (entries.c.source_id == source_id) & entries.c.is_queued
            connection.execute(sa.update(entries).where(queued).values(**_DONE))
            return True

    def sources(self) -> list[Source]:
        by_name = sa.select(tables.sources.c.doc).order_by(tables.sources.c.name, tables.sources.c.id)
        with self._reading() as connection:
            return [serial.loads(Source, document) for document in connection.scalars(by_name)]

    def feeds(self) -> list[Feed]:
        found = sa.select(tables.feeds.c.doc).join(tables.sources).where(tables.sources.c.is_enabled)
        by_url = found.order_by(tables.feeds.c.url, tables.feeds.c.id)
        with self._reading() as connection:
            return [serial.loads(Feed, document) for document in connection.scalars(by_url)]

    def feed_states(self) -> dict[FeedId, FeedState]:
        with self._reading() as connection:
            found = connection.scalars(sa.select(feed_states.c.doc))
            states = [serial.loads(FeedState, document) for document in found]
        return {state.feed_id: state for state in states}

    def put_visit(self, state: FeedState, entries: Iterable[Entry]) -> int:
        row = {"feed_id": state.feed_id, "next_visit_at": state.next_visit_at, "doc": serial.dumps(state)}
        with self._writing() as connection:
            upsert(connection, feed_states, [row], "feed_id")
            return sum(_enqueue(connection, entry) for entry in entries)

    def pending_entries(self, *, now: datetime, limit: int) -> list[PendingEntry]:
        is_due = entries.c.is_queued & (entries.c.not_before.is_(None) | (entries.c.not_before <= now))
        in_order = (entries.c.seen_at, entries.c.source_id, entries.c.key)
        with self._reading() as connection:
            found = connection.execute(sa.select(entries).where(is_due).order_by(*in_order).limit(limit))
            return [_pending(row) for row in found]

    def settle_entry(self, entry: Entry, outcome: Report | Failure, *, retry_at: datetime | None = None) -> bool:
        with self._writing() as connection:
            queued = _is(entry) & entries.c.is_queued & (entries.c.substance == _substance(entry))
            if isinstance(outcome, Failure):
                failure = serial.dumps(outcome)
                connection.execute(sa.update(entries).where(_is(entry)).values(failure=failure))
                again = {"n_tries": entries.c.n_tries + 1, "not_before": retry_at}
                connection.execute(sa.update(entries).where(queued).values(**(again if retry_at else _DONE)))
                return False
            connection.execute(sa.update(entries).where(queued).values(**_DONE))
            connection.execute(sa.update(entries).where(_is(entry)).values(failure=None))
            return reports.put(connection, [outcome]) == 1


_DONE: dict[str, object] = {"is_queued": False, "doc": None}


def _source_row(source: Source) -> dict[str, object]:
    return {"id": source.id, "name": source.name, "is_enabled": source.is_enabled, "doc": serial.dumps(source)}


def _feed_row(feed: Feed) -> dict[str, object]:
    return {"id": feed.id, "source_id": feed.source_id, "url": feed.url, "doc": serial.dumps(feed)}


def _enqueue(connection: sa.Connection, entry: Entry) -> bool:
    """Queue an entry that says something new. Each feed is compared with what itself said last: two feeds of one source that
    carry the same item at different lengths must not queue it in turn for ever."""
    known = connection.execute(sa.select(entries).where(_is(entry))).one_or_none()
    heard: dict[str, str] = json.loads(known.heard) if known else {}
    substance = _substance(entry)
    is_known = heard[entry.feed_id] == substance if entry.feed_id in heard else substance in heard.values()
    heard[entry.feed_id] = substance
    if is_known:
        connection.execute(sa.update(entries).where(_is(entry)).values(heard=json.dumps(heard)))
        return False
    if known and known.is_queued:
        entry = dataclasses.replace(entry, seen_at=known.seen_at)
    row = {
        "source_id": entry.source_id,
        "key": entry.key,
        "seen_at": entry.seen_at,
        "is_queued": True,
        "not_before": None,
        "n_tries": 0,
        "substance": substance,
        "heard": json.dumps(heard),
        "doc": serial.dumps(entry),
    }
    upsert(connection, entries, [row], "source_id", "key")
    return True


def _is(entry: Entry) -> sa.ColumnElement[bool]:
    return (entries.c.source_id == entry.source_id) & (entries.c.key == entry.key)


def _substance(entry: Entry) -> str:
    return ids.digest(entry.title, entry.text)


def _pending(row: Row) -> PendingEntry:
    return PendingEntry(entry=serial.loads(Entry, row.doc), n_tries=row.n_tries, not_before=row.not_before)
