"""How long a busy server asks to be left alone, in any of the ways in which servers say so."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_S = 86_400.0  # what is longer than a day is no wait but a fault

# When the quota that is used up fills again; looked at where there is no Retry-After. The longest of them counts, since any
# of them may be the one that stands in the way.
_RESETS = (
    "x-ratelimit-reset-requests",
    "x-ratelimit-reset-tokens",
    "anthropic-ratelimit-requests-reset",
    "anthropic-ratelimit-tokens-reset",
    "anthropic-ratelimit-input-tokens-reset",
    "anthropic-ratelimit-output-tokens-reset",
)
_SPAN = re.compile(r"(?:(\d{1,4})h)?(?:(\d{1,6})m(?!s))?(?:(\d{1,9}(?:\.\d{1,9})?)s)?(?:(\d{1,9}(?:\.\d{1,9})?)ms)?")


def asked_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a server asks to wait (RFC 9110, 10.2.3: seconds or a date), or None where it says nothing usable."""
    milliseconds = _number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return _bounded(milliseconds / 1000)
    said = headers.get("retry-after", "").strip()
    if said:
        seconds = _number(said)
        return _bounded(seconds if seconds is not None else _until(said, now))
    waits = [
        wait for name in _RESETS if _is_used_up(headers, name) and (wait := _reset_s(headers[name], now)) is not None
    ]
    return max(waits, default=None)


def _is_used_up(headers: Mapping[str, str], name: str) -> bool:
    remaining = headers.get(name.replace("reset", "remaining"), "0").strip()
    return name in headers and remaining in ("", "0")


def _reset_s(said: str, now: datetime) -> float | None:
    """Read '1s', '6m0s', '120ms', '1.5' or an instant of RFC 3339."""
    said = said.strip()
    number = _number(said)
    if number is not None:
        return _bounded(number)
    if said and (span := _SPAN.fullmatch(said)):
        hours, minutes, seconds, milliseconds = (float(part or 0) for part in span.groups())
        return _bounded(hours * 3600 + minutes * 60 + seconds + milliseconds / 1000)
    return _bounded(_until(said, now))


def _until(said: str, now: datetime) -> float | None:
    """Seconds from now to an instant, written as in HTTP or as in RFC 3339; 0 where it has passed."""
    at = _instant(said)
    return max(0.0, (at - now).total_seconds()) if at else None


def _instant(said: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            at = read(said)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    return None


def _number(said: str) -> float | None:
    return float(said) if re.fullmatch(r"\d{1,12}(?:\.\d{1,9})?", said.strip()) else None


def _bounded(seconds: float | None) -> float | None:
    return seconds if seconds is not None and seconds <= MAX_S else None
