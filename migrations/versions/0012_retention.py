"""Holds, proposed erasures and tombstones."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "legal_hold",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("set_by", ID, nullable=False),
        _of_case("legal_hold"),
        _of_officer("legal_hold", "set_by"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_legal_hold")),
    )
    op.create_table(
        "erasure_proposal",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", ID, nullable=True),
        _of_case("erasure_proposal"),
        _of_officer("erasure_proposal", "proposed_by"),
        _of_officer("erasure_proposal", "confirmed_by"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_erasure_proposal")),
    )
    op.create_table(
        "tombstone",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("log_id", WORD, nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_tombstone")),
    )


def downgrade() -> None:
    op.drop_table("tombstone")
    op.drop_table("erasure_proposal")
    op.drop_table("legal_hold")


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_case_id_case")
    return sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=name, ondelete="CASCADE")


def _of_officer(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_officer")
    return sa.ForeignKeyConstraint([column], ["officer.id"], name=name)
