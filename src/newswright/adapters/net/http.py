"""Open outgoing connections: the one module of the house that does.

Every connection is made by `_GuardedBackend`: the name is resolved once, every address is judged by `guard`, and the very
address that was judged is dialled, at each hop anew. No proxies, no cookies, no credentials from the environment, no automatic
redirects or decompression. One deadline covers a visit from the name's resolution to the last byte.
"""

import asyncio
import json
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache

import httpcore2

from newswright.adapters.net import guard, inflate
from newswright.errors import AddressRefused
from newswright.records.sources import Failure, FailureKind
from newswright.text import urls

VERSION = "0.1"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class NetPolicy:
    """What one visit may cost. Sizes are bytes after decompression unless they say otherwise."""

    contact: str = ""  # URL or mail address in the User-Agent, so that an outlet can reach the operator
    allow_hosts: tuple[str, ...] = ()  # private hosts that may be visited all the same, with or without a port
    allow_ports: tuple[int, ...] = ()  # besides 80, 443, 8080, 8443
    deadline_s: float = 20.0  # from DNS to the last byte, over all hops; slow honest sites need 5 to 10 s
    connect_timeout_s: float = 6.0  # per address; two addresses fit into the deadline
    max_bytes: int = 8 * 2**20  # the largest of 200 real feeds is 2.4 MiB, of 1,070 pages 1.5 MiB
    max_header_bytes: int = 64 * 2**10  # servers themselves stop at 8 to 64 KiB
    n_headers: int = 200  # servers themselves take 100 (Apache's default) to 2,000 (Node.js's)
    n_hops: int = 5  # RFC 9309 asks for at least five; browsers allow 20
    n_chunks: int = 20_000  # a body that comes in more pieces than this is drip-fed on purpose
    n_at_once: int = 16
    n_private_at_once: int = 8  # to a host of allow_hosts, which no pace protects
    pace_per_host_s: float = 1.0  # between two requests to one host; Crawl-delay may ask for more
    max_pace_s: float = 30.0  # a Crawl-delay beyond this is not waited out within one edition
    max_robots_bytes: int = 500 * 2**10  # RFC 9309, 2.5: at least 500 KiB must be read
    robots_keep_s: float = 86_400.0  # RFC 9309, 2.4: not longer than 24 hours
    robots_retry_s: float = 1800.0  # after a robots.txt that could not be had

    @property
    def user_agent(self) -> str:
        """The name that is sent with each request."""
        contact = "".join(c for c in self.contact if 0x20 < ord(c) < 0x7F and c not in "()")
        return f"Newswright/{VERSION} (+{contact})" if contact else f"Newswright/{VERSION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said at last, whatever its status; header names in lower case, the body decompressed."""

    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    permanent_url: str | None = None
    n_hops: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question to a server. `may_be_private=False`: not even the hosts of `allow_hosts`."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    max_bytes: int
    deadline_s: float
    follows: bool = True
    may_be_private: bool = True


Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
Admit = Callable[[guard.Target], Awaitable[Failure | None]]


