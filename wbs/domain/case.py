"""A case: one report or disclosure on its way through the compliance unit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wbs.domain.errors import Invalid, Refused
from wbs.domain.kinds import Anonymity, Channel, ComplaintClass, DisclosureType, Kind


class Stage(StrEnum):
    """Where a case is. Those from `SUBMITTED` on are of disclosures, from `DECLARED` on of declarations."""

    RECEIVED = "received"
    CLARIFICATION = "clarification"
    REVIEW = "review"
    INVESTIGATION = "investigation"
    FOLLOW_UP = "follow_up"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    RECORDED = "recorded"
    DETERMINED = "determined"
    SETTLED = "settled"
    DECLARED = "declared"
    DECIDED = "decided"
    CONTROLLED = "controlled"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ended, or, of a disclosure or declaration that is still open, what was decided so far."""

    SUBSTANTIATED = "substantiated"
    PARTLY_SUBSTANTIATED = "partly_substantiated"
    UNSUBSTANTIATED = "unsubstantiated"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"
    RESOLVED = "resolved"
    RECORDED = "recorded"
    HANDLED_BY_AGENCY = "handled_by_agency"
    FORWARDED_TO_KPK = "forwarded_to_kpk"
    STATE_PROPERTY = "state_property"
    RECIPIENT_PROPERTY = "recipient_property"
    NOT_PROCESSED = "not_processed"
    WITHDRAWN_FROM_DUTY = "withdrawn_from_duty"
    AUTHORITY_REDUCED = "authority_reduced"
    TASK_TRANSFERRED = "task_transferred"
    MOVED = "moved"
    DIVESTED = "divested"
    DECISION_CANCELLED = "decision_cancelled"
    OTHER_CONTROL = "other_control"
    NO_CONFLICT = "no_conflict"
    NOT_ACTIONABLE = "not_actionable"
    FORWARDED = "forwarded"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


class OutcomeDetail(StrEnum):
    """What an outcome needs to be understood: why not actionable, to whom forwarded."""

    INCOMPLETE = "incomplete"
    ILLOGICAL = "illogical"
    KPK = "kpk"
    LAW_ENFORCEMENT = "law_enforcement"
    OMBUDSMAN = "ombudsman"
    SP4N = "sp4n"
    OTHER_AGENCY = "other_agency"
    OTHER_UNIT = "other_unit"  # never chosen at closing: only handing a case over brings it


class Procedure(StrEnum):
    """Which way a case goes: that of reports and complaints, of a gratuity received or refused, of a declaration."""

    REPORT = "report"
    RECEIPT = "receipt"
    REFUSAL = "refusal"
    DECLARATION = "declaration"


