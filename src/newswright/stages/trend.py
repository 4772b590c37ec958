"""Find the stories that spread faster and wider than is usual, and say why.

In:    reports with their assignments, up to `at`; nothing published later is looked at
Out:   Trends, best first, each with its pace, what was expected, its phase and its reasons in words and numbers
Rule:  TrendPolicy
Gate:  bench/quality/trends
"""

import math
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newswright.records import stories
from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import Assignment, Phase, Trend

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPolicy:
    """What counts as recent, as usual, and as trending. Chosen on the tune part of bench/quality/trends."""

    recent_h: float = 4.0  # what is counted as happening now
    half_life_h: float = 2.0  # within it, an origin's weight halves in so many hours: the newest spread counts most
    baseline_days: float = 7.0  # what the usual pace is taken from
    usual_origins: float = 0.3  # further origins that a story has, before the stream has shown its own habit …
    usual_stories: int = 100  # … which weighs as much as so many stories
    usual_weight: float = 2.0  # the stream's habit weighs as much as so many recent_h of a story's own past
    own_share: float = 0.25  # of what its own past adds to what is expected: a great saga may stay on the list
    least_expected: float = 0.2  # further origins in recent_h, expected at least: a silent hour is no sensation
    most_hour_factor: float = 3.0  # how far the hour of day may lift or lower what is expected
    min_hour_days: int = 2  # days of baseline before the hour of day is looked at
    min_origins: int = 2  # independent ones in recent_h; below two nothing trends, whatever the pace
    min_score: float = 0.1  # surprise, in nats, from which a story trends
    evergreen_weight: float = 0.25  # what is left of the score of a page that returns every day
    evergreen_days: int = 5  # days of the baseline on which such a story was seen
    breaking_h: float = 6.0  # a story younger than that is breaking …
    developing_h: float = 24.0  # … younger than that developing, older sustained …
    fading_share: float = 0.5  # … and below this share of its highest pace fading
    top: int = 20  # trends named in one edition


@dataclass(frozen=True, slots=True, order=True)
class _Mention:
    """A report as the counters see it."""

    at: datetime
    report_id: ReportId
    origin_id: OriginId
    voice: str
    outlet: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """How a story stands at a time: what was told within recent_h, how wide and how new, and what was to be expected."""

    n_recent: int
    further: float  # decayed weight of the independent origins beyond the one that opened the story
    expected: float
    n_days: int
    peak: int


