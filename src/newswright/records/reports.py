"""What the outlets said: feed entries, reports, and passages of reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newswright.records.ids import FeedId, ReportId, SourceId, StoryId
from newswright.records.sources import Rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one item: where its page is, and what the feed itself carries of it.

    `key` is the entry's identity within its source (canonical URL, or a content key where there is none). `text` is what
    the feed carries (plain text, may be the whole article or a teaser). `published_at` is the date as the feed states it.
    `links` and `images` are as in a Report.
    """

    key: str
    feed_id: FeedId
    source_id: SourceId
    url: str
    title: str
    text: str = ""
    published_at: datetime | None = None
    seen_at: datetime
    byline: str | None = None
    language: str | None = None
    topics: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingEntry:
    """An entry whose page is still to be read; `not_before` waits out a failure. After the last try the feed's text stands."""

    entry: Entry
    n_tries: int = 0
    not_before: datetime | None = None


class Genre(StrEnum):
    """What kind of text it is. Only a REPORT may carry facts into an article; an OPINION is named as one."""

    REPORT = "report"
    OPINION = "opinion"
    LIVE = "live"
    SPONSORED = "sponsored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One outlet's account of something.

    `text` is plain text, paragraphs separated by blank lines; passages are character offsets into it. `published_at` is what
    the outlet claims, `seen_at` when it was first seen here. `revision` grows when the outlet changes its text; a revision
    is never edited. `extra` keeps unknown fields of imported reports.

    `partners` names the outlets and agencies whose texts its outlet prints by agreement, and `printed_for` the one of them that
    this text is credited to. `links` are canonical URLs of other sites that its text points to, `images` the identities of its
    leading pictures (text.references): what is the same in every language.
    """

    id: ReportId
    source_id: SourceId
    outlet: str
    url: str
    title: str
    text: str
    published_at: datetime
    seen_at: datetime
    language: str
    byline: str | None = None
    owner: str | None = None
    country: str | None = None
    topics: tuple[str, ...] = ()
    genre: Genre = Genre.REPORT
    rights: Rights = field(default_factory=Rights)
    is_paywalled: bool = False
    is_partial: bool = False
    is_withdrawn: bool = False
    correction_note: str | None = None
    revision: int = 1
    extra: Mapping[str, object] = field(default_factory=dict)
    partners: tuple[str, ...] = ()
    printed_for: str | None = None
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    is_gone: bool = False  # its page is no longer to be had, which is why it `is_withdrawn`

    @property
    def voice(self) -> str:
        """Who speaks: the partner whose text is printed by agreement, else the owner where one is known, else the outlet."""
        return self.printed_for or self.owner or self.outlet

    @property
    def happened_by(self) -> datetime:
        """The time that ranking goes by: a stated date in the future gives no advantage."""
        return min(self.published_at, self.seen_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is remembered of looking again at the page of a report that an article cites, and when to look next (None: never).

    `n_missing` counts the looks in a row that found no such page.
    """

    report_id: ReportId
    story_id: StoryId
    next_at: datetime | None
    n_looks: int = 0
    n_missing: int = 0
    looked_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    found: str = ""  # what the last look found, in words


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """A span of a report's text: characters `start` to `end` (exclusive) of `Report.text` at `revision`."""

    report_id: ReportId
    start: int
    end: int
    revision: int = 1

    def of(self, text: str) -> str:
        """Cut the passage out of its report's text."""
        return text[self.start : self.end]
