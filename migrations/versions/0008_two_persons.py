"""What waits for a second person; who let a member in; which keys of desks the house vouches for."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)
TEXT = sa.String(length=200)
KEYS = {
    "unit_id": "unit",
    "officer_id": "officer",
    "proposed_by": "officer",
    "decided_by": "officer",
}


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("unit_id", ID, nullable=True),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("before", TEXT, nullable=True),
        sa.Column("after", TEXT, nullable=True),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_proposal_{column}_{table}")
            )
            for column, table in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_state"), "proposal", ["state"])
    op.create_table(
        "proposal_desk",
        sa.Column("proposal_id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_desk_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["desk_id"], ["desk.id"], name=op.f("fk_proposal_desk_desk_id_desk")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "desk_id", name=op.f("pk_proposal_desk")),
    )
    op.create_index(op.f("ix_proposal_desk_desk_id"), "proposal_desk", ["desk_id"])
    # Who was proposed before this was asked waits for the inspectorate, not for a ceremony.
    with op.batch_alter_table("desk_member") as batch_op:
        batch_op.add_column(
            sa.Column("by_operator", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("desk_member") as batch_op:
        batch_op.alter_column("by_operator", server_default=None)
    with op.batch_alter_table("desk_key") as batch_op:
        batch_op.add_column(sa.Column("voucher", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("desk_key") as batch_op:
        batch_op.drop_column("voucher")
    with op.batch_alter_table("desk_member") as batch_op:
        batch_op.drop_column("by_operator")
    op.drop_table("proposal_desk")
    op.drop_table("proposal")
