"""Proposals: who decides them, until when, and that the world may have changed."""

import pytest
from sqlalchemy import text

from tests.cast import EMPLOYEES, Cast
from tests.conftest import Clock
from tests.reports import report
from wbs.domain.errors import NotAllowed, NotFound, Refused, Stale
from wbs.domain.kinds import DeskKind
from wbs.domain.proposal import LASTS, Proposal, ProposalState
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.accounts.invite_officer import Invitation
from wbs.services.accounts.reset_officer import reset_officer
from wbs.services.agency.overview import agency
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.approvals.decide import approve, expire, reject
from wbs.services.approvals.propose import withdraw
from wbs.services.approvals.waiting import waiting_for, waiting_of
from wbs.services.cases.open_case import open_case
from wbs.services.context import Context
from wbs.services.keys.leaving import leaving
from wbs.services.keys.propose_member import remove_member
from wbs.store.agency import proposals


def head(cast: Cast, name: str = "Ibu Sri") -> Proposal:
    set_unit(cast.context, cast.ratna.actor.officer, "satker-1", UnitChange(head_name=name))
    return waiting(cast.context)[-1]


def waiting(context: Context) -> tuple[Proposal, ...]:
    with context.database.reading() as work:
        return proposals.waiting(work)


def state_of(context: Context, proposal: Proposal) -> ProposalState:
    with context.database.reading() as work:
        found = proposals.by_id(work, proposal.id)
    assert found
    return found.state


def last_one(cast: Cast) -> Proposal:
    desk = cast.desk("satker-2", DeskKind.WBS)
    by = cast.ratna.actor.officer
    proposal = remove_member(cast.context, by, desk.id, cast.citra.actor.officer.id)
    assert proposal
    return proposal


def test_a_change_is_made_once_the_second_person_says_so_and_both_stand_in_the_custody_log(
    context: Context, cast: Cast
) -> None:
    proposal = head(cast)
    assert agency(context).unit("satker-1").head_name == "Joko Susilo"

    approve(context, cast.dewi.actor, proposal.id)

    assert agency(context).unit("satker-1").head_name == "Ibu Sri"
    with context.database.reading() as work:
        rows = work.execute(text("SELECT act, officer_id, reason FROM custody"))
        acts = {act: (by, reason) for act, by, reason in rows}
    ratna, dewi = cast.ratna.actor.officer.id, cast.dewi.actor.officer.id
    assert acts["change_proposed"] == (ratna, f"unit_head {proposal.id}")
    assert acts["change_approved"] == (dewi, f"unit_head {proposal.id}")
    assert acts["unit_changed"] == (ratna, "head")
    assert "Ibu Sri" not in str(acts)


def many(cast: Cast, number: int = 60, year: int = 2026) -> tuple[Proposal, ...]:
    change = UnitChange(employees=(year, number))
    set_unit(cast.context, cast.ratna.actor.officer, "satker-1", change)
    return waiting(cast.context)


def employees(cast: Cast, year: int = 2026) -> int | None:
    return agency(cast.context, year).employees.get(cast.unit("satker-1").id)


def test_nobody_alone_says_that_so_many_work_in_a_unit_that_it_is_shown_alone(cast: Cast) -> None:
    """Else an administrator publishes whether one of ten has reported."""
    (proposal,) = many(cast)
    assert employees(cast) == EMPLOYEES

    approve(cast.context, cast.dewi.actor, proposal.id)

    assert employees(cast) == 60
    assert waiting(cast.context) == ()
    assert many(cast, 75) == ()
    assert employees(cast) == 75
    assert many(cast, 60, 2027) == ()


def test_fewer_than_that_count_at_once_and_the_operator_asks_nobody(cast: Cast) -> None:
    assert many(cast, 49) == ()
    assert employees(cast) == 49
    set_unit(cast.context, None, "satker-1", UnitChange(employees=(2026, 60)))
    assert employees(cast) == 60
    assert many(cast, 12) == ()
    assert len(many(cast)) == 1


def test_a_year_before_is_no_way_around(cast: Cast) -> None:
    assert len(many(cast, 60, 2020)) == 1
    assert employees(cast, 2020) is None
    assert len(many(cast)) == 2


def test_a_number_that_changed_meanwhile_is_not_approved(cast: Cast) -> None:
    (proposal,) = many(cast)
    many(cast, 12)

    with pytest.raises(Stale):
        approve(cast.context, cast.dewi.actor, proposal.id)
    assert employees(cast) == 12


def test_of_one_year_only_the_last_number_waits(cast: Cast) -> None:
    many(cast)
    (proposal,) = many(cast, 70)

    assert proposal.change.after == "2026:70"


def test_an_expired_proposal_is_approved_by_nobody_even_before_the_daily_work(
    context: Context, cast: Cast, clock: Clock
) -> None:
    proposal = head(cast)
    clock.move(days=LASTS.days)
    assert waiting_for(context, cast.dewi.actor.officer).proposals
    clock.move(days=1)

    with pytest.raises(Stale):
        approve(context, cast.dewi.actor, proposal.id)
    assert not waiting_for(context, cast.dewi.actor.officer).proposals
    assert (expire(context), expire(context)) == (1, 0)
    assert state_of(context, proposal) is ProposalState.EXPIRED
    assert agency(context).unit("satker-1").head_name == "Joko Susilo"


def test_a_decided_proposal_is_decided(context: Context, cast: Cast) -> None:
    proposal = head(cast)
    reject(context, cast.dewi.actor, proposal.id)

    for decide in (approve, reject):
        with pytest.raises(Stale):
            decide(context, cast.dewi.actor, proposal.id)
    with pytest.raises(Stale):
        withdraw(context, cast.ratna.actor.officer, proposal.id)
    assert agency(context).unit("satker-1").head_name == "Joko Susilo"
    (view,) = waiting_of(context, cast.ratna.actor.officer).decided
    assert view.proposal.state is ProposalState.REJECTED


