"""The yardstick of the compiler's choice measures what it says."""

import pytest
from bench.quality import summaries
from hypothesis import given
from hypothesis import strategies as st

TEXT = st.text(alphabet="ab cd", max_size=40)


@pytest.mark.parametrize(
    ("candidate", "reference", "n", "expected"),
    [
        ("the river rose", "the river rose", 1, 1.0),
        ("the river rose", "the river rose", 2, 1.0),
        ("the river rose", "a dam broke", 1, 0.0),
        ("the river rose", "the river fell", 1, 2 / 3),
        ("the river rose", "the river fell", 2, 1 / 2),
        ("the the the the", "the river", 1, 2 * (1 / 4 * 1 / 2) / (1 / 4 + 1 / 2)),
        ("rivers flooding towns", "river flooded town", 1, 1.0),
        ("", "the river", 1, 0.0),
        ("river", "river", 2, 0.0),
    ],
    ids=[
        "same",
        "same-pairs",
        "nothing",
        "two-of-three",
        "one-of-two-pairs",
        "clipped",
        "stemmed",
        "empty",
        "too-short",
    ],
)
def test_rouge_is_computed_as_published(candidate: str, reference: str, n: int, expected: float) -> None:
    assert summaries.rouge(candidate, reference, n) == pytest.approx(expected)


@given(TEXT, TEXT)
def test_rouge_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert summaries.rouge(a, b, 1) == pytest.approx(summaries.rouge(b, a, 1))
    assert 0 <= summaries.rouge(a, b, 2) <= 1


def test_systems_are_cut_at_the_same_number_of_words() -> None:
    assert summaries.cut(["The river rose.", "The dam held."], 4) == "The river rose. The"


@pytest.mark.data
def test_every_system_orders_sentences_of_the_reports(data: object) -> None:
    case = next(summaries.cases("tune"))
    text = " ".join(report.text for report in case.reports)
    for system in (summaries.in_turn, summaries.centroid, summaries.lexrank):
        assert all(sentence in text for sentence in system(case))
    assert summaries.compiler(case)


@pytest.mark.data
def test_the_parts_do_not_overlap(data: object) -> None:
    tune, test = ({case.story for case in summaries.cases(part)} for part in ("tune", "test"))
    assert tune
    assert test
    assert not tune & test
