"""Figures for whoever may have them: scope, day, what is guarded, and what the custody log says of it."""

from datetime import date

import pytest
from sqlalchemy import select, update

from tests.cast import Cast
from tests.circulars import at_a_new_upg, typed
from tests.conftest import Clock
from tests.exports import closed_case, golden_histories
from tests.histories import store_histories
from tests.reports import report
from wbs.domain.case import Outcome, Stage
from wbs.domain.errors import Invalid, NotAllowed, NotFound, Tampered
from wbs.domain.event import CustodyAct
from wbs.domain.figure_export import FigureExport
from wbs.domain.history import History
from wbs.domain.kinds import Kind
from wbs.domain.small_cells import LeftOut
from wbs.domain.span import ReportingPeriod
from wbs.evidence.pack import files
from wbs.services import daily_work
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.documents.export_figures import Wish, export_figures, reach, read_figures
from wbs.services.upg.circular import write_circular
from wbs.store.schema.ledger import CountedSpanRow, CustodyRow

Q2 = ReportingPeriod.parse("2026-Q2")
Q3 = ReportingPeriod.parse("2026-Q3")
END_OF_JULY = date(2026, 7, 31)
OWN = ("budi", "satker-1")
# Who may have the figures of which unit: as of a month's end, and as of any other day.
SCOPE = [
    ("budi", "satker-1", True, True),
    ("budi", "satker-2", False, False),
    ("budi", "kanwil-a", False, False),
    ("citra", "satker-1", False, False),
    ("fajar", "satker-1", True, False),
    ("fajar", "satker-2", False, False),
    ("dewi", "satker-1", True, True),
    ("dewi", "inspektorat", True, True),
    ("gita", "kanwil-a", True, True),
    ("gita", "satker-1", False, False),
    ("ratna", "satker-1", False, False),
]


def store(cast: Cast, *histories: History) -> None:
    with cast.context.database.transaction() as work:
        store_histories(work, histories)


def read(
    cast: Cast, username: str, slug: str, as_of: date | None = None, **more: bool
) -> FigureExport:
    wish = Wish(slug, Q2 if as_of is None else Q3, as_of, **more)
    return read_figures(cast.context, cast.people[username].actor.officer, wish)


def custody(cast: Cast) -> list[tuple[str | None, str | None, str | None]]:
    with cast.context.database.reading() as work:
        rows = work.scalars(
            select(CustodyRow).where(CustodyRow.act == CustodyAct.FIGURES_EXPORTED.value)
        )
        return [(row.officer_id, row.unit_id, row.reason) for row in rows]


@pytest.mark.parametrize(("username", "slug", "at_month_end", "any_day"), SCOPE)
def test_each_role_has_its_units_and_days(
    cast: Cast, username: str, slug: str, at_month_end: bool, any_day: bool
) -> None:
    for as_of, allowed in ((END_OF_JULY, at_month_end), (date(2026, 7, 30), any_day)):
        if allowed:
            assert read(cast, username, slug, as_of).unit.slug == slug
        else:
            with pytest.raises((NotFound, NotAllowed)):
                read(cast, username, slug, as_of)


def test_a_unit_of_others_is_as_little_there_as_none(cast: Cast) -> None:
    for slug in ("satker-2", "no-such-unit"):
        with pytest.raises(NotFound, match="no such unit"):
            read(cast, "budi", slug, END_OF_JULY)


def test_a_subtree_needs_the_right_to_every_unit_in_it(cast: Cast) -> None:
    assert len(read(cast, "dewi", "kanwil-a", with_subtree=True).units) == 3
    with pytest.raises(NotFound):
        read(cast, "gita", "kanwil-a", with_subtree=True)


def test_where_only_month_ends_are_shown_the_last_one_is_taken(cast: Cast) -> None:
    officer = cast.fajar.actor.officer

    assert (
        read_figures(cast.context, officer, Wish("satker-1", Q3)).figures.question.as_of
        == END_OF_JULY
    )
    with pytest.raises(Invalid, match="no_month_ended"):
        read_figures(cast.context, officer, Wish("satker-1", ReportingPeriod.parse("2026-08")))
    with pytest.raises(NotAllowed, match="month_end_only"):
        read_figures(cast.context, officer, Wish("satker-1", Q3, date(2026, 8, 2)))


def test_what_an_officer_may_ask_for_is_offered_and_nothing_else(cast: Cast) -> None:
    def offered(username: str) -> tuple[set[str], bool]:
        found = reach(cast.context, cast.people[username].actor.officer)
        return {unit.slug for unit in found.units}, found.on_any_day

    assert offered("budi") == ({"satker-1"}, True)
    assert offered("fajar") == ({"satker-1"}, False)
    assert offered("ratna") == (set(), False)
    assert len(offered("dewi")[0]) == 7


def test_an_export_is_written_down_and_a_look_is_not(cast: Cast) -> None:
    budi = cast.budi.actor.officer
    wish = Wish("satker-1", Q2)

    read_figures(cast.context, budi, wish)
    assert custody(cast) == []

    export_figures(cast.context, budi, wish)
    export_figures(cast.context, None, Wish("kanwil-a", Q2, with_subtree=True), full=True)
    satker, kanwil = cast.unit("satker-1").id, cast.unit("kanwil-a").id
    assert sorted(custody(cast), key=str) == sorted(
        [
            (budi.id, satker, "2026-Q2 2026-06-30 unit"),
            (None, kanwil, "2026-Q2 2026-06-30 subtree full"),
        ],
        key=str,
    )


def test_what_is_refused_is_not_written_down(cast: Cast) -> None:
    with pytest.raises(NotFound):
        export_figures(cast.context, cast.citra.actor.officer, Wish("satker-1", Q2))

    assert custody(cast) == []


