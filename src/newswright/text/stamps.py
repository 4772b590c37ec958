"""Read the dates that feeds and pages state: RFC 822, ISO 8601 and W3C forms, the commonest misspellings, other languages.

What cannot be read, or cannot be true (before 1990, more than ten years ahead of any clock here), is None: a missing date is
honest, a guessed one is not. A date without a zone is taken as UTC.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web: 1970 and 1980 are clocks that were never set
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
_KNOWN_TAGS = """
    ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt ro ru si sk sl sr sv ta te th tr uk vi zh
"""
KNOWN = frozenset(_KNOWN_TAGS.split())  # what dateparser has month names for; an unknown tag makes it raise
MAX_CHARS = 80  # the longest form in the real feeds at hand has 31; longer ones are attacks on date parsers

# Zone names that RFC 822 does not define and feeds use all the same, in hours from UTC (https://www.timeanddate.com/time/zones/;
# of an ambiguous name the most populous zone).
_ZONES = {
    "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "WET": 0, "WEST": 1, "BST": 1, "MSK": 3, "TRT": 3,
    "IST": 5.5, "PKT": 5, "SLST": 5.5, "NPT": 5.75, "ICT": 7, "WIB": 7, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "SAST": 2, "WAT": 1, "EAT": 3, "BRT": -3, "ART": -3, "AKST": -9,
    "AKDT": -8, "HST": -10, "Z": 0, "UTC": 0, "GMT": 0, "UT": 0,
}  # fmt: skip
_TRAILING_ZONE = re.compile(r"[\s(]([A-Za-z]{1,4})\)?$")
_DIGITS = re.compile(r"\d")


def read(said: str | None, languages: Sequence[str] = LANGUAGES) -> datetime | None:
    """Read a stated date as an aware UTC instant, or None. `languages` are those in which month names are looked up."""
    text = " ".join((said or "").split())
    if not text or len(text) > MAX_CHARS or not _DIGITS.search(text):
        return None
    at = _iso(text) or _mail(text) or _other_language(text, languages)
    return at if at is not None and EARLIEST <= at <= LATEST else None


def _iso(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.replace(" UTC", "+00:00").replace(" GMT", "+00:00"))
    except ValueError:
        return None
    return _utc(at)


def _mail(text: str) -> datetime | None:
    named = _TRAILING_ZONE.search(text)
    offset_h = _ZONES.get(named[1].upper()) if named else None
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if offset_h is not None:
        at = at.replace(tzinfo=timezone(timedelta(hours=offset_h)))
    return _utc(at)


def _other_language(text: str, languages: Sequence[str]) -> datetime | None:
    """Ask dateparser last, in named languages only: in all of its 200 one garbled date costs it up to six seconds."""
    if not languages:
        return None
    import dateparser  # type: ignore[import-untyped]  # it ships no types

    settings = {
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "PARSERS": ["absolute-time"],
        "STRICT_PARSING": True,
    }
    try:
        at = dateparser.parse(text, languages=list(languages), settings=settings)
    except Exception:  # a date parser's fault is a date that cannot be read
        return None
    return _utc(at) if at is not None else None


def _utc(at: datetime) -> datetime | None:
    try:
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
