"""Working together: who has a case, tasks, sealed summaries, kept filters."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)


def _key(table: str, column: str, to: str, **how: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, **how)


def upgrade() -> None:
    op.create_table(
        "assignment",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("due_sort", sa.Date(), nullable=False),
        _key("assignment", "case_id", "case", ondelete="CASCADE"),
        _key("assignment", "desk_id", "desk"),
        _key("assignment", "officer_id", "officer"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_assignment")),
    )
    op.create_index(
        "ix_assignment_inbox", "assignment", ["desk_id", "officer_id", "due_sort", "case_id"]
    )
    op.create_table(
        "task",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("record", sa.Integer(), nullable=True),
        _key("task", "case_id", "case", ondelete="CASCADE"),
        _key("task", "desk_id", "desk"),
        _key("task", "officer_id", "officer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_case_id"), "task", ["case_id"])
    op.create_index("ix_task_desk", "task", ["desk_id", "done_on", "due_on", "id"])
    op.create_table(
        "case_summary",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _key("case_summary", "case_id", "case", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_summary")),
    )
    op.create_table(
        "saved_filter",
        sa.Column("id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("standing", WORD, nullable=False),
        sa.Column("stage", WORD, nullable=True),
        sa.Column("kind", WORD, nullable=True),
        sa.Column("unit_id", ID, nullable=True),
        sa.Column("assigned", WORD, nullable=True),
        _key("saved_filter", "officer_id", "officer"),
        _key("saved_filter", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
    )
    op.create_index(op.f("ix_saved_filter_officer_id"), "saved_filter", ["officer_id"])


def downgrade() -> None:
    for table in ("saved_filter", "case_summary", "task", "assignment"):
        op.drop_table(table)
