"""The Parser: pure functions on hostile bytes, in workers that are killed and replaced."""

import os
import threading
import time
from collections.abc import Iterator

import pytest

from newswright.adapters.net import parser
from newswright.records.sources import Failure, FailureKind
from newswright.testing import factories
from newswright.text import language, markup


def spin() -> None:
    while True:
        pass


def wait_for_ever() -> None:
    threading.Event().wait()


def hoard() -> int:
    return len([bytearray(2**24) for _ in range(10_000)])


def fail(message: str) -> None:
    raise ValueError(message)


def recurse(n: int = 0) -> int:
    return recurse(n + 1) + 1


def leave() -> None:
    os._exit(3)


def chatter() -> str:
    print("noise on standard output")  # noqa: T201 - that is the point
    os.write(1, b"more noise, past Python")
    return "result"


def look_around() -> tuple[list[str], str]:
    return sorted(os.environ), str(os.getpid())


def write_a_file(path: str) -> int:
    with open(path, "w", encoding="utf-8") as opened:  # noqa: PTH123 - as a library would
        opened.write("x" * 100)
    return os.path.getsize(path)  # noqa: PTH202 - as a library would


class Hostile:
    def __reduce__(self) -> tuple[object, ...]:
        return (os.system, ("true",))


def hand_back_a_call() -> object:
    return Hostile()


def hand_back_much() -> bytes:
    return bytes(parser.MAX_RESULT_BYTES + 1)


def double(n: int, *, plus: int = 0) -> int:
    return 2 * n + plus


@pytest.fixture(scope="module")
def workers() -> Iterator[parser.ProcessParser]:
    with parser.ProcessParser(
        parser.ParserPolicy(n_workers=1, cpu_s=1, wall_s=3.0, memory_bytes=512 * 2**20)
    ) as workers:
        yield workers


def kind(outcome: object) -> FailureKind:
    assert isinstance(outcome, Failure), outcome
    assert outcome.message
    return outcome.kind


@pytest.mark.parametrize("make", [parser.ProcessParser, parser.InlineParser])
def test_a_function_runs_with_its_arguments(make: type[parser.ProcessParser] | type[parser.InlineParser]) -> None:
    parses = make()
    assert parses.run(double, 4, plus=1) == 9
    assert parses.run(markup.line, "AT&amp;T <b>wins</b>") == "AT&T wins"
    assert kind(parses.run(fail, "no good")) is FailureKind.PARSE
    if isinstance(parses, parser.ProcessParser):
        parses.close()


def test_records_come_back_as_they_were(workers: parser.ProcessParser) -> None:
    report = factories.report()
    assert workers.run(_same, report) == report


def _same(given: object) -> object:
    return given


def test_endless_work_is_ended_by_its_cpu_seconds(workers: parser.ProcessParser) -> None:
    began_s = time.monotonic()
    assert kind(workers.run(spin)) is FailureKind.QUARANTINE
    assert time.monotonic() - began_s < 10
    assert workers.run(double, 1) == 2


def test_endless_waiting_is_ended_by_the_wall_clock() -> None:
    with parser.ProcessParser(parser.ParserPolicy(n_workers=1, wall_s=4.0)) as workers:
        assert workers.run(double, 1) == 2
        began_s = time.monotonic()
        assert kind(workers.run(wait_for_ever)) is FailureKind.QUARANTINE
        assert time.monotonic() - began_s < 8
        assert workers.run(double, 1) == 2


@pytest.mark.parametrize("function", [hoard, leave, hand_back_much, hand_back_a_call])
def test_memory_death_and_forged_results_are_quarantined_and_the_next_call_runs(
    workers: parser.ProcessParser, function: object
) -> None:
    assert kind(workers.run(function)) is FailureKind.QUARANTINE  # type: ignore[arg-type]  # any of the functions above
    assert workers.run(double, 1) == 2


def test_deep_recursion_and_exceptions_are_failures_to_parse(workers: parser.ProcessParser) -> None:
    assert kind(workers.run(recurse)) is FailureKind.PARSE
    assert kind(workers.run(fail, "x" * 10_000)) is FailureKind.PARSE


def test_noise_on_standard_output_does_no_harm(workers: parser.ProcessParser) -> None:
    assert workers.run(chatter) == "result"
    assert workers.run(double, 2) == 4


def test_a_worker_has_no_environment_to_leak(workers: parser.ProcessParser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWRIGHT_MODEL__API_KEY", "canary")
    with parser.ProcessParser() as fresh:
        found = fresh.run(look_around)
    assert not isinstance(found, Failure)
    assert not any("NEWSWRIGHT" in name for name in found[0])


def test_a_worker_can_write_no_file(workers: parser.ProcessParser, tmp_path: os.PathLike[str]) -> None:
    outcome = workers.run(write_a_file, os.path.join(tmp_path, "loot"))  # noqa: PTH118 - handed over as text
    assert isinstance(outcome, Failure)
    assert workers.run(double, 2) == 4


def test_a_language_can_be_told_in_a_worker_though_its_model_is_unpacked_into_a_temporary_file() -> None:
    with parser.ProcessParser(parser.ParserPolicy(n_workers=1)) as workers:
        assert (
            workers.run(language.detect, "The harbour wall gave way early on Saturday, said the coast guard.") == "en"
        )


def test_a_worker_is_reused_and_replaced_after_its_share_of_calls() -> None:
    with parser.ProcessParser(parser.ParserPolicy(n_workers=1, n_calls_per_worker=2)) as workers:
        found = [workers.run(look_around) for _ in range(4)]
    pids = [each[1] for each in found if not isinstance(each, Failure)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_several_threads_share_the_workers() -> None:
    results: list[object] = []
    with parser.ProcessParser(parser.ParserPolicy(n_workers=2)) as workers:
        threads = [threading.Thread(target=lambda n=n: results.append(workers.run(double, n))) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(results, key=str) == sorted((2 * n for n in range(8)), key=str)
