"""What words, stems and stop words promise."""

from hypothesis import given
from hypothesis import strategies as st

from newswright.text import words


def test_possessives_and_thousands_separators_are_taken_off() -> None:
    assert words.tokens("Galle’s 11,870 people") == ["galle", "11870", "people"]


def test_decimals_and_numbers_with_letters_stay_whole() -> None:
    assert words.tokens("1.5 million, €3.5m at 5pm") == ["1.5", "million", "3.5m", "at", "5pm"]


def test_scripts_without_spaces_come_as_pairs() -> None:
    assert words.tokens("海港大火") == ["海港", "港大", "大火"]
    assert words.tokens("火") == ["火"]


def test_vowel_signs_belong_to_their_word() -> None:
    assert words.tokens("ප්‍රදේශ කිහිපයකට") == ["ප්‍රදේශ", "කිහිපයකට"]
    assert words.tokens("குற்றவியல் வழக்கு") == ["குற்றவியல்", "வழக்கு"]


def test_inflected_words_meet_in_one_stem_and_stop_words_go() -> None:
    assert words.stems("The floods were flooding", "en-GB") == ["flood", "flood"]
    assert words.stems("die Häuser und Hafen", "de") == words.stems("der Haus hafen", "de")[:2]


def test_an_unknown_language_keeps_its_words() -> None:
    assert words.stems("Mae'r llifogydd", "cy") == ["mae'r", "llifogydd"]


@given(st.text())
def test_any_text_gives_words_without_spaces(text: str) -> None:
    assert all(word and not any(c.isspace() for c in word) for word in words.tokens(text))


@given(st.text(alphabet="abc de'12.,"))
def test_case_makes_no_difference(text: str) -> None:
    assert words.tokens(text.upper()) == words.tokens(text)
