"""How long a busy server wants to be left alone, in every way in which servers say so."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.adapters.llm import waiting

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "Sun, 22 Nov 2026 12:01:30 GMT"}, 90.0),
        ({"retry-after": "Sunday, 22-Nov-26 12:01:30 GMT"}, 90.0),
        ({"retry-after": "Sun, 22 Nov 2026 11:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "1e9"}, None),
        ({"retry-after": "9999999"}, None),
        ({"retry-after": "Fri, 22 Nov 9999 12:00:00 GMT"}, None),
        ({"retry-after-ms": "1500", "retry-after": "2"}, 1.5),
        ({"x-ratelimit-reset-requests": "6m0s"}, 360.0),
        ({"x-ratelimit-reset-tokens": "120ms"}, 0.12),
        ({"x-ratelimit-reset-tokens": "1h2m3.5s"}, 3723.5),
        ({"x-ratelimit-reset-requests": "1s", "x-ratelimit-reset-tokens": "9s"}, 9.0),
        ({"x-ratelimit-reset-requests": "1s", "x-ratelimit-remaining-requests": "12"}, None),
        (
            {"anthropic-ratelimit-tokens-reset": "2026-11-22T12:00:20Z", "anthropic-ratelimit-tokens-remaining": "0"},
            20.0,
        ),
        ({"anthropic-ratelimit-tokens-reset": "2026-11-22T12:00:20Z", "retry-after": "3"}, 3.0),
        ({"x-ratelimit-reset-requests": ""}, None),
    ],
    ids=str,
)
def test_each_form_of_waiting_is_read(headers: dict[str, str], seconds: float | None) -> None:
    assert waiting.asked_s(headers, NOW) == (pytest.approx(seconds) if seconds is not None else None)


@given(
    st.dictionaries(
        st.sampled_from(["retry-after", "retry-after-ms", "x-ratelimit-reset-tokens"]), st.text(max_size=40)
    )
)
def test_whatever_a_header_says_the_wait_is_none_or_at_most_a_day(headers: dict[str, str]) -> None:
    wait_s = waiting.asked_s(headers, NOW)
    assert wait_s is None or 0 <= wait_s <= waiting.MAX_S
