"""The pair score stays in [0, 1], rises with likeness, and does not depend on the company in which a pair is scored."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newswright.stages.cluster import ClusterPolicy, likeness
from newswright.stages.cluster.index import FEATURES
from newswright.stages.cluster.measures import Floats

RISING = [
    number
    for number, name in enumerate(FEATURES)
    if name not in {
        "gap", "same_source", "numbers", "density_min", "density_max", "shorter", "longer", "has_names", "has_numbers",
    }
]  # fmt: skip
ULPS = 1e-12  # the exponential may differ in its last bits; the sums before it do not
LENGTH = 5.5  # ln(1 + number of words): news of some 240 different words
KNOWN = {"shorter": LENGTH, "longer": LENGTH, "has_names": 1.0, "density_min": 0.1, "density_max": 0.1}
ALIKE = KNOWN | {
    "words": 0.7, "title": 0.6, "lead": 0.6, "names": 0.8, "head_names": 0.8, "title_in_min": 0.8, "title_in_max": 0.9,
    "lead_in_min": 0.6, "lead_in_max": 0.8, "head_names_in_min": 0.8, "head_names_in_max": 1.0, "names_in_min": 0.6,
    "names_in_max": 0.8, "title_words_min": 0.5, "title_words_max": 0.7, "rarest_word": 5.0, "rarest_name": 5.0,
    "relative": 0.6, "ratio": 6.0,
}  # fmt: skip
STRANGE = KNOWN | {"words": 0.05, "rarest_word": 2.0, "relative": -0.05, "ratio": 0.5}


def features(**told: float) -> Floats:
    return np.array([[told.get(name, 0.0) for name in FEATURES]])


@st.composite
def pairs(draw: st.DrawFn) -> Floats:
    n = draw(st.integers(1, 30))
    cells = st.lists(st.floats(0, 10, width=32), min_size=n * len(FEATURES), max_size=n * len(FEATURES))
    return np.array(draw(cells)).reshape(n, len(FEATURES))


def test_two_reports_that_share_nearly_all_score_high_and_strangers_low() -> None:
    assert likeness.score(features(**ALIKE))[0] > 0.9
    assert likeness.score(features(**STRANGE))[0] < ClusterPolicy().link_from


def test_the_same_likeness_a_week_apart_says_no_more_than_on_one_day() -> None:
    today, next_week = likeness.score(np.concatenate((features(**ALIKE), features(**ALIKE, gap=np.log1p(7)))))
    assert next_week <= today


def test_no_pairs_have_no_scores() -> None:
    assert likeness.score(np.zeros((0, len(FEATURES)))).shape == (0,)


def test_the_trees_ask_only_for_features_that_there_are() -> None:
    trees = likeness._trees()
    assert trees.asked.min() >= 0
    assert trees.asked.max() < len(FEATURES)
    assert len(trees.leaves) == len(trees.asked) * 2 ** trees.asked.shape[1]
    assert trees.asked.shape[1] <= 8


@settings(max_examples=50, deadline=None)
@given(pairs())
def test_any_pair_has_a_score_between_0_and_1(measured: Floats) -> None:
    scores = likeness.score(measured)
    assert np.all((scores >= 0) & (scores <= 1))


@settings(max_examples=50, deadline=None)
@given(pairs(), st.sampled_from(RISING), st.floats(0, 5))
def test_more_likeness_never_lowers_a_score(measured: Floats, column: int, more: float) -> None:
    nearer = measured.copy()
    nearer[:, column] += more
    assert np.all(likeness.score(nearer) >= likeness.score(measured) - ULPS)


@settings(max_examples=25, deadline=None)
@given(pairs())
def test_more_days_apart_never_raise_a_score(measured: Floats) -> None:
    later = measured.copy()
    later[:, FEATURES.index("gap")] += 0.7
    assert np.all(likeness.score(later) <= likeness.score(measured) + ULPS)


@pytest.mark.parametrize("n", [1, 7, 1023, 1024, 1025, 3000])
def test_a_pair_scores_the_same_alone_and_among_others(n: int) -> None:
    measured = np.random.default_rng(5).uniform(0, 3, (n, len(FEATURES)))
    together = likeness.score(measured)
    for row in {0, n // 2, n - 1}:
        assert likeness.score(measured[row : row + 1])[0] == pytest.approx(together[row], abs=ULPS)


@pytest.mark.parametrize("n", [2, 500])
def test_the_order_of_pairs_makes_no_difference(n: int) -> None:
    measured = np.random.default_rng(6).uniform(0, 3, (n, len(FEATURES)))
    assert likeness.score(measured[::-1]).tolist() == pytest.approx(likeness.score(measured)[::-1].tolist(), abs=ULPS)
