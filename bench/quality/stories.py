"""Measure how well reports are grouped into stories, beside a plain single pass over TF-IDF vectors on the same input.

    python -m bench.quality.stories [--part test|tune] [--encoder FOLDER --encoder-languages en]

BCubed after Bagga and Baldwin (1998): for each report, precision and recall of its cluster. Pairwise: over pairs of reports.
Unlabelled reports take part in the grouping and are left out of the count.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from bench import corpora
from bench.rows import Row
from newswright.adapters import encoders
from newswright.pipeline import drawing
from newswright.records.reports import Report
from newswright.stages import cluster
from newswright.text import vectors, words

# Floors for BCubed F1 and pairwise F1 on the test parts. They only rise; once, AllSides (labelled) gave 0.005 and gun violence
# 0.003 for 0.15 of precision on ordinary daily news; once more, the Chinese timelines gave 0.01 and AllSides (labelled) 0.01
# pairwise, when Sinhala and Tamil were learned from (docs/log.md).
_FLOORS: dict[str, tuple[float, float]] = {
    "allsides-labelled": (0.915, 0.75),
    "allsides": (0.92, 0.775),
    "gun-violence": (0.94, 0.795),
    "ecbplus": (0.985, 0.985),
    "chinese": (0.91, 0.885),
}
_GOALS: dict[str, tuple[float, float]] = {  # of the issue that asked for this engine
    "allsides-labelled": (0.96, 0.90),
    "allsides": (0.95, 0.86),
    "gun-violence": (0.94, 0.82),
    "ecbplus": (0.95, 0.92),
    "chinese": (0.90, 0.88),
}
_JUDGED = Path(__file__).with_name("lk_pairs.json")
_TITLES = {
    "allsides-labelled": "AllSides, labelled reports only",
    "allsides": "AllSides, in the full stream",
    "gun-violence": "gun violence",
    "ecbplus": "ECB+",
    "chinese": "Chinese timelines",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well found clusters agree with gold ones: precision, recall, and their harmonic mean, in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return (
            2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0
        )


def bcubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> Agreement:
    """Average over reports: the share of its found cluster that is of its gold story, and the share of that story found."""
    if not found:
        return Agreement(1.0, 1.0)
    n_both, n_found, n_gold = Counter(zip(found, gold, strict=True)), Counter(found), Counter(gold)
    precision = sum(n * n / n_found[f] for (f, _), n in n_both.items()) / len(found)
    recall = sum(n * n / n_gold[g] for (_, g), n in n_both.items()) / len(found)
    return Agreement(precision, recall)


def pairwise(found: Sequence[Hashable], gold: Sequence[Hashable]) -> Agreement:
    """Count pairs of reports: the share of pairs put together that belong together, and of those belonging that are."""
    n_both = _n_pairs(Counter(zip(found, gold, strict=True)))
    n_found, n_gold = _n_pairs(Counter(found)), _n_pairs(Counter(gold))
    return Agreement(n_both / n_found if n_found else 1.0, n_both / n_gold if n_gold else 1.0)


def _n_pairs(counts: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


@dataclass(frozen=True, slots=True)
class Plain:
    """What the plain single pass goes by: how near a cluster's centroid has to be, by cosine, and how late a report may come."""

    join_from: float
    within: timedelta = timedelta.max


# For each set what is best for BCubed F1 on its own tune part: the peer may be set for each, the house has one set of weights.
_PLAIN = {
    "allsides-labelled": Plain(0.2, timedelta(days=1)),
    "allsides": Plain(0.25, timedelta(days=1)),
    "gun-violence": Plain(0.2, timedelta(days=3)),
    "ecbplus": Plain(0.2),
    "chinese": Plain(0.05),
}


def plain(reports: Sequence[Report], policy: Plain) -> list[Hashable]:
    """Group as a plain single pass does: join the cluster whose centroid is nearest by cosine, or open one."""
    order = sorted(range(len(reports)), key=lambda i: (reports[i].happened_by, reports[i].id))
    terms = [words.stems(f"{reports[i].title} {reports[i].text[:3000]}", reports[i].language) for i in order]
    frequencies, clusters, postings = vectors.Frequencies(), list[_Cluster](), dict[str, set[int]]()
    for each in terms:
        frequencies.add(each)
    found: list[Hashable] = [0] * len(reports)
    for i, each in zip(order, terms, strict=True):
        vector, at = vectors.weigh(each, frequencies), reports[i].happened_by
        rare = sorted(vector, key=lambda word: (-vector[word], word))[:20]
        near = {c for word in rare for c in postings.get(word, ()) if at - clusters[c].last <= policy.within}
        best = max(((clusters[c].cosine(vector), c) for c in sorted(near)), default=(0.0, -1))
        chosen = best[1] if best[0] >= policy.join_from else len(clusters)
        if chosen == len(clusters):
            clusters.append(_Cluster(at))
        clusters[chosen].add(vector, at)
        for word in rare:
            postings.setdefault(word, set()).add(chosen)
        found[i] = chosen
    return found


class _Cluster:
    """A centroid that grows: the sum of unit vectors, its squared length, and when the last report came."""

    def __init__(self, at: datetime) -> None:
        self.last = at
        self._total: dict[str, float] = {}
        self._square = 0.0

    def add(self, vector: dict[str, float], at: datetime) -> None:
        self.last = max(self.last, at)
        for word, weight in vector.items():
            before = self._total.get(word, 0.0)
            self._total[word] = before + weight
            self._square += weight * (weight + 2 * before)

    def cosine(self, vector: dict[str, float]) -> float:
        dot = sum(weight * self._total.get(word, 0.0) for word, weight in vector.items())
        return dot / math.sqrt(self._square) if self._square else 0.0


