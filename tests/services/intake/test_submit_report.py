"""One draft becomes one case, whole, for the right desk, and its code is shown only for it."""

from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest
from sqlalchemy import func, select, update

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import report
from tests.services.at_once import at_once
from wbs.domain.errors import Invalid, NotFound, Tampered, Unavailable
from wbs.domain.event import CustodyAct
from wbs.domain.form import Report
from wbs.domain.kinds import Answer, DeskKind, Kind
from wbs.domain.report import read_report
from wbs.sealing.tracking_code import TrackingCode, lookup_id
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.intake.draft import change_draft, new_token
from wbs.services.intake.intake_directory import read_directory
from wbs.services.intake.known import read_known
from wbs.services.intake.receive_attachment import Intake, ReceivedFile
from wbs.services.intake.submit_report import check_route, submit_report
from wbs.store import reporter as rows
from wbs.store.schema.cases import BlobRow, CaseKeyBoxRow, CaseRow, DraftRow, RecordRow
from wbs.store.schema.ledger import ClockRow, CustodyRow, EventRow, TallyRow
from wbs.store.schema.people import DeskRow

WHAT = "Kepala gudang menjual sisa bahan bangunan."


def reading(context: Context, unit: str = "satker-1", **fields: str) -> Report:
    raw = {"unit": unit, "category": "pungutan-liar", "what": WHAT, **fields}
    return read_report(raw, context.law.form_rules(Kind.WBS, context.today(), {unit}))


def files(context: Context, *contents: bytes) -> tuple[ReceivedFile, ...]:
    intake = Intake(context)
    for number, content in enumerate(contents):
        file = intake.open(f"berkas-{number}.txt", "text/plain")
        file.write(content)
        file.finish()
    received = intake.settle()
    intake.commit({f.ref.blob_id for f in received})
    return received


