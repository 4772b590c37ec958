"""Say whom to visit and when to return, and read what a feed lists.

In:    Feeds with their FeedStates; a feed's bytes off the wire; what a visit brought
Out:   Visits that are due; a ParsedFeed with its Entries; the feed's next FeedState; URLs of feeds behind a site
Rule:  FetchPolicy
Gate:  bench/quality/wire
"""

from newswright.stages.fetch import opml
from newswright.stages.fetch.discovery import discover
from newswright.stages.fetch.feeds import ParsedFeed, has_page, read_feed
from newswright.stages.fetch.pages import page_retry_at
from newswright.stages.fetch.schedule import FetchPolicy, after, due, retry_after
from newswright.text.rights import decide as rights
from newswright.text.urls import canonical

__all__ = [
    "FetchPolicy",
    "ParsedFeed",
    "after",
    "canonical",
    "discover",
    "due",
    "has_page",
    "opml",
    "page_retry_at",
    "read_feed",
    "retry_after",
    "rights",
]