@dataclass(frozen=True, slots=True)
class Way:
    """How the house groups: its policy, and what draws its portraits (with an encoder's help, where there is one)."""

    policy: cluster.ClusterPolicy = field(default_factory=cluster.ClusterPolicy)
    draw: cluster.Draw = map


_HOUSE = Way()


def way(encoder: Path | None, languages: str) -> Way:
    """Make the way that the options ask for."""
    if encoder is None:
        return _HOUSE
    policy = cluster.ClusterPolicy(encoder_languages=tuple(filter(None, languages.split(","))))
    return Way(policy, drawing.drawing(encoders.load(encoder), policy))


def measure(name: str, part: corpora.Part, chosen: Way = _HOUSE) -> tuple[list[Agreement], list[Agreement]]:
    """Group one set by the house's way and by the plain way; BCubed and pairwise agreement of each."""
    told = list(corpora.records(name.removesuffix("-labelled"), part))
    if name.endswith("-labelled"):
        told = [(report, gold) for report, gold in told if gold]
    reports = [report for report, _ in told]
    gold = [label for _, label in told]
    ours = [assignment.story_id for assignment in cluster.all(reports, policy=chosen.policy, draw=chosen.draw)]
    return _agreements(ours, gold), _agreements(plain(reports, _PLAIN[name]), gold)


def _agreements(found: Sequence[Hashable], gold: Sequence[str | None]) -> list[Agreement]:
    labelled = [(f, g) for f, g in zip(found, gold, strict=True) if g is not None]
    ours, theirs = [f for f, _ in labelled], [g for _, g in labelled]
    return [bcubed(ours, theirs), pairwise(ours, theirs)]


def judged(part: corpora.Part, chosen: Way = _HOUSE) -> Agreement:
    """Group lk-en as a newsroom does, an hour at a time, forgetting after a week, and look at the pairs that a person labelled.

    Precision: of those put into one story, how many are one happening. Recall: of those that are, how many were put together.
    """
    window, placed, horizon = cluster.Window(chosen.policy), dict[str, str](), timedelta(days=7)
    told = sorted((report for report, _ in corpora.records("lk-en", part)), key=lambda one: (one.happened_by, one.id))
    for _, tick in groupby(told, key=lambda one: one.happened_by.replace(minute=0, second=0, microsecond=0)):
        batch = list(tick)
        window.forget(batch[0].happened_by - horizon)
        placed |= {assignment.report_id: assignment.story_id for assignment in window.take(batch, draw=chosen.draw)}
    return agreement(
        [(placed[a] == placed[b], same) for of, a, b, same in json.loads(_JUDGED.read_text()) if of == part]
    )


def agreement(pairs: Sequence[tuple[bool, bool]]) -> Agreement:
    """Compare pairs that were put together with pairs that belong together."""
    n_both = sum(together and same for together, same in pairs)
    n_together, n_same = sum(together for together, _ in pairs), sum(same for _, same in pairs)
    return Agreement(n_both / n_together if n_together else 1.0, n_both / n_same if n_same else 1.0)


def _judged_rows(part: corpora.Part, chosen: Way) -> list[Row]:
    found = judged(part, chosen)
    return [
        Row(
            stage="cluster",
            measure=f"pairs of daily news, {name}",
            value=value,
            floor=floor if part == "test" else None,
            peer="",
            split=f"{part} part of lk-en, pairs labelled by hand (bench/quality/lk_pairs.json)",
            command="python -m bench.quality.stories",
        )
        for name, value, floor in (
            ("precision", found.precision, 0.785),
            ("recall", found.recall, 0.79),
        )
    ]


def run(part: corpora.Part = "test", chosen: Way = _HOUSE) -> list[Row]:
    """Measure all sets."""
    rows = _judged_rows(part, chosen) if part != "all" else []
    for name, title in _TITLES.items():
        ours, peer = measure(name, part, chosen)
        for measure_name, mine, other, floor, goal in zip(
            ("BCubed F1", "pairwise F1"), ours, peer, _FLOORS[name], _GOALS[name], strict=True
        ):
            rows.append(
                Row(
                    stage="cluster",
                    measure=f"{measure_name}, {title}",
                    value=mine.f1,
                    floor=floor if part == "test" else None,
                    peer=f"plain TF-IDF single pass, set for each, {other.f1:.3f}; goal {goal:.2f}",
                    split=f"{part} part of {name.removesuffix('-labelled')} (bench/corpora.py)",
                    command="python -m bench.quality.stories",
                )
            )
    return rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality.stories", description=main.__doc__)
    parser.add_argument("--part", choices=("all", "tune", "test"), default="test")
    parser.add_argument("--encoder", type=Path, metavar="FOLDER", help="a sentence encoder that helps")
    parser.add_argument("--encoder-languages", default="", metavar="en,…", help="those that it reads; all by default")
    asked = parser.parse_args()
    for row in run(asked.part, way(asked.encoder, asked.encoder_languages)):
        print(f"{row.measure:48} {row.value:.3f}  floor {row.floor}  {row.peer}")


if __name__ == "__main__":
    main()
