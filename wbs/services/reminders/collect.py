"""Gathers what officers were not told yet into one digest for each, to go with a batch hours away.

Safe to run at any time, again, and twice at once: each reminder is told to each officer by one digest.
"""

from functools import partial

from wbs.domain.access import Permission, may
from wbs.domain.digest import MailChoice, next_batch
from wbs.domain.officer import Officer
from wbs.services.context import JAKARTA, Context, MailRules
from wbs.services.in_turn import in_turn
from wbs.services.reminders.unit_reminders import is_told
from wbs.store import digests, officers, unit_reminders
from wbs.store.database import Work
from wbs.store.digests import DigestState


def collect(context: Context) -> int:
    """Every officer who wants mail and was not told of something has a digest; returns how many are new.

    Raises:
        Busy: an officer's digests were being written to all the time; those before them are done.
    """
    if context.rules.mail is None:
        return 0
    with context.database.reading() as work:
        wanted = sorted(digests.all_choices(work))
        ids = [i for i in wanted if (officer := recipient(work, i)) and any(_untold(work, officer))]
    return sum(
        in_turn(context, partial(_collect, context, context.rules.mail, officer_id))
        for officer_id in ids
    )


def recipient(work: Work, officer_id: str) -> Officer | None:
    """The officer, if they may be told anything: active, in a role that works on cases and present at a desk, or a unit's clerk."""
    officer = officers.officer_by_id(work, officer_id)
    if officer is None:
        return None
    of_cases = bool(officer.desk_ids) and may(officer, Permission.READ_INBOX)
    return officer if of_cases or is_told(officer) else None


def _untold(work: Work, officer: Officer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The reminders of cases, and those of the unit, of which no digest tells the officer."""
    of_unit = unit_reminders.untold(work, officer.id, officer.unit_id) if is_told(officer) else ()
    return digests.untold(work, officer.id, officer.desk_ids), of_unit


def _collect(context: Context, rules: MailRules, officer_id: str, work: Work) -> int:
    officer, choice = recipient(work, officer_id), digests.choice_of(work, officer_id)
    if officer is None or choice is None:
        return 0
    of_cases, of_unit = _untold(work, officer)
    if not of_cases and not of_unit:
        return 0
    found = _digest(context, rules, work, officer_id, choice)
    if found is None:
        return 0
    digest_id, is_new = found
    for reminder_id in of_cases:
        digests.add_notice(work, reminder_id, officer_id, digest_id)
    for reminder_id in of_unit:
        unit_reminders.add_notice(work, reminder_id, officer_id, digest_id)
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
