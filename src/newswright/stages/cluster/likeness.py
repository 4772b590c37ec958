"""Score how likely two reports are of one story, from what was measured of the pair."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from newswright.stages.cluster.measures import Floats

STEP = 1 / 4096  # of the leaves' whole numbers: sums of them are exact, in whatever company a pair is scored

PLAIN, MEANT = "weights.npz", "weights-embedded.npz"

_CHUNK = 1024  # pairs at a time, so that their columns stay near the processor


def score(features: Floats, weights: str = PLAIN) -> Floats:
    """Give each pair its probability of being one story: (n, len(FEATURES)) → (n,), in [0, 1].

    With the weights MEANT, one more column stands behind the others: the cosine of what an encoder makes of both reports.

    A sum of small trees, each of which asks the same question of all pairs at each of its levels; fitted by
    bench/quality/fit_stories.py on pairs of several sets together. More likeness never lowers the score.
    """
    trees = _trees(weights)
    columns = np.ascontiguousarray(features.T, dtype=np.float32)
    logits = [trees.logits(columns[:, low : low + _CHUNK]) for low in range(0, max(1, len(features)), _CHUNK)]
    scores: Floats = 1.0 / (1.0 + np.exp(-np.concatenate(logits)))
    return scores


@dataclass(frozen=True, slots=True, eq=False)
class _Trees:
    """`asked` and `borders`, (trees, depth): which feature is above what; `leaves`, (trees * 2 ** depth,), tree by tree, in
    STEPs; `roots`, (trees, 1): where each tree's leaves begin; `bias` in logits. Depth is 8 at most."""

    asked: npt.NDArray[np.int8]
    borders: npt.NDArray[np.float32]
    leaves: npt.NDArray[np.int16]
    roots: npt.NDArray[np.intp]
    bias: float

    def logits(self, columns: npt.NDArray[np.float32]) -> Floats:
        """Add the leaves up: (features, n) → (n,)."""
        places = np.zeros((len(self.roots), columns.shape[1]), dtype=np.uint8)
        for level in range(self.asked.shape[1]):
            is_above = columns[self.asked[:, level]] > self.borders[:, level, None]
            places |= is_above.view(np.uint8) << np.uint8(level)
        sums = np.take(self.leaves, places + self.roots).sum(axis=0, dtype=np.int64)
        logits: Floats = sums * STEP + self.bias
        return logits


@lru_cache(maxsize=2)
def _trees(weights: str = PLAIN) -> _Trees:
    with resources.as_file(resources.files(__package__) / weights) as path, np.load(path) as stored:
        leaves = stored["leaves"]
        roots = np.arange(len(leaves), dtype=np.intp)[:, None] * leaves.shape[1]
        return _Trees(stored["asked"], stored["borders"], leaves.ravel(), roots, float(stored["bias"]))
