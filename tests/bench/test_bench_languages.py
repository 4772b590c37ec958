"""The gold set across languages and how it is read."""

import json
from collections import Counter

import pytest
from bench.quality import languages

from bench import corpora

GOLD = json.loads(languages.GOLD.read_text("utf-8"))
needs_data = pytest.mark.skipif(not corpora.DATA.exists(), reason="the real data of ../shared/data is not here")


def test_both_parts_have_days_and_pairs_of_both_labels() -> None:
    days = [day["date"] <= GOLD["tune_until"] for day in GOLD["days"]]
    labels = Counter((pair[0][:10] <= GOLD["tune_until"], pair[2]) for pair in GOLD["pairs"])
    assert set(days) == {True, False}
    assert len(labels) == 4


def test_no_label_is_given_twice() -> None:
    pairs = [frozenset(pair[:2]) for pair in GOLD["pairs"]]
    assert len(set(pairs)) == len(pairs)
    for report in [report for day in GOLD["days"] for report in day["reports"]]:
        assert not set(report["same"]) & set(report["unsure"])


def test_a_threshold_is_counted_by_hand() -> None:
    def measured(score: float, is_same: bool) -> languages.Measured:
        return languages.Measured(languages.Pair(0, 1, is_same, is_day=True), score, ())

    found = languages.at([measured(0.9, True), measured(0.9, False), measured(0.1, True), measured(0.1, False)], 0.5)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)


@pytest.mark.data
@needs_data
def test_every_labelled_report_is_in_the_sets() -> None:
    known = {line["id"] for name in languages.SETS for line in corpora.load(name)}
    listed = {report for pair in GOLD["pairs"] for report in pair[:2]}
    for report in [report for day in GOLD["days"] for report in day["reports"]]:
        listed |= {report["id"], *report["same"], *report["unsure"]}
    assert listed <= known
