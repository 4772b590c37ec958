"""Measure whether reports of one happening are recognised across languages: English, Sinhala, Tamil; pairs labelled by reading.

    python -m bench.quality.languages [--part test|tune]

The gold set (languages_gold.json) has two halves. *Days*: reports by lot, each compared with every English report around its day,
so that recall is over all that was there. *Pairs*: likely partners of further reports, spread over the levels of an early score.
The stream is gone through in order of time; what is rare is what was rare up to the later report of a pair.
English and Chinese have no stream of one time here, and are not measured.
"""

import argparse
import json
import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from bench import corpora
from bench.rows import Row
from newswright.records.reports import Report
from newswright.stages.cluster import crossing

GOLD = Path(__file__).with_name("languages_gold.json")
SETS = ("lk-en", "lk-si", "lk-ta")
_SRI_LANKA = timezone(timedelta(hours=5, minutes=30))
_BEFORE_H, _AFTER_H = 12.0, 38.0  # of the English reports read for a day, from its beginning
_HEADSTART = timedelta(days=7)  # of stream before the first labelled day, so that rarity is known
_N_CANDIDATES = 20
_RARE_FROM = 3.0  # idf: keys in one report of twenty or fewer are searched by
# Floors on the test part: precision and recall at the threshold on the days, and the share of partners among 20 candidates.
_FLOORS = {"precision": 0.95, "recall": 0.75, "candidates": 0.95}

_MOST_US = 250.0  # loose: machines differ, and 130 was measured

