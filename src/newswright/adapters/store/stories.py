"""Stories as they stand, what has to be written anew, neighbours and trends."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from newswright.adapters.store import placing, serial, tables, told
from newswright.adapters.store.connection import Connected, batches
from newswright.adapters.store.tables import Row, fronts, related, ticks
from newswright.records.ids import StoryId
from newswright.records.stories import Assignment, Story, ToldReport, Trend

WHOLE = sa.select(
    tables.stories.c.id, tables.stories.c.doc, tables.stories.c.merged_into, fronts.c.headline, fronts.c.topics
).select_from(tables.stories.outerjoin(fronts, fronts.c.story_id == tables.stories.c.id))
LATEST_TICK = sa.select(sa.func.max(ticks.c.at)).scalar_subquery()


class StoryShelf(Connected):
    """What `ports.Store` keeps of stories."""

    def put_assignments(self, assignments: Iterable[Assignment]) -> None:
        with self._writing() as connection:
            placing.place(connection, list(assignments))

    def story(self, story_id: StoryId) -> Story | None:
        with self._reading() as connection:
            found = _read(connection, WHOLE.where(tables.stories.c.id == story_id))
        return found[0] if found else None

    def stories(self, *, limit: int, since: datetime | None = None) -> list[Story]:
        wanted = WHOLE.where(tables.stories.c.n_reports > 0)
        if since is not None:
            wanted = wanted.where(tables.stories.c.updated_at >= since)
        with self._reading() as connection:
            return _read(
                connection, wanted.order_by(tables.stories.c.updated_at.desc(), tables.stories.c.id).limit(limit)
            )

    def story_reports(self, story_id: StoryId) -> list[ToldReport]:
        with self._reading() as connection:
            wanted = tables.assignments.c.story_id == placing.survivor(connection, story_id)
            return [told.told(row) for row in connection.execute(told.PLACED.where(wanted))]

    def unwritten_stories(self, *, limit: int) -> list[Story]:
        place = tables.stories.c.unwritten
        with self._reading() as connection:
            return _read(connection, WHOLE.where(place.is_not(None)).order_by(place).limit(limit))

    def put_related(self, related: Mapping[StoryId, Sequence[StoryId]]) -> None:
        rows = [
            {"story_id": story_id, "position": position, "neighbour_id": neighbour}
            for story_id, neighbours in related.items()
            for position, neighbour in enumerate(neighbours)
        ]
        with self._writing() as connection:
            for batch in batches(related):
                connection.execute(sa.delete(tables.related).where(tables.related.c.story_id.in_(batch)))
            if rows:
                connection.execute(sa.insert(tables.related), rows)

    def put_trends(self, at: datetime, trends: Sequence[Trend]) -> None:
        rows = [
            {
                "at": at,
                "story_id": one.story_id,
                "trend_score": one.trend_score,
                "since": one.since,
                "doc": serial.dumps(one),
            }
            for one in trends
        ]
        with self._writing() as connection:
            connection.execute(sa.delete(tables.trends).where(tables.trends.c.at == at))
            connection.execute(sa.delete(ticks).where(ticks.c.at == at))
            connection.execute(sa.insert(ticks), {"at": at})
            if rows:
                connection.execute(sa.insert(tables.trends), rows)

    def trends(self) -> list[Trend]:
        latest = sa.select(tables.trends.c.doc).where(tables.trends.c.at == LATEST_TICK)
        best_first = latest.order_by(tables.trends.c.trend_score.desc(), tables.trends.c.story_id)
        with self._reading() as connection:
            return [serial.loads(Trend, document) for document in connection.scalars(best_first)]

    def trend_history(self, story_id: StoryId) -> list[Trend]:
        recorded = sa.select(tables.trends.c.doc).where(tables.trends.c.story_id == story_id)
        with self._reading() as connection:
            found = connection.scalars(recorded.order_by(tables.trends.c.at))
            return [serial.loads(Trend, document) for document in found]


def _read(connection: sa.Connection, wanted: sa.Select[Any]) -> list[Story]:
    rows = connection.execute(wanted).all()
    neighbours: dict[str, list[StoryId]] = defaultdict(list)
    for batch in batches([row.id for row in rows]):
        found = sa.select(related).where(related.c.story_id.in_(batch)).order_by(related.c.story_id, related.c.position)
        for near in connection.execute(found):
            neighbours[near.story_id].append(near.neighbour_id)
    return [_story(row, neighbours[row.id]) for row in rows]


def _story(row: Row, neighbours: Sequence[StoryId]) -> Story:
    """A story out of its row: what its latest article says of it goes before what its reports do."""
    story = serial.loads(Story, row.doc, merged_into=row.merged_into, related=tuple(neighbours))
    if row.headline is None:
        return story
    return dataclasses.replace(story, title=row.headline, topics=tuple(row.topics))
