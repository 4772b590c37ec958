"""Which words may stand for which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import thesaurus


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("called off", "cancelled"),
        ("died", "killed"),
        ("ship", "ferry"),
        ("quit", "resigned"),
        ("criticised", "criticized"),
        ("organization", "organisations"),
        ("hurt", "injured"),
        ("purchased", "bought"),
        ("climbed", "rose"),
        ("children", "child"),
    ],
)
def test_a_word_is_borne_out_by_one_that_means_or_implies_it(said: str, source: str) -> None:
    assert thesaurus.means(said) & thesaurus.implies(source)


@pytest.mark.parametrize(
    ("said", "source"), [("resigned", "lost"), ("visited", "voted"), ("ferry", "ship"), ("arrested", "questioned")]
)
def test_a_word_is_not_borne_out_by_another_deed_or_by_its_own_kind(said: str, source: str) -> None:
    assert not thesaurus.means(said) & thesaurus.implies(source)


def test_a_verb_and_its_particle_are_one_word() -> None:
    assert "turned down" in set(thesaurus.together(["was", "turned", "down", "twice"]))
    assert thesaurus.means("turned down") & thesaurus.implies("rejected")


@given(st.text(max_size=30))
def test_any_text_is_looked_up_and_what_is_unknown_means_nothing(token: str) -> None:
    assert thesaurus.means(token) <= thesaurus.implies(token)
    assert bool(thesaurus.bases(token)) or not thesaurus.means(token)
