"""Real feeds and broken ones from public test suites, through fetcher and parser as the newsroom uses them."""

from pathlib import Path

import pytest
from bench.quality import wire

pytestmark = pytest.mark.data


def test_real_feeds_all_give_entries_and_answer_304_the_second_time(data: Path) -> None:
    tally = wire.real_feeds(limit=40)
    assert tally.n_with_entries == tally.n_feeds == tally.n_unchanged == 40
    assert tally.n_undated < tally.n_entries / 50


@pytest.mark.parametrize("name", ["feedparser-cases.tar.xz", "w3c-cases.tar.xz"])
def test_cases_broken_on_purpose_end_as_feeds_or_failures_and_none_has_to_be_killed(data: Path, name: str) -> None:
    tally = wire.suite(name, limit=250)
    assert tally.n_feeds == 250
    assert tally.n_quarantined == 0
    assert tally.slowest_s < wire.MAX_CASE_S
