"""Fit the judge of stages/verify/judge, and write weights.npz.

    python -m bench.quality.fit_judge            writes src/newswright/stages/verify/weights.npz (2 minutes)
    python -m bench.quality.fit_judge --check    leaves out one labelled set after the other, and writes nothing

The expert of copied sentences learns from bench/quality/joined.py alone, the expert of retold ones from the tune half of
factuality/claims-dev without QAGS, and from claims set beside wrong documents. So QAGS is never learned from. Needs catboost
(`pip install catboost`), which nothing else here does: the fitted trees are evaluated by numpy alone.
"""

import argparse
import importlib
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.quality import factuality, joined
from newswright.stages import verify
from newswright.stages.verify import alignment, judge

N_TREES, DEPTH, PACE, DECAY, SEED = 80, 3, 0.06, 10.0, 1
SHARE_OF_CLAIMS, SHARE_OF_FEATURES = 0.7, 0.5
FAMILY = "summedits"
FAMILY_WEIGHT, WRONG_WEIGHT = 0.4, 0.1  # of each of the family's seven sets, of the wrong documents; the others weigh 1
TEMPER = 0.5  # of the copied expert's logits: made claims are told apart more easily than real ones; the sign stays
N_WRONG = 500
WRONG, JOINED, NEVER_LEARNED = "wrong document", "joined", "qags_cnndm"
TARGET = Path(judge.__file__).with_name("weights.npz")


@dataclass(frozen=True, slots=True)
class Measured:
    """A labelled claim: its set, whether it is of the test half, its pair, which expert judges it, and its features."""

    of: str
    is_test: bool
    pair: str
    is_supported: bool
    expert: str
    features: dict[str, float]


def measured() -> Iterator[Measured]:
    """Measure everything that is learned from or reported on."""
    tune = factuality.claims(is_test=False)
    for is_test, chosen in ((False, tune), (True, factuality.claims(is_test=True))):
        for bench, claim in _beside(chosen):
            yield _measure(bench, claim["claim"], claim["dataset"], str(claim["pair"]), claim["supported"], is_test)
    dice = random.Random(2)  # noqa: S311 - no secret depends on it
    for claim, other in zip(dice.sample(tune, N_WRONG), dice.sample(tune, N_WRONG), strict=True):
        if other["document_id"] != claim["document_id"]:
            yield _measure(factuality.bench(other["document"]), claim["claim"], WRONG, "", False, False)
    document, bench = "", factuality.bench("")
    for example in joined.examples():
        if example.document != document:
            document, bench = example.document, factuality.bench(example.document)
        yield _measure(bench, example.claim, JOINED, "", example.is_supported, False)


def _beside(chosen: Sequence[factuality.Claim]) -> Iterator[tuple[verify.Bench, factuality.Claim]]:
    document, bench = "", factuality.bench("")
    for claim in chosen:
        if claim["document"] != document:
            document, bench = claim["document"], factuality.bench(claim["document"])
        yield bench, claim


def _measure(bench: verify.Bench, text: str, of: str, pair: str, is_supported: bool, is_test: bool) -> Measured:
    laid, findings = bench.aligned(text)
    return Measured(of, is_test, pair, is_supported, judge.expert(laid, findings), alignment.features(laid, findings))


def fit(name: str, told: Sequence[Measured]) -> dict[str, npt.NDArray[Any]]:
    """Fit one expert; each set weighs as said above, and within it both labels the same."""
    try:
        catboost = importlib.import_module("catboost")
    except ImportError:
        sys.exit("catboost is needed to fit the judge, and by nothing else here: pip install catboost")
    names = judge.EXPERTS[name]
    rows = np.array([[one.features[feature] for feature in names] for one in told], dtype=np.float32)
    sizes: defaultdict[tuple[str, bool], int] = defaultdict(int)
    for one in told:
        sizes[one.of, one.is_supported] += 1
    weights = np.array([_weight(one.of) / sizes[one.of, one.is_supported] for one in told])
    model = catboost.CatBoostClassifier(
        iterations=N_TREES, depth=DEPTH, learning_rate=PACE, l2_leaf_reg=DECAY, random_seed=SEED, bootstrap_type="Bernoulli",
        subsample=SHARE_OF_CLAIMS, rsm=SHARE_OF_FEATURES, thread_count=2, verbose=False, allow_writing_files=False,
        monotone_constraints=[1 if feature in alignment.UP else -1 for feature in names],
    )  # fmt: skip
    model.fit(rows, np.array([int(one.is_supported) for one in told]), sample_weight=weights / weights.mean())
    return _arrays(model)


def _weight(of: str) -> float:
    return FAMILY_WEIGHT if of.startswith(FAMILY) else WRONG_WEIGHT if of == WRONG else 1.0


