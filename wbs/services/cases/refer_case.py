"""Refer a case to somebody outside the house, and note the answer. Neither moves a stage nor stops a clock.

What was written is a sealed record of the officers; in clear stand addressee and days, for the figures.
"""

from collections.abc import Iterator, Mapping

from wbs.domain.access import Permission
from wbs.domain.case import Case, Procedure
from wbs.domain.errors import Refused
from wbs.domain.record import Author, RecordKind
from wbs.domain.referral import REFERRAL, REPLY, read_referral, read_reply
from wbs.sealing.key import Key
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_within
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.officer_text import read_optional_message
from wbs.services.cases.record_content import MessageContent, SheetContent
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.services.routing.openings import all_log_ids
from wbs.store.cases import referrals
from wbs.store.cases.referrals import StoredReferral
from wbs.store.database import Work


def refer_case(context: Context, actor: Actor, case_id: str, typed: Mapping[str, str]) -> None:
    """The case was referred, as *typed* says; its reporter sees to whom, and a `message` if there is one.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Refused: the case is closed, or a disclosure: that reaches KPK by the sheets of the UPG.
        InvalidForm: what was typed cannot be taken, each field with its reason.
        Unavailable: the officer holds no key of that case.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def refer(work: Work) -> None:
        case = _report_for(work, actor, case_id)
        if not case.is_open:
            raise Refused("a closed case is not referred")
        lengths, today = context.law.lengths, context.today()
        referral = read_referral(typed, case.received_on, today, lengths)
        message = read_optional_message(context, typed.get("message", ""))
        key = open_key(context, work, actor, case)
        number = _append(context, work, case, key, SheetContent(REFERRAL, dict(referral.fields)))
        if number not in {r.number for r in referrals.of_case(work, case.log_id)}:
            stored = StoredReferral(number, referral.addressee, referral.on)
            referrals.add(work, case.log_id, stored)
        if message is not None:
            _append(context, work, case, key, message)

    in_turn(context, refer)


def note_reply(context: Context, actor: Actor, case_id: str, typed: Mapping[str, str]) -> None:
    """The answer to a referral came, also after the case was closed.

    Raises:
        NotAllowed, NotFound, Unavailable, Busy: as `refer_case`.
        Refused: the case is a disclosure.
        InvalidForm: what was typed cannot be taken, or no such referral waits for an answer.
    """

    def reply(work: Work) -> None:
        case = _report_for(work, actor, case_id)
        key = open_key(context, work, actor, case)
        # What was referred before the case moved stands under its name of then.
        made = {r.number: (r, log) for log, r in _made_anywhere(work, case, key)}
        waiting = {n: r.referred_on for n, (r, _) in made.items() if r.replied_on is None}
        came = read_reply(typed, waiting, context.today(), context.law.lengths)
        _append(context, work, case, key, SheetContent(REPLY, dict(came.fields)))
        referrals.set_replied(work, made[came.number][1], came.number, came.on)

    in_turn(context, reply)


def _made_anywhere(work: Work, case: Case, key: Key) -> Iterator[tuple[str, StoredReferral]]:
    """Each referral of the case with the name the case had in the log when it was made."""
    for log_id in sorted(all_log_ids(work, case, key)):
        for made in referrals.of_case(work, log_id):
            yield log_id, made


def _report_for(work: Work, actor: Actor, case_id: str) -> Case:
    case = case_for(work, actor, Permission.MOVE_CASE, case_id)
    if case.procedure is not Procedure.REPORT:
        raise Refused("a disclosure moves by the sheets of the UPG")
    return case


def _append(
    context: Context, work: Work, case: Case, key: Key, content: MessageContent | SheetContent
) -> int:
    is_message = isinstance(content, MessageContent)
    return append_within(
        context,
        work,
        case.id,
        key,
        kind=RecordKind.MESSAGE if is_message else RecordKind.REFERRAL,
        author=Author.OFFICER,
        content=content,
    )
