"""Evidence documents, and their files among the others."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)
KEYS = {
    "unit_id": "unit",
    "filed_by": "officer",
    "ended_by": "officer",
    "superseded_by": "evidence_document",
}


def upgrade() -> None:
    op.create_table(
        "evidence_document",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("lke_code", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("period", WORD, nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("filed_by", ID, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", ID, nullable=True),
        sa.Column("reason", WORD, nullable=True),
        sa.Column("superseded_by", ID, nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_evidence_document_{column}_{table}")
            )
            for column, table in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_document")),
    )
    op.create_index("ix_evidence_document_unit", "evidence_document", ["unit_id", "period"])
    with op.batch_alter_table("blob") as batch_op:
        batch_op.add_column(sa.Column("document_id", ID, nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_blob_document_id_evidence_document"),
            "evidence_document",
            ["document_id"],
            ["id"],
        )
        batch_op.create_index(op.f("ix_blob_document_id"), ["document_id"])


def downgrade() -> None:
    with op.batch_alter_table("blob") as batch_op:
        batch_op.drop_index(op.f("ix_blob_document_id"))
        batch_op.drop_constraint(op.f("fk_blob_document_id_evidence_document"), type_="foreignkey")
        batch_op.drop_column("document_id")
    op.drop_table("evidence_document")
