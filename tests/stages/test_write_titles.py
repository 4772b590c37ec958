"""Headlines out of the reports' titles: only where the evidence bears out every word."""

from dataclasses import replace

import pytest

from newswright.records.drafts import Draft
from newswright.records.reports import Report
from newswright.stages import write
from newswright.stages.write import choose, shorten, titles
from newswright.testing import flood

POLICY = write.WritePolicy()
TEXT = (
    "OSTVIK — The harbour council of Ostvik rejected the plan for a second ferry pier on Tuesday by nine votes to six. "
    "Mayor Runa Skarsgard had asked for the pier in spring. The council will discuss a smaller pier in autumn."
)


def titled(title: str, text: str = TEXT, language: str = "en") -> Report:
    told = flood.tell("Ostvik Post", text, -1)
    return replace(told.report, title=title, language=language)


def headlines(*reports: Report) -> list[str]:
    told = [replace(flood.tell(f"Outlet {n}", r.text, -n), report=r) for n, r in enumerate(reports)]
    plan = write.plan(flood.story(told), told, (), now=flood.NOW, policy=POLICY)
    return [text for text, _ in titles.candidates(plan, choose.lines(plan, policy=POLICY), policy=POLICY)]


def compiled(report: Report) -> Draft:
    told = [replace(flood.tell("Ostvik Post", report.text, -1), report=report)]
    plan = write.plan(flood.story(told), told, (), now=flood.NOW, policy=POLICY)
    return write.compile(plan, now=flood.NOW, policy=POLICY)


def test_a_title_that_the_report_bears_out_may_be_the_headline() -> None:
    assert headlines(titled("Ostvik council rejects second ferry pier")) == ["Ostvik council rejects second ferry pier"]


def test_a_headline_made_from_the_report_is_preferred_to_its_title() -> None:
    draft = compiled(titled("Ostvik council rejects second ferry pier"))
    assert draft.headline.text == "Harbour council of Ostvik rejected plan for second ferry pier, Ostvik Post reports"
    assert "rejected the plan" in draft.headline.cites[0].of(TEXT)


def test_what_one_editor_added_to_a_title_may_go() -> None:
    found = headlines(titled("Ostvik council rejects second ferry pier, discusses a smaller pier in autumn"))
    assert "Ostvik council rejects second ferry pier" in found


def test_a_title_keeps_who_says_it() -> None:
    text = TEXT.replace("The council will", "The plan was rejected, the mayor says. The council will")
    assert "Ostvik council rejects second ferry pier" not in headlines(
        titled("Ostvik council rejects second ferry pier, mayor says", text)
    )


@pytest.mark.parametrize(
    "title",
    [
        "Furious Ostvik council rejects second ferry pier",
        "Ostvik council rejects third ferry pier",
        "Varnholm council rejects second ferry pier",
        "Will Ostvik ever get its second ferry pier?",
        "Ostvik council: why it rejected the second pier",
    ],
    ids=["loaded-word", "other-number", "other-name", "question", "invitation"],
)
def test_a_title_that_says_more_than_the_report_is_none(title: str) -> None:
    assert title not in headlines(titled(title))
    assert compiled(titled(title)).headline.text != title


def test_tags_calls_and_title_case_go() -> None:
    title = "BREAKING: Ostvik Council Rejects Second Ferry Pier | Ostvik Post"
    assert headlines(titled(title)) == ["Ostvik council rejects second ferry pier"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Ostvik council approves second pier",
            "The Ostvik council may approve the second pier, officials say, next week.",
        ),
        (
            "Ostvik pier burns to the ground",
            "The Ostvik pier reportedly burns to the ground every century, a guide says.",
        ),
        ("Ostvik council closes the old pier", "The Ostvik council will close the old pier of the town in autumn."),
        ("Ostvik council closed the old pier", "The Ostvik council did not close the old pier of the town in autumn."),
    ],
    ids=["may", "reportedly", "will", "not"],
)
def test_a_title_that_loses_the_report_s_doubt_is_none(title: str, text: str) -> None:
    assert headlines(titled(title, text)) == []


def test_a_long_headline_is_cut_after_its_main_clause() -> None:
    long = "The Ostvik council has filed a complaint with the port authority seeking damages for the loss of its pier"
    assert shorten.tighter(long, "en") == ["The Ostvik council has filed a complaint with the port authority."]
    condition = "The Ostvik council will open the pier which stands unless the inspectors object to it"
    assert shorten.tighter(condition, "en") == []
