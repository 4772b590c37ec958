"""Measure how much of an article's text is taken out of its page, and how little else.

    python -m bench.quality.extraction

Fundus pages (flairNLP fundus-evaluation): F1 over words with their counts, averaged over pages, against the true body. Mixed
pages (trafilatura's evaluation): F1 over segments that must, and must not, stand in what was extracted. The peer is
trafilatura with favor_precision, on the same pages in the same run. A made-up licence sets refusals of AI use aside.
"""

import gzip
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import trafilatura

from bench.corpora import DATA
from bench.rows import Row
from newswright.records.ids import source_id
from newswright.records.reports import Report
from newswright.records.sources import Source
from newswright.stages import extract

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
SOURCE = Source(id=source_id("bench"), name="bench", licence="measuring only")
COMMAND = "python -m bench.quality.extraction"
EVERY = 3  # of the mixed pages, every third is measured: the whole set takes a minute


@dataclass(frozen=True, slots=True)
class Page:
    """A page with what is known of its text."""

    url: str
    html: bytes
    body: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def fundus() -> Iterator[Page]:
    """Read the 80 news pages of 16 outlets, each with its true body."""
    with tarfile.open(DATA / "extraction" / "fundus-pages.tar.xz") as tar:
        files = {member.name.removeprefix("./"): _read(tar, member) for member in tar if member.isfile()}
    for name, truth in json.loads(files["ground_truth.json"]).items():
        yield Page(truth["url"], gzip.decompress(files[f"html/{name}"]), body=" ".join(truth["body"]))


def mixed() -> Iterator[Page]:
    """Read pages in several languages with segments that must and that must not appear."""
    with tarfile.open(DATA / "extraction" / "mixed-pages.tar.xz") as tar:
        files = {member.name.rpartition("/")[2]: _read(tar, member) for member in tar if member.isfile()}
    for url, truth in json.loads(files["evaldata.json"]).items():
        if truth["file"] in files:
            yield Page(url, files[truth["file"]], present=tuple(truth["with"]), absent=tuple(truth["without"]))


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = tar.extractfile(member)
    assert opened is not None
    return opened.read()


def ours(page: Page) -> str:
    """Extract with Newswright; '' where there is no article."""
    found = extract.report(page.html, url=page.url, now=NOW, source=SOURCE)
    return found.text if isinstance(found, Report) else ""


def peers(page: Page) -> str:
    """Extract with trafilatura alone."""
    found = trafilatura.bare_extraction(page.html, favor_precision=True, include_comments=False, include_tables=False)
    return str(getattr(found, "text", "") or "")


def word_f1(found: str, truth: str) -> float:
    """F1 over words with their counts, in [0, 1]."""
    mine, theirs = Counter(re.findall(r"\w+", found.lower())), Counter(re.findall(r"\w+", truth.lower()))
    n_both = (mine & theirs).total()
    return 2 * n_both / (mine.total() + theirs.total()) if mine or theirs else 1.0


def segment_f1(texts: list[tuple[str, Page]]) -> float:
    """F1 over segments, in [0, 1]: found where they must be, and not found where they must not."""
    n_true = sum(segment in text for text, page in texts for segment in page.present)
    n_false = sum(segment in text for text, page in texts for segment in page.absent)
    n_missed = sum(segment not in text for text, page in texts for segment in page.present)
    return 2 * n_true / (2 * n_true + n_false + n_missed)


def run() -> list[Row]:
    """Measure both sets."""
    news = list(fundus())
    several = list(mixed())[::EVERY]
    mine = sum(word_f1(ours(page), page.body) for page in news) / len(news)
    theirs = sum(word_f1(peers(page), page.body) for page in news) / len(news)
    mixed_mine = segment_f1([(ours(page), page) for page in several])
    mixed_theirs = segment_f1([(peers(page), page) for page in several])
    return [
        Row(
            stage="extract",
            measure="word F1, Fundus pages",
            value=mine,
            floor=0.95,
            peer=f"trafilatura {theirs:.3f}",
            split=f"all {len(news)} pages",
            command=COMMAND,
        ),
        Row(
            stage="extract",
            measure="segment F1, mixed pages",
            value=mixed_mine,
            floor=0.90,
            peer=f"trafilatura {mixed_theirs:.3f}",
            split=f"every third page, {len(several)}",
            command=COMMAND,
        ),
    ]


if __name__ == "__main__":
    for row in run():
        print(f"{row.measure}: {row.value:.3f} ({row.peer}; {row.split})")
