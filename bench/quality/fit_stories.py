"""Fit the weights of stages/cluster/likeness on the tune parts of all labelled sets together, and write weights.py.

    python -m bench.quality.fit_stories            writes src/newswright/stages/cluster/weights.py (about 8 minutes)

Each set is gone through as a stream; the pairs that the index would compare are the examples, labelled by whether both reports
are of one gold story. A second pass over each set blanks the text of every second report, so that headlines can be placed too.

Two kinds of networks are averaged. The first knows the sets alone, and neither outlets nor shared names by number. The second
also sees the sets in short streams (a newsroom that has just started), and ordinary daily news: pairs of lk-en that a person
labelled (bench/quality/lk_pairs.json, the tune part), and pairs days apart that share words, nearly always two happenings.
"""

import json
import textwrap
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench import corpora
from newswright.records import ids
from newswright.records.reports import Report
from newswright.stages.cluster import ClusterPolicy, portray
from newswright.stages.cluster.index import FEATURES, Entry, Floats, Index

SETS = ("ecbplus", "gun-violence", "chinese", "allsides")
N_HIDDEN, N_STEPS, N_BATCH, STEP, DECAY = 16, 4000, 512, 3e-3, 1e-4
SEEDS = (1, 2, 3)  # the mean of so many networks, which are one network with as many times the hidden units
N_SET_FEATURES = 13  # the first so many: `same_source` is an accident of how the sets were made
DAILY_SEEDS, N_DAILY_STEPS, N_DAILY_BATCH = (1, 2), 3000, 384
N_JUDGED, N_DISTANT = 300, 96  # of a batch: labelled pairs, and distant ones
SHARE_DAILY = 0.4  # of the score
COLD = 120  # reports in a short stream
DISTANT_DAYS, DISTANT_WORDS = 3.5, (0.08, 0.45)  # nearer in words may be a form letter, farther teaches nothing
HORIZON_DAYS = 7.0
JUDGED = Path(__file__).with_name("lk_pairs.json")
TARGET = Path(__file__).resolve().parents[2] / "src/newswright/stages/cluster/weights.py"


@dataclass(frozen=True, slots=True)
class Pairs:
    """What was measured of pairs, (n, d), and whether each is one story, (n,)."""

    features: Floats
    is_same: Floats


def pairs(told: Iterable[tuple[Report, str | None]]) -> Pairs:
    """Go through a set as the window would, and keep the pairs that have both labels."""
    index, gold = Index(ClusterPolicy()), dict[ids.ReportId, str | None]()
    features, is_same = [], []
    for report, label in sorted(told, key=lambda one: (one[0].published_at, one[0].id)):
        entry = index.add(portray(report, ClusterPolicy()))
        gold[report.id] = label
        others = index.candidates(entry)
        if others and label:
            measured = index.compare(entry, others)
            is_labelled = np.array([gold[other.report_id] is not None for other in others])
            features.append(measured[is_labelled])
            is_same.append(np.array([gold[other.report_id] == label for other in others])[is_labelled])
    return Pairs(np.concatenate(features), np.concatenate(is_same).astype(np.float64))


def examples() -> list[Pairs]:
    """The tune parts as they are, without what is unlabelled, and with half of the texts blank."""
    found = []
    for name in SETS:
        told = list(corpora.records(name, "tune"))
        labelled = [(report, gold) for report, gold in told if gold]
        blanked = [(_blanked(report), gold) for report, gold in labelled]
        found += [pairs(labelled), pairs(blanked)]
        if len(labelled) < len(told):
            found.append(pairs(told))
    return found


def _blanked(report: Report) -> Report:
    return replace(report, text="") if int(ids.digest(report.id), 16) % 2 else report


def cold_starts() -> list[Pairs]:
    """The tune parts in short streams, each in a window of its own."""
    found = []
    for name in SETS:
        told = [one for one in corpora.records(name, "tune") if one[1]]
        told.sort(key=lambda one: (one[0].published_at, one[0].id))
        chunks = [pairs(told[n : n + COLD]) for n in range(0, len(told), COLD)]
        found.append(Pairs(np.concatenate([c.features for c in chunks]), np.concatenate([c.is_same for c in chunks])))
    return found


def judged() -> dict[frozenset[str], bool]:
    """Pairs of lk-en that a person labelled, of both parts: {the two ids: is one happening}."""
    return {frozenset((a, b)): is_same for _, a, b, is_same in json.loads(JUDGED.read_text(encoding="utf-8"))}


def daily() -> tuple[Pairs, Pairs]:
    """From the tune part of lk-en: the labelled pairs, and those too far apart to be one happening."""
    labels = judged()
    known, is_same, distant = [], [], []
    for report, other, measured in _daily_pairs():
        label = labels.get(frozenset((report.report_id, other.report_id)))
        if label is not None:
            known.append(measured)
            is_same.append(label)
        elif _is_distant(report, other, measured):
            distant.append(measured)
    return Pairs(np.array(known), np.array(is_same, dtype=np.float64)), Pairs(np.array(distant), np.zeros(len(distant)))


def _daily_pairs() -> Iterator[tuple[Entry, Entry, Floats]]:
    index, at_hand = Index(ClusterPolicy()), deque[Entry]()
    told = sorted(corpora.records("lk-en", "tune"), key=lambda one: (one[0].happened_by, one[0].id))
    for report, _ in told:
        entry = index.add(portray(report, ClusterPolicy()))
        at_hand.append(entry)
        while at_hand[0].at_days < entry.at_days - HORIZON_DAYS:
            index.drop(at_hand.popleft().report_id)
        others = index.candidates(entry)
        if others:
            yield from ((entry, *one) for one in zip(others, index.compare(entry, others), strict=True))