Codes = dict[int, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports, by their place in the stream; whether they are of one happening; whether a whole day was read for them."""

    one: int
    other: int
    is_same: bool
    is_day: bool


@dataclass(frozen=True, slots=True)
class Stream:
    """Reports in order of time with their keys, the labelled pairs of a part, and what reading the keys cost, in µs a report.

    The cost is that of a first reading, where each new word is looked up, and that of a second, where all words are known.
    """

    reports: Sequence[Report]
    keys: Sequence[Codes]
    pairs: Sequence[Pair]
    cost_us: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """A pair with its score and features."""

    pair: Pair
    score: float
    features: tuple[float, ...]


def stream(part: str, policy: crossing.CrossingPolicy | None = None, kinds: str = crossing.KINDS) -> Stream:
    """Read the three sets around the labelled days of a part (`tune` or `test`), with keys of the given kinds only."""
    gold = json.loads(GOLD.read_text("utf-8"))
    tune_until = date.fromisoformat(gold["tune_until"])
    days = [day for day in gold["days"] if (date.fromisoformat(day["date"]) <= tune_until) == (part == "tune")]
    listed = [pair for pair in gold["pairs"] if (date.fromisoformat(pair[0][:10]) <= tune_until) == (part == "tune")]
    begins_at = _midnight(min([day["date"] for day in days] + [pair[0][:10] for pair in listed])) - _HEADSTART
    reports = [report for name in SETS for report, _ in corpora.records(name) if report.published_at >= begins_at]
    reports.sort(key=lambda report: (report.published_at, report.id))
    read, cold_us = _read(reports, policy)
    read, warm_us = _read(reports, policy)
    keys = [crossing.codes({key: weight for key, weight in one.items() if key[0] in kinds}) for one in read]
    place = {str(report.id): n for n, report in enumerate(reports)}
    pairs = [Pair(place[one], place[other], is_same, is_day=False) for one, other, is_same in listed]
    for day in days:
        pairs += _of_a_day(day, reports, place)
    return Stream(reports, keys, pairs, (cold_us, warm_us))


def _read(reports: Sequence[Report], policy: crossing.CrossingPolicy | None) -> tuple[list[dict[str, float]], float]:
    started = time.process_time()
    read = [crossing.keys(report.title, report.text, report.language, policy) for report in reports]
    return read, (time.process_time() - started) / len(reports) * 1e6


def _midnight(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=_SRI_LANKA)


def _of_a_day(day: dict[str, object], reports: Sequence[Report], place: dict[str, int]) -> Iterator[Pair]:
    """Pair each report of a day's lot with each English one around it, and Sinhala with Tamil ones."""
    begins_at = _midnight(str(day["date"]))
    low, high = begins_at - timedelta(hours=_BEFORE_H), begins_at + timedelta(hours=_AFTER_H)
    english = [n for n, r in enumerate(reports) if r.language == "en" and low <= r.published_at < high]
    lot = day["reports"]
    assert isinstance(lot, list)
    for drawn in lot:
        mine = place[drawn["id"]]
        same, unsure = {place[i] for i in drawn["same"]}, {place[i] for i in drawn["unsure"]}
        tamil = [place[i["id"]] for i in lot if reports[place[i["id"]]].language == "ta"]
        others = english + (tamil if reports[mine].language == "si" else [])
        yield from (Pair(mine, other, other in same, is_day=True) for other in others if other not in unsure)


def measure(told: Stream, policy: crossing.CrossingPolicy | None = None) -> list[Measured]:
    """Score each pair as it would have been scored when its later report came in."""
    due: dict[int, list[Pair]] = defaultdict(list)
    for pair in told.pairs:
        due[max(pair.one, pair.other)].append(pair)
    n_with: Counter[int] = Counter()
    measured = []
    for n, keys in enumerate(told.keys):
        n_with.update(keys.keys())
        idf = rarity(n_with, n + 1)
        for pair in due[n]:
            mine, other = told.keys[pair.one], told.keys[pair.other]
            gap = told.reports[pair.one].published_at - told.reports[pair.other].published_at
            gap_h = abs(gap.total_seconds()) / 3600
            found = crossing.features(mine, other, idf=idf, gap_h=gap_h, policy=policy)
            measured.append(Measured(pair, crossing.score(mine, other, idf=idf, gap_h=gap_h, policy=policy), found))
    return measured


def rarity(n_with: Counter[int], n_reports: int) -> Callable[[int], float]:
    """Make the idf that a score reads, of what was counted so far."""
    return lambda key: math.log((n_reports + 1) / (n_with[key] + 1))


@dataclass(frozen=True, slots=True)
class Found:
    """How well a threshold does on pairs."""

    precision: float
    recall: float
    n_same: int

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def at(measured: Collection[Measured], join_from: float) -> Found:
    """Count what a threshold joins rightly, wrongly, and not."""
    joined = [one for one in measured if one.score >= join_from]
    right = sum(one.pair.is_same for one in joined)
    n_same = sum(one.pair.is_same for one in measured)
    return Found(right / len(joined) if joined else 1.0, right / max(1, n_same), n_same)


def candidates(told: Stream, days: float = 3.0) -> tuple[float, int]:
    """Say which share of the reports with a partner find one among 20 candidates, searched by rare keys; and of how many."""
    n_with = Counter(key for keys in told.keys for key in keys)
    idf = rarity(n_with, len(told.keys))
    partners: dict[int, set[int]] = defaultdict(set)
    for pair in told.pairs:
        if pair.is_day and pair.is_same and told.reports[pair.other].language == "en":
            partners[pair.one].add(pair.other)
    n_found = 0
    for mine, same in partners.items():
        own = {key: weight * idf(key) for key, weight in told.keys[mine].items() if idf(key) >= _RARE_FROM}
        sums = []
        for other, keys in enumerate(told.keys):
            gap = abs(told.reports[other].published_at - told.reports[mine].published_at)
            if told.reports[other].language == "en" and gap <= timedelta(days=days):
                shared = sum(value * keys[key] * idf(key) for key, value in own.items() if key in keys)
                sums.append((shared / math.sqrt(max(len(keys), 8)), other))
        sums.sort(reverse=True)
        n_found += any(other in same for _, other in sums[:_N_CANDIDATES])
    return n_found / max(1, len(partners)), len(partners)


def run(part: str = "test") -> list[Row]:
    """Measure one part, for the table."""
    told = stream(part)
    measured = measure(told)
    join_from = crossing.CrossingPolicy().join_from
    day = at([one for one in measured if one.pair.is_day], join_from)
    listed = at([one for one in measured if not one.pair.is_day], join_from)
    share, n_asked = candidates(told)
    split = f"{part} part: by date; {day.n_same} pairs of one happening on labelled days, {listed.n_same} further ones"
    return [
        _row("precision across languages, labelled days", day.precision, split, _FLOORS["precision"]),
        _row("recall across languages, labelled days", day.recall, split, _FLOORS["recall"]),
        _row("F1 across languages, labelled days", day.f1, split, peer=_plain(part)),
        _row("precision across languages, likely pairs", listed.precision, split),
        _row("recall across languages, likely pairs", listed.recall, split),
        _row(
            f"partner among {_N_CANDIDATES} candidates of 3 days",
            share,
            f"{split}; {n_asked} asked",
            _FLOORS["candidates"],
        ),
        _cost("CPU-µs for the keys of a report, words known", told.cost_us[1], split, _MOST_US),
        _cost("CPU-µs for the keys of a report, first reading", told.cost_us[0], split),
    ]


_COMMAND = "python -m bench.quality.languages"


def _row(measure: str, value: float, split: str, floor: float | None = None, peer: str = "") -> Row:
    return Row(
        stage="cluster", measure=measure, value=round(value, 3), floor=floor, peer=peer, split=split, command=_COMMAND
    )


def _cost(measure: str, value: float, split: str, most: float | None = None) -> Row:
    return Row(
        stage="cluster",
        measure=measure,
        value=round(value),
        floor=most,
        split=split,
        command=_COMMAND,
        is_lower_better=True,
    )


def _plain(part: str) -> str:
    """Compare by what needs no knowledge of a language, numbers and acronyms, with the best threshold of the tune part."""
    tuned = _cosines("tune")
    join_from = max(sorted({value for value, _ in tuned}), key=lambda least: _f1(tuned, least))
    return f"numbers and acronyms alone {_f1(_cosines(part), join_from):.2f}"


def _cosines(part: str) -> list[tuple[float, bool]]:
    told = stream(part, kinds="andy")
    n_with = Counter(key for keys in told.keys for key in keys)
    idf = rarity(n_with, len(told.keys))
    return [
        (round(_cosine(told.keys[pair.one], told.keys[pair.other], idf), 2), pair.is_same)
        for pair in told.pairs
        if pair.is_day
    ]


def _cosine(mine: Codes, other: Codes, idf: Callable[[int], float]) -> float:
    shared = sum(weight * other[key] * idf(key) ** 2 for key, weight in mine.items() if key in other)
    sizes = [math.sqrt(sum((weight * idf(key)) ** 2 for key, weight in keys.items())) for keys in (mine, other)]
    return shared / max(1e-9, sizes[0] * sizes[1])


def _f1(told: Collection[tuple[float, bool]], join_from: float) -> float:
    right = sum(is_same for value, is_same in told if value >= join_from)
    n_joined, n_same = sum(value >= join_from for value, _ in told), sum(is_same for _, is_same in told)
    return 2 * right / max(1, n_joined + n_same)


def main() -> None:
    """Print the figures of one part."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality.languages", description=main.__doc__)
    parser.add_argument("--part", choices=("test", "tune"), default="test")
    for row in run(parser.parse_args().part):
        print(f"{row.measure:50} {row.value:8.3f}  {'' if row.passes else 'BELOW THE FLOOR'}  {row.peer}")


if __name__ == "__main__":
    main()
