"""The first schema, with the search index of SQLite."""

import sqlalchemy as sa
from alembic import op

from newswright.adapters.store import sqlite

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables, and the search index."""
    _make_sources()
    _make_reports()
    _make_stories()
    _make_articles()
    _make_fronts()
    _make_upkeep()
    _make_readers()
    _make_doings()
    sqlite.create_search(op.get_bind())


def _make_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
    )
    op.create_table(
        "feeds",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_feeds_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
    )
    op.create_table(
        "feed_states",
        sa.Column("feed_id", sa.Text(), nullable=False),
        sa.Column("next_visit_at", sa.BigInteger(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed_id", name="pk_feed_states"),
    )
    op.create_table(
        "entries",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("is_queued", sa.Boolean(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("n_tries", sa.Integer(), nullable=False),
        sa.Column("substance", sa.Text(), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("source_id", "key", name="pk_entries"),
    )
    op.create_index(
        "ix_entries_seen_at_source_id_key",
        "entries",
        ["seen_at", "source_id", "key"],
        sqlite_where=sa.text("is_queued = 1"),
        postgresql_where=sa.text("is_queued"),
    )


def _make_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("happened_by", sa.BigInteger(), nullable=False),
        sa.Column("substance", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "revision", name="pk_reports"),
    )
    op.create_index(
        "ix_reports_happened_by_id",
        "reports",
        ["happened_by", "id"],
        sqlite_where=sa.text("is_latest = 1"),
        postgresql_where=sa.text("is_latest"),
    )
    op.create_table(
        "unplaced",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("happened_by", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name="pk_unplaced"),
    )
    op.create_index("ix_unplaced_happened_by_report_id", "unplaced", ["happened_by", "report_id"])


def _make_stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("n_reports", sa.Integer(), nullable=False),
        sa.Column("n_origins", sa.Integer(), nullable=False),
        sa.Column("n_outlets", sa.Integer(), nullable=False),
        sa.Column("merged_into", sa.Text(), nullable=True),
        sa.Column("unwritten", sa.Integer(), nullable=True),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_merged_into", "stories", ["merged_into"])
    op.create_index("ix_stories_unwritten", "stories", ["unwritten"])
    op.create_index("ix_stories_updated_at", "stories", ["updated_at"])
    op.create_table(
        "assignments",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name="fk_assignments_story_id", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("report_id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_story_id", "assignments", ["story_id"])
    op.create_table(
        "related",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("neighbour_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "position", name="pk_related"),
    )
    op.create_table(
        "ticks", sa.Column("at", sa.BigInteger(), nullable=False), sa.PrimaryKeyConstraint("at", name="pk_ticks")
    )
    op.create_table(
        "trends",
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("trend_score", sa.Float(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["at"], ["ticks.at"], name="fk_trends_at", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("at", "story_id", name="pk_trends"),
    )
    op.create_index("ix_trends_story_id_at", "trends", ["story_id", "at"])


def _make_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("input_key", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_articles_story_id"),
        sa.PrimaryKeyConstraint("story_id", "version", name="pk_articles"),
        sa.UniqueConstraint("story_id", "input_key", name="uq_articles_story_id_input_key"),
    )
    op.create_table(
        "holds",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("held_at", sa.BigInteger(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", name="pk_holds"),
    )
    op.create_index("ix_holds_held_at", "holds", ["held_at"])
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_corrections"),
        sa.UniqueConstraint("story_id", "version", "at", "what", name="uq_corrections_story_id_version_at_what"),
    )
    op.create_index("ix_corrections_at_number", "corrections", ["at", "number"])
    op.create_table(
        "editions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
    )
    op.create_index("ix_editions_started_at", "editions", ["started_at"])


def _make_fronts() -> None:
    op.create_table(
        "fronts",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("dek", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("source_ids", sa.JSON(), nullable=False),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_fronts_story_id"),
        sa.PrimaryKeyConstraint("number", name="pk_fronts"),
        sa.UniqueConstraint("story_id", name="uq_fronts_story_id"),
    )
    op.create_index(
        "ix_fronts_latest",
        "fronts",
        [sa.text("issued_at DESC"), "story_id"],
        sqlite_where=sa.text("is_listed = 1"),
        postgresql_where=sa.text("is_listed"),
    )
    op.create_table(
        "facets",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "story_id", name="pk_facets"),
    )
    op.create_index("ix_facets_story_id", "facets", ["story_id"])
    op.create_index("ix_facets_latest", "facets", ["kind", "value", sa.text("issued_at DESC"), "story_id"])


def _make_upkeep() -> None:
    op.create_table(
        "completions",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_completions"),
    )
    op.create_table(
        "model_calls",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("n_tokens", sa.Integer(), nullable=False),
        sa.Column("cost_usd", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("key", "at", name="pk_model_calls"),
    )
    op.create_index("ix_model_calls_at", "model_calls", ["at"])
    op.create_index("ix_model_calls_story_id_at", "model_calls", ["story_id", "at"])
    op.create_table(
        "secrets",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
    )


def _make_readers() -> None:
    op.create_table(
        "readers",
        sa.Column("reader_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("reader_id", name="pk_readers"),
        sa.UniqueConstraint("name_key", name="uq_readers_name_key"),
    )
    op.create_table(
        "profiles",
        sa.Column("reader_id", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("reader_id", name="pk_profiles"),
    )
    op.create_table(
        "votes",
        sa.Column("reader_id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("voted_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reader_id", "story_id", name="pk_votes"),
    )
    op.create_index("ix_votes_story_id_value", "votes", ["story_id", "value"])


def _make_doings() -> None:
    op.create_table(
        "engagements",
        sa.Column("reader_id", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reader_id", "at", "story_id", "kind", name="pk_engagements"),
    )
    op.create_table(
        "impressions",
        sa.Column("reader_id", sa.Text(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("edition_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("reader_id", "shown_at", "position", "story_id", name="pk_impressions"),
    )
    op.create_table(
        "problems",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reader_id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.BigInteger(), nullable=False),
        sa.Column("resolution", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_problems"),
    )
    op.create_index("ix_problems_reader_id", "problems", ["reader_id"])
    op.create_index("ix_problems_reported_at", "problems", ["reported_at"])
