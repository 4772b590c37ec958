"""The clock: the only place that tells the time. Everything else is given `now`."""

from datetime import UTC, datetime


def clock() -> datetime:
    """Tell the present instant, aware, in UTC (`ports.Clock`)."""
    return datetime.now(UTC)
