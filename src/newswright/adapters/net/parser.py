"""Run pure parsing functions on hostile bytes in worker processes that can be killed: the Parser.

A worker is a plain Python process that reads pickled calls from its standard input and writes pickled results to its standard
output. It has no environment beyond the import path (so no secret), may write no file, and has limits on memory and on CPU
seconds per call; the parent adds a limit on wall time and kills what passes it. Results are unpickled with an allow-list: a
worker that was taken over can hand back records and plain values, nothing else.
"""

import io
import os
import pickle
import queue
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, Self, TypeVar

from newswright.records.sources import Failure, FailureKind

P = ParamSpec("P")
T = TypeVar("T")

LENGTH = struct.Struct(">Q")
MAX_RESULT_BYTES = 64 * 2**20  # eight times the largest body that is fetched
ALLOWED_MODULES = ("newswright.records.", "newswright.stages.", "newswright.text.")
ALLOWED_NAMES = frozenset(
    {
        ("builtins", name)
        for name in ("set", "frozenset", "list", "dict", "tuple", "bytearray", "complex", "range", "slice")
    }
    | {("datetime", name) for name in ("datetime", "date", "time", "timedelta", "timezone")}
    | {("types", "MappingProxyType"), ("copyreg", "_reconstructor"), ("builtins", "object")}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParserPolicy:
    """What one call may cost. The slowest of 200 real feeds and 1,070 pages takes 0.6 s of CPU; a fresh worker adds 1 s."""

    n_workers: int = 2
    cpu_s: int = 10
    wall_s: float = 20.0
    memory_bytes: int = (
        1536 * 2**20
    )  # address space; with every library loaded a worker maps 170 MiB, and 350 MiB with the language model
    n_calls_per_worker: int = 1000  # then it is replaced, so that leaks and fragmentation stay small


class ProcessParser:
    """The Parser of the house. Safe to use from several threads; workers start when they are first needed."""

    def __init__(self, policy: ParserPolicy | None = None) -> None:
        self.policy = policy or ParserPolicy()
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(self.policy.n_workers):
            self._idle.put(None)

    def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T | Failure:
        """Return what the function returns, or a Failure: QUARANTINE where it passed a limit, PARSE where it raised."""
        call = pickle.dumps((function, args, kwargs), protocol=pickle.HIGHEST_PROTOCOL)
        worker = self._idle.get()
        try:
            if worker is None or not worker.is_fit(self.policy):
                if worker is not None:
                    worker.kill()
                worker = _Worker(self.policy)
            outcome = worker.ask(call, wall_s=self.policy.wall_s)
        except BaseException:
            if worker is not None:
                worker.kill()
                worker = None
            raise
        finally:
            self._idle.put(worker if worker is not None and worker.is_alive else None)
        return outcome  # type: ignore[no-any-return]  # what a worker hands back is what the function returned

    def close(self) -> None:
        """End the workers that are idle."""
        for _ in range(self.policy.n_workers):
            worker = self._idle.get()
            if worker is not None:
                worker.kill()
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class InlineParser:
    """A Parser that runs in this process, for tests and for inputs that the operator made himself. No limits."""

    def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T | Failure:
        """Return what the function returns, or a Failure of kind PARSE where it raised."""
        try:
            return function(*args, **kwargs)
        except Exception as error:  # a parser's fault on hostile bytes is an expected failure
            return Failure(kind=FailureKind.PARSE, message=describe(error))


def describe(error: BaseException) -> str:
    """Say in one line what a parser raised."""
    said = " ".join(str(error).split())[:200]
    return f"it cannot be read: {type(error).__name__}{': ' + said if said else ''}"


class _Dead(Exception):  # noqa: N818 - named for what it says
    """The worker ended in the middle of a call."""


class _Worker:
    def __init__(self, policy: ParserPolicy) -> None:
        self._n_calls = 0
        self.is_alive = True
        self._lock = threading.Lock()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            [
                sys.executable,
                "-m",
                "newswright.adapters.net.parser_worker",
                str(policy.memory_bytes),
                str(policy.cpu_s),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry), "LANG": "C.UTF-8", "PATH": ""},
            close_fds=True,
        )
        assert self._process.stdin is not None  # noqa: S101 - a pipe, asked for above
        assert self._process.stdout is not None  # noqa: S101 - likewise
        self._in, self._out = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._in, False)

    def is_fit(self, policy: ParserPolicy) -> bool:
        return self.is_alive and self._n_calls < policy.n_calls_per_worker and self._process.poll() is None

    def ask(self, call: bytes, *, wall_s: float) -> Any:
        self._n_calls += 1
        deadline_s = time.monotonic() + wall_s
        try:
            self._write(LENGTH.pack(len(call)) + call, deadline_s)
            (n_bytes,) = LENGTH.unpack(self._read(LENGTH.size, deadline_s))
            if n_bytes > MAX_RESULT_BYTES:
                raise _Dead(f"it gave back {n_bytes:,} bytes")
            has_result, outcome = _unpickle(self._read(n_bytes, deadline_s))
        except TimeoutError:
            self.kill()
            return Failure(kind=FailureKind.QUARANTINE, message=f"reading it took more than {wall_s:g} s")
        except (_Dead, OSError, pickle.UnpicklingError, EOFError, ValueError, AttributeError, TypeError) as error:
            self.kill()
            message = f"reading it took more time or memory than is allowed ({error})"
            return Failure(kind=FailureKind.QUARANTINE, message=message)
        if has_result:
            return outcome
        kind, message = outcome
        if kind == FailureKind.QUARANTINE:
            self.kill()  # out of memory: what is left of it is not to be trusted
        return Failure(kind=FailureKind(kind), message=str(message))

    def kill(self) -> None:
        with self._lock:
            if not self.is_alive:
                return
            self.is_alive = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _write(self, rest: bytes, deadline_s: float) -> None:
        view = memoryview(rest)
        while view:
            _wait(self._in, select.POLLOUT, deadline_s)
            view = view[os.write(self._in, view[: 2**16]) :]

    def _read(self, n_bytes: int, deadline_s: float) -> bytes:
        parts, n_missing = [], n_bytes
        while n_missing:
            _wait(self._out, select.POLLIN, deadline_s)
            part = os.read(self._out, min(n_missing, 2**20))
            if not part:
                raise _Dead(f"its worker ended with status {self._process.wait()}")
            parts.append(part)
            n_missing -= len(part)
        return b"".join(parts)


def _wait(descriptor: int, event: int, deadline_s: float) -> None:
    """Wait until a pipe can be read or written, or its other end is gone; poll, since select stops at descriptor 1,024."""
    poll = select.poll()
    poll.register(descriptor, event)
    if not poll.poll(max(0.0, deadline_s - time.monotonic()) * 1000):
        raise TimeoutError


class _RecordsOnly(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in ALLOWED_NAMES or module.startswith(ALLOWED_MODULES):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"a worker handed back a {module}.{name}")


def _unpickle(raw: bytes) -> tuple[bool, Any]:
    has_result, outcome = _RecordsOnly(io.BytesIO(raw)).load()
    return bool(has_result), outcome
