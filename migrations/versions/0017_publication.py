"""What everybody may read: frozen quarters and their rounded numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("quarter", WORD, nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("quarter", name=op.f("pk_publication")),
    )
    op.create_table(
        "public_cell",
        sa.Column("quarter", WORD, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("published", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quarter"], ["publication.quarter"], name=op.f("fk_public_cell_quarter_publication")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_public_cell_unit_id_unit")),
        sa.PrimaryKeyConstraint("quarter", "unit_id", "kind", name=op.f("pk_public_cell")),
    )


def downgrade() -> None:
    op.drop_table("public_cell")
    op.drop_table("publication")
