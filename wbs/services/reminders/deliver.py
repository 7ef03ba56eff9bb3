"""Hands digests to the mail server: marked as sent only after it took them, under one name however often.

Killed between the server's word and our mark, the next run sends the same letter once more, with the same
Message-ID, by which mail programs show it once; see docs/adr/0097.
"""

from datetime import datetime, time, timedelta

from wbs.domain.digest import goes_after
from wbs.domain.errors import Refused, Unavailable
from wbs.services.context import JAKARTA, Context, MailRules
from wbs.services.reminders.collect import recipient, tells_something
from wbs.services.reminders.letter import Letter, Post, letter_to
from wbs.store.database import Work
from wbs.store.notices import digests
from wbs.store.notices.digests import Digest, DigestState

CLAIM_SECONDS = 900  # longer than a mail server may take
RETRY_SECONDS = 900
KEPT_DAYS = 30


def due_digests(context: Context) -> tuple[str, ...]:
    """The digests whose hour has come and that nobody is sending, by id; none where no mail is set up."""
    rules = context.rules.mail
    if rules is None:
        return ()
    now = context.clock().astimezone(JAKARTA)
    with context.database.reading() as work:
        waiting = digests.waiting(work, now.date(), context.now())
    return tuple(each.id for each in waiting if _goes_at(each, rules) <= now)


def deliver(context: Context, post: Post, digest_id: str) -> bool:
    """The digest is with the mail server; returns whether it was sent now.

    Nothing is sent where it is sent already, where somebody else is sending it, where the officer may not be
    told any more, or where nothing of it holds. A server that does not take it is asked again later.
    """
    rules = context.rules.mail
    if rules is None:
        return False
    with context.database.transaction() as work:
        digest = digests.claim(work, digest_id, context.now(), context.now() + CLAIM_SECONDS)
        letter = _letter(work, digest, rules) if digest else None
        if digest and letter is None:
            digests.drop(work, digest_id)
    if digest is None or letter is None:
        return False
    try:
        post(letter)
    except Refused:
        _end(context, digest_id, DigestState.REFUSED)
        return False
    except Unavailable:
        with context.database.transaction() as work:
            digests.put_back(work, digest, context.now() + RETRY_SECONDS)
        return False
    _end(context, digest_id, DigestState.SENT)
    return True


def forget_old(context: Context) -> None:
    """Digests that were done with a month ago are forgotten."""
    with context.database.transaction() as work:
        digests.remove_before(work, context.today() - timedelta(days=KEPT_DAYS))


def _end(context: Context, digest_id: str, state: DigestState) -> None:
    with context.database.transaction() as work:
        digests.end(work, digest_id, state)


def _letter(work: Work, digest: Digest, rules: MailRules) -> Letter | None:
    officer, choice = recipient(work, digest.officer_id), digests.choice_of(work, digest.officer_id)
    if officer is None or choice is None:
        return None
    if not tells_something(work, digest.id, officer):
        return None
    return letter_to(choice.address, digest.id, _goes_at(digest, rules), rules.officers_url)


def _goes_at(digest: Digest, rules: MailRules) -> datetime:
    midnight = datetime.combine(digest.on_day, time(), JAKARTA)
    return midnight + goes_after(digest.id, rules.hour)
