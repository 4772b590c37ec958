"""The clock: runs the presses as often as the operator asked, beside the page, until it is told to stop."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

STOP_S = (
    15.0  # how long the worker may take to finish what is in flight before it is killed; nothing is lost either way
)


def loop(run_edition: Callable[[], object], *, every_s: float, report: Callable[[str], None]) -> None:
    """Run editions, one every `every_s` seconds from start to start, until SIGTERM or SIGINT; a failed one is told, and the
    next one is run all the same. The edition in flight is finished first; the same signal again ends at once."""
    stop = threading.Event()

    def end(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, leave)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not stop.is_set():
        began_s = time.monotonic()
        try:
            report(str(run_edition()))
        except Exception as error:
            report(f"the edition failed: {type(error).__name__}: {error}")
        stop.wait(max(0.0, every_s - (time.monotonic() - began_s)))


def leave(_number: int, _frame: FrameType | None) -> None:
    """Answer a signal by leaving in good order, so that what was begun around here is ended too."""
    raise SystemExit(0)


@contextmanager
def leaving() -> Iterator[None]:
    """Let SIGTERM and SIGINT end what is done here in good order, with status 0: they are how a server is meant to end."""
    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, answer in before.items():
            signal.signal(number, answer)


@contextmanager
def beside(*, config_path: Path | None) -> Iterator[None]:
    """Run the worker as a process of its own while the page is served, so that neither holds up the other."""
    command = [sys.executable, "-m", "newswright", "worker", *(["--config", str(config_path)] if config_path else [])]
    process = subprocess.Popen(command)  # noqa: S603 - our own interpreter and our own module
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
