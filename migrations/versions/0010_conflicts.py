"""Conflicts of interest: the map of main duties, and the count of yearly statements."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "main_duty",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("finding", sa.String(length=40), nullable=True),
        sa.Column("potential", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("relations", sa.String(), nullable=False),
        sa.Column("control", sa.String(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["officer.id"], name=op.f("fk_main_duty_changed_by_officer")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_main_duty_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_main_duty")),
    )
    with op.batch_alter_table("main_duty") as batch_op:
        batch_op.create_index("ix_main_duty_unit", ["unit_id"], unique=False)
    op.create_table(
        "statement_count",
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stated", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["evidence_document.id"],
            name=op.f("fk_statement_count_document_id_evidence_document"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["officer.id"], name=op.f("fk_statement_count_entered_by_officer")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_statement_count_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("unit_id", "year", "version", name=op.f("pk_statement_count")),
    )


def downgrade() -> None:
    op.drop_table("statement_count")
    op.drop_table("main_duty")
