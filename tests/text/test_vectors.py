"""How words are weighed by their rarity, and how that follows the stream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import vectors

_DOCUMENTS = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=8), min_size=1, max_size=8)


def test_rare_words_weigh_more() -> None:
    frequencies = vectors.Frequencies()
    for document in (["flood", "galle"], ["flood", "rates"], ["flood", "vote"]):
        frequencies.add(document)
    assert frequencies.idf("galle") > frequencies.idf("flood")
    assert frequencies.idf("unseen") > frequencies.idf("galle")


@given(_DOCUMENTS, _DOCUMENTS)
def test_what_is_forgotten_leaves_no_trace(kept: list[list[str]], gone: list[list[str]]) -> None:
    once, twice = vectors.Frequencies(), vectors.Frequencies()
    for document in kept:
        once.add(document)
        twice.add(document)
    for document in gone:
        twice.add(document)
    for document in gone:
        twice.forget(document)
    assert [once.idf(word) for word in "abcdef"] == [twice.idf(word) for word in "abcdef"]


@given(_DOCUMENTS)
def test_a_vector_is_like_itself_and_within_bounds(documents: list[list[str]]) -> None:
    frequencies = vectors.Frequencies()
    for document in documents:
        frequencies.add(document)
    made = [vectors.weigh(document, frequencies) for document in documents]
    assert all(vectors.cosine(vector, vector) == pytest.approx(1.0) for vector in made if vector)
    assert all(0.0 <= vectors.cosine(a, b) <= 1.0 for a in made for b in made)


def test_a_centroid_lies_between_its_members() -> None:
    middle = vectors.centroid([{"a": 1.0}, {"b": 1.0}])
    assert vectors.cosine(middle, {"a": 1.0}) == pytest.approx(vectors.cosine(middle, {"b": 1.0}))
    assert vectors.centroid([]) == {}
