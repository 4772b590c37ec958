"""The reports that a newsroom has at hand, and the stories that they make: one report at a time, ids that stay."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from newswright.records import ids
from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import Assignment, AssignmentKind, ToldReport
from newswright.stages.cluster import likeness
from newswright.stages.cluster.index import Entry, Index
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.portraits import Portrait, portray
from newswright.stages.cluster.shelves import Shelves as Copies


@dataclass(frozen=True, slots=True)
class _Pair:
    """A report in the window beside the one that is being placed."""

    entry: Entry
    score: float
    words: float
    names: float


class Window:
    """Places reports, one at a time. What it decides depends on what it holds alone: restored from what was decided before,
    it goes on as if it had never been away."""

    def __init__(self, policy: ClusterPolicy) -> None:
        self.policy = policy
        self._index = Index(policy)
        self._copies = Copies(policy)
        self._placed: dict[ReportId, Assignment] = {}
        self._stories: defaultdict[StoryId, dict[ReportId, None]] = defaultdict(dict)
        self._ages: list[tuple[float, ReportId]] = []  # a heap

    def __len__(self) -> int:
        return len(self._placed)

    def place(self, report: Report) -> Assignment:
        """Find a report's story and origin, and take it into the window. A report that is there already keeps its place."""
        return self._placed.get(report.id) or self.place_portrait(portray(report, self.policy))

    def place_portrait(self, portrait: Portrait) -> Assignment:
        """Place a report whose portrait was drawn elsewhere."""
        entry = self._index.add(portrait)
        others = self._index.candidates(entry)
        pairs = self._pairs(entry, others)
        self._copies.add(entry.report_id, portrait.shingles)
        likely = [pair.entry.report_id for pair in pairs if pair.words >= self.policy.copy_from_similarity]
        assignment = self._decide(entry, pairs, self._copies.of(entry.report_id, likely))
        self._keep(assignment)
        return assignment

    def restore(self, told: ToldReport) -> None:
        """Take in a report that was placed before, with its place."""
        if told.report.id not in self._placed:
            portrait = portray(told.report, self.policy)
            self._index.add(portrait)
            self._copies.add(portrait.report_id, portrait.shingles)
            self._keep(told.assignment)

    def forget(self, before: datetime) -> None:
        """Let go of reports that are older. Their stories stay, for as long as one report of theirs is at hand."""
        limit = before.timestamp() / 86_400
        while self._ages and self._ages[0][0] < limit:
            self._drop(heapq.heappop(self._ages)[1])

    def members(self, story_id: StoryId) -> tuple[ReportId, ...]:
        """List a story's reports that are at hand, by time."""
        return tuple(sorted(self._stories.get(story_id, ()), key=self._age))

    def related(self, story_id: StoryId) -> tuple[StoryId, ...]:
        """Name a story's neighbours, nearest first: stories whose reports share words with its own, but not enough to be one.

        By the cosine of words, not by the learned score: that one asks whether two reports tell of one happening, and says of
        neighbours only that they do not (docs/log.md).
        """
        nearness: defaultdict[StoryId, float] = defaultdict(float)
        for report_id in self.members(story_id)[-self.policy.n_asked :]:
            entry = self._index[report_id]
            for pair in self._pairs(entry, self._index.candidates(entry)):
                other = self._placed[pair.entry.report_id].story_id
                nearness[other] = max(nearness[other], pair.words)
        nearness.pop(story_id, None)
        near = [story for story, score in nearness.items() if score >= self.policy.related_from]
        return tuple(sorted(near, key=lambda story: (-nearness[story], story))[: self.policy.n_related])

    def _age(self, report_id: ReportId) -> tuple[float, ReportId]:
        return self._index[report_id].at_days, report_id

    def _keep(self, assignment: Assignment) -> None:
        self._placed[assignment.report_id] = assignment
        self._stories[assignment.story_id][assignment.report_id] = None
        heapq.heappush(self._ages, self._age(assignment.report_id))
        if len(self._placed) > self.policy.max_reports:
            self._drop(heapq.heappop(self._ages)[1])

    def _drop(self, report_id: ReportId) -> None:
        self._index.drop(report_id)
        self._copies.drop(report_id)
        story_id = self._placed.pop(report_id).story_id
        del self._stories[story_id][report_id]
        if not self._stories[story_id]:
            del self._stories[story_id]

    def _pairs(self, entry: Entry, others: Sequence[Entry]) -> list[_Pair]:
        if not others:
            return []
        features = self._index.compare(entry, others)
        scores = likeness.score(features)
        return [
            _Pair(other, float(score), float(measured[0]), float(measured[4]))
            for other, score, measured in zip(others, scores, features, strict=True)
        ]

    def _decide(self, entry: Entry, pairs: Sequence[_Pair], copies: Sequence[tuple[float, ReportId]]) -> Assignment:
        fresh = [
            self._index[one] for _, one in copies if self._gap_days(entry, self._index[one]) <= self.policy.copy_days
        ]
        origin = self._placed[copies[0][1]].origin_id if copies else ids.origin_id(entry.report_id)
        if fresh:
            nearest, overlap = fresh[0], next(share for share, one in copies if one == fresh[0].report_id)
            reason = f"the same text as {nearest.report_id}: {overlap:.0%} of its runs of words"
            return self._join(entry, self._placed[nearest.report_id].story_id, origin, 1.0, nearest, reason)
        best, score = self._best_story(pairs)
        is_headline = len(entry.words.terms) < self.policy.headline_words
        if best is not None and score >= (self.policy.headline_join_from if is_headline else self.policy.join_from):
            pair = max((one for one in pairs if self._story_of(one) == best), key=_closeness)
            return self._join(entry, best, origin, score, pair.entry, self._likeness(entry, pair))
        return self._open(entry, origin, score, max(pairs, key=_closeness, default=None))

    def _gap_days(self, entry: Entry, other: Entry) -> float:
        return abs(entry.at_days - other.at_days)

    def _story_of(self, pair: _Pair) -> StoryId:
        return self._placed[pair.entry.report_id].story_id

    def _best_story(self, pairs: Iterable[_Pair]) -> tuple[StoryId | None, float]:
        """Score each story by its nearest report and by average link over its nearest few; a pair never compared counts 0."""
        scores: defaultdict[StoryId, list[float]] = defaultdict(list)
        for pair in pairs:
            scores[self._story_of(pair)].append(pair.score)
        ranked = sorted(
            ((self._score(story, found), story) for story, found in scores.items()), key=lambda r: (-r[0], r[1])
        )
        return (ranked[0][1], ranked[0][0]) if ranked else (None, 0.0)

    def _score(self, story_id: StoryId, found: list[float]) -> float:
        n_linked = min(len(self._stories[story_id]), self.policy.n_linked)
        average = sum(sorted(found, reverse=True)[:n_linked]) / n_linked
        return self.policy.nearest_share * max(found) + (1 - self.policy.nearest_share) * average

    def _join(
        self, entry: Entry, story_id: StoryId, origin_id: OriginId, score: float, nearest: Entry, reason: str
    ) -> Assignment:
        return Assignment(
            report_id=entry.report_id,
            story_id=story_id,
            origin_id=origin_id,
            kind=AssignmentKind.JOIN,
            similarity=score,
            neighbour_id=nearest.report_id,
            reason=reason,
        )

    def _open(self, entry: Entry, origin_id: OriginId, score: float, nearest: _Pair | None) -> Assignment:
        return Assignment(
            report_id=entry.report_id,
            story_id=ids.story_id(entry.report_id),
            origin_id=origin_id,
            kind=AssignmentKind.OPEN,
            similarity=score,
            neighbour_id=nearest.entry.report_id if nearest else None,
            reason=f"nothing near enough; {self._likeness(entry, nearest)}" if nearest else "nothing like it at hand",
        )

    def _likeness(self, entry: Entry, pair: _Pair) -> str:
        hours = 24 * self._gap_days(entry, pair.entry)
        apart = f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"
        return (
            f"nearest is {pair.entry.report_id}, {apart} apart: words {pair.words:.2f}, names {pair.names:.2f}, "
            f"together {pair.score:.2f}"
        )


def _closeness(pair: _Pair) -> tuple[float, ReportId]:
    return pair.score, pair.entry.report_id
