"""Reduce a report to what is counted of it."""

import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.reports import Genre, Report
from newswright.records.stories import Assignment
from newswright.stages.trend.policy import TrendPolicy

HOUR_S = 3600.0
DAY_S = 24 * HOUR_S


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A report as the counters see it, ordered by time (`at_s`, seconds since the epoch). `kind` has a usual pace of its own."""

    at_s: float
    report_id: ReportId
    story_id: StoryId
    origin_id: OriginId
    voice: str
    outlet: str
    title: str
    url: str
    kind: str

    @property
    def at(self) -> datetime:
        """When it was told."""
        return datetime.fromtimestamp(self.at_s, UTC)

    @property
    def hour(self) -> int:
        """The hour since the epoch in which it was told."""
        return int(self.at_s // HOUR_S)


def mention(report: Report, assignment: Assignment, policy: TrendPolicy) -> Mention:
    """Note who told what of which story, and when."""
    return Mention(
        at_s=_told_at_s(report, policy),
        report_id=report.id,
        story_id=assignment.story_id,
        origin_id=assignment.origin_id,
        voice=sys.intern(report.voice.casefold()),
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        kind=_kind(report),
    )


def _told_at_s(report: Report, policy: TrendPolicy) -> float:
    """When a report was told: by its dates, or by its URL where that names a day long before them (an old item, re-dated)."""
    at_s = report.happened_by.timestamp()
    found = _DAY.search(report.url)
    if found is None:
        return at_s
    try:
        day_ends_s = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC).timestamp() + DAY_S
    except ValueError:
        return at_s
    return day_ends_s if at_s - day_ends_s > policy.redated_days * DAY_S else at_s


def _kind(report: Report) -> str:
    """What sort of report it is, as its outlet files it: the first topic, or the genre where there is none."""
    named = report.topics[0] if report.topics and report.genre is Genre.REPORT else report.genre.value
    return sys.intern(named.casefold())


_DAY = re.compile(r"/(20\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")
