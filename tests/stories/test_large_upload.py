"""A file of 500 MB goes straight into encryption: memory stays flat, and nothing is left in the clear."""

import http.client
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench.client import Client, read_page
from bench.server import Server
from tests.stories.installation import Installation, installed
from tests.stories.navigators import REPORT
from tests.stories.traces import find_traces

PATTERN = b"halaman rahasia dari lemari besi nomor empat puluh satu\n"
PIECE = PATTERN * (1_000_000 // len(PATTERN))
MB = 1_000_000
ALLOWED_GROWTH = 64 * 2**20


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation whose limit per file is raised by name."""
    limit = {"WBS_LIMITS_MAX_ATTACHMENT_BYTES": str(600 * MB)}
    with installed(tmp_path_factory.mktemp("large"), environment=limit) as running:
        yield running


@dataclass
class Watch:
    """What was seen while the server worked: its highest memory, and the files it had open."""

    peak_bytes: int = 0
    opened: set[str] = field(default_factory=set)


@contextmanager
def watching(server: Server) -> Iterator[Watch]:
    """Look at the server's processes again and again until the block is left."""
    watch, ended = Watch(), threading.Event()

    def look() -> None:
        while not ended.is_set():
            watch.peak_bytes = max(watch.peak_bytes, server.resident_bytes())
            for pid in server.pids():
                watch.opened |= _open_files(pid)
            time.sleep(0.005)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield watch
    finally:
        ended.set()
        thread.join()


def _open_files(pid: int) -> set[str]:
    found = set()
    with suppress(OSError):
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                target = os.readlink(entry)
                if target.startswith("/") and not target.startswith(("/dev", "/proc", "/sys")):
                    found.add(target)
    return found


def upload(base: str, size_bytes: int) -> str:
    """Send a report with one file of *size_bytes*; gives the review page."""
    with closing(Client(base)) as client:
        form, _ = read_page(client.get("/lapor/wbs").text)
    values = form.values | REPORT | {"unit": "satker-1", "category": "korupsi"}
    boundary = "x" * 40
    head = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in values.items()
    )
    head += (
        f'--{boundary}\r\nContent-Disposition: form-data; name="attachments"; filename="besar.txt"'
        "\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    tail = f"\r\n--{boundary}--\r\n"
    length = len(head) + size_bytes + len(tail)
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=300)
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(length),
    }
    with closing(connection):
        connection.request("POST", "/lapor/wbs", _body(head, size_bytes, tail), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
    assert answer.status == http.HTTPStatus.OK, text[:2000]
    return text


def _body(head: str, size_bytes: int, tail: str) -> Iterator[bytes]:
    yield head.encode()
    left = size_bytes
    while left:
        yield PIECE[: min(left, len(PIECE))]
        left -= min(left, len(PIECE))
    yield tail.encode()


@pytest.mark.parametrize("size_mb", [10, 500])
def test_memory_stays_within_64_mb_of_idle(place: Installation, size_mb: int) -> None:
    idle = place.server.resident_bytes()

    with watching(place.server) as watch:
        review = upload(place.base, size_mb * MB)

    assert "besar.txt" in review
    assert watch.peak_bytes - idle < ALLOWED_GROWTH
    assert _outside(place, watch.opened) == set()
    assert find_traces(place.written_in(), [PATTERN]) == []


def _outside(place: Installation, opened: set[str]) -> set[str]:
    """Files that were open for neither the data folder nor the program."""
    allowed = (str(place.root), *_program_folders())
    return {name for name in opened if not name.startswith(allowed)}


def _program_folders() -> tuple[str, ...]:
    house = Path(__file__).parent.parent.parent
    return (str(house), sys.prefix, sys.base_prefix, "/usr", "/lib", "/etc")


def test_the_watch_sees_a_file_that_is_open(tmp_path: Path, place: Installation) -> None:
    look: Callable[[int], set[str]] = _open_files

    with (tmp_path / "open").open("w"):
        assert str(tmp_path / "open") in look(os.getpid())
    assert _outside(place, {str(tmp_path / "open")}) != set()
