"""The order of work where the world is unkind: dates from long ago, a story that cannot be written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newswright import assemble, pipeline, settings
from newswright.pipeline import press
from newswright.records.stories import ToldReport
from newswright.testing import factories
from newswright.testing.memory import MemoryStore

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXT = "The harbour wall at {place} gave way on Friday, and {n} boats were lost, the harbour master of {place} said."
OUTAGE = (
    "Power failed in all of {place} at dusk when a substation burned. Trams stopped, and the grid's operator could not say "
    "when the lights would be on again."
)
PLACES = ("Port Ellery", "Varnholm", "Castromar", "Brennfurt", "Hollin Bay", "Saltmarsh", "Dunmere", "Oberstrand")


class Watched(MemoryStore):
    """A store that notes which spans of time were asked for, and how many reports were read."""

    def __init__(self) -> None:
        super().__init__()
        self.spans: list[tuple[datetime, datetime]] = []

    def told_reports(self, *, since: datetime, until: datetime) -> Iterator[ToldReport]:
        self.spans.append((since, until))
        return super().told_reports(since=since, until=until)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[pipeline.Newsroom]:
    (tmp_path / settings.FILE_NAME).touch()
    with assemble.newsroom(settings.read(tmp_path / settings.FILE_NAME, {})) as wired:
        yield replace(wired, store=Watched())


def put(
    room: pipeline.Newsroom, place: str, at: datetime, *, text: str = TEXT, title: str = "Wall gives way at {place}"
) -> None:
    said = text.format(place=place, n=len(place))
    report = factories.report(f"{place}-{at:%Y%m%d}", text=said, title=title.format(place=place))
    room.store.put_sources([factories.source()])
    room.store.put_reports([replace(report, published_at=at, seen_at=NOW)])


def test_a_report_from_long_ago_does_not_fetch_the_archive(room: pipeline.Newsroom) -> None:
    for year in range(1998, 2026):
        put(room, PLACES[year % len(PLACES)], NOW.replace(year=year))
    press.place_reports(room, now=NOW)
    put(room, "Low Aster", NOW.replace(year=1995))
    put(room, "High Aster", NOW)
    store = room.store
    assert isinstance(store, Watched)
    store.spans.clear()
    tally = press.place_reports(room, now=NOW)
    assert tally.total() == 2
    assert sum((until - since for since, until in store.spans), timedelta()) < timedelta(days=60)


@pytest.mark.parametrize("n_at_once", [500, 2])
def test_reports_that_come_in_several_batches_are_all_placed_each_once(
    room: pipeline.Newsroom, monkeypatch: pytest.MonkeyPatch, n_at_once: int
) -> None:
    monkeypatch.setattr(press, "N_AT_ONCE", n_at_once)
    for n in range(12):
        put(room, PLACES[n % 3], NOW - timedelta(days=n // 3, hours=n))
    tally = press.place_reports(room, now=NOW)
    told = room.store.told_reports(since=NOW - timedelta(days=99), until=NOW)
    assert len({one.report.id for one in told}) == 12
    assert tally["stories"] + tally["reports_joined"] == 12
    assert press.place_reports(room, now=NOW) == {}


def test_a_story_that_cannot_be_written_is_held_and_the_others_are_published(
    room: pipeline.Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(room, "Port Ellery", NOW - timedelta(hours=2))
    put(room, "Castromar", NOW - timedelta(hours=1), text=OUTAGE, title="{place} without power")
    compose = press.compose

    def fails_on_one(story, told, **more):  # type: ignore[no-untyped-def]  # stands in for any fault of a stage
        if "Castromar" in told[0].report.text:
            raise ZeroDivisionError("nothing to divide by")
        return compose(story, told, **more)

    monkeypatch.setattr(press, "compose", fails_on_one)
    made = pipeline.edition(room, now=NOW, is_offline=True)
    assert made.tally["articles"] == 1
    assert made.tally["held"] == 1
    assert "ZeroDivisionError" in room.store.holds(limit=5)[0].reason
