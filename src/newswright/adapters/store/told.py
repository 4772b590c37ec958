"""Reports, with their places, out of rows."""

import sqlalchemy as sa

from newswright.adapters.store import serial, tables
from newswright.adapters.store.tables import Row, assignments
from newswright.records.reports import Report
from newswright.records.stories import Assignment, ToldReport

IN_COLUMNS = frozenset({"title", "text"})
WHOLE = (tables.reports.c.doc, tables.reports.c.title, tables.reports.c.text)
IN_TIME = (tables.reports.c.happened_by, tables.reports.c.id)

PLACED = (
    sa.select(*WHOLE, *IN_TIME, assignments.c.doc.label("placed"))
    .select_from(tables.reports.join(assignments, assignments.c.report_id == tables.reports.c.id))
    .where(tables.reports.c.is_latest)
    .order_by(*IN_TIME)
)
PLACED_WITHOUT_TEXT = PLACED.with_only_columns(
    tables.reports.c.doc, tables.reports.c.title, sa.literal("").label("text"), assignments.c.doc.label("placed")
)


def report(row: Row) -> Report:
    """A report out of a row of its WHOLE columns."""
    return serial.loads(Report, row.doc, title=row.title, text=row.text)


def told(row: Row) -> ToldReport:
    """A report with its place, out of a row of PLACED."""
    return ToldReport(report=report(row), assignment=serial.loads(Assignment, row.placed))
