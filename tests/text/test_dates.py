"""Days, months and years that texts name, seen from the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import dates

ANCHOR = date(2024, 7, 11)  # a Thursday


def named(text: str, language: str = "en") -> list[tuple[str, date, str]]:
    return [(m.text, m.day, m.precision) for m in dates.find(text, anchor=ANCHOR, language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Sunday", date(2024, 7, 7)),
        ("It will open next Sunday", date(2024, 7, 14)),
        ("last Thursday", date(2024, 7, 4)),
        ("on Friday (05)", date(2024, 7, 5)),
        ("yesterday", date(2024, 7, 10)),
        ("two days ago", date(2024, 7, 9)),
        ("on 12 April 2019", date(2019, 4, 12)),
        ("on April 12, 2019", date(2019, 4, 12)),
        ("May 3", date(2024, 5, 3)),
        ("2024-03-04", date(2024, 3, 4)),
        ("23/04/2024", date(2024, 4, 23)),
    ],
)
def test_day_is_resolved(text: str, expected: date) -> None:
    assert [(day, precision) for _, day, precision in named(text)] == [(expected, "day")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("am 3. März 2023", "de", date(2023, 3, 3)),
        ("gestern", "de", date(2024, 7, 10)),
        ("vor zwei Tagen", "de", date(2024, 7, 9)),
        ("el 3 de mayo de 2024", "es", date(2024, 5, 3)),
        ("le 1er mars 2023", "fr", date(2023, 3, 1)),
        ("2024年4月20日", "zh", date(2024, 4, 20)),
        ("2024 ජූලි 11", "si", date(2024, 7, 11)),
        ("11 ஜூலை 2024", "ta", date(2024, 7, 11)),
    ],
)
def test_day_is_resolved_in_other_languages(text: str, language: str, expected: date) -> None:
    assert [day for _, day, _ in named(text, language)] == [expected]


def test_years_and_months_keep_their_precision() -> None:
    assert named("since 2018, and again in March 2020") == [
        ("2018", date(2018, 1, 1), "year"),
        ("March 2020", date(2020, 3, 1), "month"),
    ]


def test_words_that_only_look_like_months_are_left_alone() -> None:
    assert named("Mr May said they may march.") == []


def test_counts_are_no_years() -> None:
    assert named("2019 votes and 2,019 boats") == []


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2039, 12, 31)),
    st.sampled_from(["en", "de", "es", "fr", "si", "ta", "zh"]),
)
def test_a_day_written_in_full_is_read_back(day: date, language: str) -> None:
    found = dates.find(dates.written(day, language), anchor=ANCHOR, language=language)
    assert [(moment.day, moment.precision) for moment in found] == [(day, "day")]


def test_coarser_precision_decides_whether_two_moments_agree() -> None:
    day, month = dates.find("on April 20, 2024 and in April 2024", anchor=ANCHOR)
    assert day.agrees(month)
    assert not day.agrees(dates.find("April 21, 2024", anchor=ANCHOR)[0])


@pytest.mark.parametrize(
    ("text", "said", "day"),
    [
        ("Talks were held on Monday, June 24.", "Monday, June 24", date(2024, 6, 24)),
        ("It opens on 15 July (Monday) here.", "15 July (Monday)", date(2024, 7, 15)),
        ("It was on Friday, April 12, 2024.", "Friday, April 12, 2024", date(2024, 4, 12)),
        ("It met on Tuesday (25 June) again.", "Tuesday (25 June)", date(2024, 6, 25)),
    ],
)
def test_a_weekday_beside_its_date_is_one_day(text: str, said: str, day: date) -> None:
    assert [(m.text, m.day) for m in dates.find(text, anchor=date(2024, 6, 26))] == [(said, day)]


@pytest.mark.parametrize(
    "text",
    ["She told USA TODAY so.", "The Sunday Times had it.", "The Easter Sunday attacks.", "Every Monday he comes."],
)
def test_names_and_habits_are_no_days(text: str) -> None:
    assert dates.find(text, anchor=date(2024, 6, 26)) == []


@pytest.mark.parametrize(
    ("language", "with_year", "without"),
    [
        ("en", "March 4, 2026", "March 4"),
        ("de", "4. März 2026", "4. März"),
        ("es", "4 de marzo de 2026", "4 de marzo"),
        ("fr", "4 mars 2026", "4 mars"),
        ("zh", "2026年3月4日", "3月4日"),
    ],
)
def test_a_day_of_this_year_is_written_without_its_year(language: str, with_year: str, without: str) -> None:
    assert dates.written(date(2026, 3, 4), language, this_year=2025) == with_year
    assert dates.written(date(2026, 3, 4), language, this_year=2026) == without
