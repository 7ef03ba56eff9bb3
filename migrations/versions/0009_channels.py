"""Cases imported from an old register, and cases referred to others."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported",
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_imported_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_imported")),
    )
    op.create_index(op.f("ix_imported_case_id"), "imported", ["case_id"])
    op.create_table(
        "referral",
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.String(length=40), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["log_id"], ["tally.log_id"], name=op.f("fk_referral_log_id_tally")
        ),
        sa.PrimaryKeyConstraint("log_id", "number", name=op.f("pk_referral")),
    )


def downgrade() -> None:
    op.drop_table("referral")
    op.drop_index(op.f("ix_imported_case_id"), table_name="imported")
    op.drop_table("imported")
