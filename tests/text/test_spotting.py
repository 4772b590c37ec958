"""Spotting: what is found faster is the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import calendars, measures, spotting

WORDS = ["two", "twenty", "two thirds", "ten", "tens of thousands", "½", "sechs", "dreißig", "kilo", "istanbul"]
LISTED = re.compile(
    "|".join(r"\s+".join(map(re.escape, w.split())) for w in sorted(WORDS, key=len, reverse=True)), re.IGNORECASE
)

PIECES = st.sampled_from(
    [
        "two",
        "TWENTY",
        "-",
        " ",
        "\n",
        "tens of",
        "thousands",
        "ten",
        "½",
        "a",
        "ſechs",
        "ki\u212ao",
        "\u212ailo",
        "ıstanbul",
        "_",
        ".",
    ]
)
texts = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


def spans(matches: "list[re.Match[str]]") -> list[tuple[int, int]]:
    return [match.span() for match in matches]


@given(texts)
def test_a_shared_pattern_finds_what_the_alternation_finds(text: str) -> None:
    shared = re.compile(rf"(?<!\w)(?:{spotting.any_of(WORDS)})(?!\w)", re.IGNORECASE)
    plain = re.compile(rf"(?<!\w)(?:{LISTED.pattern})(?!\w)", re.IGNORECASE)
    assert spans(list(shared.finditer(text))) == spans(list(plain.finditer(text)))


@given(texts)
def test_looking_only_where_a_word_can_begin_finds_the_same(text: str) -> None:
    pattern = re.compile(rf"(?<![\w-])(?:{LISTED.pattern})(?!\w)", re.IGNORECASE)
    found = list(spotting.every(spotting.starts(WORDS), pattern, text))
    assert spans(found) == spans(list(pattern.finditer(text)))
    if found:
        assert spotting.mentions(WORDS).search(f" {text}")


@pytest.mark.parametrize("word", sorted({*measures.WORDS, *measures.MAGNITUDES, *measures.FRACTIONS, *measures.VAGUE}))
def test_every_listed_measure_is_found_in_small_and_in_capitals(word: str) -> None:
    listed = [*measures.WORDS, *measures.MAGNITUDES, *measures.FRACTIONS, *measures.VAGUE]
    pattern = re.compile(spotting.any_of(listed), re.IGNORECASE)
    assert pattern.fullmatch(word)
    assert pattern.fullmatch(word.upper()) or len(word.upper()) != len(word)


@pytest.mark.parametrize("language", sorted(calendars.CALENDARS))
def test_every_name_of_a_day_can_be_spotted(language: str) -> None:
    calendar = calendars.CALENDARS[language]
    forms = [form for forms in (*calendar.months, *calendar.weekdays) for form in forms]
    start = spotting.starts(forms, is_cased=calendar.is_capitalised)
    assert all(start.search(f"({form}") for form in forms)


def test_letters_that_the_engine_takes_for_others_are_known() -> None:
    """What `re` matches where case is ignored, beyond upper and lower, for the letters that listed words begin with."""
    for first in "abcdefghijklmnopqrstuvwxyz":
        pattern = re.compile(first, re.IGNORECASE)
        alike = {chr(code) for code in range(0x80, 0x2FFFF) if pattern.fullmatch(chr(code))}
        start = spotting.starts([f"{first}x"])
        assert all(start.search(f"{letter}x") for letter in alike), (first, alike)


def test_no_words_are_never_found() -> None:
    assert not re.search(spotting.any_of([]), "anything")
    assert not spotting.starts([]).search("anything")
    assert not spotting.mentions([]).search(" anything")
