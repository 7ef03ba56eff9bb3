"""What waits for the officer as second person: `/petugas/persetujuan`."""

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.services.approvals.decide import approve as approve_change
from wbs.services.approvals.decide import reject as reject_change
from wbs.services.approvals.waiting import waiting_for
from wbs.services.keys.first_key import give_first_key
from wbs.web.languages import gettext
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.letting_in import refusal_of
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer
from wbs.web.shell import context

bp = Blueprint("approvals", __name__)


@bp.get("/persetujuan")
def show() -> Response:
    """Each change with what it means, and each newcomer with their fingerprint."""
    return _page({})


@bp.post("/persetujuan/<proposal_id>/setuju")
def approve(proposal_id: str) -> AnyResponse:
    """The change is made, if the officer says that they know of it."""
    if request.form.get("sure") != "yes":
        sentence = gettext("Please ask the administrator about it first, then tick this.")
        return _page({f"sure-{proposal_id}": sentence}, 422)
    approve_change(context(), actor(), proposal_id)
    return tell("approvals.show", "disetujui")


@bp.post("/persetujuan/<proposal_id>/tolak")
def reject(proposal_id: str) -> AnyResponse:
    """The change is not made."""
    reject_change(context(), actor(), proposal_id)
    return tell("approvals.show", "ditolak")


@bp.post("/persetujuan/meja/<desk_id>/<officer_id>")
def seat(desk_id: str, officer_id: str) -> AnyResponse:
    """The desk's first key is made for the newcomer, if the fingerprint seen is that of their key."""
    refusal = refusal_of(lambda seen: give_first_key(context(), actor(), desk_id, officer_id, seen))
    if refusal:
        return _page({f"compared-{desk_id}-{officer_id}": refusal}, 422)
    return tell("approvals.show", "kunci")


def _page(problems: Problems, status: int = 200) -> Response:
    waiting = waiting_for(context(), actor().officer)
    page = render_template("officer/approvals.html", waiting=waiting, problems=problems)
    return answer(page, status)
