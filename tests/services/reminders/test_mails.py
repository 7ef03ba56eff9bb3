"""One mail a day at most, hours after whatever came to be, that says nothing but that there is something."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from tests.cast import Cast
from tests.conftest import MONDAY, Clock
from tests.mailbox import Mailbox, mail_server
from tests.reminded import URL, rounds, want_mail, with_mail
from tests.reports import WHAT, report
from wbs.domain.errors import Invalid, NotAllowed, NotFound
from wbs.domain.kinds import DeskKind, Kind
from wbs.services.accounts.choose_mail import choose_mail, mail_standing
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.cases.open_case import open_case
from wbs.services.keys.propose_member import remove_member
from wbs.services.reminders.collect import collect
from wbs.services.reminders.deliver import deliver, due_digests
from wbs.services.reminders.note import note_reminders
from wbs.store.schema.reminders import DigestRow, NoticeRow, OfficerMailRow


@pytest.fixture
def mailing(cast: Cast) -> Cast:
    return with_mail(cast)


# Later on the period to acknowledge the report comes near, which is a reminder of its own.
NEXT_EVENING = MONDAY + timedelta(days=1, hours=12)


def live(cast: Cast, clock: Clock, box: Mailbox, until: datetime) -> dict[str, datetime]:
    """What reminds people, every hour; when each letter came."""
    came: dict[str, datetime] = {}
    while clock.at < until:
        note_reminders(cast.context)
        collect(cast.context)
        for digest_id in due_digests(cast.context):
            deliver(cast.context, box.mailer(), digest_id)
        for name in box.names[len(came) :]:
            came[name] = clock.at
        clock.move(hours=1)
    return came


@pytest.mark.parametrize("hour", [0, 3, 4, 5, 7, 8, 12, 23])
def test_a_mail_comes_hours_after_the_report_at_the_set_hour_and_once(
    mailing: Cast, clock: Clock, hour: int
) -> None:
    want_mail(mailing, "budi")
    clock.at = MONDAY.replace(hour=hour, minute=1)
    report(mailing.context)
    reported = clock.at
    with mail_server() as box:
        came = live(mailing, clock, box, NEXT_EVENING)

    (when,) = came.values()
    assert when - reported >= timedelta(hours=3)
    assert 7 <= when.hour <= 8
    assert box.addresses == ["budi@example.test"]


def test_a_mail_holds_a_greeting_and_the_address_and_nothing_of_the_case(
    mailing: Cast, clock: Clock
) -> None:
    want_mail(mailing, "budi")
    case = report(mailing.context, kind=Kind.COMPLAINT)
    clock.move(days=30)
    with mail_server() as box:
        live(mailing, clock, box, clock.at + timedelta(days=1))

    (letter,) = box.letters
    # The address itself is where it goes; nothing else of the letter names the officer.
    text = (letter.as_string() + letter.get_content()).replace(str(letter["To"]), "")
    assert URL in text
    forbidden = (
        case.case_id,
        case.code,
        WHAT[:12],
        "Budi",
        "satker",
        "Satuan",
        "pengaduan",
        "lapor",
    )
    assert not [word for word in forbidden if word.lower() in text.lower()]
    assert set(letter.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    }
    assert box.greeted_as == {"example.test"}


def test_two_letters_differ_in_nothing_that_tells_of_a_case(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "budi", "citra")
    report(mailing.context)
    for _ in range(3):
        report(mailing.context, unit="satker-2", kind=Kind.COMPLAINT)
    with mail_server() as box:
        live(mailing, clock, box, NEXT_EVENING)

    first, second = box.letters
    assert first.get_content() == second.get_content()
    assert first["Subject"] == second["Subject"]


def test_officers_of_one_desk_are_not_mailed_in_one_minute(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "budi", "indah")
    dates = set()
    with mail_server() as box:
        for _ in range(4):
            report(mailing.context)
            live(mailing, clock, box, clock.at + timedelta(days=1))
        dates = {str(letter["Date"]).split()[-2][:5] for letter in box.letters}

    assert len(box.letters) >= 6
    assert len(dates) > 2


def test_whoever_is_not_at_the_desk_in_charge_gets_nothing(mailing: Cast, clock: Clock) -> None:
    everybody = ("budi", "indah", "citra", "gita", "hadi", "eko", "dewi")
    want_mail(mailing, *everybody)
    report(mailing.context, concerns_head="yes")
    with mail_server() as box:
        live(mailing, clock, box, NEXT_EVENING)

    assert box.addresses == ["gita@example.test"]


def test_nothing_new_is_no_mail_and_weekends_have_none(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "budi")
    clock.move(days=4)  # Friday
    report(mailing.context)
    with mail_server() as box:
        came = live(mailing, clock, box, clock.at + timedelta(days=3, hours=2))

    (when,) = came.values()
    assert (when.date() - MONDAY.date()).days == 7


def test_weekly_is_the_first_working_day_of_the_week(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "budi", frequency="weekly")
    clock.move(days=8)  # the Monday after is 17 August, a holiday
    for _ in range(3):
        report(mailing.context)
        rounds(mailing.context)
        clock.move(days=1)
    clock.at = MONDAY + timedelta(days=13)
    with mail_server() as box:
        came = live(mailing, clock, box, MONDAY + timedelta(days=16))

    (when,) = came.values()
    assert (when.month, when.day) == (8, 18)


def test_who_acted_before_the_batch_is_not_called_for_nothing(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "budi", "indah")
    case = report(mailing.context)
    rounds(mailing.context)
    open_case(mailing.context, mailing.indah.actor, case.case_id)
    with mail_server() as box:
        live(mailing, clock, box, NEXT_EVENING)

    assert box.letters == []


@pytest.mark.parametrize("way", ["disabled", "removed", "never"])
def test_who_is_disabled_or_removed_or_wants_none_gets_nothing(
    mailing: Cast, clock: Clock, way: str
) -> None:
    context, admin = mailing.context, mailing.ratna.actor.officer
    want_mail(mailing, "budi", "indah")
    report(context)
    rounds(context)
    budi = mailing.budi.actor.officer
    if way == "disabled":
        disable_officer(context, admin, budi.id)
    elif way == "removed":
        remove_member(context, admin, mailing.desk("satker-1", DeskKind.WBS).id, budi.id)
    else:
        choose_mail(context, mailing.budi.actor, "", "never")
    with mail_server() as box:
        live(mailing, clock, box, NEXT_EVENING)

    assert box.addresses == ["indah@example.test"]
    with context.database.reading() as work:
        kept = set(work.scalars(select(OfficerMailRow.officer_id)))
    assert (budi.id in kept) is (way == "removed")


def test_a_server_that_does_not_answer_is_asked_again_and_one_that_refuses_is_not(
    mailing: Cast, clock: Clock
) -> None:
    want_mail(mailing, "budi", "citra")
    report(mailing.context)
    report(mailing.context, unit="satker-2")
    rounds(mailing.context)
    clock.at = MONDAY + timedelta(hours=21)
    with mail_server() as box:
        box.answers += ["451 later"] * 5 + ["550 nobody"]
        live(mailing, clock, box, NEXT_EVENING)

    assert len(box.letters) == 1
    refused = [
        name
        for name in ("budi", "citra")
        if (found := mail_standing(mailing.context, mailing.people[name].actor))
        and found.was_refused
    ]
    assert len(refused) == 1
    assert f"{refused[0]}@example.test" not in box.addresses


def test_no_server_at_all_loses_nothing(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "budi")
    report(mailing.context)
    live(mailing, clock, Mailbox(port=9), NEXT_EVENING)
    with mail_server() as box:
        live(mailing, clock, box, NEXT_EVENING + timedelta(hours=2))

    assert len(box.letters) == 1


def test_rows_hold_days_and_ids_and_no_time_of_the_report(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "budi")
    clock.move(minutes=37)
    report(mailing.context)
    rounds(mailing.context)
    with mailing.context.database.reading() as work:
        times = [t for row in (DigestRow,) for t in work.scalars(select(row.not_before))]
        notices = work.scalars(select(NoticeRow.digest_id)).all()

    assert times == [0]
    assert len(notices) == 1


def test_without_a_mail_server_everything_else_works(cast: Cast, clock: Clock) -> None:
    report(cast.context)
    clock.move(days=5)

    rounds(cast.context)

    assert mail_standing(cast.context, cast.budi.actor) is None
    with pytest.raises(NotFound):
        choose_mail(cast.context, cast.budi.actor, "budi@example.test", "daily")


@pytest.mark.parametrize(
    "address",
    [
        *("", "budi", "budi@", "@a.test", "budi@localhost", "a b@a.test", "<budi@a.test>"),
        *("budi@a.test\nBcc: x@b.test", "bud\u0131@a.test", "x" * 190 + "@example.test"),
    ],
)
def test_what_is_no_address_is_told(mailing: Cast, address: str) -> None:
    with pytest.raises(Invalid) as caught:
        choose_mail(mailing.context, mailing.budi.actor, address, "daily")

    assert (caught.value.field, caught.value.reason) == ("mail_address", "address_form")


def test_an_address_outside_the_agencys_domains_is_told(cast: Cast) -> None:
    inside = with_mail(cast, domains=("contoh.go.id",))

    choose_mail(inside.context, cast.budi.actor, "budi@Contoh.go.id", "daily")
    with pytest.raises(Invalid) as caught:
        choose_mail(inside.context, cast.budi.actor, "budi@mail.contoh.go.id", "daily")

    assert caught.value.reason == "address_domain"


def test_whoever_works_on_no_case_and_looks_after_no_evidence_is_not_mailed(mailing: Cast) -> None:
    actor = mailing.ratna.actor

    assert mail_standing(mailing.context, actor) is None
    with pytest.raises(NotAllowed):
        choose_mail(mailing.context, actor, "a@example.test", "daily")


def test_a_digest_claimed_by_one_that_died_goes_later(mailing: Cast, clock: Clock) -> None:
    want_mail(mailing, "budi")
    report(mailing.context)
    rounds(mailing.context)
    clock.at = MONDAY + timedelta(days=1)
    with mailing.context.database.transaction() as work:
        work.execute(update(DigestRow).values(not_before=mailing.context.now() + 900))
    with mail_server() as box:
        rounds(mailing.context, box.mailer())
        early = len(box.letters)
        clock.move(minutes=16)
        rounds(mailing.context, box.mailer())

    assert (early, len(box.letters)) == (0, 1)
