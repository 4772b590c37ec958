"""How far the scores of pairs are believed."""

import numpy as np
import pytest

from newswright.stages.cluster import ClusterPolicy, trust
from newswright.stages.cluster.index import FEATURES

POLICY = ClusterPolicy()
NEXT_OF_A_SERIES = {"same_source": 1.0, "has_names": 1.0, "has_numbers": 1.0, "numbers": 0.1, "gap": np.log1p(1.0)}


def _share(n_words: int, **told: float) -> float:
    features = np.array([[told.get(name, 0.0) for name in FEATURES]])
    return float(trust.shares(features, np.array([n_words]), POLICY)[0])


def test_the_score_of_two_full_texts_is_believed() -> None:
    assert _share(200) == 1.0


def test_headlines_alone_are_believed_less() -> None:
    assert _share(POLICY.headline_words - 1) == POLICY.headline_share
    assert _share(POLICY.headline_words) == 1.0


def test_the_next_report_of_a_series_with_other_figures_is_believed_less() -> None:
    assert _share(200, **NEXT_OF_A_SERIES) == POLICY.serial_share


@pytest.mark.parametrize(
    ("name", "value"),
    [("same_source", 0.0), ("gap", np.log1p(0.5)), ("numbers", 0.6), ("has_numbers", 0.0), ("has_names", 0.0)],
)
def test_another_outlet_the_same_day_the_same_figures_or_none_make_no_series(name: str, value: float) -> None:
    assert _share(200, **(NEXT_OF_A_SERIES | {name: value})) == 1.0