# The whole procedure on one screen: what may follow what. The first of each is where its cases begin,
# and, but for reports, where a closed case is reopened.
NEXT_STAGES: Mapping[Procedure, Mapping[Stage, frozenset[Stage]]] = {
    Procedure.REPORT: {
        Stage.RECEIVED: frozenset({Stage.CLARIFICATION, Stage.REVIEW, Stage.CLOSED}),
        Stage.CLARIFICATION: frozenset({Stage.REVIEW, Stage.CLOSED}),
        Stage.REVIEW: frozenset({Stage.CLARIFICATION, Stage.INVESTIGATION, Stage.CLOSED}),
        Stage.INVESTIGATION: frozenset({Stage.FOLLOW_UP, Stage.CLOSED}),
        Stage.FOLLOW_UP: frozenset({Stage.CLOSED}),
        Stage.CLOSED: frozenset({Stage.REVIEW}),
    },
    Procedure.RECEIPT: {
        Stage.SUBMITTED: frozenset({Stage.RETURNED, Stage.REVIEWED, Stage.CLOSED}),
        Stage.RETURNED: frozenset({Stage.SUBMITTED, Stage.REVIEWED, Stage.CLOSED}),
        Stage.REVIEWED: frozenset({Stage.SUBMITTED, Stage.DETERMINED, Stage.SETTLED, Stage.CLOSED}),
        Stage.DETERMINED: frozenset({Stage.SETTLED}),
        Stage.SETTLED: frozenset({Stage.CLOSED}),
        Stage.CLOSED: frozenset({Stage.SUBMITTED}),
    },
    Procedure.REFUSAL: {
        Stage.SUBMITTED: frozenset({Stage.RETURNED, Stage.RECORDED, Stage.CLOSED}),
        Stage.RETURNED: frozenset({Stage.SUBMITTED, Stage.RECORDED, Stage.CLOSED}),
        Stage.RECORDED: frozenset({Stage.CLOSED}),
        Stage.CLOSED: frozenset({Stage.SUBMITTED}),
    },
    # The superior may decide anew as long as the declaration is open; the last decision stands.
    Procedure.DECLARATION: {
        Stage.DECLARED: frozenset({Stage.DECIDED, Stage.CLOSED}),
        Stage.DECIDED: frozenset({Stage.DECIDED, Stage.CONTROLLED, Stage.CLOSED}),
        Stage.CONTROLLED: frozenset({Stage.DECIDED, Stage.CLOSED}),
        Stage.CLOSED: frozenset({Stage.DECLARED}),
    },
}
# Of what may follow a review, the part its conclusion leaves; it may be taken back.
AFTER_REVIEW: Mapping[Outcome, frozenset[Stage]] = {
    Outcome.RECORDED: frozenset({Stage.SUBMITTED, Stage.SETTLED, Stage.CLOSED}),
    Outcome.HANDLED_BY_AGENCY: frozenset({Stage.SUBMITTED, Stage.SETTLED}),
    Outcome.FORWARDED_TO_KPK: frozenset({Stage.SUBMITTED, Stage.DETERMINED}),
}
# Of what may follow the superior's decision, the part it leaves: what was to be controlled is, before the end.
AFTER_DECISION: Mapping[Outcome, frozenset[Stage]] = {
    **dict.fromkeys(
        (
            *(Outcome.WITHDRAWN_FROM_DUTY, Outcome.AUTHORITY_REDUCED, Outcome.TASK_TRANSFERRED),
            *(Outcome.MOVED, Outcome.DIVESTED, Outcome.DECISION_CANCELLED, Outcome.OTHER_CONTROL),
        ),
        frozenset({Stage.DECIDED, Stage.CONTROLLED}),
    ),
    Outcome.NO_CONFLICT: frozenset({Stage.DECIDED, Stage.CLOSED}),
}
_AFTER = {Stage.REVIEWED: AFTER_REVIEW, Stage.DECIDED: AFTER_DECISION}
# These are entered with an outcome: the conclusion of a review, KPK's determination, the record, the decision.
STAGE_OUTCOMES: Mapping[Stage, frozenset[Outcome]] = {
    Stage.REVIEWED: frozenset(AFTER_REVIEW),
    Stage.DETERMINED: frozenset(
        {Outcome.STATE_PROPERTY, Outcome.RECIPIENT_PROPERTY, Outcome.NOT_PROCESSED}
    ),
    Stage.RECORDED: frozenset({Outcome.RECORDED}),
    Stage.DECIDED: frozenset(AFTER_DECISION),
}
# What was decided before stands while it is carried out.
_KEEPING_OUTCOME = frozenset({Stage.SETTLED, Stage.CONTROLLED})

# Before review was ever entered nobody has looked into the matter, so nothing can be found about it.
OUTCOMES_BEFORE_REVIEW = frozenset(
    {Outcome.NOT_ACTIONABLE, Outcome.FORWARDED, Outcome.DUPLICATE, Outcome.WITHDRAWN}
)
# Every outcome with which cases of a procedure end. Forwarding to KPK is never the end: KPK decides.
OUTCOMES_OF: Mapping[Procedure, frozenset[Outcome]] = {
    Procedure.REPORT: OUTCOMES_BEFORE_REVIEW
    | {
        *(Outcome.SUBSTANTIATED, Outcome.PARTLY_SUBSTANTIATED, Outcome.UNSUBSTANTIATED),
        *(Outcome.INSUFFICIENT_EVIDENCE, Outcome.RESOLVED),
    },
    Procedure.RECEIPT: OUTCOMES_BEFORE_REVIEW
    | {Outcome.RECORDED, Outcome.HANDLED_BY_AGENCY}
    | STAGE_OUTCOMES[Stage.DETERMINED],
    Procedure.REFUSAL: OUTCOMES_BEFORE_REVIEW | {Outcome.RECORDED},
    Procedure.DECLARATION: OUTCOMES_BEFORE_REVIEW | frozenset(AFTER_DECISION),
}

DETAILS: dict[Outcome, frozenset[OutcomeDetail]] = {
    Outcome.NOT_ACTIONABLE: frozenset({OutcomeDetail.INCOMPLETE, OutcomeDetail.ILLOGICAL}),
    Outcome.FORWARDED: frozenset(
        {
            OutcomeDetail.KPK,
            OutcomeDetail.LAW_ENFORCEMENT,
            OutcomeDetail.OMBUDSMAN,
            OutcomeDetail.SP4N,
            OutcomeDetail.OTHER_AGENCY,
        }
    ),
}


def details_of(procedure: Procedure, outcome: Outcome) -> frozenset[OutcomeDetail]:
    """What an outcome needs to be understood. A disclosure reaches KPK by its sheets, never by closing."""
    found = DETAILS.get(outcome, frozenset())
    elsewhere = {OutcomeDetail.KPK, OutcomeDetail.OMBUDSMAN, OutcomeDetail.SP4N}
    return found if procedure is Procedure.REPORT else found - elsewhere


