"""Tables of the agency: units and their circulars, desks, officers, their keys and sessions."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wbs.store.schema.ground import Base, Id, Instant, Prose, Sealed, Text, Word


class UnitRow(Base):
    """A node of the agency's tree."""

    __tablename__ = "unit"
    id: Mapped[Id] = mapped_column(primary_key=True)
    slug: Mapped[Word] = mapped_column(unique=True)
    name: Mapped[Text]
    kind: Mapped[Word]
    parent_id: Mapped[Id | None] = mapped_column(ForeignKey("unit.id"), index=True)
    head_name: Mapped[Text | None]


class UnitEmployeesRow(Base):
    """How many people work in a unit in a year."""

    __tablename__ = "unit_employees"
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    employees: Mapped[int]


class DeskRow(Base):
    """Who handles a kind of case in a unit. `epoch` 0: no key was ever made, or none is in force."""

    __tablename__ = "desk"
    __table_args__ = (UniqueConstraint("unit_id", "kind"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[Word]
    epoch: Mapped[int]
    is_closed: Mapped[bool]


class DeskKeyRow(Base):
    """One epoch of a desk's key; the public half only. Without a voucher no earlier case follows it."""

    __tablename__ = "desk_key"
    desk_id: Mapped[Id] = mapped_column(ForeignKey("desk.id"), primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    public_key: Mapped[Sealed]
    made_on: Mapped[date]
    voucher: Mapped[Sealed | None]


class OfficerRow(Base):
    """An account. `version` ends every session when password, role or factor change."""

    __tablename__ = "officer"
    id: Mapped[Id] = mapped_column(primary_key=True)
    username: Mapped[Word] = mapped_column(unique=True)
    name: Mapped[Text]
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), index=True)
    state: Mapped[Word]
    version: Mapped[int]
    activation_lookup: Mapped[Word | None] = mapped_column(unique=True)
    activation_ends_at: Mapped[Instant | None]
    public_key: Mapped[Sealed | None]
    seed_by_password: Mapped[Sealed | None]
    seed_by_recovery: Mapped[Sealed | None]
    totp_sealed: Mapped[Sealed | None]
    totp_last_step: Mapped[int]


class OfficerRoleRow(Base):
    """A role an officer holds."""

    __tablename__ = "officer_role"
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    role: Mapped[Word] = mapped_column(primary_key=True)


class DeskMemberRow(Base):
    """An officer at a desk: proposed by the administrator, present once a second person let them in."""

    __tablename__ = "desk_member"
    desk_id: Mapped[Id] = mapped_column(ForeignKey("desk.id"), primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True, index=True)
    state: Mapped[Word]
    by_operator: Mapped[bool]


class SeedBoxRow(Base):
    """A desk's seed, sealed to one present member."""

    __tablename__ = "seed_box"
    desk_id: Mapped[Id] = mapped_column(ForeignKey("desk.id"), primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), primary_key=True, index=True)
    box: Mapped[Sealed]


class OfficerSessionRow(Base):
    """A login. The seed is wrapped under the cookie's token, which is not here."""

    __tablename__ = "officer_session"
    lookup: Mapped[Word] = mapped_column(primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), index=True)
    version: Mapped[int]
    sealed: Mapped[Sealed]
    idle_ends_at: Mapped[Instant] = mapped_column(index=True)
    ends_at: Mapped[Instant]


class OfficerDeviceRow(Base):
    """A browser an officer has entered with before; it has its own lane at the login."""

    __tablename__ = "officer_device"
    lookup: Mapped[Word] = mapped_column(primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officer.id"), index=True)
    ends_on: Mapped[date] = mapped_column(index=True)


class CircularRow(Base):
    """One version of a unit's circular on gratuities; rows are added and never changed."""

    __tablename__ = "circular"
    unit_id: Mapped[Id] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[Prose]
    number: Mapped[Prose]
    dated_on: Mapped[date]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    text: Mapped[Prose]
    written_on: Mapped[date]
    written_by: Mapped[Id] = mapped_column(ForeignKey("officer.id"), index=True)
