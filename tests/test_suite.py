"""What the suite promises about itself."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.table_rows import TableRows, all_rows, put_rows
from wbs import bootstrap
from wbs.settings import Settings
from wbs.store.database import open_database

HOUSE = Path(__file__).parent.parent


def left_out() -> list[Path]:
    """What `make postgresql` does not run."""
    makefile = (HOUSE / "Makefile").read_text().replace("\\\n", " ")
    named = re.search(r"^WITHOUT_DATABASE := (.+)$", makefile, re.MULTILINE)
    assert named is not None
    return [HOUSE / path for path in named[1].split()]


@pytest.mark.parametrize("path", left_out(), ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_what_is_left_out_on_postgresql_never_asks_for_the_database_of_the_run(
    path: Path, request: pytest.FixtureRequest
) -> None:
    assert path.exists()
    for item in request.session.items:
        if item.path.is_relative_to(path):
            assert not item.get_closest_marker("story"), item.nodeid
            assert "empty_database" not in getattr(item, "fixturenames", ()), item.nodeid


def counted(found: TableRows) -> dict[str, Counter[object]]:
    return {
        name: Counter(rows.split(b"\n") if isinstance(rows, bytes) else rows)
        for name, rows in found
    }


def test_a_cast_set_up_by_its_rows_is_the_one_its_services_made(
    cast: Cast, empty_database: Callable[[Path], str], tmp_path: Path
) -> None:
    made = all_rows(cast.context.database)
    (tmp_path / "again").mkdir()
    again = open_database(empty_database(tmp_path / "again"))
    empty = all_rows(again)

    put_rows(again, made)

    assert empty == []
    assert len(made) > 10
    assert counted(all_rows(again)) == counted(made)
    again.close()


def test_the_law_an_operator_corrected_is_read_anew(settings: Settings) -> None:
    shipped = bootstrap.build_context(settings)
    folder = settings.data_dir / "config"
    folder.mkdir()
    written = (bootstrap.CONFIG / "retention.toml").read_text()
    (folder / "retention.toml").write_text(written.replace("months = 60", "months = 61"))

    corrected = bootstrap.build_context(settings)

    again = bootstrap.build_context(settings)
    assert {rule.months for rule in shipped.law.retention.rules} & {60, 61} == {60}
    assert {rule.months for rule in corrected.law.retention.rules} & {60, 61} == {61}
    assert again.law is corrected.law
    again.database.close()
    shipped.database.close()
    corrected.database.close()