def test_only_the_inspectorate_and_the_operator_who_says_so_see_small_cells(cast: Cast) -> None:
    satker = cast.unit("satker-1")
    store(cast, closed_case(1, kind=Kind.WBS, unit=satker))
    first = ReportingPeriod.parse("2026-Q1")
    wish = Wish("satker-1", first)

    def is_guarded(found: FigureExport) -> bool:
        rows = [b.rows for b in found.breakdowns if b.kind is Kind.WBS]
        return all(any(row.left_out is LeftOut.SMALL for row in each) for each in rows)

    assert is_guarded(read_figures(cast.context, cast.budi.actor.officer, wish))
    assert is_guarded(read_figures(cast.context, cast.budi.actor.officer, wish, full=True))
    assert is_guarded(read_figures(cast.context, None, wish))
    assert not is_guarded(read_figures(cast.context, None, wish, full=True))
    assert not is_guarded(read_figures(cast.context, cast.dewi.actor.officer, wish))


def test_the_golden_sheet_comes_out_of_the_database(cast: Cast) -> None:
    store(cast, *golden_histories(cast.unit("satker-1"), 2025))

    wish = Wish("satker-1", ReportingPeriod.parse("2025"))
    export = read_figures(cast.context, cast.budi.actor.officer, wish)

    numbers = export.figures.kinds[Kind.COMPLAINT].total.follow_up
    assert (numbers.harus, numbers.sedang, numbers.selesai) == (170, 13, 157)
    assert str(numbers.percentage) == "92.35"


def test_a_case_made_to_look_completed_in_the_rows_is_not_exported(cast: Cast) -> None:
    store(cast, closed_case(1, unit=cast.unit("satker-1"), closed_on=None))
    with cast.context.database.transaction() as work:
        work.execute(update(CountedSpanRow).values(closed_on=date(2026, 2, 1)))

    wish = Wish("satker-1", ReportingPeriod.parse("2026-Q1"))
    with pytest.raises(Tampered):
        export_figures(cast.context, cast.budi.actor.officer, wish)

    assert custody(cast) == []


def test_cases_of_the_real_services_are_counted_as_they_went(cast: Cast, clock: Clock) -> None:
    context, budi = cast.context, cast.budi.actor
    closed = report(context, kind=Kind.COMPLAINT)
    report(context, kind=Kind.COMPLAINT)
    withdrawn = report(context, kind=Kind.COMPLAINT)
    grounds = Words(grounds="Sudah diperiksa.")
    move_case(context, budi, closed.case_id, Stage.REVIEW, Words())
    close_case(context, budi, closed.case_id, Outcome.RESOLVED, None, grounds)
    close_case(context, budi, withdrawn.case_id, Outcome.WITHDRAWN, None, grounds)
    clock.move(days=10)
    daily_work.run(context)

    export = read_figures(context, cast.dewi.actor.officer, Wish("satker-1", Q3))

    line = export.figures.kinds[Kind.COMPLAINT].total
    numbers = line.follow_up
    assert (numbers.harus, numbers.sedang, numbers.selesai) == (2, 1, 1)
    assert (line.received, line.not_processed) == (3, 1)
    assert {c.id: c.figures.missed for c in export.clocks}["complaint_verify"] == 1


def test_the_pack_of_the_unit_says_nothing_of_a_case_routed_away(cast: Cast, clock: Clock) -> None:
    report(cast.context, kind=Kind.COMPLAINT, category="lainnya", concerns_head="yes")
    clock.move(days=30)

    made = files(export_figures(cast.context, cast.budi.actor.officer, Wish("satker-1", Q3)))
    above = read_figures(cast.context, cast.gita.actor.officer, Wish("kanwil-a", Q3))

    assert (
        made["tiga-angka.csv"].decode().splitlines()[1].startswith("Pengaduan masyarakat,0,0,0,0,0")
    )
    told = b"\n".join(made.values()).decode(errors="replace").lower()
    assert not any(
        word in told
        for word in ("dialihkan", "rute", "kepala unit", "menyangkut pimpinan", "2026-08-03")
    )
    assert above.figures.kinds[Kind.COMPLAINT].total.received == 1


def test_an_export_has_the_circulars_that_could_be_read_as_was_known_on_its_day(
    cast: Cast, clock: Clock
) -> None:
    gita = at_a_new_upg(cast, "gita", "kanwil-a")
    above = write_circular(cast.context, gita, "kanwil-a", typed(), 0)
    before = files(read(cast, "budi", "satker-1", date(2026, 8, 3)))
    clock.move(days=1)
    own = write_circular(cast.context, cast.budi.actor.officer, "satker-1", typed(number="SE-8"), 0)

    found = read(cast, "budi", "satker-1", date(2026, 8, 4)).circulars

    assert [(line.unit.slug, line.circular) for line in found] == [
        ("satker-1", own),
        ("kanwil-a", above),
    ]
    assert files(read(cast, "budi", "satker-1", date(2026, 8, 3))) == before
    assert read(cast, "budi", "satker-1", END_OF_JULY).circulars == ()
    assert read(cast, "citra", "satker-2", date(2026, 8, 4)).circulars == found[1:]


def test_of_a_subtree_every_units_circular_is_told(cast: Cast) -> None:
    own = write_circular(cast.context, cast.budi.actor.officer, "satker-1", typed(), 0)

    found = read(cast, "dewi", "kanwil-a", date(2026, 8, 3), with_subtree=True).circulars

    assert [(line.unit.slug, line.circular) for line in found] == [("satker-1", own)]
