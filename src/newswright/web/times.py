"""Say times to a person: how long ago, the date in full, and the machine's form for `<time datetime>`."""

from datetime import UTC, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def machine(at: datetime) -> str:
    """Write an instant for programs: RFC 3339, UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def ago(at: datetime, *, now: datetime) -> str:
    """Say how long ago something was, as briefly as it stays true; what lies ahead is 'just now'."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 24 * 60:
        return f"{minutes // 60} h ago"
    days = (now.date() - at.date()).days
    if days <= 1:
        return "yesterday"
    return f"{days} days ago" if days < 7 else short_day(at, now=now)


def short_day(at: datetime, *, now: datetime) -> str:
    """Say a day: '3 March', with its year where that is not this year."""
    day = f"{at.day} {MONTHS[at.month - 1]}"
    return day if at.year == now.year else f"{day} {at.year}"


def day(at: datetime) -> str:
    """Say a day in full: 'Sunday, 22 November 2026'."""
    return f"{DAYS[at.weekday()]}, {at.day} {MONTHS[at.month - 1]} {at.year}"


def clock(at: datetime) -> str:
    """Say the time of day: '14:05 UTC'."""
    return f"{at.astimezone(UTC):%H:%M} UTC"


def exact(at: datetime) -> str:
    """Say an instant in full: '22 November 2026, 14:05 UTC'."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {clock(at)}"


def span(seconds: float) -> str:
    """Say a length of time: '3 h', '45 min'."""
    minutes = max(0, int(seconds // 60))
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"


def precise(at: datetime) -> str:
    """Write an instant for programs with all its digits, so that it can be handed back for paging."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
