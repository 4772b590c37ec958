"""Stated dates: the forms that feeds and pages use, and those that are none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import stamps

NINE = datetime(2026, 3, 14, 9, tzinfo=UTC)
DAY = datetime(2026, 3, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-03-14T09:00:00Z", NINE),
        ("2026-03-14T09:00:00+00:00", NINE),
        ("2026-03-14T11:00:00+02:00", NINE),
        ("2026-03-14T09:00:00.000Z", NINE),
        ("2026-03-14 09:00:00", NINE),
        ("2026-03-14 09:00:00 UTC", NINE),
        ("2026-03-14T09:00", NINE),
        ("20260314T090000Z", NINE),
        ("2026-03-14", DAY),
        ("Sat, 14 Mar 2026 09:00:00 GMT", NINE),
        ("Sat, 14 Mar 2026 09:00:00 +0000", NINE),
        ("Sat, 14 Mar 2026 10:00:00 CET", NINE),
        ("Sat, 14 Mar 2026 11:00:00 CEST", NINE),
        ("Sat, 14 Mar 2026 14:30:00 IST", NINE),
        ("Sat, 14 Mar 2026 18:00:00 JST", NINE),
        ("Sat, 14 Mar 2026 05:00:00 EDT", NINE),
        ("Sat, 14 Mar 2026 09:00:00", NINE),
        ("14 Mar 2026 09:00 GMT", NINE),
        ("Fri, 14 Mar 2026 09:00:00 GMT", NINE),
        ("  Sat,  14 Mar   2026 09:00:00   GMT ", NINE),
        ("14 mars 2026 09:00", NINE),
        ("14. März 2026", DAY),
        ("14 de marzo de 2026", DAY),
        ("March 14, 2026", DAY),
    ],
)
def test_dates_are_read_into_utc(said: str, expected: datetime) -> None:
    assert stamps.read(said) == expected


@pytest.mark.parametrize(
    "said",
    [None, "", "   ", "today", "Thu, 01 Jan 1970 00:00:00 GMT", "0000-00-00T00:00:00Z", "1980-01-01", "9999-12-31",
     "2026-13-45",
     "not a date 7",
     "x" * 500, "2" * 79, "Sat, 99 Mar 2026 99:99:99 GMT", "-1", "1e9", "\x00\x01 2", "2026-02-30", "NaN", "+00:00 1"],
)  # fmt: skip
def test_what_is_no_date_or_cannot_be_true_is_none(said: str | None) -> None:
    assert stamps.read(said) is None


def test_other_languages_are_read_where_they_are_named() -> None:
    assert stamps.read("2026年3月14日", ("zh",)) == DAY
    assert stamps.read("14 marca 2026", ("pl",)) == DAY
    assert stamps.read("14 mars 2026", ()) is None


@given(st.text(max_size=60))
def test_any_text_gives_a_possible_instant_or_none(said: str) -> None:
    at = stamps.read(said, languages=("en",))
    assert at is None or (at.tzinfo is UTC and stamps.EARLIEST <= at <= stamps.LATEST)
