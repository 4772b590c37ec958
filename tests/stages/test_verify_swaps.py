"""What stands in another's place: figures, units, bounds, quantifiers, steps of one way, agents, directions, accusations."""

import pytest

from newswright.records.drafts import Check, Finding
from newswright.records.reports import Passage
from newswright.stages import verify
from newswright.testing import factories as make

TEXT = (
    "Two quays at the port of Sandholm will stay shut until Friday, harbour master Ida Rask said. Eleven dockers were"
    " treated for minor injuries and one of them was kept in hospital. “We do not know why the gate failed,” Rask "
    "told reporters. “It was checked in May.” The port may ask for up to 4.2 million crowns, or .51 percent of its "
    "budget. Union leader Per Moll accused the operator, Nordgate, of ignoring three warnings. Nordgate denied the "
    "claim. The company would work with the inquiry. Freight was diverted to Castle Bay. Traffic fell by 18 per cent."
    " Lena Moe was nominated as the next director by 4 to 7 percentage points. The board will lease the site for 20 "
    "years. The gate was shut for almost five hours."
)
REPORT = make.report("quays", "The Harbour Post", text=TEXT, language="en")
BENCH = verify.Bench({REPORT.id: REPORT})
WHOLE = Passage(report_id=REPORT.id, start=0, end=len(TEXT))


def findings(claim: str) -> tuple[Finding, ...]:
    return BENCH.judge(claim, [WHOLE]).findings


@pytest.mark.parametrize(
    ("claim", "check"),
    [
        ("Nordgate ignored three warnings.", Check.HEDGE),
        ("Per Moll denied the claim.", Check.RELATION),
        ("“It was checked in May,” said union leader Per Moll.", Check.SPEAKER),
        ("Freight was diverted from Castle Bay.", Check.RELATION),
        ("The company refused to work with the inquiry.", Check.NEGATION),
        ("All quays at the port of Sandholm will stay shut until Friday.", Check.NUMBER),
        ("Most of the injured were kept in hospital.", Check.NUMBER),
        ("The port may ask for at least 4.2 million crowns.", Check.NUMBER),
        ("The port may ask for .51 million crowns of its budget.", Check.UNIT),
        ("The board will lease the site for 20 months.", Check.UNIT),
        ("The gate was shut for more than five hours.", Check.NUMBER),
        ("Lena Moe was elected as the next director.", Check.UNSUPPORTED),
    ],
)
def test_what_stands_in_the_place_of_another_is_held_and_named(claim: str, check: Check) -> None:
    found = findings(claim)
    assert check in {finding.check for finding in found}
    assert all(finding.found for finding in found)


@pytest.mark.parametrize(
    "claim",
    [
        "About a dozen dockers were treated for minor injuries.",
        "Traffic was down almost a fifth.",
        "Union leader Per Moll accused Nordgate of ignoring warnings.",
        "Nordgate was accused of having ignored three warnings.",
        "Nordgate, the operator, denied it.",
        "“It was checked in May,” Rask said.",
        "Two quays will stay shut, according to harbour master Ida Rask.",
        "Freight was being diverted to Castle Bay.",
    ],
)
def test_what_says_the_same_otherwise_is_let_pass(claim: str) -> None:
    assert findings(claim) == ()


def test_a_reporting_verb_that_modifies_a_noun_is_an_addition() -> None:
    text = "The accused operator, Nordgate, will work with the inquiry, harbour master Ida Rask said on Friday."
    report = make.report("inquiry", "The Harbour Post", text=text.replace("accused ", ""), language="en")
    bench = verify.Bench({report.id: report})
    whole = Passage(report_id=report.id, start=0, end=len(report.text))
    assert "accused" in [finding.found for finding in bench.judge(text, [whole]).findings]
    assert bench.judge(f"It added: {report.text}", [whole], is_excerpt=True).is_supported
