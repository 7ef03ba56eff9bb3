"""Move a case through its stages: on, to its end, and back from it.

The grounds of closing and reopening are for officers; what the reporter is to know goes in a message,
which may be sent with the same decision. Decision, records and event are one transaction.
"""

from datetime import date
from functools import partial

from wbs.domain.case import Case, Outcome, OutcomeDetail, Procedure, Stage
from wbs.domain.errors import InvalidForm, Problem, Refused
from wbs.services.actor import Actor
from wbs.services.cases.decision import Decision, Words, decide
from wbs.services.cases.link_cases import link_within
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.cases import cases, referrals
from wbs.store.database import Work


def move_case(context: Context, actor: Actor, case_id: str, to: Stage, words: Words) -> None:
    """The case is at stage *to*; a closed one is reopened, with its grounds.

    A disclosure is only reopened by it: it moves by the sheets of the UPG.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: the procedure does not allow the stage now.
        Stale: the stage changed since the officer looked.
        Invalid: `message` or `grounds` cannot be taken, or the stage needs an outcome.
        Unavailable: there is something to write, and the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def move(case: Case, on: date) -> Case:
        if case.is_open and case.procedure is not Procedure.REPORT:
            raise Refused("a disclosure moves by the sheets of the UPG")
        return case.move(to, on)

    _decide(context, actor, case_id, words, move)


def close_case(
    context: Context,
    actor: Actor,
    case_id: str,
    outcome: Outcome | None,
    detail: OutcomeDetail | None,
    words: Words,
    *,
    linked: str = "",
) -> None:
    """The case is closed with its outcome, and why is sealed into it.

    A duplicate is linked with the case named by *linked*, in the same transaction; it may be named none,
    for the other may be at a desk that is not the officer's.
    One closed as forwarded without a *detail* was forwarded to whom it was last referred.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: the procedure does not allow closing, or this outcome, now.
        Stale: the stage changed, or the reporter wrote, since the officer looked.
        InvalidForm: `outcome`, `outcome_detail` or `grounds` are missing, all of them told at once;
            or one of them, `message` or `linked` cannot be taken.
        Unavailable: there is something to write, and the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def close(work: Work) -> None:
        if outcome is Outcome.DUPLICATE and linked.strip():
            link_within(context, work, actor, case_id, linked)
        found = detail
        if outcome is Outcome.FORWARDED and found is None:
            found = _last_addressee(work, case_id)
        ended = partial(_closed, outcome, found, words)
        decide(context, work, actor, case_id, words, ended)

    in_turn(context, close)


def _closed(
    outcome: Outcome | None, detail: OutcomeDetail | None, words: Words, case: Case, on: date
) -> Case:
    """The case closed; everything that is missing is told at once, the grounds among it."""
    missing = () if words.grounds.strip() else (Problem("grounds", "required"),)
    if outcome is None:
        raise InvalidForm((Problem("outcome", "not_chosen"), *missing))
    try:
        return case.close(outcome, detail, on)
    except InvalidForm as error:
        raise InvalidForm((*error.problems, *missing)) from error


def _last_addressee(work: Work, case_id: str) -> OutcomeDetail | None:
    made = referrals.of_case(work, cases.get(work, case_id).log_id)
    return made[-1].addressee if made else None


def _decide(context: Context, actor: Actor, case_id: str, words: Words, decision: Decision) -> None:
    in_turn(
        context,
        lambda work: decide(context, work, actor, case_id, words, decision),
    )