class Counters:
    """Counts who tells what, and when: fed report by report, in any order, and asked at any time."""

    def __init__(self, policy: TrendPolicy) -> None:
        self._policy = policy
        self._mentions: dict[StoryId, list[_Mention]] = {}
        self._first: dict[StoryId, _Mention] = {}
        self._places: dict[ReportId, tuple[StoryId, _Mention]] = {}
        self._timeline: list[tuple[datetime, ReportId]] = []
        self._voices: dict[StoryId, Counter[str]] = {}
        self._n_voices = 0  # over all stories
        self._by_hour: Counter[int] = Counter()  # reports, by hour since the epoch

    def add(self, report: Report, assignment: Assignment) -> None:
        """Count a report. One that is counted already is moved, not counted twice."""
        story_id = assignment.story_id
        mention = _Mention(
            report.happened_by, report.id, assignment.origin_id, report.voice.casefold(), report.outlet, report.title
        )
        if report.id in self._places:
            self._timeline.remove((self._places[report.id][1].at, report.id))
            self._remove(report.id)
        insort(self._mentions.setdefault(story_id, []), mention)
        insort(self._timeline, (mention.at, mention.report_id))
        self._places[report.id] = story_id, mention
        self._by_hour[_hour(mention.at)] += 1
        voices = self._voices.setdefault(story_id, Counter())
        voices[mention.voice] += 1
        self._n_voices += voices[mention.voice] == 1
        self._first[story_id] = min(self._first.get(story_id, mention), mention)

    def forget(self, before: datetime) -> None:
        """Let go of what no baseline reaches back to. When a story was first reported is remembered while it lives."""
        cut = bisect_left(self._timeline, (before, ReportId("")))
        for _, report_id in self._timeline[:cut]:
            self._remove(report_id)
        del self._timeline[:cut]

    def _remove(self, report_id: ReportId) -> None:
        story_id, mention = self._places.pop(report_id)
        self._by_hour[_hour(mention.at)] -= 1
        voices = self._voices[story_id]
        voices[mention.voice] -= 1
        self._n_voices -= voices[mention.voice] == 0
        self._mentions[story_id].remove(mention)
        if not self._mentions[story_id]:
            del self._mentions[story_id], self._first[story_id], self._voices[story_id]

    def detect(self, at: datetime, top: int) -> list[Trend]:
        """Name what trends at a time, best first, at most `top`."""
        expected, factor = self._usual(), self._hour_factor(at)
        found = [self._trend(story_id, at, expected, factor) for story_id in self._active(at)]
        trends = [trend for trend in found if trend is not None]
        return sorted(trends, key=lambda trend: (-trend.trend_score, trend.since, trend.story_id))[:top]

    def _active(self, at: datetime) -> list[StoryId]:
        low = bisect_left(self._timeline, (at - self._policy.recent_h * _HOUR, ReportId("")))
        high = bisect_right(self._timeline, (at, _LAST_ID))
        return sorted({self._places[report_id][0] for _, report_id in self._timeline[low:high]})

    def _usual(self) -> float:
        """How many further origins the stream's stories have, on average."""
        n_stories, policy = len(self._mentions), self._policy
        further = self._n_voices - n_stories + policy.usual_origins * policy.usual_stories
        return max(policy.least_expected, further / (n_stories + policy.usual_stories))

    def _hour_factor(self, at: datetime) -> float:
        """How much busier the stream is at this hour of the day than on average."""
        now, n_days = _hour(at), int(self._policy.baseline_days)
        same = [self._by_hour[now - 24 * day] for day in range(1, n_days + 1)]
        n_known = sum(any(self._by_hour[now - 24 * day - hour] for hour in range(24)) for day in range(1, n_days + 1))
        total = sum(self._by_hour[now - hour] for hour in range(1, 24 * n_days + 1))
        if n_known < self._policy.min_hour_days or not total:
            return 1.0
        factor = (sum(same) / n_known) / (total / (24 * n_known))
        return min(self._policy.most_hour_factor, max(1 / self._policy.most_hour_factor, factor))

    def _trend(self, story_id: StoryId, at: datetime, usual: float, factor: float) -> Trend | None:
        mentions = self._mentions[story_id]
        mentions = mentions[: bisect_right(mentions, at, key=lambda mention: mention.at)]
        reach = self._reach(mentions, self._first[story_id], at, usual, factor)
        is_evergreen = reach.n_days >= self._policy.evergreen_days
        score = _surprise(reach.further, reach.expected) * (self._policy.evergreen_weight if is_evergreen else 1.0)
        if reach.n_recent < self._policy.min_origins or score < self._policy.min_score:
            return None
        first = self._first[story_id]
        return Trend(
            story_id=story_id,
            at=at,
            trend_score=score,
            n_origins=stories.count_independent((one.origin_id, one.voice) for one in mentions),
            n_outlets=len({one.outlet for one in mentions}),
            pace_per_h=reach.n_recent / self._policy.recent_h,
            expected_per_h=reach.expected / self._policy.recent_h,
            since=first.at,
            phase=self._phase(reach, at - first.at),
            reasons=self._reasons(reach, mentions, first, at),
            report_ids=tuple(one.report_id for one in mentions),
            title=first.title,
        )

    def _reach(
        self, mentions: Sequence[_Mention], first: _Mention, at: datetime, usual: float, factor: float
    ) -> _Reach:
        window = self._policy.recent_h * _HOUR
        past = {(int((at - one.at) / window), one.voice) for one in mentions if one.at <= at - window}
        weights = self._weights(mentions, at)
        is_new = first.at > at - window
        n_past = 0 if is_new else int((at - max(first.at, at - self._policy.baseline_days * 24 * _HOUR)) / window)
        own = (self._policy.usual_weight * usual + len(past)) / (self._policy.usual_weight + n_past)
        tempered = usual + self._policy.own_share * (own - usual)
        return _Reach(
            n_recent=len(weights),
            further=sum(weights) - (min(weights) if is_new and weights else 0.0),
            expected=max(self._policy.least_expected, tempered * factor),
            n_days=len({one.at.date() for one in mentions}),
            peak=max([len(weights), *Counter(place for place, _ in past).values()]),
        )

    def _weights(self, mentions: Sequence[_Mention], at: datetime) -> list[float]:
        """Weigh each independent origin that was heard within recent_h by the age of the latest that it told."""
        latest: dict[str, datetime] = {}
        for label, one in zip(stories.independent((m.origin_id, m.voice) for m in mentions), mentions, strict=True):
            latest[label] = max(latest.get(label, one.at), one.at)
        since, half_life = at - self._policy.recent_h * _HOUR, self._policy.half_life_h * _HOUR
        return [0.5 ** ((at - last) / half_life) for last in latest.values() if last > since]

    def _phase(self, reach: _Reach, age: timedelta) -> Phase:
        if reach.n_recent < self._policy.fading_share * reach.peak:
            return Phase.FADING
        if age < self._policy.breaking_h * _HOUR:
            return Phase.BREAKING
        return Phase.DEVELOPING if age < self._policy.developing_h * _HOUR else Phase.SUSTAINED

    def _reasons(self, reach: _Reach, mentions: Sequence[_Mention], first: _Mention, at: datetime) -> tuple[str, ...]:
        hours = f"{self._policy.recent_h:g} h"
        told = (
            f"{first.at:%H:%M} UTC"
            if first.at.date() == at.date()
            else f"{first.at:%H:%M} UTC on {first.at.day} {first.at:%B %Y}"
        )
        reasons = [
            f"{reach.n_recent} independent outlets in {hours} against {reach.expected:.1f} expected",
            f"first reported at {told} by {first.outlet}",
        ]
        n_copies = len(mentions) - len({one.origin_id for one in mentions})
        if n_copies:
            are = "is a copy of another's text, and does" if n_copies == 1 else "are copies of another's text, and do"
            reasons.append(f"{n_copies} of {len(mentions)} reports {are} not count")
        if reach.n_days >= self._policy.evergreen_days:
            reasons.append(f"seen on {reach.n_days} days of the last {self._policy.baseline_days:g}: counts less")
        if reach.n_recent < self._policy.fading_share * reach.peak:
            reasons.append(f"it had {reach.peak} independent outlets in {hours} at its peak")
        return tuple(reasons)


def detect(told: Iterable[tuple[Report, Assignment]], *, at: datetime, policy: TrendPolicy, top: int) -> list[Trend]:
    """Name what trends at a time, best first, at most `top`. Reports that were published later are not looked at."""
    counters = Counters(policy)
    since = at - timedelta(days=policy.baseline_days)
    for report, assignment in told:
        if since <= report.happened_by <= at:
            counters.add(report, assignment)
    return counters.detect(at, top)


_LAST_ID = ReportId("\U0010ffff")


def _hour(at: datetime) -> int:
    return int(at.timestamp() // 3600)


def _surprise(found: float, expected: float) -> float:
    """How surprising a count is, in nats: the log-likelihood ratio of a Poisson pace of `found` against `expected`; 0 below."""
    return found * math.log(found / expected) - found + expected if found > expected else 0.0
