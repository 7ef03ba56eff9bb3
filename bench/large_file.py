"""Sends a large file as a browser would, and watches the server meanwhile. Also used by the stories."""

import http.client
import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench.client import Client, read_page
from bench.server import Server

MB = 1_000_000
PATTERN = b"halaman rahasia dari lemari besi nomor empat puluh satu\n"
PIECE = PATTERN * (MB // len(PATTERN))
LOOK_SECONDS = 0.005
DEVICES = ("/dev/null", "/dev/urandom", "/dev/pts", "/dev/tty", "/proc", "/sys")


@dataclass
class Watch:
    """What was seen while the server worked: its largest process at its largest, and the files open."""

    peak_bytes: int = 0
    opened: set[str] = field(default_factory=set)


@contextmanager
def watching(server: Server) -> Iterator[Watch]:
    """Look at the server's processes again and again until the block is left."""
    watch, ended = Watch(), threading.Event()

    def look() -> None:
        while not ended.wait(LOOK_SECONDS):
            watch.peak_bytes = max(watch.peak_bytes, server.resident_bytes())
            for pid in server.pids():
                watch.opened |= open_files(pid)

    server.forget_peak()
    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield watch
    finally:
        ended.set()
        thread.join()
        # What the kernel remembers has no gaps; the looks see processes that have ended since.
        watch.peak_bytes = max(watch.peak_bytes, server.peak_bytes())


def open_files(pid: int) -> set[str]:
    """The files a process has open, also those that have no name any more."""
    found = set()
    with suppress(OSError):
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                target = os.readlink(entry)
                if target.startswith("/") and not target.startswith(DEVICES):
                    found.add(target)
    return found


def send_report(base: str, values: dict[str, str], size_bytes: int) -> str:
    """Send a report with one file of *size_bytes*; gives the review page."""
    with closing(Client(base)) as client:
        form, _ = read_page(client.get("/lapor/wbs").text)
    boundary = "x" * 40
    head = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in (form.values | values).items()
    )
    head += (
        f'--{boundary}\r\nContent-Disposition: form-data; name="attachments"; filename="besar.txt"'
        "\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    tail = f"\r\n--{boundary}--\r\n"
    media_type = f"multipart/form-data; boundary={boundary}"
    return send(base, "/lapor/wbs", media_type, (head.encode(), size_bytes, tail.encode()))


def send_raw(base: str, path: str, size_bytes: int) -> str:
    """Send nothing but *size_bytes*."""
    return send(base, path, "application/octet-stream", (b"", size_bytes, b""))


def send(base: str, path: str, media_type: str, parts: tuple[bytes, int, bytes]) -> str:
    """POST a head, that many bytes of a pattern, and a tail; gives the answer's text.

    Raises:
        AssertionError: it was not answered with 200.
    """
    head, size_bytes, tail = parts
    where = urlsplit(base)
    headers = {
        "Content-Type": media_type,
        "Content-Length": str(len(head) + size_bytes + len(tail)),
    }
    with closing(
        http.client.HTTPConnection(where.hostname or "", where.port, timeout=300)
    ) as connection:
        connection.request("POST", path, _body(head, size_bytes, tail), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
    assert answer.status == http.HTTPStatus.OK, text[:2000]
    return text


def _body(head: bytes, size_bytes: int, tail: bytes) -> Iterator[bytes]:
    yield head
    whole, rest = divmod(size_bytes, len(PIECE))
    for _ in range(whole):
        yield PIECE
    yield PIECE[:rest] + tail
