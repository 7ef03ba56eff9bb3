"""Officers, for the administrator: `/petugas/petugas`."""

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.account import NewOfficer
from wbs.domain.errors import Invalid, InvalidForm
from wbs.domain.kinds import Role
from wbs.domain.officer import Officer, OfficerState
from wbs.domain.unit import Unit
from wbs.services.agency import Agency, agency
from wbs.services.disable_officer import disable_officer
from wbs.services.invite_officer import LINK_SECONDS, Invitation, invite_officer, renew_invitation
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.problems import Problems, answer, problems_of
from wbs.web.shell import context, settings
from wbs.web.words import label

bp = Blueprint("officers", __name__)
LINK_DAYS = LINK_SECONDS // (24 * 60 * 60)


@dataclass(frozen=True)
class OfficerLine:
    """An officer in the list."""

    officer: Officer
    unit: Unit
    roles: str
    is_invited: bool
    may_be_disabled: bool


@bp.get("/petugas")
def show() -> Response:
    """Every officer, and a form to invite one more."""
    return _page(_Typed("", "", "", frozenset(), frozenset()), {})


@bp.post("/petugas")
def invite() -> Response:
    """The page with the activation link, which is shown this once."""
    typed = _typed()
    try:
        here = agency(context())
        invitation = invite_officer(context(), actor().officer, _read(here, typed))
    except InvalidForm as error:
        return _page(typed, problems_of(error), 422)
    return _invited(invitation)


@bp.post("/petugas/<officer_id>/tautan")
def renew(officer_id: str) -> Response:
    """A fresh link for an account nobody has taken up; the one before is dead."""
    return _invited(renew_invitation(context(), actor().officer, officer_id))


@bp.post("/petugas/<officer_id>/nonaktif")
def disable(officer_id: str) -> AnyResponse:
    """The officer's account opens nothing any more."""
    if request.form.get("sure") != "yes":
        officer = agency(context()).officer_by_id(officer_id)
        return answer(render_template("officer/disable.html", officer=officer))
    disable_officer(context(), actor().officer, officer_id)
    return redirect(url_for("officers.show"), 303)


@dataclass(frozen=True)
class _Typed:
    username: str
    name: str
    unit: str
    roles: frozenset[str]
    desks: frozenset[str]


def _typed() -> _Typed:
    form = request.form
    return _Typed(
        form.get("username", ""),
        form.get("name", ""),
        form.get("unit", ""),
        frozenset(form.getlist("roles")),
        frozenset(form.getlist("desks")),
    )


def _read(here: Agency, typed: _Typed) -> NewOfficer:
    unit_id = next((u.id for u in here.units.values() if u.slug == typed.unit), "")
    try:
        roles = frozenset(Role(word) for word in typed.roles)
    except ValueError:
        raise Invalid("roles", "unknown") from None
    return NewOfficer(typed.username, typed.name, unit_id, roles, typed.desks)


def _invited(invitation: Invitation) -> Response:
    officer = agency(context()).officer_by_id(invitation.officer_id)
    scheme = "https" if settings().tls else "http"
    link = url_for("activation.show", token=invitation.token, _external=True, _scheme=scheme)
    page = render_template("officer/invited.html", officer=officer, link=link, days=LINK_DAYS)
    return answer(page)


def _page(typed: _Typed, problems: Problems, status: int = 200) -> Response:
    here = agency(context())
    desks = sorted(here.desks, key=lambda desk: (here.units[desk.unit_id].slug, desk.kind))
    page = render_template(
        "officer/officers.html",
        lines=[_line(here, officer) for officer in here.officers.values()],
        units=[(unit.slug, unit.name) for unit in here.units.values()],
        roles=[(role.value, label(role)) for role in Role],
        desks=[(d.id, f"{label(d.kind)} · {here.units[d.unit_id].name}") for d in desks],
        typed=typed,
        problems=problems,
    )
    return answer(page, status)


def _line(here: Agency, officer: Officer) -> OfficerLine:
    is_self = officer.id == actor().officer.id
    return OfficerLine(
        officer,
        here.units[officer.unit_id],
        ", ".join(label(role) for role in Role if role in officer.roles),
        officer.state is OfficerState.INVITED,
        officer.state is not OfficerState.DISABLED and not is_self,
    )
