"""What an administrator proposed and a second person has yet to approve: `/petugas/usulan`."""

from flask import Blueprint, Response, render_template
from werkzeug.wrappers import Response as AnyResponse

from wbs.services.approvals.propose import withdraw as withdraw_proposal
from wbs.services.approvals.waiting import waiting_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import answer
from wbs.web.shell import context

bp = Blueprint("proposals", __name__)


@bp.get("/usulan")
def show() -> Response:
    """What waits and for whom, and what became of the others."""
    officer = actor().officer
    waiting = waiting_of(context(), officer)
    return answer(render_template("officer/proposals.html", waiting=waiting, officer=officer))


@bp.post("/usulan/<proposal_id>/batal")
def withdraw(proposal_id: str) -> AnyResponse:
    """The administrator takes back a proposal of their own."""
    withdraw_proposal(context(), actor().officer, proposal_id)
    return tell("proposals.show", "dibatalkan")
