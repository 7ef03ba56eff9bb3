"""A case filed under the wrong unit goes to the one it belongs to: who opens it, where it counts, who is kept from it."""

from itertools import product

import pytest

from tests.cast import Cast
from tests.reports import Reported, report
from tests.services.routing.test_hand_over import acts, holders, listed, stored, three_numbers, to
from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.errors import Invalid, InvalidForm, NotAllowed, NotFound, Refused, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.figures import FollowUp
from wbs.domain.kinds import Channel, DeskKind, Kind
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.open_case import open_case
from wbs.services.routing.hand_across import HandAcross, hand_across, owners_of
from wbs.services.routing.hand_over import hand_over, takers_of
from wbs.services.routing.reroute_case import reroute
from wbs.services.tracking.track_case import read_case

WHY = "Gudang yang dimaksud milik Satuan Kerja Dua."
NOBODY = {"concerns_head": "no", "concerns_desk": "no"}


def across(slug: str, grounds: str = WHY, **answers: str) -> HandAcross:
    return HandAcross(slug, {**NOBODY, **answers}, grounds)


def offered(cast: Cast, username: str, reported: Reported) -> list[str]:
    case_file = open_case(cast.context, cast.people[username].actor, reported.case_id)
    return [unit.slug for unit in owners_of(cast.context, case_file)]


@pytest.fixture
def reported(cast: Cast) -> Reported:
    return report(cast.context)


def test_the_desk_of_the_other_unit_alone_can_open_it(cast: Cast, reported: Reported) -> None:
    context, case_id = cast.context, reported.case_id

    hand_across(context, cast.budi.actor, case_id, across("satker-2"))

    assert holders(context, case_id) == {cast.desk("satker-2", DeskKind.WBS).id}
    opened = open_case(context, cast.citra.actor, case_id).opened
    assert opened.messages[-1].content.text == WHY
    for person in (cast.budi, cast.indah, cast.gita, cast.dewi):
        assert case_id not in listed(context, person)
        with pytest.raises(NotFound):
            open_case(context, person.actor, case_id)


def test_it_is_about_the_other_unit_from_then_on(cast: Cast, reported: Reported) -> None:
    context, case_id = cast.context, reported.case_id

    hand_across(context, cast.budi.actor, case_id, across("satker-2"))

    case = stored(context, case_id)
    assert (case.unit_id, case.counting_unit_id) == (cast.unit("satker-2").id,) * 2
    assert (case.stage, case.channel) == (Stage.RECEIVED, Channel.REFERRED)
    (noted,) = acts(context.database, CustodyAct.CASE_HANDED_OVER)
    assert (noted.reason, noted.unit_id) == ("misfiled", cast.unit("satker-2").id)
    found = takers_of(context, open_case(context, cast.citra.actor, case_id))
    assert [cast.agency.units[desk.unit_id].slug for desk in found.ordinary] == [
        "kanwil-a",
        "inspektorat",
    ]


def test_the_three_numbers_of_both_units_hold(cast: Cast, reported: Reported) -> None:
    context = cast.context
    own, other = cast.unit("satker-1").id, cast.unit("satker-2").id
    move_case(context, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())
    assert three_numbers(context, own) == FollowUp(0, 1, 1, 1, 0)

    hand_across(context, cast.budi.actor, reported.case_id, across("satker-2"))

    assert three_numbers(context, own) == FollowUp(0, 1, 1, 0, 1)
    assert three_numbers(context, other) == FollowUp(0, 0, 0, 0, 0)
    move_case(context, cast.citra.actor, reported.case_id, Stage.REVIEW, Words())
    assert three_numbers(context, other) == FollowUp(0, 1, 1, 1, 0)


def test_the_reporter_goes_on_and_is_told_that_others_have_it(
    cast: Cast, reported: Reported
) -> None:
    context = cast.context
    reported.write(context, "Saya punya foto.")

    hand_across(context, cast.budi.actor, reported.case_id, across("satker-2"))

    tracked = read_case(context, reported.enter(context))
    assert [o.act for o in tracked.openings] == [CustodyAct.CASE_HANDED_OVER]
    assert [m.content.text for m in tracked.opened.messages if m.content.text != WHY] == [
        "Saya punya foto."
    ]
    reported.write(context, "Masih di sini.")
    opened = open_case(context, cast.citra.actor, reported.case_id).opened
    assert opened.messages[-1].content.text == "Masih di sini."


