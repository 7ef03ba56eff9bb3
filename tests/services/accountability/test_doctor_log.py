"""What the doctor says of the log, at a look."""

from dataclasses import replace

from sqlalchemy import update

from tests.cast import Cast
from tests.conftest import Clock
from tests.logged import alter, closed_days, table
from wbs.domain.accountability import INSTANCE
from wbs.services.context import Context, MailRules
from wbs.services.doctor_log import examine_log
from wbs.services.finding import Level


def found(context: Context) -> list[tuple[Level, str]]:
    return [(each.level, each.problem) for each in examine_log(context)]


def anchored(context: Context) -> Context:
    rules = context.rules
    assert rules.log is not None
    log = replace(rules.log, anchors=("tpi@example.test",))
    return replace(context, rules=replace(rules, log=log, mail=MailRules(7, (), "")))


def test_a_log_that_is_closed_and_mailed_is_nothing_to_speak_of(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)

    assert found(anchored(cast.context)) == []
    assert "nobody outside" in found(cast.context)[0][1]


def test_days_that_were_not_closed_are_a_warning(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    clock.move(days=2)

    assert [level for level, _ in found(anchored(cast.context))] == [Level.WARNING]


def test_an_altered_instance_log_is_an_error(cast: Cast, clock: Clock) -> None:
    closed_days(cast, clock)
    tiles = table("log_tile")
    alter(cast.context, update(tiles).where(tiles.c.log == INSTANCE).values(hashes=bytes(32 * 9)))

    assert {level for level, _ in found(anchored(cast.context))} == {Level.ERROR}


def test_without_a_key_it_is_said_that_nothing_is_closed(cast: Cast) -> None:
    keyless = replace(cast.context, rules=replace(cast.context.rules, log=None))

    assert [level for level, _ in found(keyless)] == [Level.WARNING]
