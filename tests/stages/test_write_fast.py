"""What the writer looks for first, because it is faster to find, hides nothing from the patterns that decide."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newswright.stages.write import evidence, plain

made_to_match = settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@made_to_match
@given(st.from_regex(plain._LINK))
def test_every_link_is_suspected(text: str) -> None:
    assert plain._MAY_LINK.search(text)


@made_to_match
@given(st.from_regex(plain._MARKUP))
def test_all_markup_is_suspected(text: str) -> None:
    assert plain._MAY_MARK.search(text)


@made_to_match
@given(st.from_regex(plain._MACHINE) | st.from_regex(plain._ORDER))
def test_every_machine_and_every_order_to_one_is_suspected(text: str) -> None:
    assert plain._MAY_SPEAK.search(f" {text}")


@made_to_match
@given(st.from_regex(plain._NOT_NEWS_ANYWHERE))
def test_all_furniture_is_suspected(text: str) -> None:
    assert plain._MAY_BE_FURNITURE.search(f" {text}") or plain._PICTURE.search(text)


@made_to_match
@given(st.from_regex(plain._CAPTION))
def test_every_caption_is_suspected(text: str) -> None:
    assert plain._MAY_BE_CAPTION.search(text)


@given(st.text(max_size=60))
def test_what_shouts_has_more_capitals_than_small_letters(text: str) -> None:
    n_upper, n_alpha = sum(map(str.isupper, text)), sum(map(str.isalpha, text))
    assert evidence._shouts(text) == (n_upper > 0.5 * n_alpha if n_upper else False)
