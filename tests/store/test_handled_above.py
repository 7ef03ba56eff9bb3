"""Which cases lie above for want of a desk alone: by SQL as by the domain, over random custody logs."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tests.exports import closed_case
from tests.histories import UNITS, store_histories, store_units
from wbs.domain import handled_above as domain
from wbs.domain.event import CustodyAct, CustodyEntry
from wbs.domain.handled_above import Act, Way
from wbs.domain.kinds import Kind
from wbs.domain.routing import RoutingReason
from wbs.domain.span import ReportingPeriod
from wbs.services import leaf_fields
from wbs.store.database import Conflict, open_database
from wbs.store.figures import handled_above as by_sql
from wbs.store.log.ledger import add_custody
from wbs.store.schema.ledger import CustodyRow
from wbs.tlog.leaf import new_leaf

pytestmark = pytest.mark.slow
QUARTERS = tuple(ReportingPeriod.parse(f"2026-Q{n}") for n in (2, 3))
EDGES = (*(q.start for q in QUARTERS), *(q.end for q in QUARTERS), date(2026, 8, 4))
REASONS = (*RoutingReason, "no_active_desk", "handed_over", "identity", "escrow", "misfiled")
# Half of all acts are the one that counts, or every random log would hold something that takes its case out.
ACTS = st.builds(
    Act,
    st.just(CustodyAct.CASE_ROUTED) | st.sampled_from(CustodyAct),
    st.sampled_from(EDGES),
    st.just(RoutingReason.NO_DESK_ALONE.value) | st.none() | st.sampled_from(REASONS),
    st.none() | st.sampled_from(UNITS),
)
LOGS = st.lists(st.tuples(st.sampled_from(Kind), st.lists(ACTS, max_size=4)), max_size=6)
_salts = count()


@pytest.fixture
def work(database_url: str) -> Iterator[Session]:
    database = open_database(database_url)
    with database.transaction() as work:
        store_units(work)
        yield work
    database.close()


def store(work: Session, ways: Sequence[Way]) -> None:
    work.execute(delete(CustodyRow))
    store_histories(
        work,
        [
            closed_case(int(w.log_id, 16), kind=w.kind, counted_on=None, closed_on=None)
            for w in ways
        ],
    )
    for way in ways:
        for act in way.acts:
            entry = CustodyEntry(
                act.act, act.on, unit_id=act.unit_id, log_id=way.log_id, reason=act.reason
            )
            leaf = new_leaf(*leaf_fields.of_custody(entry), lambda n: next(_salts).to_bytes(n))
            add_custody(work, entry, leaf)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(logs=LOGS)
def test_domain_and_sql_agree(work: Session, logs: list[tuple[Kind, list[Act]]]) -> None:
    ways = [Way(f"{n:032x}", kind, tuple(acts)) for n, (kind, acts) in enumerate(logs, 1)]
    store(work, ways)

    for quarter in QUARTERS:
        assert by_sql.alone(work, quarter) == domain.alone(ways, quarter)


def test_every_act_there_is_is_judged_alike(work: Session) -> None:
    routed = Act(CustodyAct.CASE_ROUTED, EDGES[-1], RoutingReason.NO_DESK_ALONE, UNITS[0])
    others = [Act(act, EDGES[-1], reason) for act in CustodyAct for reason in (None, *REASONS)]
    ways = [
        Way(f"{n:032x}", Kind.WBS, (routed, other) if n % 2 else (other, routed))
        for n, other in enumerate(others, 1)
    ]
    store(work, ways)

    found = by_sql.alone(work, QUARTERS[1])

    assert found == domain.alone(ways, QUARTERS[1])
    assert 0 < len(found) < len(ways)


def test_the_last_day_of_the_old_word_is_found(work: Session) -> None:
    old = [Act(CustodyAct.CASE_ROUTED, day, "no_active_desk", UNITS[0]) for day in EDGES]
    assert by_sql.untold_until(work) is None

    store(work, [Way(f"{n:032x}", Kind.WBS, (act,)) for n, act in enumerate(old, 1)])

    assert by_sql.untold_until(work) == max(EDGES)


def test_what_is_frozen_is_read_back_and_is_frozen_once(database_url: str) -> None:
    database = open_database(database_url)
    cells = {(unit, Kind.WBS): 5 * n for n, unit in enumerate(UNITS)}
    with database.transaction() as work:
        store_units(work)
        by_sql.add_frozen(work, QUARTERS[0], cells)

    with database.reading() as work:
        assert by_sql.frozen_quarters(work) == {QUARTERS[0]}
        assert by_sql.frozen_of(work, UNITS[2]) == {(QUARTERS[0], Kind.WBS): 10}
    with pytest.raises(Conflict), database.transaction() as work:
        by_sql.add_frozen(work, QUARTERS[0], cells)
    database.close()