def test_of_a_unit_with_nobody_at_its_desk_the_one_above_takes_it(
    cast: Cast, reported: Reported
) -> None:
    hand_across(cast.context, cast.budi.actor, reported.case_id, across("satker-4"))

    assert holders(cast.context, reported.case_id) == {cast.desk("kanwil-b", DeskKind.WBS).id}
    assert stored(cast.context, reported.case_id).unit_id == cast.unit("satker-4").id


@pytest.mark.parametrize("name", ["concerns_head", "concerns_desk"])
@pytest.mark.parametrize("answer", ["yes", "unknown"])
def test_where_it_concerns_somebody_there_it_passes_that_unit_by_for_good(
    cast: Cast, reported: Reported, name: str, answer: str
) -> None:
    context, case_id = cast.context, reported.case_id

    hand_across(context, cast.budi.actor, case_id, across("satker-3", **{name: answer}))

    assert holders(context, case_id) == {cast.desk("kanwil-b", DeskKind.WBS).id}
    for slug in ("satker-3", "satker-1"):
        with pytest.raises(Invalid):
            hand_over(context, cast.hadi.actor, case_id, to(cast.desk(slug, DeskKind.WBS).id))
    with pytest.raises(InvalidForm):
        hand_across(context, cast.hadi.actor, case_id, across("satker-3"))


def test_what_its_reporter_answered_of_the_first_unit_holds_for_both(cast: Cast) -> None:
    """It lay above satker-1 for its head; it belongs to satker-3 and comes back, and both stay out."""
    context = cast.context
    reported = report(context, concerns_head="unknown")

    hand_across(context, cast.gita.actor, reported.case_id, across("satker-3"))
    assert holders(context, reported.case_id) == {cast.desk("kanwil-b", DeskKind.WBS).id}

    hand_across(context, cast.hadi.actor, reported.case_id, across("satker-1"))
    assert holders(context, reported.case_id) == {cast.desk("kanwil-a", DeskKind.WBS).id}
    found = takers_of(context, open_case(context, cast.gita.actor, reported.case_id))
    inspectorate = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    assert [desk.id for desk in found.ordinary] == [inspectorate.id]


@pytest.mark.parametrize("who", ["Citra Wulandari", "Lina Marlina"])
def test_a_desk_with_somebody_the_report_is_about_is_passed_by(cast: Cast, who: str) -> None:
    """The officer citra sits at satker-2, which Lina Marlina heads."""
    reported = report(cast.context, who=who)

    hand_across(cast.context, cast.budi.actor, reported.case_id, across("satker-2"))

    assert holders(cast.context, reported.case_id) == {cast.desk("kanwil-a", DeskKind.WBS).id}


def test_whom_its_reporter_excluded_gets_it_in_no_unit(cast: Cast) -> None:
    """The officer gita sits above satker-2; nobody of satker-2 may have what must leave its unit."""
    context = cast.context
    reported = report(context, exclude="Gita Maharani")

    assert offered(cast, "dewi", reported) == ["satker-4", "satker-3"]
    with pytest.raises(InvalidForm, match="no_other_desk"):
        hand_across(context, cast.dewi.actor, reported.case_id, across("satker-2"))


def test_whoever_was_shut_out_of_it_stays_so(cast: Cast, reported: Reported) -> None:
    context, case_id = cast.context, reported.case_id
    above = cast.desk("kanwil-a", DeskKind.WBS).id
    hand_over(context, cast.budi.actor, case_id, to(above, is_concerned=True))
    hand_across(context, cast.gita.actor, case_id, across("satker-2"))

    assert "satker-1" in offered(cast, "citra", reported)  # by a desk above it
    hand_across(context, cast.citra.actor, case_id, across("satker-1"))

    assert holders(context, case_id) == {above}


