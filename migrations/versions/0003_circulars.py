"""The circulars of the units."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "circular",
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_circular_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["written_by"], ["officer.id"], name=op.f("fk_circular_written_by_officer")
        ),
        sa.PrimaryKeyConstraint("unit_id", "version", name=op.f("pk_circular")),
    )
    with op.batch_alter_table("circular") as batch_op:
        batch_op.create_index(batch_op.f("ix_circular_written_by"), ["written_by"], unique=False)


def downgrade() -> None:
    op.drop_table("circular")
