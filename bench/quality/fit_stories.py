"""Fit the weights of stages/cluster/likeness on the tune parts of all sets together, and write weights.npz.

    python -m bench.quality.fit_stories            writes src/newswright/stages/cluster/weights.npz (2 minutes on two cores)
    python -m bench.quality.fit_stories --check    measures by cross-validation on the tune parts and writes nothing (8 minutes)
    python -m bench.quality.fit_stories --encoder FOLDER [--encoder FOLDER …] --encoder-languages en

With encoders, the pairs that they have read teach the weights for newsrooms with one (weights-embedded.npz): several encoders
together, so that the weights lean on none. An encoder takes its time: 20,000 texts, many of them short.

What is learned from is in bench/quality/story_pairs.py. Needs catboost (`pip install catboost`), which nothing else here does:
the fitted trees are evaluated by numpy alone.
"""

import argparse
import importlib
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.quality import stories, story_pairs
from newswright.records import ids
from newswright.stages import cluster
from newswright.stages.cluster import likeness, linkage
from newswright.stages.cluster.index import FEATURES
from newswright.stages.cluster.measures import Floats
from newswright.stages.cluster.postings import rank

N_TREES, DEPTH, PACE, DECAY, N_BORDERS, SEED = 150, 5, 0.15, 5.0, 64, 1
SHARE_OF_PAIRS, SHARE_OF_FEATURES = 0.7, 0.6  # that each tree, and each question, is chosen by
LESS_IS_LIKER = ("gap", "same_source")
EITHER = ("numbers", "density_min", "density_max", "shorter", "longer", "has_names", "has_numbers")
FOLDER = Path(likeness.__file__).parent


def fit(
    told: Sequence[story_pairs.Examples],
    *,
    without_fold: int | None = None,
    without_set: str | None = None,
    is_meant: bool = False,
) -> Any:
    """Fit the trees; a fold (both of a pair's reports have to be of others) or a set can be left out. `is_meant`: on the pairs
    that an encoder has read, and on its cosine too."""
    try:
        catboost = importlib.import_module("catboost")
    except ImportError:
        sys.exit("catboost is needed to fit the pair score, and by nothing else here: pip install catboost")
    parts = [one for one in told if one.of != without_set]
    kept = [
        np.all(one.folds != without_fold, axis=0) if without_fold is not None else np.ones(len(one.is_same), bool)
        for one in parts
    ]
    if is_meant:
        kept = [is_in & ~np.isnan(one.cosines) for one, is_in in zip(parts, kept, strict=True)]
    columns = [_columns(one, is_meant=is_meant)[is_in] for one, is_in in zip(parts, kept, strict=True)]
    features = np.concatenate(columns).astype(np.float32)
    is_same = np.concatenate([one.is_same[is_in] for one, is_in in zip(parts, kept, strict=True)])
    weights = np.concatenate(
        [np.full(is_in.sum(), one.weight / max(1, is_in.sum())) for one, is_in in zip(parts, kept, strict=True)]
    )
    model = catboost.CatBoostClassifier(
        iterations=N_TREES, depth=DEPTH, learning_rate=PACE, l2_leaf_reg=DECAY, border_count=N_BORDERS, random_seed=SEED,
        bootstrap_type="Bernoulli", subsample=SHARE_OF_PAIRS, rsm=SHARE_OF_FEATURES,
        monotone_constraints=_monotone(is_meant=is_meant),
        thread_count=2, verbose=False, allow_writing_files=False,
    )  # fmt: skip
    model.fit(features, is_same.astype(int), sample_weight=weights / weights.mean())
    return model


def _columns(told: story_pairs.Examples | story_pairs.Measured, *, is_meant: bool) -> Floats:
    return np.column_stack((told.features, told.cosines)) if is_meant else told.features


def _monotone(*, is_meant: bool) -> list[int]:
    """Which way each feature may move the score: 1 up, -1 down, 0 either."""
    ways = [-1 if name in LESS_IS_LIKER else 0 if name in EITHER else 1 for name in FEATURES]
    return [*ways, 1] if is_meant else ways


