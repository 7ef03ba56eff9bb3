"""Units side by side: whose they are, what is in them, and that sixty cost as many statements as seven."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.cast import Cast
from tests.conftest import MONDAY, Clock
from tests.exports import closed_case
from tests.histories import store_histories
from tests.monev import held
from tests.services.counting import statements
from wbs.domain import counting
from wbs.domain.clocks import Clock as CaseClock
from wbs.domain.comparison import Alert, UnitLine
from wbs.domain.errors import Invalid, NotAllowed, NotFound, Tampered
from wbs.domain.evaluation.answers import PERCENT, Said, SheetAnswer, Side
from wbs.domain.event import CustodyAct
from wbs.domain.figures import Window
from wbs.domain.history import History
from wbs.domain.kinds import Kind, UnitKind
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.domain.unit_profile import ZiStage
from wbs.services.agency.unit_profile import enter_stage
from wbs.services.comparison.compare import Comparison, Wish, compare, take_comparison
from wbs.services.comparison.ports import PORTS, Ports
from wbs.store.agency.units import add_unit, all_units
from wbs.store.database import Work
from wbs.store.evidence.evaluation import add_answer
from wbs.store.plain import table_of
from wbs.store.rules.law import Law
from wbs.store.schema.ledger import CountedSpanRow, CustodyRow
from wbs.store.schema.people import OfficerRow

Q2 = ReportingPeriod.parse("2026-Q2")
OCTOBER = datetime(2026, 10, 5, 9, tzinfo=MONDAY.tzinfo)
OFFICERS = table_of(OfficerRow)
ALL, NONE = Wish(), Ports()
EVERYBODY = {
    *("inspektorat", "kanwil-a", "kanwil-b"),
    *("satker-1", "satker-2", "satker-3", "satker-4"),
}


def store(cast: Cast, *histories: History) -> None:
    with cast.context.database.transaction() as work:
        store_histories(work, histories)


def asked(cast: Cast, username: str, wish: Wish = ALL, ports: Ports = NONE) -> Comparison:
    return compare(cast.context, cast.people[username].actor.officer, wish, ports)


def line_of(found: Comparison, slug: str) -> UnitLine:
    return next(line for line in found.lines if line.unit.slug == slug)


def register(cast: Cast) -> list[History]:
    """Cases of satker-1 and satker-2 in two quarters; one still open in satker-2, with a clock that ran out."""
    one, two = cast.unit("satker-1"), cast.unit("satker-2")
    late = CaseClock("wbs_review", date(2026, 4, 6), date(2026, 5, 4))
    in_april = {"received_on": date(2026, 4, 6), "counted_on": date(2026, 4, 7)}
    return [
        closed_case(1, unit=one, closed_on=date(2026, 5, 4), **in_april),  # type: ignore[arg-type]
        closed_case(2, unit=one, kind=Kind.WBS, closed_on=date(2026, 7, 6), **in_april),  # type: ignore[arg-type]
        closed_case(3, unit=two, closed_on=None, clocks=(late,), **in_april),  # type: ignore[arg-type]
        closed_case(4, unit=two),
    ]


@pytest.mark.parametrize(
    ("username", "slugs", "as_of"),
    [
        ("dewi", EVERYBODY, date(2026, 8, 3)),
        ("budi", {"satker-1"}, date(2026, 8, 3)),
        ("gita", {"kanwil-a"}, date(2026, 8, 3)),
        ("fajar", {"satker-1"}, date(2026, 7, 31)),
    ],
)
def test_each_sees_the_units_of_their_exports(
    cast: Cast, username: str, slugs: set[str], as_of: date
) -> None:
    found = asked(cast, username)

    assert {line.unit.slug for line in found.lines} == slugs
    assert found.as_of == as_of


def test_an_evidence_clerk_of_a_regional_office_sees_all_units_below(cast: Cast) -> None:
    with cast.context.database.transaction() as work:
        work.execute(
            OFFICERS.update()
            .where(OFFICERS.c.id == cast.fajar.actor.officer.id)
            .values(unit_id=cast.unit("kanwil-a").id)
        )
    fajar = cast.now(cast.fajar).officer

    found = compare(cast.context, fajar, Wish())

    assert {line.unit.slug for line in found.lines} == {"kanwil-a", "satker-1", "satker-2"}
    assert [unit.slug for unit in found.tops] == ["kanwil-a"]
    with pytest.raises(NotFound):
        compare(cast.context, fajar, Wish("kanwil-b"))


def test_who_exports_no_figures_sees_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        asked(cast, "ratna")


def test_strangers_units_are_as_little_there_as_none(cast: Cast) -> None:
    for username, slug in (("budi", "satker-2"), ("citra", "satker-1"), ("budi", "no-such-unit")):
        with pytest.raises(NotFound, match="no such unit"):
            asked(cast, username, Wish(slug))


def test_the_numbers_are_those_of_the_figures_quarter_by_quarter(cast: Cast, clock: Clock) -> None:
    histories = register(cast)
    store(cast, *histories)
    clock.at = OCTOBER

    found = asked(cast, "dewi", Wish(quarter=Q2))

    for line in found.lines:
        own = [h for h in histories if h.unit_id == line.unit.id]
        for quarter, kinds in line.quarters.items():
            window = Window(quarter.start, quarter.end, quarter.end)
            for kind in (Kind.COMPLAINT, Kind.WBS):
                expected = counting.line([h for h in own if h.kind is kind], window)
                assert kinds[kind] == expected, (line.unit.slug, quarter, kind)
    assert [q.code for q in found.lines[0].quarters] == ["2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3"]


def test_what_is_late_presses_and_comes_first(cast: Cast) -> None:
    store(cast, *register(cast))

    found = asked(cast, "dewi")

    assert found.lines[0].unit.slug == "satker-2"
    assert (found.lines[0].overdue, found.lines[0].alerts[0]) == (1, Alert.OVERDUE)
    assert line_of(found, "satker-1").overdue == 0


def test_late_is_what_was_late_on_the_day_looked_from(cast: Cast, clock: Clock) -> None:
    unit = cast.unit("satker-1")
    met = CaseClock("wbs_review", date(2026, 4, 6), date(2026, 7, 6), date(2026, 7, 20))
    gone = CaseClock("wbs_review", date(2026, 4, 6), date(2026, 7, 6), date(2026, 7, 20), True)
    theirs = CaseClock("reporter_silence", date(2026, 4, 6), date(2026, 5, 6))
    plain = closed_case(0, unit=unit, received_on=date(2026, 4, 6), closed_on=None)
    clocks = (met, gone, theirs)
    store(cast, *(replace(plain, log_id=f"{n:032x}", clocks=(c,)) for n, c in enumerate(clocks)))
    late = []
    for day in (7, 10, 21):
        clock.at = datetime(2026, 7, day, 9, tzinfo=MONDAY.tzinfo)
        late.append(line_of(asked(cast, "dewi"), "satker-1").overdue)

    assert late == [2, 2, 0]


def test_desks_are_told_by_the_one_with_fewest(cast: Cast) -> None:
    found = asked(cast, "dewi")

    assert line_of(found, "satker-1").fewest == 2
    assert Alert.ONE_AT_DESK in line_of(found, "satker-2").alerts
    assert line_of(found, "satker-4").fewest is None  # no desk: worked on above


def test_a_unit_whose_cases_are_worked_on_above_has_its_own_figures(cast: Cast) -> None:
    store(cast, closed_case(1, unit=cast.unit("satker-4"), closed_on=None))

    line = line_of(asked(cast, "dewi"), "satker-4")

    assert line.latest[Kind.COMPLAINT].follow_up.harus == 1
    assert Alert.ONE_AT_DESK not in line.alerts


def test_what_other_rooms_know_stands_beside(cast: Cast, clock: Clock) -> None:
    clock.at = datetime(2027, 1, 5, 9, tzinfo=MONDAY.tzinfo)
    satker = cast.unit("satker-1").id

    def monev(_work: Work, _law: Law, _ids: Collection[str], _day: date) -> Mapping[str, date]:
        return {satker: date(2026, 11, 14)}

    def points(_work: Work, _law: Law, _ids: Collection[str], _day: date) -> Mapping[str, Decimal]:
        return {satker: Decimal("8.5")}

    def stage(_work: Work, _law: Law, _ids: Collection[str], _day: date) -> Mapping[str, ZiStage]:
        return {satker: ZiStage.BUILDING}

    found = asked(cast, "dewi", ports=Ports(monev, points, stage))

    line = line_of(found, "satker-1")
    assert (line.last_monev, line.area_points) == (date(2026, 11, 14), Decimal("8.5"))
    assert line.zi_stage == ZiStage.BUILDING
    assert Alert.BELOW_WBK in line.alerts
    assert Alert.NO_MONEV not in line.alerts
    assert Alert.NO_MONEV in line_of(found, "satker-2").alerts


def test_the_rooms_of_this_house_tell_monev_stage_and_share(cast: Cast, clock: Clock) -> None:
    held(cast)
    held(cast, "citra", quarter="2026-Q3", held_on="2026-12-01")  # planned: not held yet
    admin = cast.ratna.actor.officer
    for stage, day in (("declared", "2026-02-03"), ("building", "2026-08-01")):
        enter_stage(cast.context, admin, "satker-1", stage, day)
    answer_all(cast, cast.unit("satker-1"))

    found = asked(cast, "dewi", ports=PORTS)

    line, other = line_of(found, "satker-1"), line_of(found, "satker-2")
    assert (line.last_monev, line.zi_stage) == (date(2026, 7, 2), ZiStage.BUILDING)
    assert line.area_points == 5  # the three percentages
    assert Alert.BELOW_WBK in line.alerts
    assert (other.last_monev, other.zi_stage, other.area_points) == (None, None, None)

    before = asked(cast, "dewi", Wish(quarter=Q2), PORTS)  # as of 30 June
    early = line_of(before, "satker-1")
    assert (early.last_monev, early.zi_stage) == (None, ZiStage.DECLARED)
    assert early.area_points is None

    clock.at = datetime(2027, 1, 5, 9, tzinfo=MONDAY.tzinfo)
    late = asked(cast, "dewi", ports=PORTS)
    assert Alert.NO_MONEV in line_of(late, "satker-1").alerts
    assert Alert.NO_MONEV not in line_of(late, "satker-2").alerts


def test_one_question_left_open_leaves_the_share_of_the_unit_open(cast: Cast) -> None:
    answer_all(cast, cast.unit("satker-1"), but="A.1.V.iii.c")

    line = line_of(asked(cast, "dewi", ports=PORTS), "satker-1")

    assert line.area_points is None
    assert not {Alert.BELOW_WBK, Alert.BELOW_WBBM} & set(line.alerts)


def answer_all(cast: Cast, unit: Unit, but: str = "") -> None:
    """Every question of the year is answered for the unit: the worst letter, and 100 where a percentage is asked."""
    year, by = ReportingPeriod.parse("2026"), cast.fajar.actor.officer.id
    rows = [row for area in cast.context.law.sheet.sub_areas for row in area.rows]
    with cast.context.database.transaction() as work:
        for row in rows:
            if row.code != but:
                said = Said("100" if row.scale == PERCENT else list(row.criteria)[-1])
                on = cast.context.today()
                add_answer(work, SheetAnswer(unit.id, row.code, year, Side.UNIT, 1, said, on, by))


def _add_units(cast: Cast, how_many: int) -> None:
    parent = cast.unit("kanwil-a").id
    with cast.context.database.transaction() as work:
        for n in range(how_many):
            new = Unit(f"{n:032x}", f"kantor-{n}", f"Kantor {n}", UnitKind.WORK_UNIT, parent)
            add_unit(work, new)


@pytest.mark.parametrize(("ports", "most"), [(NONE, 14), (PORTS, 17)])
def test_sixty_units_cost_as_many_statements_as_seven(cast: Cast, ports: Ports, most: int) -> None:
    store(cast, *register(cast))
    held(cast)
    answer_all(cast, cast.unit("satker-1"))
    with statements(cast.context.database) as few:
        asked(cast, "dewi", ports=ports)
    _add_units(cast, 60)
    with cast.context.database.reading() as work:
        units = [u for u in all_units(work).values() if u.slug.startswith("kantor-")]
    store(cast, *(closed_case(n, unit=u, closed_on=None) for n, u in enumerate(units)))

    for each in units[:20]:
        answer_all(cast, each)
        enter_stage(cast.context, cast.ratna.actor.officer, each.slug, "building", "2026-08-01")

    with statements(cast.context.database) as many:
        found = asked(cast, "dewi", ports=ports)

    assert len(found.lines) == 67
    assert len(many) == len(few) <= most


def test_a_comparison_taken_along_is_written_down_and_a_look_is_not(cast: Cast) -> None:
    asked(cast, "dewi")
    take_comparison(cast.context, cast.dewi.actor.officer, Wish("kanwil-a"))

    with cast.context.database.reading() as work:
        rows = work.scalars(
            select(CustodyRow).where(CustodyRow.act == CustodyAct.FIGURES_EXPORTED.value)
        ).all()
    (row,) = rows
    assert row.unit_id == cast.unit("kanwil-a").id
    assert row.reason == "2026-Q3 2026-08-03 comparison"


def test_numbers_that_contradict_each_other_are_not_shown(cast: Cast) -> None:
    store(cast, *register(cast))
    with cast.context.database.transaction() as work:
        span = {"log_id": f"{3:032x}", "ordinal": 1, "counted_on": date(2026, 4, 8)}
        work.add(CountedSpanRow(**span, closed_on=date(2026, 4, 9)))

    with pytest.raises(Tampered):
        asked(cast, "dewi", Wish(quarter=Q2))


def test_a_quarter_that_has_not_begun_is_a_slip(cast: Cast) -> None:
    with pytest.raises(Invalid, match="not_begun"):
        asked(cast, "dewi", Wish(quarter=ReportingPeriod.parse("2027-Q1")))


def test_a_new_house_is_not_blamed_for_quarters_before_it(cast: Cast, clock: Clock) -> None:
    def nihil() -> set[str]:
        found = asked(cast, "dewi")
        return {line.unit.slug for line in found.lines if Alert.NIHIL_AGAIN in line.alerts}

    assert nihil() == set()
    clock.at = datetime(2027, 4, 1, 9, tzinfo=MONDAY.tzinfo)  # two whole quarters later
    assert nihil() == EVERYBODY


def test_the_rooms_of_monev_and_profiles_tell_what_they_know(cast: Cast, clock: Clock) -> None:
    held(cast)
    enter_stage(cast.context, cast.ratna.actor.officer, "satker-1", "chosen", "2026-07-01")
    enter_stage(cast.context, cast.ratna.actor.officer, "satker-1", "building", "2026-08-01")

    line = line_of(asked(cast, "dewi", ports=PORTS), "satker-1")
    before = asked(cast, "dewi", Wish(quarter=Q2), ports=PORTS)

    assert line.zi_stage is ZiStage.BUILDING
    assert line.last_monev is not None
    assert line.last_monev <= clock.at.date()
    assert line_of(before, "satker-1").zi_stage is None
    assert line_of(asked(cast, "dewi", ports=PORTS), "satker-2").last_monev is None
