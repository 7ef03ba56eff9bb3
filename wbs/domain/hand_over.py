"""A case goes to another desk: what is handed over, which desks may take it, and what becomes of the case.

Within a unit only the desk changes. Between units the case ends at the one as forwarded, like any
referral, and is received anew at the other.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from wbs.domain.case import Case, Outcome, OutcomeDetail, Procedure, Stage, first_stage
from wbs.domain.kinds import Channel, DeskKind, Kind
from wbs.domain.routing import RoutingQuestion, may_take
from wbs.domain.unit import Desk, Unit, ancestors

# The kinds of desk that may work a case of a kind: none where fewer people are used to keeping silent.
TAKES: Mapping[Kind, frozenset[DeskKind]] = {
    Kind.WBS: frozenset({DeskKind.WBS, DeskKind.INSPECTORATE}),
    Kind.COMPLAINT: frozenset({DeskKind.COMPLAINT, DeskKind.WBS, DeskKind.INSPECTORATE}),
    Kind.GRATIFICATION: frozenset({DeskKind.UPG, DeskKind.INSPECTORATE}),
    Kind.CONFLICT_OF_INTEREST: frozenset({DeskKind.WBS, DeskKind.INSPECTORATE}),
}
# Of a disclosure or declaration something is decided at every later stage, and stands in its unit's figures.
UNDECIDED = frozenset({Stage.SUBMITTED, Stage.RETURNED, Stage.DECLARED})


@dataclass(frozen=True)
class Circumstances:
    """What decides which desks may take a case: what its reporter answered, and who is shut out of it."""

    question: RoutingQuestion
    shut_out_ids: frozenset[str]
    units: Mapping[str, Unit]
    desks: tuple[Desk, ...]

    def __repr__(self) -> str:
        return "Circumstances(…)"

    @property
    def eligible(self) -> tuple[Desk, ...]:
        """The desks with a key at which nobody sits who is shut out of the case, for whatever cause."""
        active = (desk for desk in self.desks if desk.is_active)
        allowed = may_take(self.question, self.units, active)
        return tuple(desk for desk in allowed if not has_any(desk, self.shut_out_ids))


def has_any(desk: Desk, officer_ids: Collection[str]) -> bool:
    """Whether one of these officers is present at the desk."""
    return any(member.officer_id in officer_ids for member in desk.members)


def may_be_handed_over(case: Case) -> bool:
    """Whether another desk may take the case as it stands."""
    return case.is_open and (case.procedure is Procedure.REPORT or case.stage in UNDECIDED)


def takers(case: Case, around: Circumstances) -> tuple[Desk, ...]:
    """The desks the case may be handed to: of the unit concerned, of the units above it, of an inspectorate.

    The nearest to the unit concerned come first.
    """
    line = [case.unit_id, *(unit.id for unit in ancestors(case.unit_id, around.units))]
    found = [
        desk
        for desk in around.eligible
        if desk.kind in TAKES[case.kind]
        and desk.id != case.desk_id
        and (desk.unit_id in line or desk.kind is DeskKind.INSPECTORATE)
    ]
    near = {unit_id: place for place, unit_id in enumerate(line)}
    return tuple(sorted(found, key=lambda desk: (near.get(desk.unit_id, len(line)), desk.kind)))


def takers_if_concerned(case: Case, around: Circumstances) -> tuple[Desk, ...]:
    """The desks that may take it where somebody of its desk is concerned.

    Those stand above the unit of that desk, or are an inspectorate's elsewhere, and nobody of that
    desk or that unit sits there.
    """
    now = next(desk for desk in around.desks if desk.id == case.desk_id)
    above = {unit.id for unit in ancestors(now.unit_id, around.units)}
    own_ids = {member.officer_id for member in now.members}
    return tuple(
        desk
        for desk in without_unit(now.unit_id, takers(case, around))
        if (desk.unit_id in above or desk.kind is DeskKind.INSPECTORATE)
        and not has_any(desk, own_ids)
    )


def without_unit(unit_id: str, desks: Iterable[Desk]) -> tuple[Desk, ...]:
    """Those of the desks that neither stand in the unit nor have a member who works there."""
    return tuple(
        desk
        for desk in desks
        if desk.unit_id != unit_id and all(m.unit_id != unit_id for m in desk.members)
    )


def forwarded(case: Case, on: date) -> Case:
    """The case as it ends at the unit that gives it away."""
    return replace(
        case,
        stage=Stage.CLOSED,
        outcome=Outcome.FORWARDED,
        outcome_detail=OutcomeDetail.OTHER_UNIT,
        closed_on=on,
    )


def received_anew(case: Case, log_id: str, desk: Desk, on: date) -> Case:
    """The case as it begins at the unit that takes it, under its name in that unit's log."""
    return replace(
        case,
        log_id=log_id,
        counting_unit_id=desk.unit_id,
        desk_id=desk.id,
        channel=Channel.REFERRED,
        stage=first_stage(case.kind),
        outcome=None,
        outcome_detail=None,
        received_on=on,
        reviewed=False,
        counted_on=None,
        closed_on=None,
        due_on=None,
        awaits_calendar=False,
    )
