"""Reports and their revisions. A revision is a row that is never changed, but for the flag that says which one is the latest."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from newswright.adapters.store import placing, serial, tables, told
from newswright.adapters.store.connection import BATCH, Connected, add, batches
from newswright.adapters.store.tables import Instant, Text, assignments, unplaced
from newswright.adapters.store.told import IN_COLUMNS, IN_TIME, PLACED, WHOLE
from newswright.records import ids
from newswright.records.ids import ReportId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import ToldReport


class ReportShelf(Connected):
    """What `ports.Store` keeps of reports."""

    def put_reports(self, reports: Iterable[Report]) -> int:
        with self._writing() as connection:
            return sum(put(connection, batch) for batch in batches(reports))

    def report(self, report_id: ReportId, revision: int | None = None) -> Report | None:
        wanted = tables.reports.c.is_latest if revision is None else tables.reports.c.revision == revision
        with self._reading() as connection:
            row = connection.execute(sa.select(*WHOLE).where(tables.reports.c.id == report_id, wanted)).one_or_none()
        return told.report(row) if row else None

    def reports(self, report_ids: Iterable[ReportId]) -> dict[ReportId, Report]:
        latest = sa.select(*WHOLE).where(tables.reports.c.is_latest)
        found: dict[ReportId, Report] = {}
        with self._reading() as connection:
            for batch in batches(dict.fromkeys(report_ids)):
                for row in connection.execute(latest.where(tables.reports.c.id.in_(batch))):
                    report = told.report(row)
                    found[report.id] = report
        return found

    def unassigned_reports(self, *, until: datetime, limit: int) -> list[Report]:
        in_time = (unplaced.c.happened_by, unplaced.c.report_id)
        waiting = sa.select(*in_time).where(unplaced.c.seen_at <= until).order_by(*in_time).limit(limit).subquery()
        found = (
            sa.select(*WHOLE)
            .join(waiting, waiting.c.report_id == tables.reports.c.id)
            .where(tables.reports.c.is_latest)
        )
        with self._reading() as connection:
            rows = connection.execute(found.order_by(waiting.c.happened_by, waiting.c.report_id))
            return [told.report(row) for row in rows]

    def told_reports(self, *, since: datetime, until: datetime) -> Iterator[ToldReport]:
        """In batches, each a view of its own: whoever reads on for long holds nothing up."""
        after = (since, "")
        while True:
            at, key = sa.literal(after[0], Instant), sa.literal(after[1], Text)
            wanted = PLACED.where(sa.tuple_(*IN_TIME) > sa.tuple_(at, key), tables.reports.c.happened_by <= until)
            with self._reading() as connection:
                rows = connection.execute(wanted.limit(BATCH)).all()
            yield from map(told.told, rows)
            if len(rows) < BATCH:
                return
            after = (rows[-1].happened_by, rows[-1].id)


def put(connection: sa.Connection, reports: Sequence[Report]) -> int:
    """Add what is new or revised, in a transaction that has begun; say how many that is."""
    latest = _latest(connection, {report.id for report in reports})
    fresh: dict[ReportId, Report] = {}
    rows: list[dict[str, Any]] = []
    for report in reports:
        substance = _substance(report)
        known = latest.get(report.id)
        if known and known[1] == substance:
            continue
        revision = known[0] + 1 if known else 1
        report = dataclasses.replace(report, revision=revision, seen_at=known[2] if known else report.seen_at)
        latest[report.id] = (revision, substance, report.seen_at)
        fresh[report.id] = report
        rows.append(_row(report, substance))
    if rows:
        _supersede(connection, fresh)
        last = {report.id: report.revision for report in fresh.values()}
        connection.execute(
            sa.insert(tables.reports), [{**row, "is_latest": row["revision"] == last[row["id"]]} for row in rows]
        )
        _queue(connection, fresh)
    return len(rows)


Known = tuple[int, str, datetime]  # revision, substance, seen_at


def _latest(connection: sa.Connection, report_ids: Iterable[str]) -> dict[str, Known]:
    c = tables.reports.c
    found: dict[str, Known] = {}
    for batch in batches(report_ids):
        rows = connection.execute(
            sa.select(c.id, c.revision, c.substance, c.seen_at).where(c.is_latest, c.id.in_(batch))
        )
        found |= {row.id: (row.revision, row.substance, row.seen_at) for row in rows}
    return found


def _substance(report: Report) -> str:
    """Name what makes a new revision when it changes."""
    marks = (report.rights.ai_use, str(report.is_withdrawn), report.correction_note or "")
    return ids.digest(serial.clean(report.title), serial.clean(report.text), *marks)


def _row(report: Report, substance: str) -> dict[str, Any]:
    return {
        "id": report.id,
        "revision": report.revision,
        "source_id": report.source_id,
        "title": report.title,
        "text": report.text,
        "seen_at": report.seen_at,
        "happened_by": report.happened_by,
        "substance": substance,
        "doc": serial.dumps(report, without=IN_COLUMNS),
    }


def _supersede(connection: sa.Connection, report_ids: Iterable[str]) -> None:
    for batch in batches(report_ids):
        is_old = tables.reports.c.is_latest & tables.reports.c.id.in_(batch)
        connection.execute(sa.update(tables.reports).where(is_old).values(is_latest=False))


def _queue(connection: sa.Connection, fresh: dict[ReportId, Report]) -> None:
    """A report without a story waits for one; the story of a revised one is told anew."""
    touched: dict[StoryId, None] = {}
    placed: set[str] = set()
    for batch in batches(fresh):
        found = sa.select(assignments.c.report_id, assignments.c.story_id).where(assignments.c.report_id.in_(batch))
        for row in connection.execute(found):
            placed.add(row.report_id)
            touched[row.story_id] = None
    waiting = [
        {"report_id": report.id, "seen_at": report.seen_at, "happened_by": report.happened_by}
        for report in fresh.values()
        if report.id not in placed
    ]
    add(connection, unplaced, waiting)
    placing.retell(connection, touched)
