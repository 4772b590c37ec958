"""Readers, and what they asked for and did; and nothing of it once they are deleted."""

import json
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime

import sqlalchemy as sa

from newswright.adapters.store import placing, serial, sqlite, tables
from newswright.adapters.store.connection import Connected, add, batches, upsert
from newswright.adapters.store.tables import Row, metadata, votes
from newswright.records.ids import ReaderId, StoryId
from newswright.records.readers import (
    Engagement,
    EngagementKind,
    Impression,
    Problem,
    ProblemKind,
    Profile,
    Reader,
    Role,
    Vote,
    VoteCount,
)

ABOUT_READERS = tuple(table for table in metadata.sorted_tables if "reader_id" in table.c)
UNPRINTED = frozenset({"password_hash", "name_key"})  # of no use to the reader, and of some to a thief


class ReaderShelf(Connected):
    """What `ports.Store` keeps of readers."""

    def put_reader(self, reader: Reader) -> bool:
        row = {
            "reader_id": reader.id,
            "created_at": reader.created_at,
            "role": reader.role,
            "name": reader.name,
            "name_key": _name_key(reader.name) if reader.name else None,
            "password_hash": reader.password_hash,
        }
        c = tables.readers.c
        with self._writing() as connection:
            namesake = sa.select(c.reader_id).where(c.name_key == row["name_key"], c.reader_id != reader.id)
            if reader.name and connection.scalar(namesake) is not None:
                return False
            upsert(connection, tables.readers, [row], "reader_id")
            return True

    def reader(self, reader_id: ReaderId) -> Reader | None:
        return self._reader(tables.readers.c.reader_id == reader_id)

    def reader_by_name(self, name: str) -> Reader | None:
        return self._reader(tables.readers.c.name_key == _name_key(name))

    def _reader(self, which: sa.ColumnElement[bool]) -> Reader | None:
        with self._reading() as connection:
            row = connection.execute(sa.select(tables.readers).where(which)).one_or_none()
        return _reader(row) if row else None

    def profile(self, reader_id: ReaderId) -> Profile:
        with self._reading() as connection:
            document = connection.scalar(
                sa.select(tables.profiles.c.doc).where(tables.profiles.c.reader_id == reader_id)
            )
        return serial.loads(Profile, document) if document else Profile(reader_id=reader_id)

    def put_profile(self, profile: Profile) -> None:
        with self._writing() as connection:
            row = {"reader_id": profile.reader_id, "doc": serial.dumps(profile)}
            upsert(connection, tables.profiles, [row], "reader_id")

    def put_vote(self, vote: Vote) -> Vote | None:
        with self._writing() as connection:
            story_id = placing.survivor(connection, vote.story_id)
            is_it = (votes.c.reader_id == vote.reader_id) & (votes.c.story_id == story_id)
            before = connection.execute(sa.select(votes).where(is_it)).one_or_none()
            if vote.value:
                row = {
                    "reader_id": vote.reader_id,
                    "story_id": story_id,
                    "value": vote.value,
                    "voted_at": vote.voted_at,
                }
                upsert(connection, votes, [row], "reader_id", "story_id")
            else:
                connection.execute(sa.delete(votes).where(is_it))
        return Vote(**before._mapping) if before else None

    def votes(self, reader_id: ReaderId) -> dict[StoryId, Vote]:
        with self._reading() as connection:
            found = connection.execute(
                sa.select(votes).where(votes.c.reader_id == reader_id).order_by(votes.c.voted_at)
            )
            return {row.story_id: Vote(**row._mapping) for row in found}

    def vote_counts(self, story_ids: Iterable[StoryId]) -> dict[StoryId, VoteCount]:
        wanted = list(dict.fromkeys(story_ids))
        counts: dict[tuple[str, bool], int] = {}
        with self._reading() as connection:
            for batch in batches(wanted):
                counted = sa.select(votes.c.story_id, votes.c.value, sa.func.count()).where(votes.c.story_id.in_(batch))
                for story_id, value, n in connection.execute(counted.group_by(votes.c.story_id, votes.c.value)):
                    counts[story_id, value > 0] = counts.get((story_id, value > 0), 0) + n
        return {
            each: VoteCount(n_up=counts.get((each, True), 0), n_down=counts.get((each, False), 0)) for each in wanted
        }

    def put_engagement(self, engagement: Engagement) -> None:
        row = {
            "reader_id": engagement.reader_id,
            "at": engagement.at,
            "story_id": engagement.story_id,
            "kind": engagement.kind,
            "version": engagement.version,
        }
        with self._writing() as connection:
            add(connection, tables.engagements, [row])

    def engagements(self, reader_id: ReaderId) -> list[Engagement]:
        c = tables.engagements.c
        wanted = sa.select(tables.engagements).where(c.reader_id == reader_id).order_by(c.at, c.story_id, c.kind)
        with self._reading() as connection:
            return [
                Engagement(**{**row._mapping, "kind": EngagementKind(row.kind)}) for row in connection.execute(wanted)
            ]

    def put_impressions(self, impressions: Iterable[Impression]) -> None:
        rows = [
            {
                "reader_id": one.reader_id,
                "shown_at": one.shown_at,
                "position": one.position,
                "story_id": one.story_id,
                "edition_id": one.edition_id,
            }
            for one in impressions
        ]
        with self._writing() as connection:
            add(connection, tables.impressions, rows)

    def first_shown(self, reader_id: ReaderId, story_ids: Iterable[StoryId]) -> dict[StoryId, datetime]:
        c = tables.impressions.c
        found: dict[StoryId, datetime] = {}
        with self._reading() as connection:
            for batch in batches(dict.fromkeys(story_ids)):
                first = sa.select(c.story_id, sa.func.min(c.shown_at).label("at")).group_by(c.story_id)
                rows = connection.execute(first.where(c.reader_id == reader_id, c.story_id.in_(batch)))
                found |= {row.story_id: row.at for row in rows}
        return found

    def put_problem(self, problem: Problem) -> None:
        with self._writing() as connection:
            upsert(connection, tables.problems, [problem_row(problem)], "id")

    def problems(self, *, limit: int, reader_id: ReaderId | None = None) -> list[Problem]:
        c = tables.problems.c
        latest_first = sa.select(tables.problems).order_by(c.reported_at.desc(), c.id.desc()).limit(limit)
        if reader_id is not None:
            latest_first = latest_first.where(c.reader_id == reader_id)
        with self._reading() as connection:
            return [
                Problem(**{**row._mapping, "kind": ProblemKind(row.kind)}) for row in connection.execute(latest_first)
            ]

    def export_reader(self, reader_id: ReaderId) -> dict[str, list[dict[str, object]]]:
        """Every table that knows a reader, as the schema names them: a table added later is exported without a line here."""
        with self._reading() as connection:
            return {
                table.name: [
                    _plain(row) for row in connection.execute(sa.select(table).where(table.c.reader_id == reader_id))
                ]
                for table in ABOUT_READERS
            }

    def delete_reader(self, reader_id: ReaderId) -> None:
        """From every table that knows a reader, then from the freed pages and the log on the disk."""
        with self._writing() as connection:
            for table in reversed(ABOUT_READERS):
                connection.execute(sa.delete(table).where(table.c.reader_id == reader_id))
        sqlite.forget_deleted(self._engine)


def problem_row(problem: Problem) -> dict[str, object]:
    """A problem's columns."""
    return {
        "id": problem.id,
        "reader_id": problem.reader_id,
        "story_id": problem.story_id,
        "version": problem.version,
        "kind": problem.kind,
        "note": problem.note,
        "reported_at": problem.reported_at,
        "resolution": problem.resolution,
    }


def _name_key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _reader(row: Row) -> Reader:
    return Reader(
        id=ReaderId(row.reader_id),
        created_at=row.created_at,
        role=Role(row.role),
        name=row.name,
        password_hash=row.password_hash,
    )


def _plain(row: Row) -> dict[str, object]:
    fields = {key: value for key, value in row._mapping.items() if key not in UNPRINTED and key != "doc"}
    plain = {key: _json(value) for key, value in fields.items()}
    return plain | (json.loads(row.doc) if "doc" in row._mapping else {})


def _json(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
