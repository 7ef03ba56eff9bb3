"""A case: one report on its way through the compliance unit."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wbs.domain.errors import Invalid, Refused
from wbs.domain.kinds import Anonymity, Channel, ComplaintClass, Kind


class Stage(StrEnum):
    """Where a report or complaint is."""

    RECEIVED = "received"
    CLARIFICATION = "clarification"
    REVIEW = "review"
    INVESTIGATION = "investigation"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a report or complaint ended."""

    SUBSTANTIATED = "substantiated"
    PARTLY_SUBSTANTIATED = "partly_substantiated"
    UNSUBSTANTIATED = "unsubstantiated"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"
    RESOLVED = "resolved"
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


# The whole procedure on one screen: what may follow what.
NEXT_STAGES: dict[Stage, frozenset[Stage]] = {
    Stage.RECEIVED: frozenset({Stage.CLARIFICATION, Stage.REVIEW, Stage.CLOSED}),
    Stage.CLARIFICATION: frozenset({Stage.REVIEW, Stage.CLOSED}),
    Stage.REVIEW: frozenset({Stage.CLARIFICATION, Stage.INVESTIGATION, Stage.CLOSED}),
    Stage.INVESTIGATION: frozenset({Stage.FOLLOW_UP, Stage.CLOSED}),
    Stage.FOLLOW_UP: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset({Stage.REVIEW}),
}

# Before review was ever entered nobody has looked into the matter, so nothing can be found about it.
OUTCOMES_BEFORE_REVIEW = frozenset(
    {Outcome.NOT_ACTIONABLE, Outcome.FORWARDED, Outcome.DUPLICATE, Outcome.WITHDRAWN}
)

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


@dataclass(frozen=True)
class Case:
    """A case as the unit's register knows it: no word of what was reported.

    `unit_id` is the unit the report concerns; `counting_unit_id` the unit of the desk that took it,
    where alone it is logged and counted.
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

    def possible_outcomes(self) -> frozenset[Outcome]:
        """The outcomes with which the case may be closed now."""
        return frozenset(Outcome) if self.reviewed else OUTCOMES_BEFORE_REVIEW

    def move(self, to: Stage, on: date) -> "Case":
        """The case at stage *to*; a closed one that enters review is reopened.

        Raises:
            Refused: the procedure does not allow *to* after this stage, or *to* is closed
                (closing needs an outcome: see `close`).
        """
        if to is Stage.CLOSED or to not in NEXT_STAGES[self.stage]:
            raise Refused(f"{self.stage} cannot become {to}")
        enters_review = to is Stage.REVIEW
        starts_count = enters_review and (self.counted_on is None or self.closed_on is not None)
        return replace(
            self,
            stage=to,
            outcome=None,
            outcome_detail=None,
            reviewed=self.reviewed or enters_review,
            counted_on=on if starts_count else self.counted_on,
            closed_on=None,
        )

    def close(self, outcome: Outcome, detail: OutcomeDetail | None, on: date) -> "Case":
        """The case closed with *outcome*.

        Raises:
            Refused: the procedure does not allow closing now, or this outcome before review.
            Invalid: *detail* is missing or does not belong to *outcome*.
        """
        if Stage.CLOSED not in NEXT_STAGES[self.stage]:
            raise Refused(f"{self.stage} cannot become closed")
        if outcome not in self.possible_outcomes():
            raise Refused("outcome before review")
        if detail not in (DETAILS.get(outcome) or {None}):
            raise Invalid("outcome_detail", "required" if detail is None else "unknown")
        return replace(
            self, stage=Stage.CLOSED, outcome=outcome, outcome_detail=detail, closed_on=on
        )
