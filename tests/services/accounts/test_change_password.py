"""A new password, and coming back without the old one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.cast import Cast
from tests.conftest import Clock
from tests.services.counting import CountingGate, statements
from wbs.domain.errors import Busy, Expired, Invalid
from wbs.domain.kinds import DeskKind
from wbs.sealing.passwords import CHEAPEST_FOR_TESTS, PasswordGate
from wbs.services.accounts.change_password import change_password
from wbs.services.accounts.log_in import log_in
from wbs.services.accounts.recover_access import (
    RecoveryRequest,
    complete_recovery,
    prepare_recovery,
)
from wbs.services.accounts.session import resume
from wbs.services.context import Context
from wbs.services.keys.desk_keys import desk_seed

NEW = "hujan pagi di teras"


def request(cast: Cast, **change: str) -> RecoveryRequest:
    good = {
        "username": "budi",
        "recovery_code": cast.budi.recovery_code,
        "otp": cast.otp(cast.budi),
        "password": NEW,
        "password_again": NEW,
    }
    return RecoveryRequest(**{**good, **change})


def test_the_new_password_enters_and_the_old_one_does_not(context: Context, cast: Cast) -> None:
    change_password(context, cast.budi.actor, cast.budi.password, NEW, NEW)

    log_in(context, "budi", NEW, cast.otp(cast.budi))
    with pytest.raises(Invalid):
        log_in(context, "budi", cast.budi.password, cast.otp(cast.budi))


def test_the_officers_key_and_desks_stay(context: Context, cast: Cast) -> None:
    change_password(context, cast.budi.actor, cast.budi.password, NEW, NEW)
    actor = resume(context, log_in(context, "budi", NEW, cast.otp(cast.budi)).token)

    assert actor.seed == cast.budi.actor.seed
    with context.database.reading() as work:
        assert desk_seed(context, work, actor, cast.desk("satker-1", DeskKind.WBS).id, 1)


@pytest.mark.parametrize(
    ("current", "new", "again", "field"),
    [
        ("bukan kata sandi saya", NEW, NEW, "current_password"),
        ("", NEW, NEW, "current_password"),
        ("budi menyeduh kopi tubruk", "pendek", "pendek", "password"),
        ("budi menyeduh kopi tubruk", NEW, NEW + " ", "password_again"),
    ],
)
def test_a_change_that_cannot_be_is_told_at_its_field(
    context: Context, cast: Cast, current: str, new: str, again: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        change_password(context, cast.budi.actor, current, new, again)

    assert refused.value.field == field
    log_in(context, "budi", cast.budi.password, cast.otp(cast.budi))


def test_a_busy_gate_changes_nothing(context: Context, cast: Cast) -> None:
    gate = PasswordGate(CHEAPEST_FOR_TESTS, permits=1, wait_seconds=0.05)
    crowded = replace(context, passwords=gate, known_passwords=gate)

    with gate.permit(), pytest.raises(Busy):
        change_password(crowded, cast.budi.actor, cast.budi.password, NEW, NEW)

    log_in(context, "budi", cast.budi.password, cast.otp(cast.budi))


def test_recovery_code_and_authenticator_set_a_new_password(context: Context, cast: Cast) -> None:
    complete_recovery(context, prepare_recovery(context, request(cast)))

    actor = resume(context, log_in(context, "budi", NEW, cast.otp(cast.budi)).token)
    assert actor.seed == cast.budi.actor.seed


def test_a_recovery_ends_every_login(context: Context, cast: Cast) -> None:
    complete_recovery(context, prepare_recovery(context, request(cast)))

    with pytest.raises(Expired):
        resume(context, cast.budi.token)


def test_preparing_a_recovery_writes_nothing(context: Context, cast: Cast) -> None:
    prepare_recovery(context, request(cast))

    log_in(context, "budi", cast.budi.password, cast.otp(cast.budi))
    assert resume(context, cast.budi.token)


def test_the_new_recovery_code_works_and_the_used_one_does_not(
    context: Context, cast: Cast
) -> None:
    first = prepare_recovery(context, request(cast))
    complete_recovery(context, first)

    with pytest.raises(Invalid):
        prepare_recovery(context, request(cast))
    fresh = request(cast, recovery_code=first.recovery_code)
    complete_recovery(context, prepare_recovery(context, fresh))


def test_a_recovery_code_may_be_typed_without_dashes_and_in_lower_case(
    context: Context, cast: Cast
) -> None:
    typed = cast.budi.recovery_code.replace("-", " ").lower()

    assert prepare_recovery(context, request(cast, recovery_code=typed))


def test_a_mistyped_recovery_code_is_told_before_anything_is_looked_up(
    context: Context, cast: Cast
) -> None:
    code = cast.budi.recovery_code
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    typed = request(cast, recovery_code=slip)

    with statements(context.database) as sent, pytest.raises(Invalid) as refused:
        prepare_recovery(context, typed)

    assert (refused.value.field, refused.value.reason) == ("recovery_code", "code_check")
    assert not sent


@pytest.mark.parametrize("change", ["username", "unknown", "otp", "recovery_code"])
def test_every_wrong_recovery_is_refused_with_the_same_words_at_the_same_cost(
    context: Context, cast: Cast, change: str
) -> None:
    wrong = {
        "username": {"username": "citra"},
        "unknown": {"username": "siapa"},
        "otp": {"otp": "000000"},
        "recovery_code": {"recovery_code": cast.citra.recovery_code},
    }[change]
    typed = request(cast, **wrong)
    gate = CountingGate(CHEAPEST_FOR_TESTS)
    counted = replace(context, passwords=gate)

    with statements(context.database) as sent, pytest.raises(Invalid) as refused:
        prepare_recovery(counted, typed)

    assert (refused.value.field, refused.value.reason) == ("username", "recovery_failed")
    assert (len([s for s in sent if "FROM officer" in s]), gate.derivations) == (1, 0)


def test_of_two_recoveries_with_one_code_at_once_one_counts(context: Context, cast: Cast) -> None:
    prepared = [prepare_recovery(context, request(cast)) for _ in range(3)]

    def complete(n: int) -> bool:
        try:
            complete_recovery(context, prepared[n])
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(complete, range(3))).count(True) == 1


def test_a_recovery_prepared_before_a_change_of_the_account_does_not_count(
    context: Context, cast: Cast, clock: Clock
) -> None:
    prepared = prepare_recovery(context, request(cast))
    change_password(context, cast.budi.actor, cast.budi.password, NEW + " 7", NEW + " 7")

    with pytest.raises(Invalid):
        complete_recovery(context, prepared)


def test_changing_and_recovering_are_custody_rows(context: Context, cast: Cast) -> None:
    change_password(context, cast.budi.actor, cast.budi.password, NEW, NEW)
    complete_recovery(context, prepare_recovery(context, request(cast)))

    with context.database.reading() as work:
        acts = work.execute(
            text("SELECT act FROM custody WHERE officer_id = :id ORDER BY act"),
            {"id": cast.budi.actor.officer.id},
        ).scalars()
        assert {"password_changed", "officer_recovered"} <= set(acts)
