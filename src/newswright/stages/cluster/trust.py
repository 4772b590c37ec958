"""Say how far the scores of pairs are believed: little of headlines alone, and of what an outlet prints day by day."""

import numpy as np

from newswright.stages.cluster.index import FEATURES
from newswright.stages.cluster.measures import Floats
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.postings import Rows

_GAP, _NUMBERS = FEATURES.index("gap"), FEATURES.index("numbers")
_IS_ASKED = [FEATURES.index(name) for name in ("same_source", "has_names", "has_numbers")]


def shares(features: Floats, shorter: Rows, policy: ClusterPolicy) -> Floats:
    """What each pair's score counts for, in (0, 1]; (n,).

    `features` are Index.measure's, (n, d), `shorter` the number of different words of the shorter report. Headlines share words
    by chance. One outlet's report with other figures, most of a day later, is the next of a series: shares, weather, fuel.
    """
    is_serial = (features[:, _IS_ASKED] > 0).all(axis=1) & (features[:, _NUMBERS] < policy.serial_numbers)
    is_serial &= features[:, _GAP] > np.log1p(policy.serial_hours / 24)
    counts: Floats = np.where(shorter < policy.headline_words, policy.headline_share, 1.0)
    counts[is_serial] *= policy.serial_share
    return counts
