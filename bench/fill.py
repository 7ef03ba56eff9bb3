"""Fills a register with many cases at once, past the services: rows to page through, none to open."""

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert

from tests.cast import Cast
from wbs.domain.kinds import DeskKind
from wbs.services.context import Context
from wbs.store.schema.cases import CaseRow, RecordRow

BATCH = 5_000
CLOSED_LAST, FIRST_DAY = date(9999, 12, 31), date(1970, 1, 1)
STAGES = ("received", "clarification", "review", "investigation", "follow_up", "closed")


def fill_register(context: Context, cast: Cast, cases: int) -> None:
    """*cases* more cases stand at satker-1's WBS desk, in every stage, due on many days."""
    rows = _rows(cast, cases, context.today())
    while batch := [row for _, row in zip(range(BATCH), rows, strict=False)]:
        with context.database.transaction() as work:
            work.execute(insert(CaseRow), batch)
            work.execute(insert(RecordRow), [_record(row) for row in batch])


def _record(case: dict[str, Any]) -> dict[str, Any]:
    """A first record as large as most, that nobody can open."""
    return {
        "case_id": case["id"],
        "number": 0,
        "kind": "report",
        "author": "reporter",
        "written_on": case["received_on"],
        "sealed": os.urandom(600),
    }


def _rows(cast: Cast, cases: int, today: date) -> Iterator[dict[str, Any]]:
    unit, desk = cast.unit("satker-1"), cast.desk("satker-1", DeskKind.WBS)
    chance = random.Random(7)  # noqa: S311 (a register to look at, no secret)
    for n in range(cases):
        stage = STAGES[n % len(STAGES)]
        due = today + timedelta(days=chance.randrange(-60, 60))
        yield {
            "id": os.urandom(16).hex(),
            "log_id": os.urandom(16).hex(),
            "lookup": os.urandom(16).hex(),
            "key_by_code": b"",
            "kind": "wbs",
            "unit_id": unit.id,
            "counting_unit_id": unit.id,
            "desk_id": desk.id,
            "category": "korupsi",
            "complaint_class": None,
            "channel": "web",
            "anonymity": "anonymous",
            "fear_of_reprisal": False,
            "stage": stage,
            "outcome": "resolved" if stage == "closed" else None,
            "outcome_detail": None,
            "received_on": today - timedelta(days=90),
            "reviewed": n % len(STAGES) > 1,
            "counted_on": None,
            "closed_on": today if stage == "closed" else None,
            "due_sort": CLOSED_LAST - (today - FIRST_DAY) if stage == "closed" else due,
        }
