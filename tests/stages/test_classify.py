"""Which topics a report is about: by its own words, by its outlet's sections, in four languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records import topics as records
from newswright.stages import classify


@pytest.mark.parametrize(
    ("topic", "language", "title"),
    [
        ("sport", "en", "Northgate Rovers' goalkeeper saves two penalties in semifinal"),
        ("health", "en", "Hospital in Port Ellery vaccinates 400 patients in a day"),
        ("business", "en", "Central bank lifts interest rates as inflation climbs"),
        ("politics", "de", "Nach der Landtagswahl beginnt die Suche nach einer Koalition"),
        ("disaster", "de", "Feuerwehr kämpft gegen Hochwasser und Erdrutsch"),
        ("sport", "es", "El delantero marca dos goles y el entrenador celebra"),
        ("health", "es", "Los hospitales reciben las primeras vacunas"),
        ("environment", "fr", "Biodiversité : la forêt recule malgré le réchauffement"),
        ("culture", "fr", "Le musée ouvre une exposition sur les peintres du port"),
    ],
)
def test_a_headline_tells_its_topic(topic: str, language: str, title: str) -> None:
    assert classify.topics(title, "", language=language)[0] == topic


def test_the_text_counts_where_the_headline_says_nothing() -> None:
    text = "Astronomers pointed the telescope at a comet. The spacecraft will reach its orbit in May, scientists said."
    assert classify.topics("Something new in the sky", text)[0] == "science"


@pytest.mark.parametrize(
    ("hint", "topic"),
    [
        ("Sports/NFL", "sport"),
        ("Wirtschaft", "business"),
        ("cultura", "culture"),
        ("Santé", "health"),
        ("sci_tech", "science"),
    ],
)
def test_the_outlets_own_section_is_believed(hint: str, topic: str) -> None:
    assert classify.topics("Ein Titel ohne Zeichen", "", [hint], "de")[0] == topic


def test_a_language_without_a_lexicon_goes_by_sections_alone() -> None:
    assert classify.topics("ශ්‍රී ලංකාව", "ක්‍රිකට් තරගය", [], "si") == ()
    assert classify.topics("ශ්‍රී ලංකාව", "ක්‍රිකට් තරගය", ["Cricket"], "si") == ("sport",)


def test_a_tag_that_is_no_section_says_nothing() -> None:
    assert classify.topics("Untitled", "", ["Top stories", "Northgate", ""], "en") == ()


def test_topics_of_an_empty_report_are_none() -> None:
    assert classify.topics("", "") == ()


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_each_lexicon_tells_each_topic_of_the_list_and_no_other(language: str) -> None:
    told = {topic for entries in classify._lexicon(language).values() for topic, _, _ in entries}
    assert told == set(records.TOPICS)


def test_a_topic_has_a_name_for_readers() -> None:
    assert records.display("sport") == "Sport"
    assert records.display("harbour-news") == "Harbour news"


@given(
    st.text(max_size=200),
    st.text(max_size=400),
    st.lists(st.text(max_size=20), max_size=4),
    st.sampled_from(["en", "de", "zh", "", "x-y"]),
)
def test_any_text_gets_at_most_three_topics_of_the_closed_list(
    title: str, text: str, hints: list[str], language: str
) -> None:
    named = classify.topics(title, text, hints, language)
    assert set(named) <= set(records.TOPICS)
    assert len(named) == len(set(named)) <= 3
    assert named == classify.topics(title, text, hints, language)