def _is_distant(report: Entry, other: Entry, measured: Floats) -> bool:
    """Far apart in time and not alike; or of one outlet, within a day, with titles that have nothing in common."""
    words, title, gap = measured[0], measured[2], abs(report.at_days - other.at_days)
    if words <= DISTANT_WORDS[0]:
        return False
    if gap > DISTANT_DAYS and words < DISTANT_WORDS[1] and not (title > 0.3 and words > 0.3):
        return True
    return bool(report.source_id == other.source_id and gap < 1 and title < 0.1 and words < 0.25)


class _Portion(NamedTuple):
    pairs: Pairs
    n_batch: int


def fit(sets: list[Pairs], cold: list[Pairs], known: Pairs, distant: Pairs) -> dict[str, object]:
    """Fit networks of one hidden layer of both kinds, one for each seed, and average them."""
    every = [*sets, *cold, known, distant]
    together = np.concatenate([one.features for one in every])
    mean, spread = together.mean(axis=0), together.std(axis=0) + 1e-9
    scaled = [Pairs((one.features - mean) / spread, one.is_same) for one in every]
    plain = [_Portion(_masked(one), N_BATCH) for one in scaled[: len(sets)]]
    daily = [_Portion(one, N_DAILY_BATCH) for one in scaled[:-2]]
    daily += [_Portion(scaled[-2], N_JUDGED), _Portion(scaled[-1], N_DISTANT)]
    first = [_network(plain, seed, N_STEPS) for seed in SEEDS]
    for network in first:
        network[0][N_SET_FEATURES:] = 0.0
    second = [_network(daily, seed, N_DAILY_STEPS) for seed in DAILY_SEEDS]
    shares = [(1 - SHARE_DAILY) / len(first)] * len(first) + [SHARE_DAILY / len(second)] * len(second)
    hidden, hidden_bias, out, out_bias = zip(*first, *second, strict=True)
    return {
        "MEAN": mean, "SPREAD": spread,
        "HIDDEN": np.concatenate(hidden, axis=1), "HIDDEN_BIAS": np.concatenate(hidden_bias),
        "OUT": np.concatenate([share * one for share, one in zip(shares, out, strict=True)]),
        "OUT_BIAS": float(sum(share * one[0] for share, one in zip(shares, out_bias, strict=True))),
    }  # fmt: skip


def _masked(one: Pairs) -> Pairs:
    features = one.features.copy()
    features[:, N_SET_FEATURES:] = 0.0
    return Pairs(features, one.is_same)


def _network(portions: list[_Portion], seed: int, n_steps: int) -> list[Floats]:
    """Adam on the mean logistic loss, so many of each batch from each set."""
    rng = np.random.default_rng(seed)
    n_features = portions[0].pairs.features.shape[1]
    weights = [
        rng.normal(0, 0.5 / np.sqrt(n_features), (n_features, N_HIDDEN)),
        np.zeros(N_HIDDEN),
        rng.normal(0, 0.1, N_HIDDEN),
        np.zeros(1),
    ]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    for step in range(1, n_steps + 1):
        chosen = [(one, rng.integers(0, len(one.is_same), n)) for one, n in portions]
        x = np.concatenate([one.features[i] for one, i in chosen])
        y = np.concatenate([one.is_same[i] for one, i in chosen])
        for k, slope in enumerate(_slopes(weights, x, y)):
            first[k] = 0.9 * first[k] + 0.1 * slope
            second[k] = 0.999 * second[k] + 0.001 * slope**2
            pace = STEP * (1 - step / n_steps) / (1 - 0.9**step)
            weights[k] = weights[k] - pace * first[k] / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
    return weights


def _slopes(weights: list[Floats], x: Floats, y: Floats) -> list[Floats]:
    hidden = np.tanh(x @ weights[0] + weights[1])
    error = (1 / (1 + np.exp(-(hidden @ weights[2] + weights[3]))) - y) / len(y)
    back = np.outer(error, weights[2]) * (1 - hidden**2)
    return [
        x.T @ back + DECAY * weights[0],
        back.sum(axis=0),
        hidden.T @ error + DECAY * weights[2],
        np.array([error.sum()]),
    ]


def written(fitted: dict[str, object]) -> str:
    """The fitted weights as a module."""
    lines = [
        '"""The weights of likeness.score, fitted by `python -m bench.quality.fit_stories`; not for editing by hand.',
        "",
        textwrap.fill(f"The features, in order: {', '.join(FEATURES)}.", 110),
        '"""',
        "",
        "# fmt: off",
    ]
    for name, value in fitted.items():
        lines.append(f"{name} = {_literal(value)}")
    return "\n".join(lines) + "\n"


def _literal(value: object) -> str:
    if isinstance(value, np.ndarray) and value.ndim == 2:
        return "(\n" + "".join(f"    {_literal(row)},\n" for row in value) + ")"
    if isinstance(value, np.ndarray):
        return textwrap.fill("(" + ", ".join(f"{number:.4g}" for number in value) + ")", 110, subsequent_indent="     ")
    return f"{value:.4g}"


def main() -> None:
    """Fit, and write the module."""
    TARGET.write_text(written(fit(examples(), cold_starts(), *daily())), encoding="utf-8")


if __name__ == "__main__":
    main()
