"""The evidence clerk is told that evidence is missing: from before the end of its period until long after."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update

from tests.cast import Cast
from tests.conftest import Clock
from tests.documents import filed
from tests.mailbox import mail_server
from tests.reminded import rounds, want_mail, with_mail
from wbs.domain.evaluation.rules import MONEV_ROWS
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.evidence_document import WithdrawalReason as Why
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.documents.withdraw_document import withdraw_document
from wbs.services.evaluation.schedule import schedule
from wbs.services.reminders.deliver import deliver, due_digests
from wbs.services.reminders.note_evidence import missing_for, note_evidence
from wbs.services.reminders.unit_reminders import waiting_in_unit
from wbs.store.schema.evaluation import EvidenceNoticeRow, EvidenceReminderRow
from wbs.store.schema.reminders import UnitNoticeRow, UnitReminderRow

ROW = "A.1.V.ii.c"
Q2 = ReportingPeriod.parse("2026-Q2")


@pytest.fixture
def mailing(cast: Cast) -> Cast:
    return with_mail(cast)


def noted(cast: Cast, code: str = ROW) -> list[str]:
    """The periods of the row for which satker-1 is reminded."""
    with cast.context.database.reading() as work:
        rows = work.execute(
            select(EvidenceReminderRow.period).where(
                EvidenceReminderRow.unit_id == cast.unit("satker-1").id,
                EvidenceReminderRow.lke_code == code,
            )
        )
        return sorted(period for (period,) in rows)


def test_a_period_is_reminded_of_from_two_weeks_before_its_end_until_a_quarter_after(
    mailing: Cast, clock: Clock
) -> None:
    days = {
        datetime(2026, 9, 15, 3, tzinfo=UTC): ["2026-Q2"],
        datetime(2026, 9, 16, 3, tzinfo=UTC): ["2026-Q2", "2026-Q3"],
        datetime(2026, 9, 30, 3, tzinfo=UTC): ["2026-Q2", "2026-Q3"],
        datetime(2026, 10, 1, 3, tzinfo=UTC): ["2026-Q3"],
        datetime(2026, 12, 20, 3, tzinfo=UTC): ["2026-Q3", "2026-Q4"],
        datetime(2027, 1, 15, 3, tzinfo=UTC): ["2026-Q4"],
    }
    for day, periods in days.items():
        clock.at = day
        note_evidence(mailing.context)
        assert noted(mailing) == periods, day


def test_noted_again_nothing_is_new_and_a_document_takes_the_reminder_away(mailing: Cast) -> None:
    assert note_evidence(mailing.context) > 0
    assert note_evidence(mailing.context) == 0
    assert noted(mailing) == ["2026-Q2"]

    document = filed(mailing, "fajar", lke_code=ROW, kind=DocumentKind.MINUTES, period=Q2)
    note_evidence(mailing.context)
    assert noted(mailing) == []

    withdraw_document(mailing.context, mailing.fajar.actor, document.filing.id, Why.OUTDATED)
    assert note_evidence(mailing.context) == 1
    assert noted(mailing) == ["2026-Q2"]


def test_what_the_figures_themselves_show_is_no_reason_to_remind(mailing: Cast) -> None:
    note_evidence(mailing.context)

    assert noted(mailing, "A.2.V.ii.a") == noted(mailing, "A.1.V.iii.b") == []


def test_a_unit_without_a_clerk_is_not_reminded(mailing: Cast) -> None:
    note_evidence(mailing.context)
    with mailing.context.database.reading() as work:
        units = set(work.scalars(select(EvidenceReminderRow.unit_id)))
    assert units == {mailing.unit("satker-1").id}

    disable_officer(mailing.context, mailing.ratna.actor.officer, mailing.fajar.actor.officer.id)
    note_evidence(mailing.context)
    assert noted(mailing) == []


def test_a_clerk_who_wants_mail_is_told_once_and_not_what(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "fajar")
    with mail_server() as box:
        for _ in range(60):
            rounds(mailing.context, box.mailer())
            clock.move(hours=1)

    (letter,) = box.letters
    assert letter["To"] == "fajar@example.test"
    body = letter.get_body()
    assert body is not None
    text = body.get_content()
    for word in ("A.1.V", "LKE", "monev", "eviden", "Satuan", "triwulan"):
        assert word not in text
    with mailing.context.database.reading() as work:
        told = set(work.scalars(select(EvidenceNoticeRow.officer_id)))
    assert told == {mailing.fajar.actor.officer.id}


def test_a_digest_of_which_nothing_holds_any_more_is_not_sent(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "fajar")
    rounds(mailing.context)
    with mailing.context.database.transaction() as work:
        work.execute(delete(UnitNoticeRow))
        work.execute(delete(UnitReminderRow))
        work.execute(delete(EvidenceReminderRow))
        work.execute(delete(UnitReminderRow))
    clock.move(hours=40)
    with mail_server() as box:
        due = due_digests(mailing.context)
        assert due
        assert [deliver(mailing.context, box.mailer(), each) for each in due] == [False] * len(due)
        assert box.letters == []


def test_nothing_is_noted_where_nobody_is_mailed(cast: Cast) -> None:
    assert note_evidence(cast.context) == 0
    assert noted(cast) == []


def test_a_quarter_without_monev_is_told_by_one_room_alone(mailing: Cast) -> None:
    """The sheet calls it a gap and the calendar shows it; the clerk is told of it once, by monev."""
    note_evidence(mailing.context)

    for code in MONEV_ROWS:
        assert noted(mailing, code) == []
    by = mailing.fajar.actor.officer
    shown = {each.row.code for each in schedule(mailing.context, by).missing}
    assert "A.1.V.iii.c" in shown
    assert "A.1.V.iii.c" not in {each.row.code for each in missing_for(mailing.context, by)}
    told = {r.kind for r in waiting_in_unit(mailing.context, by)}
    assert Kind.COMPLAINT in told


def test_only_the_units_clerk_is_shown_what_is_missing(mailing: Cast) -> None:
    shown = missing_for(mailing.context, mailing.fajar.actor.officer)

    assert {each.row.code for each in shown} >= {ROW}
    for name in ("budi", "citra", "dewi", "eko", "gita", "ratna"):
        assert missing_for(mailing.context, mailing.people[name].actor.officer) == (), name


def test_what_was_noted_under_another_id_is_noted_anew(mailing: Cast) -> None:
    """As a version before noted it: with an id drawn by lot."""
    note_evidence(mailing.context)
    with mailing.context.database.transaction() as work:
        work.execute(
            update(EvidenceReminderRow)
            .where(EvidenceReminderRow.lke_code == ROW)
            .values(id="f" * 32)
        )

    assert note_evidence(mailing.context) == 1
    assert noted(mailing) == ["2026-Q2"]
    assert note_evidence(mailing.context) == 0
