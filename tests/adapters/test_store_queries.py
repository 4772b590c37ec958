"""What a reader types becomes phrases; what is found is marked where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from newswright.adapters.store import queries


def test_words_and_phrases_are_told_apart() -> None:
    assert queries.phrases('harbour "gave way" wall') == [("harbour", False), ("gave way", False), ("wall", False)]


def test_curly_and_open_quotation_marks_make_phrases_too() -> None:
    assert queries.phrases("“gave way” «the wall") == [("gave way", False), ("the wall", False)]


def test_what_holds_no_letter_is_left_out() -> None:
    assert queries.phrases('- * "…" a') == [("a", False)]


def test_texts_without_spaces_are_parted_into_pairs() -> None:
    assert queries.printed("Port 港口堤 fell").split() == ["Port", "港口", "口堤", "堤", "fell"]
    assert queries.phrases("港口堤") == [("港口 口堤", False)]
    assert queries.phrases("堤") == [("堤", True)]


def test_the_excerpt_begins_near_the_first_of_the_words() -> None:
    text = "Nothing here. " * 40 + "At noon the Élan sank off Sandholm. " + "Nothing more. " * 40
    excerpt, marks = queries.excerpt(text, "elan sandholm")
    assert [excerpt[start:end] for start, end in marks] == ["Élan", "Sandholm"]
    assert len(excerpt) <= queries.EXCERPT_CHARS


def test_words_are_marked_whole() -> None:
    excerpt, marks = queries.excerpt("A sealing wax seal, sealed.", "seal")
    assert [excerpt[start:end] for start, end in marks] == ["seal"]


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(queries.folded(text)) == len(text)


@given(st.text(), st.text())
def test_marks_stand_in_order_apart_and_inside_the_excerpt(text: str, query: str) -> None:
    excerpt, marks = queries.excerpt(text, query)
    places = [place for mark in marks for place in mark]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(excerpt) for start, end in marks)
    assert excerpt in text
