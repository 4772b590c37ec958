"""The rough batch script that the goals of the grouping were set by, built anew from its description, on the house's own parts.

    python -m bench.quality.prototype      (a minute; needs scikit-learn, as nothing else here does: pip install scikit-learn)

All reports of a set at once, so that it knows what comes later: TF-IDF over the whole set, pairs within ten days, thirteen
features, boosted trees fitted on the tune parts of three sets together, average link over all pairs. It says how hard the test
parts are: what it gives on them stands beside what it gave on other held-out parts of the same sets.
"""

import importlib
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from bench import corpora
from bench.quality import stories
from newswright.records.reports import Report
from newswright.stages.cluster import ClusterPolicy, linkage

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

SETS = ("allsides-labelled", "allsides", "gun-violence", "ecbplus")
HORIZON_DAYS, LEAST_COSINE, N_DENSITY = 10.0, 0.06, 10
POLICY = replace(ClusterPolicy(), join_from=0.35, n_linked=10**6)  # chosen by cross-validation on the tune parts
_CAPITALS = re.compile(r"\b[A-Z]\w+")
_NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of one set by their places in it, (n,) each, their features, (n, 13), and the gold label of each report."""

    one: Rows
    other: Rows
    features: Floats
    gold: Sequence[str | None]

    def known(self) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Which pairs have two labels, and which have the same."""
        gold = np.array([label or "" for label in self.gold], dtype=object)
        is_known = (gold[self.one] != "") & (gold[self.other] != "")
        return is_known, gold[self.one] == gold[self.other]


def measured(name: str, part: corpora.Part) -> Pairs:
    """Measure all pairs of a set that share a little and are not too far apart in time."""
    told = list(corpora.records(name.removesuffix("-labelled"), part))
    if name.endswith("-labelled"):
        told = [(report, gold) for report, gold in told if gold]
    reports = [report for report, _ in told]
    vectors = [_weighed(texts) for texts in zip(*map(_texts, reports), strict=True)]
    days = np.array([report.happened_by.timestamp() / 86_400 for report in reports])
    alike = (vectors[0] @ vectors[0].T).tocoo()
    is_pair = (alike.row > alike.col) & (alike.data >= LEAST_COSINE)
    is_pair &= np.abs(days[alike.row] - days[alike.col]) <= HORIZON_DAYS
    one, other, cosine = alike.row[is_pair].astype(np.int64), alike.col[is_pair].astype(np.int64), alike.data[is_pair]
    cosines = [np.asarray(of[one].multiply(of[other]).sum(axis=1)).ravel() for of in vectors[1:]]
    density, best = _crowding(one, other, cosine, len(reports))
    mine, theirs, outlets = density[one], density[other], np.array([report.outlet for report in reports])
    columns = [
        cosine, *cosines, np.abs(days[one] - days[other]), np.minimum(mine, theirs), np.maximum(mine, theirs),
        cosine - (mine + theirs) / 2, cosine / np.sqrt(mine * theirs + 1e-4), cosine / np.maximum(best[one], best[other]),
        cosine / np.minimum(best[one], best[other]), outlets[one] == outlets[other],
    ]  # fmt: skip
    return Pairs(one, other, np.stack(columns, axis=1), [gold for _, gold in told])


def _texts(report: Report) -> Iterator[list[str]]:
    """What is compared: words, title, lead, names, numbers."""
    head = report.text.casefold().split()[:500]
    title = report.title.casefold().split()
    yield [*title, *title, *head]
    yield title
    yield head[:60]
    yield _CAPITALS.findall(f"{report.title}\n{report.text[:3000]}")
    yield _NUMBER.findall(report.text[:2000])


def _weighed(texts: Sequence[list[str]]) -> Any:
    text = _sklearn("feature_extraction.text")
    return text.TfidfVectorizer(analyzer=_themselves, sublinear_tf=True).fit_transform(texts)


def _themselves(tokens: list[str]) -> list[str]:
    return [stripped for token in tokens if (stripped := token.strip(".,;:!?\"'“”‘’()"))]


def _crowding(one: Rows, other: Rows, cosine: Floats, n: int) -> tuple[Floats, Floats]:
    """The mean cosine of each report's nearest others, and the best."""
    near: list[list[float]] = [[] for _ in range(n)]
    for a, b, value in zip(one.tolist(), other.tolist(), cosine.tolist(), strict=True):
        near[a].append(value)
        near[b].append(value)
    density = [sum(sorted(values)[-N_DENSITY:]) / N_DENSITY for values in near]
    return np.array(density), np.array([max(values, default=0.0) for values in near])


def fit() -> Any:
    """Fit on the tune parts of all sets together, each with the same weight."""
    parts = [measured(name, "tune") for name in SETS]
    known = [part.known() for part in parts]
    features = np.concatenate([part.features[is_in] for part, (is_in, _) in zip(parts, known, strict=True)])
    is_same = np.concatenate([same[is_in] for is_in, same in known])
    weights = np.concatenate([np.full(is_in.sum(), 1 / is_in.sum()) for is_in, _ in known])
    boosted = _sklearn("ensemble").HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.06, max_leaf_nodes=15, l2_regularization=5.0, random_state=1
    )
    return boosted.fit(features, is_same, weights / weights.mean())


def grouped(pairs: Pairs, scores: Floats) -> list[int]:
    """Number each report's cluster."""
    columns = (np.maximum(pairs.one, pairs.other), np.minimum(pairs.one, pairs.other))
    links = linkage.Links(*columns, np.rint(scores * linkage.ONE).astype(np.int64))
    n = len(pairs.gold)
    found = linkage.cut(range(n), links.at_least(POLICY.link_from), [0] * n, POLICY).clusters
    places = {row: number for number, rows in enumerate(found) for row in rows}
    return [places[row] for row in range(n)]


def _sklearn(name: str) -> Any:
    try:
        return importlib.import_module(f"sklearn.{name}")
    except ImportError:
        sys.exit("scikit-learn is needed for this peer, and by nothing else here: pip install scikit-learn")


def main() -> None:
    """Fit on the tune parts, and print BCubed F1 and pairwise F1 on the test parts."""
    model = fit()
    for name in SETS:
        pairs = measured(name, "test")
        found = grouped(pairs, model.predict_proba(pairs.features)[:, 1])
        labelled = [(f, g) for f, g in zip(found, pairs.gold, strict=True) if g]
        mine, theirs = [f for f, _ in labelled], [g for _, g in labelled]
        print(f"{name:20} {stories.bcubed(mine, theirs).f1:.3f} / {stories.pairwise(mine, theirs).f1:.3f}")


if __name__ == "__main__":
    main()
