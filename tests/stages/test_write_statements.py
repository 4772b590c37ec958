"""A headline states something of its own."""

import pytest

from newswright.stages.write import statements


@pytest.mark.parametrize(
    "headline",
    [
        "County orders a new dyke",
        "The council of Varnholm was told of the leak",
        "Olga Brandt resigned after the audit",
        "The driver who fled the crash was arrested in Lund",
        "Those who lost their homes will be paid",
        "Rain is expected this week",
        "Ferry held up by fog sank off Port Ellery",
    ],
)
def test_what_has_a_subject_and_a_verb_is_a_statement(headline: str) -> None:
    assert statements.is_statement(headline, "en")


@pytest.mark.parametrize(
    "headline",
    [
        "What happened on the ninth of those days is now the business of the auditor general",
        "Why the dyke broke is not known",
        "The mayor indicated that these plans are dead",
        "A group in Lund is spearheading this endeavour",
        "It was ordered by the county",
        "The council voted on that",
    ],
)
def test_a_question_s_clause_or_a_word_that_points_at_nothing_is_no_headline(headline: str) -> None:
    assert not statements.is_statement(headline, "en")


@pytest.mark.parametrize(
    "headline",
    [
        "The remark made by the mayor of Varnholm",
        "A passenger who tried to smuggle gold",
        "Drivers involved in racing",
        "The march was planned in conjunction",
        "The engineer Nora Lind, was found unconscious",
        "The county allowed its release to the public last",
    ],
)
def test_what_was_cut_before_its_verb_or_its_end_is_no_statement(headline: str) -> None:
    assert not statements.is_statement(headline, "en")


def test_an_editor_s_title_may_do_without_a_finite_verb_but_asks_nothing() -> None:
    assert statements.is_statement("Council to vote on dyke", "en", is_title=True)
    assert not statements.is_statement("Why Varnholm waits for a dyke", "en", is_title=True)


def test_other_languages_are_left_alone() -> None:
    assert statements.is_statement("Was am neunten Tag geschah", "de")
