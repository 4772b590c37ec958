"""The measures of how articles read."""

import pytest
from bench.quality import articles


@pytest.mark.parametrize(
    ("headline", "title", "expected"),
    [
        ("County closes the Varn bridge", "County closes the Varn bridge", True),
        ("County closed the Varn bridge", "County closes the Varn bridge", True),
        ("County closes Varn bridge", "County closes the Varn bridge", True),
        ("County closed Varn bridge after flood", "County closes the Varn bridge", False),
        ("Varn bridge: county closes it", "County closes the Varn bridge", False),
    ],
    ids=["same", "one-word-changed", "one-word-fewer", "three-words-changed", "other-order"],
)
def test_a_reprint_has_a_title_s_words_but_for_one(headline: str, title: str, expected: bool) -> None:
    assert articles.is_reprint(headline, title) is expected


def test_a_fact_told_in_other_words_is_told_twice() -> None:
    first = "The county of Varnholm ordered a new dyke for 40 million crowns on Sunday."
    again = "A new dyke was ordered by Varnholm county, at a price of 40 million crowns."
    other = "Farmers near Lund said that their fields had been under water for a month."
    assert articles.tells_twice([first, other, again])
    assert not articles.tells_twice([first, other])
