"""Who reported first, and who copied."""

from dataclasses import replace
from datetime import datetime, timedelta

from newswright.records.ids import OriginId
from newswright.records.reports import Report
from newswright.records.stories import ToldReport
from newswright.stages.cluster import origins
from newswright.testing import factories

FERRY = (
    "A ferry with 41 people on board ran aground off Alder Point early on Tuesday, the coast guard said. All passengers were "
    "brought ashore at Port Amber by lifeboat. The Alder Queen had left Port Amber at dawn."
)


def told(name: str, at: datetime, origin: str = "wire", **more: object) -> ToldReport:
    report: Report = factories.report(name, name, text=FERRY, published_at=at, seen_at=at + timedelta(minutes=5))
    report = replace(report, **more)  # type: ignore[arg-type]  # any field of a report
    return ToldReport(report=report, assignment=replace(factories.assignment(report), origin_id=OriginId(origin)))


def test_the_first_publisher_is_named_with_its_lead() -> None:
    late = told(
        "Amber Times", factories.NOON + timedelta(minutes=42), text=FERRY + " More on this story as we have it here."
    )
    (origin,) = origins.told_by([late, told("Wire", factories.NOON)])
    assert origin.first_id == origin.printings[0].report_id
    assert origin.printings[0].outlet == "Wire"
    assert "Wire published it first, 42 min before Amber Times" in origin.reason
    assert origin.printings[1].kept == 1.0
    assert 0.1 < origin.printings[1].added < 0.5


def test_equal_times_name_nobody() -> None:
    (origin,) = origins.told_by([told("Wire", factories.NOON), told("Amber Times", factories.NOON)])
    assert origin.first_id is None
    assert "do not tell" in origin.reason


def test_a_date_without_a_time_is_first_only_by_a_day() -> None:
    day = factories.NOON.replace(hour=0)
    same_day = origins.told_by([told("Wire", day), told("Amber Times", factories.NOON)])
    next_day = origins.told_by([told("Wire", day), told("Amber Times", factories.NOON + timedelta(days=1))])
    assert same_day[0].first_id is None
    assert next_day[0].first_id is not None


def test_a_credited_agency_is_the_author_though_it_is_not_among_the_outlets() -> None:
    (origin,) = origins.told_by([told("Amber Times", factories.NOON, text=f"PORT AMBER (AP) — {FERRY}")])
    assert origin.agency == "AP"
    assert origin.reason == "credited to AP; only Amber Times carries it"


def test_partners_print_by_agreement_and_so_do_outlets_of_one_owner() -> None:
    first = told("Wire", factories.NOON, owner="Vane Group")
    partner = told("Amber Times", factories.NOON + timedelta(hours=1))
    sibling = told("Harbour Post", factories.NOON + timedelta(hours=2), owner="Vane Group")
    stranger = told("Gull", factories.NOON + timedelta(hours=3))
    (origin,) = origins.told_by([stranger, sibling, partner, first], {"Amber Times": ["wire"]})
    agreed = {printing.outlet: printing.by_agreement for printing in origin.printings}
    assert agreed == {"Wire": False, "Amber Times": True, "Harbour Post": True, "Gull": False}


def test_independent_texts_are_origins_of_their_own_in_order_of_time() -> None:
    later = told(
        "Gull", factories.NOON + timedelta(hours=2), "gull", text="Nothing like the other text at all, this one."
    )
    found = origins.told_by([later, told("Wire", factories.NOON)])
    assert [origin.id for origin in found] == ["wire", "gull"]
    assert origins.told_by([]) == ()
