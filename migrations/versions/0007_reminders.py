"""Reminders, the digests that tell of them, and officers' mail addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "officer_mail",
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("frequency", WORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_officer_mail_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_officer_mail")),
    )
    op.create_table(
        "reminder",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("desk_id", ID, nullable=False),
        sa.Column("occasion", WORD, nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_reminder_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name=op.f("fk_reminder_desk_id_desk")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_case_id"), "reminder", ["case_id"])
    op.create_index(op.f("ix_reminder_desk_id"), "reminder", ["desk_id"])
    op.create_table(
        "digest",
        sa.Column("id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_digest_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sa.UniqueConstraint("officer_id", "on_day", name=op.f("uq_digest_officer_id_on_day")),
    )
    op.create_index("ix_digest_state", "digest", ["state", "on_day"])
    op.create_table(
        "notice",
        sa.Column("reminder_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("digest_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["reminder_id"],
            ["reminder.id"],
            name=op.f("fk_notice_reminder_id_reminder"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_notice_officer_id_officer")
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"],
            ["digest.id"],
            name=op.f("fk_notice_digest_id_digest"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("reminder_id", "officer_id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_digest_id"), "notice", ["digest_id"])


def downgrade() -> None:
    for table in ("notice", "digest", "reminder", "officer_mail"):
        op.drop_table(table)
