"""Routing: which desk gets a report, so that nobody it concerns reads it. The rules are a table."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wbs.domain.errors import Unavailable
from wbs.domain.exclusion import Exclusion, exclusion_of, must_leave
from wbs.domain.kinds import DESK_FOR_KIND, Answer, DeskKind, Kind, UnitKind
from wbs.domain.officer import Person
from wbs.domain.unit import Desk, Unit, ancestors


class RoutingReason(StrEnum):
    """Why a case is where it is; recorded in the custody log and shown nowhere else.

    Two for want of a desk: of the first it is all there is, beside the second something else held as well.
    """

    OWN_DESK = "own_desk"
    HEAD_CONCERNED = "head_concerned"
    DESK_CONCERNED = "desk_concerned"
    EXCLUSION = "exclusion"
    PERSON_NAMED = "person_named"
    CATEGORY = "category"
    NO_DESK_ALONE = "no_desk_alone"
    NO_DESK_BESIDES = "no_desk_besides"


class When(StrEnum):
    """What has to hold for a rule."""

    HEAD_CONCERNED = "it concerns the head of the unit, or may"
    DESK_CONCERNED = "it concerns a member of the unit's desk, or may"
    SOMEBODY_EXCLUDED = "the reporter names anybody who should not see it"
    CATEGORY_MARKED = "its category is marked `to_inspectorate`"
    MEMBER_NAMED = "it is about somebody at the unit's own desk"
    NOBODY_NAMED = (
        "it concerns, excludes and names nobody known here, and its category is not marked"
    )
    ALWAYS = "always"


class Where(StrEnum):
    """Where a rule looks for a desk, the best first."""

    OWN = "the unit's own desk"
    ABOVE = "the nearest desk above, else the inspectorate"
    INSPECTORATE = "the inspectorate"


@dataclass(frozen=True)
class Rule:
    """One line of the table: when it holds and a desk that may take the report is found there, that is the one."""

    when: When
    where: Where
    reason: RoutingReason


# The whole of routing. No line lets a desk have a report at which somebody sits who is shut out of it.
RULES = (
    Rule(When.HEAD_CONCERNED, Where.ABOVE, RoutingReason.HEAD_CONCERNED),
    Rule(When.DESK_CONCERNED, Where.ABOVE, RoutingReason.DESK_CONCERNED),
    Rule(When.SOMEBODY_EXCLUDED, Where.ABOVE, RoutingReason.EXCLUSION),
    Rule(When.CATEGORY_MARKED, Where.INSPECTORATE, RoutingReason.CATEGORY),
    Rule(When.MEMBER_NAMED, Where.ABOVE, RoutingReason.PERSON_NAMED),
    Rule(When.ALWAYS, Where.OWN, RoutingReason.OWN_DESK),
    Rule(When.NOBODY_NAMED, Where.ABOVE, RoutingReason.NO_DESK_ALONE),
    Rule(When.ALWAYS, Where.ABOVE, RoutingReason.NO_DESK_BESIDES),
)


@dataclass(frozen=True)
class RoutingQuestion:
    """What routing knows of a report. `exclude`: who should not see it, `who`: whom it is about, as typed.

    `formerly_about`: the units it was filed under before it was handed to the one it belongs to.
    """

    kind: Kind
    unit_id: str
    category: str
    concerns_head: Answer = Answer.NO
    concerns_desk: Answer = Answer.NO
    exclude: str = ""
    who: str = ""
    formerly_about: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return "RoutingQuestion(…)"


@dataclass(frozen=True)
class Route:
    """The desk that takes the case, and why that one."""

    desk: Desk
    reason: RoutingReason


@dataclass(frozen=True)
class _Agency:
    """What a question is held against: the tree, the desks with a key, and those that may take the report.

    `known`: everybody at a desk, be it active or not, and people without a seat whose names count as well.
    """

    units: Mapping[str, Unit]
    active: tuple[Desk, ...]
    eligible: tuple[Desk, ...]
    known: tuple[Person, ...]


def choose_desk(
    question: RoutingQuestion,
    units: Mapping[str, Unit],
    desks: Iterable[Desk],
    inspectorate_categories: Collection[str] = (),
    near: Iterable[Person] = (),
) -> Route:
    """The desk that takes the case: that of the first rule of the table which finds one.

    *near* are people of the unit and of those above it. They change no desk, only whether the want of a desk is
    the whole reason.

    Raises:
        Unavailable: no desk that may take it has a key.

    Security: a desk at which a person sits who is shut out of the report is never the answer, nor one
        that stands in a unit which is shut out as a whole (`domain/exclusion.py`).
    """
    all_desks = tuple(desks)
    active = tuple(desk for desk in all_desks if desk.is_active)
    known = (*near, *(member for desk in all_desks for member in desk.members))
    agency = _Agency(units, active, may_take(question, units, active), known)
    is_marked = question.category in inspectorate_categories
    for rule in RULES:
        if _holds(rule.when, question, agency, is_marked=is_marked):
            desk = next(_desks_at(rule.where, question, agency), None)
            if desk is not None:
                return Route(desk, rule.reason)
    raise Unavailable("no desk with a key may take this report")


def may_take(
    question: RoutingQuestion, units: Mapping[str, Unit], desks: Iterable[Desk]
) -> tuple[Desk, ...]:
    """Those of the desks at which nobody is shut out of the report."""
    exclusion = exclusion_of(question)
    return tuple(desk for desk in desks if not _is_out(exclusion, desk, units[desk.unit_id]))


def _is_out(exclusion: Exclusion, desk: Desk, unit: Unit) -> bool:
    return exclusion.shuts_out_unit(unit.id, unit.head_name) or any(
        exclusion.shuts_out(member) for member in desk.members
    )


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


def _holds(when: When, question: RoutingQuestion, agency: _Agency, *, is_marked: bool) -> bool:
    match when:
        case When.HEAD_CONCERNED:
            holds = question.concerns_head is not Answer.NO
        case When.DESK_CONCERNED:
            holds = question.concerns_desk is not Answer.NO
        case When.SOMEBODY_EXCLUDED:
            holds = bool(question.exclude.strip())
        case When.CATEGORY_MARKED:
            holds = is_marked
        case When.MEMBER_NAMED:
            own = own_desk(question.unit_id, question.kind, agency.active)
            holds = own is not None and own not in agency.eligible
        case When.NOBODY_NAMED:
            holds = not is_marked and not _is_anybody_out(question, agency)
        case When.ALWAYS:
            holds = True
    return holds


def _is_anybody_out(question: RoutingQuestion, agency: _Agency) -> bool:
    """Whether the report may keep anybody out whom the house knows: who sits at a desk, heads a unit, or is near."""
    if must_leave(question) or question.formerly_about:
        return True
    exclusion = exclusion_of(question)
    return bool(exclusion.words) and (
        any(exclusion.shuts_out_unit(u.id, u.head_name) for u in agency.units.values())
        or any(exclusion.shuts_out(person) for person in agency.known)
    )


def _desks_at(where: Where, question: RoutingQuestion, agency: _Agency) -> Iterator[Desk]:
    """The desks there that may take the report, the best first."""
    match where:
        case Where.OWN:
            own = own_desk(question.unit_id, question.kind, agency.active)
            yield from (own,) if own in agency.eligible and own is not None else ()
        case Where.ABOVE:
            for unit in ancestors(question.unit_id, agency.units):
                desk = own_desk(unit.id, question.kind, agency.eligible)
                if desk is not None:
                    yield desk
            above = inspectorates(agency.eligible, agency.units)
            yield from (desk for desk in above if desk.unit_id != question.unit_id)
        case Where.INSPECTORATE:
            yield from inspectorates(agency.eligible, agency.units)


def own_desk(unit_id: str, kind: Kind, desks: Iterable[Desk]) -> Desk | None:
    """The unit's desk for this kind, else the inspectorate's desk that stands there."""
    here = {desk.kind: desk for desk in desks if desk.unit_id == unit_id}
    return here.get(DESK_FOR_KIND[kind]) or here.get(DeskKind.INSPECTORATE)


def inspectorates(desks: Iterable[Desk], units: Mapping[str, Unit]) -> Iterator[Desk]:
    """The inspectorate's desks among these, that of the highest inspectorate first."""

    def rank(desk: Desk) -> tuple[bool, int, str]:
        unit = units[desk.unit_id]
        is_elsewhere = unit.kind is not UnitKind.INSPECTORATE
        return is_elsewhere, len(tuple(ancestors(unit.id, units))), unit.slug

    yield from sorted((d for d in desks if d.kind is DeskKind.INSPECTORATE), key=rank)
