"""Hostile servers on loopback: whatever they send, the client ends in time with a page or a failure, and keeps to its caps."""

import asyncio
import gzip
import socket
import socketserver
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator

import pytest

from newswright.adapters.net import http
from newswright.records.sources import Failure, FailureKind

DEADLINE_S = 1.0
CAP = 200_000
Behaviour = Callable[[socket.socket, str], None]
BEHAVIOURS: dict[str, Behaviour] = {}


def behaves(path: str) -> Callable[[Behaviour], Behaviour]:
    def note(behaviour: Behaviour) -> Behaviour:
        BEHAVIOURS[path] = behaviour
        return behaviour

    return note


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")


def answer(body: bytes, *lines: str) -> bytes:
    return head(f"Content-Length: {len(body)}", "Connection: close", *lines) + body


class Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        received = b""
        try:
            while b"\r\n\r\n" not in received:
                part = self.request.recv(65536)
                if not part:
                    return
                received += part
            path = received.split(b" ", 2)[1].decode("latin-1")
            server = self.server
            assert isinstance(server, Server)
            server.asked.append(path)
            BEHAVIOURS.get(path.split("?")[0], hello)(self.request, path)
        except OSError:
            return


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []


def until_gone(sock: socket.socket, piece: bytes, every_s: float = 0.01) -> None:
    """Send a piece again and again until the client hangs up."""
    while True:
        sock.sendall(piece)
        threading.Event().wait(every_s)


def hello(sock: socket.socket, path: str) -> None:
    sock.sendall(answer(b"hello"))


def raw(path: str, reply: bytes) -> None:
    BEHAVIOURS[path] = lambda sock, _: sock.sendall(reply)


# Bodies that are larger than they look
BOMB = gzip.compress(bytes(50_000_000), 9)
raw("/gzip-bomb", answer(BOMB, "Content-Encoding: gzip"))
raw("/gzip-bomb-in-gzip", answer(gzip.compress(BOMB), "Content-Encoding: gzip, gzip"))
raw("/deflate-bomb", answer(zlib.compress(bytes(50_000_000), 9), "Content-Encoding: deflate"))
raw("/raw-deflate-bomb", answer(zlib.compress(bytes(50_000_000), 9)[2:-4], "Content-Encoding: deflate"))
raw("/x-gzip-bomb", answer(BOMB, "Content-Encoding: x-gzip"))
raw("/many-members", answer(gzip.compress(b"") * 5000, "Content-Encoding: gzip"))
raw("/brotli", answer(b"\x0b\x02\x80hello\x03", "Content-Encoding: br"))
raw("/zstd", answer(b"\x28\xb5\x2f\xfd", "Content-Encoding: zstd"))
raw("/unknown-encoding", answer(b"hello", "Content-Encoding: rot13"))
raw("/large", answer(b"x" * (CAP + 1)))
raw("/large-by-its-own-account", head("Content-Length: 99999999999999999999"))
raw("/large-without-length", head("Connection: close") + b"x" * (CAP + 100_000))
raw("/large-chunked", head("Transfer-Encoding: chunked") + b"fffff\r\n" + b"x" * 0xFFFFF + b"\r\n0\r\n\r\n")

# Lying lengths and broken framing
raw("/too-short", head("Content-Length: 100", "Connection: close") + b"only this")
raw("/negative-length", head("Content-Length: -5") + b"hello")
raw("/length-in-words", head("Content-Length: five") + b"hello")
raw("/two-lengths", head("Content-Length: 5", "Content-Length: 7") + b"hello, world")
raw("/bad-chunk-size", head("Transfer-Encoding: chunked") + b"zz\r\nhello\r\n0\r\n\r\n")
raw("/negative-chunk", head("Transfer-Encoding: chunked") + b"-1\r\nhello\r\n0\r\n\r\n")
raw("/huge-chunk-size", head("Transfer-Encoding: chunked") + b"ffffffffffffffffffff\r\nhello")
raw("/cut-chunk", head("Transfer-Encoding: chunked") + b"10\r\nhel")
raw("/endless-chunk-extension", head("Transfer-Encoding: chunked") + b"5;" + b"a" * 300_000)
raw("/unknown-transfer", head("Transfer-Encoding: gzip") + b"hello")
raw("/smuggled", head("Content-Length: 5", "Transfer-Encoding: chunked") + b"0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")
raw("/cut-gzip", answer(gzip.compress(b"hello" * 1000)[:30], "Content-Encoding: gzip"))
raw("/false-gzip", answer(b"this is no gzip at all", "Content-Encoding: gzip"))
raw("/false-deflate", answer(b"\xff\xfe\xfd no deflate", "Content-Encoding: deflate"))
raw("/gzip-with-bad-checksum", answer(gzip.compress(b"hello")[:-8] + b"\0" * 8, "Content-Encoding: gzip"))

