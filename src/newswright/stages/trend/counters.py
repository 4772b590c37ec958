"""Counts who tells what, and when: fed report by report, kept between editions, asked at any time."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable
from datetime import datetime
from functools import cache

from newswright.records.ids import ReportId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import Assignment, Trend
from newswright.stages.trend import reach as reaching
from newswright.stages.trend.baseline import Baseline
from newswright.stages.trend.mentions import HOUR_S, Mention, mention
from newswright.stages.trend.policy import TrendPolicy
from newswright.stages.trend.reach import Reach
from newswright.stages.trend.tale import Tale


class Counters:
    """What has been told within the baseline, by story.

    The order of adding changes nothing; a report is counted once, wherever it moves. A story with one voice costs a list of its
    mentions; one with several has a Tale, and stands under the hour of its latest mention, so that asking costs by what has
    been told lately, not by all that is counted.
    """

    def __init__(self, policy: TrendPolicy) -> None:
        self._policy = policy
        self._mentions: dict[StoryId, list[Mention]] = {}  # in order of time
        self._opened: dict[StoryId, Mention] = {}  # the first mention of a story, where it is forgotten
        self._places: dict[ReportId, Mention] = {}
        self._told: dict[int, dict[ReportId, None]] = {}  # by hour
        self._tales: dict[StoryId, Tale] = {}
        self._stale: dict[StoryId, None] = {}  # stories of several voices whose tale has to be read anew
        self._active: dict[int, dict[StoryId, None]] = {}  # stories with a tale, by the hour of their latest mention
        self._baseline = Baseline(policy)

    def __len__(self) -> int:
        """Reports that are counted."""
        return len(self._places)

    def add(self, report: Report, assignment: Assignment) -> None:
        """Count a report. One that is counted already is moved, not counted twice."""
        found = mention(report, assignment, self._policy)
        known = self._places.get(found.report_id)
        if known == found:
            return
        if known is not None:
            self._remove(known)
        self._places[found.report_id] = found
        self._told.setdefault(found.hour, {})[found.report_id] = None
        mentions = self._mentions.setdefault(found.story_id, [])
        if not mentions:
            self._baseline.count_story(found.kind, 1)
        elif found < mentions[0]:
            self._baseline.count_story(mentions[0].kind, -1)
            self._baseline.count_story(found.kind, 1)
        insort(mentions, found)
        self._read_on(found, mentions)

    def _read_on(self, found: Mention, mentions: list[Mention]) -> None:
        """Bring a story's tale up to date; one that was not read in order is read anew when it is next asked for."""
        tale = self._tales.get(found.story_id)
        if tale is None:
            if mentions[0].voice != found.voice or mentions[-1].voice != found.voice:
                self._stale[found.story_id] = None
        elif mentions[-1] is not found:
            self._set_aside(found.story_id)
        else:
            n_further = len(tale.further)
            self._leave(found.story_id, mentions[-2].hour)
            tale.take(found)
            self._active.setdefault(found.hour, {})[found.story_id] = None
            self._baseline.count_further(tale.first.kind, tale.further[n_further:], 1)

    def _set_aside(self, story_id: StoryId) -> None:
        """Drop a story's tale with all that it added to the baseline."""
        tale = self._tales.pop(story_id)
        self._leave(story_id, self._mentions[story_id][-1].hour)
        self._baseline.count_further(tale.first.kind, tale.further, -1)
        self._stale[story_id] = None

    def _leave(self, story_id: StoryId, hour: int) -> None:
        stories = self._active.get(hour, {})
        stories.pop(story_id, None)
        if not stories:
            self._active.pop(hour, None)

    def forget(self, before: datetime) -> None:
        """Let go of what no baseline reaches back to. When a story was first reported is remembered while it lives."""
        before_s = before.timestamp()
        for hour in sorted(hour for hour in self._told if hour * HOUR_S < before_s):
            for report_id in [one for one in self._told[hour] if self._places[one].at_s < before_s]:
                gone = self._places[report_id]
                earliest = min(self._opened.get(gone.story_id, gone), gone)
                self._remove(gone)
                if gone.story_id in self._mentions:
                    self._opened[gone.story_id] = earliest

    def _remove(self, gone: Mention) -> None:
        story_id, mentions = gone.story_id, self._mentions[gone.story_id]
        del self._places[gone.report_id]
        del self._told[gone.hour][gone.report_id]
        if not self._told[gone.hour]:
            del self._told[gone.hour]
        if story_id in self._tales:
            self._set_aside(story_id)
        if mentions[0] is gone:
            self._baseline.count_story(gone.kind, -1)
            if len(mentions) > 1:
                self._baseline.count_story(mentions[1].kind, 1)
        del mentions[bisect_left(mentions, gone)]
        if not mentions:
            del self._mentions[story_id]
            self._opened.pop(story_id, None)
            self._stale.pop(story_id, None)

    def detect(self, at: datetime, top: int) -> list[Trend]:
        """Name what trends at a time, best first, at most `top`."""
        self._settle()
        at_s, factor = at.timestamp(), cache(self._baseline.hour_factor)
        hour_factor = factor(int(at_s // HOUR_S))
        found: list[tuple[float, float, StoryId, Tale, Reach]] = []
        for most, story_id in self._promising(at_s):
            if len(found) >= top and most < -found[top - 1][0]:
                break
            tale = self._tale(story_id, at_s)
            usual = self._baseline.usual(tale.first.kind)
            reach = reaching.measure(tale, at_s=at_s, usual=usual, hour_factor=hour_factor, policy=self._policy)
            if reach.n_recent >= self._policy.min_origins and reach.score >= self._policy.min_score:
                insort(found, (-reach.score, tale.first.at_s, story_id, tale, reach), key=lambda one: one[:3])
        return [self._trend(story_id, tale, reach, at, factor) for _, _, story_id, tale, reach in found[:top]]

    def _settle(self) -> None:
        """Read anew the stories that changed otherwise than by going on."""
        for story_id in self._stale:
            mentions = self._mentions[story_id]
            if len({one.voice for one in mentions}) < 2:
                continue
            tale = Tale.of(mentions, self._opened.get(story_id, mentions[0]))
            self._tales[story_id] = tale
            self._active.setdefault(mentions[-1].hour, {})[story_id] = None
            self._baseline.count_further(tale.first.kind, tale.further, 1)
        self._stale.clear()

    def _promising(self, at_s: float) -> list[tuple[float, StoryId]]:
        """List the stories that may trend, each with the most that its score can be, best first."""
        policy, found = self._policy, list[tuple[float, StoryId]]()
        since_s = at_s - policy.recent_h * HOUR_S
        for hour, stories in self._active.items():
            if (hour + 1) * HOUR_S <= since_s:
                continue
            for story_id in stories:
                tale = self._tales[story_id]
                recent = [last_s for last_s in tale.latest.values() if last_s > since_s]
                if len(recent) >= policy.min_origins:
                    most = reaching.weigh(recent, at_s, policy) * reaching.youth(at_s - tale.first.at_s, policy)
                    found.append((reaching.surprise(most, policy.least_expected), story_id))
        return sorted(found, reverse=True)

    def _tale(self, story_id: StoryId, at_s: float) -> Tale:
        """What the story amounts to by then: its tale, or, where it went on since, its tale up to there."""
        mentions = self._mentions[story_id]
        if mentions[-1].at_s <= at_s:
            return self._tales[story_id]
        return Tale.of(_until(mentions, at_s), self._tales[story_id].first)

    def _trend(
        self, story_id: StoryId, tale: Tale, reach: Reach, at: datetime, factor: Callable[[int], float]
    ) -> Trend:
        mentions, at_s, policy = _until(self._mentions[story_id], at.timestamp()), at.timestamp(), self._policy
        return Trend(
            story_id=story_id,
            at=at,
            trend_score=reach.score,
            n_origins=tale.n_origins,
            n_outlets=len({one.outlet for one in mentions}),
            pace_per_h=reach.n_recent / policy.recent_h,
            expected_per_h=reach.expected / policy.recent_h,
            since=tale.first.at,
            phase=reaching.phase(reach, at_s - tale.first.at_s, policy),
            reasons=reaching.reasons(tale, reach, n_reports=len(mentions), at=at, policy=policy),
            report_ids=tuple(one.report_id for one in mentions),
            title=mentions[0].title,
            hours=reaching.hours(tale, reach, at_s, factor, policy),
        )


def _until(mentions: list[Mention], at_s: float) -> list[Mention]:
    return mentions if mentions[-1].at_s <= at_s else mentions[: bisect_right(mentions, at_s, key=_time)]


def _time(one: Mention) -> float:
    return one.at_s
