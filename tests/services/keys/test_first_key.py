"""The first keys: one ceremony for the whole agency, and a second person for every other desk."""

from base64 import b32decode
from dataclasses import replace

import pytest

from tests.cast import Cast, Person, seat, take_up
from tests.reports import report
from wbs.domain.account import NewOfficer
from wbs.domain.errors import NotAllowed, NotFound, Refused, Stale
from wbs.domain.kinds import DeskKind, Role, UnitKind
from wbs.domain.officer import Officer
from wbs.sealing.totp import current_code
from wbs.services.accounts.activate_officer import activate_officer, prepare_activation
from wbs.services.accounts.invite_officer import (
    Invitation,
    create_first_administrator,
    invite_officer,
    renew_invitation,
)
from wbs.services.accounts.reset_officer import reset_officer
from wbs.services.agency.add_desk import add_desk
from wbs.services.agency.add_unit import add_unit
from wbs.services.agency.overview import agency
from wbs.services.context import Context
from wbs.services.keys.confirm_member import own_fingerprint
from wbs.services.keys.first_key import give_first_key
from wbs.services.keys.propose_member import propose_member, remove_member
from wbs.store.cases import routing

PASSWORD = "angin laut utara sepoi"


def begun(context: Context, by_operator: bool, kind: DeskKind = DeskKind.INSPECTORATE) -> Person:
    """The first officer of a new agency, who has just logged in."""
    add_unit(context, None, "inspektorat", "Inspektorat", UnitKind.INSPECTORATE)
    invited = create_first_administrator(context, "ratna", "Ratna", "inspektorat")
    ratna: Officer = take_up(context, "ratna", invited).actor.officer
    desk = add_desk(context, None, "inspektorat", kind)
    new = NewOfficer(
        "dewi", "Dewi", desk.unit_id, frozenset({Role.INSPECTORATE}), frozenset({desk.id})
    )
    return take_up(context, "dewi", invite_officer(context, None if by_operator else ratna, new))


def test_the_operators_first_inspector_makes_the_agencys_first_key(context: Context) -> None:
    dewi = begun(context, by_operator=True)

    desk = agency(context).desk("inspektorat", DeskKind.INSPECTORATE)
    assert desk.is_active
    assert dewi.actor.officer.at_inspectorate


@pytest.mark.parametrize(
    ("by_operator", "kind"), [(False, DeskKind.INSPECTORATE), (True, DeskKind.WBS)]
)
def test_nobody_else_makes_a_key_alone_however_empty_the_agency(
    context: Context, by_operator: bool, kind: DeskKind
) -> None:
    dewi = begun(context, by_operator, kind)

    assert not agency(context).desk("inspektorat", kind).is_active
    assert not dewi.actor.officer.desk_ids


@pytest.mark.parametrize("how", ["renew", "reset"])
def test_an_administrator_who_takes_up_the_first_inspectors_account_holds_no_ceremony(
    context: Context, how: str
) -> None:
    add_unit(context, None, "inspektorat", "Inspektorat", UnitKind.INSPECTORATE)
    invited = create_first_administrator(context, "ratna", "Ratna", "inspektorat")
    ratna = take_up(context, "ratna", invited).actor.officer
    desk = add_desk(context, None, "inspektorat", DeskKind.INSPECTORATE)
    new = NewOfficer(
        "dewi", "Dewi", desk.unit_id, frozenset({Role.INSPECTORATE}), frozenset({desk.id})
    )
    invitation = invite_officer(context, None, new)
    if how == "reset":  # the account is active, and its officer has not logged in yet
        shown = prepare_activation(context, invitation.token, PASSWORD, PASSWORD, "wbs")
        code = current_code(b32decode(shown.totp_secret), context.now())
        activate_officer(context, invitation.token, shown.state, code)
        again = reset_officer(context, ratna, invitation.officer_id)
        assert isinstance(again, Invitation)
    else:
        again = renew_invitation(context, ratna, invitation.officer_id)

    puppet = take_up(context, "dewi", again)

    assert not puppet.actor.officer.desk_ids
    assert not agency(context).desk("inspektorat", DeskKind.INSPECTORATE).is_active


