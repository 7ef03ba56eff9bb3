"""Taking up an account: what is shown, what is written, and how often a link works."""

from base64 import b32decode
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from tests.cast import ISSUER, Cast
from tests.conftest import Clock
from wbs.domain.account import NewOfficer
from wbs.domain.errors import Expired, Invalid, InvalidForm, NotAllowed, Refused, Stale
from wbs.domain.kinds import DeskKind, Role
from wbs.domain.officer import OfficerState
from wbs.sealing.totp import current_code
from wbs.services.accounts.activate_officer import (
    Preparation,
    activate_officer,
    invited_officer,
    prepare_activation,
    resume_preparation,
)
from wbs.services.accounts.invite_officer import (
    create_first_administrator,
    invite_officer,
    renew_invitation,
)
from wbs.services.accounts.log_in import log_in
from wbs.services.agency.overview import agency
from wbs.services.context import Context

PASSWORD = "angin laut utara sepoi"


def invite(context: Context, cast: Cast, username: str = "joko") -> tuple[str, str]:
    unit = cast.unit("satker-4")
    new = NewOfficer(username, "Joko Anwar", unit.id, frozenset({Role.EVIDENCE}))
    invitation = invite_officer(context, cast.ratna.actor.officer, new)
    return invitation.officer_id, invitation.token


def prepare(context: Context, token: str) -> Preparation:
    return prepare_activation(context, token, PASSWORD, PASSWORD, ISSUER)


def code(context: Context, shown: Preparation) -> str:
    return current_code(b32decode(shown.totp_secret), context.now())


def state_of(context: Context, username: str) -> OfficerState:
    return agency(context).officer(username).state


def test_a_link_leads_to_an_active_account(context: Context, cast: Cast, clock: Clock) -> None:
    _, token = invite(context, cast)
    shown = prepare(context, token)

    activate_officer(context, token, shown.state, code(context, shown))

    clock.move(seconds=30)
    log_in(context, "joko", PASSWORD, code(context, shown))
    assert state_of(context, "joko") is OfficerState.ACTIVE


def test_looking_and_preparing_use_nothing_up(context: Context, cast: Cast) -> None:
    _, token = invite(context, cast)

    for _ in range(3):
        assert invited_officer(context, token).username == "joko"
        prepare(context, token)

    assert state_of(context, "joko") is OfficerState.INVITED


def test_a_link_works_once(context: Context, cast: Cast) -> None:
    _, token = invite(context, cast)
    shown = prepare(context, token)
    activate_officer(context, token, shown.state, code(context, shown))

    for again in (
        lambda: invited_officer(context, token),
        lambda: prepare(context, token),
        lambda: activate_officer(context, token, shown.state, code(context, shown)),
    ):
        with pytest.raises(Expired):
            again()


def test_of_two_windows_at_once_one_makes_the_account(context: Context, cast: Cast) -> None:
    _, token = invite(context, cast)
    windows = [prepare(context, token) for _ in range(4)]

    def finish(shown: Preparation) -> bool:
        try:
            activate_officer(context, token, shown.state, code(context, shown))
        except (Expired, Stale):
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(finish, windows)).count(True) == 1


def test_a_link_is_over_after_seven_days(context: Context, cast: Cast, clock: Clock) -> None:
    _, token = invite(context, cast)
    clock.move(days=6, hours=23)
    assert invited_officer(context, token)

    clock.move(hours=1)

    with pytest.raises(Expired):
        invited_officer(context, token)


def test_a_renewed_link_kills_the_one_before(context: Context, cast: Cast) -> None:
    officer_id, token = invite(context, cast)

    fresh = renew_invitation(context, cast.ratna.actor.officer, officer_id)

    assert invited_officer(context, fresh.token).username == "joko"
    with pytest.raises(Expired):
        invited_officer(context, token)


def test_an_account_taken_up_gets_no_new_link(context: Context, cast: Cast) -> None:
    with pytest.raises(Refused):
        renew_invitation(context, cast.ratna.actor.officer, cast.budi.actor.officer.id)


def test_a_mistyped_code_writes_nothing_and_shows_the_same_again(
    context: Context, cast: Cast
) -> None:
    _, token = invite(context, cast)
    shown = prepare(context, token)

    with pytest.raises(Invalid) as refused:
        activate_officer(context, token, shown.state, "000000")

    assert refused.value.field == "otp"
    assert state_of(context, "joko") is OfficerState.INVITED
    assert resume_preparation(context, token, shown.state, ISSUER) == shown