def procedure_of(kind: Kind, category: str) -> Procedure:
    """The way a case of this kind and category goes; a disclosure that is no refusal is a receipt."""
    if kind is not Kind.GRATIFICATION:
        return procedures_of(kind)[0]
    return Procedure.REFUSAL if category == DisclosureType.REFUSED else Procedure.RECEIPT


def procedures_of(kind: Kind) -> tuple[Procedure, ...]:
    """The ways cases of this kind may go."""
    if kind is Kind.GRATIFICATION:
        return Procedure.RECEIPT, Procedure.REFUSAL
    return (Procedure.DECLARATION if kind is Kind.CONFLICT_OF_INTEREST else Procedure.REPORT,)


def first_stage(kind: Kind) -> Stage:
    """Where a case of this kind begins."""
    return next(iter(NEXT_STAGES[procedures_of(kind)[0]]))


@dataclass(frozen=True)
class Case:
    """A case as the unit's register knows it: no word of what was reported.

    `unit_id` is the unit the report concerns; `counting_unit_id` the unit of the desk that took it,
    where alone it is logged and counted. `outcome` of an open case is what was decided so far.
    `due_on` is the nearest open deadline; `awaits_calendar` says that one cannot be computed yet.
    """

    id: str
    log_id: str
    kind: Kind
    unit_id: str
    counting_unit_id: str
    desk_id: str
    category: str
    complaint_class: ComplaintClass | None
    channel: Channel
    anonymity: Anonymity
    fear_of_reprisal: bool
    stage: Stage
    outcome: Outcome | None
    outcome_detail: OutcomeDetail | None
    received_on: date
    reviewed: bool
    counted_on: date | None
    closed_on: date | None
    due_on: date | None = None
    awaits_calendar: bool = False

    @property
    def is_open(self) -> bool:
        """Whether work on the case goes on."""
        return self.stage is not Stage.CLOSED

    @property
    def procedure(self) -> Procedure:
        """The way it goes."""
        return procedure_of(self.kind, self.category)

    @property
    def next_stages(self) -> frozenset[Stage]:
        """Where it may go from here."""
        after = NEXT_STAGES[self.procedure].get(self.stage, frozenset())
        if self.stage in _AFTER and self.outcome is not None:
            return after & _AFTER[self.stage][self.outcome]
        return after

    def possible_outcomes(self) -> frozenset[Outcome]:
        """The outcomes with which the case may be closed now; of what is decided the outcome it has."""
        if self.procedure is Procedure.REPORT:
            return OUTCOMES_OF[self.procedure] if self.reviewed else OUTCOMES_BEFORE_REVIEW
        if self.is_open and self.outcome is not None:
            return frozenset({self.outcome}) & OUTCOMES_OF[self.procedure]
        return OUTCOMES_BEFORE_REVIEW

    def move(self, to: Stage, on: date, outcome: Outcome | None = None) -> "Case":
        """The case at stage *to*, with *outcome* where the stage is entered with one.

        A closed case is reopened where its work begins; what was decided before no longer stands.

        Raises:
            Refused: the procedure does not allow *to* after this stage, or *to* is closed
                (closing needs an outcome: see `close`).
            Invalid: `outcome` is missing, or is not one with which *to* is entered.
        """
        if to is Stage.CLOSED or to not in self.next_stages:
            raise Refused(f"{self.stage} cannot become {to}")
        if outcome not in (STAGE_OUTCOMES.get(to) or {None}):
            raise Invalid("outcome", "not_chosen" if outcome is None else "unknown")
        enters_review = to in {Stage.REVIEW, *STAGE_OUTCOMES}
        starts_count = not self.is_open or (to is Stage.REVIEW and self.counted_on is None)
        return replace(
            self,
            stage=to,
            outcome=self.outcome if to in _KEEPING_OUTCOME else outcome,
            outcome_detail=None,
            reviewed=self.reviewed or enters_review,
            counted_on=on if starts_count else self.counted_on,
            closed_on=None,
        )

    def close(self, outcome: Outcome, detail: OutcomeDetail | None, on: date) -> "Case":
        """The case closed with *outcome*.

        Raises:
            Refused: the procedure does not allow closing now, or this outcome now.
            Invalid: *detail* is missing or does not belong to *outcome*.
        """
        if Stage.CLOSED not in self.next_stages:
            raise Refused(f"{self.stage} cannot become closed")
        if outcome not in self.possible_outcomes():
            raise Refused(f"{outcome} is no outcome of {self.stage}")
        if detail not in (details_of(self.procedure, outcome) or {None}):
            raise Invalid("outcome_detail", "not_chosen" if detail is None else "unknown")
        return replace(
            self, stage=Stage.CLOSED, outcome=outcome, outcome_detail=detail, closed_on=on
        )
