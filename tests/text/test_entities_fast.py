"""Keys without name objects are those of the names, and no text makes finding them slow."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newswright.text import entities

PARTS = st.sampled_from(
    ["Galle", "galle", "GALLE", "The", "Monday", "US", "us", "Police", "Going", "d'Alder", "al-Amin", "O’Neil", "Amara’s", "U.S.",
     "J. P. Silva", "Jr.", "van der", "of the", "in", "mit", "—", "-", ",", ".", "…", "“", "(", " ", "\n", "5", "Ж", "\xa0"]
)  # fmt: skip
TEXTS = st.lists(PARTS, max_size=14).flatmap(
    lambda chosen: st.sampled_from(["", " "]).map(lambda gap: gap.join(chosen))
)


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(["en", "de", "xx"]))
def test_keys_are_those_of_the_names_in_order(text: str, language: str) -> None:
    found = entities.names(text, language)
    assert entities.normals(text, language) == [entities.normal(name.text) for name in found]
    assert [name.start for name in found] == sorted(name.start for name in found)
    assert all(text[name.start : name.end] == name.text and "\n" not in name.text for name in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met Sheikh d’Alder and al-Amin there.", ["Sheikh d’Alder", "al-Amin"]),
        ("They met abd'Alder there.", ["Alder"]),
        ("a JPMorgan, an iPhone and a McAlder", ["JPMorgan", "McAlder"]),
        ("It asked Osric van der Alder of the Bank on Monday.", ["Osric van der Alder of the Bank"]),
        ("Then came “Galle” and (Osric) — Amara too.", ["Galle", "Osric", "Amara"]),
        ("It is in the US. Tell us more about U.S. ships", ["US", "U.S."]),
    ],
)
def test_particles_abbreviations_and_quoted_heads(text: str, found: list[str]) -> None:
    assert [name.text for name in entities.names(text, "en")] == found


def test_a_capital_before_a_full_stop_at_the_end_of_a_line_stays_in_its_line() -> None:
    assert [name.text for name in entities.names("They met Osric D.\nB. Silva came", "en")] == ["Osric D", "B. Silva"]


@pytest.mark.parametrize(
    "unit", ["A", "A ", "A.", "A. ", ".", "'", "A'", "d'A ", "A-", "“", " ", "A\n", "'s"], ids=ascii
)
def test_a_million_characters_are_searched_in_one_go(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert all(text[name.start : name.end] == name.text for name in entities.names(text, "en"))


def test_ten_thousand_heads_of_sentences_are_not_each_searched_in_the_whole_text() -> None:
    heads = [f"Z{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}x" for n in range(10_000)]
    assert len(entities.names("! ".join(heads * 5) + ".", "en")) == 50_000
