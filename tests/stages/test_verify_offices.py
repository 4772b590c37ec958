"""People keep their own offices."""

import pytest

from newswright.records.drafts import Check
from newswright.records.reports import Passage
from newswright.stages import verify
from newswright.testing import factories as make

TEXT = (
    "Mayor Pol Girand asked for an inquiry. The paper mill burned down on Tuesday. Fire chief Ana Holm said seven workers were "
    "hurt. Interior minister Jo Feld visited the site. Castle goalkeeper Lars Ny helped to clear the yard."
)
REPORT = make.report("mill", "Quay News", text=TEXT, language="en")
BENCH = verify.Bench({REPORT.id: REPORT})
WHOLE = Passage(report_id=REPORT.id, start=0, end=len(TEXT))


def named(claim: str) -> list[str]:
    verdict = BENCH.judge(claim, [WHOLE], is_excerpt=False)
    return [finding.found for finding in verdict.findings if finding.check is Check.NAME]


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("Fire chief Pol Girand asked for an inquiry.", "fire chief Pol Girand"),
        ("Police chief Ana Holm said seven workers were hurt.", "police chief Ana Holm"),
        ("Varne goalkeeper Lars Ny helped to clear the yard.", "varne goalkeeper Lars Ny"),
    ],
)
def test_an_office_that_the_sources_give_to_another_or_of_another_kind_is_found(claim: str, found: str) -> None:
    assert found in named(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "Mayor Pol Girand asked for an inquiry.",
        "The mayor, Pol Girand, asked for an inquiry.",
        "Chief Ana Holm said seven workers were hurt.",
        "Minister Jo Feld visited the site.",
        "Goalkeeper Lars Ny helped to clear the yard.",
    ],
)
def test_their_own_offices_pass(claim: str) -> None:
    assert named(claim) == []
