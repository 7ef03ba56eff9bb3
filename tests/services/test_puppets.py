"""What one administrator alone reaches, with any number of puppets: nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.cast import Cast, Person, let_in, seat, take_up
from tests.conftest import Clock
from tests.documents import CONTENT, filed
from tests.reports import report
from wbs.domain.access import sees_every_cell
from wbs.domain.account import NewOfficer
from wbs.domain.errors import Expired, NotAllowed, NotFound
from wbs.domain.evidence_document import EvidenceDocument
from wbs.domain.kinds import DeskKind, Kind, Role, UnitKind
from wbs.domain.proposal import Proposal
from wbs.domain.span import ReportingPeriod
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.accounts.invite_officer import Invitation, invite_officer
from wbs.services.accounts.reset_officer import reset_officer
from wbs.services.accounts.session import resume
from wbs.services.actor import Actor
from wbs.services.agency.add_desk import add_desk
from wbs.services.agency.add_unit import add_unit
from wbs.services.agency.overview import agency
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.approvals.decide import approve
from wbs.services.cases.open_case import open_case
from wbs.services.documents.documents import list_documents, open_document
from wbs.services.documents.export_figures import Wish, read_figures
from wbs.services.documents.packed_documents import packed_documents
from wbs.services.keys.confirm_member import own_fingerprint
from wbs.services.keys.first_key import give_first_key
from wbs.services.keys.propose_member import remove_member
from wbs.store.agency import desk_members, proposals

Q3 = ReportingPeriod.parse("2026-Q3")


def puppet_at(cast: Cast, name: str, unit_id: str, role: Role, desk_id: str) -> Person:
    """An officer whom the administrator invites to the desk, and who took up their account."""
    new = NewOfficer(name, name.title(), unit_id, frozenset({role}), frozenset({desk_id}))
    return take_up(cast.context, name, invite_officer(cast.context, cast.ratna.actor.officer, new))


def emptied_upg(cast: Cast) -> str:
    """The UPG of satker-1, whose members were taken away, the last one with dewi's approval."""
    desk = cast.desk("satker-1", DeskKind.UPG)
    for person in (cast.budi, cast.indah):
        cast.remove(person, desk.id)
    return desk.id


def reads(cast: Cast, actor: Actor, document: EvidenceDocument) -> bool:
    """Whether the document is theirs: in list, pack and file alike, or in none of them."""
    officer, filing = actor.officer, document.filing
    (line,) = list_documents(cast.context, officer, "satker-1").lines
    export = read_figures(cast.context, officer, Wish("satker-1", Q3))
    taken = packed_documents(cast.context, officer, export)
    held = line.document == document
    assert [p.document for p in taken.packed] == ([document] if held else [])
    assert [s.filing for s in taken.sealed] == ([] if held else [filing])
    if held:
        assert b"".join(open_document(cast.context, actor, filing.id).pieces) == CONTENT
    else:
        assert line.document is None
        with pytest.raises(NotAllowed, match="documents_of_the_upg"):
            open_document(cast.context, actor, filing.id)
    return held


def reaches_nothing(cast: Cast, puppet: Person) -> bool:
    """Whether logging in again and again leaves the puppet without desk, key, case and small cell."""
    actor = cast.actor(puppet)
    with cast.context.database.reading() as work:
        boxes = desk_members.held_since(work, actor.officer.id)
    return not (actor.officer.desk_ids or boxes or sees_every_cell(actor.officer))


@pytest.mark.parametrize("kind", [DeskKind.WBS, DeskKind.COMPLAINT, DeskKind.UPG])
def test_a_puppet_at_a_new_desk_waits_and_reports_go_elsewhere(
    cast: Cast, clock: Clock, kind: DeskKind
) -> None:
    document = filed(cast)
    desk = add_desk(cast.context, cast.ratna.actor.officer, "satker-4", kind)
    puppet = puppet_at(cast, "boneka", desk.unit_id, Role.INSPECTORATE, desk.id)
    clock.move(days=9)

    assert reaches_nothing(cast, puppet)
    if kind is not DeskKind.UPG:
        category = "pungutan-liar" if kind is DeskKind.WBS else "pelayanan-lambat"
        wbs = Kind.WBS if kind is DeskKind.WBS else Kind.COMPLAINT
        case_id = report(cast.context, unit="satker-4", kind=wbs, category=category).case_id
        with pytest.raises(NotFound):
            open_case(cast.context, cast.actor(puppet), case_id)
        assert open_case(cast.context, cast.hadi.actor, case_id)
    with pytest.raises(NotFound):
        open_document(cast.context, cast.actor(puppet), document.filing.id)


def test_a_puppet_at_a_new_desk_of_an_inspectorate_waits_and_sees_no_unit(
    cast: Cast, clock: Clock
) -> None:
    document = filed(cast)
    by = cast.ratna.actor.officer
    unit = add_unit(
        cast.context, by, "baru", "Baru", UnitKind.INSPECTORATE, "inspektorat", head_name="X"
    )
    desk = add_desk(cast.context, by, "baru", DeskKind.INSPECTORATE)
    puppet = puppet_at(cast, "boneka", unit.id, Role.INSPECTORATE, desk.id)
    clock.move(days=9)

    assert reaches_nothing(cast, puppet)
    officer = cast.actor(puppet).officer
    for ask in (
        lambda: open_document(cast.context, cast.actor(puppet), document.filing.id),
        lambda: list_documents(cast.context, officer, "satker-1"),
        lambda: read_figures(cast.context, officer, Wish("satker-1", Q3)),
        lambda: give_first_key(
            cast.context, puppet.actor, desk.id, officer.id, own_fingerprint(puppet.actor)
        ),
    ):
        with pytest.raises(NotFound):
            ask()


