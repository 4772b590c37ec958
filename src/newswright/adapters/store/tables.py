"""The schema: tables and indices, in SQLAlchemy Core, the same for every database.

A record is kept whole as a JSON document (`doc`, see `serial`), beside the columns that are searched or sorted by. What the
front page asks for stands in `fronts`: one row per story, of its latest version, so that its cost does not grow with the archive.
Migrations bring a store to this schema (tests compare the two). Every table about a reader has a column `reader_id`.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, UniqueConstraint
from sqlalchemy.types import TypeDecorator

from newswright.adapters.store import serial

Row = sa.Row[*tuple[Any, ...]]  # a row of any columns

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as microseconds since 1970 in UTC: sorts, compares and indexes as a number in every database."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Text(TypeDecorator[str]):
    """Text without the characters that no database takes."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else serial.clean(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key(name: str, *more: Any, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, *more, primary_key=True)


def _given(name: str, kind: Any = Text, *more: Any) -> Column[Any]:
    return Column(name, kind, *more, nullable=False)


def _maybe(name: str, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, nullable=True)


def _few(flag: str, *columns: Any, name: str | None = None) -> Index:
    """An index of the rows with a flag only. Not one that begins with the flag: a planner that takes it for selective would walk
    through all flagged rows to find one by its id (measured: a look at 10,000 reports took 5.9 s instead of under 0.1 s)."""
    is_flagged = sa.text(f"{flag} = 1")
    return Index(name, *columns, sqlite_where=is_flagged, postgresql_where=sa.text(flag))


# Sources and the wire

sources = Table("sources", metadata, _key("id"), _given("name"), _given("is_enabled", sa.Boolean), _given("doc"))
feeds = Table(
    "feeds", metadata, _key("id"), _given("source_id", Text, ForeignKey("sources.id")), _given("url"), _given("doc")
)
feed_states = Table("feed_states", metadata, _key("feed_id"), _given("next_visit_at", Instant), _given("doc"))
entries = Table(
    "entries",
    metadata,
    _key("source_id"),
    _key("key"),
    _given("seen_at", Instant),
    _given("is_queued", sa.Boolean),
    _maybe("not_before", Instant),
    _given("n_tries", Integer),
    _given("substance"),  # digest of the title and text that are queued
    _given("heard"),  # JSON: digest of what each feed said last
    _maybe("doc"),  # while it is queued
    _maybe("failure"),
    _few("is_queued", "seen_at", "source_id", "key"),
)

# Reports and stories

reports = Table(
    "reports",
    metadata,
    _key("id"),
    _key("revision", kind=Integer),
    _given("is_latest", sa.Boolean),
    _given("source_id"),
    _given("title"),
    _given("text"),
    _given("seen_at", Instant),
    _given("happened_by", Instant),
    _given("substance"),  # digest of all that makes a new revision when it changes
    _given("doc"),
    _few("is_latest", "happened_by", "id"),
)
unplaced = Table(
    "unplaced",
    metadata,
    _key("report_id"),
    _given("seen_at", Instant),
    _given("happened_by", Instant),
    Index(None, "happened_by", "report_id"),
)
stories = Table(
    "stories",
    metadata,
    _key("id"),
    _given("updated_at", Instant),
    _given("n_reports", Integer),
    _given("n_origins", Integer),
    _given("n_outlets", Integer),
    _maybe("merged_into"),
    _maybe("unwritten", Integer),  # the place in the queue of the desk; NULL where it is written as it stands
    _given("doc"),
    Index(None, "updated_at"),
    Index(None, "unwritten"),
    Index(None, "merged_into"),
)
assignments = Table(
    "assignments",
    metadata,
    _key("report_id"),
    _given("story_id", Text, ForeignKey("stories.id", deferrable=True, initially="DEFERRED")),
    _given("doc"),
    Index(None, "story_id"),
)
related = Table("related", metadata, _key("story_id"), _key("position", kind=Integer), _given("neighbour_id"))
ticks = Table("ticks", metadata, _key("at", kind=Instant))
trends = Table(
    "trends",
    metadata,
    _key("at", ForeignKey("ticks.at", ondelete="CASCADE"), kind=Instant),
    _key("story_id"),
    _given("trend_score", sa.Float),
    _given("since", Instant),
    _given("doc"),
    Index(None, "story_id", "at"),
)

