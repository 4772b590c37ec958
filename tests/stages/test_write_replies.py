"""Who is accused has a say: an accusation is printed with the answer that the evidence has."""

from dataclasses import replace

from newswright.records.drafts import Draft
from newswright.stages import write
from newswright.stages.write import replies
from newswright.testing import flood

POLICY = write.WritePolicy()
CHARGE = (
    "Two cranes at the Varnholm docks were stopped on Sunday after a jib cracked. Union leader Pia Marr accused the operator, "
    "Nordlift, of ignoring three warnings about the jib since January."
)
ANSWER = (
    "A cracked jib stopped two cranes at the Varnholm docks on Sunday, the port authority said. Union leader Pia Marr said that "
    "Nordlift had ignored three warnings. Nordlift denied the claim."
)


def compiled(*texts: str) -> Draft:
    reports = [flood.tell(f"Outlet {n}", text, -n) for n, text in enumerate(texts)]
    reports = [replace(one, report=replace(one.report, title="Cranes stopped at Varnholm docks")) for one in reports]
    plan = write.plan(flood.story(reports), reports, (), now=flood.NOW, policy=POLICY)
    return write.compile(plan, now=flood.NOW, policy=POLICY)


def sentences(draft: Draft) -> list[str]:
    return [sentence.text for section in draft.sections for sentence in section.sentences]


def test_an_accusation_is_followed_by_the_answer_of_the_accused() -> None:
    draft = compiled(CHARGE, ANSWER)
    printed = [draft.dek.text, *sentences(draft)]
    accusing = next(n for n, text in enumerate(printed) if "three warnings" in text)
    assert any("Nordlift denied the claim" in text for text in printed[accusing : accusing + 3]), printed


def test_an_answer_is_evidence_however_short_it_is() -> None:
    report = flood.tell("Outlet 1", ANSWER, 0)
    plan = write.plan(flood.story([report]), [report], (), now=flood.NOW, policy=POLICY)
    assert "Nordlift denied the claim." in [evidence.text for evidence in plan.evidence]


def test_without_an_accusation_nothing_is_added() -> None:
    calm = CHARGE.replace(
        "accused the operator, Nordlift, of ignoring three warnings", "thanked the operator, Nordlift"
    )
    assert not any(replies.is_reply(text) for text in sentences(compiled(calm)))
