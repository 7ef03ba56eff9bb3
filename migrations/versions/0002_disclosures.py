"""The clear figures of disclosures."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("clock") as batch_op:
        batch_op.add_column(
            sa.Column("is_dropped", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("clock") as batch_op:
        batch_op.alter_column("is_dropped", server_default=None)
    op.create_table(
        "disclosure",
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("exempt", sa.String(length=40), nullable=True),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("perishable", sa.Boolean(), nullable=False),
        sa.Column("above_standard", sa.Boolean(), nullable=False),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.Column("forwarded_by", sa.String(length=40), nullable=True),
        sa.Column("determination", sa.String(length=40), nullable=True),
        sa.Column("determined_on", sa.Date(), nullable=True),
        sa.Column("settlement", sa.String(length=40), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["log_id"], ["tally.log_id"], name=op.f("fk_disclosure_log_id_tally")
        ),
        sa.PrimaryKeyConstraint("log_id", name=op.f("pk_disclosure")),
    )
    op.create_table(
        "disclosed_object",
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.Column("rupiah", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["log_id"], ["disclosure.log_id"], name=op.f("fk_disclosed_object_log_id_disclosure")
        ),
        sa.PrimaryKeyConstraint("log_id", "kind", name=op.f("pk_disclosed_object")),
    )


def downgrade() -> None:
    op.drop_table("disclosed_object")
    op.drop_table("disclosure")
    with op.batch_alter_table("clock") as batch_op:
        batch_op.drop_column("is_dropped")
