"""Fit the weights of stages/cluster/crossing on the tuning part of the pairs across languages, and print them.

    python -m bench.quality.fit_languages [--without KINDS]

A logistic regression with the features brought to one scale and a penalty on the squares of its weights. With `--without`, the
kinds of keys named (letters of crossing.KINDS, or `v` for how well the salient matter is covered) are left out, the rest is
fitted again, and both parts are measured: what each kind is worth.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from bench.quality import languages
from newswright.stages.cluster import crossing

Floats = npt.NDArray[np.float64]
_PENALTY = 1.0  # of squared weights; 0.3 and 3 gave the same F1 within 0.01 by five folds over the tuning reports
_N_STEPS = 60  # of Newton's method; it stands still after some twenty
_COVERAGE = (5, 6)  # places of the two features of coverage


def fit(features: Floats, is_same: Floats) -> tuple[Floats, float]:
    """Fit (n, d) features to (n,) labels; return the weights (d,) for raw features, and the bias."""
    mean, spread = features.mean(0), features.std(0) + 1e-9
    scaled = np.column_stack([(features - mean) / spread, np.ones(len(features))])
    weights = np.zeros(scaled.shape[1])
    penalty = np.full(len(weights), _PENALTY)
    penalty[-1] = 1e-6
    for _ in range(_N_STEPS):
        p = 1.0 / (1.0 + np.exp(-scaled @ weights))
        slope = scaled.T @ (p - is_same) + penalty * weights
        curve = (scaled * (p * (1 - p))[:, None]).T @ scaled + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    raw = weights[:-1] / spread
    return raw, float(weights[-1] - raw @ mean)


def policy(measured: Sequence[languages.Measured], *, covers: bool) -> crossing.CrossingPolicy:
    """Fit the score to measured pairs."""
    features = np.array([one.features for one in measured])
    if not covers:
        features[:, _COVERAGE] = 0.0
    weights, bias = fit(features, np.array([float(one.pair.is_same) for one in measured]))
    return replace(crossing.CrossingPolicy(), weights=tuple(round(float(w), 3) for w in weights), bias=round(bias, 2))


def main() -> None:
    """Fit, print the weights, and measure both parts at the policy's threshold and at the best one of the tuning part."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality.fit_languages", description=main.__doc__)
    parser.add_argument("--without", default="")
    without = parser.parse_args().without
    kinds = "".join(kind for kind in crossing.KINDS if kind not in without)
    told = {part: languages.stream(part, kinds=kinds) for part in ("tune", "test")}
    fitted = policy(languages.measure(told["tune"]), covers="v" not in without)
    print("weights", fitted.weights, "bias", fitted.bias)
    measured = {part: languages.measure(one, fitted) for part, one in told.items()}
    for join_from in (0.5, 0.7, 0.8, 0.9):
        for part, pairs in measured.items():
            for is_day in (True, False):
                found = languages.at([one for one in pairs if one.pair.is_day == is_day], join_from)
                name = f"{part} {'days' if is_day else 'pairs'}"
                print(
                    f"{name:11} from {join_from}: precision {found.precision:.3f} recall {found.recall:.3f} F1 {found.f1:.3f}"
                )


if __name__ == "__main__":
    main()
