"""Gathers what officers were not told yet into one digest for each, to go with a batch hours away.

Safe to run at any time, again, and twice at once: each reminder is told to each officer by one digest.
"""

from functools import partial

from wbs.domain.access import Permission, is_evidence_clerk, may
from wbs.domain.digest import MailChoice, next_batch
from wbs.domain.officer import Officer
from wbs.services.context import JAKARTA, Context, MailRules
from wbs.services.in_turn import in_turn
from wbs.store import digests, evidence_reminders, officers, unit_reminders
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
        ids = [i for i in wanted if (o := recipient(work, i)) and any(_untold(work, o))]
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
        and any(
            rows.tells_something(work, digest_id, officer.unit_id)
            for rows in (evidence_reminders, unit_reminders)
        )
    )


def _untold(
    work: Work, officer: Officer
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What no digest tells the officer of: reminders of cases, of missing evidence, and of the unit's monev."""
    of_cases = digests.untold(work, officer.id, officer.desk_ids)
    if not is_evidence_clerk(officer):
        return of_cases, (), ()
    return (
        of_cases,
        evidence_reminders.untold(work, officer.id, officer.unit_id),
        unit_reminders.untold(work, officer.id, officer.unit_id),
    )


def _collect(context: Context, rules: MailRules, officer_id: str, work: Work) -> int:
    officer, choice = recipient(work, officer_id), digests.choice_of(work, officer_id)
    if officer is None or choice is None:
        return 0
    of_cases, of_evidence, of_unit = _untold(work, officer)
    if not of_cases and not of_evidence and not of_unit:
        return 0
    found = _digest(context, rules, work, officer_id, choice)
    if found is None:
        return 0
    digest_id, is_new = found
    for reminder_id in of_cases:
        digests.add_notice(work, reminder_id, officer_id, digest_id)
    for reminder_id in of_evidence:
        evidence_reminders.add_notice(work, reminder_id, officer_id, digest_id)
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
