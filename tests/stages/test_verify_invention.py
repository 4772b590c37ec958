"""What a retelling adds to its sources: clauses and modifiers in words that no cited report has."""

import pytest

from newswright.records.drafts import Check, Verdict
from newswright.records.reports import Passage
from newswright.stages import verify
from newswright.testing import factories as make

TEXT = (
    "A lorry left the coast road above Port Ellery on Saturday and slid into the harbour, the coast guard said. Its driver swam "
    "ashore and was questioned by officers. About 1,200 people had to leave their homes because fuel was leaking from the wreck. "
    "The council will pay for hotels."
)
REPORT = make.report("lorry", "The Harbour Post", text=TEXT, language="en")
BENCH = verify.Bench({REPORT.id: REPORT})
WHOLE = Passage(report_id=REPORT.id, start=0, end=len(TEXT))


def judged(claim: str) -> Verdict:
    return BENCH.judge(claim, [WHOLE])


def invented(claim: str) -> list[str]:
    return [finding.found for finding in judged(claim).findings if finding.check is Check.UNSUPPORTED]


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("Officers questioned a drunken driver whose lorry slid into the harbour at Port Ellery.", "drunken"),
        ("Officers questioned the exhausted driver of a lorry that slid into the harbour.", "exhausted"),
        ("A lorry slid into Port Ellery harbour on Saturday because of faulty brakes.", "faulty brakes"),
        ("A lorry slid into the harbour on Saturday, killing several anglers.", "killing anglers"),
        ("Some 1,200 people left their homes, which triggered furious protests.", "triggered furious protests"),
    ],
)
def test_a_clause_or_modifier_that_no_cited_report_has_is_held_and_named(claim: str, found: str) -> None:
    assert not judged(claim).is_supported
    assert invented(claim) == [found]


@pytest.mark.parametrize(
    "claim",
    [
        "Officers questioned the driver, who swam ashore.",
        "People left their homes because the wreck was leaking fuel.",
        "After a lorry slid into the harbour, officials had about 1,200 people leave their homes.",
        "The council is set to pay for hotels following the leak.",
        "The driver of the lorry, who was able to swim ashore, faced questions from officers.",
    ],
)
def test_a_retelling_may_choose_its_own_everyday_words(claim: str) -> None:
    assert invented(claim) == []


def test_a_cause_put_together_from_several_sentences_is_held() -> None:
    assert invented("Officers will pay for hotels because the council's wreck swam.")


def test_a_slip_of_the_pen_is_no_invention() -> None:
    assert invented("Officers questioned the drivver of a lorry that slid into the harbour.") == []
