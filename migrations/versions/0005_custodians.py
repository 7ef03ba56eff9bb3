"""Custodians, sealed identities, shares of keys, and requests to open them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.String(length=32)
WORD = sa.String(length=40)
TABLES = (
    "custodian",
    "custody_rules",
    "case_identity",
    "case_share",
    "opening_request",
    "request_reader",
    "request_answer",
)


def _foreign(
    table: str, column: str, to: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    _of_units()
    _of_cases()
    _of_requests()


def _of_units() -> None:
    op.create_table(
        "custodian",
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        _foreign("custodian", "officer_id", "officer"),
        _foreign("custodian", "unit_id", "unit"),
        _primary("custodian", "officer_id"),
    )
    _index("custodian", "unit_id")
    op.create_table(
        "custody_rules",
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("has_escrow", sa.Boolean(), nullable=False),
        _foreign("custody_rules", "unit_id", "unit"),
        _primary("custody_rules", "unit_id"),
    )


def _of_cases() -> None:
    op.create_table(
        "case_identity",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _foreign("case_identity", "case_id", "case", "CASCADE"),
        _primary("case_identity", "case_id"),
    )
    op.create_table(
        "case_share",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("matter", WORD, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("split", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        _foreign("case_share", "case_id", "case", "CASCADE"),
        _foreign("case_share", "officer_id", "officer"),
        _primary("case_share", "case_id", "matter", "officer_id"),
    )
    _index("case_share", "officer_id")


def _of_requests() -> None:
    op.create_table(
        "opening_request",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("matter", WORD, nullable=False),
        sa.Column("requester_id", ID, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        _foreign("opening_request", "case_id", "case", "CASCADE"),
        _foreign("opening_request", "requester_id", "officer"),
        _primary("opening_request", "id"),
    )
    _index("opening_request", "case_id", "requester_id", "state")
    for table, *own in (
        ("request_reader", sa.Column("box", sa.LargeBinary(), nullable=False)),
        (
            "request_answer",
            sa.Column("reply", WORD, nullable=False),
            sa.Column("answered_on", sa.Date(), nullable=False),
            sa.Column("box", sa.LargeBinary(), nullable=True),
        ),
    ):
        op.create_table(
            table,
            sa.Column("request_id", ID, nullable=False),
            sa.Column("officer_id", ID, nullable=False),
            *own,
            _foreign(table, "request_id", "opening_request", "CASCADE"),
            _foreign(table, "officer_id", "officer"),
            _primary(table, "request_id", "officer_id"),
        )
        _index(table, "officer_id")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
