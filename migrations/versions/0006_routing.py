"""Officers who are shut out of a case they once had at their desk."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.String(length=32)


def upgrade() -> None:
    op.create_table(
        "shut_out",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_shut_out_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_shut_out_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("case_id", "officer_id", name=op.f("pk_shut_out")),
    )
    op.create_index(op.f("ix_shut_out_officer_id"), "shut_out", ["officer_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_shut_out_officer_id"), table_name="shut_out")
    op.drop_table("shut_out")