def test_what_was_prepared_for_one_link_is_nothing_for_another(
    context: Context, cast: Cast
) -> None:
    _, mine = invite(context, cast)
    _, other = invite(context, cast, "jaka")
    shown = prepare(context, other)

    with pytest.raises(Expired):
        activate_officer(context, mine, shown.state, code(context, shown))


@pytest.mark.parametrize("state", ["", "zz", "00", "ab" * 600])
def test_a_mangled_state_is_an_ended_preparation(context: Context, cast: Cast, state: str) -> None:
    _, token = invite(context, cast)

    with pytest.raises(Expired):
        activate_officer(context, token, state, "123456")


@pytest.mark.parametrize(
    ("password", "again", "field"),
    [
        ("pendek", "pendek", "password"),
        ("jokoanwar2026", "jokoanwar2026", "password"),
        ("indonesia2026", "indonesia2026", "password"),
        (PASSWORD, PASSWORD + "!", "password_again"),
    ],
)
def test_a_weak_or_mistyped_password_is_told_at_its_field(
    context: Context, cast: Cast, password: str, again: str, field: str
) -> None:
    _, token = invite(context, cast)

    with pytest.raises(Invalid) as refused:
        prepare_activation(context, token, password, again, ISSUER)

    assert refused.value.field == field


def test_the_link_itself_is_not_stored(context: Context, cast: Cast) -> None:
    _, token = invite(context, cast)

    with context.database.reading() as work:
        row = work.execute(text("SELECT * FROM officer WHERE username = 'joko'")).one()

    assert token not in " ".join(str(value) for value in row)


def test_only_administrators_invite(context: Context, cast: Cast) -> None:
    new = NewOfficer("joko", "Joko", cast.unit("satker-1").id, frozenset({Role.DESK_MEMBER}))

    for person in (cast.budi, cast.dewi, cast.gita, cast.fajar):
        with pytest.raises(NotAllowed):
            invite_officer(context, person.actor.officer, new)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"username": ""}, "username required"),
        ({"username": "J"}, "username username_form"),
        ({"username": "joko anwar"}, "username username_form"),
        ({"username": "BUDI"}, "username taken"),
        ({"name": "  "}, "name required"),
        ({"name": "x" * 201}, "name too_long"),
        ({"name": "Joko\x00"}, "name control_characters"),
        ({"unit_id": "f" * 32}, "unit unknown"),
        ({"roles": frozenset()}, "roles not_chosen"),
        (
            {"roles": frozenset({Role.ADMINISTRATOR, Role.DESK_MEMBER})},
            "roles administrator_alone",
        ),
        ({"desk_ids": frozenset({"f" * 32})}, "desks unknown"),
    ],
)
def test_an_invitation_that_cannot_be_is_told_at_its_field(
    context: Context, cast: Cast, change: dict[str, object], problem: str
) -> None:
    good = {
        "username": "joko",
        "name": "Joko Anwar",
        "unit_id": cast.unit("satker-1").id,
        "roles": frozenset({Role.DESK_MEMBER}),
    }

    with pytest.raises(InvalidForm) as refused:
        invite_officer(context, None, NewOfficer(**{**good, **change}))  # type: ignore[arg-type]

    assert problem in [f"{p.field} {p.reason}" for p in refused.value.problems]


@pytest.mark.parametrize("role", [Role.EVIDENCE, Role.ADMINISTRATOR, Role.AUDITOR, Role.CUSTODIAN])
def test_only_those_who_work_at_desks_are_proposed_for_one(
    context: Context, cast: Cast, role: Role
) -> None:
    desk = cast.desk("satker-1", DeskKind.WBS)
    unit = cast.unit("satker-1")
    new = NewOfficer("joko", "Joko Anwar", unit.id, frozenset({role}), frozenset({desk.id}))

    with pytest.raises(InvalidForm) as refused:
        invite_officer(context, None, new)

    assert [p.reason for p in refused.value.problems] == ["desk_needs_role"]


def test_there_is_one_first_administrator(context: Context, cast: Cast) -> None:
    with pytest.raises(Refused):
        create_first_administrator(context, "joko", "Joko Anwar", "inspektorat")