def test_over_all_answers_every_unit_offered_takes_it_and_no_other(cast: Cast) -> None:
    context = cast.context
    for head, exclude in product(("no", "yes", "unknown"), ("", "Hadi Nugroho")):
        reported = report(context, concerns_head=head, exclude=exclude)
        username = "budi" if head == "no" and not exclude else "gita"
        slugs = offered(cast, username, reported)
        assert "satker-1" not in slugs
        for unit in cast.agency.units.values():
            fresh = report(context, concerns_head=head, exclude=exclude)
            before = holders(context, fresh.case_id)
            try:
                actor = cast.people[username].actor
                hand_across(context, actor, fresh.case_id, across(unit.slug))
            except Invalid:
                assert unit.slug not in slugs
                assert holders(context, fresh.case_id) == before
            else:
                assert unit.slug in slugs
                assert holders(context, fresh.case_id).isdisjoint(before)


def test_a_complaint_goes_to_the_other_units_desk_for_complaints(cast: Cast) -> None:
    context = cast.context
    complaint = report(context, kind=Kind.COMPLAINT)

    hand_across(context, cast.budi.actor, complaint.case_id, across("satker-2"))

    desk = cast.desk("satker-2", DeskKind.COMPLAINT)
    assert holders(context, complaint.case_id) == {desk.id}


def test_the_reporter_may_have_it_rerouted_afterwards(cast: Cast, reported: Reported) -> None:
    context = cast.context
    hand_across(context, cast.budi.actor, reported.case_id, across("satker-2"))

    reroute(context, reported.enter(context), {"concerns_desk": "yes"})

    assert holders(context, reported.case_id) == {cast.desk("kanwil-a", DeskKind.WBS).id}


@pytest.mark.parametrize("username", ["citra", "gita", "dewi", "eko", "hadi"])
def test_strangers_hand_nothing_across(cast: Cast, reported: Reported, username: str) -> None:
    with pytest.raises(NotFound):
        hand_across(cast.context, cast.people[username].actor, reported.case_id, across("satker-2"))
    assert holders(cast.context, reported.case_id) == {cast.desk("satker-1", DeskKind.WBS).id}


@pytest.mark.parametrize("username", ["fajar", "ratna"])
def test_whoever_works_at_no_desk_may_not(cast: Cast, reported: Reported, username: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        hand_across(cast.context, cast.people[username].actor, reported.case_id, across("satker-2"))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (across("satker-2", grounds=" "), "grounds"),
        (across("satker-2", concerns_head=""), "concerns_head"),
        (across("satker-2", concerns_desk="maybe"), "concerns_desk"),
        (across(""), "unit"),
        (across("satker-1"), "unit"),
        (across("satker-99"), "unit"),
    ],
)
def test_what_is_missing_is_told_at_its_field_and_nothing_moves(
    cast: Cast, reported: Reported, asked: HandAcross, field: str
) -> None:
    with pytest.raises(InvalidForm) as refused:
        hand_across(cast.context, cast.budi.actor, reported.case_id, asked)

    assert [problem.field for problem in refused.value.problems] == [field]
    assert holders(cast.context, reported.case_id) == {cast.desk("satker-1", DeskKind.WBS).id}


def test_a_closed_case_stays_and_one_that_changed_is_looked_at_first(
    cast: Cast, reported: Reported
) -> None:
    context, case_id = cast.context, reported.case_id
    seen = open_case(context, cast.budi.actor, case_id).seen
    move_case(context, cast.indah.actor, case_id, Stage.REVIEW, Words())
    with pytest.raises(Stale):
        hand_across(context, cast.budi.actor, case_id, HandAcross("satker-2", NOBODY, WHY, seen))

    words = Words(grounds="Tidak lengkap.")
    close_case(
        context,
        cast.budi.actor,
        case_id,
        Outcome.NOT_ACTIONABLE,
        OutcomeDetail.INCOMPLETE,
        words,
    )
    with pytest.raises(Refused):
        hand_across(context, cast.budi.actor, case_id, across("satker-2"))
    assert offered(cast, "budi", reported) == []
