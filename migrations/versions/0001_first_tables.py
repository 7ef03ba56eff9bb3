"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "custody",
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("logged_on", sa.Date(), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=True),
        sa.Column("desk_id", sa.String(length=32), nullable=True),
        sa.Column("unit_id", sa.String(length=32), nullable=True),
        sa.Column("subject_id", sa.String(length=32), nullable=True),
        sa.Column("log_id", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("open_line", sa.LargeBinary(), nullable=False),
        sa.Column("open_salt", sa.LargeBinary(), nullable=False),
        sa.Column("closed_line", sa.LargeBinary(), nullable=False),
        sa.Column("closed_salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("leaf_hash", name=op.f("pk_custody")),
    )
    with op.batch_alter_table("custody") as batch_op:
        batch_op.create_index(batch_op.f("ix_custody_act"), ["act"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_desk_id"), ["desk_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_log_id"), ["log_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_logged_on"), ["logged_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("goes_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft") as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_goes_at"), ["goes_at"], unique=False)

    op.create_table(
        "tracking_session",
        sa.Column("lookup", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("goes_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_tracking_session")),
    )
    with op.batch_alter_table("tracking_session") as batch_op:
        batch_op.create_index(batch_op.f("ix_tracking_session_goes_at"), ["goes_at"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parent_id", sa.String(length=32), nullable=True),
        sa.Column("head_name", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("slug", name=op.f("uq_unit_slug")),
    )
    with op.batch_alter_table("unit") as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "desk",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_desk_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
        sa.UniqueConstraint("unit_id", "kind", name=op.f("uq_desk_unit_id_kind")),
    )
    op.create_table(
        "event",
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("outcome_detail", sa.String(length=40), nullable=True),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("logged_on", sa.Date(), nullable=False),
        sa.Column("days_open", sa.String(length=40), nullable=True),
        sa.Column("open_line", sa.LargeBinary(), nullable=False),
        sa.Column("open_salt", sa.LargeBinary(), nullable=False),
        sa.Column("closed_line", sa.LargeBinary(), nullable=False),
        sa.Column("closed_salt", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_event_unit_id_unit")),
        sa.PrimaryKeyConstraint("leaf_hash", name=op.f("pk_event")),
        sa.UniqueConstraint("log_id", "ordinal", name=op.f("uq_event_log_id_ordinal")),
    )
    with op.batch_alter_table("event") as batch_op:
        batch_op.create_index("ix_event_unit_logged", ["unit_id", "logged_on"], unique=False)

    op.create_table(
        "officer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("activation_lookup", sa.String(length=40), nullable=True),
        sa.Column("activation_ends_at", sa.BigInteger(), nullable=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("seed_by_password", sa.LargeBinary(), nullable=True),
        sa.Column("seed_by_recovery", sa.LargeBinary(), nullable=True),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_officer_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("activation_lookup", name=op.f("uq_officer_activation_lookup")),
        sa.UniqueConstraint("username", name=op.f("uq_officer_username")),
    )
    with op.batch_alter_table("officer") as batch_op:
        batch_op.create_index(batch_op.f("ix_officer_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "tally",
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("complaint_class", sa.String(length=40), nullable=True),
        sa.Column("anonymity", sa.String(length=40), nullable=False),
        sa.Column("fear_of_reprisal", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_tally_unit_id_unit")),
        sa.PrimaryKeyConstraint("log_id", name=op.f("pk_tally")),
    )
    with op.batch_alter_table("tally") as batch_op:
        batch_op.create_index("ix_tally_unit_received", ["unit_id", "received_on"], unique=False)

    op.create_table(
        "unit_employees",
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("employees", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_unit_employees_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("unit_id", "year", name=op.f("pk_unit_employees")),
    )
    op.create_table(
        "case",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("lookup", sa.String(length=40), nullable=False),
        sa.Column("key_by_code", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("counting_unit_id", sa.String(length=32), nullable=False),
        sa.Column("desk_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("complaint_class", sa.String(length=40), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("anonymity", sa.String(length=40), nullable=False),
        sa.Column("fear_of_reprisal", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("outcome_detail", sa.String(length=40), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("due_sort", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counting_unit_id"], ["unit.id"], name=op.f("fk_case_counting_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name=op.f("fk_case_desk_id_desk")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("log_id", name=op.f("uq_case_log_id")),
        sa.UniqueConstraint("lookup", name=op.f("uq_case_lookup")),
    )
    with op.batch_alter_table("case") as batch_op:
        batch_op.create_index("ix_case_inbox_0", ["desk_id", "due_sort", "id"], unique=False)
        batch_op.create_index(
            "ix_case_inbox_1", ["desk_id", "stage", "due_sort", "id"], unique=False
        )
        batch_op.create_index(
            "ix_case_inbox_2", ["desk_id", "kind", "due_sort", "id"], unique=False
        )
        batch_op.create_index(
            "ix_case_inbox_3", ["desk_id", "unit_id", "due_sort", "id"], unique=False
        )
        batch_op.create_index(
            "ix_case_inbox_4", ["desk_id", "stage", "kind", "due_sort", "id"], unique=False
        )
        batch_op.create_index(
            "ix_case_inbox_5", ["desk_id", "stage", "unit_id", "due_sort", "id"], unique=False
        )
        batch_op.create_index(
            "ix_case_inbox_6", ["desk_id", "kind", "unit_id", "due_sort", "id"], unique=False
        )
        batch_op.create_index(
            "ix_case_inbox_7",
            ["desk_id", "stage", "kind", "unit_id", "due_sort", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_case_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "clock",
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["log_id"], ["tally.log_id"], name=op.f("fk_clock_log_id_tally")),
        sa.PrimaryKeyConstraint("log_id", "period", "started_on", name=op.f("pk_clock")),
    )
    with op.batch_alter_table("clock") as batch_op:
        batch_op.create_index("ix_clock_open_due", ["met_on", "due_on"], unique=False)

    op.create_table(
        "counted_span",
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["log_id"], ["tally.log_id"], name=op.f("fk_counted_span_log_id_tally")
        ),
        sa.PrimaryKeyConstraint("log_id", "ordinal", name=op.f("pk_counted_span")),
    )
    with op.batch_alter_table("counted_span") as batch_op:
        batch_op.create_index("ix_counted_span_counted", ["counted_on", "closed_on"], unique=False)

    op.create_table(
        "desk_key",
        sa.Column("desk_id", sa.String(length=32), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name=op.f("fk_desk_key_desk_id_desk")),
        sa.PrimaryKeyConstraint("desk_id", "epoch", name=op.f("pk_desk_key")),
    )
    op.create_table(
        "desk_member",
        sa.Column("desk_id", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name=op.f("fk_desk_member_desk_id_desk")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_desk_member_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("desk_id", "officer_id", name=op.f("pk_desk_member")),
    )
    with op.batch_alter_table("desk_member") as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_member_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "officer_device",
        sa.Column("lookup", sa.String(length=40), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_officer_device_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_officer_device")),
    )
    with op.batch_alter_table("officer_device") as batch_op:
        batch_op.create_index(batch_op.f("ix_officer_device_ends_on"), ["ends_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_officer_device_officer_id"), ["officer_id"], unique=False
        )

    op.create_table(
        "officer_role",
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_officer_role_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("officer_id", "role", name=op.f("pk_officer_role")),
    )
    op.create_table(
        "officer_session",
        sa.Column("lookup", sa.String(length=40), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("idle_ends_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_officer_session_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_officer_session")),
    )
    with op.batch_alter_table("officer_session") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_officer_session_idle_ends_at"), ["idle_ends_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_officer_session_officer_id"), ["officer_id"], unique=False
        )

    op.create_table(
        "seed_box",
        sa.Column("desk_id", sa.String(length=32), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desk.id"], name=op.f("fk_seed_box_desk_id_desk")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_seed_box_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("desk_id", "epoch", "officer_id", name=op.f("pk_seed_box")),
    )
    with op.batch_alter_table("seed_box") as batch_op:
        batch_op.create_index(batch_op.f("ix_seed_box_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "blob",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("draft_id", sa.String(length=32), nullable=True),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_blob_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_blob_draft_id_draft")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blob")),
    )
    with op.batch_alter_table("blob") as batch_op:
        batch_op.create_index(batch_op.f("ix_blob_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_blob_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "case_key_box",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("desk_id", sa.String(length=32), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_key_box_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["desk_id"], ["desk.id"], name=op.f("fk_case_key_box_desk_id_desk")
        ),
        sa.PrimaryKeyConstraint("case_id", "desk_id", name=op.f("pk_case_key_box")),
    )
    with op.batch_alter_table("case_key_box") as batch_op:
        batch_op.create_index(batch_op.f("ix_case_key_box_desk_id"), ["desk_id"], unique=False)

    op.create_table(
        "reading",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_reading_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_reading_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("case_id", "officer_id", name=op.f("pk_reading")),
    )
    op.create_table(
        "record",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_record_case_id_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_record")),
    )


def downgrade() -> None:
    op.drop_table("record")
    op.drop_table("reading")
    with op.batch_alter_table("case_key_box") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_key_box_desk_id"))

    op.drop_table("case_key_box")
    with op.batch_alter_table("blob") as batch_op:
        batch_op.drop_index(batch_op.f("ix_blob_draft_id"))
        batch_op.drop_index(batch_op.f("ix_blob_case_id"))

    op.drop_table("blob")
    with op.batch_alter_table("seed_box") as batch_op:
        batch_op.drop_index(batch_op.f("ix_seed_box_officer_id"))

    op.drop_table("seed_box")
    with op.batch_alter_table("officer_session") as batch_op:
        batch_op.drop_index(batch_op.f("ix_officer_session_officer_id"))
        batch_op.drop_index(batch_op.f("ix_officer_session_idle_ends_at"))

    op.drop_table("officer_session")
    op.drop_table("officer_role")
    with op.batch_alter_table("officer_device") as batch_op:
        batch_op.drop_index(batch_op.f("ix_officer_device_officer_id"))
        batch_op.drop_index(batch_op.f("ix_officer_device_ends_on"))

    op.drop_table("officer_device")
    with op.batch_alter_table("desk_member") as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_member_officer_id"))

    op.drop_table("desk_member")
    op.drop_table("desk_key")
    with op.batch_alter_table("counted_span") as batch_op:
        batch_op.drop_index("ix_counted_span_counted")

    op.drop_table("counted_span")
    with op.batch_alter_table("clock") as batch_op:
        batch_op.drop_index("ix_clock_open_due")

    op.drop_table("clock")
    with op.batch_alter_table("case") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_unit_id"))
        batch_op.drop_index("ix_case_inbox_7")
        batch_op.drop_index("ix_case_inbox_6")
        batch_op.drop_index("ix_case_inbox_5")
        batch_op.drop_index("ix_case_inbox_4")
        batch_op.drop_index("ix_case_inbox_3")
        batch_op.drop_index("ix_case_inbox_2")
        batch_op.drop_index("ix_case_inbox_1")
        batch_op.drop_index("ix_case_inbox_0")

    op.drop_table("case")
    op.drop_table("unit_employees")
    with op.batch_alter_table("tally") as batch_op:
        batch_op.drop_index("ix_tally_unit_received")

    op.drop_table("tally")
    with op.batch_alter_table("officer") as batch_op:
        batch_op.drop_index(batch_op.f("ix_officer_unit_id"))

    op.drop_table("officer")
    with op.batch_alter_table("event") as batch_op:
        batch_op.drop_index("ix_event_unit_logged")

    op.drop_table("event")
    op.drop_table("desk")
    with op.batch_alter_table("unit") as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_parent_id"))

    op.drop_table("unit")
    with op.batch_alter_table("tracking_session") as batch_op:
        batch_op.drop_index(batch_op.f("ix_tracking_session_goes_at"))

    op.drop_table("tracking_session")
    with op.batch_alter_table("draft") as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_goes_at"))

    op.drop_table("draft")
    with op.batch_alter_table("custody") as batch_op:
        batch_op.drop_index(batch_op.f("ix_custody_officer_id"))
        batch_op.drop_index(batch_op.f("ix_custody_logged_on"))
        batch_op.drop_index(batch_op.f("ix_custody_log_id"))
        batch_op.drop_index(batch_op.f("ix_custody_desk_id"))
        batch_op.drop_index(batch_op.f("ix_custody_act"))

    op.drop_table("custody")
