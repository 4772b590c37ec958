"""Give the probability that a claim is supported, after the exact checks, and say where it parts from its evidence.

Two sums of small trees, fitted by bench/quality/fit_judge.py: one for sentences put together from the evidence's own runs of
words, learned from real reports and corruptions of them; one for sentences that retell it, learned from labelled claims.
In both, what speaks for a claim never lowers its probability.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from newswright.records.drafts import Finding
from newswright.stages.verify.alignment import COPIED, RETOLD, Alignment, features

EXPERTS: Mapping[str, tuple[str, ...]] = {"copied": COPIED, "retold": RETOLD}
_MOST_SHOWN = 6  # words


def expert(alignment: Alignment, findings: Sequence[Finding]) -> str:
    """Which of the two judges a claim: what copies, as long as no exact check speaks, is judged by how it is joined."""
    return "copied" if alignment.is_copied and not findings else "retold"


def probability(alignment: Alignment, findings: Sequence[Finding]) -> float:
    """The probability, in [0, 1], that the evidence supports the claim, as if half of all claims were supported."""
    name = expert(alignment, findings)
    measured = features(alignment, findings)
    return _trees(name).probability([measured[feature] for feature in EXPERTS[name]])


def place(alignment: Alignment) -> str:
    """The words at which the claim parts from its evidence: those that it lacks, else those around the widest junction."""
    if lacking := list(dict.fromkeys(word.token for word in alignment.missing)):
        return ", ".join(lacking[:_MOST_SHOWN])
    junctions = sorted(alignment.junctions(), key=lambda junction: (-junction[3], not junction[2], junction[0]))
    tokens = [word.token for word, _ in alignment.words]
    if not junctions:
        return " ".join(tokens[:_MOST_SHOWN])
    at = junctions[0][0]
    return " ".join(tokens[max(0, at - _MOST_SHOWN // 2) : at + _MOST_SHOWN // 2])


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """`asked` and `borders`, (trees, depth): which feature is above what; `leaves`, (trees, 2 ** depth), `bias`: logits."""

    asked: npt.NDArray[np.intp]
    borders: npt.NDArray[np.float32]
    leaves: npt.NDArray[np.float32]
    bias: float

    def probability(self, values: Sequence[float]) -> float:
        """Add the leaves up for one claim."""
        row = np.array(values, dtype=np.float32)
        places = (row[self.asked] > self.borders) @ (1 << np.arange(self.asked.shape[1]))
        logit = self.bias + float(self.leaves[np.arange(len(places)), places].sum(dtype=np.float64))
        return 1 / (1 + math.exp(-logit))


@lru_cache(maxsize=2)
def _trees(name: str) -> Trees:
    with resources.as_file(resources.files(__package__) / "weights.npz") as path, np.load(path) as stored:
        return trees({key: stored[f"{name}_{key}"] for key in ("asked", "borders", "leaves", "bias")})


def trees(stored: Mapping[str, npt.NDArray[Any]]) -> Trees:
    """Take one sum of trees as it is stored."""
    return Trees(
        asked=stored["asked"].astype(np.intp),
        borders=stored["borders"].astype(np.float32),
        leaves=stored["leaves"].astype(np.float32),
        bias=float(stored["bias"]),
    )
