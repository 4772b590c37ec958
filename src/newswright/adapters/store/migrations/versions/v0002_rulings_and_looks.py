"""Editors' rulings, and looks at the pages of cited reports."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make both tables, and the column that tells a new label from a new text."""
    op.create_table(
        "rulings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_rulings"),
        sa.UniqueConstraint("story_id", "at", "kind", name="uq_rulings_story_id_at_kind"),
    )
    op.create_table(
        "looks",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name="pk_looks"),
    )
    op.create_index("ix_looks_next_at", "looks", ["next_at"])
    op.add_column("fronts", sa.Column("text_version", sa.Integer(), nullable=True))
