"""Pay visits: the Fetcher, several sites at a time, one request at a time and at a pace to each site."""

import asyncio
import queue
import threading
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import Future
from datetime import datetime
from typing import Any, Self, TypeVar

import httpcore2

from newswright.adapters.net import guard, http, robots
from newswright.adapters.net.robots import Robots
from newswright.records.sources import Failure, FailureKind, Page, Visit
from newswright.stages import fetch
from newswright.text import urls

T = TypeVar("T")
Outcome = Page | Failure
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "text/html;q=0.9, application/xhtml+xml;q=0.9, application/xml;q=0.8, */*;q=0.5"
)


class GuardedFetcher:
    """The Fetcher of the house. Its event loop runs in a thread of its own, from the first visit until `close`."""

    def __init__(
        self,
        policy: http.NetPolicy | None = None,
        *,
        resolve: http.Resolver | None = None,
        backend: httpcore2.AsyncNetworkBackend | None = None,
    ) -> None:
        self.policy = policy or http.NetPolicy()
        self._resolve, self._backend = resolve, backend
        self._lock = threading.Lock()
        self._site: _Site | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def fetch(self, visits: Iterable[Visit], *, now: datetime) -> Iterator[tuple[Visit, Outcome]]:
        """Pay visits and yield each as it comes back. Closing the iterator abandons what is still under way."""
        listed = list(visits)
        done: queue.SimpleQueue[tuple[Visit, Outcome] | None] = queue.SimpleQueue()
        loop, desk = self._start()
        slots = asyncio.Semaphore(self.policy.n_at_once + 4)  # bounds the pages that wait to be taken
        work = self._submit(desk.pay(listed, done, slots, now=now))
        try:
            while (pair := done.get()) is not None:
                if isinstance(pair[1], Page):
                    loop.call_soon_threadsafe(slots.release)
                yield pair
        finally:
            work.cancel()

    def robots(self, url: str, *, now: datetime) -> str | None:
        """Return the text of the robots.txt that governs `url`, or None where there is none or it cannot be had."""
        _, desk = self._start()
        return self._submit(desk.robots_text(url, now=now)).result()

    def keep_robots(self, origin: str, rules: Robots) -> None:
        """Take what a site's robots.txt says from elsewhere (a file, a test) instead of asking for it."""
        _, desk = self._start()
        self._submit(desk.keep(origin, rules)).result()

    def close(self) -> None:
        """Close the connections and end the thread."""
        with self._lock:
            loop, desk, self._loop, self._site = self._loop, self._site, None, None
        if loop is not None and desk is not None:
            asyncio.run_coroutine_threadsafe(desk.client.close(), loop).result(timeout=10)
            loop.call_soon_threadsafe(loop.stop)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> tuple[asyncio.AbstractEventLoop, "_Site"]:
        with self._lock:
            if self._loop is None or self._site is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=_spin, args=(self._loop,), name="newswright-net", daemon=True).start()
                made = asyncio.run_coroutine_threadsafe(self._open(), self._loop)
                self._site = made.result(timeout=30)
            return self._loop, self._site

    async def _open(self) -> "_Site":
        return _Site(http.Client(self.policy, resolve=self._resolve, backend=self._backend), self.policy)

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        loop, _ = self._start()
        return asyncio.run_coroutine_threadsafe(work, loop)


