"""An officer hands a case that was filed under the wrong unit to the one it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wbs.domain.access import Permission
from wbs.domain.errors import Invalid, InvalidForm, Problem, Refused
from wbs.domain.event import CustodyAct
from wbs.domain.hand_over import may_be_handed_over
from wbs.domain.kinds import Answer
from wbs.domain.misfiled import as_about, owner_route, owners
from wbs.domain.record import Author, RecordKind
from wbs.domain.unit import Unit
from wbs.sealing.key import Key
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_within
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.decision import require_seen
from wbs.services.cases.officer_text import read_grounds
from wbs.services.cases.open_case import CaseFile, Seen
from wbs.services.cases.read_records import read_records
from wbs.services.cases.record_content import MessageContent, ReportContent
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.routing.circumstances import FORMERLY, circumstances
from wbs.services.routing.reroute_case import ANSWERS
from wbs.services.routing.transfer import note, transfer
from wbs.store.cases import records
from wbs.store.database import Work

MISFILED = "misfiled"


@dataclass(frozen=True)
class HandAcross:
    """What an officer asks for. `answers`: whether it concerns the head or a desk of the unit it belongs to."""

    unit_slug: str
    answers: Mapping[str, str]
    grounds: str
    seen: Seen | None = None

    def __repr__(self) -> str:
        return "HandAcross(…)"


def owners_of(context: Context, case_file: CaseFile) -> tuple[Unit, ...]:
    """The units an opened case may be handed to, by name; none where it stays as it stands."""
    case = case_file.case
    if not may_be_handed_over(case):
        return ()
    with context.database.reading() as work:
        around = circumstances(work, case, case_file.opened)
    marked = context.law.inspectorate_categories(case.kind)
    return tuple(unit for unit, _ in owners(case, around, marked))


def hand_across(context: Context, actor: Actor, case_id: str, asked: HandAcross) -> None:
    """The case is about the other unit, lies where routing finds its desk, and no desk before holds its key.

    The reporter answered for the unit they chose, so the officer answers for the one it belongs to; the
    strictest of all answers holds, for both units.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: it is closed, or something is decided about the disclosure.
        Stale: the stage changed since the officer looked, or the desk has a new key.
        InvalidForm: an answer or the unit is missing; `unit`, "no_other_desk": no other desk may take it there.
        Invalid: `grounds` cannot be taken.
        Unavailable: the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """
    in_turn(context, lambda work: _hand_across(context, work, actor, case_id, asked))


def _hand_across(
    context: Context, work: Work, actor: Actor, case_id: str, asked: HandAcross
) -> None:
    case = case_for(work, actor, Permission.MOVE_CASE, case_id)
    require_seen(work, case, asked.seen)
    if not may_be_handed_over(case):
        raise Refused("the case cannot be handed over as it stands")
    answers = _read_answers(asked)
    grounds = read_grounds(context, asked.grounds)
    key = open_key(context, work, actor, case)
    opened = read_records(case_id, key, records.all_of(work, case_id))
    around = circumstances(work, case, opened, answers)
    unit = next((u for u in around.units.values() if u.slug == asked.unit_slug), None)
    if unit is None:
        raise Invalid("unit", "unknown")
    route = owner_route(case, around, unit.id, context.law.inspectorate_categories(case.kind))
    if route is None:
        raise Invalid("unit", "no_other_desk")
    told = ReportContent({**answers, FORMERLY: case.unit_id})
    _write(context, work, case_id, key, RecordKind.GROUNDS, grounds)
    _write(context, work, case_id, key, RecordKind.ROUTING, told)
    about = replace(case, unit_id=unit.id)
    transfer(context, work, about, key, route.desk, as_about(around, unit.id))
    act, officer_id = CustodyAct.CASE_HANDED_OVER, actor.officer.id
    note(context, work, act, case, route.desk, officer_id=officer_id, reason=MISFILED)


def _read_answers(asked: HandAcross) -> dict[str, str]:
    answers = {name: asked.answers.get(name, "") for name in ANSWERS}
    known = {answer.value for answer in Answer}
    missing = [Problem(name, "not_chosen") for name in ANSWERS if answers[name] not in known]
    if not asked.unit_slug:
        missing.insert(0, Problem("unit", "not_chosen"))
    if missing:
        raise InvalidForm(tuple(missing))
    return answers


def _write(
    context: Context,
    work: Work,
    case_id: str,
    key: Key,
    kind: RecordKind,
    content: MessageContent | ReportContent,
) -> None:
    append_within(
        context,
        work,
        case_id,
        key,
        kind=kind,
        author=Author.OFFICER,
        content=content,
        is_of_decision=True,
    )
