"""An officer's login from beginning to end."""

import pytest
from sqlalchemy import text

from tests.cast import Cast
from tests.conftest import Clock
from tests.services.counting import statements
from wbs.domain.errors import Expired, Tampered
from wbs.services.accounts.change_password import change_password
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.accounts.log_in import known_device
from wbs.services.accounts.log_out import log_out, log_out_everywhere
from wbs.services.accounts.session import resume
from wbs.services.context import Context


def is_over(context: Context, token: str) -> bool:
    try:
        resume(context, token)
    except Expired:
        return True
    return False


def test_a_login_ends_after_thirty_idle_minutes(context: Context, cast: Cast, clock: Clock) -> None:
    token = cast.log_in(cast.budi).token
    clock.move(minutes=29)
    assert not is_over(context, token)

    clock.move(minutes=30)

    assert is_over(context, token)


def test_a_login_ends_after_twelve_hours_however_busy(
    context: Context, cast: Cast, clock: Clock
) -> None:
    token = cast.log_in(cast.budi).token
    for _ in range(12 * 3 - 1):
        clock.move(minutes=20)
        resume(context, token)

    clock.move(minutes=20)

    assert is_over(context, token)


def test_requests_within_a_minute_write_nothing(context: Context, cast: Cast, clock: Clock) -> None:
    token = cast.log_in(cast.budi).token
    clock.move(seconds=59)

    with statements(context.database) as sent:
        resume(context, token)

    assert not [s for s in sent if s.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_leaving_ends_this_login_and_no_other(context: Context, cast: Cast) -> None:
    here, there = cast.log_in(cast.budi).token, cast.log_in(cast.budi).token

    log_out(context, here)

    assert is_over(context, here)
    assert not is_over(context, there)


def test_leaving_everywhere_ends_every_login_of_this_officer_alone(
    context: Context, cast: Cast
) -> None:
    here, there, other = (cast.log_in(p) for p in (cast.budi, cast.budi, cast.citra))

    log_out_everywhere(context, resume(context, here.token))

    assert is_over(context, here.token)
    assert is_over(context, there.token)
    assert not is_over(context, other.token)
    assert known_device(context, here.device_token) is None


def test_a_new_password_ends_every_login(context: Context, cast: Cast) -> None:
    here, there = cast.log_in(cast.budi).token, cast.log_in(cast.budi).token

    change_password(
        context, resume(context, here), cast.budi.password, *["hujan pagi di teras"] * 2
    )

    assert is_over(context, here)
    assert is_over(context, there)


def test_a_disabled_officer_is_out_at_once(context: Context, cast: Cast) -> None:
    token = cast.log_in(cast.fajar).token

    disable_officer(context, cast.ratna.actor.officer, cast.fajar.actor.officer.id)

    assert is_over(context, token)


def test_a_login_of_an_older_version_of_the_account_is_over(context: Context, cast: Cast) -> None:
    token = cast.log_in(cast.budi).token

    with context.database.transaction() as work:
        work.execute(text("UPDATE officer SET version = version + 1 WHERE username = 'budi'"))

    assert is_over(context, token)


@pytest.mark.parametrize("token", ["", "x", "A" * 44, "🦉" * 44, "A" * 4000])
def test_a_token_that_is_none_of_ours_is_an_ended_login(
    context: Context, cast: Cast, token: str
) -> None:
    assert is_over(context, token)


def test_a_sealed_login_put_in_place_of_ones_own_raises_alarm(context: Context, cast: Cast) -> None:
    mine, other = cast.log_in(cast.budi).token, cast.log_in(cast.dewi).token
    swap = (
        "UPDATE officer_session SET sealed = (SELECT s.sealed FROM officer_session s "
        "JOIN officer o ON o.id = s.officer_id WHERE o.username = 'dewi' LIMIT 1) "
        "WHERE officer_id = (SELECT id FROM officer WHERE username = 'budi')"
    )

    with context.database.transaction() as work:
        work.execute(text(swap))

    with pytest.raises(Tampered):
        resume(context, mine)
    assert not is_over(context, other)


def test_an_actor_sees_what_changed_since_the_login(context: Context, cast: Cast) -> None:
    token = cast.log_in(cast.budi).token
    with context.database.transaction() as work:
        work.execute(text("UPDATE officer SET name = 'Budi S.' WHERE username = 'budi'"))

    assert resume(context, token).officer.name == "Budi S."