# Header blocks
raw("/no-http", b"220 mail.example ESMTP ready\r\n")
raw("/binary", bytes(range(256)) * 40)
raw("/nothing", b"")
raw("/http-0.9", b"<html>hello</html>")
raw("/http-3", b"HTTP/3.7 200 OK\r\n\r\nhello")
raw("/status-in-words", b"HTTP/1.1 fine\r\n\r\nhello")
raw("/status-9999", b"HTTP/1.1 9999 OK\r\n\r\nhello")
raw("/huge-header", head(f"X-Long: {'a' * 2_000_000}", "Content-Length: 0"))
raw("/many-headers", head(*(f"X-{n}: 1" for n in range(2000)), "Content-Length: 0"))
raw("/header-without-colon", head("this is no header", "Content-Length: 0"))
raw("/null-in-header", b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n")
raw("/folded-header", b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 5\r\n\r\nhello")
raw("/upgrade", head("Upgrade: websocket", "Connection: Upgrade", status="101 Switching Protocols") + b"x" * 100)


@behaves("/endless-headers")
def _(sock: socket.socket, path: str) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n")
    until_gone(sock, b"X-More: yes\r\n", 0.005)


@behaves("/endless-hints")
def _(sock: socket.socket, path: str) -> None:
    until_gone(sock, b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.002)


@behaves("/silence")
def _(sock: socket.socket, path: str) -> None:
    sock.recv(1)


@behaves("/drip-headers")
def _(sock: socket.socket, path: str) -> None:
    for byte in head("Content-Length: 5") * 100:
        sock.sendall(bytes([byte]))
        threading.Event().wait(0.05)


@behaves("/drip-body")
def _(sock: socket.socket, path: str) -> None:
    sock.sendall(head("Content-Length: 100000"))
    until_gone(sock, b"x", 0.02)


@behaves("/drip-chunks")
def _(sock: socket.socket, path: str) -> None:
    sock.sendall(head("Transfer-Encoding: chunked"))
    until_gone(sock, b"1\r\nx\r\n", 0.02)


@behaves("/endless-body")
def _(sock: socket.socket, path: str) -> None:
    sock.sendall(head("Connection: close"))
    until_gone(sock, b"x" * 10_000, 0.0)


@behaves("/endless-tiny-chunks")
def _(sock: socket.socket, path: str) -> None:
    sock.sendall(head("Transfer-Encoding: chunked"))
    until_gone(sock, b"1\r\nx\r\n" * 5000, 0.0)


@behaves("/endless-gzip")
def _(sock: socket.socket, path: str) -> None:
    sock.sendall(head("Connection: close", "Content-Encoding: gzip"))
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    while True:
        sock.sendall(packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_SYNC_FLUSH))


@behaves("/endless-trailers")
def _(sock: socket.socket, path: str) -> None:
    sock.sendall(head("Transfer-Encoding: chunked") + b"5\r\nhello\r\n0\r\n")
    until_gone(sock, b"X-Trailer: more\r\n" * 50, 0.0)


@behaves("/reset")
def _(sock: socket.socket, path: str) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.sendall(head("Content-Length: 100") + b"half")


# Redirects
raw("/loop", head("Location: /loop", "Content-Length: 0", status="302 Found"))
raw("/to-metadata", head("Location: http://169.254.169.254/latest/", "Content-Length: 0", status="301 Moved"))
raw("/to-loopback-name", head("Location: http://localhost/", "Content-Length: 0", status="302 Found"))
raw("/to-file", head("Location: file:///etc/passwd", "Content-Length: 0", status="302 Found"))
raw("/to-javascript", head("Location: javascript:alert(1)", "Content-Length: 0", status="302 Found"))
raw("/to-user", head("Location: http://a:b@93.184.215.14/", "Content-Length: 0", status="302 Found"))
raw("/to-nowhere", head("Location:", "Content-Length: 5", status="302 Found") + b"hello")
raw("/to-garbage", head("Location: http://[::bad/", "Content-Length: 0", status="302 Found"))
raw("/to-hello", head("Location: /hello", "Content-Length: 0", status="301 Moved"))
raw("/to-to-hello", head("Location: /to-hello", "Content-Length: 0", status="308 Moved"))
raw("/for-now", head("Location: /to-hello", "Content-Length: 0", status="307 For now"))
raw("/redirect-with-bomb", head("Location: /hello", f"Content-Length: {10**9}", status="302 Found") + b"x" * 100_000)


@behaves("/maze")
def _(sock: socket.socket, path: str) -> None:
    n = int(path.partition("?")[2] or 0) + 1
    sock.sendall(head(f"Location: /maze?{n}", "Content-Length: 0", "Connection: close", status="302 Found"))


# What is fine
raw("/gzip", answer(gzip.compress(b"hello"), "Content-Encoding: gzip"))
raw("/two-members", answer(gzip.compress(b"hel") + gzip.compress(b"lo"), "Content-Encoding: gzip"))
raw("/gzip-with-padding", answer(gzip.compress(b"hello") + b"\0\0\0\0", "Content-Encoding: gzip"))
raw("/deflate", answer(zlib.compress(b"hello"), "Content-Encoding: deflate"))
raw("/raw-deflate", answer(zlib.compress(b"hello")[2:-4], "Content-Encoding: deflate"))
raw("/identity", answer(b"hello", "Content-Encoding: identity"))
raw("/chunked", head("Transfer-Encoding: chunked") + b"2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: x\r\n\r\n")
raw("/empty-gzip", answer(b"", "Content-Encoding: gzip"))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def ask(server: Server, path: str, **more: object) -> tuple[http.Answer | Failure, float]:
    port = server.server_address[1]
    policy = http.NetPolicy(allow_hosts=(f"127.0.0.1:{port}",))
    request = http.Request(url=f"http://127.0.0.1:{port}{path}", max_bytes=CAP, deadline_s=DEADLINE_S, **more)  # type: ignore[arg-type]  # test kit

    async def work() -> http.Answer | Failure:
        client = http.Client(policy)
        try:
            return await client.ask(request)
        finally:
            await client.close()

    began_s = time.monotonic()
    return asyncio.run(work()), time.monotonic() - began_s


TOO_LARGE = ["/gzip-bomb", "/deflate-bomb", "/raw-deflate-bomb", "/x-gzip-bomb", "/many-members", "/large", "/large-chunked",
             "/large-by-its-own-account", "/large-without-length", "/many-headers", "/endless-body", "/endless-gzip",
             "/endless-tiny-chunks"]  # fmt: skip
BROKEN = ["/gzip-bomb-in-gzip", "/brotli", "/zstd", "/unknown-encoding", "/too-short", "/negative-length", "/length-in-words",
          "/two-lengths", "/bad-chunk-size", "/negative-chunk", "/cut-chunk", "/endless-chunk-extension", "/unknown-transfer",
          "/cut-gzip", "/false-gzip", "/false-deflate", "/gzip-with-bad-checksum", "/no-http", "/binary", "/nothing", "/http-0.9",
          "/status-in-words", "/status-9999", "/huge-header", "/header-without-colon", "/null-in-header", "/endless-headers",
          "/reset", "/endless-trailers"]  # fmt: skip
SLOW = ["/silence", "/drip-headers", "/drip-body", "/drip-chunks", "/endless-hints"]
REFUSED = {
    "/to-metadata": FailureKind.ADDRESS, "/to-loopback-name": FailureKind.ADDRESS, "/to-user": FailureKind.ADDRESS,
    "/to-file": FailureKind.REDIRECT, "/to-javascript": FailureKind.REDIRECT, "/to-garbage": FailureKind.REDIRECT,
    "/loop": FailureKind.REDIRECT, "/maze": FailureKind.REDIRECT,
}  # fmt: skip
FINE = ["/hello", "/gzip", "/two-members", "/gzip-with-padding", "/deflate", "/raw-deflate", "/identity", "/chunked",
        "/to-hello", "/to-to-hello", "/for-now", "/redirect-with-bomb", "/folded-header"]  # fmt: skip


@pytest.mark.parametrize("path", TOO_LARGE)
def test_what_passes_a_cap_is_cut_off(server: Server, path: str) -> None:
    outcome, took_s = ask(server, path)
    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.TOO_LARGE
    assert took_s < DEADLINE_S + 0.5


@pytest.mark.parametrize("path", BROKEN)
def test_what_is_broken_or_cut_short_is_a_failure_and_never_a_page(server: Server, path: str) -> None:
    outcome, took_s = ask(server, path)
    assert isinstance(outcome, Failure)
    assert outcome.kind in {FailureKind.NETWORK, FailureKind.DEADLINE, FailureKind.TOO_LARGE}
    assert outcome.message
    assert took_s < DEADLINE_S + 0.5


@pytest.mark.parametrize("path", SLOW)
def test_one_deadline_covers_the_whole_visit_however_it_drips(server: Server, path: str) -> None:
    outcome, took_s = ask(server, path)
    assert isinstance(outcome, Failure)
    assert outcome.kind in {FailureKind.DEADLINE, FailureKind.NETWORK}
    assert took_s < DEADLINE_S + 0.5


@pytest.mark.parametrize("path", sorted(REFUSED))
def test_redirects_lead_nowhere_that_is_forbidden(server: Server, path: str) -> None:
    outcome, _ = ask(server, path)
    assert isinstance(outcome, Failure)
    assert outcome.kind is REFUSED[path]


@pytest.mark.parametrize("path", FINE)
def test_what_is_fine_comes_through_whole(server: Server, path: str) -> None:
    outcome, _ = ask(server, path)
    assert isinstance(outcome, http.Answer)
    assert (outcome.status, outcome.body) == (200, b"hello")


@pytest.mark.parametrize("path", ["/huge-chunk-size", "/smuggled", "/upgrade", "/http-3", "/to-nowhere", "/empty-gzip"])
def test_what_may_end_either_way_ends_in_time(server: Server, path: str) -> None:
    outcome, took_s = ask(server, path)
    assert isinstance(outcome, http.Answer | Failure)
    assert took_s < DEADLINE_S + 0.5


def test_a_permanent_move_is_told_from_a_temporary_one(server: Server) -> None:
    moved, _ = ask(server, "/to-to-hello")
    lent, _ = ask(server, "/for-now")
    assert isinstance(moved, http.Answer)
    assert isinstance(lent, http.Answer)
    assert (moved.permanent_url or "").endswith("/hello")
    assert lent.permanent_url is None


def test_at_most_five_hops_are_made(server: Server) -> None:
    server.asked.clear()
    ask(server, "/maze")
    assert len(server.asked) == 6


def test_a_post_does_not_follow_redirects(server: Server) -> None:
    port = server.server_address[1]
    url = f"http://127.0.0.1:{port}/to-hello"
    posted = http.post_json(
        url, {"X-Key": "k"}, {"a": 1}, deadline_s=2, max_bytes=CAP, allow_hosts=(f"127.0.0.1:{port}",)
    )
    assert not isinstance(posted, Failure)
    assert posted[0] == 301


def test_a_post_to_a_private_host_needs_leave(server: Server) -> None:
    url = f"http://127.0.0.1:{server.server_address[1]}/hello"
    posted = http.post_json(url, {}, {}, deadline_s=2, max_bytes=CAP)
    assert isinstance(posted, Failure)
    assert posted.kind is FailureKind.ADDRESS


def test_memory_stays_flat_under_bombs(server: Server) -> None:
    import resource

    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in ("/gzip-bomb", "/deflate-bomb", "/endless-gzip", "/endless-body", "/large-chunked"):
        ask(server, path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kib < 60 * 1024
