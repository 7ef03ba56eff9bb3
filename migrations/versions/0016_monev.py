"""Monev, remarks on the evaluation sheet, and what stands on a unit's papers."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)
TEXT = sa.String(length=200)


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("quarter", WORD, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("attendees", sa.Integer(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("entered_by", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        _key("meeting", "unit_id", "unit"),
        _key("meeting", "entered_by", "officer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.create_index("ix_meeting_unit", ["unit_id", "quarter"], unique=False)
    op.create_table(
        "meeting_kind",
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        _key("meeting_kind", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("meeting_id", "kind", name=op.f("pk_meeting_kind")),
    )
    op.create_table(
        "recommendation",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("entered_by", ID, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _key("recommendation", "meeting_id", "meeting"),
        _key("recommendation", "entered_by", "officer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
    )
    with op.batch_alter_table("recommendation") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recommendation_meeting_id"), ["meeting_id"], unique=False
        )
    op.create_table(
        "recommendation_step",
        sa.Column("recommendation_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("progress", WORD, nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("taken_by", ID, nullable=False),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _key("recommendation_step", "recommendation_id", "recommendation"),
        _key("recommendation_step", "taken_by", "officer"),
        _key("recommendation_step", "document_id", "evidence_document"),
        sa.PrimaryKeyConstraint("recommendation_id", "number", name=op.f("pk_recommendation_step")),
    )
    _remarks_and_profiles()
    _reminders()


def _reminders() -> None:
    op.create_table(
        "unit_reminder",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("occasion", WORD, nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        _key("unit_reminder", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_reminder")),
    )
    with op.batch_alter_table("unit_reminder") as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_reminder_unit_id"), ["unit_id"], unique=False)
    op.create_table(
        "unit_notice",
        sa.Column("reminder_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("digest_id", ID, nullable=True),
        _key("unit_notice", "reminder_id", "unit_reminder", ondelete="CASCADE"),
        _key("unit_notice", "officer_id", "officer"),
        _key("unit_notice", "digest_id", "digest", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("reminder_id", "officer_id", name=op.f("pk_unit_notice")),
    )
    with op.batch_alter_table("unit_notice") as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_notice_digest_id"), ["digest_id"], unique=False)


def _remarks_and_profiles() -> None:
    op.create_table(
        "remark",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("lke_code", WORD, nullable=False),
        sa.Column("period", WORD, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("side", WORD, nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("written_by", ID, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _key("remark", "unit_id", "unit"),
        _key("remark", "written_by", "officer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
        sa.UniqueConstraint(
            "unit_id",
            "period",
            "lke_code",
            "number",
            name=op.f("uq_remark_unit_id_period_lke_code_number"),
        ),
    )
    op.create_table(
        "unit_profile",
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("head_of", TEXT, nullable=False),
        sa.Column("head_nip", WORD, nullable=False),
        sa.Column("head_title", TEXT, nullable=False),
        sa.Column("head_rank", TEXT, nullable=False),
        sa.Column("letterhead", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        _key("unit_profile", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_unit_profile")),
    )
    op.create_table(
        "zi_stage",
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", WORD, nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        _key("zi_stage", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("unit_id", "number", name=op.f("pk_zi_stage")),
    )


def downgrade() -> None:
    for table in (
        *("unit_notice", "unit_reminder", "zi_stage", "unit_profile", "remark"),
        *("recommendation_step", "recommendation", "meeting_kind", "meeting"),
    ):
        op.drop_table(table)


def _key(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)
