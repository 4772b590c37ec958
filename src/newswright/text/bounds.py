"""Refuse, before anything is parsed, what is built to make parsers slow: cheap counts over bytes, each linear in their length.

They spare the worker processes most of the work that bombs would make; what slips through meets the workers' own limits.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The most that a document may hold. Beside them: the most that 200 real feeds and 1,070 real pages at hand hold."""

    max_bytes: int
    n_tags: int
    n_attributes: int  # of one tag
    max_tag_bytes: int  # of one tag with more than a few attributes
    depth: int  # 0: not looked at


# Feeds: 2.4 MiB, 87,000 tags, 12 attributes, tags of 3,000 bytes, nesting 6.
FEED = Bounds(max_bytes=8 * 2**20, n_tags=400_000, n_attributes=256, max_tag_bytes=256 * 2**10, depth=200)
# Pages: 1.5 MiB, 20,000 tags, 39 attributes, tags of 228,000 bytes. Their nesting is left to libxml2, which stops at 2,048
# and says so.
PAGE = Bounds(max_bytes=8 * 2**20, n_tags=300_000, n_attributes=1000, max_tag_bytes=2**20, depth=0)

_TAG = re.compile(rb"<(/?)[a-zA-Z]([^<>]*)>")
_BIG_TAG = re.compile(rb"<[a-zA-Z]([^<>]{2048,})")  # smaller tags have no room for enough attributes to matter
_RAW_TEXT = re.compile(rb"<(script|style)[\s>].*?</\1", re.IGNORECASE | re.DOTALL)
_CDATA = re.compile(
    rb"<!\[CDATA\[.*?\]\]>", re.DOTALL
)  # what a feed quotes is markup of its own, never closed with care
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_FEED_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|channel|RDF)[\s>:]", re.IGNORECASE)
_HTML_ROOT = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)


def excess(body: bytes, bounds: Bounds) -> str | None:
    """Say in words which bound a document passes, or None."""
    if len(body) > bounds.max_bytes:
        return f"{len(body):,} bytes are over {bounds.max_bytes:,}"
    body = _RAW_TEXT.sub(b"<", body)  # in scripts and styles a '<' is no tag
    if body.count(b"<") > bounds.n_tags:
        return f"more than {bounds.n_tags:,} tags"
    for match in _BIG_TAG.finditer(body):
        if reason := _heavy(match[1], bounds):
            return reason
    if bounds.depth and _depth(body) > bounds.depth:
        return f"tags nested deeper than {bounds.depth:,}"
    return None


def _depth(body: bytes) -> int:
    depth = deepest = 0
    for closing, inside in _TAG.findall(_CDATA.sub(b"", body)):
        if not inside.endswith(b"/"):
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _heavy(inside: bytes, bounds: Bounds) -> str | None:
    n_attributes = len(_QUOTED.sub(b"", inside).split())
    if n_attributes > bounds.n_attributes:
        return f"a tag with more than {bounds.n_attributes:,} attributes"
    if len(inside) > bounds.max_tag_bytes and n_attributes > 1:
        return f"a tag of {len(inside):,} bytes"
    return None


def looks_like_feed(body: bytes) -> bool:
    """Say whether a document's beginning is that of a feed rather than of a page."""
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return b"jsonfeed.org/version" in head
    return bool(_FEED_ROOT.search(head)) and not _HTML_ROOT.search(head)


def looks_like_html(body: bytes) -> bool:
    """Say whether a document's beginning is that of a web page."""
    return bool(_HTML_ROOT.search(body[:4096]))
