"""The formats that scripts rely on: JSON Lines in and out of the stages, checked at the door.

What each line holds stands in `lines`, and again in docs/schemas/*.json; `reader` and `writer` turn lines into
records and back.
"""

from newswright.formats.lines import SCHEMAS, read_instant, schema
from newswright.formats.reader import document, drafts, objects, opened, page, reports
from newswright.formats.writer import (
    article_line,
    assignment_line,
    cite_line,
    failure_line,
    instant,
    line,
    report_line,
    tick_line,
    trend_line,
    verdict_line,
    writing,
)

__all__ = [
    "SCHEMAS", "article_line", "assignment_line", "cite_line", "document", "drafts", "failure_line", "instant", "line", "objects",
    "opened", "page", "read_instant", "report_line", "reports", "schema", "tick_line", "trend_line", "verdict_line", "writing",
]  # fmt: skip
