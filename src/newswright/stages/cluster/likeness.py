"""Score how likely two reports are of one story, from what was measured of the pair."""

import numpy as np

from newswright.stages.cluster import weights
from newswright.stages.cluster.index import Floats


def score(features: Floats) -> Floats:
    """Give each pair its probability of being one story: (n, len(FEATURES)) → (n,), in [0, 1].

    A network of one hidden layer, fitted by bench/quality/fit_stories.py on pairs of several sets together.
    """
    hidden = np.tanh(((features - _MEAN) / _SPREAD) @ _HIDDEN + _HIDDEN_BIAS)
    logit: Floats = hidden @ _OUT + weights.OUT_BIAS
    return 1.0 / (1.0 + np.exp(-logit))


_MEAN, _SPREAD = np.array(weights.MEAN), np.array(weights.SPREAD)
_HIDDEN, _HIDDEN_BIAS = np.array(weights.HIDDEN), np.array(weights.HIDDEN_BIAS)
_OUT = np.array(weights.OUT)
