"""The skeletons of words, across scripts."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import romanise


@pytest.mark.parametrize(
    "spellings",
    [
        "Wickremesinghe වික්‍රමසිංහ விக்ரமசிங்க விக்கிரமசிங்க",
        "Premadasa ප්‍රේමදාස பிரேமதாச",
        "Rajapaksa රාජපක්ෂ ராஜபக்ஷ இராஜபக்ஷ",
        "Kurunegala කුරුණෑගල குருநாகல்",
        "Fernando ප්‍රනාන්දු பெர்னாண்டோ",
        "Dissanayake දිසානායක திஸாநாயக்க",
        "Fonseka ෆොන්සේකා பொன்சேகா",
        "Colombo කොළඹ கொழும்பு",
        "Zelensky Зеленский",
        "Papadakis Παπαδάκης",
    ],
)
def test_one_name_has_one_skeleton_in_every_script(spellings: str) -> None:
    assert len({romanise.skeleton(romanise.normal(spelling)) for spelling in spellings.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("Perera", "Fernando"), ("Silva", "Salgado"), ("Anura", "Nira")])
def test_other_names_keep_other_skeletons(one: str, other: str) -> None:
    assert romanise.skeleton(one) != romanise.skeleton(other)


@pytest.mark.parametrize(
    ("inflected", "plain"),
    [("කොළඹට", "කොළඹ"), ("ජනාධිපතිවරයාගේ", "ජනාධිපති"), ("பொன்சேகாவினால்", "பொன்சேகா"), ("கொழும்பிலிருந்து", "கொழும்ப")],
)
def test_a_case_ending_is_cut(inflected: str, plain: str) -> None:
    assert romanise.bare(romanise.normal(inflected)) == plain


def test_a_short_word_keeps_what_looks_like_an_ending() -> None:
    assert romanise.bare("රට") == "රට"
    assert romanise.bare("London") == "London"


def test_soft_hyphens_and_joiners_make_no_difference() -> None:
    assert romanise.normal("மாதங்\u00adகளில்") == "மாதங்களில்"
    assert romanise.normal("ක්\u200dරි") == "ක්රි"


@given(st.text(max_size=40))
def test_a_skeleton_is_made_of_few_small_letters(word: str) -> None:
    assert set(romanise.skeleton(word)) <= set(string.ascii_lowercase)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=20))
def test_capitals_make_no_difference(word: str) -> None:
    assert romanise.skeleton(word.upper()) == romanise.skeleton(word)
