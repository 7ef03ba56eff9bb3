"""Write to the reporter of a case. A message moves no stage by itself."""

from wbs.domain.access import Permission
from wbs.domain.record import Author, RecordKind
from wbs.services.actor import Actor
from wbs.services.cases.append_record import append_within
from wbs.services.cases.case_key import case_for, open_key
from wbs.services.cases.officer_text import read_message
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.store.database import Work


def send_message(context: Context, actor: Actor, case_id: str, text: str) -> int:
    """The message stands at the end of the case's chain, to be read by whoever holds the code; its number.

    Raises:
        NotAllowed: no role of the officer writes to reporters.
        NotFound: there is no such case, or it is not at a desk of the officer's.
        Unavailable: the officer holds no key of that case.
        Invalid: the message is empty, too long or not to be read.
        Busy: others were faster too many times in a row; nothing was written.
    """

    def send(work: Work) -> int:
        case = case_for(work, actor, Permission.SEND_MESSAGE, case_id)
        content = read_message(context, text)
        return append_within(
            context,
            work,
            case_id,
            open_key(context, work, actor, case),
            kind=RecordKind.MESSAGE,
            author=Author.OFFICER,
            content=content,
        )

    return in_turn(context, send)
