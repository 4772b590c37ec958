"""Sentences cut to a headline's length: less is said, never more, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.stages.write import tighten


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        (
            "The county moved 84 patients from the hospital to Sandholm during the night of the great flood, the county said",
            "The county moved 84 patients from the hospital to Sandholm, the county said",
        ),
        (
            "State Minister of Harbours Olga Brandt said the ferries will sail again in the second week of the month of May",
            "Olga Brandt said the ferries will sail again",
        ),
        (
            "Ingrid Solberg met families in the flooded quarter of the old town of Varnholm and said the dam at Elvik would hold",
            "Ingrid Solberg met families in the flooded quarter of the old town of Varnholm",
        ),
    ],
)
def test_a_headline_keeps_the_main_clause_and_who_says_it(sentence: str, cut: str) -> None:
    assert cut in tighten.forms(sentence, n_chars=90)


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam at Elvik will hold through the coming week of rain in the hills above the town if the wind turns north",
        "No boats have been lost in the harbour of the old town of Varnholm during the flood of this week in November",
        "The bridge was the largest in the county of Varn for over a hundred years before the flood of November took it",
        "The ferry company allegedly moved money to the accounts of a harbour official, the prosecutors of the county claim",
    ],
)
def test_what_bounds_the_meaning_is_never_cut_off(sentence: str) -> None:
    assert tighten.forms(sentence, n_chars=90) == []


def test_a_participle_keeps_what_goes_with_it() -> None:
    sentence = (
        "The man was taken into custody by officers of the county police of Varn and the old town's own watch today"
    )
    assert not any(form.endswith("taken") for form in tighten.forms(sentence, n_chars=90))


def test_an_office_before_a_name_is_left_out() -> None:
    assert tighten.without_offices("Minister of Transport and Ports Olga Brandt said so") == "Olga Brandt said so"
    assert tighten.without_offices("The Ministry of Transport said so") == "The Ministry of Transport said so"


@given(st.text(alphabet="abc ABC,.-in and said the was ed ’", max_size=150), st.integers(40, 120))
def test_every_form_fits_and_has_no_word_that_the_sentence_has_not(sentence: str, n_chars: int) -> None:
    for form in tighten.forms(sentence, n_chars=n_chars):
        assert len(form) <= n_chars
        assert set(form.replace(",", " ").split()) <= set(sentence.replace(",", " ").replace(".", " ").split()) | {""}
