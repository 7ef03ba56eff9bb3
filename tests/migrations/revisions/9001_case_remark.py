"""A revision of the tests alone: the parent of most tables is copied, as SQLite changes a table."""

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "HEAD"  # the tests put the newest real revision here
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("case", recreate="auto") as batch_op:
        batch_op.add_column(sa.Column("remark", sa.String(length=40), server_default="-"))
        batch_op.alter_column("channel", existing_type=sa.String(length=40), nullable=True)
    with op.batch_alter_table("unit", recreate="auto") as batch_op:
        batch_op.alter_column("head_name", existing_type=sa.String(length=200), type_=sa.Text())


def downgrade() -> None:
    with op.batch_alter_table("unit", recreate="auto") as batch_op:
        batch_op.alter_column("head_name", existing_type=sa.Text(), type_=sa.String(length=200))
    with op.batch_alter_table("case", recreate="auto") as batch_op:
        batch_op.alter_column("channel", existing_type=sa.String(length=40), nullable=False)
        batch_op.drop_column("remark")
