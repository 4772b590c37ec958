"""Deeds that the cited passages do not tell."""

import pytest

from newswright.records.drafts import Check, Verdict
from newswright.records.reports import Passage
from newswright.stages import verify
from newswright.testing import factories as make

TEXT = (
    "The harbour board cancelled the spring regatta on Monday and sacked its treasurer, Nils Brade. Brade lost his appeal "
    "against the sacking. Sailors had bought new masts for the race. A judge turned down their claim for damages. The board "
    "met in the old customs house. Two sails were torn in the wind."
)
REPORT = make.report("regatta", "Quay News", text=TEXT, language="en")
BENCH = verify.Bench({REPORT.id: REPORT})


WHOLE = Passage(report_id=REPORT.id, start=0, end=len(TEXT))


def judged(claim: str, *, is_excerpt: bool | None = False) -> Verdict:
    return BENCH.judge(claim, [WHOLE], is_excerpt=is_excerpt)


def untold(claim: str) -> list[str]:
    return [f.found for f in judged(claim).findings if f.check is Check.UNSUPPORTED]


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("Nils Brade resigned after his appeal against the sacking.", "resigned"),
        ("The harbour board celebrated the spring regatta.", "celebrated"),
        ("Nils Brade has emigrated since he lost his appeal.", "emigrated"),
    ],
)
def test_a_deed_that_no_word_of_the_passages_bears_out_is_held_and_named(claim: str, found: str) -> None:
    assert found in untold(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour board called off the spring regatta.",
        "The board fired its treasurer, Nils Brade.",
        "Sailors had purchased new masts for the race.",
        "Brade failed in his appeal against the sacking.",
    ],
)
def test_a_deed_in_other_words_is_borne_out(claim: str) -> None:
    assert untold(claim) == []


def test_an_excerpt_is_not_asked_for_its_deeds() -> None:
    found = judged("Nils Brade resigned after his appeal against the sacking.", is_excerpt=True).findings
    assert not any("do not tell of this" in finding.message for finding in found)
