"""Stories and trends in memory."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from newswright.errors import StoreError
from newswright.records import stories
from newswright.records.articles import Article
from newswright.records.ids import StoryId
from newswright.records.stories import Assignment, AssignmentKind, Story, ToldReport, Trend
from newswright.testing.memory.state import State, alone, told_in_time


class Telling(State):
    """What `ports.Store` keeps of stories."""

    @alone
    def put_assignments(self, assignments: Iterable[Assignment]) -> None:
        batch = list(assignments)
        if unknown := sorted({each.report_id for each in batch} - set(self._revisions)):
            raise StoreError(f"cannot place a report that is not in the store: {', '.join(unknown[:3])}")
        touched: dict[StoryId, None] = {}
        for assignment in batch:
            self._place(assignment, touched)
        self._retell(touched)

    def _place(self, assignment: Assignment, touched: dict[StoryId, None]) -> None:
        if assignment.kind is AssignmentKind.SPLIT:
            self._revive(assignment.story_id)
        assignment = dataclasses.replace(assignment, story_id=self._survivor(assignment.story_id))
        before = self._placed.get(assignment.report_id)
        if before != assignment:
            self._placed[assignment.report_id] = assignment
            touched |= dict.fromkeys([(before or assignment).story_id, assignment.story_id])
        if assignment.kind is AssignmentKind.MERGE and assignment.previous_story_id is not None:
            self._retell(touched)
            self._merge(assignment.previous_story_id, assignment.story_id)

    def _revive(self, story_id: StoryId) -> None:
        if story_id in self._stories:
            self._stories[story_id] = dataclasses.replace(self._stories[story_id], merged_into=None)

    def _survivor(self, story_id: StoryId) -> StoryId:
        story = self._stories.get(story_id)
        return story.merged_into if story and story.merged_into else story_id

    def _merge(self, merged: StoryId, into: StoryId) -> None:
        if merged == into or merged not in self._stories or self._stories[merged].merged_into:
            return
        for placed in [placed for placed in self._placed.values() if placed.story_id == merged]:
            self._placed[placed.report_id] = dataclasses.replace(
                placed, story_id=into, kind=AssignmentKind.MERGE, previous_story_id=merged
            )
        for story in list(self._stories.values()):
            if story.id == merged or story.merged_into == merged:
                self._stories[story.id] = dataclasses.replace(story, merged_into=into)
        self._unwritten.pop(merged, None)
        self._holds.pop(merged, None)
        self._move_votes(merged, into)
        self._retell([into])

    def _move_votes(self, merged: StoryId, into: StoryId) -> None:
        for vote in [vote for vote in self._votes.values() if vote.story_id == merged]:
            del self._votes[vote.reader_id, merged]
            standing = self._votes.get((vote.reader_id, into))
            if standing is None or standing.voted_at < vote.voted_at:
                self._votes[vote.reader_id, into] = dataclasses.replace(vote, story_id=into)

    def _retell(self, story_ids: Iterable[StoryId]) -> None:
        told: dict[StoryId, list[ToldReport]] = {story_id: [] for story_id in story_ids}
        for placed in self._placed.values():
            if placed.story_id in told:
                told[placed.story_id].append(self._told(placed.report_id))
        for story_id, reports in told.items():
            if reports:
                self._stories[story_id] = stories.from_reports(story_id, reports)
                self._unwritten.setdefault(story_id)
            elif story_id in self._stories:
                empty = dataclasses.replace(self._stories[story_id], report_ids=(), n_origins=0, n_outlets=0)
                self._stories[story_id] = empty
                self._unwritten.pop(story_id, None)

    @alone
    def story(self, story_id: StoryId) -> Story | None:
        story = self._stories.get(story_id)
        if story is None:
            return None
        article = self._latest(story_id)
        return dataclasses.replace(
            story,
            title=article.headline.text if article else story.title,
            topics=article.topics if article else story.topics,
            report_ids=() if story.merged_into else story.report_ids,
            related=self._related.get(story_id, ()),
        )

    def _latest(self, story_id: StoryId) -> Article | None:
        versions = self._versions.get(story_id)
        return versions[max(versions)] if versions else None

    def _stories_of(self, story_ids: Iterable[StoryId]) -> list[Story]:
        return [story for each in story_ids if (story := self.story(each)) and story.report_ids]

    @alone
    def stories(self, *, limit: int, since: datetime | None = None) -> list[Story]:
        found = [one for one in self._stories_of(self._stories) if since is None or one.updated_at >= since]
        return sorted(found, key=lambda story: (-story.updated_at.timestamp(), story.id))[:limit]

    @alone
    def story_reports(self, story_id: StoryId) -> list[ToldReport]:
        wanted = self._survivor(story_id)
        told = (self._told(placed.report_id) for placed in self._placed.values() if placed.story_id == wanted)
        return sorted(told, key=told_in_time)

    @alone
    def unwritten_stories(self, *, limit: int) -> list[Story]:
        return self._stories_of(self._unwritten)[:limit]

    @alone
    def put_related(self, related: Mapping[StoryId, Sequence[StoryId]]) -> None:
        self._related |= {story_id: tuple(neighbours) for story_id, neighbours in related.items()}

    @alone
    def put_trends(self, at: datetime, trends: Sequence[Trend]) -> None:
        self._trends[at] = sorted(trends, key=lambda trend: (-trend.trend_score, trend.story_id))

    @alone
    def trends(self) -> list[Trend]:
        return list(self._trends[max(self._trends)]) if self._trends else []

    @alone
    def trend_history(self, story_id: StoryId) -> list[Trend]:
        return [trend for at in sorted(self._trends) for trend in self._trends[at] if trend.story_id == story_id]
