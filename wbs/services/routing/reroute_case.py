"""A reporter says that their case lies at the wrong desk: whom it concerns is asked, and it goes elsewhere."""

from collections.abc import Mapping

from wbs.domain.case import Case
from wbs.domain.errors import Expired, Invalid, InvalidForm, NotFound, Problem, Refused, Unavailable
from wbs.domain.event import CustodyAct
from wbs.domain.form import FormField, read_fields
from wbs.domain.hand_over import Circumstances, may_be_handed_over
from wbs.domain.kinds import Answer
from wbs.domain.record import Author, RecordKind
from wbs.domain.routing import choose_desk
from wbs.domain.unit import Desk
from wbs.services.cases.append_record import append_within
from wbs.services.cases.read_records import read_records
from wbs.services.cases.record_content import ReportContent
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.routing.circumstances import circumstances
from wbs.services.routing.transfer import note, transfer
from wbs.services.tracking.track_case import Tracking
from wbs.store.cases import cases, records
from wbs.store.database import Work

ANSWERS = ("concerns_head", "concerns_desk")
FIELDS = (*(FormField(name) for name in ANSWERS), FormField("exclude", is_long=True))
STAYS = "stays"


def read_answers(context: Context, raw: Mapping[str, str]) -> dict[str, str]:
    """Whom the case concerns, as answered in the form *raw*.

    Raises:
        InvalidForm: an answer is not to be read, or none says that anybody is concerned.
    """
    fields, problems = read_fields(FIELDS, raw, context.law.lengths)
    known = {answer.value for answer in Answer}
    problems += [Problem(n, "unknown") for n in ANSWERS if fields.get(n, Answer.NO) not in known]
    if problems:
        raise InvalidForm(tuple(problems))
    named = {name: text for name, text in fields.items() if text != Answer.NO}
    if not named:
        raise Invalid("concerns_head", "nobody_named")
    return named


def reroute(context: Context, tracking: Tracking, raw: Mapping[str, str]) -> None:
    """The case lies at a desk at which nobody sits whom it concerns, and no other holds its key.

    The desk that has it keeps it where that is so already: its key is sealed anew, the log says that it
    was asked, and the reporter is told the same.

    Raises:
        InvalidForm: an answer cannot be taken; `exclude`, "no_desk": nobody may take the case, and
            nothing changed.
        Refused: the case is closed, or something is decided about the disclosure.
        Stale: a desk's key changed meanwhile.
        Expired: the case was erased meanwhile.
        Busy: others were faster too many times in a row; nothing was written.
    """
    answers = read_answers(context, raw)
    in_turn(context, lambda work: _reroute(context, work, tracking, answers))


def _reroute(context: Context, work: Work, tracking: Tracking, answers: dict[str, str]) -> None:
    try:
        case = cases.get_for_change(work, tracking.case_id)
    except NotFound:
        raise Expired("the case is gone") from None
    if not may_be_handed_over(case):
        raise Refused("the case cannot be rerouted as it stands")
    key = tracking.case_key
    opened = read_records(case.id, key, records.all_of(work, case.id))
    around = circumstances(work, case, opened, answers)
    desk, reason = _desk_for(context, case, around)
    append_within(
        context,
        work,
        case.id,
        key,
        kind=RecordKind.ROUTING,
        author=Author.REPORTER,
        content=ReportContent(answers),
    )
    transfer(context, work, case, key, desk, around)
    note(context, work, CustodyAct.CASE_REROUTED, case, desk, reason=reason)


def _desk_for(context: Context, case: Case, around: Circumstances) -> tuple[Desk, str]:
    """The desk for the case and why: the one that has it, if it may; else that of the rules of routing."""
    for desk in around.eligible:
        if desk.id == case.desk_id:
            return desk, STAYS
    marked = context.law.inspectorate_categories(case.kind)
    try:
        route = choose_desk(around.question, around.units, around.eligible, marked)
    except Unavailable:
        raise Invalid("exclude", "no_desk") from None
    return route.desk, route.reason.value
