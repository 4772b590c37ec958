"""The inside of a parser's worker process: read a call, make it, write its result; until the input ends."""

import io
import os
import pickle
import resource
import sys
import tempfile

from newswright.adapters.net.parser import LENGTH, describe
from newswright.records.sources import FailureKind


def main(memory_bytes: int, cpu_s: int) -> None:
    """Serve calls from standard input; what a library prints goes nowhere."""
    calls = os.fdopen(os.dup(0), "rb")
    results = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    _confine(memory_bytes)
    while header := calls.read(LENGTH.size):
        (n_bytes,) = LENGTH.unpack(header)
        raw = calls.read(n_bytes)
        _grant(cpu_s)
        reply = _answer(raw)
        results.write(LENGTH.pack(len(reply)))
        results.write(reply)
        results.flush()


def _confine(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tempfile.TemporaryFile = _in_memory  # type: ignore[assignment]  # no file may be written: py3langid unpacks its model in one
    sys.setrecursionlimit(2000)


def _in_memory(*_: object, **__: object) -> io.BytesIO:
    return io.BytesIO()


def _grant(cpu_s: int) -> None:
    """Let this call use so many CPU seconds more than were used so far; past them the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + cpu_s + 1, hard))


def _answer(raw: bytes) -> bytes:
    try:
        function, args, kwargs = pickle.loads(raw)  # noqa: S301 - from our own parent, over a pipe
        return _pack((True, function(*args, **kwargs)))
    except MemoryError:
        return _pack((False, (FailureKind.QUARANTINE.value, "reading it took more memory than is allowed")))
    except Exception as error:  # whatever a parser raises on hostile bytes, the caller gets it as a value
        return _pack((False, (FailureKind.PARSE.value, describe(error))))


def _pack(reply: object) -> bytes:
    packed = io.BytesIO()
    pickle.Pickler(packed, protocol=pickle.HIGHEST_PROTOCOL).dump(reply)
    return packed.getvalue()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