def count(context: Context, *tables: type) -> list[int]:
    with context.database.reading() as work:
        return [work.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_the_code_leads_to_the_case_and_the_desk_opens_it(context: Context, cast: Cast) -> None:
    code = submit_report(context, new_token(context), reading(context)).code

    with context.database.reading() as work:
        found = rows.case_by_lookup(work, lookup_id(TrackingCode.parse(code)))
    assert found is not None
    opened = open_case(context, cast.budi.actor, found.case.id).opened
    assert opened.report.fields["what"] == WHAT
    assert found.case.received_on == context.today()
    assert found.case.due_on is not None


def test_the_receipt_never_prints_its_code(context: Context, cast: Cast) -> None:
    receipt = submit_report(context, new_token(context), reading(context))

    assert receipt.code not in repr(receipt)


def test_submitting_at_once_makes_one_case_and_one_code(context: Context, cast: Cast) -> None:
    token, read = new_token(context), reading(context)
    change_draft(context, token, files(context, b"satu", b"dua"))

    receipts = at_once(8, lambda _: submit_report(context, token, read, 2))

    assert len({receipt.code for receipt in receipts}) == 1
    assert receipts[0].code
    assert count(context, CaseRow, RecordRow, TallyRow, EventRow, DraftRow) == [1, 1, 1, 1, 1]
    assert count(context, CaseKeyBoxRow, BlobRow) == [1, 2]


def test_submitting_at_once_without_a_stored_draft_makes_one_case(
    context: Context, cast: Cast
) -> None:
    token, read = new_token(context), reading(context)

    receipts = at_once(8, lambda _: submit_report(context, token, read))

    assert len({receipt.code for receipt in receipts}) == 1
    assert count(context, CaseRow, DraftRow) == [1, 1]


def test_different_reports_at_once_are_all_there(context: Context, cast: Cast) -> None:
    def one(number: int) -> str:
        token = new_token(context)
        change_draft(context, token, files(context, b"bukti %d" % number))
        return submit_report(context, token, reading(context, who=f"orang {number}"), 1).code

    codes = at_once(16, one)

    assert len(set(codes)) == 16
    assert count(context, CaseRow, RecordRow, BlobRow, EventRow) == [16, 16, 16, 16]
    for number, code in enumerate(codes):
        with context.database.reading() as work:
            found = rows.case_by_lookup(work, lookup_id(TrackingCode.parse(code)))
        assert found is not None
        opened = open_case(context, cast.budi.actor, found.case.id).opened
        assert opened.report.fields["who"] == f"orang {number}"


def test_the_code_is_shown_for_fifteen_minutes_and_not_longer(
    context: Context, cast: Cast, clock: Clock
) -> None:
    token, read = new_token(context), reading(context)
    code = submit_report(context, token, read).code

    clock.move(minutes=14, seconds=59)
    assert submit_report(context, token, read).code == code
    clock.move(seconds=1)
    assert submit_report(context, token, read).code == ""
    assert count(context, CaseRow) == [1]


def test_nothing_of_a_report_without_a_desk_is_stored(context: Context, cast: Cast) -> None:
    read = reading(context, unit="inspektorat", concerns_head="yes")

    with pytest.raises(Unavailable):
        check_route(context, read_directory(context), read)
    with pytest.raises(Unavailable):
        submit_report(context, new_token(context), read)

    assert count(context, CaseRow, DraftRow, EventRow, TallyRow, ClockRow) == [0, 0, 0, 0, 0]


def test_a_unit_that_is_gone_is_told_at_its_field(context: Context, cast: Cast) -> None:
    read = replace(reading(context), unit_slug="sudah-dihapus")

    with pytest.raises(Invalid, match="unit"):
        submit_report(context, new_token(context), read)


def test_files_that_are_gone_are_told_before_anything_is_stored(
    context: Context, cast: Cast
) -> None:
    with pytest.raises(Invalid) as told:
        submit_report(context, new_token(context), reading(context), expected_files=1)

    assert (told.value.field, told.value.reason) == ("attachments", "gone")
    assert count(context, CaseRow, DraftRow) == [0, 0]


def test_a_desk_whose_key_goes_in_between_gets_no_box(
    context: Context, cast: Cast, clock: Clock
) -> None:
    """Between choosing the desk and writing the case its key is put out of force."""
    desk = cast.desk("satker-1", DeskKind.WBS)
    token, read = new_token(context), reading(context)
    change_draft(context, token, files(context, b"isi"))
    asked: list[datetime] = []

    def clock_that_interferes() -> datetime:
        if not asked:
            with context.database.transaction() as work:
                work.execute(update(DeskRow).where(DeskRow.id == desk.id).values(epoch=0))
        asked.append(clock())
        return asked[-1]

    code = submit_report(replace(context, clock=clock_that_interferes), token, read, 1).code

    with context.database.reading() as work:
        found = rows.case_by_lookup(work, lookup_id(TrackingCode.parse(code)))
        box = work.scalars(select(CaseKeyBoxRow)).one()
    assert found is not None
    assert box.desk_id == found.case.desk_id != desk.id


def test_a_directory_read_before_a_key_went_is_not_believed(context: Context, cast: Cast) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    token = new_token(context)
    before = read_known(context, token)
    with context.database.transaction() as work:
        work.execute(update(DeskRow).where(DeskRow.id == desk.id).values(epoch=0))

    submit_report(context, token, reading(context), known=before)

    with context.database.reading() as work:
        assert work.scalars(select(CaseKeyBoxRow)).one().desk_id != desk.id


def test_a_draft_read_before_it_was_submitted_is_not_believed(context: Context, cast: Cast) -> None:
    token = new_token(context)
    before = read_known(context, token)
    first = submit_report(context, token, reading(context))

    again = submit_report(context, token, reading(context), known=before)

    assert again.code == first.code
    with context.database.reading() as work:
        assert len(work.scalars(select(CaseKeyBoxRow)).all()) == 1


@pytest.mark.parametrize(
    ("head", "desk", "exclude"),
    [combination for combination in product(Answer, Answer, ("", "Budi Santoso"))],
)
def test_no_box_is_made_for_the_units_desk_when_somebody_there_is_concerned(
    context: Context, cast: Cast, head: Answer, desk: Answer, exclude: str
) -> None:
    own = {cast.desk("satker-1", kind).id for kind in (DeskKind.WBS, DeskKind.COMPLAINT)}
    is_free = head is desk is Answer.NO and not exclude

    reported = report(context, concerns_head=head.value, concerns_desk=desk.value, exclude=exclude)

    with context.database.reading() as work:
        boxes = {box.desk_id for box in work.scalars(select(CaseKeyBoxRow))}
        tally = work.scalars(select(TallyRow)).one()
        reason = work.scalars(
            select(CustodyRow.reason).where(CustodyRow.act == CustodyAct.CASE_ROUTED.value)
        ).one()
    assert bool(boxes & own) == is_free
    assert (tally.unit_id == cast.unit("satker-1").id) == is_free
    assert (reason == "own_desk") == is_free
    if not is_free:
        with pytest.raises(NotFound):
            open_case(context, cast.budi.actor, reported.case_id)


def test_a_case_erased_meanwhile_shows_no_code(context: Context, cast: Cast) -> None:
    token, read = new_token(context), reading(context)
    submit_report(context, token, read)
    with context.database.transaction() as work:
        work.delete(work.scalars(select(CaseRow)).one())

    assert submit_report(context, token, read).code == ""


def test_a_code_that_does_not_open_its_case_is_not_shown(context: Context, cast: Cast) -> None:
    token, read = new_token(context), reading(context)
    submit_report(context, token, read)
    with context.database.transaction() as work:
        work.execute(update(CaseRow).values(key_by_code=bytes(90)))

    with pytest.raises(Tampered):
        submit_report(context, token, read)
