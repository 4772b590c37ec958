"""How well `rank` orders MIND's lists: trained on 9 to 12 November 2019, tested on the 13th.

    python -m bench.quality.ranking [--live]

Wu et al. 2020 measure per list and average over lists: AUC, MRR, nDCG@5, nDCG@10. Beside it, on the same lists: random order,
popularity (clicks in training against what was to be expected), and the category's share in the reader's history.
"""

import argparse
import gzip
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from math import log2, sqrt
from statistics import fmean, stdev

from bench.corpora import DATA
from bench.rows import Row
from newswright.stages.personalise import impressions
from newswright.stages.personalise.impressions import Behavior, NewsItem

COMMAND = "./run bench ranking"
LAST_DAY = date(2019, 11, 13)
SPLIT = "MIND part: train 9-12 November 2019, test 13 November"
Ranking = Callable[[Behavior], list[int]]


def run() -> list[Row]:
    """Measure the ranker and its peers."""
    news, train, test = _load()
    placed = dict(impressions.ranked(news, [_unlabelled(one) for one in test], train=train))
    ours = _measured(test, lambda one: placed[one.id])
    peers = {name: _measured(test, ranking) for name, ranking in _peers(news, train).items()}
    floors = {"AUC": 0.645, "MRR": 0.295, "nDCG@5": 0.315, "nDCG@10": 0.375}
    return [
        Row(
            stage="personalise",
            measure=f"{name} of ranked lists (± {interval:.3f})",
            value=value,
            floor=floors[name],
            peer=", ".join(f"{peer} {measured[name][0]:.3f}" for peer, measured in peers.items()),
            split=f"{SPLIT}, {len(test)} lists",
            command=COMMAND,
        )
        for name, (value, interval) in ours.items()
    ]


def live() -> dict[str, tuple[float, float]]:
    """Measure it without a training file: each list ranked by those before it; the last day's lists counted."""
    news, train, test = _load()
    placed = dict(impressions.ranked(news, [*train, *test]))
    return _measured(test, lambda one: placed[one.id])


def _load() -> tuple[dict[str, NewsItem], list[Behavior], list[Behavior]]:
    folder = DATA / "ranking"
    with gzip.open(folder / "news.tsv.gz", "rt", encoding="utf-8") as lines:
        news = impressions.read_news(lines)
    with gzip.open(folder / "behaviors-dev.tsv.gz", "rt", encoding="utf-8") as lines:
        lists = list(impressions.read_behaviors(lines))
    return news, [one for one in lists if one.at.date() < LAST_DAY], [one for one in lists if one.at.date() == LAST_DAY]


def _unlabelled(one: Behavior) -> Behavior:
    return Behavior(id=one.id, user=one.user, at=one.at, history=one.history, candidates=one.candidates)


def _peers(news: Mapping[str, NewsItem], train: Iterable[Behavior]) -> dict[str, Ranking]:
    clicked: defaultdict[str, float] = defaultdict(float)
    expected: defaultdict[str, float] = defaultdict(float)
    for one in train:
        labels = one.labels or ()
        for article, is_clicked in zip(one.candidates, labels, strict=True):
            clicked[article] += is_clicked
            expected[article] += sum(labels) / len(labels)
    dice = random.Random(0)  # noqa: S311 - a benchmark's dice keep no secrets

    def share(one: Behavior, article: str) -> float:
        read = [news[earlier].category for earlier in one.history if earlier in news]
        return read.count(news[article].category) / max(1, len(read)) if article in news else 0.0

    return {
        "random": lambda one: _ranks([dice.random() for _ in one.candidates]),
        "popularity": lambda one: _ranks([(clicked[a] + 1) / (expected[a] + 1) for a in one.candidates]),
        "category share": lambda one: _ranks([share(one, a) for a in one.candidates]),
    }


def _ranks(scores: list[float]) -> list[int]:
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    ranks = [0] * len(scores)
    for rank, place in enumerate(order, start=1):
        ranks[place] = rank
    return ranks


def _measured(lists: Iterable[Behavior], ranking: Ranking) -> dict[str, tuple[float, float]]:
    """Average each measure over the lists that have both clicks and others, with the half width of its 95 % interval."""
    figures = [
        _of_list(one.labels, ranking(one)) for one in lists if one.labels and 0 < sum(one.labels) < len(one.labels)
    ]
    return {
        name: (fmean(column), 1.96 * stdev(column) / sqrt(len(column)))
        for name, column in ((name, [figure[name] for figure in figures]) for name in figures[0])
    }


def _of_list(labels: tuple[bool, ...], ranks: list[int]) -> dict[str, float]:
    """AUC, and the measures of MIND's own evaluation script: its MRR averages the reciprocal ranks of all clicks."""
    clicked = sorted(rank for rank, label in zip(ranks, labels, strict=True) if label)
    n, n_clicked = len(ranks), len(clicked)
    n_better = sum(rank - place for place, rank in enumerate(clicked, start=1))  # others ranked above a click
    return {
        "AUC": 1 - n_better / (n_clicked * (n - n_clicked)),
        "MRR": sum(1 / rank for rank in clicked) / n_clicked,
        "nDCG@5": _ndcg(clicked, 5),
        "nDCG@10": _ndcg(clicked, 10),
    }


def _ndcg(clicked: list[int], k: int) -> float:
    gained = sum(1 / log2(rank + 1) for rank in clicked if rank <= k)
    return gained / sum(1 / log2(place + 1) for place in range(1, min(k, len(clicked)) + 1))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--live", action="store_true", help="without a training file")
    if arguments.parse_args().live:
        for name, (value, interval) in live().items():
            print(f"{value:.4f} ± {interval:.4f}  {name}, live")
    else:
        for row in run():
            print(f"{row.value:.4f} (floor {row.floor})  {row.measure}; {row.peer}  [{row.split}]")
