"""The evaluation sheet: answers, typed figures, further uses of documents, reminders of missing evidence."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "sheet_answer",
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("code", WORD, nullable=False),
        sa.Column("period", WORD, nullable=False),
        sa.Column("side", WORD, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer", WORD, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_by", ID, nullable=False),
        _of("sheet_answer", "unit_id", "unit"),
        _of("sheet_answer", "given_by", "officer"),
        sa.PrimaryKeyConstraint(
            *("unit_id", "code", "period", "side", "version"), name=op.f("pk_sheet_answer")
        ),
    )
    op.create_table(
        "typed_figures",
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("code", WORD, nullable=False),
        sa.Column("period", WORD, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("still_open", sa.Integer(), nullable=False),
        sa.Column("part_1", sa.Integer(), nullable=True),
        sa.Column("part_2", sa.Integer(), nullable=True),
        sa.Column("part_3", sa.Integer(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("entered_by", ID, nullable=False),
        _of("typed_figures", "unit_id", "unit"),
        _of("typed_figures", "entered_by", "officer"),
        sa.PrimaryKeyConstraint(
            *("unit_id", "code", "period", "version"), name=op.f("pk_typed_figures")
        ),
    )
    op.create_table(
        "document_use",
        sa.Column("id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("lke_code", WORD, nullable=False),
        sa.Column("period", WORD, nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", ID, nullable=True),
        _of("document_use", "document_id", "evidence_document"),
        _of("document_use", "added_by", "officer"),
        _of("document_use", "ended_by", "officer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_use")),
    )
    with op.batch_alter_table("document_use") as batch_op:
        batch_op.create_index("ix_document_use_document_id", ["document_id"], unique=False)
    _reminders()


def _reminders() -> None:
    op.create_table(
        "evidence_reminder",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("lke_code", WORD, nullable=False),
        sa.Column("period", WORD, nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        _of("evidence_reminder", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_reminder")),
        sa.UniqueConstraint(
            *("unit_id", "lke_code", "period"),
            name=op.f("uq_evidence_reminder_unit_id_lke_code_period"),
        ),
    )
    op.create_table(
        "evidence_notice",
        sa.Column("reminder_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("digest_id", ID, nullable=True),
        _of("evidence_notice", "reminder_id", "evidence_reminder", "CASCADE"),
        _of("evidence_notice", "officer_id", "officer"),
        _of("evidence_notice", "digest_id", "digest", "SET NULL"),
        sa.PrimaryKeyConstraint("reminder_id", "officer_id", name=op.f("pk_evidence_notice")),
    )
    with op.batch_alter_table("evidence_notice") as batch_op:
        batch_op.create_index("ix_evidence_notice_digest_id", ["digest_id"], unique=False)


def downgrade() -> None:
    for table in (
        *("evidence_notice", "evidence_reminder", "document_use"),
        *("typed_figures", "sheet_answer"),
    ):
        op.drop_table(table)


def _of(
    table: str, column: str, other: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
