"""Counts who tells what, and when: fed report by report, kept between editions, asked at any time."""

import heapq
import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from operator import attrgetter

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
        self._places: dict[ReportId, Mention] = {}
        self._told: dict[int, dict[ReportId, None]] = {}  # by hour
        self._tales: dict[StoryId, Tale] = {}
        self._stale: dict[StoryId, None] = {}  # stories of several voices whose tale has to be read anew
        self._active: dict[int, dict[StoryId, float]] = {}  # the heat of each tale, by the hour of its latest mention
        self._baseline = Baseline(policy)

    def __len__(self) -> int:
        """Reports that are counted."""
        return len(self._places)

    def add(self, report: Report, assignment: Assignment) -> None:
        """Count a report. One that is counted already is moved, not counted twice."""
        self._count(mention(report, assignment, self._policy))

    def move(self, assignment: Assignment) -> None:
        """Move a report that is counted to the story and origin that it has now; nothing, where it is not counted (any more)."""
        known = self._places.get(assignment.report_id)
        if known is not None:
            self._count(replace(known, story_id=assignment.story_id, origin_id=assignment.origin_id))

    def _count(self, found: Mention) -> None:
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
            is_known = found.voice in tale.further
            tale.take(found)
            if mentions[-2].hour != found.hour:
                self._leave(found.story_id, mentions[-2].hour)
            self._active.setdefault(found.hour, {})[found.story_id] = tale.heat()
            if not is_known and found.voice in tale.further:
                self._baseline.count_further(tale.first.kind, [found.hour], 1)

    def _set_aside(self, story_id: StoryId) -> None:
        """Drop a story's tale with all that it added to the baseline."""
        tale = self._tales.pop(story_id)
        self._leave(story_id, self._mentions[story_id][-1].hour)
        self._baseline.count_further(tale.first.kind, tale.further.values(), -1)
        self._stale[story_id] = None

    def _leave(self, story_id: StoryId, hour: int) -> None:
        stories = self._active.get(hour, {})
        stories.pop(story_id, None)
        if not stories:
            self._active.pop(hour, None)

    def drop(self, report_id: ReportId) -> None:
        """Let go of one report, if it is counted."""
        known = self._places.get(report_id)
        if known is not None:
            self._remove(known)

    def forget(self, before: datetime) -> None:
        """Let go of what no baseline reaches back to: what is left is counted as if nothing else had ever been told."""
        before_s = before.timestamp()
        for hour in sorted(hour for hour in self._told if hour * HOUR_S < before_s):
            for gone in sorted(
                one for report_id in self._told[hour] if (one := self._places[report_id]).at_s < before_s
            ):
                self._forget(gone)

    def _forget(self, gone: Mention) -> None:
        mentions, tale = self._mentions[gone.story_id], self._tales.get(gone.story_id)
        if tale is None or len(mentions) == 1 or not self._shorten(tale, gone, mentions[1]):
            self._remove(gone)
        else:
            self._take_out(gone, mentions)

    def _shorten(self, tale: Tale, gone: Mention, following: Mention) -> bool:
        """Drop the oldest mention from a story's tale, and from the baseline what it added; False where that cannot be done."""
        before, arrived = dict(tale.further) if gone.kind != following.kind else None, tale.further.get(following.voice)
        if not tale.drop(gone, following):
            return False
        self._active[self._mentions[gone.story_id][-1].hour][gone.story_id] = tale.heat()
        if before is not None:  # the story is of another kind now, and so are all its voices
            self._baseline.count_further(gone.kind, before.values(), -1)
            self._baseline.count_further(following.kind, tale.further.values(), 1)
        elif arrived is not None:
            self._baseline.count_further(gone.kind, [arrived], -1)
            if gone.voice in tale.further:
                self._baseline.count_further(gone.kind, [tale.further[gone.voice]], 1)
        return True

    def _remove(self, gone: Mention) -> None:
        if gone.story_id in self._tales:
            self._set_aside(gone.story_id)
        mentions = self._mentions[gone.story_id]
        self._take_out(gone, mentions)
        if not mentions:
            del self._mentions[gone.story_id]
            self._stale.pop(gone.story_id, None)

    def _take_out(self, gone: Mention, mentions: list[Mention]) -> None:
        del self._places[gone.report_id]
        del self._told[gone.hour][gone.report_id]
        if not self._told[gone.hour]:
            del self._told[gone.hour]
        if mentions[0] is gone:
            self._baseline.count_story(gone.kind, -1)
            if len(mentions) > 1:
                self._baseline.count_story(mentions[1].kind, 1)
        del mentions[bisect_left(mentions, gone)]

    def detect(self, at: datetime, top: int) -> list[Trend]:
        """Name what trends at a time, best first, at most `top`."""
        self._settle()
        at_s, factor = at.timestamp(), cache(self._baseline.hour_factor)
        hour_factor = factor(int(at_s // HOUR_S))
        found: list[tuple[float, float, StoryId, Tale, Reach]] = []
        heap = self._promising(at_s)
        while heap:
            cold, story_id = heapq.heappop(heap)
            most = self._most(-cold, at_s)
            if most < self._policy.min_score or (len(found) >= top and most < -found[top - 1][0]):
                break
            tale = self._tale(story_id, at_s)
            if tale is None:
                continue
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
            tale = Tale.of(mentions, self._policy)
            self._tales[story_id] = tale
            self._active.setdefault(mentions[-1].hour, {})[story_id] = tale.heat()
            self._baseline.count_further(tale.first.kind, tale.further.values(), 1)
        self._stale.clear()

    def _promising(self, at_s: float) -> list[tuple[float, StoryId]]:
        """List the stories that may trend, as a heap: the hottest first, by their heat with its sign changed."""
        since_s, found = at_s - self._policy.recent_h * HOUR_S, list[tuple[float, StoryId]]()
        for hour, stories in self._active.items():
            if (hour + 1) * HOUR_S <= at_s:
                if (hour + 1) * HOUR_S > since_s:
                    found.extend((-heat, story_id) for story_id, heat in stories.items())
            else:  # what went on since may have been hotter then than its heat says
                found.extend(
                    (-heat if self._mentions[story_id][-1].at_s <= at_s else -math.inf, story_id)
                    for story_id, heat in stories.items()
                )
        heapq.heapify(found)
        return found

    def _most(self, heat: float, at_s: float) -> float:
        """The highest score that a story of such a heat can have."""
        if heat == math.inf:
            return heat
        weight = (1 + self._policy.young_bonus) * math.exp2(heat - at_s / (self._policy.half_life_h * HOUR_S))
        return reaching.surprise(weight, self._policy.least_expected)

    def _tale(self, story_id: StoryId, at_s: float) -> Tale | None:
        """What the story amounts to by then: its tale, or, where it went on since, its tale up to there, if it had begun."""
        mentions = self._mentions[story_id]
        if mentions[-1].at_s <= at_s:
            return self._tales[story_id]
        by_then = _until(mentions, at_s)
        return Tale.of(by_then, self._policy) if by_then else None

    def _trend(
        self, story_id: StoryId, tale: Tale, reach: Reach, at: datetime, factor: Callable[[int], float]
    ) -> Trend:
        mentions, at_s, policy = _until(self._mentions[story_id], at.timestamp()), at.timestamp(), self._policy
        return Trend(
            story_id=story_id,
            at=at,
            trend_score=reach.score,
            n_origins=tale.n_origins,
            n_outlets=len(tale.outlets),
            pace_per_h=reach.n_recent / policy.recent_h,
            expected_per_h=reach.expected / policy.recent_h,
            since=tale.first.at,
            phase=reaching.phase(reach, at_s - tale.first.at_s, policy),
            reasons=reaching.reasons(tale, reach, n_reports=len(mentions), at=at, policy=policy),
            report_ids=tuple(map(_REPORT_ID, mentions)),
            title=mentions[0].title,
            hours=reaching.hours(tale, reach, at_s, factor, policy),
        )


_REPORT_ID = attrgetter("report_id")


def _until(mentions: list[Mention], at_s: float) -> list[Mention]:
    return mentions if mentions[-1].at_s <= at_s else mentions[: bisect_right(mentions, at_s, key=_time)]


def _time(one: Mention) -> float:
    return one.at_s
