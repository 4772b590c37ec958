"""One idea in four languages."""

import pytest

from newswright.text import glossaries


@pytest.mark.parametrize(
    ("word", "idea"),
    [
        ("flood", "c:flood"),
        ("ගංවතුරෙන්", "c:flood"),
        ("வெள்ளத்தினால்", "c:flood"),
        ("වෛද්යවරු", "c:doctor"),
        ("jaffna", "p:jaffna"),
        ("යාපනයේ", "p:jaffna"),
        ("யாழ்ப்பாணத்தில்", "p:jaffna"),
        ("நீர்கொழும்பில்", "p:negombo"),
    ],
)
def test_forms_of_one_idea_are_recognised(word: str, idea: str) -> None:
    assert glossaries.idea(word) == idea


def test_the_longest_beginning_decides() -> None:
    assert glossaries.idea("வெள்ளிக்கிழமை") == "c:friday"  # Friday begins as floods do


def test_an_everyday_word_is_told_from_an_unknown_one() -> None:
    assert glossaries.idea("தெரிவித்தார்") == glossaries.PLAIN
    assert glossaries.idea("பொன்சேகா") == ""


def test_an_english_word_counts_whole() -> None:
    assert glossaries.idea("car") == "c:car"
    assert glossaries.idea("cargo") == ""


def test_two_words_make_one_idea() -> None:
    assert ("minister", "c:prime_minister") in glossaries.openings("prime")
    assert glossaries.completes("නීතිමය", "නීති")
    assert not glossaries.completes("ministers", "minister")


def test_chinese_ideas_are_found_in_running_text_the_longest_first() -> None:
    assert glossaries.ideas_within("法国总统马克龙会见印度尼西亚外长") == [
        "p:france",
        "c:president",
        "c:macron",
        "c:meeting",
        "p:indonesia",
        "c:foreign",
    ]
