"""Cases that their desks have let lie too long, for the inspectorate: `/petugas/eskalasi`."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.errors import InvalidForm, Refused
from wbs.services.custodians.escalated_cases import (
    EscalatedCase,
    escalated_cases,
    one_escalated,
)
from wbs.services.custodians.open_escrow import open_escrow
from wbs.services.custodians.request_opening import request_escrow
from wbs.services.keys.confirm_member import own_fingerprint
from wbs.web.languages import gettext, language
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.news import tell
from wbs.web.officer.problems import Problems, answer, problems_of, typed
from wbs.web.officer.references import reference
from wbs.web.shell import context

bp = Blueprint("escalation", __name__)


@dataclass(frozen=True)
class Line:
    """An overdue case in words: clear facts alone."""

    found: EscalatedCase
    reference: str
    category: str


@bp.get("/eskalasi")
def show() -> Response:
    """Every case that is escalated, the longest overdue first."""
    found = escalated_cases(context(), actor())
    page = render_template(
        "officer/escalated.html",
        lines=[_line(each) for each in found.cases],
        is_cut=found.is_cut,
        limit=context().law.escalation_working_days,
    )
    return answer(page)


@bp.get("/eskalasi/<case_id>")
def one(case_id: str) -> Response:
    """One of them, and what can be done to look into it."""
    return _one(case_id, {})


@bp.post("/eskalasi/<case_id>")
def ask(case_id: str) -> AnyResponse:
    """The inspectorate's custodians are asked in writing."""
    reason = request.form.get("reason", "")
    return _done(case_id, lambda: request_escrow(context(), actor(), case_id, reason))


@bp.post("/eskalasi/<case_id>/buka")
def open_(case_id: str) -> AnyResponse:
    """The desk holds the case's key and looks in on it."""
    try:
        open_escrow(context(), actor(), case_id)
    except Refused:
        sentence = gettext(
            "The case was not opened: the time for it is over, its desk has acted meanwhile, or "
            "somebody at your desk is shut out of this report."
        )
        return _one(case_id, {}, refusal=sentence, status=409)
    return tell("case.show", "eskalasi", case_id=case_id, anchor="isi")


def _done(case_id: str, do: Callable[[], None]) -> AnyResponse:
    try:
        do()
    except InvalidForm as error:
        return _one(case_id, problems_of(error), status=422)
    except Refused:
        sentence = gettext(
            "This cannot be asked for: it has no escrow copy, too few custodians could answer, or "
            "you have asked already."
        )
        return _one(case_id, {}, refusal=sentence, status=409)
    return tell("escalation.one", "diminta", case_id=case_id)


def _one(case_id: str, problems: Problems, *, refusal: str = "", status: int = 200) -> Response:
    try:
        found = one_escalated(context(), actor(), case_id)
    except Refused:  # its desk has acted since, so it is not listed any more
        return answer(render_template("officer/not_escalated.html"), 409)
    page = render_template(
        "officer/escalated_case.html",
        line=_line(found),
        problems=problems,
        typed=typed("reason"),
        refusal=refusal,
        fingerprint=own_fingerprint(actor()),
    )
    return answer(page, status)


def _line(found: EscalatedCase) -> Line:
    category = context().law.category_label(found.case.category, language())
    return Line(found, reference(found.case.id), category)
