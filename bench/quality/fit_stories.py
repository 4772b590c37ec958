"""Fit the weights of stages/cluster/likeness on the tune parts of all labelled sets together, and write weights.py.

    python -m bench.quality.fit_stories            writes src/newswright/stages/cluster/weights.py (about 3 minutes)

Each set is gone through as a stream; the pairs that the index would compare are the examples, labelled by whether both reports
are of one gold story. A second pass over each set blanks the text of every second report, so that headlines can be placed too.
Sets weigh the same whatever their size.
"""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench import corpora
from newswright.records import ids
from newswright.records.reports import Report
from newswright.stages.cluster import ClusterPolicy, portray
from newswright.stages.cluster.index import FEATURES, Floats, Index

SETS = ("ecbplus", "gun-violence", "chinese", "allsides")
N_HIDDEN, N_STEPS, N_BATCH, STEP, DECAY = 16, 4000, 512, 3e-3, 1e-4
SEEDS = (1, 2, 3)  # the mean of so many networks, which are one network with as many times the hidden units
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


def fit(sets: list[Pairs]) -> dict[str, object]:
    """Fit a network of one hidden layer for each seed, and average them."""
    together = np.concatenate([one.features for one in sets])
    mean, spread = together.mean(axis=0), together.std(axis=0) + 1e-9
    scaled = [Pairs((one.features - mean) / spread, one.is_same) for one in sets]
    hidden, hidden_bias, out, out_bias = zip(*(_network(scaled, seed) for seed in SEEDS), strict=True)
    return {
        "MEAN": mean, "SPREAD": spread,
        "HIDDEN": np.concatenate(hidden, axis=1), "HIDDEN_BIAS": np.concatenate(hidden_bias),
        "OUT": np.concatenate(out) / len(SEEDS), "OUT_BIAS": float(np.mean(out_bias)),
    }  # fmt: skip


def _network(sets: list[Pairs], seed: int) -> list[Floats]:
    """Adam on the mean logistic loss, an equal share of each batch from each set."""
    rng = np.random.default_rng(seed)
    n_features = sets[0].features.shape[1]
    weights = [
        rng.normal(0, 0.5 / np.sqrt(n_features), (n_features, N_HIDDEN)),
        np.zeros(N_HIDDEN),
        rng.normal(0, 0.1, N_HIDDEN),
        np.zeros(1),
    ]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    for step in range(1, N_STEPS + 1):
        chosen = [rng.integers(0, len(one.is_same), N_BATCH) for one in sets]
        x = np.concatenate([one.features[i] for one, i in zip(sets, chosen, strict=True)])
        y = np.concatenate([one.is_same[i] for one, i in zip(sets, chosen, strict=True)])
        for k, slope in enumerate(_slopes(weights, x, y)):
            first[k] = 0.9 * first[k] + 0.1 * slope
            second[k] = 0.999 * second[k] + 0.001 * slope**2
            pace = STEP * (1 - step / N_STEPS) / (1 - 0.9**step)
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
    TARGET.write_text(written(fit(examples())), encoding="utf-8")


if __name__ == "__main__":
    main()
