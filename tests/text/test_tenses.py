"""Which way a sentence looks at a weekday."""

import pytest

from newswright.text import tenses


@pytest.mark.parametrize(
    ("before", "after", "way", "is_sure"),
    [
        ("Two berths will stay closed until Friday after a crane fell on", ".", "behind", True),
        ("Two berths will stay closed until", " after a crane fell.", "ahead", True),
        ("The bridge that collapsed in the storm will be removed on", ".", "ahead", True),
        ("The bridge that collapsed in the storm would be removed on", ".", "ahead", False),
        ("The council is expected to vote on", ".", "ahead", True),
        ("She was remanded until", ".", "ahead", True),
        ("On", ", the council will vote on the budget.", "ahead", True),
        ("The minister on", " told the police to open an inquiry.", "behind", False),
        ("The union has decided to hold a march on", ".", "ahead", False),
        ("The strike was called from", ".", "open", False),
        ("The shops are closed on", ".", "open", False),
        ("He died at the county hospital on", ".", "behind", True),
        ("Trains will run again; two of them burned out on", ".", "behind", True),
        ("It opened last", ".", "behind", True),
        ("Fares rise next", ".", "ahead", True),
        ("The need for repairs was plain on", ".", "behind", True),
    ],
)
def test_the_nearest_verb_says_which_way_a_sentence_looks(before: str, after: str, way: str, is_sure: bool) -> None:
    text = f"{before} Tuesday{after}"
    start = len(before) + 1
    assert tenses.outlook(text, start, start + len("Tuesday")) == (way, is_sure)


def test_other_languages_are_read_by_their_words_for_the_future() -> None:
    text = "Der Stadtrat wird am Dienstag entscheiden."
    assert tenses.outlook(text, text.index("Dienstag"), text.index(" entscheiden"), language="de").way == "ahead"
    text = "Der Stadtrat entschied am Dienstag."
    assert tenses.outlook(text, text.index("Dienstag"), len(text) - 1, language="de").way == "open"
