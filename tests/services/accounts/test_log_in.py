"""Logging in: who enters, who does not, and that nobody learns why."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.cast import Cast
from tests.conftest import Clock
from tests.services.counting import CountingGate, statements
from wbs.domain.account import NewOfficer
from wbs.domain.errors import Busy, Invalid, Tampered
from wbs.domain.kinds import Role
from wbs.sealing.passwords import CHEAPEST_FOR_TESTS, PasswordGate
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.accounts.invite_officer import invite_officer
from wbs.services.accounts.log_in import SignedIn, known_device, log_in
from wbs.services.accounts.session import resume
from wbs.services.context import Context


def refusal(
    context: Context, username: str, password: str, otp: str, device: str | None = None
) -> str:
    with pytest.raises(Invalid) as refused:
        log_in(context, username, password, otp, device)

    return f"{refused.value.field} {refused.value.reason}"


def test_password_and_code_together_let_the_officer_in(context: Context, cast: Cast) -> None:
    signed_in = log_in(context, "budi", cast.budi.password, cast.otp(cast.budi))

    actor = resume(context, signed_in.token)
    assert actor.officer.username == "budi"
    assert actor.seed == cast.budi.actor.seed


def test_the_user_name_is_read_without_case_and_spaces(context: Context, cast: Cast) -> None:
    signed_in = log_in(context, " Budi ", cast.budi.password, cast.otp(cast.budi))

    assert resume(context, signed_in.token).officer.username == "budi"


def test_every_wrong_way_in_is_refused_with_the_same_words(context: Context, cast: Cast) -> None:
    admin = cast.ratna.actor.officer
    disable_officer(context, admin, cast.fajar.actor.officer.id)
    unit = cast.unit("satker-4")
    new = NewOfficer("joko", "Joko Anwar", unit.id, frozenset({Role.EVIDENCE}))
    invite_officer(context, admin, new)
    good, otp = cast.budi.password, cast.otp(cast.budi)

    answers = {
        refusal(context, "budi", "salah sama sekali ini", otp),
        refusal(context, "budi", good, "000000"),
        refusal(context, "budi", good, ""),
        refusal(context, "budi", "", ""),
        refusal(context, "budi", "x" * 5000, otp),
        refusal(context, "siapa", good, otp),
        refusal(context, "", good, otp),
        refusal(context, "joko", good, otp),
        refusal(context, "fajar", cast.fajar.password, cast.otp(cast.fajar)),
        refusal(context, "citra", good, otp),
    }

    assert answers == {"username login_failed"}


@pytest.mark.parametrize("username", ["siapa", "fajar", "budi"], ids=["unknown", "off", "known"])
def test_an_unknown_user_costs_what_a_wrong_password_costs(
    context: Context, cast: Cast, username: str
) -> None:
    disable_officer(context, cast.ratna.actor.officer, cast.fajar.actor.officer.id)
    gate = CountingGate(CHEAPEST_FOR_TESTS)
    counted = replace(context, passwords=gate)
    with statements(context.database) as of_reference:
        refusal(counted, "citra", "salah sama sekali ini", "123456")
    reference = gate.derivations

    with statements(context.database) as sent:
        refusal(counted, username, "salah sama sekali ini", "123456")

    assert sent == of_reference
    assert gate.derivations - reference == reference == 1


def test_a_code_works_once(context: Context, cast: Cast) -> None:
    otp = cast.otp(cast.budi)
    log_in(context, "budi", cast.budi.password, otp)

    assert refusal(context, "budi", cast.budi.password, otp) == "username login_failed"


def test_a_code_older_than_the_last_one_used_is_refused(
    context: Context, cast: Cast, clock: Clock
) -> None:
    older = cast.budi.code(context.now())
    newer = cast.budi.code(context.now() + 30)
    log_in(context, "budi", cast.budi.password, newer)

    assert refusal(context, "budi", cast.budi.password, older) == "username login_failed"


def test_of_two_logins_with_one_code_at_once_one_enters(context: Context, cast: Cast) -> None:
    otp = cast.otp(cast.budi)

    def attempt(_: int) -> bool:
        try:
            log_in(context, "budi", cast.budi.password, otp)
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        entered = list(pool.map(attempt, range(4)))

    assert entered.count(True) == 1


def test_each_login_has_a_token_of_its_own(cast: Cast) -> None:
    first, second = cast.log_in(cast.budi), cast.log_in(cast.budi)

    assert first.token != second.token


def test_a_known_browser_keeps_its_mark(context: Context, cast: Cast) -> None:
    again = log_in(context, "budi", cast.budi.password, cast.otp(cast.budi), cast.budi.device_token)

    assert again.device_token == cast.budi.device_token


def test_a_browser_known_for_one_officer_is_a_strangers_for_another(
    context: Context, cast: Cast
) -> None:
    signed_in = log_in(
        context, "citra", cast.citra.password, cast.otp(cast.citra), cast.budi.device_token
    )

    assert signed_in.device_token != cast.budi.device_token


def test_a_known_browser_enters_while_strangers_fill_their_lane(
    context: Context, cast: Cast
) -> None:
    gate = PasswordGate(CHEAPEST_FOR_TESTS, permits=1, wait_seconds=0.05)
    crowded = replace(context, passwords=gate)
    otp = cast.otp(cast.budi)

    with gate.permit():
        with pytest.raises(Busy):
            log_in(crowded, "budi", cast.budi.password, otp)
        signed_in = log_in(crowded, "budi", cast.budi.password, otp, cast.budi.device_token)

    assert resume(context, signed_in.token).officer.username == "budi"


def test_a_browser_is_forgotten_after_half_a_year(
    context: Context, cast: Cast, clock: Clock
) -> None:
    assert known_device(context, cast.budi.device_token)

    clock.move(days=181)

    assert known_device(context, cast.budi.device_token) is None


@pytest.mark.parametrize("token", [None, "", "bukan-token", "A" * 44])
def test_a_browser_without_our_mark_is_a_strangers(
    context: Context, cast: Cast, token: str | None
) -> None:
    assert known_device(context, token) is None


def test_neither_token_nor_seed_nor_factor_lies_in_the_database(
    context: Context, cast: Cast
) -> None:
    signed_in = cast.log_in(cast.budi)
    secrets = (
        signed_in.token.encode(),
        signed_in.device_token.encode(),
        cast.budi.actor.seed.raw,
        cast.budi.actor.seed.hex().encode(),
        cast.budi.password.encode(),
        cast.budi.totp_secret.encode(),
        cast.budi.recovery_code.encode(),
        cast.budi.recovery_code.replace("-", "").encode(),
    )

    with context.database.reading() as work:
        tables = ("officer", "officer_session", "officer_device", "custody", "seed_box")
        rows = [row for name in tables for row in work.execute(text(f"SELECT * FROM {name}"))]
    held = b"|".join(v if isinstance(v, bytes) else str(v).encode() for r in rows for v in r)

    assert len(rows) > len(tables)
    assert not [secret for secret in secrets if secret in held]


def test_a_foreign_wrap_put_in_place_of_ones_own_opens_nothing(
    context: Context, cast: Cast
) -> None:
    swap = (
        "UPDATE officer SET seed_by_password = "
        "(SELECT seed_by_password FROM officer WHERE username = 'citra') WHERE username = 'budi'"
    )
    with context.database.transaction() as work:
        work.execute(text(swap))

    assert refusal(context, "budi", cast.citra.password, cast.otp(cast.citra)).endswith("failed")


def test_an_altered_wrap_is_told_apart_from_a_wrong_password(context: Context, cast: Cast) -> None:
    with context.database.transaction() as work:
        work.execute(
            text("UPDATE officer SET seed_by_password = :cut WHERE username = 'budi'"),
            {"cut": b"\x00" * 20},
        )

    with pytest.raises(Tampered):
        log_in(context, "budi", cast.budi.password, "123456")


def test_tokens_do_not_show_when_printed(cast: Cast) -> None:
    signed_in: SignedIn = cast.log_in(cast.budi)

    assert signed_in.token not in repr(signed_in)
    assert cast.budi.actor.seed.hex() not in repr(cast.budi.actor)
