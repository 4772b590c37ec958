"""What a story's sentences are worth: by what they tell that nothing chosen before has told."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newswright.stages.write import concepts

BRIDGE = "The river took the old bridge at Elvik."
BRIDGE_TOO = "The old bridge at Elvik was taken by the river on Sunday."
PRICE = "Bread costs a crown more in the harbour town."


def told(*sentences: tuple[int, int, str]) -> list[concepts.Told]:
    return [concepts.Told(units=concepts.units(text, "en"), origin=o, place=p) for o, p, text in sentences]


def worths(sentences: list[concepts.Told], *titles: str) -> concepts.Worths:
    n_origins = len({one.origin for one in sentences})
    by_origin = [[concepts.units(title, "en") for title in titles] for _ in range(n_origins)]
    return concepts.weigh(sentences, by_origin, language="en", room=0.5, pair_share=0.75)


def test_what_two_origins_tell_is_worth_more_than_what_one_tells() -> None:
    found = worths(told((0, 0, BRIDGE), (1, 0, BRIDGE_TOO), (0, 1, PRICE))).left()
    assert found[0] > found[2]


def test_what_the_titles_tell_is_worth_more() -> None:
    sentences = told((0, 0, BRIDGE), (1, 0, PRICE))
    plain, titled = worths(sentences, "Nothing of it").left(), worths(sentences, "River takes bridge at Elvik").left()
    assert titled[0] - titled[1] > plain[0] - plain[1]


def test_what_was_told_is_worth_nothing_more() -> None:
    found = worths(told((0, 0, BRIDGE), (1, 0, BRIDGE_TOO), (0, 1, PRICE)))
    before = found.left()
    found.tell(0)
    after = found.left()
    assert after[0] == 0.0
    assert 0 < after[1] < before[1]


def test_a_story_without_words_is_worth_nothing() -> None:
    assert worths(told((0, 0, ""), (1, 0, "。"))).left().tolist() == [0.0, 0.0]
    assert worths([]).left().tolist() == []


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 3), st.text(alphabet="abc dé12 。中", max_size=40)), min_size=1
    )
)
def test_worths_are_finite_never_negative_and_only_fall(sentences: list[tuple[int, int, str]]) -> None:
    known = sorted({origin for origin, _, _ in sentences})
    found = worths(told(*((known.index(origin), place, text) for origin, place, text in sentences)), "a b c")
    before = found.left()
    assert np.isfinite(before).all()
    assert (before >= 0).all()
    found.tell(0)
    assert (found.left() <= before + 1e-12).all()
