"""What a reporter may do about the desk their case lies at: have the inspectorate look, have it go elsewhere."""

import pytest
from sqlalchemy import select

from tests.cast import Cast
from tests.reports import Reported, report
from tests.services.routing.test_hand_over import acts, holders, listed, stored
from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.errors import Invalid, InvalidForm, NotFound, Refused
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import DeskKind, Kind
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import open_case
from wbs.services.cases.send_message import send_message
from wbs.services.context import Context
from wbs.services.routing.ask_inspectorate import ask_inspectorate
from wbs.services.routing.reroute_case import reroute
from wbs.services.routing.take_over import looked_into, take_over
from wbs.services.tracking.track_case import read_case
from wbs.store.schema.cases import RecordRow

WHY = "Ditarik karena menyangkut beberapa satuan kerja."


@pytest.fixture
def reported(cast: Cast) -> Reported:
    return report(cast.context)


@pytest.fixture
def inspectorate(cast: Cast) -> str:
    return cast.desk("inspektorat", DeskKind.INSPECTORATE).id


def shared(cast: Cast) -> Reported:
    reported = report(cast.context)
    ask_inspectorate(cast.context, reported.enter(cast.context))
    return reported


def told(context: Context, reported: Reported) -> list[CustodyAct]:
    return [o.act for o in read_case(context, reported.enter(context)).openings]


def test_the_inspectorate_is_given_a_key_by_the_reporters_own_session(
    cast: Cast, reported: Reported, inspectorate: str
) -> None:
    context, own = cast.context, cast.desk("satker-1", DeskKind.WBS).id
    assert not looked_into(context, cast.dewi.actor).cases
    with pytest.raises(NotFound):
        open_case(context, cast.dewi.actor, reported.case_id)

    ask_inspectorate(context, reported.enter(context))

    assert holders(context, reported.case_id) == {own, inspectorate}
    assert [c.id for c in looked_into(context, cast.dewi.actor).cases] == [reported.case_id]
    assert reported.case_id not in listed(context, cast.dewi)
    assert not open_case(context, cast.dewi.actor, reported.case_id).is_in_charge
    assert told(context, reported) == [CustodyAct.CASE_SHARED, CustodyAct.CASE_LOOKED_INTO]
    assert open_case(context, cast.budi.actor, reported.case_id).is_in_charge


def test_asked_twice_nothing_more_is_sealed_or_noted(cast: Cast, reported: Reported) -> None:
    context = cast.context
    for _ in range(2):
        ask_inspectorate(context, reported.enter(context))

    assert len(acts(context.database, CustodyAct.CASE_SHARED)) == 1


def test_asked_where_the_inspectorate_is_in_charge_the_reporter_is_told_the_same(
    cast: Cast, inspectorate: str
) -> None:
    context = cast.context
    there = report(context, unit="kanwil-a", concerns_head="yes")

    ask_inspectorate(context, there.enter(context))

    assert holders(context, there.case_id) == {inspectorate}
    assert told(context, there) == [CustodyAct.CASE_SHARED]


def test_an_inspectorate_at_which_an_excluded_person_sits_is_given_nothing(cast: Cast) -> None:
    context = cast.context
    reported = report(context, exclude="Ibu Dewi Anggraini dari Inspektorat")

    with pytest.raises(Invalid) as refused:
        ask_inspectorate(context, reported.enter(context))

    assert refused.value.reason == "no_inspectorate"
    assert told(context, reported) == []


def test_whoever_looks_in_writes_to_the_reporter_and_decides_nothing(
    cast: Cast, inspectorate: str
) -> None:
    context, dewi = cast.context, cast.dewi.actor
    reported = shared(cast)

    send_message(context, dewi, reported.case_id, "Kami ikut membaca.")
    with pytest.raises(NotFound):
        move_case(context, dewi, reported.case_id, Stage.REVIEW, Words())
    outcome, detail = Outcome.NOT_ACTIONABLE, OutcomeDetail.INCOMPLETE
    with pytest.raises(NotFound):
        close_case(context, dewi, reported.case_id, outcome, detail, Words(grounds="x"))

    assert stored(context, reported.case_id).stage is Stage.RECEIVED


def test_the_inspectorate_takes_a_case_over_and_the_unit_has_nothing_of_it_any_more(
    cast: Cast, inspectorate: str
) -> None:
    context = cast.context
    reported = shared(cast)

    take_over(context, cast.dewi.actor, reported.case_id, WHY)

    assert holders(context, reported.case_id) == {inspectorate}
    assert stored(context, reported.case_id).desk_id == inspectorate
    assert reported.case_id not in listed(context, cast.budi)
    assert reported.case_id in listed(context, cast.dewi)
    assert not looked_into(context, cast.dewi.actor).cases
    with pytest.raises(NotFound):
        open_case(context, cast.budi.actor, reported.case_id)
    assert told(context, reported)[-1] is CustodyAct.CASE_TAKEN_OVER


