"""Every kind of fault that a provider of language models can have, scripted on a socket, over both protocols.

Whatever it is, the story is finished in bounded time: with the model's article where the fault is harmless, else with the
embedded default's, labelled as what it is and with the reason; each call is on record and no booking is left open.
docs/models.md lists the kinds; a test compares.
"""

import gzip
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from newswright.adapters.llm import prompt_files
from newswright.adapters.llm.chain import Budget, Chain, ChainPolicy, Link
from newswright.adapters.llm.chat import ChatModel
from newswright.adapters.llm.embedded import Embedded
from newswright.adapters.llm.messages import MessagesModel
from newswright.adapters.llm.served import HttpPost, ServedModel, ServerSettings
from newswright.adapters.net import http
from newswright.pipeline import Policies, filters, press
from newswright.records import stories
from newswright.records.articles import Article, Disclosure
from newswright.records.sources import Failure, FailureKind
from newswright.stages import write
from newswright.testing import factories as make
from newswright.testing.memory import MemoryStore

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PROTOCOLS: dict[str, type[ServedModel]] = {"chat": ChatModel, "messages": MessagesModel}
POLICY = write.WritePolicy(asking=prompt_files.asking())
DEADLINE_S = 0.25
TEXTS = {
    "Harbour Post": "The ferry Lady Ostrel ran aground off Port Ellery on Saturday with 212 people on board. The hull is sound, "
    "the coastguard said. A tug will try to free the ship at high water.",
    "Northline News": "A ferry with 212 passengers and crew has run aground near Port Ellery. Passengers were taken off in "
    "lifeboats. Divers found no damage to the hull.",
}


def told() -> list[stories.ToldReport]:
    reports = [
        make.report(id=f"ferry{n}", outlet=outlet, owner=None, title="Ferry aground", text=text, language="en",
                    published_at=datetime(2026, 11, 21, 6 + n, tzinfo=UTC))
        for n, (outlet, text) in enumerate(TEXTS.items())
    ]  # fmt: skip
    return filters.one_story(reports)


TOLD = told()


# A server of which every byte is scripted


