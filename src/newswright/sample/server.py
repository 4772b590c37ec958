"""Serve the fictional outlets over loopback HTTP, each on a port of its own, as of an instant that can be moved.

What is not yet published at that instant is not there; what was changed later still reads as it first did. So several editions
can be run through, and see stories grow and a correction happen.
"""

import hashlib
import http.server
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from newswright.records import ids
from newswright.records.sources import Feed, Source
from newswright.sample import layout, pages
from newswright.sample.content import Outlet, OutletFeed, load
from newswright.sample.layout import FIRST_PORT, Printed

ADDRESS = "127.0.0.1"
MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
SMALL_PAGES = {
    "/about": "Who we are, and how we work.",
    "/contact": "Write to the newsdesk.",
    "/privacy": "What we keep, and for how long.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back over the wire; `is_broken` closes the connection without a word."""

    status: int = 200
    body: bytes = b""
    media_type: str = "text/html"
    charset: str = "utf-8"
    changed_at: datetime | None = None
    is_broken: bool = False

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


class Outlets:
    """The sample edition's outlets, listening: a context manager.

    `now` is the instant that the content is laid out by; `set_now` moves what is shown. Ports start at `first_port` and skip
    busy ones.
    """

    def __init__(self, now: datetime, first_port: int = FIRST_PORT) -> None:
        if now.tzinfo is None:
            raise ValueError("now must be aware")
        self._shown_at = self._laid_out_at = now.astimezone(UTC)
        self._first_port = first_port
        self._edition = load()
        self._printed = layout.lay_out(self._edition, self._laid_out_at)
        self._servers: dict[str, _Server] = {}

    def __enter__(self) -> Self:
        port = self._first_port
        try:
            for outlet in self._edition.outlets:
                server = _listen(port, self._site(outlet))
                self._servers[outlet.slug] = server
                port = server.server_port + 1
        except BaseException:
            self.close()
            raise
        for server in self._servers.values():
            server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop serving and free the ports."""
        servers, self._servers = list(self._servers.values()), {}
        for server in servers:
            server.stop()

    def set_now(self, now: datetime) -> None:
        """Show what is published by this instant, and nothing later."""
        self._shown_at = now.astimezone(UTC)

    @property
    def bases(self) -> Mapping[str, str]:
        """The root of each outlet's site, by the outlet's slug."""
        return {slug: server.base for slug, server in self._servers.items()}

    def sources(self) -> list[tuple[Source, list[Feed]]]:
        """The outlets as sources with their feeds, ready for the store."""
        return [_source(outlet, self._servers[outlet.slug].base) for outlet in self._edition.outlets]

    def gold(self, *, across_languages: bool = False) -> dict[str, str]:
        """Say which story each report belongs to: URL → story's slug."""
        return layout.gold(self.bases, now=self._laid_out_at, across_languages=across_languages)

    def _site(self, outlet: Outlet) -> "_Site":
        return _Site(outlet, self._printed[outlet.slug], lambda: self._shown_at)


def _source(outlet: Outlet, base: str) -> tuple[Source, list[Feed]]:
    source = Source(
        id=ids.source_id(outlet.name),
        name=outlet.name,
        homepage_url=base + "/",
        owner=outlet.owner,
        country=outlet.country,
        language=outlet.language,
        topics=outlet.topics,
    )
    feeds = [
        Feed(
            id=ids.feed_id(base + feed.path), source_id=source.id, url=base + feed.path, title=feed.title or outlet.name
        )
        for feed in outlet.feeds
    ]
    return source, feeds


class _Site:
    """Answers an outlet's addresses as of the instant that is shown."""

    def __init__(self, outlet: Outlet, printed: Sequence[Printed], shown_at: Callable[[], datetime]) -> None:
        self.outlet = outlet
        self._printed = tuple(reversed(printed))
        self._by_path = {page.path: page for page in printed}
        self._shown_at = shown_at
        self._feeds = {feed.path: feed for feed in outlet.feeds}
        self._feed_answer = lru_cache(maxsize=64)(self._make_feed)

    def answer(self, target: str, base: str) -> Answer:
        """Answer a request for a path with its query."""
        at = self._shown_at()
        address = urlsplit(target)
        path = f"{address.path}?{address.query}" if address.query else address.path
        if address.path in self._feeds:
            return self._feed_answer(self._feeds[address.path], base, at)
        page = self._by_path.get(path) or self._by_path.get(address.path)
        if page is not None and page.published_at <= at:
            return self._article(page, base, at)
        return self._other(address.path, base, at)

    def _published(self, at: datetime) -> list[Printed]:
        return [page for page in self._printed if page.published_at <= at]

    def _make_feed(self, feed: OutletFeed, base: str, at: datetime) -> Answer:
        if feed.fault == "http-500":
            return self._page(500, "Internal Server Error", "The database is away.")
        if feed.fault == "gone":
            return self._page(410, "Gone", "This paper was closed. Its archive is at the town library.")
        if feed.fault == "closed":
            return Answer(is_broken=True)
        published = self._published(at)
        text = pages.feed(feed, self.outlet, published, base=base, at=at)
        changes = [
            moment for page in published for moment in (page.published_at, page.version(at).modified_at) if moment
        ]
        media_type, charset = MEDIA_TYPES[feed.form], self.outlet.charset if feed.form == "rss" else "utf-8"
        return _text(text, media_type=media_type, charset=charset, changed_at=max(changes, default=None))

    def _article(self, page: Printed, base: str, at: datetime) -> Answer:
        neighbours = [other for other in self._published(at) if other is not page]
        text = pages.article(page, neighbours, base=base, at=at)
        return _text(text, charset=self.outlet.charset, changed_at=page.version(at).modified_at or page.published_at)

    def _other(self, path: str, base: str, at: datetime) -> Answer:
        if path == "/robots.txt":
            return _text(pages.robots(self.outlet, base), media_type="text/plain")
        if path == "/":
            text = pages.listing(self.outlet, self._published(at), base=base, at=at, title=self.outlet.name)
            return _text(text, charset=self.outlet.charset)
        if path.startswith("/section/"):
            of_section = [
                p for p in self._published(at) if ids.slug(p.telling.section) == path.removeprefix("/section/")
            ]
            return _text(pages.listing(self.outlet, of_section, base=base, at=at, title=self.outlet.name))
        if path in SMALL_PAGES:
            return self._page(200, path.strip("/").capitalize(), SMALL_PAGES[path])
        return self._page(404, "Not found", "There is no such page.")

    def _page(self, status: int, title: str, text: str) -> Answer:
        return Answer(status=status, body=pages.notice(self.outlet, title=title, text=text).encode())


def _text(
    text: str, *, media_type: str = "text/html", charset: str = "utf-8", changed_at: datetime | None = None
) -> Answer:
    body = text.encode(charset, "xmlcharrefreplace")
    return Answer(body=body, media_type=media_type, charset=charset, changed_at=changed_at)


class _Server(http.server.ThreadingHTTPServer):
    """One outlet's server, in a thread of its own."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True  # a port in TIME_WAIT will do; one that is listened on is still refused

    def __init__(self, port: int, site: _Site) -> None:
        self.site = site
        super().__init__((ADDRESS, port), _Handler)
        self.base = f"http://{ADDRESS}:{self.server_port}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        if self._thread.is_alive():
            self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up."""


def _listen(port: int, site: _Site) -> _Server:
    """Listen on a port, or on the next one that is free."""
    for candidate in range(port, port + 500):
        try:
            return _Server(candidate, site)
        except OSError:
            continue
    raise OSError(f"no free port from {port} to {port + 499}")


class _Handler(http.server.BaseHTTPRequestHandler):
    """Speaks HTTP for a site; conditional requests included."""

    protocol_version = "HTTP/1.1"
    server_version = "SamplePress/1"
    sys_version = ""
    timeout = 20
    wbufsize = -1  # head and body leave together
    server: _Server

    def do_GET(self) -> None:
        answer = self.server.site.answer(self.path, self.server.base)
        if answer.is_broken:
            self.close_connection = True
            return
        is_fresh = answer.status == 200 and self._has(answer)
        body = b"" if is_fresh else answer.body
        self.send_response(304 if is_fresh else answer.status)
        for name, value in self._headers(answer, len(body)).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Keep quiet: the outlets' logs interest nobody."""

    def _has(self, answer: Answer) -> bool:
        """Compare the client's validators; a tag counts before a date (RFC 9110, 13.2.2)."""
        tags, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if tags is not None:
            return answer.etag in (tag.strip() for tag in tags.split(","))
        if since is None or answer.changed_at is None:
            return False
        try:
            return answer.changed_at.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def _headers(self, answer: Answer, n_bytes: int) -> dict[str, str]:
        headers = {
            "Content-Type": f"{answer.media_type}; charset={answer.charset}",
            "Content-Length": str(n_bytes),
            "ETag": answer.etag,
        }
        if answer.changed_at is not None:
            headers["Last-Modified"] = format_datetime(answer.changed_at, usegmt=True)
        if self.server.site.outlet.refuses_ai:
            headers["tdm-reservation"] = "1"
        return headers