def test_a_case_its_unit_closed_can_be_taken_over(cast: Cast, inspectorate: str) -> None:
    context = cast.context
    reported = shared(cast)
    outcome, detail = Outcome.NOT_ACTIONABLE, OutcomeDetail.ILLOGICAL
    close_case(
        context,
        cast.budi.actor,
        reported.case_id,
        outcome,
        detail,
        Words(grounds="Tidak masuk akal."),
    )

    take_over(context, cast.dewi.actor, reported.case_id, WHY)

    assert stored(context, reported.case_id).stage is Stage.RECEIVED


@pytest.mark.parametrize("username", ["budi", "gita", "citra", "eko"])
def test_nobody_but_an_inspectorate_that_looks_in_takes_a_case_over(
    cast: Cast, username: str
) -> None:
    reported = shared(cast)

    with pytest.raises(NotFound):
        take_over(cast.context, cast.people[username].actor, reported.case_id, WHY)


def test_a_case_at_the_wrong_desk_goes_where_nobody_sits_whom_it_concerns(
    cast: Cast, reported: Reported
) -> None:
    context = cast.context
    above = cast.desk("kanwil-a", DeskKind.WBS).id

    reroute(context, reported.enter(context), {"concerns_desk": "yes"})

    assert holders(context, reported.case_id) == {above}
    with pytest.raises(NotFound):
        open_case(context, cast.budi.actor, reported.case_id)
    assert told(context, reported) == [CustodyAct.CASE_REROUTED]
    assert acts(context.database, CustodyAct.CASE_REROUTED)[0].reason == "desk_concerned"


def test_what_the_reporter_answered_then_holds_for_every_later_way(
    cast: Cast, reported: Reported, inspectorate: str
) -> None:
    context = cast.context
    reroute(context, reported.enter(context), {"exclude": "Budi Santoso"})

    reroute(context, reported.enter(context), {"exclude": "Gita Maharani"})

    assert holders(context, reported.case_id) == {inspectorate}
    asked = open_case(context, cast.dewi.actor, reported.case_id).opened.routings
    assert [one.fields for one in asked] == [
        {"exclude": "Budi Santoso"},
        {"exclude": "Gita Maharani"},
    ]


def test_whether_a_name_sits_there_or_not_the_reporter_is_told_the_same(cast: Cast) -> None:
    context = cast.context
    answers = []
    for name in ("Gita Maharani", "Tidak Dikenal"):
        reported = report(context, concerns_head="yes")
        reroute(context, reported.enter(context), {"exclude": name})
        tracked = read_case(context, reported.enter(context))
        answers.append((tracked.openings, tracked.case.stage, tracked.deadlines, tracked.opened))

    assert answers[0] == answers[1]


def test_where_nobody_is_left_the_reporter_is_told_and_nothing_changed(
    cast: Cast, reported: Reported
) -> None:
    context = cast.context
    before = stored(context, reported.case_id), holders(context, reported.case_id)

    with pytest.raises(Invalid) as refused:
        names = "Gita Maharani, Dewi Anggraini"
        reroute(context, reported.enter(context), {"exclude": names})

    assert refused.value.reason == "no_desk"
    assert (stored(context, reported.case_id), holders(context, reported.case_id)) == before
    with context.database.reading() as work:
        kinds = set(work.scalars(select(RecordRow.kind)))
    assert kinds == {"report"}


def test_an_inspectorate_that_looks_in_and_is_excluded_later_loses_its_key(
    cast: Cast, inspectorate: str
) -> None:
    context = cast.context
    reported = shared(cast)

    reroute(context, reported.enter(context), {"exclude": "dewi"})

    assert holders(context, reported.case_id) == {cast.desk("kanwil-a", DeskKind.WBS).id}
    with pytest.raises(NotFound):
        open_case(context, cast.dewi.actor, reported.case_id)


@pytest.mark.parametrize(
    "answers",
    [{}, {"concerns_head": "no"}, {"exclude": "  "}, {"concerns_head": "mungkin"}],
    ids=str,
)
def test_without_an_answer_nothing_is_rerouted(
    cast: Cast, reported: Reported, answers: dict[str, str]
) -> None:
    with pytest.raises(InvalidForm):
        reroute(cast.context, reported.enter(cast.context), answers)


def test_a_closed_case_is_not_rerouted(cast: Cast, reported: Reported) -> None:
    context = cast.context
    outcome, detail = Outcome.NOT_ACTIONABLE, OutcomeDetail.ILLOGICAL
    close_case(context, cast.budi.actor, reported.case_id, outcome, detail, Words(grounds="x"))

    with pytest.raises(Refused):
        reroute(context, reported.enter(context), {"concerns_head": "yes"})


def test_whoever_is_named_as_the_accused_gets_no_report_at_their_desk(cast: Cast) -> None:
    context = cast.context
    for kind in (Kind.WBS, Kind.COMPLAINT):
        case_id = report(context, kind=kind, who="Pak BUDI SANTOSO, S.H., bagian umum").case_id
        assert holders(context, case_id) == {cast.desk("kanwil-a", DeskKind(kind.value)).id}


def test_a_report_about_the_head_of_the_office_above_passes_that_office(
    cast: Cast, inspectorate: str
) -> None:
    case_id = report(cast.context, concerns_head="yes", who="Drs. Oki Ramadhan, M.Si").case_id

    assert holders(cast.context, case_id) == {inspectorate}
