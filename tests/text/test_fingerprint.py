"""How near-copies are told from other texts."""

import pickle
import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import fingerprint, words

_WORDS = [f"word{i}" for i in range(500)]


def _text(seed: int, n_words: int = 300) -> str:
    return " ".join(random.Random(seed).choices(_WORDS, k=n_words))  # noqa: S311 (test input, no secret)


def _samples(text: str) -> tuple[fingerprint.Sketch, set[int]]:
    sketch = fingerprint.sketch(words.tokens(text))
    return sketch, set(np.frombuffer(sketch.samples, "<u4").tolist())


def _estimate(text_a: str, text_b: str) -> tuple[float, float]:
    """(Jaccard similarity, containment), as the sketches tell them."""
    (a, in_a), (b, in_b) = _samples(text_a), _samples(text_b)
    level = max(a.level, b.level)
    n_a, n_b, n_common = a.tallies[level], b.tallies[level], len(in_a & in_b)
    return n_common / (n_a + n_b - n_common), n_common / min(n_a, n_b)


def test_a_text_is_its_own_copy_whatever_its_case_and_punctuation() -> None:
    changed = _text(1).upper().replace(" ", ", ")
    assert fingerprint.jaccard(_text(1), changed) == 1.0
    assert fingerprint.sketch(words.tokens(_text(1))) == fingerprint.sketch(words.tokens(changed))


def test_different_texts_share_nothing() -> None:
    assert fingerprint.jaccard(_text(1), _text(2)) < 0.01
    assert _estimate(_text(1), _text(2))[0] < 0.05


def test_a_copy_cut_short_is_contained() -> None:
    short = " ".join(_text(3).split()[:100])
    assert fingerprint.containment(_text(3), short) == 1.0
    assert fingerprint.jaccard(_text(3), short) < 0.5
    assert _estimate(_text(3), short)[1] == 1.0


def test_an_edited_copy_is_estimated_well() -> None:
    edited = _text(4).split()
    edited[50:60] = ["edited"] * 10
    exact = fingerprint.jaccard(_text(4), " ".join(edited))
    assert abs(_estimate(_text(4), " ".join(edited))[0] - exact) < 0.15


def test_estimates_are_right_on_average() -> None:
    errors = []
    for seed in range(60):
        copied = _text(seed, 600).split()
        copied[: seed * 4] = _text(seed + 1_000, seed * 4).split()
        exact = fingerprint.jaccard(_text(seed, 600), " ".join(copied))
        errors.append(_estimate(_text(seed, 600), " ".join(copied))[0] - exact)
    assert abs(float(np.mean(errors))) < 0.03
    assert float(np.std(errors)) < 0.1


def test_an_empty_text_is_a_copy_of_nothing() -> None:
    assert fingerprint.sketch([]) == fingerprint.sketch(words.tokens("… — !"))
    assert fingerprint.sketch([]).n_runs == 0
    assert fingerprint.jaccard("", "") == 0.0


def test_a_sketch_is_small_whatever_the_length_and_the_script() -> None:
    for text in (_text(5, 20_000), "ශ්‍රී ලංකාව " * 4_000, "新闻工作者协会宣布" * 3_000, "la " * 9_000):
        sketch = fingerprint.sketch(words.tokens(text))
        assert len(sketch.samples) <= 4 * fingerprint.N_SAMPLES
        assert len(pickle.dumps(sketch)) < 400


def test_numbers_are_sampled_and_years_are_not() -> None:
    assert any(fingerprint.sketch(["rupee", "298", "to", "the", "dollar"]).numbers)
    assert not any(fingerprint.sketch(["in", "the", "summer", "of", "2024"]).numbers)


@given(st.lists(st.sampled_from(_WORDS), max_size=400))
def test_a_sketch_tells_what_each_level_would_keep(tokens: list[str]) -> None:
    sketch = fingerprint.sketch(tokens)
    tallies = list(sketch.tallies)
    assert tallies == sorted(tallies, reverse=True)
    assert tallies[sketch.level] * 4 == len(sketch.samples)
    if sketch.level == 0:
        assert tallies[0] == fingerprint.hashed_runs(tokens).size


@given(st.text(), st.text())
def test_overlap_is_symmetrical_and_within_bounds(a: str, b: str) -> None:
    one, other = fingerprint.shingles(a), fingerprint.shingles(b)
    assert fingerprint.overlap(one, other) == fingerprint.overlap(other, one)
    assert all(0.0 <= share <= 1.0 for share in fingerprint.overlap(one, other))


@given(st.text())
def test_any_text_can_be_sketched(text: str) -> None:
    sketch = fingerprint.sketch(words.tokens(text))
    assert sketch.n_runs == max(0, len(words.tokens(text)) - 3) or sketch.n_runs == 1


def test_sketches_are_the_same_on_every_machine() -> None:
    sketch = fingerprint.sketch(["one", "two", "three", "four", "five", "six"])
    assert np.frombuffer(sketch.samples, "<u4").tolist() == [647429001, 3575327842, 3996242097]
