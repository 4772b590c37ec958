"""What the measures of grouping measure."""

import pytest
from bench.quality import stories, trend_replay
from hypothesis import given
from hypothesis import strategies as st

from bench import corpora

_LABELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=20)


def test_a_perfect_grouping_scores_one_whatever_its_labels() -> None:
    assert stories.bcubed("xxyz", "aabc").f1 == 1.0
    assert stories.pairwise("xxyz", "aabc").f1 == 1.0


def test_all_in_one_has_recall_and_pays_in_precision() -> None:
    assert stories.bcubed("xxxx", "aabb") == stories.Agreement(0.5, 1.0)
    assert stories.pairwise("xxxx", "aabb") == stories.Agreement(2 / 6, 1.0)


def test_all_apart_has_precision_and_pays_in_recall() -> None:
    assert stories.bcubed("wxyz", "aabb") == stories.Agreement(1.0, 0.5)
    assert stories.pairwise("wxyz", "aabb") == stories.Agreement(1.0, 0.0)


def test_nothing_to_group_is_no_error() -> None:
    assert stories.bcubed([], []).f1 == stories.pairwise([], []).f1 == 1.0


@given(_LABELS)
def test_precision_of_one_grouping_is_recall_of_the_other(labels: list[tuple[int, int]]) -> None:
    found, gold = [f for f, _ in labels], [g for _, g in labels]
    for measure in (stories.bcubed, stories.pairwise):
        one, other = measure(found, gold), measure(gold, found)
        assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))


PARTS: tuple[corpora.Part, ...] = ("all", "tune", "test")


@pytest.mark.data
@pytest.mark.usefixtures("data")
def test_a_set_falls_apart_into_its_two_parts_and_its_events_too() -> None:
    whole, tune, test = ({line["id"] for line in corpora.load("ecbplus", part)} for part in PARTS)
    assert tune | test == whole
    assert not tune & test
    everything, some, others = ({event.name for event in trend_replay.known_events(part)} for part in PARTS)
    assert some | others == everything
    assert not some & others
