"""An old register becomes cases: all of its lines or none, each once, and the figures are complete."""

from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from tests.cast import Cast
from tests.entries import register
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound
from wbs.domain.event import CustodyAct
from wbs.domain.figures import Question
from wbs.domain.kinds import Channel, Kind
from wbs.domain.retention import Keeping
from wbs.domain.span import ReportingPeriod
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.daily_work import run as run_daily
from wbs.services.intake.import_register import check_register, import_places, import_register
from wbs.services.retention.kept_cases import retention_list
from wbs.store.figures.figures import figures
from wbs.store.schema.cases import CaseRow, RecordRow
from wbs.store.schema.channels import ImportedRow
from wbs.store.schema.ledger import ClockRow, CustodyRow, EventRow, TallyRow

LATE = "Pelayanan lambat atau tidak diberikan"
FEES = "prosedur-biaya"
# The cast's today is 3 August 2026.
CLOSED = f"1/ADU;2026-02-10;pengaduan;{LATE};tidak berkadar pengawasan;surat;;selesai;10/03/2026;Surat tidak dijawab"
UNREAD = f"2/ADU;2026-03-02;pengaduan;{FEES};;kotak;;tidak lengkap;2026-03-05;"
AT_WORK = f"3/ADU;2026-07-27;pengaduan;{FEES};tidak berkadar;telepon;bernama;telaah;;Tarif berbeda"
OLD = f"4/ADU;2025-11-20;pengaduan;{LATE};;;;selesai;2026-01-15;"
STALE = f"5/ADU;2026-05-04;pengaduan;{FEES};;;;diterima;;"
WBS = "6/WBS;2026-04-01;WBS;korupsi;;surat;anonim;investigasi;;Laporan lama"
ALL = (CLOSED, UNREAD, AT_WORK, OLD, STALE, WBS)


def counted(context: Context, unit_id: str, kind: Kind, code: str = "2026") -> tuple[int, int, int]:
    question = Question(frozenset({unit_id}), ReportingPeriod.parse(code), context.today())
    with context.database.reading() as work:
        found = figures(work, question).kinds[kind]
    found.verify()
    follow_up = found.total.follow_up
    return follow_up.harus, follow_up.sedang, follow_up.selesai


def rows_of(context: Context, table: type) -> int:
    with context.database.reading() as work:
        return work.scalar(select(func.count()).select_from(table)) or 0


def cases_by_number(cast: Cast) -> dict[str, str]:
    with cast.context.database.reading() as work:
        ids = tuple(work.scalars(select(CaseRow.id)))
    files = (open_case(cast.context, cast.budi.actor, case_id) for case_id in ids)
    return {f.opened.report.fields["source_number"]: f.case.id for f in files}


def test_this_years_figures_are_complete_with_it(cast: Cast) -> None:
    context, unit_id = cast.context, cast.unit("satker-1").id

    assert import_register(context, cast.budi.actor, "satker-1", register(*ALL)) == 6

    # Of the complaints 1, 3, 4 and 5 are to be followed up: 1 and 4 are done, 2 was never processed.
    assert counted(context, unit_id, Kind.COMPLAINT) == (4, 2, 2)
    assert counted(context, unit_id, Kind.WBS) == (1, 1, 0)
    # What was done in January is brought forward into it, from the year in which it came.
    assert counted(context, unit_id, Kind.COMPLAINT, "2026-01") == (1, 0, 1)
    assert counted(context, unit_id, Kind.COMPLAINT, "2025") == (1, 0, 1)


def test_its_cases_are_marked_and_their_text_is_sealed_to_the_desk(cast: Cast) -> None:
    import_register(cast.context, cast.budi.actor, "satker-1", register(*ALL))

    found = open_case(cast.context, cast.indah.actor, cases_by_number(cast)["3/ADU"])

    assert found.case.channel is Channel.IMPORT
    assert found.case.received_on == date(2026, 7, 27)
    assert found.opened.report.fields["what"] == "Tarif berbeda"
    assert found.opened.report.fields["source_channel"] == "phone"
    assert all(e.logged_on == cast.context.today() for e in found.events)
    with cast.context.database.reading() as work:
        assert set(work.scalars(select(TallyRow.channel))) == {"import"}
        lines = tuple(work.scalars(select(EventRow.open_line)))
        sealed = b"".join(work.scalars(select(RecordRow.sealed)))
    assert all(b"channel=import" in line and b"late=yes" in line for line in lines)
    assert b"Tarif" not in sealed


def test_deadlines_of_closed_cases_are_neither_kept_nor_missed(cast: Cast) -> None:
    import_register(cast.context, cast.budi.actor, "satker-1", register(CLOSED, UNREAD, OLD))
    run_daily(cast.context)

    assert rows_of(cast.context, ClockRow) == 0
    with cast.context.database.reading() as work:
        lines = tuple(work.scalars(select(EventRow.open_line)))
    assert not [line for line in lines if b"kept=" in line or b"missed=" in line]


