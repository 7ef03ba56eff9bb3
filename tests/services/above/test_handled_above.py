"""What a unit without desks reads of the cases above it, from reports as they come in, attacked by its accused head."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from tests.cast import Cast, Person
from tests.conftest import MONDAY, Clock
from tests.custodians import answer, confidential, enrol, everybody
from tests.reports import Reported, report
from tests.services.counting import statements
from wbs.domain.case import Outcome, OutcomeDetail
from wbs.domain.custodian import CustodyRules
from wbs.domain.errors import NotAllowed, NotFound
from wbs.domain.event import CustodyAct
from wbs.domain.handled_above import HandledAbove, Hidden, Withheld
from wbs.domain.kinds import DeskKind, Kind, Role
from wbs.domain.officer import Officer
from wbs.domain.span import ReportingPeriod
from wbs.services.above.settle import settle_due
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.services.context import Context
from wbs.services.custodians.appoint_custodian import set_custody_rules
from wbs.services.custodians.request_opening import request_identity
from wbs.services.documents.export_figures import Wish, read_figures
from wbs.services.routing.ask_inspectorate import ask_inspectorate
from wbs.services.routing.hand_across import HandAcross, hand_across
from wbs.services.routing.hand_over import HandOver, hand_over
from wbs.services.routing.reroute_case import reroute
from wbs.services.routing.take_over import take_over
from wbs.store.schema.cases import CaseKeyBoxRow, CaseRow
from wbs.store.schema.ledger import CustodyRow
from wbs.store.schema.people import DeskKeyRow, DeskRow

Q3 = ReportingPeriod.parse("2026-Q3")
AUTUMN = datetime(2026, 9, 28, 9, tzinfo=MONDAY.tzinfo)
FROZEN = datetime(2026, 10, 31, 9, tzinfo=MONDAY.tzinfo)
FROZEN_ON = FROZEN.date()
FEW = (None, None, Withheld.FEW)
FIVE = (5, 9, None)
Shown = tuple[int | None, int | None, Withheld | None]
ILLOGICAL = (Outcome.NOT_ACTIONABLE, OutcomeDetail.ILLOGICAL)
SATKER_4 = "satker-4"  # no desk of any kind; kanwil-b above it has them, where hadi sits


@pytest.fixture
def sri(cast: Cast, clock: Clock) -> Officer:
    """The evidence clerk of a unit without desks, in the hands of its head."""
    clerk = enrol(cast, "sri", SATKER_4, Role.EVIDENCE).actor.officer
    clock.at = AUTUMN
    return clerk


def came(cast: Cast, how_many: int, kind: Kind = Kind.WBS, **fields: str) -> list[Reported]:
    return [report(cast.context, unit=SATKER_4, kind=kind, **fields) for _ in range(how_many)]


def close(cast: Cast, *cases: Reported, by: str = "hadi") -> None:
    """Closed by the desk above: nothing of them is ever overdue."""
    words = Words(grounds="Tidak masuk akal.")
    for each in cases:
        close_case(cast.context, cast.people[by].actor, each.case_id, *ILLOGICAL, words)


def worked_on(cast: Cast, how_many: int, kind: Kind = Kind.WBS, **fields: str) -> list[Reported]:
    cases = came(cast, how_many, kind, **fields)
    close(cast, *cases)
    return cases


def freeze(cast: Cast, clock: Clock) -> int:
    clock.at = max(clock.at, FROZEN)
    return settle_due(cast.context)


def told(
    context: Context,
    by: Officer | None,
    slug: str = SATKER_4,
    *,
    period: ReportingPeriod = Q3,
    as_of: date = FROZEN_ON,
    with_subtree: bool = False,
) -> HandledAbove:
    return read_figures(context, by, Wish(slug, period, as_of, with_subtree)).above


def shown(context: Context, by: Officer, kind: Kind = Kind.WBS) -> Shown:
    (line,) = [line for line in told(context, by).lines if line.kind is kind]
    return line.least, line.most, line.withheld


@pytest.mark.parametrize("kind", [Kind.WBS, Kind.COMPLAINT])
def test_a_unit_without_desks_reads_how_many_came_in_in_steps_of_five(
    cast: Cast, sri: Officer, clock: Clock, kind: Kind
) -> None:
    worked_on(cast, 6, kind)

    assert freeze(cast, clock) == 1

    assert shown(cast.context, sri, kind) == FIVE
    other = {Kind.WBS: Kind.COMPLAINT, Kind.COMPLAINT: Kind.WBS}[kind]
    assert shown(cast.context, sri, other) == FEW
    assert told(cast.context, sri).deskless == {Kind.WBS, Kind.COMPLAINT}


def test_none_and_four_read_the_same(cast: Cast, sri: Officer, clock: Clock) -> None:
    worked_on(cast, 4)
    freeze(cast, clock)

    whole = read_figures(cast.context, sri, Wish(SATKER_4, Q3, FROZEN.date()))
    with_four = told(cast.context, sri)

    assert whole.figures.kinds[Kind.WBS].total.received == 0
    assert {line.withheld for line in with_four.lines} == {Withheld.FEW}
    wbs, complaints = (
        replace(line, kind=Kind.WBS)
        for kind in (Kind.WBS, Kind.COMPLAINT)
        for line in with_four.lines
        if line.kind is kind
    )
    assert wbs == complaints  # of which none came


def test_the_three_numbers_stay_where_the_desk_is(cast: Cast, sri: Officer, clock: Clock) -> None:
    worked_on(cast, 5)
    freeze(cast, clock)
    by = cast.dewi.actor.officer

    own, above = (
        read_figures(cast.context, by, Wish(slug, Q3, FROZEN.date())).figures
        for slug in (SATKER_4, "kanwil-b")
    )

    assert own.kinds[Kind.WBS].total.received == 0
    assert above.kinds[Kind.WBS].total.received == 5


CONCERNED: Mapping[str, Mapping[str, str]] = {
    "the head": {"concerns_head": "yes"},
    "maybe the head": {"concerns_head": "unknown"},
    "a desk": {"concerns_desk": "yes"},
    "maybe a desk": {"concerns_desk": "unknown"},
    "somebody excluded": {"exclude": "Bagian umum"},
    "the head by name": {"who": "Putu Wirawan"},
    "the head by name and title": {"who": "Bapak I Putu Wirawan, S.H. selaku kepala"},
    "the clerk who reads the figures": {"who": "Sri"},
    "a member of the desk above": {"who": "hadi NUGROHO"},
    "the head of the unit above": {"who": "Nina Kartika"},
    "the inspectorate": {"who": "Dewi Anggraini"},
    "a head of another unit": {"who": "Lina Marlina"},
    "a member of another desk": {"who": "Budi Santoso"},
}


@pytest.mark.parametrize("kind", [Kind.WBS, Kind.COMPLAINT])
@pytest.mark.parametrize("concerned", CONCERNED)
def test_a_case_that_may_concern_somebody_is_not_the_fifth(
    cast: Cast, sri: Officer, clock: Clock, concerned: str, kind: Kind
) -> None:
    worked_on(cast, 4, kind)
    (case,) = came(cast, 1, kind, **CONCERNED[concerned])
    at = next(p for p in ("hadi", "dewi") if is_at(cast, p, case))
    close(cast, case, by=at)

    freeze(cast, clock)

    assert shown(cast.context, sri, kind) == FEW


def is_at(cast: Cast, username: str, case: Reported) -> bool:
    try:
        open_case(cast.context, cast.people[username].actor, case.case_id)
    except NotFound:
        return False
    return True


def test_a_name_nobody_here_bears_changes_nothing(cast: Cast, sri: Officer, clock: Clock) -> None:
    worked_on(cast, 4)
    worked_on(cast, 1, who="Orang Luar, pemilik toko")

    freeze(cast, clock)

    assert shown(cast.context, sri) == FIVE


@pytest.mark.parametrize("has_inspectorate", [True, False])
def test_a_category_for_the_inspectorate_is_not_counted_though_none_is_there(
    cast: Cast, sri: Officer, clock: Clock, has_inspectorate: bool
) -> None:
    worked_on(cast, 4)
    law = cast.context.law
    marked = tuple(replace(category, to_inspectorate=True) for category in law.categories)
    marking = replace(cast, context=replace(cast.context, law=replace(law, categories=marked)))
    if not has_inspectorate:
        desk = cast.desk("inspektorat", DeskKind.INSPECTORATE)
        with cast.context.database.transaction() as work:
            work.execute(update(DeskRow).where(DeskRow.id == desk.id).values(is_closed=True))
    (case,) = came(marking, 1)
    close(cast, case, by="dewi" if has_inspectorate else "hadi")

    freeze(cast, clock)

    assert shown(cast.context, sri) == FEW


def handed_over(cast: Cast, case: Reported) -> None:
    to = cast.desk("inspektorat", DeskKind.INSPECTORATE).id
    hand_over(cast.context, cast.hadi.actor, case.case_id, HandOver(to, "Bukan urusan kami."))


def handed_over_for_a_conflict(cast: Cast, case: Reported) -> None:
    to = cast.desk("inspektorat", DeskKind.INSPECTORATE).id
    asked = HandOver(to, "Menyangkut meja kami.", is_concerned=True)
    hand_over(cast.context, cast.hadi.actor, case.case_id, asked)


def handed_over_in_the_unit(cast: Cast, case: Reported) -> None:
    to = cast.desk("kanwil-b", DeskKind.WBS).id
    hand_over(cast.context, cast.hadi.actor, case.case_id, HandOver(to, "Ini laporan WBS."))


def handed_across(cast: Cast, case: Reported) -> None:
    answers = {"concerns_head": "no", "concerns_desk": "no"}
    asked = HandAcross("satker-2", answers, "Milik Satuan Kerja Dua.")
    hand_across(cast.context, cast.hadi.actor, case.case_id, asked)


def rerouted(cast: Cast, case: Reported) -> None:
    reroute(cast.context, case.enter(cast.context), {"concerns_head": "yes"})


def looked_into(cast: Cast, case: Reported) -> None:
    ask_inspectorate(cast.context, case.enter(cast.context))


def taken_over(cast: Cast, case: Reported) -> None:
    looked_into(cast, case)
    take_over(cast.context, cast.dewi.actor, case.case_id, "Menyangkut beberapa unit.")


MOVES: list[Callable[[Cast, Reported], None]] = [
    *(handed_over, handed_over_for_a_conflict, handed_across),
    *(rerouted, looked_into, taken_over),
]


@pytest.mark.parametrize("move", MOVES)
def test_a_case_that_went_elsewhere_or_was_looked_into_is_not_the_fifth(
    cast: Cast, sri: Officer, clock: Clock, move: Callable[[Cast, Reported], None]
) -> None:
    worked_on(cast, 4)
    (case,) = came(cast, 1)
    move(cast, case)
    for person in ("hadi", "dewi", "citra"):
        if is_in_charge(cast, person, case):
            close(cast, case, by=person)

    freeze(cast, clock)

    assert shown(cast.context, sri) == FEW


def test_nor_is_one_that_went_to_another_desk_of_the_same_unit(
    cast: Cast, sri: Officer, clock: Clock
) -> None:
    worked_on(cast, 4, Kind.COMPLAINT)
    (case,) = came(cast, 1, Kind.COMPLAINT)
    handed_over_in_the_unit(cast, case)
    close(cast, case)

    freeze(cast, clock)

    assert shown(cast.context, sri, Kind.COMPLAINT) == FEW


def is_in_charge(cast: Cast, username: str, case: Reported) -> bool:
    try:
        return open_case(cast.context, cast.people[username].actor, case.case_id).is_in_charge
    except NotFound:
        return False


@pytest.mark.parametrize("move", MOVES)
def test_what_is_done_with_a_case_after_freezing_changes_nothing(
    cast: Cast, sri: Officer, clock: Clock, move: Callable[[Cast, Reported], None]
) -> None:
    worked_on(cast, 4)
    (case,) = came(cast, 1)
    send_message(cast.context, cast.hadi.actor, case.case_id, "Terima kasih, kami tindak lanjuti.")
    freeze(cast, clock)
    before = told(cast.context, sri)
    assert shown(cast.context, sri) == FIVE

    move(cast, case)
    clock.move(days=1)

    assert freeze(cast, clock) == 0
    assert told(cast.context, sri) == before


def test_a_case_that_was_let_lie_until_the_inspectorate_hears_of_it_is_not_counted(
    cast: Cast, sri: Officer, clock: Clock
) -> None:
    worked_on(cast, 4)
    clock.at = MONDAY + timedelta(days=3)
    (late,) = came(cast, 1)
    clock.at = AUTUMN
    close(cast, late)  # late, and nothing of it is open any more

    freeze(cast, clock)

    assert shown(cast.context, sri) == FEW


def test_asking_who_reported_is_daily_work(cast: Cast, sri: Officer, clock: Clock) -> None:
    custodians = everybody(cast)
    clock.at = AUTUMN
    worked_on(cast, 4)
    case = confidential(cast.context, unit=SATKER_4)
    request_identity(cast.context, cast.hadi.actor, case.case_id, "Saksi harus didengar.")
    answer(cast, custodians.omar)
    close(cast, case)

    freeze(cast, clock)

    assert shown(cast.context, sri) == FIVE


def test_an_escrow_copy_alone_takes_no_case_out(cast: Cast, sri: Officer, clock: Clock) -> None:
    everybody(cast)
    by, unit_id = cast.ratna.actor.officer, cast.unit(SATKER_4).id
    set_custody_rules(cast.context, by, unit_id, CustodyRules(2, has_escrow=True))
    clock.at = AUTUMN
    worked_on(cast, 5)

    freeze(cast, clock)

    assert shown(cast.context, sri) == FIVE


def test_a_case_that_was_erased_before_freezing_is_counted_still(
    cast: Cast, sri: Officer, clock: Clock
) -> None:
    worked_on(cast, 5)
    with cast.context.database.transaction() as work:
        for row in (CaseKeyBoxRow, CaseRow):
            work.execute(delete(row))

    freeze(cast, clock)

    assert shown(cast.context, sri) == FIVE


def test_a_quarter_before_the_reasons_were_told_apart_is_never_frozen(
    cast: Cast, sri: Officer, clock: Clock
) -> None:
    cases = worked_on(cast, 6)
    with cast.context.database.transaction() as work:
        routed = CustodyRow.act == CustodyAct.CASE_ROUTED.value
        work.execute(update(CustodyRow).where(routed).values(reason="no_active_desk"))
    assert cases

    assert freeze(cast, clock) == 0

    assert shown(cast.context, sri) == (None, None, Withheld.NOT_KEPT)


def test_of_quarters_that_cannot_be_told_the_custody_log_is_asked_once_a_day(
    cast: Cast, clock: Clock
) -> None:
    assert worked_on(cast, 1)
    with cast.context.database.transaction() as work:
        routed = CustodyRow.act == CustodyAct.CASE_ROUTED.value
        work.execute(update(CustodyRow).where(routed).values(reason="no_active_desk"))

    def asked() -> int:
        with statements(cast.context.database) as sent:
            assert freeze(cast, clock) == 0
        return sum("FROM custody" in each for each in sent)

    assert [asked(), asked(), asked()] == [2, 0, 0]
    clock.move(days=1)
    assert [asked(), asked()] == [2, 0]


def test_nothing_is_said_before_the_month_after_the_quarter_is_over(
    cast: Cast, sri: Officer, clock: Clock
) -> None:
    worked_on(cast, 6)
    clock.at = FROZEN - timedelta(days=1)
    assert settle_due(cast.context) == 0
    freeze(cast, clock)

    for as_of in (date(2026, 9, 30), date(2026, 8, 31)):
        lines = told(cast.context, sri, as_of=as_of).lines
        assert {line.withheld for line in lines} == {Withheld.NOT_FROZEN}


@pytest.mark.parametrize("code", ["2026-07", "2026-09", "2026-Q3", "2026-S2", "2026"])
def test_whatever_period_is_asked_for_a_quarter_says_the_same(
    cast: Cast, sri: Officer, clock: Clock, code: str
) -> None:
    worked_on(cast, 6)
    freeze(cast, clock)
    clock.move(days=60)
    period = ReportingPeriod.parse(code)

    lines = told(cast.context, sri, period=period, as_of=date(2026, 10, 31)).lines

    assert {line.quarter for line in lines} <= set(period.quarters)
    (found,) = [line for line in lines if (line.kind, line.quarter) == (Kind.WBS, Q3)]
    assert found.least == 5


def test_two_processes_freeze_a_quarter_once(cast: Cast, sri: Officer, clock: Clock) -> None:
    worked_on(cast, 5)
    clock.at = FROZEN

    with ThreadPoolExecutor(4) as pool:
        frozen = list(pool.map(settle_due, [cast.context] * 4))

    assert sum(frozen) == 1
    assert shown(cast.context, sri) == FIVE


def test_nobody_but_those_who_see_the_units_figures_is_told(
    cast: Cast, sri: Officer, clock: Clock
) -> None:
    worked_on(cast, 5)
    freeze(cast, clock)

    for stranger in (cast.hadi, cast.budi, cast.eko, cast.fajar):
        with pytest.raises(NotFound):
            told(cast.context, stranger.actor.officer)
    with pytest.raises(NotAllowed):
        told(cast.context, cast.ratna.actor.officer)
    for insider in (sri, cast.dewi.actor.officer, None):
        assert [line.least for line in told(cast.context, insider).lines] == [None, 5]


@pytest.mark.parametrize("how_many", [0, 7])
def test_whoever_reads_the_figures_of_the_unit_above_is_shown_none_of_it(
    cast: Cast, sri: Officer, clock: Clock, how_many: int
) -> None:
    clerk = enrol(cast, "tono", "kanwil-b", Role.EVIDENCE).actor.officer
    worked_on(cast, how_many)
    freeze(cast, clock)

    alone = told(cast.context, clerk)
    together = told(cast.context, clerk, "kanwil-b", with_subtree=True)

    both = frozenset({Kind.WBS, Kind.COMPLAINT})
    assert alone == HandledAbove(both, hidden=Hidden.COUNTED_IN_YOURS)
    assert together == HandledAbove(hidden=Hidden.SEVERAL_UNITS)


def test_a_unit_with_one_desk_is_told_of_the_other_kind_alone(cast: Cast, clock: Clock) -> None:
    clock.at = FROZEN
    settle_due(cast.context)
    fourth = ReportingPeriod.parse("2026-Q4")

    above = told(cast.context, cast.eko.actor.officer, "satker-3", period=fourth)

    assert above.deskless == {Kind.COMPLAINT}
    assert {line.kind for line in above.lines} == {Kind.COMPLAINT}


def test_a_unit_with_desks_is_told_nothing(cast: Cast, clock: Clock) -> None:
    year = ReportingPeriod.parse("2026-Q4")
    clock.at = FROZEN

    assert told(cast.context, cast.budi.actor.officer, "satker-1", period=year) == HandledAbove()


def test_a_unit_that_got_its_desk_later_still_reads_of_the_quarters_before(
    cast: Cast, person_with_desk: Person, clock: Clock
) -> None:
    by = person_with_desk.actor.officer
    clock.at = FROZEN
    settle_due(cast.context)

    in_q3, in_q4 = (
        told(cast.context, by, "satker-1", period=ReportingPeriod.parse(f"2026-Q{n}"))
        for n in (3, 4)
    )

    assert in_q3.deskless == in_q4.deskless == frozenset()
    assert [line.kind for line in in_q3.lines] == [Kind.COMPLAINT, Kind.WBS]
    assert in_q4.lines == ()


@pytest.fixture
def person_with_desk(cast: Cast) -> Person:
    """*budi*, whose desks had their first keys in the middle of the third quarter."""
    with cast.context.database.reading() as work:
        days = {row.made_on for row in work.query(DeskKeyRow)}
    assert all(Q3.start < day <= Q3.end for day in days)
    return cast.budi
