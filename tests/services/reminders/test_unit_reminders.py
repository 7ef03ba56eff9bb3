"""The clerk of a unit is mailed once that something waits, and no more when it is done."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.cast import Cast
from tests.conftest import Clock
from tests.documents import filed
from tests.mailbox import Mailbox, mail_server
from tests.monev import held, proof, recommended, taken
from tests.reminded import want_mail, with_mail
from wbs.domain.access import is_evidence_clerk
from wbs.domain.errors import NotAllowed
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.kinds import Kind, Role
from wbs.domain.monev import Progress
from wbs.domain.monev_reminder import UnitOccasion
from wbs.domain.span import ReportingPeriod
from wbs.services.accounts.choose_mail import choose_mail, mail_standing
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.documents.export_figures import Wish
from wbs.services.evaluation.sheet import view_sheet
from wbs.services.reminders.collect import collect
from wbs.services.reminders.deliver import deliver, due_digests
from wbs.services.reminders.unit_reminders import (
    note_unit_reminders,
    waiting_in_unit,
)
from wbs.store.schema.reminders import UnitNoticeRow, UnitReminderRow


@pytest.fixture
def mailing(cast: Cast) -> Cast:
    return with_mail(cast)


def live(cast: Cast, clock: Clock, box: Mailbox, days: int) -> None:
    """What reminds people, every six hours."""
    for _ in range(days * 4):
        note_unit_reminders(cast.context)
        collect(cast.context)
        for digest_id in due_digests(cast.context):
            deliver(cast.context, box.mailer(), digest_id)
        clock.move(hours=6)


def noted(cast: Cast) -> set[tuple[str, str]]:
    with cast.context.database.reading() as work:
        columns = (UnitReminderRow.unit_id, UnitReminderRow.occasion)
        return {(unit_id, word) for unit_id, word in work.execute(select(*columns))}


def test_the_clerk_is_mailed_once_of_quarters_without_monev(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "fajar", "budi")
    with mail_server() as box:
        live(mailing, clock, box, 4)

    assert box.addresses == ["fajar@example.test"]
    assert "monev" not in box.letters[0].as_string().lower()


def test_a_meeting_ends_what_was_noted_and_who_was_told(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "fajar")
    note_unit_reminders(mailing.context)
    collect(mailing.context)
    unit_id = mailing.unit("satker-1").id
    assert (unit_id, UnitOccasion.QUARTER_WITHOUT_MONEV) in noted(mailing)

    held(mailing)
    note_unit_reminders(mailing.context)

    assert unit_id not in {unit for unit, _ in noted(mailing)}
    with mailing.context.database.reading() as work:
        assert work.scalars(select(UnitNoticeRow.officer_id)).all() == []
    with mail_server() as box:
        live(mailing, clock, box, 2)
    assert box.addresses == []


def test_minutes_that_are_filed_end_it_as_a_meeting_does_for_their_row_alone(
    mailing: Cast,
) -> None:
    officer, quarter = mailing.fajar.actor.officer, ReportingPeriod.parse("2026-Q2")
    assert {Kind.COMPLAINT, Kind.WBS} <= without_monev(mailing)

    filed(
        mailing,
        "fajar",
        lke_code="A.1.V.iii.c",
        kind=DocumentKind.MINUTES,
        period=quarter,
    )

    assert Kind.COMPLAINT not in without_monev(mailing)
    assert Kind.WBS in without_monev(mailing)
    view = view_sheet(mailing.context, officer, Wish("satker-1", ReportingPeriod.parse("2026")))
    row = view.row("A.1.V.iii.c")
    assert row is not None
    assert quarter not in row.support.gaps


def without_monev(cast: Cast) -> set[Kind]:
    found = waiting_in_unit(cast.context, cast.fajar.actor.officer)
    return {r.kind for r in found if r.occasion is UnitOccasion.QUARTER_WITHOUT_MONEV}


def test_a_unit_without_a_clerk_has_nothing_noted(mailing: Cast) -> None:
    note_unit_reminders(mailing.context)
    assert {unit_id for unit_id, _ in noted(mailing)} == {mailing.unit("satker-1").id}

    disable_officer(mailing.context, mailing.ratna.actor.officer, mailing.fajar.actor.officer.id)
    note_unit_reminders(mailing.context)

    assert noted(mailing) == set()


def test_a_recommendation_past_its_day_is_told_until_it_is_done(
    mailing: Cast, clock: Clock
) -> None:
    said = recommended(mailing, held(mailing))
    officer = mailing.fajar.actor.officer
    (late,) = waiting_in_unit(mailing.context, officer)
    assert (late.occasion, late.recommendation_id) == (
        UnitOccasion.RECOMMENDATION_OVERDUE,
        said.id,
    )

    taken(mailing, said, Progress.DONE, proof(mailing))

    assert waiting_in_unit(mailing.context, officer) == ()


def test_noting_twice_notes_once(mailing: Cast) -> None:
    assert note_unit_reminders(mailing.context) > 0
    assert note_unit_reminders(mailing.context) == 0


def test_nothing_is_noted_where_nobody_is_mailed(cast: Cast) -> None:
    assert note_unit_reminders(cast.context) == 0
    assert noted(cast) == set()


def test_another_units_reminders_are_nobodys_else(mailing: Cast) -> None:
    said = recommended(mailing, held(mailing))

    for name in ("citra", "gita", "eko", "dewi"):
        found = waiting_in_unit(mailing.context, mailing.people[name].actor.officer)
        assert said.id not in {reminder.recommendation_id for reminder in found}
    assert waiting_in_unit(mailing.context, mailing.ratna.actor.officer) == ()


def test_a_member_of_no_desk_is_told_nothing_of_the_unit(mailing: Cast) -> None:
    budi = replace(mailing.budi.actor.officer, desk_ids=frozenset())

    assert waiting_in_unit(mailing.context, budi) == ()


def test_an_administrator_is_mailed_nothing(mailing: Cast) -> None:
    assert mail_standing(mailing.context, mailing.ratna.actor) is None
    with pytest.raises(NotAllowed):
        choose_mail(mailing.context, mailing.ratna.actor, "ratna@example.test", "daily")


def test_only_the_clerk_is_mailed_about_the_units_evidence(cast: Cast) -> None:
    told = {name for name, person in cast.people.items() if is_evidence_clerk(person.actor.officer)}

    assert told == {"fajar"}
    assert cast.fajar.actor.officer.roles == {Role.EVIDENCE}
