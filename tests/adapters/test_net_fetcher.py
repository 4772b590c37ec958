"""The Fetcher against an outlet on loopback: robots.txt, validators, statuses, redirects, who may name a private host."""

import contextlib
import http.server
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from newswright.adapters.net import fetcher, robots
from newswright.adapters.net import http as net_http
from newswright.records.sources import Failure, FailureKind, Page, Visit

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
Reply = tuple[int, dict[str, str], bytes]


class Outlet(http.server.ThreadingHTTPServer):
    """An outlet whose replies are set by path; notes each request's path and headers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: dict[str, Reply] = {"/robots.txt": (404, {}, b"")}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        outlet = self.server
        assert isinstance(outlet, Outlet)
        outlet.asked.append((self.path, dict(self.headers.items())))
        status, headers, body = outlet.replies.get(self.path, (200, {"Content-Type": "text/html"}, b"<p>A page.</p>"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # the client may have left
            self.wfile.write(b"" if status in (204, 304) else body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        return


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with Outlet() as outlet:
        threading.Thread(target=outlet.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield outlet
        outlet.shutdown()


@pytest.fixture
def stranger() -> Iterator[Outlet]:
    with Outlet() as outlet:
        threading.Thread(target=outlet.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield outlet
        outlet.shutdown()


@pytest.fixture
def fetches(outlet: Outlet) -> Iterator[fetcher.GuardedFetcher]:
    policy = net_http.NetPolicy(
        allow_hosts=(f"127.0.0.1:{outlet.server_port}",), contact="desk@harbour.example", deadline_s=3
    )
    with fetcher.GuardedFetcher(policy) as fetches:
        yield fetches


def pay(fetches: fetcher.GuardedFetcher, *visits: Visit, now: datetime = NOW) -> list[Page | Failure]:
    """Pay visits and return their outcomes in the order of the visits."""
    outcomes = {visit.url: outcome for visit, outcome in fetches.fetch(visits, now=now)}
    return [outcomes[visit.url] for visit in visits]


def one(fetches: fetcher.GuardedFetcher, visit: Visit, now: datetime = NOW) -> Page | Failure:
    return pay(fetches, visit, now=now)[0]


def page(outcome: Page | Failure) -> Page:
    assert isinstance(outcome, Page), outcome
    return outcome


def failure(outcome: Page | Failure) -> Failure:
    assert isinstance(outcome, Failure), outcome
    return outcome


def test_a_page_comes_back_with_its_bytes_headers_and_time(outlet: Outlet, fetches: fetcher.GuardedFetcher) -> None:
    found = page(one(fetches, Visit(url=outlet.url("/a"))))
    assert (found.status, found.body, found.fetched_at) == (200, b"<p>A page.</p>", NOW)
    assert found.headers["content-type"] == "text/html"
    assert found.permanent_url is None


def test_the_user_agent_is_honest_and_names_a_contact(outlet: Outlet, fetches: fetcher.GuardedFetcher) -> None:
    one(fetches, Visit(url=outlet.url("/a")))
    assert {headers["User-Agent"] for _, headers in outlet.asked} == {"Newswright/0.1 (+desk@harbour.example)"}
    assert not {"Cookie", "Authorization", "Referer"} & {name for _, headers in outlet.asked for name in headers}


def test_validators_go_back_byte_for_byte(outlet: Outlet, fetches: fetcher.GuardedFetcher) -> None:
    outlet.replies["/feed"] = (304, {"ETag": 'W/"x"'}, b"")
    etag, modified = 'W/"a b,c; \xe9\\"', "Sat, 14 Mar 2026  12:00:00 +0000"
    found = page(one(fetches, Visit(url=outlet.url("/feed"), etag=etag, last_modified=modified)))
    sent = dict(outlet.asked)["/feed"]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == (etag, modified)
    assert (found.status, found.body) == (304, b"")


def test_a_validator_that_would_break_the_header_block_is_not_sent(
    outlet: Outlet, fetches: fetcher.GuardedFetcher
) -> None:
    page(one(fetches, Visit(url=outlet.url("/feed"), etag='"a"\r\nX-Evil: 1', last_modified="नमस्ते")))
    sent = dict(outlet.asked)["/feed"]
    assert not {"If-None-Match", "If-Modified-Since", "X-Evil"} & set(sent)


def test_robots_txt_is_asked_for_once_and_obeyed(outlet: Outlet, fetches: fetcher.GuardedFetcher) -> None:
    outlet.replies["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\nAllow: /private/open$\n")
    visits = [Visit(url=outlet.url(path)) for path in ("/a", "/private/x", "/private/open", "/b")]
    found = pay(fetches, *visits)
    assert [isinstance(each, Page) for each in found] == [True, False, True, True]
    assert failure(found[1]).kind is FailureKind.ROBOTS
    assert outlet.paths.count("/robots.txt") == 1
    assert "/private/x" not in outlet.paths


@pytest.mark.parametrize(
    ("robots", "path", "is_allowed"),
    [
        (b"User-agent: *\nDisallow: /", "/a", False),
        (b"User-agent: *\nDisallow:", "/a", True),
        (b"User-agent: Newswright\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: newswright\nAllow: /", "/a", True),
        (b"User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        (b"User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        (b"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a\r\n", "/a", False),
        (b"<html>not found</html>", "/a", True),
        (b"\xff\xfe\x00garbage" * 100, "/a", True),
        (b"", "/a", True),
        (b"User-agent: *\nDisallow: " + b"/*a" * 3000 + b"\n", "/" + "a" * 2000, True),
    ],
)
def test_robots_rules(
    outlet: Outlet, fetches: fetcher.GuardedFetcher, robots: bytes, path: str, is_allowed: bool
) -> None:
    outlet.replies["/robots.txt"] = (200, {}, robots)
    assert isinstance(one(fetches, Visit(url=outlet.url(path))), Page) is is_allowed


@pytest.mark.parametrize(
    ("status", "is_allowed"),
    [*((status, True) for status in (200, 204, 401, 403, 404, 410)), *((status, False) for status in (429, 500, 503))],
)
def test_a_missing_robots_txt_allows_and_a_failing_one_forbids(
    outlet: Outlet, fetches: fetcher.GuardedFetcher, status: int, is_allowed: bool
) -> None:
    outlet.replies["/robots.txt"] = (status, {}, b"")
    assert isinstance(one(fetches, Visit(url=outlet.url("/a"))), Page) is is_allowed


def test_robots_txt_is_kept_for_a_day_and_a_failing_one_is_tried_again_soon(
    outlet: Outlet, fetches: fetcher.GuardedFetcher
) -> None:
    outlet.replies["/robots.txt"] = (500, {}, b"")
    visit = Visit(url=outlet.url("/a"))
    failure(one(fetches, visit))
    outlet.replies["/robots.txt"] = (200, {}, b"")
    failure(one(fetches, visit, NOW + timedelta(minutes=5)))
    page(one(fetches, visit, NOW + timedelta(minutes=31)))
    page(one(fetches, visit, NOW + timedelta(hours=24)))
    assert outlet.paths.count("/robots.txt") == 2
    page(one(fetches, visit, NOW + timedelta(hours=25)))
    assert outlet.paths.count("/robots.txt") == 3


def test_robots_txt_can_be_read_for_its_rights_signals(outlet: Outlet, fetches: fetcher.GuardedFetcher) -> None:
    outlet.replies["/robots.txt"] = (200, {}, b"User-agent: *\nContent-Signal: ai-input=no\n")
    assert "ai-input=no" in (fetches.robots(outlet.url("/a"), now=NOW) or "")
    assert fetches.robots("http://10.0.0.1/", now=NOW) is None
    assert fetches.robots("nonsense", now=NOW) is None


@pytest.mark.parametrize(
    ("status", "headers", "kind"),
    [
        (400, {}, FailureKind.STATUS),
        (401, {}, FailureKind.STATUS),
        (403, {}, FailureKind.STATUS),
        (404, {}, FailureKind.STATUS),
        (410, {}, FailureKind.GONE),
        (429, {}, FailureKind.THROTTLED),
        (500, {}, FailureKind.STATUS),
        (503, {}, FailureKind.STATUS),
        (503, {"Retry-After": "120"}, FailureKind.THROTTLED),
        (300, {}, FailureKind.STATUS),
        (302, {}, FailureKind.STATUS),
    ],
)
def test_a_status_that_is_no_success_is_a_failure_of_its_kind(
    outlet: Outlet, fetches: fetcher.GuardedFetcher, status: int, headers: dict[str, str], kind: FailureKind
) -> None:
    outlet.replies["/a"] = (status, headers, b"<p>sorry</p>")
    found = failure(one(fetches, Visit(url=outlet.url("/a"))))
    assert (found.kind, found.status) == (kind, status)


def test_retry_after_is_read_as_seconds_or_as_a_date(outlet: Outlet, fetches: fetcher.GuardedFetcher) -> None:
    outlet.replies["/a"] = (429, {"Retry-After": "120"}, b"")
    outlet.replies["/b"] = (503, {"Retry-After": "Sat, 14 Mar 2026 13:00:00 GMT"}, b"")
    found = pay(fetches, Visit(url=outlet.url("/a")), Visit(url=outlet.url("/b")))
    assert [failure(each).retry_at for each in found] == [NOW + timedelta(minutes=2), NOW + timedelta(hours=1)]


def test_a_permanent_move_is_told(outlet: Outlet, fetches: fetcher.GuardedFetcher) -> None:
    outlet.replies["/old"] = (301, {"Location": "/new"}, b"")
    found = page(one(fetches, Visit(url=outlet.url("/old"))))
    assert (found.url, found.final_url, found.permanent_url) == (
        outlet.url("/old"),
        outlet.url("/new"),
        outlet.url("/new"),
    )


def test_a_redirect_to_a_page_that_robots_txt_forbids_elsewhere_is_refused(outlet: Outlet, stranger: Outlet) -> None:
    stranger.replies["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /")
    outlet.replies["/a"] = (302, {"Location": stranger.url("/b")}, b"")
    with fetcher.GuardedFetcher(net_http.NetPolicy(allow_hosts=("127.0.0.1",))) as fetches:
        assert failure(one(fetches, Visit(url=outlet.url("/a")))).kind is FailureKind.ROBOTS
    assert stranger.paths == ["/robots.txt"]


def test_a_redirect_to_a_private_host_that_is_not_allowed_is_refused(
    outlet: Outlet, stranger: Outlet, fetches: fetcher.GuardedFetcher
) -> None:
    outlet.replies["/a"] = (302, {"Location": stranger.url("/b")}, b"")
    assert failure(one(fetches, Visit(url=outlet.url("/a")))).kind is FailureKind.ADDRESS
    assert stranger.asked == []


def test_a_stranger_may_not_name_the_operators_private_host(outlet: Outlet, fetches: fetcher.GuardedFetcher) -> None:
    visit = Visit(url=outlet.url("/admin"), referred_by="https://stranger.example/feed")
    assert failure(one(fetches, visit)).kind is FailureKind.ADDRESS
    assert outlet.asked == []
    page(one(fetches, Visit(url=outlet.url("/a"), referred_by=outlet.url("/feed"))))


def test_many_visits_to_several_outlets_all_come_back(outlet: Outlet, stranger: Outlet) -> None:
    policy = net_http.NetPolicy(allow_hosts=("127.0.0.1",), n_at_once=3)
    visits = [Visit(url=each.url(f"/{n}")) for n in range(40) for each in (outlet, stranger)]
    with fetcher.GuardedFetcher(policy) as fetches:
        assert all(isinstance(each, Page) for each in pay(fetches, *visits))


def test_a_dead_host_fails_alone(outlet: Outlet) -> None:
    with Outlet() as dead:
        gone = dead.url("/a")
    with fetcher.GuardedFetcher(net_http.NetPolicy(allow_hosts=("127.0.0.1",))) as fetches:
        found = pay(
            fetches, Visit(url=gone), Visit(url=outlet.url("/a")), Visit(url="nonsense"), Visit(url="http://10.0.0.1/")
        )
    assert [each.kind if isinstance(each, Failure) else each.status for each in found] == [
        FailureKind.NETWORK, 200, FailureKind.ADDRESS, FailureKind.ADDRESS,
    ]  # fmt: skip


def test_an_iterator_that_is_abandoned_leaves_the_fetcher_usable(
    outlet: Outlet, fetches: fetcher.GuardedFetcher
) -> None:
    coming = fetches.fetch([Visit(url=outlet.url(f"/{n}")) for n in range(60)], now=NOW)
    next(iter(coming))
    coming.close()  # type: ignore[attr-defined]  # a generator is what comes back
    page(one(fetches, Visit(url=outlet.url("/again"))))


def test_a_fetcher_can_be_closed_twice_and_opens_again(outlet: Outlet) -> None:
    fetches = fetcher.GuardedFetcher(net_http.NetPolicy(allow_hosts=("127.0.0.1",)))
    fetches.close()
    page(one(fetches, Visit(url=outlet.url("/a"))))
    fetches.close()
    fetches.close()
    page(one(fetches, Visit(url=outlet.url("/a"))))
    fetches.close()


def test_requests_to_one_public_host_keep_their_pace() -> None:
    """The pace is measured by the connector: it sees when each request would have gone out, and nothing is dialled."""
    import asyncio

    import httpcore2

    at_s: list[float] = []

    class Recorder(httpcore2.AsyncNetworkBackend):
        async def connect_tcp(self, *args: object, **kwargs: object) -> httpcore2.AsyncNetworkStream:
            at_s.append(asyncio.get_running_loop().time())
            raise httpcore2.ConnectError("recorded, not dialled")

    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["93.184.215.14"]

    policy = net_http.NetPolicy(pace_per_host_s=0.1)
    with fetcher.GuardedFetcher(policy, resolve=resolve, backend=Recorder()) as fetches:
        rules = robots.Robots(text=None, rules=None, until=NOW + timedelta(days=1))
        fetches.keep_robots("http://news.example", rules)
        list(fetches.fetch([Visit(url=f"http://news.example/{n}") for n in range(4)], now=NOW))
    gaps_s = [later - earlier for earlier, later in pairwise(at_s)]
    assert len(at_s) == 4
    assert min(gaps_s) >= 0.05, "a busy machine may delay one request and so near it to the next, but not this much"
    assert at_s[-1] - at_s[0] >= 0.28
