"""The agency's tree, for the administrator: `/petugas/unit`."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import Blueprint, Response, render_template
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import Invalid, InvalidForm
from wbs.domain.kinds import UnitKind
from wbs.domain.proposal import ProposalKind
from wbs.domain.unit import Unit, subtree
from wbs.services.agency.add_unit import add_unit
from wbs.services.agency.overview import Agency, agency
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.approvals.waiting import ProposalView, waiting_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of, require_filled, typed
from wbs.web.shell import context
from wbs.web.words import label

bp = Blueprint("units", __name__)
NEW = ("name", "slug", "kind", "parent", "head_name")
OF_UNITS = frozenset(
    {ProposalKind.UNIT_HEAD, ProposalKind.UNIT_PARENT, ProposalKind.UNIT_EMPLOYEES}
)
CHANGED = ("name", "parent", "head_name", "year", "employees")


@dataclass(frozen=True)
class UnitLine:
    """A unit in the tree, as far in as it lies deep."""

    unit: Unit
    depth: int
    employees: int | None


@bp.get("/unit")
def show() -> Response:
    """The tree, and a form for one more unit."""
    return _list({})


@bp.post("/unit")
def add() -> AnyResponse:
    """One more unit stands in the tree."""
    form = typed(*NEW)
    try:
        require_filled("name", "slug", "kind")
        add_unit(
            context(),
            actor().officer,
            form["slug"],
            form["name"],
            _kind(form["kind"]),
            form["parent"] or None,
            head_name=form["head_name"],
        )
    except InvalidForm as error:
        return _list(problems_of(error), 422)
    return tell("units.show", "ditambah")


@bp.get("/unit/<slug>")
def edit(slug: str) -> Response:
    """What is known of a unit, to be changed."""
    here = agency(context())
    unit = here.unit(slug)
    parent = here.units.get(unit.parent_id or "")
    now = {
        "name": unit.name,
        "parent": parent.slug if parent else "",
        "head_name": unit.head_name or "",
        "year": str(context().today().year),
        "employees": str(here.employees.get(unit.id, "")),
    }
    return _edit(here, unit, now, {})


@bp.post("/unit/<slug>")
def change(slug: str) -> AnyResponse:
    """The unit is as typed; employees only where a number was given."""
    form = typed(*CHANGED)
    try:
        change = UnitChange(
            name=form["name"],
            parent_slug=form["parent"],
            head_name=form["head_name"],
            employees=_employees(form["year"], form["employees"]),
        )
        unit = set_unit(context(), actor().officer, slug, change)
    except InvalidForm as error:
        here = agency(context())
        return _edit(here, here.unit(slug), form, problems_of(error), 422)
    waits = any(view.unit == unit for view in _waiting())
    return tell("proposals.show" if waits else "units.show", "disimpan")


def _waiting() -> tuple[ProposalView, ...]:
    """The heads, places and numbers of units that wait for a second person."""
    shown = waiting_of(context(), actor().officer).proposals
    return tuple(view for view in shown if view.proposal.change.kind in OF_UNITS)


def _kind(word: str) -> UnitKind:
    try:
        return UnitKind(word)
    except ValueError:
        raise Invalid("kind", "unknown") from None


def _employees(year: str, number: str) -> tuple[int, int] | None:
    if not number.strip():
        return None
    if not (year.strip().isdecimal() and number.strip().isdecimal()):
        raise Invalid("employees", "not_a_number")
    return int(year), int(number)


def _list(problems: Problems, status: int = 200) -> Response:
    here = agency(context())
    page = render_template(
        "officer/units.html",
        lines=_lines(here, None, 0),
        year=context().today().year,
        kinds=[(kind.value, label(kind)) for kind in UnitKind],
        parents=_parents(here),
        typed=typed(*NEW),
        problems=problems,
    )
    return answer(page, status)


def _edit(
    here: Agency, unit: Unit, form: dict[str, str], problems: Problems, status: int = 200
) -> Response:
    waits = any(view.unit == unit for view in _waiting())
    page = render_template(
        "officer/unit.html",
        unit=unit,
        waits=waits,
        parents=_parents(here, subtree(unit.id, here.units)),
        typed=form,
        problems=problems,
    )
    return answer(page, status)


def _parents(here: Agency, but: Collection[str] = ()) -> list[tuple[str, str]]:
    """The units another may belong to; not to itself, nor to one below it."""
    units = [line.unit for line in _lines(here, None, 0)]
    return [(unit.slug, unit.name) for unit in units if unit.id not in but]


def _lines(here: Agency, parent_id: str | None, depth: int) -> list[UnitLine]:
    """The units below *parent_id* and theirs, each parent right before its own."""
    lines: list[UnitLine] = []
    for unit in here.units.values():
        if unit.parent_id == parent_id:
            lines.append(UnitLine(unit, depth, here.employees.get(unit.id)))
            lines.extend(_lines(here, unit.id, depth + 1))
    return lines
