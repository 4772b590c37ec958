"""Read a feed's bytes into entries: RSS 0.9 to 2.0, RDF, Atom, JSON Feed; whatever is broken in them, nothing is lost."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import feedparser

from newswright.records.ids import digest
from newswright.records.reports import Entry
from newswright.records.sources import Failure, FailureKind, Feed, Source
from newswright.text import bounds, markup, references, stamps, urls

N_ENTRIES = 1000  # of one feed per visit; one of 200 real feeds has more (1,032)
MAX_TITLE_CHARS = 500
MAX_TEXT_CHARS = 200_000  # 30,000 words; only whole books are longer
N_TOPICS = 12
N_MEDIA = 10  # of one entry and kind, looked at
TITLE_WORDS = 14  # of an entry's text where it has no title
_BAD_REFERENCE = re.compile(rb"&#(?:x0*(?:[1-9a-f][0-9a-f]{6,}|[2-9a-f][0-9a-f]{5}|1[1-9a-f][0-9a-f]{4}|d[89a-f][0-9a-f]{2})"
                            rb"|0*(?:[1-9][0-9]{7,}|[2-9][0-9]{6}|11[2-9][0-9]{4}|1[2-9][0-9]{5}));?", re.IGNORECASE)  # fmt: skip
NO_PAGE = "urn:entry:"  # how the key of an entry begins that has no page of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What a feed says of itself, and its entries in its own order. `n_dropped` counts entries beyond the cap."""

    title: str
    entries: tuple[Entry, ...]
    n_undated: int = 0
    n_dropped: int = 0
    homepage_url: str | None = None
    language: str | None = None
    ttl_s: float | None = None
    is_broken: bool = False  # not well-formed; read all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raw:
    """An entry before it is named: still markup, still as stated."""

    link: str
    title: str
    markup: tuple[str, ...]
    published: str
    byline: str
    language: str
    topics: tuple[str, ...]
    pictures: tuple[str, ...] = ()


def has_page(entry: Entry) -> bool:
    """Say whether an entry has a page of its own; where not, the feed's text is all there is, and `url` a page nearby."""
    return not entry.key.startswith(NO_PAGE)


def read_feed(
    body: bytes, content_type: str | None, url: str, *, feed: Feed, source: Source, now: datetime
) -> ParsedFeed | Failure:
    """Read a feed. Pure and picklable, and hard on time and memory where the feed is hostile: run it inside a Parser."""
    excess = bounds.excess(body, bounds.FEED)
    if excess:
        return Failure(kind=FailureKind.QUARANTINE, message=f"the feed was not parsed: {excess}", url=url)
    if not body.strip():
        return Failure(kind=FailureKind.PARSE, message="the feed is empty", url=url)
    reading = _read_json(body, url) if _is_json(body) else _read_xml(body, content_type, url)
    if isinstance(reading, Failure):
        return reading
    about, raws = reading
    entries = _entries(raws[:N_ENTRIES], about.homepage_url or "", feed=feed, source=source, now=now)
    return replace(
        about,
        entries=entries,
        n_undated=sum(entry.published_at is None for entry in entries),
        n_dropped=max(0, len(raws) - N_ENTRIES),
    )


def _is_json(body: bytes) -> bool:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def _read_json(body: bytes, url: str) -> tuple[ParsedFeed, list[_Raw]] | Failure:
    try:
        said = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        return Failure(kind=FailureKind.PARSE, message=f"it is no JSON that can be read: {error}", url=url)
    listed = said.get("items") if isinstance(said, dict) else None
    if not isinstance(listed, list):
        return Failure(kind=FailureKind.PARSE, message="it is JSON, but no JSON Feed: it has no list of items", url=url)
    about = ParsedFeed(
        title=markup.line(_text(said.get("title")))[:MAX_TITLE_CHARS],
        entries=(),
        homepage_url=urls.join(url, _text(said.get("home_page_url"))) or None,
        language=_language(_text(said.get("language"))),
    )
    return about, [_from_json(entry, url) for entry in listed if isinstance(entry, dict)]


