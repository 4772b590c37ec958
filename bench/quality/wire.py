"""Serve real feeds over loopback and read them as the newsroom does: guarded fetcher, parser in worker processes.

    python -m bench.quality.wire

Real feeds: the 200 of kagisearch/fastfeedparser, as bytes off the wire; entries are wanted from all. Test suites: the cases of
feedparser and of the W3C feed validator, many of them broken on purpose; each must end as a feed or as a failure with a message.
"""

import http.server
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.corpora import DATA
from bench.rows import Row
from newswright.adapters.net import fetcher, parser
from newswright.adapters.net import http as net_http
from newswright.records.ids import feed_id, source_id
from newswright.records.sources import Failure, FailureKind, Feed, Page, Source, Visit
from newswright.stages import fetch

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
SOURCE = Source(id=source_id("bench"), name="bench")
COMMAND = "python -m bench.quality.wire"
MAX_CASE_S = 3.0  # the longest that one document may take


@dataclass(slots=True)
class Tally:
    """What came of a set of feeds."""

    n_feeds: int = 0
    n_with_entries: int = 0
    n_entries: int = 0
    n_undated: int = 0
    n_failed: int = 0
    n_unchanged: int = 0
    n_quarantined: int = 0
    slowest_s: float = 0.0


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        return


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free loopback port; gives the URL that its files' names are added to."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def unpacked(name: str) -> Iterator[Path]:
    """Unpack one of the sets of feeds into a folder that goes away again."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(DATA / "feeds" / name) as tar:
        tar.extractall(folder, filter="data")
        yield Path(folder)


def real_feeds(limit: int | None = None) -> Tally:
    """Fetch and parse the real feeds, then visit them again with their validators."""
    tally = Tally()
    policy = net_http.NetPolicy(allow_hosts=("127.0.0.1",))
    with (
        unpacked("real-feeds.tar.xz") as folder,
        serving(folder) as base,
        fetcher.GuardedFetcher(policy) as fetches,
        parser.ProcessParser() as parses,
    ):
        names = sorted(path.name for path in folder.iterdir() if path.is_file())[:limit]
        again = []
        for visit, outcome in fetches.fetch([Visit(url=base + name) for name in names], now=NOW):
            tally.n_feeds += 1
            _count(tally, _parsed(parses, outcome, visit.url, tally))
            if isinstance(outcome, Page):
                again.append(Visit(url=visit.url, last_modified=outcome.headers.get("last-modified")))
        for _, outcome in fetches.fetch(again, now=NOW):
            tally.n_unchanged += isinstance(outcome, Page) and outcome.status == 304
    return tally


def suite(name: str, limit: int | None = None) -> Tally:
    """Parse the cases of a test suite, straight in the workers."""
    tally = Tally()
    with unpacked(name) as folder, parser.ProcessParser() as parses:
        parses.run(len, b"")  # so that no case pays for the start of the worker
        for path in sorted(path for path in folder.rglob("*.xml"))[:limit]:
            tally.n_feeds += 1
            url = f"https://cases.example/{path.name}"
            page = Page(url=url, final_url=url, status=200, headers={}, body=path.read_bytes(), fetched_at=NOW)
            _count(tally, _parsed(parses, page, url, tally))
    return tally


def _parsed(
    parses: parser.ProcessParser, outcome: Page | Failure, url: str, tally: Tally
) -> fetch.ParsedFeed | Failure:
    if isinstance(outcome, Failure):
        return outcome
    feed = Feed(id=feed_id(url), source_id=SOURCE.id, url=url)
    began_s = time.perf_counter()
    found = parses.run(
        fetch.read_feed,
        outcome.body,
        outcome.headers.get("content-type"),
        outcome.final_url,
        feed=feed,
        source=SOURCE,
        now=NOW,
    )
    tally.slowest_s = max(tally.slowest_s, time.perf_counter() - began_s)
    return found


def _count(tally: Tally, found: fetch.ParsedFeed | Failure) -> None:
    if isinstance(found, Failure):
        tally.n_failed += 1
        tally.n_quarantined += found.kind is FailureKind.QUARANTINE
        return
    tally.n_with_entries += bool(found.entries)
    tally.n_entries += len(found.entries)
    tally.n_undated += found.n_undated


def run() -> list[Row]:
    """Measure the real feeds and both test suites."""
    real = real_feeds()
    cases = [suite("feedparser-cases.tar.xz"), suite("w3c-cases.tar.xz")]
    n_cases, slowest_s = sum(tally.n_feeds for tally in cases), max(tally.slowest_s for tally in cases)
    dated = 1 - real.n_undated / max(1, real.n_entries)
    rows = [
        ("feeds with entries, of 200 real ones", real.n_with_entries, 200.0, f"{real.n_entries:,} entries", False),
        ("feeds answered by 304 on the second visit", real.n_unchanged, 200.0, "", False),
        ("share of real entries with a date", dated, 0.99, f"{real.n_undated} without", False),
        ("broken cases that had to be killed", sum(t.n_quarantined for t in cases), 0.0, f"of {n_cases:,}", True),
        ("slowest of the broken cases, s", slowest_s, MAX_CASE_S, f"of {n_cases:,}", True),
    ]
    return [
        Row(
            stage="fetch",
            measure=measure,
            value=float(value),
            floor=floor,
            peer=beside,
            split="all",
            command=COMMAND,
            is_lower_better=is_lower_better,
        )
        for measure, value, floor, beside, is_lower_better in rows
    ]


if __name__ == "__main__":
    for row in run():
        print(f"{row.measure}: {row.value:g} {row.peer}")
