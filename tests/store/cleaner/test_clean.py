"""The cleaning processes: limited, out of each other's way, and gone when their server is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.store.cleaner import files
from wbs.store.cleaner import clean as module
from wbs.store.cleaner.clean import Cleaner
from wbs.store.cleaner.result import Result

HOUSE = Path(__file__).parents[3]


@pytest.fixture
def cleaner() -> Iterator[Cleaner]:
    cleaner = Cleaner(permits=2)
    yield cleaner
    cleaner.close()


def pieces(data: bytes, size: int = 65_536) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def zygote_of(cleaner: Cleaner) -> int:
    assert cleaner._zygote is not None
    return cleaner._zygote[0].pid


def children_of(pid: int) -> list[str]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [line for child in listed if (line := _state(int(child)))]


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return ""


def wait_until_gone(pid: int) -> None:
    wait_until(lambda: not _state(pid) or " Z " in _state(pid), "the process lives on")


def wait_until(is_so: Callable[[], bool], else_say: str) -> None:
    """Return as soon as it is so; a busy machine gets a minute."""
    ends = time.monotonic() + 60
    while not is_so():
        if time.monotonic() > ends:
            pytest.fail(else_say)
        time.sleep(0.05)


def test_a_photo_comes_back_clean(cleaner: Cleaner) -> None:
    cleaned = cleaner.clean(pieces(files.jpeg(), 1000))

    assert cleaned.result is Result.STRIPPED
    assert cleaned.data.startswith(b"\xff\xd8")
    assert files.SECRET not in cleaned.data
    assert "SECRET" not in repr(cleaned)


def test_a_document_comes_back_clean(cleaner: Cleaner) -> None:
    cleaned = cleaner.clean(pieces(files.pdf()))

    assert cleaned.result is Result.STRIPPED
    assert files.SECRET not in cleaned.data


def test_a_file_larger_than_a_pipe_comes_back_whole(cleaner: Cleaner) -> None:
    tail = os.urandom(3_000_000)
    photo = files.jpeg(comment=b"", quality=95)

    cleaned = cleaner.clean(pieces(photo + tail))
    text = cleaner.clean(pieces(b"a line of plain text\n" * 200_000))

    assert cleaned.result is Result.STRIPPED
    assert text.result is Result.NONE


def test_a_file_above_the_limit_is_kept_and_not_read_on(cleaner: Cleaner) -> None:
    read: list[int] = []

    def source() -> Iterator[bytes]:
        for n in range(100):
            read.append(n)
            yield bytes(1000)

    assert cleaner.clean(source(), limit_bytes=5000).result is Result.KEPT
    assert len(read) == 6


def test_a_source_that_fails_is_passed_on(cleaner: Cleaner) -> None:
    def source() -> Iterator[bytes]:
        yield b"a"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cleaner.clean(source())
    assert cleaner.clean([b"text"]).result is Result.NONE


def test_a_bomb_is_kept_and_takes_nobody_with_it(cleaner: Cleaner) -> None:
    bomb = files.pdf_bomb(2 << 30)
    assert len(bomb) < 4_000_000

    assert cleaner.clean(pieces(bomb)).result is Result.KEPT
    assert cleaner.clean(pieces(files.jpeg())).result is Result.STRIPPED


def test_eight_threads_get_each_their_own_file(cleaner: Cleaner) -> None:
    photos = [files.jpeg() for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        through_the_pool = list(pool.map(lambda p: cleaner.clean(pieces(p)).data, photos))

    assert through_the_pool == [cleaner.clean(pieces(p)).data for p in photos]
    assert len(set(through_the_pool)) == 8


def test_no_child_is_left_behind(cleaner: Cleaner) -> None:
    for _ in range(5):
        cleaner.clean([b"text"])
    zygote = zygote_of(cleaner)

    wait_until(lambda: children_of(zygote) == [], "a child is left")


def test_a_zygote_that_died_is_replaced(cleaner: Cleaner) -> None:
    cleaner.clean([b"text"])
    first = zygote_of(cleaner)
    os.kill(first, signal.SIGKILL)
    wait_until_gone(first)

    assert cleaner.clean([b"text"]).result is Result.NONE
    assert zygote_of(cleaner) != first
    assert not Path(f"/proc/{first}").exists(), "nobody buried it"


def test_a_zygote_that_does_not_answer_costs_the_file_its_cleaning_only(
    cleaner: Cleaner, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cleaner.clean([b"text"])
    monkeypatch.setattr(module, "_JOB_SECONDS", 0.3)
    os.kill(zygote_of(cleaner), signal.SIGSTOP)

    assert cleaner.clean([b"SECRET text"]).result is Result.KEPT

    os.kill(zygote_of(cleaner), signal.SIGCONT)
    assert "out of time" in caplog.text
    assert "SECRET" not in caplog.text


def test_closing_ends_the_zygote(cleaner: Cleaner) -> None:
    cleaner.clean([b"text"])
    zygote = zygote_of(cleaner)

    cleaner.close()

    assert not Path(f"/proc/{zygote}").exists()


def test_the_zygote_ends_with_a_server_that_was_killed() -> None:
    code = (
        "from wbs.store.cleaner.clean import CLEANER\n"
        "CLEANER.clean([b'text'])\n"
        "print(CLEANER._zygote[0].pid, flush=True)\n"
        "import time; time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=HOUSE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        zygote = int(server.stdout.readline())
        server.kill()

    wait_until_gone(zygote)


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_process_that_forked_off_cleans_with_a_zygote_of_its_own(cleaner: Cleaner) -> None:
    cleaner.clean([b"text"])
    child = os.fork()
    if child == 0:
        is_forgotten = cleaner._zygote is None
        result = cleaner.clean([b"text"]).result
        cleaner.close()
        os._exit(0 if is_forgotten and result is Result.NONE else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert cleaner.clean([b"text"]).result is Result.NONE


CONFINED = """
import ctypes, os, signal, socket, sys
from wbs.store.cleaner.confine import confine, never_gain
never_gain()
parent, answer, place = os.getppid(), int(sys.argv[1]), sys.argv[2]
libc = ctypes.CDLL(None, use_errno=True)

