"""Desks and who is proposed for them, for the administrator: `/petugas/pengelola`."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.account import works_at_desks
from wbs.domain.errors import Invalid, InvalidForm
from wbs.domain.kinds import DeskKind
from wbs.domain.officer import Membership, Officer, OfficerState
from wbs.domain.unit import Desk, Unit
from wbs.services.agency.add_desk import add_desk
from wbs.services.agency.overview import Agency, agency
from wbs.services.keys.leaving import leaving
from wbs.services.keys.propose_member import propose_member, remove_member
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import (
    Problems,
    answer,
    problems_of,
    require_filled,
    typed,
    unaccepted,
)
from wbs.web.shell import context
from wbs.web.words import label

bp = Blueprint("desks", __name__)


@dataclass(frozen=True)
class DeskLine:
    """A desk in the list: how many hold its key, and how many wait."""

    desk: Desk
    unit: Unit
    present: tuple[Officer, ...]
    proposed: tuple[Officer, ...]


@bp.get("/pengelola")
def show() -> Response:
    """Every desk, and a form for one more."""
    return _list({})


@bp.post("/pengelola")
def add() -> AnyResponse:
    """One more desk stands in a unit, without a key."""
    try:
        require_filled("unit", "kind")
        kind = _kind(request.form.get("kind", ""))
        desk = add_desk(context(), actor().officer, request.form.get("unit", ""), kind)
    except InvalidForm as error:
        return _list(problems_of(error), 422)
    return tell("desks.edit", "dibuat", desk_id=desk.id)


@bp.get("/pengelola/<desk_id>")
def edit(desk_id: str) -> Response:
    """Who is at the desk, and who could be proposed."""
    return _edit(desk_id, {})


@bp.post("/pengelola/<desk_id>/usul")
def propose(desk_id: str) -> AnyResponse:
    """An officer waits at the desk for a present member to let them in."""
    officer_id = request.form.get("officer", "")
    if not officer_id:
        return _edit(desk_id, problems_of(Invalid("officer", "not_chosen")), 422)
    propose_member(context(), actor().officer, desk_id, officer_id)
    return tell("desks.edit", "diusulkan", desk_id=desk_id)


@bp.post("/pengelola/<desk_id>/lepas/<officer_id>")
def remove(desk_id: str, officer_id: str) -> AnyResponse:
    """An officer is at the desk no more, after asking once; those who stay have a new key.

    The last one stays until a second person approves.
    """
    here = agency(context())
    line, officer = _line(here, here.desk_by_id(desk_id)), here.officer_by_id(officer_id)
    meant = leaving(context(), officer_id, desk_id)
    problems = unaccepted(meant)
    if request.form.get("sure") != "yes" or problems:
        page = render_template(
            "officer/desk_leave.html", line=line, officer=officer, leaving=meant, problems=problems
        )
        return answer(page, 422 if problems else 200)
    if remove_member(context(), actor().officer, desk_id, officer_id):
        return tell("proposals.show", "menunggu")
    return tell("desks.edit", "dilepas", desk_id=desk_id)


def _edit(desk_id: str, problems: Problems, status: int = 200) -> Response:
    here = agency(context())
    line = _line(here, here.desk_by_id(desk_id))
    page = render_template(
        "officer/desk.html", line=line, candidates=_candidates(here, line), problems=problems
    )
    return answer(page, status)


def _kind(word: str) -> DeskKind:
    try:
        return DeskKind(word)
    except ValueError:
        raise Invalid("kind", "unknown") from None


def _list(problems: Problems, status: int = 200) -> Response:
    here = agency(context())
    lines = (_line(here, desk) for desk in here.desks)
    page = render_template(
        "officer/desks.html",
        lines=sorted(lines, key=lambda line: (line.unit.slug, line.desk.kind)),
        units=[(unit.slug, unit.name) for unit in here.units.values()],
        kinds=[(kind.value, label(kind)) for kind in DeskKind],
        typed=typed("unit", "kind"),
        problems=problems,
    )
    return answer(page, status)


def _line(here: Agency, desk: Desk) -> DeskLine:
    present = here.at_desk(desk.id, Membership.PRESENT)
    proposed = here.at_desk(desk.id, Membership.PROPOSED)
    return DeskLine(desk, here.units[desk.unit_id], present, proposed)


def _candidates(here: Agency, line: DeskLine) -> list[tuple[str, str]]:
    """Who has a role for a desk and is not at this one; those of its own unit first."""
    there = {officer.id for officer in line.present + line.proposed}
    free = [
        officer
        for officer in here.officers.values()
        if officer.id not in there
        and officer.state is not OfficerState.DISABLED
        and works_at_desks(officer.roles)
    ]
    free.sort(key=lambda officer: (officer.unit_id != line.unit.id, officer.name))
    return [(o.id, f"{o.name} ({here.units[o.unit_id].name})") for o in free]