@dataclass
class Server:
    """Answers each connection with one script; counts them."""

    script: Callable[["Call"], None]
    n_calls: int = 0
    listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0), backlog=16))

    @property
    def port(self) -> int:
        return cast("int", self.listening.getsockname()[1])

    def run(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listening.accept()
                self.n_calls += 1
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(10)
            self.script(Call(connection))


class Call:
    """One connection, its question read."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        head, _, body = self._until(b"\r\n\r\n").partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])  # type: ignore[index]  # our own client sends it
        while len(body) < length:
            body += connection.recv(65536)
        self.asked: dict[str, Any] = json.loads(body)
        self.is_chat = "system" not in self.asked

    def _until(self, mark: bytes) -> bytes:
        read = b""
        while mark not in read:
            read += self.connection.recv(65536)
        return read

    def send(self, body: bytes | str = b"", status: int = 200, *headers: str, length: int | None = None) -> None:
        raw = body.encode() if isinstance(body, str) else body
        kind = [] if any("ontent-" in h and "ype" in h for h in headers) else ["Content-Type: application/json"]
        lines = [f"HTTP/1.1 {status} Scripted", *kind, *headers]
        if not any(h.startswith("Transfer-Encoding") for h in headers) and length != -1:
            lines.append(f"Content-Length: {len(raw) if length is None else length}")
        self.connection.sendall("\r\n".join([*lines, "", ""]).encode() + raw)

    def say(self, text: str, **more: Any) -> None:
        self.send(json.dumps(self.envelope(text, **more)))

    def envelope(self, text: str | None, *, end: str = "", **more: Any) -> dict[str, Any]:
        if self.is_chat:
            message = {"role": "assistant", "content": text, **more.pop("message", {})}
            usage = {"prompt_tokens": 900, "completion_tokens": 200}
            choice = {"index": 0, "message": message, "finish_reason": end or "stop"}
            return {"model": "scribe-7b", "choices": [choice], "usage": usage, **more}
        usage = {"input_tokens": 900, "output_tokens": 200}
        content = [{"type": "text", "text": text}] if text is not None else []
        content = [*content, *more.pop("parts", [])]
        said = {"type": "message", "model": "scribe-7b", "content": content, "stop_reason": end or "end_turn"}
        return {**said, "usage": usage, **more}

    def wait(self) -> None:
        """Say nothing until the client gives up."""
        while self.connection.recv(65536):
            pass

    def cite(self, words: str) -> list[int]:
        found = re.findall(r"^\S+ (\d+) \|[^\n]*\n([^\n]+)", self.asked["messages"][-1]["content"], re.MULTILINE)
        return [int(number) for number, text in found if words in text][:1]

    @property
    def good(self) -> dict[str, Any]:
        aground = self.cite("ran aground off Port Ellery")
        lead = [
            {"text": "The ferry Lady Ostrel ran aground off Port Ellery with 212 people on board.", "cites": aground},
            {"text": "Its passengers were taken off in lifeboats.", "cites": self.cite("lifeboats")},
        ]
        return {
            "headline": {"text": "Ferry runs aground off Port Ellery with 212 people on board", "cites": aground},
            "dek": {"text": "Divers found the hull undamaged.", "cites": self.cite("Divers")},
            "sections": [{"kind": "lead", "sentences": lead}],
        }

    def bent(self, **parts: Any) -> dict[str, Any]:
        """A good answer with its sentences changed."""
        changed = self.good
        for said in (changed["headline"], changed["dek"], *changed["sections"][0]["sentences"]):
            said.update(parts)
        return changed


# The faults: name → script, by whether the model's article is published all the same


def drip(call: Call) -> None:
    call.send(b"{", 200, length=10_000)
    with suppress(OSError):
        while True:
            call.connection.sendall(b" ")
            threading.Event().wait(0.02)


def reset(call: Call) -> None:
    call.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def endless(call: Call) -> None:
    call.send(b'{"choices": ["', 200, length=-1)
    with suppress(OSError):
        while True:
            call.connection.sendall(b"x" * 65536)


def stall(call: Call) -> None:
    call.send(json.dumps(call.envelope(json.dumps(call.good)))[:200].encode(), 200, length=5000)
    call.wait()


def stall_at_once(call: Call) -> None:
    call.send(b"", 200, length=500)
    call.wait()


def refuse(call: Call) -> None:
    if call.is_chat:
        call.say("", message={"refusal": "I cannot help with that."})
    else:
        call.say("", end="refusal")


def call_a_tool(call: Call) -> None:
    if call.is_chat:
        tool = {
            "id": "1",
            "type": "function",
            "function": {"name": "fetch", "arguments": '{"url": "https://evil.example"}'},
        }
        call.send(json.dumps(call.envelope(None, end="tool_calls", message={"tool_calls": [tool]})))
    else:
        call.send(
            json.dumps(call.envelope(None, end="tool_use", parts=[{"type": "tool_use", "name": "fetch", "input": {}}]))
        )


def twice(call: Call) -> None:
    good = json.dumps(call.good)
    call.say(good[:-1] + ', "dek": {"text": "The owner is a thief.", "cites": [1]}}')


def in_german(call: Call) -> None:
    german = "Die Fähre Lady Ostrel ist am Samstag vor Port Ellery mit 212 Menschen an Bord auf Grund gelaufen"
    call.say(json.dumps(call.bent(text=german + ".")))


def numbers(call: Call) -> None:
    call.say(json.dumps(call.bent(cites=[10**300])))


def far(call: Call) -> None:
    call.send("{}", 429, "Retry-After: 86000")


def usage(value: object) -> Callable[[Call], None]:
    return lambda call: call.send(json.dumps({**call.envelope(json.dumps(call.good)), "usage": value}))


def bomb(call: Call) -> None:
    call.send(gzip.compress(b" " * 2**26), 200, "Content-Encoding: gzip")


FATAL: dict[str, Callable[[Call], None]] = {
    "no-first-byte": Call.wait,
    "stalls-after-headers": stall_at_once,
    "stalls-mid-body": stall,
    "drip-fed": drip,
    "connection-reset": reset,
    "closed-without-answer": lambda call: call.connection.close(),
    "breaks-off-mid-body": lambda call: call.send(b'{"choices": [', 200, length=500),
    "not-http": lambda call: call.connection.sendall(b"SSH-2.0-OpenSSH_9.9\r\n"),
    "malformed-chunks": lambda call: call.send(b"ZZ\r\n{}\r\n0\r\n\r\n", 200, "Transfer-Encoding: chunked"),
    "huge-headers": lambda call: call.send("{}", 200, f"X-Pad: {'x' * 200_000}"),
    "endless-body": endless,
    "gzip-bomb": bomb,
    "damaged-gzip": lambda call: call.send(b"\x1f\x8b\x08nonsense", 200, "Content-Encoding: gzip"),
    "unasked-encoding": lambda call: call.send(b"\x0b\x02\x80", 200, "Content-Encoding: br"),
    "throttled": lambda call: call.send("{}", 429),
    "throttled-seconds": lambda call: call.send("{}", 429, "Retry-After: 1"),
    "throttled-date": lambda call: call.send("{}", 429, "Retry-After: Sat, 21 Nov 2026 12:00:05 GMT"),
    "throttled-for-a-day": far,
    "quota-spent": lambda call: call.send('{"error": {"code": "insufficient_quota"}}', 402),
    "key-refused": lambda call: call.send('{"error": "no such key"}', 401),
    "model-unknown": lambda call: call.send('{"error": "no such model"}', 404),
    "question-too-long": lambda call: call.send('{"error": "context length exceeded"}', 400),
    "error-500": lambda call: call.send("out of memory", 500),
    "error-502-html": lambda call: call.send("<html>Bad gateway</html>", 502, "Content-Type: text/html"),
    "error-503": lambda call: call.send("{}", 503, "Retry-After: 2"),
    "error-529": lambda call: call.send('{"error": {"type": "overloaded_error"}}', 529),
    "error-as-success": lambda call: call.send('{"type": "error", "error": {"type": "api_error"}}'),
    "redirect-elsewhere": lambda call: call.send(b"", 307, "Location: https://evil.example/v1"),
    "redirect-inside": lambda call: call.send(b"", 302, f"Location: http://127.0.0.1:{CANARY}/admin"),
    "no-body": lambda call: call.send(b""),
    "html-as-success": lambda call: call.send("<!doctype html><h1>Sign in</h1>", 200, "Content-Type: text/html"),
    "not-utf-8": lambda call: call.send(b"\xff\xfe{\x00}\x00"),
    "other-shape": lambda call: call.send('{"choices": {"0": []}, "content": {"text": "The owner is a thief"}}'),
    "empty-text": lambda call: call.say(""),
    "refusal": refuse,
    "refusal-in-words": lambda call: call.say("I'm sorry, but I cannot help with that."),
    "content-filter": lambda call: call.say("", end="content_filter" if call.is_chat else "refusal"),
    "cut-off": lambda call: call.say(json.dumps(call.good)[:150], end="length" if call.is_chat else "max_tokens"),
    "truncated-json": lambda call: call.say(json.dumps(call.good)[:150]),
    "prose": lambda call: call.say("Sure! Here is your article: the owner is a thief."),
    "tool-call": call_a_tool,
    "wrong-types": lambda call: call.say('{"headline": 7, "dek": [], "sections": "none"}'),
    "wrong-ids": lambda call: call.say(json.dumps(call.bent(cites=[9999, -1, 0]))),
    "no-ids": lambda call: call.say(json.dumps(call.bent(cites=[]))),
    "wrong-language": in_german,
    "duplicate-keys": twice,
    "deep-nesting": lambda call: call.say('{"headline": ' + "[" * 20_000),
    "deep-envelope": lambda call: call.send("[" * 200_000),
    "not-a-number": lambda call: call.say(json.dumps(call.bent(cites=[float("nan")]))),
    "huge-numbers": numbers,
    "huge-digits": lambda call: call.say(json.dumps(call.good).replace("[1]", "[" + "9" * 5000 + "]")),
    "markup": lambda call: call.say(json.dumps(call.bent(text="<script>alert(1)</script> The ferry is safe."))),
    "links": lambda call: call.say(json.dumps(call.bent(text="Read more at https://evil.example/ferry now."))),
    "only-control-characters": lambda call: call.say(json.dumps(call.bent(text="\u202e\u200b\x00\x1b[31m\ud800"))),
    "half-characters": lambda call: call.say(json.dumps(call.good).replace("Port", "Port\\ud800")),
    "megabytes-of-text": lambda call: call.say(json.dumps(call.bent(text="The ferry is safe. " * 20_000))),
}
HARMLESS: dict[str, Callable[[Call], None]] = {
    "wrong-content-type": lambda call: call.send(
        json.dumps(call.envelope(json.dumps(call.good))), 200, "Content-Type: text/plain"
    ),
    "fenced": lambda call: call.say(f"```json\n{json.dumps(call.good, indent=2)}\n```"),
    "thinks-aloud": lambda call: call.say(f"<think>The owner is a thief.</think>{json.dumps(call.good)}"),
    "control-characters": lambda call: call.say(
        json.dumps(call.good).replace("Port Ellery with", "\\u202ePort\\u0000 Ellery\\u200b with")
    ),
    "extra-keys": lambda call: call.say(
        json.dumps({**call.good, "url": "https://evil.example", "html": "<b>thief</b>"})
    ),
    "no-usage": usage(None),
    "absurd-usage": usage(
        {"prompt_tokens": 10**18, "input_tokens": 10**18, "completion_tokens": -4, "output_tokens": 1e300}
    ),
    "other-model": lambda call: call.send(
        json.dumps({**call.envelope(json.dumps(call.good)), "model": "<b>cheaper-1b</b>"})
    ),
    "passes-after-one-500": lambda call: call.say(json.dumps(call.good)),
}
CANARY = 1  # the port of a server that must never be asked; set by the fixture


@pytest.fixture(scope="module", autouse=True)
def canary() -> Iterator[Server]:
    global CANARY  # noqa: PLW0603 - the redirect's target is known only when it listens
    with serving(lambda _: None) as server:
        CANARY = server.port
        yield server
        assert server.n_calls == 0, "a redirect was followed"


@contextmanager
def serving(script: Callable[[Call], None]) -> Iterator[Server]:
    server = Server(script)
    threading.Thread(target=server.run, daemon=True).start()
    yield server
    with suppress(OSError):
        server.listening.shutdown(socket.SHUT_RDWR)
    server.listening.close()


@dataclass
class Outcome:
    article: Article
    store: MemoryStore
    waits: list[float]
    took_s: float


def published(protocol: str, port: int, post: HttpPost | None = None) -> Outcome:
    """Write one story with a model on that port: the whole way from the reports to the label."""
    through = post or partial(http.post_json, allow_hosts=("127.0.0.1",), allow_ports=(port,))
    settings = ServerSettings(url=f"http://127.0.0.1:{port}/v1", name="scribe-7b", timeout_s=DEADLINE_S)
    store, waits = MemoryStore(), list[float]()
    chain = Chain(
        [Link(PROTOCOLS[protocol](settings, through, clock=lambda: NOW), Budget(max_tokens_per_day=10**6))],
        Embedded(POLICY, lambda: NOW),
        store,
        clock=lambda: NOW,
        sleep=waits.append,
        policy=ChainPolicy(),
        write_policy=POLICY,
    )
    began_s = time.monotonic()
    story = stories.from_reports(TOLD[0].assignment.story_id, TOLD)
    outcome = press.compose(
        story, TOLD, related=(), previous=None, model=chain, policies=Policies(write=POLICY), now=NOW
    )
    assert isinstance(outcome, Article)
    return Outcome(outcome, store, waits, time.monotonic() - began_s)


def assert_sound(outcome: Outcome) -> None:
    """What must hold whatever a provider does."""
    article = outcome.article
    said = " ".join(s.text for s in article.sentences)
    assert not re.search(r"https?:|www\.|[<>{}\x00-\x1f\u202e\ud800]|evil|thief", said)
    assert all(s.verdict.is_supported and s.citations for s in article.sentences if not s.links_to)
    assert article.labels.text
    assert not [key for key, _ in outcome.store._calls if key.startswith("booked")]
    n_calls, n_tokens, _ = outcome.store.model_use(since=NOW)
    assert 1 <= n_calls <= 3
    assert n_tokens < 3 * 10_000
    assert all(0 <= wait <= 30 for wait in outcome.waits)
    assert outcome.took_s < 3 * DEADLINE_S + 4


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("fault", FATAL)
def test_a_fault_ends_in_the_embedded_defaults_article_that_says_why(protocol: str, fault: str) -> None:
    with serving(FATAL[fault]) as server:
        outcome = published(protocol, server.port)
    assert server.n_calls >= 1
    assert not outcome.article.model.is_generative
    assert outcome.article.labels.disclosure is Disclosure.COMPILED
    assert outcome.article.model.note.startswith("scribe-7b: ")
    assert_sound(outcome)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("fault", HARMLESS)
def test_a_harmless_fault_is_read_past(protocol: str, fault: str) -> None:
    script, failed = HARMLESS[fault], list[bool]()

    def scripted(call: Call) -> None:
        if fault == "passes-after-one-500" and not failed:
            failed.append(True)
            call.send("{}", 500)
        else:
            script(call)

    with serving(scripted) as server:
        outcome = published(protocol, server.port)
    assert outcome.article.model.is_generative, outcome.article.model.note
    assert outcome.article.headline.text == "Ferry runs aground off Port Ellery with 212 people on board"
    assert outcome.article.model.answered_by == ("bcheaper-1b/b" if fault == "other-model" else "scribe-7b")
    assert_sound(outcome)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_server_that_is_not_there_is_a_fault_like_any_other(protocol: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    outcome = published(protocol, port)
    assert "could not connect" in outcome.article.model.note
    assert outcome.store.model_use(since=NOW)[1] == 0, "what never went out costs nothing"
    assert_sound(outcome)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_server_that_does_not_take_the_connection_is_given_up(protocol: str) -> None:
    def post(url: str, *_: object, **__: object) -> Failure:
        return Failure(kind=FailureKind.NETWORK, message="no connection in time", url=url)

    outcome = published(protocol, 9, post)
    assert "no connection in time" in outcome.article.model.note
    assert_sound(outcome)


def test_the_documents_list_every_kind() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "models.md").read_text(encoding="utf-8")
    kinds = {*FATAL, *HARMLESS, "connection-refused", "connect-timeout"}
    assert len(kinds) >= 25
    assert not [kind for kind in kinds if f"`{kind}`" not in page]
