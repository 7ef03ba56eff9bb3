"""Batches, leaves, tiles, checkpoints and keys of the accountability logs, and letters to their anchors."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WORD = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "log_batch",
        sa.Column("log", WORD, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("log", "number", name=op.f("pk_log_batch")),
    )
    op.create_index("ix_log_batch_day", "log_batch", ["log", "day"])
    op.create_table(
        "log_leaf",
        sa.Column("log", WORD, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("log", "position", name=op.f("pk_log_leaf")),
        sa.UniqueConstraint("leaf_hash", name=op.f("uq_log_leaf_leaf_hash")),
    )
    op.create_table(
        "log_tile",
        sa.Column("log", WORD, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("log", "level", "number", name=op.f("pk_log_tile")),
    )
    _signed()
    op.create_table(
        "anchor_letter",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "address", name=op.f("pk_anchor_letter")),
    )
    op.create_index("ix_anchor_letter_state", "anchor_letter", ["state", "day"])


def _signed() -> None:
    op.create_table(
        "log_checkpoint",
        sa.Column("log", WORD, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("signed", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("log", "day", name=op.f("pk_log_checkpoint")),
    )
    op.create_index(op.f("ix_log_checkpoint_leaf_hash"), "log_checkpoint", ["leaf_hash"])
    op.create_table(
        "log_key",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_key")),
        sa.UniqueConstraint("public_key", name=op.f("uq_log_key_public_key")),
    )
    op.create_table(
        "promise_key",
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("public_key", name=op.f("pk_promise_key")),
    )


def downgrade() -> None:
    for table in (
        *("anchor_letter", "promise_key", "log_key", "log_checkpoint"),
        *("log_tile", "log_leaf", "log_batch"),
    ):
        op.drop_table(table)
