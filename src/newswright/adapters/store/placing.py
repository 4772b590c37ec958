"""Put reports in their stories: joins in bulk, splits and merges one by one, and each story that was touched told anew."""

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from newswright.adapters.store import fronts, serial, told
from newswright.adapters.store.connection import batches, upsert
from newswright.adapters.store.tables import assignments, holds, reports, stories, unplaced, votes
from newswright.errors import StoreError
from newswright.records import stories as telling
from newswright.records.ids import StoryId
from newswright.records.stories import Assignment, AssignmentKind, Story, ToldReport

ELSEWHERE = frozenset({"merged_into", "related"})  # fields of a story that are kept in columns and tables of their own
Touched = dict[StoryId, None]  # in order


def place(connection: sa.Connection, batch: Sequence[Assignment]) -> None:
    """Place reports, in a transaction that has begun."""
    _refuse_unknown(connection, batch)
    touched: Touched = {}
    for kind, run in groupby(batch, key=lambda each: each.kind):
        if kind is AssignmentKind.MERGE:
            for assignment in run:
                _move(connection, [assignment], touched)
                retell(connection, touched)
                _merge(connection, assignment, touched)
        elif kind is AssignmentKind.SPLIT:
            for assignment in run:
                _revive(connection, assignment.story_id)
                _move(connection, [assignment], touched)
        else:
            for part in batches(run):
                _move(connection, part, touched)
    retell(connection, touched)


def retell(connection: sa.Connection, story_ids: Iterable[StoryId]) -> None:
    """Sum stories up anew from their reports, and put them in the queue of what is to be written."""
    for batch in batches(story_ids):
        by_story: dict[StoryId, list[ToldReport]] = {story_id: [] for story_id in batch}
        for row in connection.execute(told.PLACED_WITHOUT_TEXT.where(assignments.c.story_id.in_(batch))):
            one = told.told(row)
            by_story[one.assignment.story_id].append(one)
        summed = [telling.from_reports(story_id, ones) for story_id, ones in by_story.items() if ones]
        upsert(connection, stories, [story_row(story) for story in summed], "id")
        mark_unwritten(connection, [story.id for story in summed])
        _empty(connection, [story_id for story_id, ones in by_story.items() if not ones])


def story_row(story: Story) -> dict[str, object]:
    """A story's own columns; what it was merged into and whether it is written are not its to say."""
    return {
        "id": story.id,
        "updated_at": story.updated_at,
        "n_reports": len(story.report_ids),
        "n_origins": story.n_origins,
        "n_outlets": story.n_outlets,
        "doc": serial.dumps(story, without=ELSEWHERE),
    }


def mark_unwritten(connection: sa.Connection, story_ids: Sequence[StoryId]) -> None:
    """Queue stories behind those that wait already; one that waits keeps its place."""
    last = connection.scalar(sa.select(sa.func.coalesce(sa.func.max(stories.c.unwritten), 0))) or 0
    queued = [{"of": story_id, "place": last + i} for i, story_id in enumerate(story_ids, 1)]
    is_free = (stories.c.id == sa.bindparam("of")) & stories.c.unwritten.is_(None)
    if queued:
        connection.execute(sa.update(stories).where(is_free).values(unwritten=sa.bindparam("place")), queued)


def survivors(connection: sa.Connection, story_ids: Iterable[StoryId]) -> dict[StoryId, StoryId]:
    """What merged stories have become part of; stories that stand by themselves are left out."""
    found: dict[StoryId, StoryId] = {}
    for batch in batches(dict.fromkeys(story_ids)):
        merged = sa.select(stories.c.id, stories.c.merged_into).where(stories.c.id.in_(batch))
        rows = connection.execute(merged.where(stories.c.merged_into.is_not(None)))
        found |= {row.id: row.merged_into for row in rows}
    return found


def survivor(connection: sa.Connection, story_id: StoryId) -> StoryId:
    """What this story has become part of, or itself."""
    return survivors(connection, [story_id]).get(story_id, story_id)


def _refuse_unknown(connection: sa.Connection, batch: Sequence[Assignment]) -> None:
    wanted = {each.report_id for each in batch}
    known: set[str] = set()
    for part in batches(wanted):
        found = sa.select(reports.c.id).where(reports.c.is_latest, reports.c.id.in_(part))
        known |= set(connection.scalars(found))
    if unknown := sorted(wanted - known):
        raise StoreError(f"cannot place a report that is not in the store: {', '.join(unknown[:3])}")


