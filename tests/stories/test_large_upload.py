"""A file of 500 MB goes straight into encryption: memory stays flat, and nothing is left in the clear."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.large_file import MB, PATTERN, open_files, send_report, watching
from tests.stories.installation import Installation, installed
from tests.stories.navigators import REPORT
from tests.stories.traces import find_traces

VALUES = REPORT | {"unit": "satker-1", "category": "korupsi"}
ALLOWED_GROWTH = 64 * MB


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation whose limit per file is raised by name."""
    limit = {"WBS_LIMITS_MAX_ATTACHMENT_BYTES": str(600 * MB)}
    with installed(tmp_path_factory.mktemp("large"), environment=limit) as running:
        yield running


@pytest.fixture(scope="module")
def idle(place: Installation) -> int:
    """The memory of the largest process once it has answered what it answers every day."""
    send_report(place.base, VALUES, 1)
    return place.server.resident_bytes()


@pytest.mark.parametrize("size_mb", [10, 500])
def test_memory_stays_within_64_mb_of_idle(place: Installation, idle: int, size_mb: int) -> None:
    with watching(place.server) as watch:
        review = send_report(place.base, VALUES, size_mb * MB)

    assert "besar.txt" in review
    assert watch.peak_bytes - idle < ALLOWED_GROWTH
    assert _unexpected(place, watch.opened) == set()
    assert _largest_blob(place) > size_mb * MB
    assert find_traces(place.written_in(), [PATTERN]) == []


def _unexpected(place: Installation, opened: set[str]) -> set[str]:
    """Files the processes had open beside those of the data folder, of the counters and the program.

    A file of the data folder that has no name any more is unexpected, too: nobody could look into it.
    """
    house = Path(__file__).parent.parent.parent
    program = (str(house), sys.prefix, sys.base_prefix, "/usr", "/lib", "/etc")
    own = (place.data_dir, place.root / "volatile", place.root / "output.txt")
    known = (*program, *(str(path) for path in own))
    return {n for n in opened if not n.startswith(known) or n.endswith(" (deleted)")}


def _largest_blob(place: Installation) -> int:
    blobs = (place.data_dir / "blobs").rglob("*")
    return max(path.stat().st_size for path in blobs if path.is_file())


def test_the_watch_sees_a_file_that_is_open(tmp_path: Path, place: Installation) -> None:
    named, nameless = tmp_path / "named", place.data_dir / "nameless"

    with named.open("w"), nameless.open("w"):
        nameless.unlink()
        seen = open_files(os.getpid())

    assert _unexpected(place, seen) >= {str(named), f"{nameless} (deleted)"}
