"""Replay headlines through the newsroom's grouping and through every way of ranking, tick by tick.

All methods see the same stories at the same ticks. A tick is the next full ten minutes after something new was seen.
"""

import json
import pickle
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

from bench import corpora
from newswright.records import ids
from newswright.records.ids import ReportId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import Assignment
from newswright.stages import cluster

KNOWN = corpora.DATA / "stream" / "us-headlines-2022-known-events-dev.json"
READ = Path(__file__).parent / "trend_events.json"
TICK = timedelta(minutes=10)
WINDOW_DAYS = 7.0

Told = tuple[Report, Assignment]
Tick = tuple[datetime, list[Told]]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that several outlets reported: the pattern that finds it, and when it was first told."""

    name: str
    pattern: re.Pattern[str]
    first_at: datetime


def headlines() -> list[Report]:
    """All headlines, in order of time."""
    return sorted((report for report, _ in corpora.records("headlines")), key=lambda one: (one.happened_by, one.id))


def known_events(part: corpora.Part) -> list[Event]:
    """The known events that come with the stream: by time, the first, third, … are for tuning, the others for testing."""
    raw = json.loads(KNOWN.read_text(encoding="utf-8"))
    found = [Event(one["event"], re.compile(one["regex"]), datetime.fromisoformat(one["first_seen"])) for one in raw]
    found.sort(key=lambda event: event.first_at)
    return found if part == "all" else found[0::2] if part == "tune" else found[1::2]


def read_events(reports: Sequence[Report]) -> list[Event]:
    """Forty-nine events for tuning, found by reading the tune part (to 25 August 2022): of the words and pairs of words that at
    least five outlets used within a day and at most two reports in the five days before, one reader named the happening behind
    it. Each is dated by the first headline that its pattern finds from a given hour on.
    """
    found = []
    for name, since, pattern in json.loads(READ.read_text(encoding="utf-8")):
        compiled, since_at = re.compile(pattern), datetime.fromisoformat(since).replace(tzinfo=UTC)
        first = next(one for one in reports if one.happened_by >= since_at and compiled.search(one.title))
        found.append(Event(name, compiled, first.happened_by))
    return found


def ticks(reports: Sequence[Report], cache: Path | None = None) -> list[Tick]:
    """Group a stretch of the stream into stories: what was placed, or moved, by each tick."""
    kept = cache / f"ticks-{ids.digest(reports[0].id)}-{len(reports)}.pickle" if cache else None
    if kept and kept.exists():
        found: list[Tick] = pickle.loads(kept.read_bytes())  # noqa: S301 - written by this very function
        return found
    found = list(_placed(reports))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(found))
    return found


def _placed(reports: Sequence[Report]) -> Iterator[Tick]:
    window = cluster.Window(cluster.ClusterPolicy())
    by_id = {report.id: report for report in reports}
    for at, batch in groupby(reports, key=lambda one: _tick(one.happened_by)):
        yield at, [(by_id[placed.report_id], placed) for placed in window.take(batch)]
        window.forget(at - timedelta(days=WINDOW_DAYS))


def _tick(at: datetime) -> datetime:
    return at.replace(minute=at.minute // 10 * 10, second=0, microsecond=0) + TICK


@dataclass(slots=True)
class Tally:
    """A story as plain methods see it: its reports by time."""

    first_at: datetime
    told: dict[ReportId, Report] = field(default_factory=dict)


@dataclass(slots=True)
class Board:
    """The stories as they stand at a tick, for methods that keep no counters of their own."""

    stories: dict[StoryId, Tally] = field(default_factory=dict)
    places: dict[ReportId, StoryId] = field(default_factory=dict)
    latest: dict[StoryId, datetime] = field(default_factory=dict)
    per_hour: dict[int, int] = field(default_factory=dict)

    def add(self, report: Report, assignment: Assignment) -> None:
        """Take a report in, or move it."""
        before = self.places.get(report.id)
        if before is not None:
            del self.stories[before].told[report.id]
            if not self.stories[before].told:
                del self.stories[before], self.latest[before]
        else:
            hour = int(report.happened_by.timestamp() // 3600)
            self.per_hour[hour] = self.per_hour.get(hour, 0) + 1
        story = assignment.story_id
        self.places[report.id] = story
        tally = self.stories.setdefault(story, Tally(report.happened_by))
        tally.first_at = min(tally.first_at, report.happened_by)
        tally.told[report.id] = report
        self.latest[story] = max(self.latest.get(story, report.happened_by), report.happened_by)

    def active(self, since: datetime) -> Mapping[StoryId, Tally]:
        """Stories with a report since then."""
        return {story: self.stories[story] for story, latest in self.latest.items() if latest > since}
