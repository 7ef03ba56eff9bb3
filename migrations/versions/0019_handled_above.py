"""What units are told of cases about them that lie above."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "handled_above",
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("quarter", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_handled_above_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("unit_id", "quarter", "kind", name=op.f("pk_handled_above")),
    )


def downgrade() -> None:
    op.drop_table("handled_above")
