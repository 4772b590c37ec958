"""The gate in other languages than English: what their sentences deny, doubt and count."""

import pytest

from newswright.records.drafts import Check, Verdict
from newswright.records.reports import Passage
from newswright.stages import verify
from newswright.testing import factories as make

TEXTS = {
    "zh": "市政府周二宣布，南桥将关闭三个月进行维修，费用约为两亿元。市长李明说，工程可能在九月完成。没有人员伤亡。",
    "de": "Die Bürgermeisterin von Lünhafen hat am Montag ihren Rücktritt angekündigt. Sie reagiert damit auf Vorwürfe, sie habe "
    "einem Bauunternehmer vertrauliche Unterlagen gegeben. Der Rat könnte im August einen Nachfolger wählen.",
}
REPORTS = {
    language: make.report(language, f"Outlet {language}", text=text, language=language)
    for language, text in TEXTS.items()
}


def judged(language: str, claim: str) -> Verdict:
    report = REPORTS[language]
    whole = Passage(report_id=report.id, start=0, end=len(report.text))
    return verify.Bench({report.id: report}).judge(claim, [whole])


@pytest.mark.parametrize(
    ("language", "claim", "check"),
    [
        ("zh", "南桥将关闭五个月进行维修。", Check.NUMBER),
        ("zh", "维修费用约为三亿元。", Check.NUMBER),
        ("zh", "工程将在九月完成。", Check.HEDGE),
        ("zh", "有人员伤亡。", Check.NEGATION),
        ("de", "Sie gab einem Bauunternehmer vertrauliche Unterlagen.", Check.HEDGE),
    ],
)
def test_a_fault_is_found_and_named(language: str, claim: str, check: Check) -> None:
    assert check in {finding.check for finding in judged(language, claim).findings}


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("zh", "南桥将关闭三个月进行维修。"),
        ("zh", "工程可能在九月完成。"),
        ("zh", "没有人员伤亡。"),
        ("de", "Im August könnte der Rat einen Nachfolger wählen."),
    ],
)
def test_a_faithful_sentence_passes(language: str, claim: str) -> None:
    assert judged(language, claim).is_supported
