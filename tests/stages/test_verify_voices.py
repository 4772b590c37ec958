"""A speaker's own words stay the speaker's; a condition stays with its promise; a difference may be worked out."""

import pytest

from newswright.records.drafts import Check, Verdict
from newswright.records.reports import Passage
from newswright.stages import verify
from newswright.testing import factories as make

TEXT = (
    'The council bought the old cinema for 740,000 crowns on Tuesday. Treasurer Pia Holt called the price "reckless". Architect '
    "Jon Fasting praised the hall. Workers will open the roof on Friday if the rain stops. The council has not yet chosen a "
    "builder. The Centre list now holds 61 seats, down from 74. Mayor Ada Lund ruled out selling the hall again. The builder "
    "paid a fine without admitting fault."
)
REPORT = make.report("cinema", "Fjord News", text=TEXT, language="en")
BENCH = verify.Bench({REPORT.id: REPORT})
WHOLE = Passage(report_id=REPORT.id, start=0, end=len(TEXT))


def judged(claim: str) -> Verdict:
    return BENCH.judge(claim, [WHOLE], is_excerpt=False)


@pytest.mark.parametrize(
    ("claim", "check"),
    [
        ("The price of the old cinema was reckless.", Check.ATTRIBUTION),
        ('Architect Jon Fasting called the price "reckless".', Check.SPEAKER),
        ("Workers will open the roof on Friday.", Check.HEDGE),
    ],
)
def test_a_fault_is_found_and_named(claim: str, check: Check) -> None:
    assert check in {finding.check for finding in judged(claim).findings}


@pytest.mark.parametrize(
    "claim",
    [
        "The price of the old cinema was reckless, treasurer Pia Holt said.",
        'Treasurer Pia Holt called the price "reckless".',
        "If the rain stops, workers will open the roof on Friday.",
        "The council has yet to choose a builder.",
        "The Centre list holds 61 seats, 13 fewer than before.",
        "Mayor Ada Lund will not sell the hall again.",
        "The builder paid a fine and admitted no fault.",
    ],
)
def test_a_faithful_sentence_passes(claim: str) -> None:
    assert [finding.message for finding in judged(claim).findings] == []


def test_a_difference_that_the_figures_do_not_have_is_found() -> None:
    assert Check.NUMBER in {f.check for f in judged("The Centre list holds 61 seats, 15 fewer than before.").findings}
