"""A revision of the tests alone that leaves rows without their parent."""

from alembic import op

revision = "9002"
down_revision = "9001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM unit WHERE parent_id IS NULL")


def downgrade() -> None:
    pass
