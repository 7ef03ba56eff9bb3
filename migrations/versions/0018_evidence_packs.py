"""Evidence packs that were made."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "evidence_pack",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("with_subtree", sa.Boolean(), nullable=False),
        sa.Column("is_full", sa.Boolean(), nullable=False),
        sa.Column("period", WORD, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("tree_as_of", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(length=200), nullable=False),
        sa.Column("numbers", sa.String(), nullable=False),
        sa.Column("signed_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_evidence_pack_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["signed_id"],
            ["evidence_document.id"],
            name=op.f("fk_evidence_pack_signed_id_evidence_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_pack")),
        sa.UniqueConstraint("digest", name=op.f("uq_evidence_pack_digest")),
    )
    op.create_index("ix_evidence_pack_unit", "evidence_pack", ["unit_id", "period"])
    op.create_table(
        "pack_head",
        sa.Column("pack_id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("signed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["evidence_pack.id"], name=op.f("fk_pack_head_pack_id_evidence_pack")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pack_head_unit_id_unit")),
        sa.PrimaryKeyConstraint("pack_id", "unit_id", name=op.f("pk_pack_head")),
    )


def downgrade() -> None:
    op.drop_table("pack_head")
    op.drop_index("ix_evidence_pack_unit", table_name="evidence_pack")
    op.drop_table("evidence_pack")
