"""Gathers what officers were not told yet into one digest for each, to go with a batch hours away.

Safe to run at any time, again, and twice at once: each reminder is told to each officer by one digest.
"""

from collections.abc import Callable
from functools import partial

from wbs.domain.access import Permission, is_evidence_clerk, may
from wbs.domain.digest import MailChoice, next_batch
from wbs.domain.officer import Officer
from wbs.services.context import JAKARTA, Context, MailRules
from wbs.services.in_turn import in_turn
from wbs.store.agency import officers
from wbs.store.database import Work
from wbs.store.notices import digests, evidence_reminders, unit_reminders
from wbs.store.notices.digests import DigestState

AddNotice = Callable[[Work, str, str, str], None]
OF_UNITS = (evidence_reminders.NOTICES, unit_reminders.NOTICES)


def collect(context: Context) -> int:
    """Every officer who wants mail and was not told of something has a digest; returns how many are new.

    Raises:
        Busy: an officer's digests were being written to all the time; those before them are done.
    """
    if context.rules.mail is None:
        return 0
    with context.database.reading() as work:
        wanted = sorted(digests.all_choices(work))
        ids = [i for i in wanted if (o := recipient(work, i)) and _untold(work, o)]
    return sum(
        in_turn(context, partial(_collect, context, context.rules.mail, officer_id))
        for officer_id in ids
    )


def recipient(work: Work, officer_id: str) -> Officer | None:
    """The officer, if they may be told anything: an active evidence clerk, or at work on cases and present at a desk."""
    officer = officers.officer_by_id(work, officer_id)
    if officer is None:
        return None
    works_on_cases = bool(officer.desk_ids) and may(officer, Permission.READ_INBOX)
    return officer if works_on_cases or is_evidence_clerk(officer) else None


def tells_something(work: Work, digest_id: str, officer: Officer) -> bool:
    """Whether anything of the digest still holds for the officer."""
    return digests.tells_something(work, digest_id, officer.desk_ids) or (
        is_evidence_clerk(officer)
        and any(of.tells_something(work, digest_id, officer.unit_id) for of in OF_UNITS)
    )


def _untold(work: Work, officer: Officer) -> list[tuple[AddNotice, str]]:
    """What no digest tells the officer of, and how it is written down that one does."""
    of_cases = digests.untold(work, officer.id, officer.desk_ids)
    found: list[tuple[AddNotice, str]] = [(digests.add_notice, each) for each in of_cases]
    if is_evidence_clerk(officer):
        found += [
            (of.add_notice, each)
            for of in OF_UNITS
            for each in of.untold(work, officer.id, officer.unit_id)
        ]
    return found


def _collect(context: Context, rules: MailRules, officer_id: str, work: Work) -> int:
    officer, choice = recipient(work, officer_id), digests.choice_of(work, officer_id)
    if officer is None or choice is None:
        return 0
    untold = _untold(work, officer)
    found = _digest(context, rules, work, officer_id, choice) if untold else None
    if found is None:
        return 0
    digest_id, is_new = found
    for add_notice, reminder_id in untold:
        add_notice(work, reminder_id, officer_id, digest_id)
    return int(is_new)


def _digest(
    context: Context, rules: MailRules, work: Work, officer_id: str, choice: MailChoice
) -> tuple[str, bool] | None:
    """The digest that waits for the next batch, made if there is none yet."""
    now = context.clock().astimezone(JAKARTA)
    on_day = next_batch(now, rules.hour, choice.frequency, context.law.calendar)
    if on_day is None:
        return None
    there = digests.digest_on(work, officer_id, on_day)
    if there is None:
        digest_id = context.new_id()
        digests.add_digest(work, digest_id, officer_id, on_day)
        return digest_id, True
    digest_id, state = there
    return (digest_id, False) if state is DigestState.WAITING else None
