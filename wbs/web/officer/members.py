"""The officer's desks, their members and keys: `/petugas/meja`."""

from flask import Blueprint, Response, render_template
from werkzeug.wrappers import Response as AnyResponse

from wbs.services.approvals.waiting import something_waits
from wbs.services.keys.confirm_member import confirm_member, own_desks, own_fingerprint
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.letting_in import refusal_of
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer
from wbs.web.shell import context

bp = Blueprint("members", __name__)


@bp.get("/meja")
def show() -> Response:
    """Each desk with the fingerprint of its key, and its members with theirs."""
    return _page({})


@bp.post("/meja/<desk_id>/anggota/<officer_id>")
def confirm(desk_id: str, officer_id: str) -> AnyResponse:
    """The proposed member holds the desk's key, if the fingerprint seen is that of their key."""
    refusal = refusal_of(lambda seen: confirm_member(context(), actor(), desk_id, officer_id, seen))
    if refusal:
        return _page({f"compared-{desk_id}-{officer_id}": refusal}, 422)
    return tell("members.show", "diterima")


def _page(problems: Problems, status: int = 200) -> Response:
    page = render_template(
        "officer/members.html",
        desks=own_desks(context(), actor()),
        own_fingerprint=own_fingerprint(actor()),
        something_waits=something_waits(context(), actor().officer),
        problems=problems,
    )
    return answer(page, status)