def _arrays(model: Any) -> dict[str, npt.NDArray[Any]]:
    """Take the trees out of a fitted model, as judge.Trees has them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        stored = json.loads(path.read_text(encoding="utf-8"))
    trees, (scale, (bias,)) = stored["oblivious_trees"], stored["scale_and_bias"]
    asked = np.zeros((len(trees), DEPTH), dtype=np.int8)
    borders = np.full((len(trees), DEPTH), np.inf, dtype=np.float32)  # a question that is always answered no
    leaves = np.zeros((len(trees), 2**DEPTH), dtype=np.float32)
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or []):
            asked[number, level], borders[number, level] = split["float_feature_index"], split["border"]
        leaves[number, : len(tree["leaf_values"])] = np.array(tree["leaf_values"]) * scale
    return {"asked": asked, "borders": borders, "leaves": leaves, "bias": np.array(bias)}


def experts(told: Sequence[Measured], *, without: str = "") -> dict[str, dict[str, npt.NDArray[Any]]]:
    """Fit both, one set left out (or all whose names begin so)."""
    kept = [one for one in told if not one.is_test and not (without and one.of.startswith(without))]
    copied = [one for one in kept if one.of == JOINED and one.expert == "copied"]
    retold = [one for one in kept if one.of not in {JOINED, NEVER_LEARNED}]
    fitted = {"copied": fit("copied", copied), "retold": fit("retold", retold)}
    for key in ("leaves", "bias"):
        fitted["copied"][key] = fitted["copied"][key] * TEMPER
    return fitted


def check(told: Sequence[Measured]) -> None:
    """Print balanced accuracy at 0.5 on the test halves, each set judged by experts that have seen nothing of it."""
    sets = sorted({one.of for one in told} - {WRONG, JOINED})
    found: dict[str, float] = {}
    for of in sets:
        trees = {name: judge.trees(stored) for name, stored in experts(told, without=of).items()}
        for part in (False, True):
            scored = [(one, _score(trees, one)) for one in told if one.of == of and one.is_test == part]
            found[of] = balanced([(p >= 0.5, one.is_supported) for one, p in scored])
            half = "test" if part else "tune"
            print(
                f"{of:22} {half}  balanced accuracy {found[of]:.3f}  AUC {auc(scored):.3f}  ({len(scored)})", flush=True
            )
            if of == "bump":
                print(
                    f"{'':22} {half}  pairs ranked right {ranked([(one.pair, one.is_supported, p) for one, p in scored]):.3f}"
                )
    print(
        f"{'SummEdits, mean':22} test  balanced accuracy {np.mean([v for n, v in found.items() if n.startswith(FAMILY)]):.3f}"
    )
    trees = {name: judge.trees(stored) for name, stored in experts(told, without=FAMILY).items()}
    of_family = [
        balanced([(_score(trees, one) >= 0.5, one.is_supported) for one in told if one.of == of and one.is_test])
        for of in sets
        if of.startswith(FAMILY)
    ]
    print(f"{'SummEdits, mean':22} test  balanced accuracy {np.mean(of_family):.3f} with all seven left out")


def _score(trees: dict[str, judge.Trees], one: Measured) -> float:
    return trees[one.expert].probability([one.features[feature] for feature in judge.EXPERTS[one.expert]])


def auc(scored: Sequence[tuple[Measured, float]]) -> float:
    """The share of pairs of a supported and an unsupported claim that the score puts in order; ties count half."""
    high = np.array([p for one, p in scored if one.is_supported])[:, None]
    low = np.array([p for one, p in scored if not one.is_supported])[None, :]
    return float(((high > low) + 0.5 * (high == low)).mean())


def balanced(judged: Sequence[tuple[bool, bool]]) -> float:
    """Mean of the shares of supported and of unsupported claims that are judged right: pairs of judged, true."""
    return float(
        np.mean([np.mean([said == is_so for said, is_so in judged if is_so == label]) for label in (True, False)])
    )


def ranked(scored: Sequence[tuple[str, bool, float]]) -> float:
    """The share of pairs whose true claim has the higher score; ties count half."""
    pairs: defaultdict[str, dict[bool, float]] = defaultdict(dict)
    for pair, is_supported, p in scored:
        pairs[pair][is_supported] = p
    whole = [pair for pair in pairs.values() if len(pair) == 2]
    return float(np.mean([1.0 if p[True] > p[False] else 0.5 if p[True] == p[False] else 0.0 for p in whole]))


def main() -> None:
    """Fit, and write the weights; or check."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality.fit_judge", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="leave out one set after the other; write nothing")
    chosen = parser.parse_args()
    told = list(measured())
    if chosen.check:
        check(told)
        return
    fitted = experts(told)
    stored = {f"{name}_{key}": array for name, arrays in fitted.items() for key, array in arrays.items()}
    np.savez_compressed(TARGET, allow_pickle=False, **stored)


if __name__ == "__main__":
    main()
