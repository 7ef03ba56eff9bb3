"""Opening a case and its files: who may, what it leaves behind, and what is noticed."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, select, update

from tests.cast import Cast
from tests.reports import WHAT, Reported, report
from tests.services.counting import statements
from wbs.domain.case import Stage
from wbs.domain.errors import NotAllowed, NotFound, Tampered, Unavailable, WbsError
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import ComplaintClass
from wbs.domain.record import Author, RecordKind
from wbs.sealing.record import FIRST_PREVIOUS, RecordContext, seal_record
from wbs.services.actor import Actor
from wbs.services.cases.case_key import open_key
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import move_case
from wbs.services.cases.open_attachment import open_attachment
from wbs.services.cases.open_case import open_case
from wbs.services.cases.record_content import ReportContent, to_bytes
from wbs.services.cases.send_message import send_message
from wbs.services.cases.set_class import set_class
from wbs.store.cases import cases
from wbs.store.cases.inbox import unread
from wbs.store.schema.cases import RecordRow
from wbs.store.schema.ledger import CustodyRow, EventRow
from wbs.store.schema.people import SeedBoxRow

PDF = ("nota dinas.pdf", "application/octet-stream", b"%hidden" * 40_000)
STRANGERS = ["citra", "eko", "gita", "hadi", "dewi", "ratna", "fajar"]


def openings(cast: Cast, act: CustodyAct = CustodyAct.CASE_OPENED) -> list[CustodyRow]:
    with cast.context.database.reading() as work:
        return list(work.scalars(select(CustodyRow).where(CustodyRow.act == act.value)))


def is_unread(cast: Cast, reported: Reported) -> bool:
    with cast.context.database.reading() as work:
        return bool(unread(work, [reported.case_id], cast.budi.actor.officer.id))


def test_an_officer_of_the_desk_reads_the_whole_case(cast: Cast) -> None:
    reported = report(cast.context, PDF, who="Kepala gudang")
    reported.write(cast.context, "Ada lagi.", ("foto.txt", "text/plain", b"catatan"))

    case_file = open_case(cast.context, cast.budi.actor, reported.case_id)

    assert case_file.opened.report.fields["what"] == WHAT
    assert case_file.opened.report.fields["who"] == "Kepala gudang"
    assert [ref.name for ref in case_file.opened.report.attachments] == ["nota dinas.pdf"]
    message = case_file.opened.messages[0]
    assert (message.author, message.content.text) == (Author.REPORTER, "Ada lagi.")
    assert [ref.name for ref in message.content.attachments] == ["foto.txt"]


def test_every_opening_is_noted(cast: Cast) -> None:
    reported = report(cast.context)

    open_case(cast.context, cast.budi.actor, reported.case_id)
    open_case(cast.context, cast.indah.actor, reported.case_id)
    send_message(cast.context, cast.budi.actor, reported.case_id, "Terima kasih.")

    rows = openings(cast)
    budi, indah = cast.budi.actor.officer.id, cast.indah.actor.officer.id
    assert sorted(row.officer_id or "" for row in rows) == sorted([budi, budi, indah])
    assert {row.log_id for row in rows} == {
        open_case(cast.context, cast.budi.actor, reported.case_id).case.log_id
    }


def test_opening_takes_the_unread_mark_away_until_the_reporter_writes(cast: Cast) -> None:
    reported = report(cast.context)
    before = is_unread(cast, reported)

    open_case(cast.context, cast.budi.actor, reported.case_id)
    opened = is_unread(cast, reported)
    send_message(cast.context, cast.indah.actor, reported.case_id, "Kapan?")
    answered = is_unread(cast, reported)
    reported.write(cast.context, "Senin.")

    assert (before, opened, answered, is_unread(cast, reported)) == (True, False, False, True)


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_finds_no_case_and_leaves_no_trace_in_it(cast: Cast, username: str) -> None:
    reported = report(cast.context, PDF)
    blob_id = (
        open_case(cast.context, cast.budi.actor, reported.case_id)
        .opened.report.attachments[0]
        .blob_id
    )
    noted = len(openings(cast))
    stranger: Actor = cast.people[username].actor
    acts: list[Callable[[], object]] = [
        lambda: open_case(cast.context, stranger, reported.case_id),
        lambda: open_attachment(cast.context, stranger, reported.case_id, 0, blob_id),
        lambda: send_message(cast.context, stranger, reported.case_id, "Halo"),
        lambda: move_case(cast.context, stranger, reported.case_id, Stage.REVIEW, Words()),
        lambda: set_class(cast.context, stranger, reported.case_id, ComplaintClass.NORMAL),
    ]

    for act in acts:
        with pytest.raises((NotFound, NotAllowed)):
            act()

    assert len(openings(cast)) == noted
    assert not openings(cast, CustodyAct.ATTACHMENT_OPENED)
    case_file = open_case(cast.context, cast.budi.actor, reported.case_id)
    assert (case_file.case.stage, case_file.opened.messages) == (Stage.RECEIVED, ())


def test_an_unknown_case_is_the_same_as_a_strangers(cast: Cast) -> None:
    reported = report(cast.context)
    answers: list[tuple[type[WbsError], str]] = []

    for case_id in (reported.case_id, "0" * 32):
        with pytest.raises(NotFound) as caught:
            open_case(cast.context, cast.citra.actor, case_id)
        answers.append((type(caught.value), str(caught.value)))

    assert answers[0] == answers[1]


def test_the_head_complained_about_sees_nothing_of_it_though_an_officer_there(cast: Cast) -> None:
    reported = report(cast.context, unit="satker-3", concerns_head="yes")

    with pytest.raises(NotFound):
        open_case(cast.context, cast.eko.actor, reported.case_id)

    assert open_case(cast.context, cast.hadi.actor, reported.case_id).opened.report


def test_a_member_without_the_desks_older_seed_is_told_so(cast: Cast) -> None:
    reported = report(cast.context)
    with cast.context.database.transaction() as work:
        mine = SeedBoxRow.officer_id == cast.indah.actor.officer.id
        work.execute(delete(SeedBoxRow).where(mine))

    with pytest.raises(Unavailable):
        open_case(cast.context, cast.indah.actor, reported.case_id)


def test_a_report_put_in_anothers_place_is_noticed(cast: Cast) -> None:
    reported = report(cast.context)
    with cast.context.database.transaction() as work:
        case = cases.get(work, reported.case_id)
        key = open_key(cast.context, work, cast.budi.actor, case)
        place = RecordContext(case.id, 0, RecordKind.REPORT.value, Author.REPORTER.value)
        forged = seal_record(
            key, to_bytes(ReportContent({"what": "Semua baik."})), place, FIRST_PREVIOUS
        )
        work.execute(update(RecordRow).where(RecordRow.case_id == case.id).values(sealed=forged))

    with pytest.raises(Tampered):
        open_case(cast.context, cast.budi.actor, reported.case_id)


def test_a_commitment_of_another_case_is_noticed(cast: Cast) -> None:
    one, other = report(cast.context), report(cast.context)
    with cast.context.database.transaction() as work:
        ids = [cases.get(work, r.case_id).log_id for r in (one, other)]
        line = work.scalars(select(EventRow.open_line).where(EventRow.log_id == ids[1])).one()
        work.execute(update(EventRow).where(EventRow.log_id == ids[0]).values(open_line=line))

    with pytest.raises(Tampered):
        open_case(cast.context, cast.budi.actor, one.case_id)


def test_a_message_taken_out_is_noticed(cast: Cast) -> None:
    reported = report(cast.context)
    for text in ("Satu.", "Dua.", "Tiga."):
        reported.write(cast.context, text)
    with cast.context.database.transaction() as work:
        work.execute(
            delete(RecordRow).where(RecordRow.case_id == reported.case_id, RecordRow.number == 2)
        )

    with pytest.raises(Tampered):
        open_case(cast.context, cast.budi.actor, reported.case_id)


def test_messages_that_changed_places_are_noticed(cast: Cast) -> None:
    reported = report(cast.context)
    for text in ("Satu.", "Dua."):
        reported.write(cast.context, text)
    with cast.context.database.transaction() as work:
        rows = select(RecordRow.number, RecordRow.sealed).where(
            RecordRow.case_id == reported.case_id, RecordRow.number > 0
        )
        (one, first), (two, second) = work.execute(rows.order_by(RecordRow.number)).all()
        for number, sealed in ((one, second), (two, first)):
            place = (RecordRow.case_id == reported.case_id, RecordRow.number == number)
            work.execute(update(RecordRow).where(*place).values(sealed=sealed))

    with pytest.raises(Tampered):
        open_case(cast.context, cast.budi.actor, reported.case_id)


def test_fifty_messages_cost_no_more_statements_than_one(cast: Cast) -> None:
    reported = report(cast.context)
    costs = []
    for before, wanted in ((0, 1), (1, 10), (10, 50)):
        for number in range(before, wanted):
            reported.write(cast.context, f"Masih berlangsung, hari ke-{number}.")
        with statements(cast.context.database) as sent:
            open_case(cast.context, cast.budi.actor, reported.case_id)
        costs.append(len(sent))

    assert len(set(costs)) == 1


def test_a_file_comes_out_as_it_went_in(cast: Cast) -> None:
    reported = report(cast.context, PDF)
    ref = open_case(cast.context, cast.budi.actor, reported.case_id).opened.report.attachments[0]

    opened = open_attachment(cast.context, cast.budi.actor, reported.case_id, 0, ref.blob_id)
    content = b"".join(opened.pieces)
    opened.pieces.close()

    assert (opened.name, opened.size_bytes, content) == (PDF[0], len(PDF[2]), PDF[2])
    noted = openings(cast, CustodyAct.ATTACHMENT_OPENED)
    assert [row.subject_id for row in noted] == [ref.blob_id]


def test_a_file_is_found_only_in_its_own_record_and_case(cast: Cast) -> None:
    one, other = report(cast.context, PDF), report(cast.context)
    other.write(cast.context, "Tanpa berkas.")
    ref = open_case(cast.context, cast.budi.actor, one.case_id).opened.report.attachments[0]

    for case_id, number in ((other.case_id, 0), (other.case_id, 1), (one.case_id, 1)):
        with pytest.raises(NotFound):
            open_attachment(cast.context, cast.budi.actor, case_id, number, ref.blob_id)


@pytest.mark.parametrize("typed", ["Joko Susilo", "0" * 32, "../settings.toml", "baris\nbaru"])
def test_the_custody_log_names_no_file_that_the_case_does_not_have(cast: Cast, typed: str) -> None:
    reported = report(cast.context, PDF)

    with pytest.raises(NotFound):
        open_attachment(cast.context, cast.budi.actor, reported.case_id, 0, typed)

    assert openings(cast, CustodyAct.ATTACHMENT_OPENED) == []


def test_a_file_cut_off_does_not_come_out_whole(cast: Cast) -> None:
    reported = report(cast.context, PDF)
    ref = open_case(cast.context, cast.budi.actor, reported.case_id).opened.report.attachments[0]
    stored = cast.context.blobs.root / ref.blob_id[:2] / ref.blob_id
    stored.write_bytes(stored.read_bytes()[:-50_000])

    opened = open_attachment(cast.context, cast.budi.actor, reported.case_id, 0, ref.blob_id)
    received = b""
    with pytest.raises(Tampered):
        for piece in opened.pieces:
            received += piece
    opened.pieces.close()

    assert len(received) < opened.size_bytes


def test_a_listed_file_that_is_gone_wakes_someone(cast: Cast) -> None:
    reported = report(cast.context, PDF)
    ref = open_case(cast.context, cast.budi.actor, reported.case_id).opened.report.attachments[0]
    cast.context.blobs.delete(ref.blob_id)

    with pytest.raises(Tampered):
        open_attachment(cast.context, cast.budi.actor, reported.case_id, 0, ref.blob_id)


def test_what_was_opened_is_not_told_by_its_representation(cast: Cast) -> None:
    reported = report(cast.context, PDF)

    case_file = open_case(cast.context, cast.budi.actor, reported.case_id)
    ref = case_file.opened.report.attachments[0]
    opened = open_attachment(cast.context, cast.budi.actor, reported.case_id, 0, ref.blob_id)
    opened.pieces.close()

    told = repr(case_file) + repr(opened) + repr(case_file.opened.report)
    assert WHAT not in told
    assert PDF[0] not in told
