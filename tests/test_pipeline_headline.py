"""Where the compiler finds no headline that fits, a report's own title stands in, if its report bears it out."""

from datetime import UTC, datetime

import pytest

from newswright.adapters.llm.embedded import Embedded
from newswright.pipeline import Policies, filters
from newswright.records.articles import Article, Hold
from newswright.testing import factories as make

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
LONG = (
    "The municipal council of Port Ellery unanimously decided on Saturday to provisionally relocate the covered market to "
    "station square, accommodating approximately ninety established independent stallholders throughout reconstruction of the "
    "flood-damaged nineteenth-century market hall, councillor Ingeborg Rasmussen announced."
)


def written(title: str) -> Article | Hold:
    report = make.report(title=title, text=LONG, language="en", published_at=NOW, seen_at=NOW, owner=None)
    policies = Policies()
    return filters.write_one([report], model=Embedded(policies.write, lambda: NOW), policies=policies, now=NOW)


def test_a_title_that_its_report_bears_out_stands_in() -> None:
    outcome = written("Covered market moves to station square")
    assert isinstance(outcome, Article), outcome
    assert outcome.headline.text == "Covered market moves to station square"
    assert outcome.headline.citations


@pytest.mark.parametrize("title", ["Sandholm council to close 14 schools", "Market chaos as 3,000 flee"])
def test_a_title_that_says_more_than_its_report_never_stands_in(title: str) -> None:
    outcome = written(title)
    assert isinstance(outcome, Hold) or outcome.headline.text != title