@pytest.mark.parametrize("how", ["remove", "disable", "reset"])
def test_an_administrator_alone_empties_no_desk(cast: Cast, how: str) -> None:
    desk, by = cast.desk("inspektorat", DeskKind.INSPECTORATE), cast.ratna.actor.officer
    dewi = cast.dewi.actor.officer
    acts: dict[str, Callable[[], object]] = {
        "remove": lambda: remove_member(cast.context, by, desk.id, dewi.id),
        "disable": lambda: disable_officer(cast.context, by, dewi.id),
        "reset": lambda: reset_officer(cast.context, by, dewi.id),
    }

    asked = acts[how]()

    assert isinstance(asked, Proposal)
    with pytest.raises(NotAllowed):
        approve(cast.context, cast.ratna.actor, asked.id)
    puppet = puppet_at(cast, "boneka", desk.unit_id, Role.INSPECTORATE, desk.id)
    with pytest.raises(NotFound):
        approve(cast.context, puppet.actor, asked.id)
    assert reaches_nothing(cast, puppet)
    assert agency(cast.context).desk("inspektorat", DeskKind.INSPECTORATE) == desk
    assert cast.actor(cast.dewi).officer == dewi


def test_an_account_that_is_taken_up_anew_by_a_puppet_is_let_in_nowhere(cast: Cast) -> None:
    """Indah is not the last at her desks, so the administrator alone gets a link to her account."""
    asked = reset_officer(cast.context, cast.ratna.actor.officer, cast.indah.actor.officer.id)
    assert isinstance(asked, Invitation)

    puppet = take_up(cast.context, "indah", asked)

    assert reaches_nothing(cast, puppet)
    assert own_fingerprint(puppet.actor) != own_fingerprint(cast.indah.actor)
    with pytest.raises(Expired):
        resume(cast.context, cast.indah.token)


def test_an_administrator_alone_moves_no_unit_and_gives_none_another_head(cast: Cast) -> None:
    before = cast.unit("satker-1")
    change = UnitChange(parent_slug="kanwil-b", head_name="Boneka", name="Satuan Kerja Satu Baru")

    after = set_unit(cast.context, cast.ratna.actor.officer, "satker-1", change)

    assert after == replace(before, name="Satuan Kerja Satu Baru")
    with cast.context.database.reading() as work:
        waiting = proposals.waiting(work)
    for proposal in waiting:
        for nobody in (cast.ratna, cast.fajar):
            with pytest.raises(NotAllowed):
                approve(cast.context, nobody.actor, proposal.id)
        for officer in (cast.budi, cast.indah, cast.gita):
            with pytest.raises(NotFound):
                approve(cast.context, officer.actor, proposal.id)
    assert agency(cast.context).unit("satker-1") == after
    assert len(waiting) == 2


def test_a_puppet_let_into_an_emptied_upg_opens_nothing_filed_until_that_day(
    cast: Cast, clock: Clock
) -> None:
    document = filed(cast)
    desk_id = emptied_upg(cast)
    unit_id = cast.unit("satker-1").id
    alone = puppet_at(cast, "boneka", unit_id, Role.DESK_MEMBER, desk_id)
    assert reaches_nothing(cast, alone)
    seat(cast.context, cast.dewi, alone, [desk_id])
    puppet = cast.now(alone)

    assert puppet.officer.desk_ids == {desk_id}, "the inspectorate's member was in it, or deceived"
    assert not reads(cast, puppet, document)
    clock.move(days=400)
    assert not reads(cast, puppet, document), "waiting does not help"


def test_a_puppet_does_not_learn_that_it_guessed_what_is_in_a_document(cast: Cast) -> None:
    document = filed(cast)
    desk_id = emptied_upg(cast)
    alone = puppet_at(cast, "boneka", cast.unit("satker-1").id, Role.DESK_MEMBER, desk_id)
    seat(cast.context, cast.dewi, alone, [desk_id])
    puppet = replace(alone, actor=cast.now(alone))
    guessing = Cast(cast.context, cast.agency, {"boneka": puppet})

    guessed = filed(guessing, "boneka")

    lines = list_documents(cast.context, puppet.actor.officer, "satker-1").lines
    assert {line.filing.id: line.filing.end for line in lines} == {
        document.filing.id: None,
        guessed.filing.id: None,
    }
    (own,) = [line.document for line in lines if line.document]
    assert own == guessed, "whoever filed it opens it on the first day, too"


def test_a_member_whom_a_present_one_lets_in_opens_what_that_one_opens(
    cast: Cast, clock: Clock
) -> None:
    """Letting in gives every key the present member holds, the oldest among them."""
    document = filed(cast)
    clock.move(days=30)
    desk = cast.desk("satker-1", DeskKind.UPG)
    newcomer = puppet_at(cast, "sekar", desk.unit_id, Role.DESK_MEMBER, desk.id)
    assert newcomer.actor.officer.desk_ids == frozenset()

    let_in(cast.context, cast.budi, newcomer, [desk.id])

    assert reads(cast, cast.actor(newcomer), document)


def test_after_a_member_left_those_who_stayed_open_everything_and_the_next_epoch_changes_nothing(
    cast: Cast, clock: Clock
) -> None:
    document = filed(cast)
    desk = cast.desk("satker-1", DeskKind.UPG)
    leaver = cast.budi.actor.officer
    clock.move(days=2)
    remove_member(cast.context, cast.ratna.actor.officer, desk.id, leaver.id)

    assert reads(cast, cast.actor(cast.indah), document)
    assert not reads(cast, cast.actor(cast.budi), document), "though budi filed it"