def test_what_is_proposed_again_takes_the_place_of_the_first(context: Context, cast: Cast) -> None:
    first, second = head(cast, "Ibu Sri"), head(cast, "Pak Made")

    assert waiting(context) == (second,)
    assert state_of(context, first) is ProposalState.WITHDRAWN
    with pytest.raises(Stale):
        approve(context, cast.dewi.actor, first.id)


def test_a_unit_that_changed_meanwhile_is_not_changed_by_an_old_proposal(
    context: Context, cast: Cast
) -> None:
    proposal = head(cast)
    set_unit(context, None, "satker-1", UnitChange(head_name="Operator"))

    with pytest.raises(Stale):
        approve(context, cast.dewi.actor, proposal.id)
    assert agency(context).unit("satker-1").head_name == "Operator"
    assert state_of(context, proposal) is ProposalState.WAITING


def test_two_moves_that_would_make_a_circle_are_not_both_made(context: Context, cast: Cast) -> None:
    by = cast.ratna.actor.officer
    set_unit(context, by, "kanwil-a", UnitChange(parent_slug="kanwil-b"))
    set_unit(context, by, "kanwil-b", UnitChange(parent_slug="kanwil-a"))
    first, second = waiting(context)
    approve(context, cast.dewi.actor, first.id)

    with pytest.raises(Stale):
        approve(context, cast.dewi.actor, second.id)


def test_who_proposed_and_was_disabled_since_changes_nothing(context: Context, cast: Cast) -> None:
    proposal = head(cast)
    with context.database.transaction() as work:
        shut = text("UPDATE officer SET state = 'disabled' WHERE username = 'ratna'")
        work.execute(shut)

    with pytest.raises(Stale):
        approve(context, cast.dewi.actor, proposal.id)


def test_the_last_member_may_agree_to_leave(context: Context, cast: Cast) -> None:
    proposal = last_one(cast)
    for stranger in (cast.budi, cast.eko):
        with pytest.raises(NotFound):
            approve(context, stranger.actor, proposal.id)

    approve(context, cast.citra.actor, proposal.id)

    assert not agency(context).desk("satker-2", DeskKind.WBS).is_active


def test_a_member_of_one_desk_does_not_approve_what_empties_another_too(
    context: Context, cast: Cast
) -> None:
    """Indah is the last at one desk when it is proposed, and at two when it is approved."""
    wbs, complaint = (cast.desk("satker-1", kind) for kind in (DeskKind.WBS, DeskKind.COMPLAINT))
    indah, by = cast.indah.actor.officer, cast.ratna.actor.officer
    remove_member(context, by, wbs.id, cast.budi.actor.officer.id)
    proposal = disable_officer(context, by, indah.id)
    assert proposal
    assert proposal.change.desk_ids == {wbs.id}
    remove_member(context, by, complaint.id, cast.budi.actor.officer.id)

    with pytest.raises(Stale):
        approve(context, cast.dewi.actor, proposal.id)
    assert agency(context).officer("indah").state.value == "active"


def test_it_is_told_how_many_open_cases_nobody_could_open(context: Context, cast: Cast) -> None:
    desk, citra = cast.desk("satker-2", DeskKind.WBS), cast.citra.actor.officer
    for _ in range(2):
        report(context, unit="satker-2")
    report(context)

    assert leaving(context, citra.id, desk.id).lost_cases == 2
    assert leaving(context, citra.id).lost_cases == 2
    assert leaving(context, cast.budi.actor.officer.id).lost_cases == 0
    last_one(cast)
    (view,) = waiting_for(context, cast.dewi.actor.officer).proposals
    assert view.lost_cases == 2


def test_an_account_taken_up_anew_holds_nothing_until_it_is_confirmed_again(
    context: Context, cast: Cast
) -> None:
    case_id = report(context).case_id
    indah = cast.indah.actor

    asked = reset_officer(context, cast.ratna.actor.officer, indah.officer.id)

    assert isinstance(asked, Invitation)
    with context.database.reading() as work:
        held = text("SELECT count(*) FROM seed_box WHERE officer_id = :id")
        assert work.execute(held, {"id": indah.officer.id}).scalar_one() == 0
    now = agency(context).officer("indah")
    assert (now.state.value, now.public_key, now.desk_ids) == ("invited", None, frozenset())
    assert agency(context).desk("satker-1", DeskKind.WBS).epoch == 2
    assert open_case(context, cast.actor(cast.budi), case_id)


def test_the_last_ones_account_is_taken_up_anew_once_a_second_person_said_so(
    context: Context, cast: Cast
) -> None:
    citra = cast.citra.actor.officer
    asked = reset_officer(context, cast.ratna.actor.officer, citra.id)
    assert isinstance(asked, Proposal)

    approve(context, cast.dewi.actor, asked.id)

    assert agency(context).officer("citra").state.value == "invited"
    assert not agency(context).desk("satker-2", DeskKind.WBS).is_active


def test_nobody_resets_their_own_account_or_without_the_role(context: Context, cast: Cast) -> None:
    ratna = cast.ratna.actor.officer
    with pytest.raises(Refused, match="own account"):
        reset_officer(context, ratna, ratna.id)
    for person in (cast.budi, cast.dewi, cast.fajar):
        with pytest.raises(NotAllowed):
            reset_officer(context, person.actor.officer, cast.citra.actor.officer.id)
