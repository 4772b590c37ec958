"""Fit how likely an editor's round-up is to hold a word, or a pair of neighbours, that the reports tell.

    python -m bench.quality.fit_concepts > src/newswright/stages/write/concept_weights.py

Logistic regression with a small ridge, by Newton's method, on the tuning part of the round-ups (bench/quality/summaries.py); the
test part is not read. Features are scaled to their standard deviation for the ridge and the weights given back unscaled.
"""

import argparse
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bench.quality import summaries
from newswright.stages.write import concepts
from newswright.text import quotations, sentences

Floats = npt.NDArray[np.float64]
_RIDGE = 1.0
_N_STEPS = 12  # Newton's method is there after six


def examples(case: summaries.Case) -> list[tuple[Floats, Floats]]:
    """The features of a case's words and pairs, and which of them the round-up has."""
    told, n_words = [], 0
    for origin, report in enumerate(case.reports):
        for place, span in enumerate(sentences.split(report.text)):
            text = span.of(report.text)
            n_words += len(text.split())
            is_quoting = bool(quotations.marks(text))
            told.append(
                concepts.Told(units=concepts.units(text, "en"), origin=origin, place=place, is_quoting=is_quoting)
            )
    titles = [[concepts.units(report.title, "en")] for report in case.reports]
    room = len(case.reference.split()) / max(1, n_words)
    wanted = concepts.units(case.reference, "en")
    made = []
    for n, kind in enumerate(concepts.read(told, titles, language="en", room=room), 1):
        held = set(zip(*(wanted[at:] for at in range(n)), strict=False))
        made.append((kind.features, np.array([kind.named(at) in held for at in range(len(kind.parts))], dtype=float)))
    return made


def fit(found: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Fit weights (n_features,) to (features, labels)."""
    features, labels = np.vstack([x for x, _ in found]), np.concatenate([y for _, y in found])
    scale = features.std(axis=0)
    scale[scale == 0] = 1.0
    scaled = features / scale
    weights = np.zeros(features.shape[1])
    for _ in range(_N_STEPS):
        p = 1 / (1 + np.exp(-(scaled @ weights)))
        slope = scaled.T @ (labels - p) - _RIDGE * weights
        curve = (scaled * (p * (1 - p))[:, None]).T @ scaled + _RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    unscaled: Floats = weights / scale
    return unscaled


def main() -> None:
    """Print the fitted weights as the module that holds them."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    both = [examples(case) for case in summaries.cases("tune")]
    print(
        '"""The fitted weights of concepts, in the order of concepts.read; written by bench/quality/fit_concepts.py."""\n'
    )
    for at, name in enumerate(("WORD", "PAIR")):
        listed = "\n".join(f"    {weight:.4f}," for weight in fit([case[at] for case in both]))
        print(f"{name}: tuple[float, ...] = (\n{listed}\n)")


if __name__ == "__main__":
    main()
