"""Turn the sets of ../shared/data into reports as docs/formats.md describes them, with their gold labels in `gold`.

    python -m bench.corpora allsides --part tune -o allsides.jsonl.gz

Parts: everything was looked at and tuned on `tune`; `test` was only ever measured.

| set | test part |
|---|---|
| allsides | from May 2018 on (half of the labelled reports) |
| lk-en, lk-si, lk-ta, headlines | the later part, by date |
| gun-violence | from 2015 on |
| ecbplus | topics with an even number (both look-alike events of a topic stay together) |
| chinese | timelines whose digest is even |
"""

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from newswright.records import ids
from newswright.records.reports import Report

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
Part = Literal["all", "tune", "test"]
Line = dict[str, Any]


def load(name: str, part: Part = "all") -> Iterator[Line]:
    """Yield a set's reports in its own order, as FORMATS dictionaries with `gold` (a story's label, or None)."""
    path, convert = _SETS[name]
    with gzip.open(DATA / path, "rt", encoding="utf-8") as lines:
        for line in lines:
            report, is_test = convert(json.loads(line))
            if part == "all" or (part == "test") == is_test:
                yield report


def records(name: str, part: Part = "all") -> Iterator[tuple[Report, str | None]]:
    """Yield a set as records, each with its gold label."""
    for line in load(name, part):
        yield report(line), line["gold"]


def report(line: Line) -> Report:
    """Make the record of a FORMATS dictionary."""
    published_at = datetime.fromisoformat(line["published_at"]).astimezone(UTC)
    return Report(
        id=ids.ReportId(line["id"]),
        source_id=ids.source_id(line["outlet"]),
        outlet=line["outlet"],
        url=line["url"],
        title=line["title"],
        text=line["text"],
        published_at=published_at,
        seen_at=published_at,
        language=line["language"],
        owner=line.get("owner"),
    )


def _line(raw: Line, *, outlet: str, at: str, language: str, title: str, text: str, gold: str | None) -> Line:
    url = raw.get("url") or f"https://example.org/{raw['id']}"
    return {
        "id": raw.get("id", url),
        "outlet": outlet,
        "url": url,
        "title": title,
        "text": text,
        "published_at": at,
        "language": language,
        "gold": gold,
    }


def _allsides(raw: Line) -> tuple[Line, bool]:
    made = _line(
        raw, outlet=raw["outlet"], at=_midnight(raw["date"]), language="en",
        title=raw["title"], text=raw["text"], gold=raw["cluster"],
    )  # fmt: skip
    return made, raw["date"] >= "2018-05-01"


def _gun_violence(raw: Line) -> tuple[Line, bool]:
    made = _line(
        raw, outlet=raw["host"], at=_midnight(raw["date"]), language="en",
        title=raw["title"], text=raw["text"], gold=raw["cluster"],
    )  # fmt: skip
    return made, raw["date"] >= "2015-01-01"


def _ecbplus(raw: Line) -> tuple[Line, bool]:
    """ECB+ has no titles and no dates: its first line stands as the title, and all are of one day."""
    title, _, text = raw["text"].partition("\n")
    made = _line(
        raw, outlet=_host(raw["url"]) or raw["id"], at=_midnight("2013-01-01"), language="en",
        title=raw.get("title") or title, text=text or raw["text"], gold=f"{raw['topic']}/{raw['cluster']}",
    )  # fmt: skip
    return made, int(raw["topic"]) % 2 == 0


def _chinese(raw: Line) -> tuple[Line, bool]:
    at = datetime.fromisoformat(raw["time"]).replace(tzinfo=UTC).isoformat()
    made = _line(
        raw, outlet=raw["source"] or "unknown", at=at, language="zh",
        title=raw["title"], text=raw["text"], gold=raw["timeline"],
    )  # fmt: skip
    return made, int(ids.digest(raw["timeline"]), 16) % 2 == 0


def _lk_news(raw: Line) -> tuple[Line, bool]:
    at = datetime.fromtimestamp(raw["time"], UTC).isoformat()
    made = _line(
        raw, outlet=_LK_OUTLETS.get(raw["outlet"], str(raw["outlet"])), at=at, language=raw["lang"],
        title=raw["title"], text=raw["text"], gold=None,
    )  # fmt: skip
    return made, raw["date"] >= ("2024-06-01" if raw["lang"] == "en" else "2024-06-16")


# The Sri Lankan sets name outlets by their hosts; articles and their sources are read by people.
_LK_OUTLETS = {
    "adaderanalk": "Ada Derana",
    "adaderanasinhalalk": "Ada Derana Sinhala",
    "adalk": "Ada",
    "bbccomsinhala": "BBC News Sinhala",
    "colombotelegraphcom": "Colombo Telegraph",
    "dailyftlk": "Daily FT",
    "dailymirrorlk": "Daily Mirror",
    "dbsjeyarajcom": "D.B.S. Jeyaraj",
    "economynextcom": "EconomyNext",
    "islandlk": "The Island",
    "lankadeepalk": "Lankadeepa",
    "tamilmirrorlk": "Tamil Mirror",
    "virakesarilk": "Virakesari",
}


def _headline(raw: Line) -> tuple[Line, bool]:
    """A headline known from its slug alone; those of the crawl's first sight carry `initial_dump`."""
    at = datetime.fromisoformat(raw["first_seen"]).isoformat()
    made = _line(raw, outlet=raw["outlet"], at=at, language="en", title=raw["slug_title"], text="", gold=None)
    return made | {"initial_dump": raw["initial_dump"]}, raw["first_seen"] >= "2022-09-23"


def _midnight(day: str) -> str:
    return f"{day}T00:00:00+00:00"


def _host(url: str | None) -> str:
    return url.split("/")[2] if url and "//" in url else ""


_SETS: dict[str, tuple[str, Callable[[Line], tuple[Line, bool]]]] = {
    "allsides": ("stories/allsides-dev.jsonl.gz", _allsides),
    "gun-violence": ("stories/gun-violence-dev.jsonl.gz", _gun_violence),
    "ecbplus": ("stories/ecbplus-dev.jsonl.gz", _ecbplus),
    "chinese": ("stories/chinese-timelines-dev.jsonl.gz", _chinese),
    "lk-en": ("stream/lk-news-2024-en.jsonl.gz", _lk_news),
    "lk-si": ("stream/lk-news-2024-si.jsonl.gz", _lk_news),
    "lk-ta": ("stream/lk-news-2024-ta.jsonl.gz", _lk_news),
    "headlines": ("stream/us-headlines-2022.jsonl.gz", _headline),
}


def main() -> None:
    """Write a set as JSON Lines."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpora", description=main.__doc__)
    parser.add_argument("name", choices=sorted(_SETS))
    parser.add_argument("--part", choices=("all", "tune", "test"), default="all")
    parser.add_argument("-o", "--output", default="-", help="a file, .gz allowed; - is standard output")
    chosen = parser.parse_args()
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in load(chosen.name, chosen.part))
    if chosen.output == "-":
        sys.stdout.writelines(lines)
        return
    opened = gzip.open if chosen.output.endswith(".gz") else open
    with opened(chosen.output, "wt", encoding="utf-8") as out:
        out.writelines(lines)


if __name__ == "__main__":
    main()
