"""Who reported first and who copied, on the page and for programs."""

from dataclasses import replace
from datetime import datetime, timedelta

from starlette.testclient import TestClient

from newswright.records.ids import OriginId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import ToldReport
from newswright.testing import factories as make
from newswright.testing.memory import MemoryStore
from newswright.web import app as web
from newswright.web import exports, firsts, schemas

WIRE, POST, GULL = "Northern Wire", "The Harbour Post", "Gull"
LATER = make.NOON + make.hours(1)


def told(outlet: str, origin: str, at: datetime = make.NOON, **more: object) -> ToldReport:
    report: Report = make.report(
        f"{outlet}-{origin}", outlet, published_at=at, seen_at=at + timedelta(minutes=1), **more
    )
    return ToldReport(
        report=report, assignment=replace(make.assignment(report, StoryId("wall")), origin_id=OriginId(origin))
    )


def own(outlet: str, at: datetime = LATER) -> ToldReport:
    return told(outlet, outlet, at, text="Nothing at all like what the others wrote of it, and longer than a line.")


def test_the_first_and_the_copies_are_told_in_words() -> None:
    copy = told(POST, "wire", LATER, text=make.HARBOUR_TEXT[:160], partners=(WIRE,))
    found = firsts.found([copy, told(WIRE, "wire"), own(GULL)])
    assert found.lead == "Northern Wire reported it first, 14 March 2026, 12:00 UTC. 3 reports carry 2 texts."
    (text,) = found.texts
    assert text.reason == "Northern Wire published it first, 60 min before The Harbour Post."
    assert [one.is_first for one in text.printed] == [True, False]
    assert "% of the text" in text.printed[1].share
    assert text.printed[1].printing.by_agreement


def test_where_times_do_not_tell_nobody_is_first() -> None:
    found = firsts.found([told(WIRE, "wire"), told(POST, "wire"), own(GULL, make.NOON)])
    assert found.first is None
    assert "do not tell who reported this first" in found.lead
    assert not any(one.is_first for text in found.texts for one in text.printed)


def test_a_date_without_a_time_is_said_as_a_day() -> None:
    midnight = make.NOON.replace(hour=0)
    found = firsts.found([told(WIRE, "wire", midnight), own(GULL, make.NOON + make.hours(24))])
    assert (
        found.lead
        == "Northern Wire reported it first, on Saturday, 14 March 2026. Each of the 2 reports has a text of its own."
    )


def test_a_report_alone_says_nothing_but_its_agency() -> None:
    assert firsts.lines([told(WIRE, "wire")]) == []
    credited = told(POST, "wire", text=f"PORT ELLERY (AP) — {make.HARBOUR_TEXT}")
    assert firsts.lines([credited]) == ["Credited to AP; only The Harbour Post carries it."]
    assert firsts.lines([]) == []


def test_a_copy_whose_text_may_not_be_read_is_known_by_its_headline() -> None:
    found = firsts.found([told(WIRE, "wire"), told(POST, "wire", LATER, text="")])
    assert found.texts[0].printed[1].share == "known by its headline only"


def test_long_lists_are_cut_on_the_page_and_whole_for_programs() -> None:
    copies = [told(f"Outlet {n}", "wire", make.NOON + timedelta(minutes=n)) for n in range(30)]
    found = firsts.found(copies)
    assert len(found.texts[0].printed) == firsts.N_PRINTINGS
    assert found.texts[0].n_more == 30 - firsts.N_PRINTINGS
    assert firsts.lines(copies)[-1].endswith(", 18 more.")
    assert str(firsts.record(copies)["origins"]).count("by_agreement") == 30


def test_page_markdown_text_and_api_say_the_same() -> None:
    store = MemoryStore()
    reports = [told(WIRE, "wire"), told(POST, "wire", LATER, partners=(WIRE,)), own(GULL)]
    store.put_reports([one.report for one in reports])
    store.put_assignments([one.assignment for one in reports])
    store.publish(make.article("wall"))
    site = TestClient(web.create(store, settings=web.WebSettings(), clock=lambda: LATER))
    page = site.get("/story/wall").text
    assert "Who reported first, who copied" in page
    assert "By agreement" in page
    line = "Northern Wire published it first, 60 min before The Harbour Post"
    assert line in page
    assert exports.escaped(line) in site.get("/story/wall.md").text
    assert line in site.get("/story/wall.txt").text
    answered = site.get("/api/v1/stories/wall").json()
    assert schemas.StoryItem.model_validate(answered).reported_first == reports[0].report.id
    assert answered["origins"] == site.get("/story/wall.json").json()["origins"]
