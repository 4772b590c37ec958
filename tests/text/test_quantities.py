"""Quantities: read in digits and words, with units, and compared as a fair reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import quantities


def read(text: str, language: str = "en") -> list[tuple[float, str | None, str]]:
    return [(quantity.value, quantity.unit, quantity.bound) for quantity in quantities.find(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eleven people", [(11, None, "exact")]),
        ("two dozen boats", [(24, None, "exact")]),
        ("twenty-one houses", [(21, None, "exact")]),
        ("one hundred and fifty cows", [(150, None, "exact")]),
        ("$1.5 million", [(1.5e6, "USD", "exact")]),
        ("$5-10 million", [(5e6, "USD", "exact"), (1e7, "USD", "exact")]),
        ("between 5 and 10 percent", [(5, "percent", "exact"), (10, "percent", "exact")]),
        ("Rs. 1,50,000", [(150000, "rupee", "exact")]),
        ("nearly 12,000", [(12000, None, "about")]),
        ("more than 300", [(300, None, "at_least")]),
        ("up to 40", [(40, None, "at_most")]),
        ("12km of road", [(12, "km", "exact")]),
        ("a 21-year-old", [(21, "year", "exact")]),
        ("at 8:30 p.m.", [(1230, "clock", "exact")]),
        ("in 2019, since 1998, on April 24", []),
        ("the G20 and COVID-19", []),
    ],
)
def test_quantity_is_read(text: str, expected: list[tuple[float, str | None, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("rund 1.500 Menschen", "de", [(1500, None, "about")]),
        ("3,5 Prozent", "de", [(3.5, "percent", "exact")]),
        ("einundzwanzig Boote", "de", [(21, None, "exact")]),
        ("dos mil millones de euros", "es", [(2e9, "EUR", "exact")]),
        ("1 500 personnes", "fr", [(1500, None, "exact")]),
        ("约500人", "zh", [(500, None, "about")]),
        ("නැව් 45 ක්", "si", [(45, None, "exact")]),
    ],
)
def test_quantity_is_read_by_the_customs_of_its_language(
    text: str, language: str, expected: list[tuple[float, str | None, str]]
) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("claimed", "stated", "expected"),
    [
        ("nearly 12,000", "11,870", True),
        ("12,000", "11,870", False),
        ("11,870", "12,000", False),
        ("1.5 million", "1,487,000", True),
        ("$1.4 trillion", "$1.5 trillion", False),
        ("13%", "12.8%", True),
        ("2 million", "1.6 million", False),
        ("more than 12,000", "12,150", True),
        ("more than nine", "ten", False),
        ("dozens", "35", True),
        ("half of", "50%", True),
        ("two weeks", "14 days", True),
        ("5 km", "5 miles", False),
        ("5 percent", "5", False),
        ("Rs. 500", "500 rupees", True),
        ("$500", "500 rupees", False),
        ("8 p.m.", "9 p.m.", False),
    ],
)
def test_one_quantity_bears_out_another_or_not(claimed: str, stated: str, expected: bool) -> None:
    assert quantities.agree(quantities.find(claimed)[0], quantities.find(stated)[0]) is expected


@given(st.integers(2, 10**9))
def test_a_number_agrees_with_itself_however_it_is_grouped(n: int) -> None:
    plain, grouped = quantities.find(f"counted {n} boats"), quantities.find(f"counted {n:,} boats")
    if plain and grouped:  # a bare year is a date
        assert quantities.agree(plain[0], grouped[0])


@given(st.text(alphabet="0123456789.,:/-$%€ milonhudrepc", max_size=60))
def test_nothing_makes_the_reader_fail(text: str) -> None:
    for quantity in quantities.find(text):
        assert text[quantity.start : quantity.end] == quantity.text