class Client:
    """Asks, and follows redirects by hand. Belongs to one event loop; close it there."""

    def __init__(
        self,
        policy: NetPolicy,
        *,
        resolve: Resolver | None = None,
        backend: httpcore2.AsyncNetworkBackend | None = None,
    ) -> None:
        self.policy = policy
        self.gate = guard.gate(allow_hosts=policy.allow_hosts, allow_ports=policy.allow_ports)
        self._dns = _ThreadedResolver()
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=_tls(),
            max_connections=policy.n_at_once * 2 + policy.n_private_at_once,
            max_keepalive_connections=policy.n_at_once,
            keepalive_expiry=15.0,
            network_backend=_GuardedBackend(self.gate, resolve or self._dns, backend or httpcore2.AnyIOBackend()),
        )

    async def close(self) -> None:
        """Close every connection."""
        self._dns.close()
        await self._pool.aclose()

    async def ask(self, request: Request, *, admit: Admit | None = None) -> Answer | Failure:
        """Ask, and follow up to `n_hops` redirects. `admit` is consulted before each hop (robots.txt)."""
        try:
            async with asyncio.timeout(request.deadline_s):
                return await self._follow(request, admit)
        except TimeoutError:
            message = f"no complete answer within {request.deadline_s:g} s"
            return Failure(kind=FailureKind.DEADLINE, message=message, url=request.url)
        except AddressRefused as refused:
            return Failure(kind=FailureKind.ADDRESS, message=str(refused), url=request.url)
        except inflate.TooLarge as error:
            return Failure(kind=FailureKind.TOO_LARGE, message=f"the answer has {error}", url=request.url)
        except inflate.Undecodable as error:
            return Failure(kind=FailureKind.NETWORK, message=f"the answer cannot be decoded: {error}", url=request.url)
        except Exception as error:  # whatever a hostile server provokes below, it is a failure to fetch
            return Failure(kind=FailureKind.NETWORK, message=_explain(error), url=request.url)

    async def _follow(self, request: Request, admit: Admit | None) -> Answer | Failure:
        url, permanent, may_be_private = request.url, True, request.may_be_private
        for n_hops in range(self.policy.n_hops + 1):
            target = self.gate.check(url, may_be_private=may_be_private)
            if isinstance(target, str):
                return Failure(kind=FailureKind.ADDRESS, message=target, url=url)
            if admit and (refusal := await admit(target)):
                return refusal
            answer = await self._exchange(target, request)
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or not location or not request.follows:
                moved = url if n_hops and permanent else None
                return replace(answer, final_url=url, permanent_url=moved, n_hops=n_hops)
            permanent = permanent and answer.status in PERMANENT
            may_be_private = may_be_private and target.is_private_allowed
            url = urls.join(url, location)
            if not url:
                message = f"redirected to what is no web address: {location[:200]!r}"
                return Failure(kind=FailureKind.REDIRECT, message=message, url=request.url, status=answer.status)
        message = f"more than {self.policy.n_hops} redirects"
        return Failure(kind=FailureKind.REDIRECT, message=message, url=request.url)

    async def _exchange(self, target: guard.Target, request: Request) -> Answer:
        headers = {
            "Host": target.authority,
            "User-Agent": self.policy.user_agent,
            "Accept-Encoding": "gzip, deflate",
            **request.headers,
        }
        url = httpcore2.URL(
            scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
        )
        wire = [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]
        timeout = {"connect": self.policy.connect_timeout_s, "pool": None, "read": None, "write": None}
        async with self._pool.stream(
            request.method, url, headers=wire, content=request.content, extensions={"timeout": timeout}
        ) as response:
            return await self._read(response, target, request)

    async def _read(self, response: httpcore2.Response, target: guard.Target, request: Request) -> Answer:
        headers = self._headers(response.headers)
        bare = Answer(final_url=target.url, status=response.status, headers=headers, body=b"")
        if response.status in REDIRECTS and headers.get("location"):
            return bare  # its body is nobody's business
        if (length := headers.get("content-length", "")).isdigit() and int(length[:20]) > request.max_bytes:
            raise inflate.TooLarge(f"{int(length[:20]):,} bytes by its own account")
        inflater = inflate.Inflater(headers.get("content-encoding", ""), max_bytes=request.max_bytes)
        async with _closing(response) as chunks:
            n_chunks = 0
            async for chunk in chunks:
                n_chunks += 1
                if n_chunks > self.policy.n_chunks:
                    raise inflate.TooLarge(f"more than {self.policy.n_chunks:,} pieces")
                inflater.feed(chunk)
        return replace(bare, body=inflater.finish())

    def _headers(self, raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
        if len(raw) > self.policy.n_headers or sum(len(n) + len(v) for n, v in raw) > self.policy.max_header_bytes:
            raise inflate.TooLarge(f"{len(raw)} header lines, over the cap for headers")
        headers: dict[str, str] = {}
        for raw_name, raw_value in raw:
            name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1").strip()
            headers[name] = f"{headers[name]}, {value}" if name in headers and name != "location" else value
        return headers


@asynccontextmanager
async def _closing(response: httpcore2.Response) -> AsyncIterator[AsyncIterator[bytes]]:
    try:
        yield response.aiter_stream()
    finally:
        await response.aclose()


class _GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Resolves, judges, and dials the address that was judged."""

    def __init__(self, gate: guard.Gate, resolve: Resolver, inner: httpcore2.AsyncNetworkBackend) -> None:
        self._gate, self._resolve, self._inner = gate, resolve, inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        addresses = [host] if guard.is_address(host) else list(await self._resolve(host, port))
        if not addresses:
            raise httpcore2.ConnectError(f"{host} has no address")
        if not self._gate.names(host, port) and (reason := guard.refuse_any(host, addresses)):
            raise AddressRefused(reason)
        failure: Exception | None = None
        for address in addresses[:4]:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        assert failure is not None  # noqa: S101 - there was at least one address
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        raise AddressRefused("Unix sockets are not part of the web")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _ThreadedResolver:
    """The system's resolver, in threads of its own, so that one stuck name server does not stop the others."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=32, thread_name_prefix="newswright-dns")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(
                self._threads, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            )
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name {host} cannot be resolved: {error}") from error
        return list(dict.fromkeys(str(place[4][0]) for place in found))

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    context = httpcore2.default_ssl_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _explain(error: Exception) -> str:
    said = " ".join(str(error).split())[:300]
    names = {
        httpcore2.ConnectError: "could not connect",
        httpcore2.ConnectTimeout: "no connection in time",
        httpcore2.RemoteProtocolError: "the server does not speak HTTP rightly",
        httpcore2.ReadError: "the connection broke off",
    }
    what = names.get(type(error), f"the connection failed ({type(error).__name__})")
    return f"{what}: {said}" if said else what


def post_json(
    url: str,
    headers: Mapping[str, str],
    payload: object,
    *,
    deadline_s: float,
    max_bytes: int,
    allow_hosts: Iterable[str] = (),
    allow_ports: Iterable[int] = (),
    policy: NetPolicy | None = None,
) -> tuple[int, Mapping[str, str], bytes] | Failure:
    """Post JSON to a server that the operator named, through the same guard; any status comes back, redirects are not followed.

    Blocks. Not to be called from a running event loop: hand it to a thread there.
    """
    policy = replace(policy or NetPolicy(), allow_hosts=tuple(allow_hosts), allow_ports=tuple(allow_ports))
    request = Request(
        url=url,
        method="POST",
        headers={"Content-Type": "application/json", "Accept": "application/json", **headers},
        content=json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace"),
        max_bytes=max_bytes,
        deadline_s=deadline_s,
        follows=False,
    )
    answer = asyncio.run(_ask_once(policy, request))
    return answer if isinstance(answer, Failure) else (answer.status, answer.headers, answer.body)


async def _ask_once(policy: NetPolicy, request: Request) -> Answer | Failure:
    client = Client(policy)
    try:
        return await client.ask(request)
    finally:
        await client.close()
