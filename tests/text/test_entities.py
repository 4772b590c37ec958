"""Which names are found, and how they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import entities


def found(text: str, language: str = "en") -> list[str]:
    return [name.text for name in entities.names(text, language)]


def test_people_places_and_organisations_are_found() -> None:
    text = "Police said floods hit Galle, Sri Lanka, on Sunday. Minister Amara Silva and the U.S. Geological Survey agreed."
    assert found(text) == ["Galle", "Sri Lanka", "Minister Amara Silva", "U.S. Geological Survey"]


def test_possessive_endings_are_left_off() -> None:
    assert found("They met Amara Silva’s sister.") == ["Amara Silva"]


def test_weekdays_and_sentence_openers_are_no_names() -> None:
    assert found("However, officials left. On Monday they came back. Residents waited.") == []


def test_a_lone_word_at_the_head_of_a_sentence_can_be_a_name() -> None:
    assert found("Colombo was spared.") == ["Colombo"]


def test_a_word_that_the_text_writes_small_is_no_name() -> None:
    assert found("Ferries stopped. The ferries had run all day. Ferries") == []


def test_a_headline_in_title_case_yields_what_the_text_confirms() -> None:
    text = "Ferry Sinks Near Port Amber, Dozens Missing\nA ferry sank near Port Amber, police said."
    assert found(text) == ["Port Amber", "Port Amber"]


def test_german_nouns_are_no_names() -> None:
    assert found("Die Regierung sprach mit Frankreich über das Klima und die Steuern.", "de") == ["Frankreich"]


def test_connectors_join_parts_of_a_name() -> None:
    assert found("She works for the Bank of Alder and for Osric van der Meer.") == [
        "Bank of Alder",
        "Osric van der Meer",
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Prime Minister José García’s", "jose garcia"),
        ("the U.S.", "us"),
        ("The President", "president"),
        ("al-Amin", "al amin"),
    ],
)
def test_names_are_compared_by_a_plain_key(name: str, key: str) -> None:
    assert entities.normal(name) == key


@given(st.text(alphabet="ABc dé.’'\n-“1"))
def test_spans_cut_the_name_out_of_the_text(text: str) -> None:
    assert all(text[name.start : name.end] == name.text for name in entities.names(text, "en"))


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    key = entities.normal(name)
    assert entities.normal(key) == key
