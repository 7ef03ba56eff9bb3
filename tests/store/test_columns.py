"""The page about what lies open is complete, and says nothing that is not so."""

from pathlib import Path

import pytest

from wbs.store.columns.page import COLUMNS, Place, page
from wbs.store.database import db

PAGE = Path(__file__).parents[2] / "docs" / "at-rest.md"
MARK = "<!-- columns -->\n"
STORED = {f"{t.name}.{c.name}": c for t in db.metadata.sorted_tables for c in t.columns}


def test_every_column_has_its_place_and_no_other_is_named() -> None:
    assert COLUMNS.keys() == STORED.keys()


@pytest.mark.parametrize("name", COLUMNS)
def test_every_place_has_a_reason_in_one_line(name: str) -> None:
    _, reason = COLUMNS[name]

    assert 0 < len(reason) <= 100
    assert "\n" not in reason


def test_what_is_sealed_is_bytes() -> None:
    sealed = {name for name, (place, _) in COLUMNS.items() if place is Place.SEALED}

    assert {str(STORED[name].type) for name in sealed} == {"BLOB"}


def test_the_page_for_operators_is_this_table() -> None:
    assert PAGE.read_text().split(MARK)[1] == page()


def test_no_column_holds_an_exact_time_of_what_a_reporter_did() -> None:
    of_reporters = ("draft.", "case.", "record.", "blob.", "tracking_session.", "tally.", "event.")
    instants = {
        name
        for name, column in STORED.items()
        if name.startswith(of_reporters) and str(column.type) == "BIGINT"
    }

    assert instants == {"draft.goes_at", "tracking_session.goes_at"}  # quarter hours
