"""What a claim adds to a sentence that it otherwise repeats."""

import pytest

from newswright.records.drafts import Check
from newswright.records.ids import ReportId
from newswright.records.reports import Passage
from newswright.stages import verify
from newswright.testing import factories as make

TEXT = (
    "The harbour wall at Port Ellery gave way early on Saturday, the coast guard said. About 1,200 people left their homes. "
    "The ferry to Sandholm will not sail before Tuesday, the operator said. Nobody was hurt in the old fish market."
)
REPORT = make.report("wall", "The Harbour Post", text=TEXT, language="en")
BENCH = verify.Bench({REPORT.id: REPORT})
WHOLE = Passage(report_id=ReportId(REPORT.id), start=0, end=len(TEXT))


@pytest.mark.parametrize(
    ("claim", "added"),
    [
        ("About 1,200 people left their homes injured.", "injured"),
        (
            "The harbour wall at Port Ellery gave way early on Saturday, the coast guard said, killing fishermen.",
            "killing, fishermen",
        ),
        ("The rusty ferry to Sandholm will not sail before Tuesday, the operator said.", "rusty"),
        ("The harbour wall at Port Ellery gave way because of neglect, the coast guard said.", "neglect"),
    ],
)
def test_a_word_that_no_cited_report_has_is_no_part_of_a_repeated_sentence(claim: str, added: str) -> None:
    verdict = BENCH.judge(claim, [WHOLE])
    assert not verdict.is_supported
    assert [finding.found for finding in verdict.findings if finding.check is Check.UNSUPPORTED] == [added]


@pytest.mark.parametrize(
    "claim",
    [
        "About 1,200 people left their homes, The Harbour Post reported.",
        "About 1,200 people also left their homes.",
        "The old ferry to Sandholm will not sail before Tuesday, the operator said.",  # 'old' stands there, of something else
        "Meanwhile, the ferry to Sandholm will not sail before Tuesday, the operator said.",
    ],
)
def test_attribution_joining_words_and_words_of_the_report_are_no_additions(claim: str) -> None:
    findings = BENCH.judge(claim, [WHOLE]).findings
    assert not [finding for finding in findings if "adds" in finding.message]