def test_an_open_case_runs_from_the_day_it_came_in(cast: Cast) -> None:
    import_register(cast.context, cast.budi.actor, "satker-1", register(AT_WORK))

    found = open_case(cast.context, cast.budi.actor, cases_by_number(cast)["3/ADU"])

    assert found.case.due_on is not None
    assert {(c.period, c.started_on) for c in found.clocks} == {
        ("complaint_first_reply", date(2026, 7, 27)),
        ("complaint_complete_normal", date(2026, 7, 27)),
    }


def test_a_line_is_taken_once_however_its_number_is_written(cast: Cast) -> None:
    context, actor = cast.context, cast.budi.actor
    import_register(context, actor, "satker-1", register(CLOSED))
    again = CLOSED.replace("1/ADU", " 1/adu ")
    another_day = CLOSED.replace("2026-02-10", "2026-02-11")

    told = check_register(context, actor, "satker-1", register(again, another_day)).problems
    with pytest.raises(InvalidForm) as refused:
        import_register(context, actor, "satker-1", register(again, another_day))

    assert [(p.field, p.reason) for p in told] == [("register-2-number", "imported_before")]
    assert refused.value.problems == told
    assert rows_of(context, TallyRow) == 1
    assert import_register(context, actor, "satker-1", register(another_day)) == 1


def test_the_same_number_at_another_unit_is_another_line(cast: Cast) -> None:
    import_register(cast.context, cast.budi.actor, "satker-1", register(CLOSED))

    assert import_register(cast.context, cast.citra.actor, "satker-2", register(CLOSED)) == 1


def test_one_wrong_line_keeps_all_of_them_out(cast: Cast) -> None:
    wrong = CLOSED.replace("2026-02-10", "2026-02-30").replace("1/ADU", "9/ADU")

    with pytest.raises(InvalidForm):
        import_register(cast.context, cast.budi.actor, "satker-1", register(*ALL, wrong))

    for table in (TallyRow, CaseRow, EventRow, ImportedRow, RecordRow):
        assert rows_of(cast.context, table) == 0


def test_uploaded_twice_at_once_it_is_there_once(cast: Cast) -> None:
    context, ready = cast.context, Barrier(2)
    done: list[object] = []

    def upload() -> None:
        ready.wait()
        try:
            done.append(import_register(context, cast.budi.actor, "satker-1", register(*ALL)))
        except InvalidForm:
            done.append("refused")

    threads = [Thread(target=upload) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, done)) == ["6", "refused"]
    assert rows_of(context, CaseRow) == 6


def test_a_kind_without_a_desk_of_the_officers_is_told_at_its_line(cast: Cast) -> None:
    told = check_register(cast.context, cast.eko.actor, "satker-3", register(CLOSED, WBS)).problems

    assert [(p.field, p.reason) for p in told] == [("register-2-kind", "no_desk_for_kind")]


def test_an_officer_imports_at_the_units_of_their_desks_alone(cast: Cast) -> None:
    assert [p.unit.slug for p in import_places(cast.context, cast.budi.actor)] == ["satker-1"]
    assert [p.unit.slug for p in import_places(cast.context, cast.dewi.actor)] == ["inspektorat"]
    with pytest.raises(NotFound):
        import_register(cast.context, cast.citra.actor, "satker-1", register(CLOSED))
    with pytest.raises(NotAllowed):
        import_register(cast.context, cast.fajar.actor, "satker-1", register(CLOSED))


def test_the_custody_log_names_who_imported_and_how_many(cast: Cast) -> None:
    import_register(cast.context, cast.budi.actor, "satker-1", register(*ALL))

    with cast.context.database.reading() as work:
        query = select(CustodyRow).where(CustodyRow.act == CustodyAct.REGISTER_IMPORTED.value)
        (entry,) = work.scalars(query)
    assert (entry.officer_id, entry.reason) == (cast.budi.actor.officer.id, "6 cases")


def test_an_imported_case_rests_since_it_was_closed_not_since_it_was_imported(cast: Cast) -> None:
    withdrawn = f"7/ADU;2024-07-01;pengaduan;{FEES};;surat;;dicabut pelapor;2024-07-20;Lama"
    recent = withdrawn.replace("7/ADU", "8/ADU").replace("2024-07", "2024-12")
    import_register(cast.context, cast.budi.actor, "satker-1", register(withdrawn, recent))

    found = retention_list(cast.context, cast.budi.actor).warned

    assert [(each.retention.keeping, each.retention.since) for each in found] == [
        (Keeping.OVER, date(2024, 7, 20))
    ]
