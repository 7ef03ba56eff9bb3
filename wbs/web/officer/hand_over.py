"""A case goes to another desk, by forms of its page; and the list of cases that are looked into."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.case import Case
from wbs.services.routing.hand_across import HandAcross, hand_across
from wbs.services.routing.hand_over import HandOver, hand_over
from wbs.services.routing.reroute_case import ANSWERS
from wbs.services.routing.take_over import LookedInto, looked_into, take_over
from wbs.web.languages import language
from wbs.web.officer.case_acts import act_on_case
from wbs.web.officer.case_forms import read_seen
from wbs.web.officer.deadlines import Due, due_of
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.hand_over_panel import ACROSS, CONCERNED, HAND_OVER, TAKE_OVER
from wbs.web.officer.problems import require_filled
from wbs.web.officer.references import reference
from wbs.web.shell import context
from wbs.web.words import label

bp = Blueprint("hand_over", __name__)
SEE_OTHER = 303


@dataclass(frozen=True)
class Row:
    """One case that a desk of the officer's looks into."""

    url: str
    reference: str
    category: str
    kind: str
    unit: str
    stage: str
    due: Due
    received_on: date
    is_unread: bool


@bp.get("/kasus/dilihat-bersama")
def looked() -> str:
    """The cases the officer's desks look into without being in charge."""
    found = looked_into(context(), actor())
    rows = tuple(_row(found, case) for case in found.cases)
    return render_template("officer/looked_into.html", rows=rows)


@bp.get("/kasus/diserahkan")
def done() -> str:
    """That a case was handed over, and so is no longer there for this officer."""
    return render_template("officer/handed_over.html")


@bp.post("/kasus/<case_id>/serah")
def give(case_id: str) -> AnyResponse:
    """The case is at the chosen desk, and no longer at this one."""
    form = request.form
    is_concerned = form.get("concerned") == "yes"
    asked = HandOver(
        form.get("desk", ""),
        form.get("grounds", ""),
        is_concerned,
        read_seen(form.get("seen", "")),
    )
    act = CONCERNED if is_concerned else HAND_OVER

    def do() -> None:
        require_filled("desk", "grounds")
        hand_over(context(), actor(), case_id, asked)

    return _gone(act_on_case(case_id, act, do))


@bp.post("/kasus/<case_id>/salah-unit")
def give_across(case_id: str) -> AnyResponse:
    """The case, filed under the wrong unit, is with the one it belongs to, and no longer at this desk."""
    form = request.form
    asked = HandAcross(
        form.get("unit", ""), form, form.get("grounds", ""), read_seen(form.get("seen", ""))
    )

    def do() -> None:
        require_filled("unit", *ANSWERS, "grounds")
        hand_across(context(), actor(), case_id, asked)

    return _gone(act_on_case(case_id, ACROSS, do))


def _gone(answered: AnyResponse) -> AnyResponse:
    """The case was handed over: its page is no longer there to go back to."""
    if answered.status_code == SEE_OTHER:
        return redirect(url_for("hand_over.done"), SEE_OTHER)
    return answered


@bp.post("/kasus/<case_id>/ambil-alih")
def take(case_id: str) -> AnyResponse:
    """The case is at the inspectorate's desk that looked into it."""
    seen, grounds = read_seen(request.form.get("seen", "")), request.form.get("grounds", "")
    do = partial(take_over, context(), actor(), case_id, grounds, seen)
    return act_on_case(case_id, TAKE_OVER, do)


def _row(found: LookedInto, case: Case) -> Row:
    return Row(
        url=url_for("case.show", case_id=case.id),
        reference=reference(case.id),
        category=context().law.category_label(case.category, language()),
        kind=label(case.kind),
        unit=found.unit_names[case.unit_id],
        stage=label(case.stage),
        due=due_of(case, found.today),
        received_on=case.received_on,
        is_unread=case.id in found.unread,
    )
