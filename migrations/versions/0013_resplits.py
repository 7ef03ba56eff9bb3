"""Splits anew for a custodian's successor."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "resplit",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("matter", WORD, nullable=False),
        sa.Column("split", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("roster", WORD, nullable=False),
        sa.Column("prepared_on", sa.Date(), nullable=False),
        _of_case("resplit"),
        sa.PrimaryKeyConstraint("case_id", "matter", name=op.f("pk_resplit")),
    )
    op.create_table(
        "resplit_receiver",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("matter", WORD, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        _of_case("resplit_receiver"),
        _of_officer("resplit_receiver", "officer_id"),
        sa.PrimaryKeyConstraint(
            "case_id", "matter", "officer_id", name=op.f("pk_resplit_receiver")
        ),
    )
    op.create_index(op.f("ix_resplit_receiver_officer_id"), "resplit_receiver", ["officer_id"])
    op.create_table(
        "resplit_part",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("matter", WORD, nullable=False),
        sa.Column("giver_id", ID, nullable=False),
        sa.Column("receiver_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("holders", sa.Integer(), nullable=False),
        sa.Column("boxes", sa.LargeBinary(), nullable=False),
        _of_case("resplit_part"),
        _of_officer("resplit_part", "giver_id"),
        _of_officer("resplit_part", "receiver_id"),
        sa.PrimaryKeyConstraint(
            "case_id", "matter", "giver_id", "receiver_id", name=op.f("pk_resplit_part")
        ),
    )
    for column in ("giver_id", "receiver_id"):
        op.create_index(op.f(f"ix_resplit_part_{column}"), "resplit_part", [column])


def downgrade() -> None:
    op.drop_table("resplit_part")
    op.drop_table("resplit_receiver")
    op.drop_table("resplit")


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_case_id_case")
    return sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=name, ondelete="CASCADE")


def _of_officer(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_officer")
    return sa.ForeignKeyConstraint([column], ["officer.id"], name=name)
