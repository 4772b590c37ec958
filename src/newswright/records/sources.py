"""Who is read: sources, their feeds, the visits paid to them, and what came back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newswright.records.ids import FeedId, SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet that is read.

    `owner` is the company or family behind it (two sources of one owner are one voice when corroboration is counted);
    `country` is ISO 3166 alpha-2, `language` BCP 47. `licence` is what the operator recorded to override the outlet's
    machine-readable refusal of AI use, in words, or None. `partners` names the outlets and agencies whose texts it prints by
    agreement.
    """

    id: SourceId
    name: str
    homepage_url: str | None = None
    owner: str | None = None
    country: str | None = None
    language: str | None = None
    topics: tuple[str, ...] = ()
    licence: str | None = None
    is_enabled: bool = True
    partners: tuple[str, ...] = ()

    @property
    def voice(self) -> str:
        """Who speaks: the owner where one is known, else the outlet itself."""
        return self.owner or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An RSS, Atom or JSON feed of a source (in code never what a reader sees)."""

    id: FeedId
    source_id: SourceId
    url: str
    title: str | None = None


class FailureKind(StrEnum):
    """Why a page could not be had or used, in one word."""

    ADDRESS = "address"  # the guard refused the address, scheme or port
    ROBOTS = "robots"  # robots.txt forbids it
    NETWORK = "network"  # no connection, reset, TLS, DNS
    DEADLINE = "deadline"  # too slow, in total
    TOO_LARGE = "too_large"  # over a cap, before or after decompression
    STATUS = "status"  # an HTTP status that is no success
    GONE = "gone"  # 410, or 404 for long
    THROTTLED = "throttled"  # 429 or 503 with Retry-After
    REDIRECT = "redirect"  # too many, or to nowhere allowed
    PARSE = "parse"  # neither a feed nor a page that can be read
    QUARANTINE = "quarantine"  # parsing took too long or too much memory
    NO_ARTICLE = "no_article"  # a page without an article: near-empty, consent wall, index page
    NO_FEED = "no_feed"  # no feed could be found behind a site's URL


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An expected failure, as a value. `message` tells an operator what happened and to what; `retry_at` when to return."""

    kind: FailureKind
    message: str
    url: str | None = None
    status: int | None = None
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request that is due: what to ask for, with the validators of the last answer byte for byte.

    `feed_id` says for which feed. `referred_by` is the URL of the page or feed that named this one, None where the operator
    did: what a stranger named may not be a private host, even one that the operator permits.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    feed_id: FeedId | None = None
    referred_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes off the wire. `body` is decompressed and within its cap; `headers` have lower-case names; 304 has no body."""

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime
    permanent_url: str | None = None  # where a chain of only 301/308 led, else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is remembered of a feed between visits; the fetch stage alone decides what it says.

    `interval_s` is the present time between visits; `n_failures` counts failures in a row.
    """

    feed_id: FeedId
    next_visit_at: datetime
    interval_s: float
    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    n_failures: int = 0
    last_visit_at: datetime | None = None
    last_success_at: datetime | None = None
    last_failure: Failure | None = None
    moved_to: str | None = None  # a permanent redirect seen once; followed for good when it is seen again
    n_entries: int = 0
    is_gone: bool = False


class AiUse(StrEnum):
    """Whether a text may be given to a machine that writes. REFUSED: headline and link only, and never a prompt."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    LICENSED = "licensed"  # refused by machine-readable signs, allowed by a licence that the operator recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """The decision on AI use of one text, with its evidence ('robots.txt: Content-Signal ai-input=no') and time."""

    ai_use: AiUse = AiUse.ALLOWED
    evidence: str = ""
    decided_at: datetime | None = None

    @property
    def may_write(self) -> bool:
        return self.ai_use is not AiUse.REFUSED
