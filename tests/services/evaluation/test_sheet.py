"""The sheet out of the database: figures, documents, typed numbers and answers in their rows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.cast import Cast
from tests.conftest import Clock
from tests.documents import filed
from tests.exports import golden_histories
from tests.histories import store_histories
from tests.monev import held, proof, recommended, taken
from tests.sheets import facts
from wbs.domain.errors import InvalidForm, NotAllowed, NotFound
from wbs.domain.evaluation.answers import Side
from wbs.domain.evaluation.cadence import DueState
from wbs.domain.evaluation.rules import dues_of
from wbs.domain.evaluation.support import Support
from wbs.domain.evidence_document import DocumentKind
from wbs.domain.kinds import Kind
from wbs.domain.monev import ROWS as MONEV_ROWS_OF
from wbs.domain.monev import Progress, Standing
from wbs.domain.span import ReportingPeriod
from wbs.services.documents.export_figures import Wish, read_figures
from wbs.services.evaluation.monev import Monev
from wbs.services.evaluation.say import say, type_figures
from wbs.services.evaluation.schedule import schedule
from wbs.services.evaluation.sheet import evaluated, view_sheet
from wbs.store.database import Work

YEAR = ReportingPeriod.parse("2026")
NUMBERS = {"whole": "4", "done": "3", "still_open": "1"}


def wish(slug: str = "satker-1", period: ReportingPeriod = YEAR) -> Wish:
    return Wish(slug, period)


def found(cast: Cast, code: str, period: ReportingPeriod = YEAR, by: str = "fajar") -> Support:
    view = view_sheet(cast.context, cast.people[by].actor.officer, wish(period=period))
    each = view.row(code)
    assert each is not None
    return each.support


def test_the_golden_sheet_comes_out_of_the_database(cast: Cast) -> None:
    with cast.context.database.transaction() as work:
        store_histories(work, golden_histories(cast.unit("satker-1"), 2025))

    support = found(cast, "A.2.V.ii.a", ReportingPeriod.parse("2025"))

    assert support.percentage == Decimal("92.35")
    assert support.because[0].values == (170, 13, 157)


def test_minutes_that_are_filed_close_the_gap_of_their_quarter_and_withdrawn_ones_open_it(
    cast: Cast,
) -> None:
    code = "A.1.V.iii.c"
    assert [gap.code for gap in found(cast, code).gaps] == ["2026-Q1", "2026-Q2"]

    filed(
        cast,
        "fajar",
        lke_code=code,
        kind=DocumentKind.MINUTES,
        period=ReportingPeriod.parse("2026-Q2"),
    )

    after = found(cast, code)
    assert [gap.code for gap in after.gaps] == ["2026-Q1"]
    assert after.answer == "B"


def test_an_evidence_clerk_sees_the_sheet_as_of_the_last_end_of_a_month(cast: Cast) -> None:
    for by, day in (("fajar", date(2026, 7, 31)), ("budi", date(2026, 8, 3))):
        view = view_sheet(cast.context, cast.people[by].actor.officer, wish())
        assert view.export.figures.question.as_of == day


def test_meetings_that_others_record_count(cast: Cast) -> None:
    asked: list[tuple[str, ReportingPeriod, date]] = []

    def periods(
        _work: Work, unit_id: str, year: ReportingPeriod, as_of: date
    ) -> dict[str, frozenset[ReportingPeriod]]:
        asked.append((unit_id, year, as_of))
        return {"A.1.V.iv.b": frozenset({ReportingPeriod.parse("2026-Q1")})}

    view = view_sheet(cast.context, cast.fajar.actor.officer, wish(), Monev(periods))

    each = view.row("A.1.V.iv.b")
    assert each is not None
    assert [due.state for due in each.support.dues[:2]] == [DueState.FILED, DueState.LACKING]
    assert asked == [(cast.unit("satker-1").id, YEAR, date(2026, 7, 31))]


def test_a_recorded_meeting_leaves_no_gap_in_its_quarter_from_its_day_on(
    cast: Cast, clock: Clock
) -> None:
    held(cast)  # about the second quarter, on 2 July
    for code in ("A.1.V.iii.c", "A.1.V.iv.b"):
        assert [gap.code for gap in found(cast, code).gaps] == ["2026-Q1"]
        assert found(cast, code).answer == "B"
    before = view_sheet(
        cast.context, cast.fajar.actor.officer, Wish("satker-1", YEAR, as_of=date(2026, 6, 30))
    ).row("A.1.V.iii.c")
    assert before is not None
    assert [gap.code for gap in before.support.gaps] == ["2026-Q1", "2026-Q2"]

    clock.at = datetime(2026, 10, 1, 3, tzinfo=UTC)
    assert [gap.code for gap in found(cast, "A.1.V.v.d").gaps] == []  # once in a half-year


def test_meetings_and_the_sheet_know_the_same_gaps(cast: Cast, clock: Clock) -> None:
    """What the table of quarters in a pack calls a gap is one in the sheet of the same pack."""
    held(cast, quarter="2026-Q1", held_on="2026-04-02", kinds=("complaint",))
    held(cast, quarter="2026-Q2", held_on="2026-07-02", kinds=("wbs", "conflict_of_interest"))
    for day in (datetime(2026, 9, 30, 3, tzinfo=UTC), datetime(2027, 1, 5, 3, tzinfo=UTC)):
        clock.at = day
        export = view_sheet(cast.context, cast.budi.actor.officer, wish()).export
        (line,) = export.monev
        by_code = {each.row.code: each.support for each in export.evaluation}
        for kind in (Kind.COMPLAINT, Kind.WBS, Kind.CONFLICT_OF_INTEREST):
            gaps = {q for q, standing in line.standings[kind].items() if standing is Standing.GAP}
            in_sheet = by_code[MONEV_ROWS_OF[kind].evaluated].gaps
            assert gaps == {q for gap in in_sheet for q in gap.quarters}, (day, kind)
            assert gaps or kind is Kind.CONFLICT_OF_INTEREST, (
                day
            )  # its half-year is covered, or not over


def test_what_was_recommended_decides_the_row_instead_of_typed_numbers(cast: Cast) -> None:
    code, typed = "A.1.V.iii.d", NUMBERS
    type_figures(cast.context, cast.fajar.actor.officer, ("satker-1", code, YEAR), typed, 0)
    meeting = held(cast)
    first, second = recommended(cast, meeting), recommended(cast, meeting)
    assert sheet_today(cast, code).because[0].values == (2, 0, 2)
    assert sheet_today(cast, code).answer == "C"

    taken(cast, first, Progress.DONE, proof(cast))
    assert sheet_today(cast, code).answer == "B"
    taken(cast, second, Progress.CANCELLED, note="Sudah tidak relevan")
    assert sheet_today(cast, code).because[0].values == (1, 1, 0)
    assert sheet_today(cast, code).answer == "A"


def sheet_today(cast: Cast, code: str) -> Support:
    return found(cast, code, by="budi")


def test_a_meeting_evaluates_every_month_of_its_quarter(cast: Cast) -> None:
    meeting = held(cast)
    row = cast.context.law.sheet.row("A.1.V.iii.c")
    known = facts(as_of=date(2026, 8, 31), meetings={row.code: frozenset({meeting.quarter})})

    monthly = dues_of(replace(row, cadence="monthly"), known)

    assert [due.period.first_month for due in monthly if due.has_evidence] == [4, 5, 6]


def test_typed_numbers_of_the_year_count_for_its_quarters_unless_they_have_their_own(
    cast: Cast,
) -> None:
    code, quarter = "A.1.V.iii.d", ReportingPeriod.parse("2026-Q2")
    by = cast.fajar.actor.officer
    filed(cast, "fajar", lke_code=code, kind=DocumentKind.OTHER, period=quarter)
    type_figures(cast.context, by, ("satker-1", code, YEAR), NUMBERS, 0)

    assert found(cast, code, quarter).answer == "B"
    all_done = NUMBERS | {"done": "4", "still_open": "0"}
    type_figures(cast.context, by, ("satker-1", code, quarter), all_done, 0)
    assert found(cast, code, quarter).answer == "A"
    assert found(cast, code).answer == "B"


def test_an_export_of_several_units_holds_no_sheet(cast: Cast) -> None:
    by = cast.dewi.actor.officer
    both = Wish("kanwil-a", YEAR, with_subtree=True)

    assert evaluated(cast.context, read_figures(cast.context, by, both)).evaluation == ()
    one = Wish("kanwil-a", YEAR)
    rows = evaluated(cast.context, read_figures(cast.context, by, one)).evaluation
    assert len(rows) == 22


@pytest.mark.parametrize("username", ["citra", "eko", "gita"])
def test_a_stranger_finds_neither_sheet_nor_calendar(cast: Cast, username: str) -> None:
    by = cast.people[username].actor.officer

    with pytest.raises(NotFound):
        view_sheet(cast.context, by, wish())
    with pytest.raises(NotFound):
        schedule(cast.context, by, "satker-1")


def test_who_has_nothing_to_do_with_evidence_is_refused(cast: Cast) -> None:
    by = cast.ratna.actor.officer

    with pytest.raises(NotAllowed):
        view_sheet(cast.context, by, wish())
    with pytest.raises(NotAllowed):
        schedule(cast.context, by)


def test_a_period_that_has_not_begun_has_no_sheet_and_takes_no_answer(cast: Cast) -> None:
    ahead = ReportingPeriod.parse("2027")
    by = cast.fajar.actor.officer

    with pytest.raises(InvalidForm):
        view_sheet(cast.context, by, wish(period=ahead))
    with pytest.raises(InvalidForm):
        say(cast.context, by, ("satker-1", "A.1.V.i.a", ahead), Side.UNIT, {}, 0)