def arrays(model: Any) -> dict[str, npt.NDArray[Any]]:
    """Take the trees out of a fitted model, as likeness._Trees has them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        told = json.loads(path.read_text(encoding="utf-8"))
    trees, (scale, (bias,)) = told["oblivious_trees"], told["scale_and_bias"]
    depth = max(len(tree["splits"]) for tree in trees)
    asked = np.zeros((len(trees), depth), dtype=np.int8)
    borders = np.full((len(trees), depth), np.inf, dtype=np.float32)  # a question that is always answered no
    leaves = np.zeros((len(trees), 2**depth))
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            asked[number, level], borders[number, level] = split["float_feature_index"], split["border"]
        leaves[number, : len(tree["leaf_values"])] = tree["leaf_values"]
    whole = np.rint(leaves * scale / likeness.STEP).astype(np.int16)
    return {"asked": asked, "borders": borders, "leaves": whole, "bias": np.array(bias)}


def check(told: Sequence[story_pairs.Examples], draw: cluster.Draw = map) -> None:
    """Print what the score gives on pairs that it has not seen: other stories of the same sets, and sets left out whole.

    BCubed F1 / pairwise F1 at several thresholds; for ordinary daily news, precision / recall of the labelled pairs. Links by
    score alone: copies, which the window links as well, are left aside. Where an encoder has read anything, with its help below.
    """
    streams = dict(_streams(draw))
    folds = [fit(told, without_fold=fold) for fold in range(story_pairs.N_FOLDS)]
    print(f"{'stories left out':24}", *(f"{threshold:<11}" for threshold in THRESHOLDS))
    for (name, how), measured in streams.items():
        _print_row(f"{name} {how}", measured, _held_out(measured, folds))
    if any(not np.isnan(one.cosines).all() for one in told):
        helped = [fit(told, without_fold=fold, is_meant=True) for fold in range(story_pairs.N_FOLDS)]
        print("stories left out, with the encoder's help")
        for (name, how), measured in streams.items():
            by_words, by_both = _held_out(measured, folds), _held_out(measured, helped, is_meant=True)
            _print_row(f"{name} {how}", measured, np.where(np.isnan(measured.cosines), by_words, by_both))
    print("sets left out")
    for left_out in (*story_pairs.SETS, "lk-en"):
        model = fit(told, without_set=left_out)
        for (name, how), measured in streams.items():
            if name == left_out:
                _print_row(f"{name} {how}", measured, _asked(model, measured.features))


THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


def _streams(draw: cluster.Draw) -> Iterator[tuple[tuple[str, str], story_pairs.Measured]]:
    for name in story_pairs.SETS:
        for how, told in story_pairs.ways(name, draw):
            if how in {"labelled", "full", "short", "titles"}:
                yield (name, how), story_pairs.go_through(told, story_pairs.TICK)
    _, daily = next(story_pairs.ways("lk-en", draw))
    yield ("lk-en", "labelled"), story_pairs.go_through(daily, story_pairs.DAILY_TICK, story_pairs.HORIZON_DAYS)


def _held_out(measured: story_pairs.Measured, models: Sequence[Any], *, is_meant: bool = False) -> Floats:
    """Score each pair by the models that have not seen its reports' stories: the mean where these are of two folds."""
    labels = story_pairs.judged()
    folds = np.array([story_pairs.fold(label or one.report_id) for one, label in measured.told])
    of_one, of_other = folds[measured.later], folds[measured.earlier]
    names = [one.report_id for one, _ in measured.told]
    for k, (one, other) in enumerate(zip(measured.later.tolist(), measured.earlier.tolist(), strict=True)):
        if frozenset((names[one], names[other])) in labels:
            of_one[k] = of_other[k] = story_pairs.fold("".join(sorted((names[one], names[other]))))
    scores = np.stack([_asked(model, _columns(measured, is_meant=is_meant)) for model in models])
    pairs = np.arange(len(of_one))
    mean: Floats = (scores[of_one, pairs] + scores[of_other, pairs]) / 2
    return mean


def _asked(model: Any, features: Floats) -> Floats:
    scores: Floats = model.predict_proba(features.astype(np.float32))[:, 1]
    return scores


def _print_row(title: str, measured: story_pairs.Measured, scores: Floats) -> None:
    links = _links(measured, np.rint(scores * linkage.ONE).astype(np.int64))
    gold, labels = [label for _, label in measured.told], story_pairs.judged()
    cells = []
    for threshold in THRESHOLDS:
        policy = replace(story_pairs.POLICY, join_from=threshold)
        clusters = linkage.cut(range(len(gold)), links, [0] * len(gold), policy).clusters
        found = {row: number for number, rows in enumerate(clusters) for row in rows}
        if any(gold):
            known = [(found[row], label) for row, label in enumerate(gold) if label]
            mine, theirs = [f for f, _ in known], [g for _, g in known]
            cells.append((stories.bcubed(mine, theirs).f1, stories.pairwise(mine, theirs).f1))
        else:
            places = {one.report_id: found[row] for row, (one, _) in enumerate(measured.told)}
            agreement = stories.agreement(
                [
                    (len({places[ids.ReportId(one)] for one in pair}) == 1, bool(is_same))
                    for pair, is_same in labels.items()
                ]
            )
            cells.append((agreement.precision, agreement.recall))
    print(f"{title:24}", *(f"{one:.3f}/{other:.3f}" for one, other in cells), flush=True)


def _links(measured: story_pairs.Measured, scores: npt.NDArray[np.int64]) -> linkage.Links:
    """Each report's strongest links to those before it, as the graph keeps them."""
    order = np.lexsort((measured.earlier, -scores, measured.later))
    order = order[scores[order] >= story_pairs.POLICY.link_from * linkage.ONE]
    order = order[rank(measured.later[order]) < story_pairs.POLICY.n_links]
    return linkage.Links(measured.later[order], measured.earlier[order], scores[order])


def main() -> None:
    """Fit, and write the weights; or check."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality.fit_stories", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="measure by cross-validation; write nothing")
    parser.add_argument("--encoder", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--encoder-languages", default="", metavar="en,…", help="those that it reads; all by default")
    chosen = parser.parse_args()
    ways = [stories.way(folder, chosen.encoder_languages) for folder in chosen.encoder] or [stories.way(None, "")]
    told = [one for way in ways for one in story_pairs.examples(way.draw)]
    if chosen.check:
        check(told, ways[0].draw)
    elif chosen.encoder:
        trees = arrays(fit(told, is_meant=True))
        np.savez_compressed(
            FOLDER / likeness.MEANT, allow_pickle=False, **trees, n_features=np.array(len(FEATURES) + 1)
        )
    else:
        trees = arrays(fit(told))
        np.savez_compressed(FOLDER / likeness.PLAIN, allow_pickle=False, **trees)


if __name__ == "__main__":
    main()
