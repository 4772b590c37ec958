"""Forms of one name, and names that only look alike."""

import pytest

from newswright.text import names_match


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Iran", "Iranian", True),
        ("Russia’s", "Russians", True),
        ("France", "French", True),
        ("U.S.", "American", True),
        ("Wickremesinghe", "Wickremesinghe's", True),
        ("García", "Garcia", True),
        ("මහින්ද", "මහින්දගේ", True),
        ("Steve", "Steven", False),
        ("Iran", "Iraq", False),
        ("Austria", "Australia", False),
        ("Martin", "Martinez", False),
        ("Johnson", "Johnston", False),
    ],
)
def test_words_are_forms_of_one_name_or_not(a: str, b: str, expected: bool) -> None:
    assert names_match.same(names_match.fold(a), names_match.fold(b)) is expected
    assert names_match.stands_in(names_match.fold(a), {names_match.fold(b), "other"}) is expected


def test_acronyms_leave_out_small_words() -> None:
    assert "igc" in names_match.acronyms(
        "The International Council of Grain met; so did the International Grain Council."
    )
    assert "mh" in names_match.acronyms("the Ministry of Health")
    assert names_match.initials_of("Ministry of Health") == "mh"
