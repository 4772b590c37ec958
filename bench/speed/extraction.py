"""Time extraction and feed parsing beside trafilatura and feedparser alone, in CPU seconds on the same input.

    python -m bench.speed.extraction

What is added to the peers here: looking for bombs, taking out what hides, metadata, rights, plain text of each entry.
"""

import tarfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import TypeVar

import feedparser

from bench.corpora import DATA
from bench.quality import extraction
from bench.rows import Row
from newswright.records.ids import feed_id, source_id
from newswright.records.sources import Feed, Source
from newswright.stages import fetch

T = TypeVar("T")
NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
COMMAND = "python -m bench.speed.extraction"


def cpu_s(work: Callable[[T], object], inputs: Iterable[T]) -> float:
    """CPU seconds for all inputs, the first one done once before the clock starts."""
    listed = list(inputs)
    work(listed[0])
    began_s = time.process_time()
    for given in listed:
        work(given)
    return time.process_time() - began_s


def run() -> list[Row]:
    """Measure pages and feeds."""
    pages = list(extraction.fundus())
    mine_s, theirs_s = cpu_s(extraction.ours, pages), cpu_s(extraction.peers, pages)
    feeds = _feeds()[::4]
    read_s, parsed_s = cpu_s(_read, feeds), cpu_s(_parse, feeds)
    return [
        Row(
            stage="extract",
            measure="speed against trafilatura alone, Fundus pages",
            value=theirs_s / mine_s,
            floor=0.7,
            peer=f"{len(pages) / mine_s:.0f} against {len(pages) / theirs_s:.0f} pages per CPU-second",
            split=f"all {len(pages)} pages",
            command=COMMAND,
        ),
        Row(
            stage="fetch",
            measure="speed against feedparser alone, sanitising off",
            value=parsed_s / read_s,
            floor=0.5,
            peer=f"{len(feeds) / read_s:.0f} against {len(feeds) / parsed_s:.0f} feeds per CPU-second",
            split=f"every fourth real feed, {len(feeds)}",
            command=COMMAND,
        ),
    ]


def _feeds() -> list[bytes]:
    with tarfile.open(DATA / "feeds" / "real-feeds.tar.xz") as tar:
        opened = [
            tar.extractfile(member) for member in sorted(tar.getmembers(), key=lambda m: m.name) if member.isfile()
        ]
        return [feed.read() for feed in opened if feed is not None]


def _read(body: bytes) -> object:
    url = "https://feeds.example/feed"
    feed = Feed(id=feed_id(url), source_id=source_id("bench"), url=url)
    return fetch.read_feed(body, None, url, feed=feed, source=Source(id=feed.source_id, name="bench"), now=NOW)


def _parse(body: bytes) -> object:
    return feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


if __name__ == "__main__":
    for row in run():
        print(f"{row.measure}: {row.value:.2f} ({row.peer})")