# What is published

articles = Table(
    "articles",
    metadata,
    _key("story_id", ForeignKey("stories.id")),
    _key("version", kind=Integer),
    _given("input_key"),
    _given("issued_at", Instant),
    _given("doc"),
    UniqueConstraint("story_id", "input_key"),
)
fronts = Table(
    "fronts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the row in the search index
    _given("story_id", Text, ForeignKey("stories.id")),
    _given("version", Integer),
    _given("is_listed", sa.Boolean),
    _given("is_withdrawn", sa.Boolean),
    _given("issued_at", Instant),
    _given("language"),
    _given("headline"),
    _given("dek"),
    _given("text"),
    _given("topics", sa.JSON),
    _given("names", sa.JSON),
    _given("source_ids", sa.JSON),
    _given("countries", sa.JSON),
    _maybe("text_version", Integer),
    UniqueConstraint("story_id"),
    _few("is_listed", sa.desc("issued_at"), "story_id", name="ix_fronts_latest"),
)
facets = Table(
    "facets",
    metadata,
    _key("kind"),
    _key("value"),
    _key("story_id"),
    _given("issued_at", Instant),
    Index("ix_facets_latest", "kind", "value", sa.desc("issued_at"), "story_id"),
    Index(None, "story_id"),
)
holds = Table("holds", metadata, _key("story_id"), _given("held_at", Instant), _given("doc"), Index(None, "held_at"))
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _given("story_id"),
    _given("version", Integer),
    _given("at", Instant),
    _given("what"),
    _given("doc"),
    UniqueConstraint("story_id", "version", "at", "what"),
    Index(None, "at", "number"),
)
rulings = Table(
    "rulings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _given("story_id"),
    _given("at", Instant),
    _given("kind"),
    _given("doc"),
    UniqueConstraint("story_id", "at", "kind"),
)
looks = Table("looks", metadata, _key("report_id"), _maybe("next_at", Instant), _given("doc"), Index(None, "next_at"))
editions = Table(
    "editions", metadata, _key("id"), _given("started_at", Instant), _given("doc"), Index(None, "started_at")
)

# Language models

completions = Table("completions", metadata, _key("key"), _given("doc"))
model_calls = Table(
    "model_calls",
    metadata,
    _key("key"),
    _key("at", kind=Instant),
    _given("story_id"),
    _given("n_tokens", Integer),
    _given("cost_usd", sa.Float),
    Index(None, "at"),
    Index(None, "story_id", "at"),
)

# Readers

readers = Table(
    "readers",
    metadata,
    _key("reader_id"),
    _given("created_at", Instant),
    _given("role"),
    _maybe("name"),
    _maybe("name_key"),
    _maybe("password_hash"),
    UniqueConstraint("name_key"),
)
profiles = Table("profiles", metadata, _key("reader_id"), _given("doc"))
votes = Table(
    "votes",
    metadata,
    _key("reader_id"),
    _key("story_id"),
    _given("value", Integer),
    _given("voted_at", Instant),
    Index(None, "story_id", "value"),
)
engagements = Table(
    "engagements",
    metadata,
    _key("reader_id"),
    _key("at", kind=Instant),
    _key("story_id"),
    _key("kind"),
    _given("version", Integer),
)
impressions = Table(
    "impressions",
    metadata,
    _key("reader_id"),
    _key("shown_at", kind=Instant),
    _key("position", kind=Integer),
    _key("story_id"),
    _maybe("edition_id"),
)
problems = Table(
    "problems",
    metadata,
    _key("id"),
    _given("reader_id"),
    _given("story_id"),
    _given("version", Integer),
    _given("kind"),
    _given("note"),
    _given("reported_at", Instant),
    _maybe("resolution"),
    Index(None, "reader_id"),
    Index(None, "reported_at"),
)
secrets = Table("secrets", metadata, _key("name"), _given("value", LargeBinary))
