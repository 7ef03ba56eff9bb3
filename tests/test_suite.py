"""What the suite promises about itself."""

import re
from pathlib import Path

import pytest

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
