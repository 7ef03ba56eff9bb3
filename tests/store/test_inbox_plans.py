"""On 100,000 cases every filter of the inbox reads one page from one index, on both databases."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Connection, insert, text

from tests.services_at_hand import make_tables, postgres_database
from wbs.domain.case import Stage
from wbs.domain.inbox import MOST_COUNTED, Assigned, DueCounts, Filters, Position, Standing
from wbs.domain.kinds import DeskKind, Kind
from wbs.store.cases.cases import NO_DEADLINE, WAITS_FOR_CALENDAR
from wbs.store.cases.inbox import due_counts, due_queries, inbox_page, inbox_query
from wbs.store.database import Database, open_database
from wbs.store.schema.cases import INBOX_INDEXES, CaseRow
from wbs.store.schema.casework import AssignmentRow
from wbs.store.schema.ground import METADATA
from wbs.store.schema.people import DeskRow, OfficerRow, UnitRow

CASES, PAGE = 100_000, 26
TODAY, SOON_UNTIL = date(2026, 8, 3), date(2026, 8, 6)
STAGES = (Stage.RECEIVED, Stage.REVIEW, Stage.INVESTIGATION, Stage.CLOSED)
KINDS = (Kind.WBS, Kind.COMPLAINT)
UNITS = tuple(f"{n:032x}" for n in range(1, 9))
DESK, OTHER_DESK = "d" * 32, "e" * 32
OFFICER, ASSIGNED = "f" * 32, 7  # who has every seventh case
NOT_YET: dict[str, Any] = {"state": "active", "version": 1, "totp_last_step": 0}
POSITIONS = {
    "first page": None,
    "next page": Position(TODAY - timedelta(days=3), "8" * 32),
    "page before": Position(TODAY - timedelta(days=3), "8" * 32, is_forward=False),
    "amid many of one day": Position(NO_DEADLINE, "8" * 32),
}
NARROWED = tuple(product((None, Stage.REVIEW), (None, Kind.WBS), (None, UNITS[3])))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def register(
    request: pytest.FixtureRequest, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    if request.param == "sqlite":
        yield from _filled(f"sqlite:///{tmp_path_factory.mktemp('register') / 'wbs.sqlite'}")
        return
    with postgres_database(worker_id) as url:
        yield from _filled(url)


def _filled(url: str) -> Iterator[Database]:
    make_tables(url)
    database = open_database(url)
    # In the migration's order: between equals SQLite takes the index that was made last.
    indexes = sorted(METADATA.tables["case"].indexes, key=lambda index: index.name or "")
    with database.transaction() as work:
        for unit_id in UNITS:
            work.add(UnitRow(id=unit_id, slug=unit_id, name="-", kind="work_unit"))
        work.flush()
        for desk_id, kind in ((DESK, DeskKind.WBS), (OTHER_DESK, DeskKind.COMPLAINT)):
            work.add(DeskRow(id=desk_id, unit_id=UNITS[0], kind=kind, epoch=1, is_closed=False))
        work.flush()
        connection = work.connection()
        for index in indexes:  # made at once over all rows, they cost a fraction
            index.drop(connection)
        cases = [_case(n) for n in range(CASES)]
        work.execute(insert(CaseRow), cases)
        work.add(OfficerRow(id=OFFICER, username="o", name="-", unit_id=UNITS[0], **NOT_YET))
        work.flush()
        work.execute(insert(AssignmentRow), [_assigned(case) for case in cases[::ASSIGNED]])
        for index in indexes:
            index.create(connection)
    if database.engine.dialect.name == "postgresql":
        with database.engine.connect() as connection:  # what the server does by itself in a minute
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    yield database
    database.close()


def _case(n: int) -> dict[str, object]:
    stage = STAGES[n % 4]
    due = TODAY + timedelta(days=n % 90 - 30)
    odd = {0: WAITS_FOR_CALENDAR, 1: NO_DEADLINE, 2: NO_DEADLINE}.get(n // 4 % 5, due)
    closed = date(9999, 12, 31) - timedelta(days=20_600 + n % 60)
    return {
        "id": f"{n * 2654435761 % 2**32:08x}" * 4,
        "log_id": f"{n:032x}",
        "lookup": f"{n:032x}",
        "key_by_code": b"-",
        "kind": KINDS[n // 4 % 2].value,
        "unit_id": UNITS[n // 8 % 8],
        "counting_unit_id": UNITS[0],
        "desk_id": OTHER_DESK if n % 10 == 0 else DESK,
        "category": "-",
        "channel": "web",
        "anonymity": "anonymous",
        "fear_of_reprisal": False,
        "stage": stage.value,
        "received_on": TODAY - timedelta(days=60),
        "reviewed": stage is not Stage.RECEIVED,
        "due_sort": closed if stage is Stage.CLOSED else odd,
    }


def _assigned(case: dict[str, object]) -> dict[str, object]:
    repeated = {name: case[name] for name in ("desk_id", "due_sort")}
    return {"case_id": case["id"], "officer_id": OFFICER, **repeated}


def _combinations() -> list[object]:
    return [
        pytest.param(
            Filters(standing, stage, kind, unit_id),
            place,
            id=f"{standing}-{'-'.join(n for n, v in zip('stage kind unit'.split(), (stage, kind, unit_id), strict=True) if v) or 'all'}-{name}",
        )
        for standing, (stage, kind, unit_id), (name, place) in product(
            Standing, NARROWED, POSITIONS.items()
        )
    ]


def _statement(connection: Connection, filters: Filters, place: Position | None) -> str:
    query = inbox_query(DESK, filters, TODAY, place, PAGE)
    return str(query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))


def _wanted_index(filters: Filters) -> str:
    narrowed = {"stage": filters.stage, "kind": filters.kind, "unit_id": filters.unit_id}
    columns = tuple(name for name, value in narrowed.items() if value)
    return f"ix_case_inbox_{INBOX_INDEXES.index(columns)}"


def _check_sqlite(connection: Connection, filters: Filters, place: Position | None) -> None:
    statement = _statement(connection, filters, place)
    plan = [row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))]
    assert len(plan) == 1, plan
    assert plan[0].startswith(f"SEARCH case USING INDEX {_wanted_index(filters)} (desk_id=?"), plan
    driver: Any = connection.connection.driver_connection
    ticks: list[int] = []
    driver.set_progress_handler(lambda: ticks.append(1), 100)
    connection.execute(text(statement)).all()
    driver.set_progress_handler(None, 0)
    assert len(ticks) * 100 <= PAGE * 60, "more than a page was read"


def _check_postgres(connection: Connection, filters: Filters, place: Position | None) -> None:
    statement = _statement(connection, filters, place)
    explained = connection.execute(
        text(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}")
    ).scalar_one()
    limit = (explained if isinstance(explained, list) else json.loads(explained))[0]["Plan"]
    assert limit["Node Type"] == "Limit"
    (scan,) = limit["Plans"]
    assert scan["Node Type"] == "Index Scan", scan
    assert scan["Index Name"] == _wanted_index(filters)
    assert scan.get("Rows Removed by Filter", 0) == 0
    assert limit["Shared Hit Blocks"] + limit["Shared Read Blocks"] <= PAGE + 10


@pytest.mark.slow
@pytest.mark.parametrize(("filters", "place"), _combinations())
def test_a_page_is_one_range_of_the_index_of_its_filters(
    register: Database, filters: Filters, place: Position | None
) -> None:
    check = _check_sqlite if register.engine.dialect.name == "sqlite" else _check_postgres
    with register.reading() as work:
        check(work.connection(), filters, place)


@pytest.mark.slow
@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("place", POSITIONS.values(), ids=POSITIONS)
def test_what_one_officer_has_is_one_range_of_the_index_of_assignments(
    register: Database, standing: Standing, place: Position | None
) -> None:
    mine = Filters(standing, assigned=Assigned.MINE, officer_id=OFFICER, soon_until=SOON_UNTIL)
    with register.reading() as work:
        connection = work.connection()
        statement = _statement(connection, mine, place)
        found = connection.execute(text(statement)).all()
        if register.engine.dialect.name == "sqlite":
            plan = [row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))]
            assert "ix_assignment_inbox (desk_id=? AND officer_id=?" in plan[0], plan
            assert "SEARCH case" in plan[1] and len(plan) == 2, plan
        else:
            explained = connection.execute(
                text(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}")
            ).scalar_one()
            limit = explained[0]["Plan"]
            assert limit["Shared Hit Blocks"] + limit["Shared Read Blocks"] <= PAGE * 6, limit
    assert len(found) <= PAGE
    assert found or place is not None


@pytest.mark.slow
def test_what_nobody_has_is_read_page_by_page_in_order(register: Database) -> None:
    nobodys = Filters(assigned=Assigned.NOBODY)
    with register.reading() as work:
        connection = work.connection()
        statement = _statement(connection, nobodys, None)
        found = connection.execute(text(statement)).all()
        if register.engine.dialect.name == "sqlite":
            plan = [row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))]
            assert "ix_case_inbox_0 (desk_id=?" in plan[0], plan
            assert not any("TEMP B-TREE" in step for step in plan), plan
    assert len(found) == PAGE


@pytest.mark.slow
def test_what_presses_is_counted_as_far_as_it_is_told(register: Database) -> None:
    with register.reading() as work:
        counts = due_counts(work, [DESK, OTHER_DESK], TODAY, SOON_UNTIL)
        if register.engine.dialect.name == "sqlite":
            for query in due_queries([DESK, OTHER_DESK], TODAY, SOON_UNTIL):
                dialect, literal = work.connection().dialect, {"literal_binds": True}
                statement = query.compile(dialect=dialect, compile_kwargs=literal)
                plan = [row[3] for row in work.execute(text(f"EXPLAIN QUERY PLAN {statement}"))]
                assert any("INDEX ix_case_inbox_0 (desk_id=? AND due_sort" in p for p in plan), plan
    assert counts == DueCounts(late=MOST_COUNTED + 1, today=0, soon=MOST_COUNTED + 1)


@pytest.mark.slow
def test_pages_one_after_another_hold_every_case_once(register: Database) -> None:
    filters = Filters(Standing.OVERDUE, Stage.REVIEW, Kind.WBS, UNITS[3])
    seen: list[str] = []
    place: Position | None = None
    with register.reading() as work:
        while True:
            page = inbox_page(work, [DESK, OTHER_DESK], filters, TODAY, place)
            seen += [case.id for case in page.cases]
            place = page.after
            if place is None:
                break
        wanted = work.execute(
            text(
                "SELECT count(*) FROM \"case\" WHERE stage = 'review' AND kind = 'wbs'"
                " AND unit_id = :unit AND due_sort > '0001-01-01' AND due_sort < :today"
            ),
            {"unit": UNITS[3], "today": TODAY.isoformat()},
        ).scalar_one()

    assert len(seen) == len(set(seen)) == wanted > PAGE