def _from_json(said: Mapping[str, Any], url: str) -> _Raw:
    authors = said.get("authors") if isinstance(said.get("authors"), list) else [said.get("author")]
    names = [_text(author.get("name")) for author in authors or [] if isinstance(author, dict)]
    tags = said.get("tags")
    link = _text(said.get("url")) or _text(said.get("external_url")) or _text(said.get("id"))
    return _Raw(
        link=urls.join(url, link) if link else "",
        title=_text(said.get("title")),
        markup=(_text(said.get("content_html")), _text(said.get("content_text")), _text(said.get("summary"))),
        published=_text(said.get("date_published")) or _text(said.get("date_modified")),
        byline=", ".join(name for name in names if name),
        language=_text(said.get("language")),
        topics=tuple(_text(tag) for tag in tags) if isinstance(tags, list) else (),
        pictures=tuple(named for name in ("image", "banner_image") if isinstance(named := said.get(name), str)),
    )


def _read_xml(body: bytes, content_type: str | None, url: str) -> tuple[ParsedFeed, list[_Raw]] | Failure:
    # No content-location: feedparser would resolve guids against it, and make addresses of what are none.
    headers = {"content-type": content_type} if content_type else {}
    try:
        said = feedparser.parse(  # unsanitised markup never reaches a page: `markup.paragraphs` makes plain text of it
            _Stream(_BAD_REFERENCE.sub(b"&#xfffd;", body)),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser raises whatever its parsers raise on damaged input
        message = f"the feed is damaged beyond reading ({type(error).__name__})"
        return Failure(kind=FailureKind.PARSE, message=message, url=url)
    if not said.entries and (mended := _mended(body)):
        return _read_xml(mended, content_type, url)
    if not said.entries and not said.version:
        what = "a web page, not a feed" if bounds.looks_like_html(body) else "no feed that can be read"
        return Failure(kind=FailureKind.PARSE, message=f"it is {what}", url=url)
    about = ParsedFeed(
        title=markup.line(_text(said.feed.get("title")))[:MAX_TITLE_CHARS],
        entries=(),
        homepage_url=urls.join(url, _text(said.feed.get("link"))) or None,
        language=_language(_text(said.feed.get("language"))),
        ttl_s=_ttl_s(said.feed),
        is_broken=bool(said.bozo),
    )
    return about, [_from_xml(entry, url) for entry in said.entries]


def _mended(body: bytes) -> bytes:
    """Take off a prefix that no namespace declares, where it hides every entry: <rss:item> is meant to be <item>."""
    prefixed = re.search(rb"<([A-Za-z][A-Za-z0-9]{0,20}):(?:item|entry)[\s>]", body)
    if prefixed is None or b"xmlns:" + prefixed[1] in body:
        return b""
    return re.sub(rb"(</?)" + prefixed[1] + rb":", rb"\1", body)


class _Stream:
    """Bytes with a `read`: feedparser would take bare bytes for a URL or a file's name where they look like one."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def read(self) -> bytes:
        return self._body


def _from_xml(said: Mapping[str, Any], url: str) -> _Raw:
    contents = [_text(part.get("value")) for part in said.get("content") or [] if isinstance(part, Mapping)]
    tags = [_text(tag.get("term")) or _text(tag.get("label")) for tag in said.get("tags") or []]
    detail = said.get("title_detail") or {}
    return _Raw(
        link=_link(said, urls.join(url, _text(detail.get("base"))) or url),
        title=_text(said.get("title")),
        markup=(*contents, _text(said.get("summary"))),
        published=next((_text(said[name]) for name in ("published", "updated", "created") if name in said), ""),
        byline=_text(said.get("author")),
        language=_text(detail.get("language")),
        topics=tuple(tags),
        pictures=tuple(_pictures(said)),
    )


def _pictures(said: Mapping[str, Any]) -> Iterator[str]:
    """The pictures that an entry carries: enclosures and media of a feed, by their stated type."""
    for name, key in (("media_content", "url"), ("enclosures", "href"), ("media_thumbnail", "url")):
        for part in (said.get(name) or [])[:N_MEDIA]:
            kind = _text(part.get("type")) or _text(part.get("medium")) if isinstance(part, Mapping) else ""
            if isinstance(part, Mapping) and (name == "media_thumbnail" or kind.startswith("image")):
                yield _text(part.get(key))


def _link(said: Mapping[str, Any], base: str) -> str:
    """Choose an entry's page: the link as the publisher wrote it before a syndicator wrapped it, else the link, else the id."""
    wrapped = _text(said.get("feedburner_origlink"))
    stated = "" if said.get("guidislink") else _text(said.get("link"))
    for candidate in (wrapped, stated, *_alternates(said)):
        joined = urls.join(base, candidate) if candidate else ""
        if joined:
            return joined
    named = _text(said.get("id"))
    return named if urls.is_web(named) else ""


def _alternates(said: Mapping[str, Any]) -> list[str]:
    links = [link for link in said.get("links") or [] if isinstance(link, Mapping)]
    return [_text(link.get("href")) for link in links if link.get("rel") in ("alternate", None)]


def _ttl_s(said: Mapping[str, Any]) -> float | None:
    ttl = _text(said.get("ttl")).strip()
    if ttl.isascii() and ttl.isdigit():
        return float(int(ttl[:6]) * 60)
    period_s = {"hourly": 3600.0, "daily": 86_400.0, "weekly": 604_800.0, "monthly": 2_592_000.0}
    named_s = period_s.get(_text(said.get("sy_updateperiod")).strip().lower())
    times = _text(said.get("sy_updatefrequency")).strip()
    return named_s / max(1, int(times[:4]) if times.isascii() and times.isdigit() else 1) if named_s else None


def _entries(raws: Iterable[_Raw], homepage: str, *, feed: Feed, source: Source, now: datetime) -> tuple[Entry, ...]:
    """Name entries by their canonical URL. The same page twice is one entry. Where several titles share one URL, the first
    has the page; where they point into different places of it (a live blog, a one-page site), none has."""
    made = [_entry(raw, homepage, feed=feed, source=source, now=now) for raw in raws]
    places: dict[str, set[tuple[str, str]]] = {}
    for entry in made:
        places.setdefault(entry.key, set()).add((entry.url.partition("#")[2], entry.title))
    named: dict[str, Entry] = {}
    for entry in made:
        is_shared = min(len({part[n] for part in places[entry.key]}) for n in (0, 1)) > 1
        first = named.get(entry.key)
        if is_shared or (first is not None and first.title != entry.title):
            entry = replace(entry, key=_synthetic(entry, entry.url))
        named.setdefault(entry.key, entry)
    return tuple(named.values())


def _entry(raw: _Raw, homepage: str, *, feed: Feed, source: Source, now: datetime) -> Entry:
    text = next((text for text in map(markup.paragraphs, sorted(raw.markup, key=len, reverse=True)) if text), "")
    text = text[:MAX_TEXT_CHARS]
    title = markup.line(raw.title) or _first_words(text) or "(untitled)"
    has_own_page = bool(raw.link) and urls.canonical(raw.link) != urls.canonical(homepage or feed.url)
    entry = Entry(
        key=urls.canonical(raw.link),
        feed_id=feed.id,
        source_id=source.id,
        url=raw.link or homepage or feed.url,
        title=title[:MAX_TITLE_CHARS],
        text=text,
        published_at=stamps.read(raw.published, _month_languages(source.language, raw.language)),
        seen_at=now,
        byline=markup.line(raw.byline)[:200] or None,
        language=_language(raw.language),
        topics=tuple(dict.fromkeys(topic[:80] for topic in map(markup.line, raw.topics[:N_TOPICS]) if topic)),
        links=references.links((link for part in raw.markup for link in references.within(part)), raw.link or feed.url),
        images=references.images(raw.pictures, raw.link or feed.url),
    )
    return entry if has_own_page else replace(entry, key=_synthetic(entry, ""))


def _month_languages(*stated: str | None) -> tuple[str, ...]:
    """The languages in which an entry's date may be written: the entry's and the outlet's own before the usual ones."""
    own = [tag.split("-")[0].lower() for tag in stated if tag]
    return tuple(dict.fromkeys([tag for tag in own if tag in stamps.KNOWN] + list(stamps.LANGUAGES)))


def _synthetic(entry: Entry, link: str) -> str:
    """Name an entry by what it says: without a date, which feeds like to change, and without its guid, which they churn."""
    return NO_PAGE + digest(entry.feed_id, link, entry.title, entry.text[:500])


def _first_words(text: str) -> str:
    words = text.split("\n", 1)[0].split()
    return " ".join(words[:TITLE_WORDS]) + (" …" if len(words) > TITLE_WORDS else "")


def _language(said: str) -> str | None:
    tag = said.strip().replace("_", "-")
    return tag if 2 <= len(tag) <= 35 and tag.replace("-", "").isalnum() and tag.isascii() else None


def _text(said: object) -> str:
    if isinstance(said, str):
        return str(said)
    return str(said) if isinstance(said, int | float) and not isinstance(said, bool) else ""
