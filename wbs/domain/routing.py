"""Routing: which desk gets a report, so that nobody it concerns reads it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wbs.domain.errors import Unavailable
from wbs.domain.kinds import DESK_FOR_KIND, Answer, DeskKind, Kind, UnitKind
from wbs.domain.unit import Desk, Unit, ancestors


class RoutingReason(StrEnum):
    """Why a case is where it is; recorded in the custody log and shown nowhere else."""

    OWN_DESK = "own_desk"
    HEAD_CONCERNED = "head_concerned"
    DESK_CONCERNED = "desk_concerned"
    EXCLUSION = "exclusion"
    CATEGORY = "category"
    NO_ACTIVE_DESK = "no_active_desk"


@dataclass(frozen=True)
class RoutingQuestion:
    """What routing knows of a report. `exclude` is whom the reporter does not want to see it, as typed."""

    kind: Kind
    unit_id: str
    category: str
    concerns_head: Answer = Answer.NO
    concerns_desk: Answer = Answer.NO
    exclude: str = ""

    def __repr__(self) -> str:
        return "RoutingQuestion(…)"


@dataclass(frozen=True)
class Route:
    """The desk that takes the case, and why that one."""

    desk: Desk
    reason: RoutingReason


def choose_desk(
    question: RoutingQuestion,
    units: Mapping[str, Unit],
    desks: Iterable[Desk],
    inspectorate_categories: Collection[str] = (),
) -> Route:
    """The desk that takes the case: the unit's own, else the nearest above, else the inspectorate.

    Raises:
        Unavailable: no desk that may take it has a key.

    Security: where the head or a member of the desk is concerned or may be, or somebody is excluded,
        neither a desk that stands in the unit itself is ever the answer, nor one at which somebody
        of that unit sits: a head may also be a member of the desk above.
    """
    active = tuple(desk for desk in desks if desk.is_active)
    reason = _reason_to_leave(question)
    if reason is None and question.category in inspectorate_categories:
        desk = next(_inspectorates(active, units), None)
        if desk is not None:
            return Route(desk, RoutingReason.CATEGORY)
    if reason is None:
        desk = _desk_in(question.unit_id, question.kind, active)
        if desk is not None:
            return Route(desk, RoutingReason.OWN_DESK)
    desk = next(_desks_outside(question, units, active), None)
    if desk is None:
        raise Unavailable("no desk with a key may take this report")
    return Route(desk, reason or RoutingReason.NO_ACTIVE_DESK)


def intake_open(kind: Kind, unit_id: str, units: Mapping[str, Unit], desks: Iterable[Desk]) -> bool:
    """Whether a report about the unit finds a desk, if it concerns neither its head nor its desk."""
    return _finds_a_desk(RoutingQuestion(kind, unit_id, ""), units, desks)


def intake_open_if_concerned(
    kind: Kind, unit_id: str, units: Mapping[str, Unit], desks: Iterable[Desk]
) -> bool:
    """Whether a report that concerns the unit's head or desk finds a desk outside the unit."""
    return _finds_a_desk(RoutingQuestion(kind, unit_id, "", Answer.YES), units, desks)


def _finds_a_desk(
    question: RoutingQuestion, units: Mapping[str, Unit], desks: Iterable[Desk]
) -> bool:
    try:
        choose_desk(question, units, desks)
    except Unavailable:
        return False
    return True


def _reason_to_leave(question: RoutingQuestion) -> RoutingReason | None:
    if question.concerns_head is not Answer.NO:
        return RoutingReason.HEAD_CONCERNED
    if question.concerns_desk is not Answer.NO:
        return RoutingReason.DESK_CONCERNED
    if question.exclude.strip():
        return RoutingReason.EXCLUSION
    return None


def _desk_in(unit_id: str, kind: Kind, active: tuple[Desk, ...]) -> Desk | None:
    """The unit's desk for this kind, else the inspectorate's desk that stands there."""
    here = {desk.kind: desk for desk in active if desk.unit_id == unit_id}
    return here.get(DESK_FOR_KIND[kind]) or here.get(DeskKind.INSPECTORATE)


def _desks_outside(
    question: RoutingQuestion, units: Mapping[str, Unit], active: tuple[Desk, ...]
) -> Iterator[Desk]:
    """The desks that may take what the unit's own may not, the best first."""
    apart = tuple(d for d in active if question.unit_id not in d.member_unit_ids)
    for unit in ancestors(question.unit_id, units):
        desk = _desk_in(unit.id, question.kind, apart)
        if desk is not None:
            yield desk
    yield from (d for d in _inspectorates(apart, units) if d.unit_id != question.unit_id)


def _inspectorates(active: tuple[Desk, ...], units: Mapping[str, Unit]) -> Iterator[Desk]:
    """The inspectorate's desks, that of the highest inspectorate first."""

    def rank(desk: Desk) -> tuple[bool, int, str]:
        unit = units[desk.unit_id]
        is_elsewhere = unit.kind is not UnitKind.INSPECTORATE
        return is_elsewhere, len(tuple(ancestors(unit.id, units))), unit.slug

    yield from sorted((d for d in active if d.kind is DeskKind.INSPECTORATE), key=rank)
