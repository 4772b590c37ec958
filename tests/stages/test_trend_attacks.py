"""What is done to a trend list by those who want to be in it, and what it does about that: planted, one attack at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import Assignment, Trend
from newswright.stages import trend
from newswright.testing import factories

POLICY = trend.TrendPolicy()
NOW = factories.NOON
Told = tuple[Report, Assignment]


def told(story: str, outlet: str, hours_ago: float, origin: str | None = None, **more: Any) -> Told:
    """A report of a story, seen when it was published, with a title, URL and origin of its own unless told otherwise."""
    name = f"{story}-{hours_ago:g}"
    at = NOW - timedelta(hours=hours_ago)
    report = factories.report(
        name, outlet, **{"title": f"{outlet} on {name}", "published_at": at, "seen_at": at, **more}
    )
    made = factories.assignment(report, StoryId(story))
    return report, replace(made, origin_id=OriginId(origin)) if origin else made


def spread(story: str, n_outlets: int, hours_ago: float = 0.5) -> list[Told]:
    return [told(story, f"Outlet {n}", hours_ago + n / 10) for n in range(n_outlets)]


def detect(reports: Sequence[Told]) -> list[Trend]:
    return trend.detect(reports, at=NOW, policy=POLICY, top=50)


def score(reports: Sequence[Told], story: str) -> float:
    return next((one.trend_score for one in detect(reports) if one.story_id == story), 0.0)


# One hand with many faces


@pytest.mark.parametrize("n_sites", [2, 10, 40])
def test_a_farm_of_sites_under_one_owner_never_trends(n_sites: int) -> None:
    assert detect([told("rumour", f"Site {n}", n / 20, owner="One Hand") for n in range(n_sites)]) == []


def test_fifty_planted_rumours_of_one_owner_are_never_shown_as_trends() -> None:
    rumours = [
        told(f"rumour {n}", f"Site {k}", (n + k) / 40, owner=f"Hand {n % 3}") for n in range(50) for k in range(6)
    ]
    assert [one.story_id for one in detect([*rumours, *spread("fire", 3)])] == ["fire"]


def test_owners_written_in_other_letters_are_one() -> None:
    assert (
        detect([told("rumour", f"Site {n}", n / 20, owner=owner) for n, owner in enumerate(["One", "ONE", "one"])])
        == []
    )


def test_a_farm_adds_one_voice_to_the_story_it_floods() -> None:
    farm = [told("fire", f"Site {n}", n / 40, owner="One Hand") for n in range(30)]
    (flooded,) = detect([*spread("fire", 3), *farm])
    assert flooded.n_origins == 4
    assert flooded.reasons[0].startswith("4 independent outlets")


def test_a_flood_of_other_stories_by_one_owner_does_not_push_a_story_down() -> None:
    flood = [told(f"own {n}", f"Site {n % 9}", 24 * (n % 7) + 0.2, owner="One Hand") for n in range(400)]
    assert score([*spread("fire", 4), *flood], "fire") >= score(spread("fire", 4), "fire") * 0.99


def test_one_text_printed_by_forty_outlets_does_not_trend() -> None:
    assert detect([told("wire", f"Printer {n}", n / 20, origin="the wire") for n in range(40)]) == []


# Old things made new


def yesterday() -> list[Told]:
    return spread("old", 6, hours_ago=26)


def again(reports: Sequence[Told], hours_ago: float, suffix: str, **more: Any) -> list[Told]:
    """The same reports with another id and date; `more` says what else is changed."""
    at = NOW - timedelta(hours=hours_ago)
    made = []
    for n, (report, assignment) in enumerate(reports):
        fresh = replace(report, id=ReportId(f"{report.id}-{suffix}"), published_at=at, seen_at=at, **more)
        made.append((fresh, replace(assignment, report_id=fresh.id, origin_id=OriginId(f"{suffix} {n}"))))
    return made


def test_the_same_pages_under_new_ids_bring_nothing() -> None:
    churned = again(yesterday(), 0.3, "churned", title="Another title")
    assert detect([*yesterday(), *churned]) == []


def test_the_same_titles_under_new_urls_bring_nothing() -> None:
    churned = again(yesterday(), 0.3, "moved", url="https://elsewhere.example/new")
    assert detect([*yesterday(), *churned]) == []


def test_the_same_texts_under_new_titles_and_urls_bring_nothing() -> None:
    churned = [
        (report, replace(assignment, origin_id=before.origin_id))
        for (report, assignment), (_, before) in zip(
            again(yesterday(), 0.3, "new", title="Fresh words", url="https://elsewhere.example/new"),
            yesterday(),
            strict=True,
        )
    ]
    assert detect([*yesterday(), *churned]) == []


def test_an_old_text_that_others_reprint_today_brings_nothing() -> None:
    old = [told("old", "Wire", 30, origin="the wire")]
    assert detect([*old, *[told("old", f"Printer {n}", n / 10, origin="the wire") for n in range(8)]]) == []


def test_churn_every_hour_does_not_keep_a_story_up() -> None:
    churned = [one for hour in range(12) for one in again(yesterday(), hour, f"round {hour}", title="Again")]
    assert detect([*yesterday(), *churned]) == []


def test_repetitions_are_said_not_to_count() -> None:
    fresh = spread("fire", 4)
    (found,) = detect([*fresh, *again(fresh[:1], 0.1, "again")])
    assert "1 of 5 reports repeats what its outlet told before, and does not count" in found.reasons


def test_a_new_report_of_the_same_outlets_counts() -> None:
    assert score([*yesterday(), *spread("old", 4, hours_ago=0.2)], "old") > 0


@pytest.mark.parametrize("path", ["/2026/03/02/old", "/2026-03-02/old", "/news/2026/3/2/old"])
def test_a_url_that_names_a_day_long_past_dates_its_report(path: str) -> None:
    redated = [told("old", f"Outlet {n}", n / 10, url=f"https://o{n}.example{path}") for n in range(5)]
    assert detect(redated) == []


@pytest.mark.parametrize("path", ["/2026/03/13/new", "/2026/99/99/new", "/2031/01/01/new", "/room/2026/12"])
def test_a_url_that_names_yesterday_or_no_day_changes_nothing(path: str) -> None:
    dated = [told("fire", f"Outlet {n}", n / 10, url=f"https://o{n}.example{path}") for n in range(5)]
    assert score(dated, "fire") == pytest.approx(score(spread("fire", 5, hours_ago=0), "fire"))


def test_a_date_in_the_future_gives_no_advantage() -> None:
    honest = [told("fire", f"Outlet {n}", 3 + n / 10) for n in range(4)]
    ahead = [told("fire", f"Outlet {n}", 3 + n / 10, published_at=NOW + timedelta(days=1)) for n in range(4)]
    assert score(ahead, "fire") == pytest.approx(score(honest, "fire"))


def test_a_backdated_story_seen_only_now_does_not_trend() -> None:
    late = [told("old", f"Outlet {n}", n / 10, published_at=NOW - timedelta(days=3)) for n in range(6)]
    assert detect(late) == []


def test_a_page_that_returns_each_day_is_far_below_news_of_the_same_width() -> None:
    daily = [told("horoscope", f"Outlet {n}", 24 * day + n / 10) for day in range(6) for n in range(3)]
    assert score([*daily, *spread("fire", 3)], "horoscope") < score(spread("fire", 3), "fire") / 4
