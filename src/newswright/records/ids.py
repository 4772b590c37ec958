"""Names of things: typed ids, and how each is derived from what it names, so that doing a thing twice makes it once."""

import hashlib
import re
import unicodedata
from typing import NewType

SourceId = NewType("SourceId", str)
FeedId = NewType("FeedId", str)
ReportId = NewType("ReportId", str)
OriginId = NewType("OriginId", str)
StoryId = NewType("StoryId", str)
EditionId = NewType("EditionId", str)
ReaderId = NewType("ReaderId", str)


def digest(*parts: str, n_chars: int = 16) -> str:
    """Name content: the first `n_chars` hex digits of SHA-256 over the parts, each preceded by its length."""
    sha = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        sha.update(f"{len(encoded)}:".encode())
        sha.update(encoded)
    return sha.hexdigest()[:n_chars]


def slug(name: str) -> str:
    """Make a short, readable, URL-safe name: 'The Harbour Post' → 'the-harbour-post'; other scripts keep their letters."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c) or ord(c) > 0x36F)
    words = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", plain), flags=re.UNICODE).replace("_", "-").strip("-")
    return words[:60].strip("-") or digest(name, n_chars=8)


def source_id(outlet: str) -> SourceId:
    """Name a source by its outlet's name."""
    return SourceId(slug(outlet))


def feed_id(url: str) -> FeedId:
    """Name a feed by its URL as the operator gave it."""
    return FeedId(digest(url))


def report_id(canonical_url: str) -> ReportId:
    """Name a report by its canonical URL (see stages.fetch.canonical)."""
    return ReportId(digest(canonical_url))


def story_id(first_report: ReportId) -> StoryId:
    """Name a story by the report that opened it: stable however the story grows."""
    return StoryId(digest("story", first_report, n_chars=12))


def origin_id(first_report: ReportId) -> OriginId:
    """Name an origin by the earliest report that carries its text."""
    return OriginId(digest("origin", first_report, n_chars=12))
