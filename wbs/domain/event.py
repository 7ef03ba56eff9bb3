"""An event: one entry of a unit's accountability log."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wbs.domain.kinds import Channel, Kind


class Act(StrEnum):
    """What happened to a case. Every change of stage is one, and a verification clock running out."""

    RECEIVED = "received"
    CLARIFICATION = "clarification"
    REVIEW = "review"
    INVESTIGATION = "investigation"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    REOPENED = "reopened"
    OVERDUE = "overdue"
    FORWARDED = "forwarded"
    ERASED = "erased"


class DaysOpen(StrEnum):
    """How long a case was open, in working days, coarse enough to point at nobody."""

    UP_TO_5 = "<=5"
    UP_TO_14 = "<=14"
    UP_TO_30 = "<=30"
    UP_TO_60 = "<=60"
    OVER_60 = ">60"


@dataclass(frozen=True)
class Event:
    """What the log commits to. `ordinal` counts a case's events at one unit from 0.

    `logged_on` is the day of writing and never runs backwards; `occurred_on` is the day it happened.
    `kept` and `missed` are the ids of the clocks this event decided.
    """

    log_id: str
    ordinal: int
    unit_id: str
    unit_slug: str
    kind: Kind
    channel: Channel
    category: str
    act: Act
    outcome: str | None
    occurred_on: date
    logged_on: date
    kept: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    days_open: DaysOpen | None = None
    outcome_detail: str | None = None
    commitment: str | None = None


class CustodyAct(StrEnum):
    """What was done with a key or behind a door. Never in a pack."""

    OFFICER_INVITED = "officer_invited"
    OFFICER_ACTIVATED = "officer_activated"
    OFFICER_DISABLED = "officer_disabled"
    OFFICER_RECOVERED = "officer_recovered"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (the name of an act)
    MEMBER_PROPOSED = "member_proposed"
    MEMBER_CONFIRMED = "member_confirmed"
    MEMBER_REMOVED = "member_removed"
    DESK_KEY_MADE = "desk_key_made"
    DESK_EPOCH = "desk_epoch"
    UNIT_ADDED = "unit_added"
    UNIT_CHANGED = "unit_changed"
    DESK_ADDED = "desk_added"
    CASE_ROUTED = "case_routed"
    CASE_OPENED = "case_opened"
    ATTACHMENT_OPENED = "attachment_opened"
    CLASS_SET = "class_set"
    FIGURES_EXPORTED = "figures_exported"


@dataclass(frozen=True)
class CustodyEntry:
    """One row of the custody log; ids only, never a name and never content."""

    act: CustodyAct
    logged_on: date
    officer_id: str | None = None
    desk_id: str | None = None
    unit_id: str | None = None
    subject_id: str | None = None
    log_id: str | None = None
    reason: str | None = None
