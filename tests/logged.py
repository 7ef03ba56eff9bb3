"""Logs of the tests: events over some days, closed days, and rows altered past the services."""

from dataclasses import replace
from hashlib import sha256
from itertools import count

from sqlalchemy import Delete, Insert, Table, Update, select, text

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import Reported, report
from wbs.domain.accountability import Log
from wbs.domain.case import Outcome, Stage
from wbs.services.accountability import publish, trees
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.context import Context
from wbs.store.cases import cases
from wbs.store.schema.ground import Base
from wbs.tlog.note import PublicKey

LOG_TABLES = ("log_batch", "log_leaf", "log_tile", "log_checkpoint", "log_key", "promise_key")
GROUNDS = Words(grounds="Berita acara 12.")


def some_days(cast: Cast, clock: Clock) -> list[Reported]:
    """Reports at two units, worked on over three days; none of the days is closed yet."""
    context = cast.context
    reported = [report(context), report(context, unit="satker-2"), report(context)]
    clock.move(days=1)
    move_case(context, cast.budi.actor, reported[0].case_id, Stage.REVIEW, Words())
    reported += [report(context) for _ in range(3)]
    clock.move(days=1)
    case_id = reported[0].case_id
    close_case(context, cast.budi.actor, case_id, Outcome.UNSUBSTANTIATED, None, GROUNDS)
    move_case(context, cast.budi.actor, reported[2].case_id, Stage.REVIEW, Words())
    return reported


def closed_days(cast: Cast, clock: Clock) -> list[Reported]:
    """The same, with every day closed, seen from the morning after."""
    reported = some_days(cast, clock)
    clock.move(days=1)
    publish.publish(cast.context)
    return reported


def unit_log(cast: Cast, slug: str = "satker-1") -> Log:
    return trees.log_of(cast.context, cast.unit(slug).id)


def log_key(context: Context) -> PublicKey:
    assert context.rules.log is not None
    return context.rules.log.newest.public


def rows_of(context: Context, *names: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of these tables, in one order."""
    found = {}
    with context.database.reading() as work:
        for name in names or LOG_TABLES:
            table = Base.metadata.tables[name]
            rows = work.execute(select(table).order_by(*table.primary_key.columns))
            found[name] = [tuple(row) for row in rows]
    return found


def alter(context: Context, *statements: str | Insert | Update | Delete, **values: object) -> None:
    """Rows are changed past every service, as who holds the database can."""
    with context.database.transaction() as work:
        for each in statements:
            work.execute(text(each) if isinstance(each, str) else each, values)


def table(name: str) -> Table:
    return Base.metadata.tables[name]


def without_chance(context: Context) -> Context:
    """The context, whose random bytes are the same in every run."""
    numbers = count()

    def drawn(size: int) -> bytes:
        return sha256(next(numbers).to_bytes(8, "big")).digest()[:size]

    return replace(context, random_bytes=drawn)


def log_id_of(context: Context, reported: Reported) -> str:
    with context.database.reading() as work:
        return cases.get(work, reported.case_id).log_id