def _move(connection: sa.Connection, batch: Sequence[Assignment], touched: Touched) -> None:
    """Write where reports belong now, following merges."""
    became = survivors(connection, [each.story_id for each in batch])
    standing = _standing(connection, assignments.c.report_id.in_([each.report_id for each in batch]))
    moved: dict[str, Assignment] = {}
    for each in batch:
        assignment = dataclasses.replace(each, story_id=became.get(each.story_id, each.story_id))
        before = moved.get(each.report_id) or standing.get(each.report_id)
        if before == assignment:
            continue
        moved[each.report_id] = assignment
        if before:
            touched.setdefault(before.story_id)
        touched.setdefault(assignment.story_id)
    _write(connection, moved.values())
    connection.execute(sa.delete(unplaced).where(unplaced.c.report_id.in_(list(moved))))


def _standing(connection: sa.Connection, which: sa.ColumnElement[bool]) -> dict[str, Assignment]:
    found = connection.scalars(sa.select(assignments.c.doc).where(which))
    standing = (serial.loads(Assignment, document) for document in found)
    return {assignment.report_id: assignment for assignment in standing}


def _write(connection: sa.Connection, moved: Iterable[Assignment]) -> None:
    rows: list[dict[str, Any]] = [
        {"report_id": each.report_id, "story_id": each.story_id, "doc": serial.dumps(each)} for each in moved
    ]
    upsert(connection, assignments, rows, "report_id")


def _revive(connection: sa.Connection, story_id: StoryId) -> None:
    """A story that is split off again stands by itself."""
    is_merged = (stories.c.id == story_id) & stories.c.merged_into.is_not(None)
    if connection.execute(sa.update(stories).where(is_merged).values(merged_into=None)).rowcount:
        fronts.relist(connection, [story_id])


def _merge(connection: sa.Connection, assignment: Assignment, touched: Touched) -> None:
    """Move all that is left of the previous story, its votes too; lift its hold."""
    merged, into = assignment.previous_story_id, survivor(connection, assignment.story_id)
    if merged is None or merged == into or not _stands(connection, merged):
        return
    left = _standing(connection, assignments.c.story_id == merged).values()
    kind = AssignmentKind.MERGE
    _write(connection, [dataclasses.replace(each, story_id=into, kind=kind, previous_story_id=merged) for each in left])
    part = (stories.c.id == merged) | (stories.c.merged_into == merged)
    connection.execute(sa.update(stories).where(part).values(merged_into=into))
    connection.execute(sa.delete(holds).where(holds.c.story_id == merged))
    _move_votes(connection, merged, into)
    fronts.relist(connection, [merged, into])
    touched.setdefault(merged)
    touched.setdefault(into)


def _stands(connection: sa.Connection, story_id: StoryId) -> bool:
    """Whether the story is known and has not become part of another already."""
    by_itself = sa.select(stories.c.id).where(stories.c.id == story_id, stories.c.merged_into.is_(None))
    return connection.scalar(by_itself) is not None


def _move_votes(connection: sa.Connection, merged: StoryId, into: StoryId) -> None:
    """Of two votes of one reader the later one stands."""
    old, new = votes.alias("old"), votes.alias("new")
    both = sa.select(old.c.reader_id, old.c.voted_at.label("old_at"), new.c.voted_at.label("new_at")).where(
        old.c.story_id == merged, new.c.story_id == into, old.c.reader_id == new.c.reader_id
    )
    for row in connection.execute(both).all():
        gone = merged if row.new_at >= row.old_at else into
        connection.execute(sa.delete(votes).where(votes.c.reader_id == row.reader_id, votes.c.story_id == gone))
    connection.execute(sa.update(votes).where(votes.c.story_id == merged).values(story_id=into))


def _empty(connection: sa.Connection, story_ids: Sequence[StoryId]) -> None:
    """Nothing is left of these: there is nothing to write."""
    for row in connection.execute(sa.select(stories.c.doc).where(stories.c.id.in_(story_ids))).all():
        story = serial.loads(Story, row.doc)
        emptied = dataclasses.replace(story, report_ids=(), n_origins=0, n_outlets=0)
        values = story_row(emptied) | {"unwritten": None}
        connection.execute(sa.update(stories).where(stories.c.id == story.id).values(**values))
