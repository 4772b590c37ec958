"""Facts that have been moved to another deed."""

import pytest

from newswright.records.drafts import Check, Verdict
from newswright.records.reports import Passage
from newswright.stages import verify
from newswright.testing import factories as make

TEXT = (
    "Harbour pilot Jens Oldby was sentenced to four years in prison on Wednesday for smuggling tobacco. Prosecutors had asked "
    "for six years. Two deck hands were cleared. Oldby left the pilot service in 2023. The court in Sandvik sat for nine days in "
    "May. The price of a carton rose to 31 crowns from 24 crowns. The customs office seized 400 cartons and the coast guard 90. "
    "Customs chief Ada Renn said smugglers had grown bolder. Defence lawyer Bo Lind spoke of a harsh verdict."
)
REPORT = make.report("pilot", "Sandvik Post", text=TEXT, language="en")
BENCH = verify.Bench({REPORT.id: REPORT})
WHOLE = Passage(report_id=REPORT.id, start=0, end=len(TEXT))


def judged(claim: str) -> Verdict:
    return BENCH.judge(claim, [WHOLE], is_excerpt=False)


@pytest.mark.parametrize(
    ("claim", "check", "found"),
    [
        ("Pilot Jens Oldby was sentenced to six years in prison.", Check.NUMBER, "six years"),
        ("Oldby was sentenced to prison for smuggling tobacco in May.", Check.DATE, "May"),
        ("The price of a carton rose to 24 crowns.", Check.RELATION, "to 24"),
        ("Bo Lind said smugglers had grown bolder.", Check.RELATION, "Bo Lind"),
    ],
)
def test_a_fact_of_another_sentence_in_place_of_its_own_is_found(claim: str, check: Check, found: str) -> None:
    assert (check, found) in {(finding.check, finding.found) for finding in judged(claim).findings}


@pytest.mark.parametrize(
    "claim",
    [
        "Pilot Jens Oldby was sentenced to four years in prison.",
        "Oldby, who left the pilot service in 2023, was sentenced to four years, two fewer than prosecutors had asked for.",
        "The price of a carton rose from 24 crowns to 31 crowns.",
        "Ada Renn, the customs chief, said smugglers had grown bolder.",
    ],
)
def test_a_fact_in_its_place_is_let_pass(claim: str) -> None:
    assert not {finding.check for finding in judged(claim).findings} & {Check.DATE, Check.RELATION}


def test_figures_that_change_owners_are_found() -> None:
    text = "Varne Athletic took 61 of 90 points. Castle Rovers took 58."
    report = make.report("league", "Terrace", text=text, language="en")
    bench = verify.Bench({report.id: report})
    whole = [Passage(report_id=report.id, start=0, end=len(text))]
    swapped = bench.judge("Varne Athletic took 58 points and Castle Rovers took 61.", whole, is_excerpt=False)
    assert Check.RELATION in {finding.check for finding in swapped.findings}
    assert bench.judge("Castle Rovers took 58 points and Varne Athletic took 61.", whole, is_excerpt=False).is_supported
