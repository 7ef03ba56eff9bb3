"""Where an officer is mailed that there is something to see, and how often at most."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.access import Permission, may_be_mailed
from wbs.domain.digest import Frequency, MailChoice, read_address
from wbs.domain.errors import Invalid, NotAllowed, NotFound
from wbs.services.actor import Actor
from wbs.services.context import Context
from wbs.store.notices import digests
from wbs.store.notices.digests import DigestState


@dataclass(frozen=True)
class MailStanding:
    """What an officer chose; the day of the last mail, and whether its address was refused."""

    choice: MailChoice | None
    last_on: date | None
    was_refused: bool


def mail_standing(context: Context, actor: Actor) -> MailStanding | None:
    """How mail stands for the officer; None where this installation sends none to them."""
    if context.rules.mail is None or not may_be_mailed(actor.officer):
        return None
    with context.database.reading() as work:
        choice = digests.choice_of(work, actor.officer.id)
        last = digests.last_of(work, actor.officer.id)
    last_on, state = last or (None, None)
    return MailStanding(choice, last_on, state is DigestState.REFUSED)


def choose_mail(context: Context, actor: Actor, address: str, frequency: str) -> None:
    """The officer is mailed there from the next batch on, at most so often; never: no address is kept.

    Raises:
        NotAllowed: the officer neither works on cases nor looks after evidence.
        NotFound: this installation sends no mail.
        Invalid: the address cannot be mailed to or is not one of the agency's; or no frequency was chosen.
    """
    if not may_be_mailed(actor.officer):
        raise NotAllowed(Permission.READ_INBOX.value)
    if context.rules.mail is None:
        raise NotFound("no mail is set up")
    wanted = _frequency(frequency)
    choice = None
    if wanted is not Frequency.NEVER:
        choice = MailChoice(read_address(address, context.rules.mail.domains), wanted)
    with context.database.transaction() as work:
        digests.forget_waiting(work, actor.officer.id)
        if choice is None:
            digests.forget_choice(work, actor.officer.id)
        else:
            digests.put_choice(work, actor.officer.id, choice)


def _frequency(text: str) -> Frequency:
    try:
        return Frequency(text)
    except ValueError:
        raise Invalid("mail_frequency", "unknown" if text else "not_chosen") from None
