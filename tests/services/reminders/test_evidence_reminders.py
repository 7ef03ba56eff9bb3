"""The evidence clerk is told that evidence is missing: from before the end of its period until long after."""

from datetime import UTC, datetime

from sqlalchemy import delete, select

from tests.cast import Cast
from tests.conftest import Clock
from tests.documents import filed
from tests.mailbox import mail_server
from tests.reminded import rounds, want_mail, with_mail
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.evidence_document import WithdrawalReason as Why
from wbs.domain.span import ReportingPeriod
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.documents.withdraw_document import withdraw_document
from wbs.services.reminders.deliver import deliver, due_digests
from wbs.services.reminders.note_evidence import note_evidence
from wbs.store.schema_evaluation import EvidenceNoticeRow, EvidenceReminderRow
from wbs.store.schema_reminders import UnitNoticeRow, UnitReminderRow

ROW = "A.1.V.iii.c"
Q2 = ReportingPeriod.parse("2026-Q2")


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
    cast: Cast, clock: Clock
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
        note_evidence(cast.context)
        assert noted(cast) == periods, day


def test_noted_again_nothing_is_new_and_a_document_takes_the_reminder_away(cast: Cast) -> None:
    assert note_evidence(cast.context) > 0
    assert note_evidence(cast.context) == 0
    assert noted(cast) == ["2026-Q2"]

    document = filed(cast, "fajar", lke_code=ROW, kind=DocumentKind.MINUTES, period=Q2)
    note_evidence(cast.context)
    assert noted(cast) == []

    withdraw_document(cast.context, cast.fajar.actor, document.filing.id, Why.OUTDATED)
    assert note_evidence(cast.context) == 1
    assert noted(cast) == ["2026-Q2"]


def test_what_the_figures_themselves_show_is_no_reason_to_remind(cast: Cast) -> None:
    note_evidence(cast.context)

    assert noted(cast, "A.2.V.ii.a") == noted(cast, "A.1.V.iii.b") == []


def test_a_unit_without_a_clerk_is_not_reminded(cast: Cast) -> None:
    note_evidence(cast.context)
    with cast.context.database.reading() as work:
        units = set(work.scalars(select(EvidenceReminderRow.unit_id)))
    assert units == {cast.unit("satker-1").id}

    disable_officer(cast.context, cast.ratna.actor.officer, cast.fajar.actor.officer.id)
    note_evidence(cast.context)
    assert noted(cast) == []


def test_a_clerk_who_wants_mail_is_told_once_and_not_what(cast: Cast, clock: Clock) -> None:
    mailing = with_mail(cast)
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


def test_a_digest_of_which_nothing_holds_any_more_is_not_sent(cast: Cast, clock: Clock) -> None:
    mailing = with_mail(cast)
    want_mail(mailing, "fajar")
    rounds(mailing.context)
    with mailing.context.database.transaction() as work:
        work.execute(delete(UnitNoticeRow))
        work.execute(delete(UnitReminderRow))
        work.execute(delete(EvidenceReminderRow))
    clock.move(hours=40)
    with mail_server() as box:
        due = due_digests(mailing.context)
        assert due
        assert [deliver(mailing.context, box.mailer(), each) for each in due] == [False] * len(due)
        assert box.letters == []