def _spin(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()


class _Site:
    """What lives on the event loop: the client, what robots.txt said, and when each host was last asked."""

    def __init__(self, client: http.Client, policy: http.NetPolicy) -> None:
        self.client, self.policy = client, policy
        self._robots: dict[str, asyncio.Task[robots.Robots]] = {}
        self._next_at_s: dict[str, float] = {}
        self._at_once = asyncio.Semaphore(policy.n_at_once)
        self._robots_at_once = asyncio.Semaphore(policy.n_at_once)

    async def pay(
        self,
        visits: list[Visit],
        done: "queue.SimpleQueue[tuple[Visit, Outcome] | None]",
        slots: asyncio.Semaphore,
        *,
        now: datetime,
    ) -> None:
        """Pay all visits: one line of visits per host, several lines at once."""
        try:
            async with asyncio.TaskGroup() as group:
                for line in self._lines(visits):
                    group.create_task(self._walk(line, done, slots, now))
        finally:
            done.put(None)

    def _lines(self, visits: list[Visit]) -> list[list[Visit]]:
        by_host: dict[str, list[Visit]] = {}
        for visit in visits:
            by_host.setdefault(urls.host(visit.url), []).append(visit)
        lines = []
        for line in by_host.values():
            n_lines = self.policy.n_private_at_once if self._is_private(line[0].url) else 1
            lines += [line[n::n_lines] for n in range(min(n_lines, len(line)))]
        return lines

    def _is_private(self, url: str) -> bool:
        target = self.client.gate.check(url)
        return not isinstance(target, str) and target.is_private_allowed

    async def _walk(
        self,
        line: list[Visit],
        done: "queue.SimpleQueue[tuple[Visit, Outcome] | None]",
        slots: asyncio.Semaphore,
        now: datetime,
    ) -> None:
        for visit in line:
            try:
                outcome = await self._visit(visit, slots, now)
            except Exception as error:  # a fault of ours in one visit must not end the others
                message = f"the visit failed in an unforeseen way: {type(error).__name__}: {error}"
                outcome = Failure(kind=FailureKind.NETWORK, message=message, url=visit.url)
            done.put((visit, outcome))

    async def _visit(self, visit: Visit, slots: asyncio.Semaphore, now: datetime) -> Outcome:
        may_be_private = not visit.referred_by or self._is_private(visit.referred_by)
        target = self.client.gate.check(visit.url, may_be_private=may_be_private)
        if isinstance(target, str):
            return Failure(kind=FailureKind.ADDRESS, message=target, url=visit.url)
        rules = await self._rules(target, now)
        if refusal := rules.refusal(visit.url):
            return refusal
        await self._wait(target, rules)
        request = http.Request(
            url=visit.url,
            headers=_headers(visit),
            max_bytes=self.policy.max_bytes,
            deadline_s=self.policy.deadline_s,
            may_be_private=may_be_private,
        )

        async def admit(hop: guard.Target) -> Failure | None:
            return None if hop.origin == target.origin else (await self._rules(hop, now)).refusal(hop.url)

        await slots.acquire()
        async with self._at_once:
            answer = await self.client.ask(request, admit=admit)
        outcome = answer if isinstance(answer, Failure) else _page(visit, answer, now)
        if isinstance(outcome, Failure):
            slots.release()  # only a page keeps its slot, until it is taken
        return outcome

    async def _wait(self, target: guard.Target, rules: robots.Robots) -> None:
        """Keep the pace: at least so long between two requests to one host. Private hosts set their own."""
        delay_s = min(rules.delay_s, self.policy.max_pace_s)
        if not target.is_private_allowed:
            delay_s = max(delay_s, self.policy.pace_per_host_s)
        clock = asyncio.get_running_loop().time
        next_at_s = max(self._next_at_s.get(target.host, 0.0), clock())
        self._next_at_s[target.host] = next_at_s + delay_s
        await asyncio.sleep(next_at_s - clock())

    async def robots_text(self, url: str, *, now: datetime) -> str | None:
        target = self.client.gate.check(url)
        return None if isinstance(target, str) else (await self._rules(target, now)).text

    async def keep(self, origin: str, rules: robots.Robots) -> None:
        async def known() -> robots.Robots:
            return rules

        self._robots[origin] = asyncio.get_running_loop().create_task(known())

    async def _rules(self, target: guard.Target, now: datetime) -> robots.Robots:
        kept = self._robots.get(target.origin)
        if kept is not None and not kept.cancelled() and not (kept.done() and _is_stale(kept, now)):
            return await asyncio.shield(kept)
        task = asyncio.get_running_loop().create_task(self._ask_robots(target, now))
        self._robots[target.origin] = task
        return await asyncio.shield(task)

    async def _ask_robots(self, target: guard.Target, now: datetime) -> robots.Robots:
        request = http.Request(
            url=f"{target.origin}/robots.txt",
            headers={"Accept": "text/plain, */*;q=0.5"},
            max_bytes=4 * self.policy.max_robots_bytes,
            deadline_s=self.policy.deadline_s,
            may_be_private=target.is_private_allowed,
        )
        async with self._robots_at_once:  # apart from the visits', since a redirect asks for robots.txt in mid-visit
            answer = await self.client.ask(request)
        return robots.read(answer, now=now, policy=self.policy)


def _is_stale(kept: "asyncio.Task[robots.Robots]", now: datetime) -> bool:
    return kept.exception() is not None or kept.result().until <= now


def _headers(visit: Visit) -> dict[str, str]:
    """Send back the validators byte for byte, and what the visit asks for; nothing that could break the header block."""
    said = {"Accept": ACCEPT, **visit.headers}
    if visit.etag:
        said["If-None-Match"] = visit.etag
    if visit.last_modified:
        said["If-Modified-Since"] = visit.last_modified
    return {name: value for name, value in said.items() if _is_sendable(value)}


def _is_sendable(value: str) -> bool:
    return len(value) <= 4096 and all(
        char == "\t" or (0x20 <= ord(char) <= 0xFF and ord(char) != 0x7F) for char in value
    )


def _page(visit: Visit, answer: http.Answer, now: datetime) -> Outcome:
    status = answer.status
    if status == 304 or 200 <= status < 300:
        return Page(
            url=visit.url,
            final_url=answer.final_url,
            status=status,
            headers=answer.headers,
            body=b"" if status == 304 else answer.body,
            fetched_at=now,
            permanent_url=answer.permanent_url,
        )
    retry_at = fetch.retry_after(answer.headers.get("retry-after"), now)
    if status == 410:
        kind, message = FailureKind.GONE, "the server says that it is gone for good (410)"
    elif status == 429 or (status == 503 and retry_at):
        kind, message = FailureKind.THROTTLED, f"the server asks to be left alone for a while ({status})"
    else:
        kind, message = FailureKind.STATUS, f"the server answered with status {status}"
    return Failure(kind=kind, message=message, url=visit.url, status=status, retry_at=retry_at)