def ptrace():
    if libc.ptrace(16, parent, 0, 0):
        raise OSError(ctypes.get_errno(), "ptrace")

tries = {
    "read": lambda: os.open("/etc/passwd", os.O_RDONLY),
    "write": lambda: os.open(place, os.O_CREAT | os.O_WRONLY),
    "socket": socket.socket,
    "pipe": os.pipe,
    "fork": os.fork,
    "program": lambda: os.execv("/bin/true", ["true"]),
    "signal": lambda: os.kill(parent, 0),
    "trace": ptrace,
    "remove": lambda: os.unlink(place + ".there"),
    "memory": lambda: bytearray(2 << 30),
}
confine()
done = []
for name, touch in tries.items():
    try:
        touch()
        done.append(name)
    except (OSError, MemoryError):
        pass
os.write(answer, ("done: " + " ".join(done)).encode())
os._exit(0)
"""


def test_a_child_can_do_nothing_but_answer(tmp_path: Path) -> None:
    (tmp_path / "leak.there").touch()
    reading, answer = os.pipe()
    ended = subprocess.run(
        [sys.executable, "-c", CONFINED, str(answer), str(tmp_path / "leak")],
        cwd=HOUSE,
        pass_fds=[answer],
        check=False,
    )
    os.close(answer)
    with os.fdopen(reading) as pipe:
        assert pipe.read() == "done: "

    assert ended.returncode == 0
    assert [p.name for p in tmp_path.iterdir()] == ["leak.there"]


def test_the_zygote_gets_no_environment_and_no_file_of_the_server(
    cleaner: Cleaner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WBS_SECRET", "SECRET")
    with (tmp_path / "open").open("w"):
        cleaner.clean([b"text"])
        zygote = zygote_of(cleaner)
        environment = Path(f"/proc/{zygote}/environ").read_bytes()
        held = {os.readlink(p) for p in Path(f"/proc/{zygote}/fd").iterdir()}

    assert b"SECRET" not in environment
    assert {place.split(":")[0] for place in held} == {"/dev/null", "socket"}
