"""An event: one entry of a unit's accountability log."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wbs.domain.kinds import Channel, Kind


class Act(StrEnum):
    """What happened to a case. Every change of stage is one, and a verification clock running out.

    Of a declaration, `DECIDED` stands there again for each new decision of the superior.

    Of a disclosure, `SUBMITTED` is that it was completed and handed in again, or its review taken back;
    `FORWARDED_TO_KPK` and `RECAPPED` move no stage.
    """

    RECEIVED = "received"
    CLARIFICATION = "clarification"
    REVIEW = "review"
    INVESTIGATION = "investigation"
    FOLLOW_UP = "follow_up"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    FORWARDED_TO_KPK = "forwarded_to_kpk"
    RECAPPED = "recapped"
    RECORDED = "recorded"
    DETERMINED = "determined"
    SETTLED = "settled"
    DECIDED = "decided"
    CONTROLLED = "controlled"
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
    OFFICER_RESET = "officer_reset"
    RECOVERY_RENEWED = "recovery_renewed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (the name of an act)
    MEMBER_PROPOSED = "member_proposed"
    MEMBER_CONFIRMED = "member_confirmed"
    MEMBER_REMOVED = "member_removed"
    DESK_KEY_MADE = "desk_key_made"
    DESK_EPOCH = "desk_epoch"
    CASES_RESEALED = "cases_resealed"
    CHANGE_PROPOSED = "change_proposed"
    CHANGE_APPROVED = "change_approved"
    CHANGE_REJECTED = "change_rejected"
    CHANGE_WITHDRAWN = "change_withdrawn"
    CHANGE_EXPIRED = "change_expired"
    UNIT_ADDED = "unit_added"
    UNIT_CHANGED = "unit_changed"
    DESK_ADDED = "desk_added"
    CASE_ROUTED = "case_routed"
    CASE_HANDED_OVER = "case_handed_over"
    CASE_TAKEN_OVER = "case_taken_over"
    CASE_REROUTED = "case_rerouted"
    CASE_SHARED = "case_shared"
    OFFICER_SHUT_OUT = "officer_shut_out"
    CASE_ENTERED = "case_entered"
    REGISTER_IMPORTED = "register_imported"
    CASE_OPENED = "case_opened"
    CASE_LOOKED_INTO = "case_looked_into"
    CASE_LISTED = "case_listed"
    ATTACHMENT_OPENED = "attachment_opened"
    CLASS_SET = "class_set"
    CASE_ASSIGNED = "case_assigned"
    CASE_LINKED = "case_linked"
    CASE_PRINTED = "case_printed"
    REPRISAL_FEARED = "reprisal_feared"
    REPRISAL_NOT_FEARED = "reprisal_not_feared"
    FIGURES_EXPORTED = "figures_exported"
    DOCUMENT_FILED = "document_filed"
    DOCUMENT_OPENED = "document_opened"
    DOCUMENT_SUPERSEDED = "document_superseded"
    DOCUMENT_REUSED = "document_reused"
    DOCUMENT_USE_ENDED = "document_use_ended"
    DOCUMENT_WITHDRAWN = "document_withdrawn"
    CUSTODIAN_APPOINTED = "custodian_appointed"
    CUSTODIAN_DISMISSED = "custodian_dismissed"
    CUSTODY_RULES_SET = "custody_rules_set"
    # Of a case, with its log id; the reason says whether it is the identity's or the escrow copy's key.
    SHARES_SEALED = "shares_sealed"
    OPENING_REQUESTED = "opening_requested"
    OPENING_APPROVED = "opening_approved"
    OPENING_REFUSED = "opening_refused"
    OPENING_EXPIRED = "opening_expired"
    RESPLIT_PREPARED = "resplit_prepared"
    RESPLIT_GIVEN = "resplit_given"
    SHARES_RESPLIT = "shares_resplit"
    IDENTITY_OPENED = "identity_opened"
    ESCROW_OPENED = "escrow_opened"
    HOLD_SET = "hold_set"
    HOLD_LIFTED = "hold_lifted"
    ERASURE_PROPOSED = "erasure_proposed"
    ERASURE_CONFIRMED = "erasure_confirmed"
    ERASURE_DROPPED = "erasure_dropped"
    CASE_ERASED = "case_erased"
    # By the operator; the reason is the last day the backup may be kept, or the day of the one brought back.
    BACKUP_MADE = "backup_made"
    BACKUP_RESTORED = "backup_restored"


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
