"""Officers, for the administrator: `/petugas/petugas`."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.account import NewOfficer
from wbs.domain.errors import Invalid, InvalidForm
from wbs.domain.kinds import Role
from wbs.domain.officer import Membership, Officer, OfficerState
from wbs.domain.unit import Unit
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.accounts.invite_officer import (
    LINK_SECONDS,
    Invitation,
    invite_officer,
    renew_invitation,
)
from wbs.services.accounts.reset_officer import reset_officer
from wbs.services.agency.overview import Agency, agency
from wbs.services.custodians.leave_custody import what_is_lost
from wbs.services.keys.leaving import leaving
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of, typed, unaccepted
from wbs.web.officer.role_words import role_lines
from wbs.web.shell import context, settings
from wbs.web.words import label

bp = Blueprint("officers", __name__)
LINK_DAYS = LINK_SECONDS // (24 * 60 * 60)


@dataclass(frozen=True)
class OfficerLine:
    """An officer as the administrator sees them. `desks` are pairs of a desk's name and the state there."""

    officer: Officer
    unit: Unit
    roles: str
    desks: tuple[tuple[str, Membership], ...]
    is_invited: bool
    may_be_reset: bool
    may_be_disabled: bool


@bp.get("/petugas")
def show() -> Response:
    """Every officer."""
    here = agency(context())
    lines = [_line(here, officer) for officer in here.officers.values()]
    return answer(render_template("officer/officers.html", lines=lines))


@bp.get("/petugas/undang")
def form() -> Response:
    """A form to invite one more officer."""
    return _form({})


@bp.post("/petugas/undang")
def invite() -> Response:
    """The page with the activation link, which is shown this once."""
    try:
        invitation = invite_officer(context(), actor().officer, _read(agency(context())))
    except InvalidForm as error:
        return _form(problems_of(error), 422)
    return _invited(invitation)


@bp.get("/petugas/<officer_id>")
def edit(officer_id: str) -> Response:
    """One officer: unit, roles, desks, and what can be done about the account."""
    here = agency(context())
    line = _line(here, here.officer_by_id(officer_id))
    return answer(render_template("officer/officer.html", line=line))


@bp.post("/petugas/<officer_id>/tautan")
def renew(officer_id: str) -> Response:
    """A fresh link for an account nobody has taken up; the one before is dead."""
    return _invited(renew_invitation(context(), actor().officer, officer_id))


@bp.post("/petugas/<officer_id>/nonaktif")
def disable(officer_id: str) -> AnyResponse:
    """The officer's account opens nothing any more, after asking once; the last at a desk needs two."""
    asked = _asked_first("officer/disable.html", officer_id)
    if asked is not None:
        return asked
    if disable_officer(context(), actor().officer, officer_id):
        return tell("proposals.show", "menunggu")
    return tell("officers.edit", "nonaktif", officer_id=officer_id)


@bp.post("/petugas/<officer_id>/ulang")
def reset(officer_id: str) -> AnyResponse:
    """The page with the link by which the account is taken up anew, after asking once; as `disable`."""
    asked = _asked_first("officer/reset.html", officer_id)
    if asked is not None:
        return asked
    done = reset_officer(context(), actor().officer, officer_id)
    if isinstance(done, Invitation):
        return _invited(done)
    return tell("proposals.show", "menunggu")


def _asked_first(template: str, officer_id: str) -> Response | None:
    """The page that says what it means; None once it was answered."""
    officer = agency(context()).officer_by_id(officer_id)
    meant, lost = leaving(context(), officer_id), what_is_lost(context(), officer_id)
    problems = unaccepted(meant)
    if request.form.get("sure") == "yes" and not problems:
        return None
    page = render_template(template, officer=officer, leaving=meant, lost=lost, problems=problems)
    return answer(page, 422 if problems else 200)


def _read(here: Agency) -> NewOfficer:
    text = typed("username", "name", "unit")
    unit_id = next((u.id for u in here.units.values() if u.slug == text["unit"]), "")
    try:
        roles = frozenset(Role(word) for word in request.form.getlist("roles"))
    except ValueError:
        raise Invalid("roles", "unknown") from None
    desks = frozenset(request.form.getlist("desks"))
    return NewOfficer(text["username"], text["name"], unit_id, roles, desks)


def _form(problems: Problems, status: int = 200) -> Response:
    here = agency(context())
    desks = sorted(here.desks, key=lambda desk: (here.units[desk.unit_id].slug, desk.kind))
    page = render_template(
        "officer/invite.html",
        units=[(unit.slug, unit.name) for unit in here.units.values()],
        roles=[(line.role.value, line.name, line.lead) for line in role_lines()],
        desks=[(d.id, f"{label(d.kind)} · {here.units[d.unit_id].name}") for d in desks],
        typed=typed("username", "name", "unit"),
        chosen={name: frozenset(request.form.getlist(name)) for name in ("roles", "desks")},
        problems=problems,
    )
    return answer(page, status)


def _invited(invitation: Invitation) -> Response:
    officer = agency(context()).officer_by_id(invitation.officer_id)
    scheme = "https" if settings().tls else "http"
    link = url_for("activation.show", token=invitation.token, _external=True, _scheme=scheme)
    return answer(
        render_template("officer/invited.html", officer=officer, link=link, days=LINK_DAYS)
    )


def _line(here: Agency, officer: Officer) -> OfficerLine:
    at = {m.desk_id: m.state for m in here.members if m.officer_id == officer.id}
    desks = (
        (f"{label(desk.kind)} · {here.units[desk.unit_id].name}", at[desk.id])
        for desk in here.desks
        if desk.id in at
    )
    is_self = officer.id == actor().officer.id
    return OfficerLine(
        officer,
        here.units[officer.unit_id],
        ", ".join(label(role) for role in Role if role in officer.roles),
        tuple(desks),
        officer.state is OfficerState.INVITED,
        officer.state is OfficerState.ACTIVE and not is_self,
        officer.state is not OfficerState.DISABLED and not is_self,
    )
