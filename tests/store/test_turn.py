"""One writer at a time, whichever process it lives in, and nobody holds a turn beyond its own end."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from wbs.domain.errors import Busy
from wbs.store.turn import Turn

HOLD = """
import sys, time
from pathlib import Path
from wbs.store.turn import Turn
with Turn(Path(sys.argv[1])).taken(5):
    print("inside", flush=True)
    time.sleep(600)
"""
SOON, AT_ONCE = 10, 0.05


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "turn"


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process, inside."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "inside\n"
        yield process
        process.kill()


def test_what_another_process_has_does_not_come(path: Path, holder: object) -> None:
    with pytest.raises(Busy), Turn(path).taken(AT_ONCE):
        pass


def test_a_process_that_is_killed_gives_its_turn_back(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    holder.kill()

    with Turn(path).taken(SOON):
        pass


def test_after_a_refusal_the_next_one_gets_it(path: Path, holder: subprocess.Popen[str]) -> None:
    turn = Turn(path)
    with pytest.raises(Busy), turn.taken(AT_ONCE):
        pass
    holder.kill()

    with turn.taken(SOON):
        pass


def test_what_another_thread_has_does_not_come(path: Path) -> None:
    turn = Turn(path)
    refused = []

    def ask() -> None:
        try:
            with turn.taken(AT_ONCE):
                pass
        except Busy:
            refused.append(True)

    with turn.taken(SOON):
        asker = threading.Thread(target=ask)
        asker.start()
        asker.join()

    assert refused == [True]


def test_an_error_inside_gives_the_turn_back(path: Path) -> None:
    turn = Turn(path)
    with pytest.raises(ZeroDivisionError), turn.taken(SOON):
        raise ZeroDivisionError

    with turn.taken(AT_ONCE):
        pass


def test_a_child_has_a_turn_of_its_own_and_not_its_parents(path: Path) -> None:
    """As a fork leaves it: a copy of everything, and the parent inside."""
    parent, child = Turn(path), Turn(path)
    with parent.taken(SOON):
        child.after_fork()
        with pytest.raises(Busy), child.taken(AT_ONCE):
            pass

    with child.taken(AT_ONCE):
        pass
