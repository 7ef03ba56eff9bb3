"""Say that two cases are one matter. The link is a sealed record in both; a dump does not tell it."""

from wbs.domain.access import Permission
from wbs.domain.case import Case
from wbs.domain.errors import Invalid
from wbs.domain.event import CustodyAct
from wbs.domain.record import Author, RecordKind
from wbs.sealing.key import Key
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_within
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.read_records import linked_ids, read_records
from wbs.services.cases.record_content import LinkContent
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.cases import cases, records
from wbs.store.database import Work

REFERENCE = 8  # the least characters of an id that name a case


def link_cases(
    context: Context, actor: Actor, case_id: str, named: str, *, is_linked: bool = True
) -> None:
    """Both cases say that they are one matter, or, again, that they are not; twice changes nothing.

    *named* is the reference of the other case as officers write it, or its id.

    Raises:
        NotAllowed: no role of the officer moves cases.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Invalid: `linked`: "no_such_case" for none or another's, "same_case", or a reference of several.
        Unavailable: the officer holds no key of one of the two.
        Busy: others were faster too many times in a row; nothing was written.
    """
    in_turn(
        context,
        lambda work: link_within(context, work, actor, case_id, named, is_linked=is_linked),
    )


def link_within(
    context: Context, work: Work, actor: Actor, case_id: str, named: str, *, is_linked: bool = True
) -> None:
    """As `link_cases`, inside a transaction of the caller's.

    Raises:
        Conflict: somebody else was faster; begin the transaction again.
    """
    other_id = _found(work, actor, named)
    if other_id == case_id:
        raise Invalid("linked", "same_case")
    # In one order whoever begins, so that two who link the same pair wait for each other.
    keys = {each: _opened(context, work, actor, each) for each in sorted((case_id, other_id))}
    for one, other in ((case_id, other_id), (other_id, case_id)):
        _say(context, work, one, keys[one], LinkContent(other, is_linked))


def _found(work: Work, actor: Actor, named: str) -> str:
    """The id of the case; one answer for none, and for one that is not the officer's."""
    start = "".join(named.split()).replace("-", "").lower()
    if len(start) < REFERENCE:
        raise Invalid("linked", "no_such_case")
    found = cases.ids_beginning(work, start, actor.officer.desk_ids)
    if len(found) != 1:
        raise Invalid("linked", "several_cases" if found else "no_such_case")
    return found[0]


def _opened(context: Context, work: Work, actor: Actor, case_id: str) -> Key:
    case: Case = case_for(work, actor, Permission.MOVE_CASE, case_id)
    return open_key(context, work, actor, case, act=CustodyAct.CASE_LINKED)


def _say(context: Context, work: Work, case_id: str, key: Key, content: LinkContent) -> None:
    opened = read_records(case_id, key, records.all_of(work, case_id))
    if (content.other_id in linked_ids(opened)) is content.is_linked:
        return
    append_within(
        context,
        work,
        case_id,
        key,
        kind=RecordKind.LINK,
        author=Author.OFFICER,
        content=content,
        is_of_decision=True,
    )
