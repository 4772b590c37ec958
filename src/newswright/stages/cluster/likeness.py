"""Score how likely two reports are of one story, from what was measured of the pair."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from newswright.stages.cluster.index import Floats

_CHUNK = 4096  # pairs at a time


def score(features: Floats) -> Floats:
    """Give each pair its probability of being one story: (n, len(FEATURES)) → (n,), in [0, 1].

    A sum of small trees, each of which asks the same question of all pairs at each of its levels; fitted by
    bench/quality/fit_stories.py on pairs of several sets together. More likeness never lowers the score.
    """
    trees = _trees()
    columns = np.ascontiguousarray(features.T, dtype=np.float32)
    logits = np.concatenate(
        [trees.logits(columns[:, low : low + _CHUNK]) for low in range(0, max(1, len(features)), _CHUNK)]
    )
    scores: Floats = 1.0 / (1.0 + np.exp(-logits))
    return scores


@dataclass(frozen=True, slots=True, eq=False)
class _Trees:
    """`asked` and `borders`, (trees, depth): which feature is above what; `leaves`, (trees, 2 ** depth); `bias`."""

    asked: npt.NDArray[np.int8]
    borders: npt.NDArray[np.float32]
    leaves: npt.NDArray[np.float32]
    bias: float

    def logits(self, columns: npt.NDArray[np.float32]) -> Floats:
        """Add the leaves up: (features, n) → (n,)."""
        places = np.zeros((len(self.leaves), columns.shape[1]), dtype=np.intp)
        for level in range(self.asked.shape[1]):
            places |= (columns[self.asked[:, level]] > self.borders[:, level, None]).astype(np.intp) << level
        found = np.take_along_axis(self.leaves, places, axis=1)
        return found.sum(axis=0, dtype=np.float64) + self.bias


@lru_cache(maxsize=1)
def _trees() -> _Trees:
    with resources.as_file(resources.files(__package__) / "weights.npz") as path, np.load(path) as stored:
        return _Trees(stored["asked"], stored["borders"], stored["leaves"].astype(np.float32), float(stored["bias"]))
