"""Handing a case over: who can open it before and after, where it counts, and who is kept from it."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.cast import Cast, Person
from tests.reports import Reported, disclose, report
from tests.services.at_once import at_once
from wbs.domain.case import Case, Outcome, OutcomeDetail, Stage
from wbs.domain.errors import Invalid, NotAllowed, NotFound, Refused, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.figures import FollowUp, Question
from wbs.domain.inbox import Filters, Standing
from wbs.domain.kinds import Channel, DeskKind, Kind
from wbs.domain.span import ReportingPeriod
from wbs.sealing.keypair import fingerprint
from wbs.services.cases.decision import Words
from wbs.services.cases.inbox import inbox
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.keys.confirm_member import confirm_member
from wbs.services.keys.propose_member import propose_member
from wbs.services.routing.hand_over import HandOver, hand_over, takers_of
from wbs.services.routing.reroute_case import reroute
from wbs.services.tracking.track_case import read_case
from wbs.store.cases import cases, routing
from wbs.store.database import Database
from wbs.store.figures import figures as figure_rows
from wbs.store.schema.ledger import CustodyRow, EventRow

WHY = "Perkara ini di luar kewenangan meja kami."
YEAR = ReportingPeriod.parse("2026")


def to(desk_id: str, *, is_concerned: bool = False, grounds: str = WHY) -> HandOver:
    return HandOver(desk_id, grounds, is_concerned)


def stored(context: Context, case_id: str) -> Case:
    with context.database.reading() as work:
        return cases.get(work, case_id)


def holders(context: Context, case_id: str) -> frozenset[str]:
    with context.database.reading() as work:
        return cases.desks_holding(work, case_id)


def listed(context: Context, person: Person) -> set[str]:
    return {case.id for case in inbox(context, person.actor, Filters(Standing.ALL), None).cases}


def three_numbers(context: Context, unit_id: str, kind: Kind = Kind.WBS) -> FollowUp:
    question = Question(frozenset({unit_id}), YEAR, context.today())
    with context.database.reading() as work:
        return figure_rows.figures(work, question).kinds[kind].total.follow_up


def acts(database: Database, act: CustodyAct) -> list[CustodyRow]:
    with database.reading() as work:
        rows = list(work.scalars(select(CustodyRow).where(CustodyRow.act == act.value)))
        work.expunge_all()
    return rows


@pytest.fixture
def reported(cast: Cast) -> Reported:
    return report(cast.context)


@pytest.fixture
def above(cast: Cast) -> str:
    return cast.desk("kanwil-a", DeskKind.WBS).id


def test_the_other_desk_alone_can_open_a_case_that_was_handed_over(
    cast: Cast, reported: Reported, above: str
) -> None:
    context, case_id = cast.context, reported.case_id

    hand_over(context, cast.budi.actor, case_id, to(above))

    assert holders(context, case_id) == {above}
    assert open_case(context, cast.gita.actor, case_id).opened.messages[-1].content.text == WHY
    for person in (cast.budi, cast.indah):
        assert case_id not in listed(context, person)
        with pytest.raises(NotFound):
            open_case(context, person.actor, case_id)


def test_the_unit_that_gave_it_away_has_it_as_forwarded_and_the_other_has_it_as_received(
    cast: Cast, reported: Reported, above: str
) -> None:
    context = cast.context
    before = stored(context, reported.case_id)

    hand_over(context, cast.budi.actor, reported.case_id, to(above))

    after = stored(context, reported.case_id)
    assert (after.unit_id, after.counting_unit_id) == (
        before.unit_id,
        cast.unit("kanwil-a").id,
    )
    assert (after.stage, after.channel) == (Stage.RECEIVED, Channel.REFERRED)
    assert after.log_id != before.log_id
    with context.database.reading() as work:
        found = [
            (row.unit_id, row.act, row.outcome, row.outcome_detail)
            for log_id in (before.log_id, after.log_id)
            for row in work.scalars(
                select(EventRow).where(EventRow.log_id == log_id).order_by(EventRow.ordinal)
            )
        ]
    assert found == [
        (before.counting_unit_id, "received", None, None),
        (before.counting_unit_id, "forwarded", "forwarded", "other_unit"),
        (after.counting_unit_id, "received", None, None),
    ]


def test_the_three_numbers_of_both_units_hold_after_a_counted_case_was_handed_over(
    cast: Cast, reported: Reported, above: str
) -> None:
    context = cast.context
    own, other = cast.unit("satker-1").id, cast.unit("kanwil-a").id
    move_case(context, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())
    assert three_numbers(context, own) == FollowUp(0, 1, 1, 1, 0)

    hand_over(context, cast.budi.actor, reported.case_id, to(above))

    assert three_numbers(context, own) == FollowUp(0, 1, 1, 0, 1)
    assert three_numbers(context, other) == FollowUp(0, 0, 0, 0, 0)
    move_case(context, cast.gita.actor, reported.case_id, Stage.REVIEW, Words())
    assert three_numbers(context, other) == FollowUp(0, 1, 1, 1, 0)


def test_within_a_unit_only_the_desk_changes(cast: Cast) -> None:
    context = cast.context
    case_id = report(context, kind=Kind.COMPLAINT).case_id
    before = stored(context, case_id)
    desk = cast.desk("satker-1", DeskKind.WBS)

    hand_over(context, cast.budi.actor, case_id, to(desk.id))

    after = stored(context, case_id)
    assert (after.log_id, after.channel, after.received_on) == (
        before.log_id,
        before.channel,
        before.received_on,
    )
    assert after.desk_id == desk.id
    assert holders(context, case_id) == {desk.id}


def test_a_report_of_wrongdoing_is_never_handed_to_a_desk_for_complaints(
    cast: Cast, reported: Reported
) -> None:
    desk = cast.desk("kanwil-a", DeskKind.COMPLAINT)

    with pytest.raises(Invalid):
        hand_over(cast.context, cast.budi.actor, reported.case_id, to(desk.id))


def test_a_case_that_comes_back_is_received_once_more_under_a_name_of_its_own(
    cast: Cast, reported: Reported, above: str
) -> None:
    context, case_id = cast.context, reported.case_id
    own = cast.desk("satker-1", DeskKind.WBS).id
    names = {stored(context, case_id).log_id}

    for actor, desk_id in ((cast.budi, above), (cast.gita, own), (cast.indah, above)):
        context.clock.move(days=1)  # type: ignore[attr-defined]
        hand_over(context, actor.actor, case_id, to(desk_id))
        names.add(stored(context, case_id).log_id)

    assert len(names) == 4
    told = read_case(context, reported.enter(context)).openings
    assert [opening.act for opening in told] == [CustodyAct.CASE_HANDED_OVER] * 3
    assert holders(context, case_id) == {above}
    assert open_case(context, cast.gita.actor, case_id).case.stage is Stage.RECEIVED


def test_the_reporters_page_goes_on_unbroken(cast: Cast, reported: Reported, above: str) -> None:
    context = cast.context
    reported.write(context, "Saya punya foto.")
    first_day = context.today()
    context.clock.move(days=3)  # type: ignore[attr-defined]

    hand_over(context, cast.budi.actor, reported.case_id, to(above))

    tracked = read_case(context, reported.enter(context))
    assert [m.content.text for m in tracked.opened.messages] == ["Saya punya foto."]
    assert tracked.opened.received_on == first_day
    assert [(o.act, o.on) for o in tracked.openings] == [
        (CustodyAct.CASE_HANDED_OVER, context.today())
    ]
    reported.write(context, "Masih di sini.")


def test_where_the_desk_is_concerned_everybody_of_it_is_shut_out(
    cast: Cast, reported: Reported, above: str
) -> None:
    context = cast.context

    hand_over(context, cast.budi.actor, reported.case_id, to(above, is_concerned=True))

    noted = {row.officer_id for row in acts(context.database, CustodyAct.OFFICER_SHUT_OUT)}
    assert noted == {cast.budi.actor.officer.id, cast.indah.actor.officer.id}


def test_an_officer_who_is_shut_out_is_not_let_in_where_the_case_lies(
    cast: Cast, reported: Reported, above: str
) -> None:
    context, budi = cast.context, cast.budi.actor.officer
    hand_over(context, cast.budi.actor, reported.case_id, to(above, is_concerned=True))
    propose_member(context, cast.ratna.actor.officer, above, budi.id)
    assert budi.public_key is not None

    with pytest.raises(Refused):
        confirm_member(context, cast.gita.actor, above, budi.id, fingerprint(budi.public_key))


def test_an_officer_who_is_shut_out_finds_nothing_even_with_the_desks_key(
    cast: Cast, reported: Reported, above: str
) -> None:
    """They were at the desk above all along, which nothing here arranges: the row alone keeps them out."""
    context, gita = cast.context, cast.gita
    hand_over(context, cast.budi.actor, reported.case_id, to(above))
    with context.database.transaction() as work:
        routing.shut_out(work, reported.case_id, [gita.actor.officer.id])

    with pytest.raises(NotFound):
        open_case(context, gita.actor, reported.case_id)
    assert reported.case_id not in listed(context, gita)


def test_a_concerned_desk_is_offered_only_desks_outside_its_unit_without_its_people(
    cast: Cast, reported: Reported
) -> None:
    context = cast.context
    inspectorate = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    offered = takers_of(context, open_case(context, cast.budi.actor, reported.case_id))
    assert [d.id for d in offered.if_concerned] == [
        cast.desk("kanwil-a", DeskKind.WBS).id,
        inspectorate.id,
    ]

    for desk_id in (cast.desk("kanwil-a", DeskKind.WBS).id,):
        budi = cast.budi.actor.officer
        assert budi.public_key is not None
        propose_member(context, cast.ratna.actor.officer, desk_id, budi.id)
        confirm_member(context, cast.gita.actor, desk_id, budi.id, fingerprint(budi.public_key))

    offered = takers_of(context, open_case(context, cast.indah.actor, reported.case_id))
    assert [d.id for d in offered.if_concerned] == [inspectorate.id]


def test_a_case_goes_to_no_desk_whose_people_the_reporter_excluded(cast: Cast) -> None:
    context = cast.context
    reported = report(context, exclude="Gita Maharani")
    case_file = open_case(context, cast.dewi.actor, reported.case_id)

    assert takers_of(context, case_file).ordinary == ()
    for slug in ("kanwil-a", "satker-1"):
        with pytest.raises(Invalid):
            desk_id = cast.desk(slug, DeskKind.WBS).id
            hand_over(context, cast.dewi.actor, reported.case_id, to(desk_id))


@pytest.mark.parametrize("username", ["citra", "gita", "dewi"])
def test_others_hand_nothing_over(
    cast: Cast, reported: Reported, above: str, username: str
) -> None:
    with pytest.raises(NotFound):
        hand_over(cast.context, cast.people[username].actor, reported.case_id, to(above))


@pytest.mark.parametrize("username", ["fajar", "ratna"])
def test_whoever_works_at_no_desk_may_not(
    cast: Cast, reported: Reported, above: str, username: str
) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        hand_over(cast.context, cast.people[username].actor, reported.case_id, to(above))


def test_without_a_reason_nothing_is_handed_over(
    cast: Cast, reported: Reported, above: str
) -> None:
    with pytest.raises(Invalid) as refused:
        hand_over(cast.context, cast.budi.actor, reported.case_id, to(above, grounds=" "))

    assert refused.value.field == "grounds"
    assert holders(cast.context, reported.case_id) != {above}


def test_a_closed_case_is_not_handed_over(cast: Cast, reported: Reported, above: str) -> None:
    outcome, detail = Outcome.NOT_ACTIONABLE, OutcomeDetail.INCOMPLETE
    words = Words(grounds="Tidak lengkap.")
    close_case(cast.context, cast.budi.actor, reported.case_id, outcome, detail, words)

    with pytest.raises(Refused):
        hand_over(cast.context, cast.budi.actor, reported.case_id, to(above))


def test_what_was_decided_meanwhile_is_looked_at_first(
    cast: Cast, reported: Reported, above: str
) -> None:
    context = cast.context
    seen = open_case(context, cast.budi.actor, reported.case_id).seen
    move_case(context, cast.indah.actor, reported.case_id, Stage.REVIEW, Words())

    with pytest.raises(Stale):
        hand_over(context, cast.budi.actor, reported.case_id, HandOver(above, WHY, seen=seen))


def test_a_disclosure_that_is_handed_over_keeps_the_days_of_its_gratuity(cast: Cast) -> None:
    context = cast.context
    reported = disclose(context)
    inspectorate = cast.desk("inspektorat", DeskKind.INSPECTORATE).id
    before = open_case(context, cast.budi.actor, reported.case_id)

    hand_over(context, cast.budi.actor, reported.case_id, to(inspectorate))

    after = open_case(context, cast.dewi.actor, reported.case_id)
    of_gratuity = "recipient_to_kpk"
    starts = [
        next(c.started_on for c in file.clocks if c.period == of_gratuity)
        for file in (before, after)
    ]
    assert starts[0] == starts[1] < context.today()
    assert isinstance(starts[0], date)
    assert after.case.counted_on == context.today()


def test_whoever_acts_at_once_on_a_case_one_desk_has_it_afterwards_and_alone(
    cast: Cast, reported: Reported, above: str
) -> None:
    """Two officers hand it to different desks while its reporter has it rerouted."""
    context, case_id = cast.context, reported.case_id
    inspectorate = cast.desk("inspektorat", DeskKind.INSPECTORATE).id
    tracking = reported.enter(context)
    acts_at_once = (
        lambda: hand_over(context, cast.budi.actor, case_id, to(above)),
        lambda: hand_over(context, cast.indah.actor, case_id, to(inspectorate)),
        lambda: reroute(context, tracking, {"concerns_desk": "yes"}),
    )

    def act(number: int) -> bool:
        try:
            acts_at_once[number]()
        except NotFound:
            return False
        return True

    done = at_once(3, act)

    case = stored(context, case_id)
    assert done[2]
    assert case.desk_id in {above, inspectorate}
    assert holders(context, case_id) == {case.desk_id}
    with context.database.reading() as work:
        spans = list(work.scalars(select(EventRow.act).where(EventRow.log_id == case.log_id)))
    assert spans == ["received"]
