"""How near-copies are told from other texts."""

import random

from hypothesis import given
from hypothesis import strategies as st

from newswright.text import fingerprint

_WORDS = [f"word{i}" for i in range(500)]


def _text(seed: int, n_words: int = 300) -> str:
    return " ".join(random.Random(seed).choices(_WORDS, k=n_words))  # noqa: S311 (test input, no secret)


def test_a_text_is_its_own_copy_whatever_its_case_and_punctuation() -> None:
    assert fingerprint.jaccard(_text(1), _text(1).upper().replace(" ", ", ")) == 1.0


def test_different_texts_share_nothing() -> None:
    assert fingerprint.jaccard(_text(1), _text(2)) < 0.01
    assert fingerprint.similarity(fingerprint.signature(_text(1)), fingerprint.signature(_text(2))) < 0.05


def test_a_copy_cut_short_is_contained() -> None:
    short = " ".join(_text(3).split()[:100])
    assert fingerprint.containment(_text(3), short) == 1.0
    assert fingerprint.jaccard(_text(3), short) < 0.5


def test_an_edited_copy_shares_a_shelf_and_is_estimated_well() -> None:
    words = _text(4).split()
    words[50:60] = ["edited"] * 10
    edited = " ".join(words)
    a, b = fingerprint.signature(_text(4)), fingerprint.signature(edited)
    assert set(fingerprint.bands(a)) & set(fingerprint.bands(b))
    assert abs(fingerprint.similarity(a, b) - fingerprint.jaccard(_text(4), edited)) < 0.15


def test_an_empty_text_is_a_copy_of_nothing() -> None:
    empty = fingerprint.signature("")
    assert fingerprint.bands(empty) == []
    assert fingerprint.similarity(empty, empty) == 0.0
    assert fingerprint.jaccard("", "") == 0.0


@given(st.text(), st.text())
def test_overlap_is_symmetrical_and_within_bounds(a: str, b: str) -> None:
    one, other = fingerprint.shingles(a), fingerprint.shingles(b)
    assert fingerprint.overlap(one, other) == fingerprint.overlap(other, one)
    assert all(0.0 <= share <= 1.0 for share in fingerprint.overlap(one, other))


def test_signatures_are_the_same_on_every_machine() -> None:
    assert fingerprint.bands(fingerprint.signature("one two three four five six"))[0] == 1017967673891791246