def test_a_second_inspector_waits_for_the_first(context: Context, cast: Cast) -> None:
    desk = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    propose_member(context, None, desk.id, cast.citra.actor.officer.id)

    assert desk.id not in cast.actor(cast.citra).officer.desk_ids


def test_an_inspectorate_that_the_operator_emptied_begins_with_a_ceremony_again(
    context: Context, cast: Cast
) -> None:
    desk = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    remove_member(context, None, desk.id, cast.dewi.actor.officer.id)
    propose_member(context, cast.ratna.actor.officer, desk.id, cast.citra.actor.officer.id)
    assert not cast.actor(cast.citra).officer.at_inspectorate

    propose_member(context, None, desk.id, cast.citra.actor.officer.id)

    assert cast.actor(cast.citra).officer.at_inspectorate
    assert agency(context).desk("inspektorat", DeskKind.INSPECTORATE).epoch == 2


def test_the_key_is_the_newcomers_whose_fingerprint_was_seen(context: Context, cast: Cast) -> None:
    by = cast.ratna.actor.officer
    desk = add_desk(context, by, "satker-4", DeskKind.WBS)
    eko = cast.eko.actor.officer
    propose_member(context, by, desk.id, eko.id)

    with pytest.raises(Stale):
        give_first_key(context, cast.dewi.actor, desk.id, eko.id, own_fingerprint(cast.citra.actor))
    for stranger in (cast.budi, cast.gita, cast.eko):
        with pytest.raises(NotFound):
            seat(context, stranger, cast.eko, [desk.id])
    for outsider in (cast.ratna, cast.fajar):
        with pytest.raises(NotAllowed):
            seat(context, outsider, cast.eko, [desk.id])
    with pytest.raises(NotFound):
        seat(context, cast.dewi, cast.citra, [desk.id])
    assert not agency(context).desk("satker-4", DeskKind.WBS).is_active

    seat(context, cast.dewi, cast.eko, [desk.id])

    assert cast.now(cast.eko).officer.desk_ids >= {desk.id}


def test_an_inspector_who_left_meanwhile_confirms_nobody(context: Context, cast: Cast) -> None:
    by = cast.ratna.actor.officer
    new = add_desk(context, by, "satker-4", DeskKind.WBS)
    propose_member(context, by, new.id, cast.eko.actor.officer.id)
    desk = cast.desk("inspektorat", DeskKind.INSPECTORATE)
    remove_member(context, None, desk.id, cast.dewi.actor.officer.id)

    with pytest.raises(NotFound):
        seat(context, replace(cast.dewi), cast.eko, [new.id])


def test_a_desk_with_somebody_present_is_none_of_the_inspectorates(
    context: Context, cast: Cast
) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    propose_member(context, cast.ratna.actor.officer, desk.id, cast.citra.actor.officer.id)

    with pytest.raises(Stale):
        seat(context, cast.dewi, cast.citra, [desk.id])


def test_no_first_key_is_given_to_whom_a_case_at_the_desk_shuts_out(cast: Cast) -> None:
    context = cast.context
    case_id = report(context, unit="satker-2").case_id
    desk = cast.desk("satker-2", DeskKind.WBS)
    with context.database.transaction() as work:
        routing.shut_out(work, case_id, [cast.eko.actor.officer.id])
    cast.remove(cast.citra, desk.id)
    propose_member(context, cast.ratna.actor.officer, desk.id, cast.eko.actor.officer.id)

    with pytest.raises(Refused):
        seat(context, cast.dewi, cast.eko, [desk.id])

    assert not agency(context).desk("satker-2", DeskKind.WBS).is_active
