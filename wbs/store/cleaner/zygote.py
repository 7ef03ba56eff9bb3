"""The process that cleaning processes are forked from: it loads the libraries once and waits.

It is started with one socket. Each message on it names a job and carries two pipes; a child reads
the file from the first, writes the answer to the second, and ends. The zygote ends when the socket closes, and
so with the server it belongs to.

Security: a child can open no file, start no process and write to nothing but its answer (see
`confine`); what it was given is in its memory alone. A file that takes over the parser holds only
itself.
"""

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from io import BytesIO

import pikepdf

from wbs.store.cleaner.confine import confine, never_gain
from wbs.store.cleaner.formats import clean
from wbs.store.cleaner.result import Result
from wbs.store.cleaner.workbook import text_of, warm_up

READY = b"ready"
LENGTH_BYTES = 8
CODES = {Result.STRIPPED: b"s", Result.NONE: b"n", Result.KEPT: b"k"}

Answer = tuple[bytes, bytes]

_WALL_SECONDS = 20
_PIECE_BYTES = 1 << 16


def main(descriptor: int) -> None:
    """Serves until the other end of the socket closes."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the children
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    never_gain()
    _warm_up()
    gc.disable()
    gc.freeze()
    with socket.socket(fileno=descriptor) as control:
        control.send(READY)
        while True:
            message, pipes, _, _ = socket.recv_fds(control, 1, 2)
            if not message:
                return
            _serve(control, JOBS[message], pipes)


def _cleaned(data: bytes) -> Answer:
    cleaned = clean(data)
    return CODES[cleaned.result], cleaned.data


def _read_workbook(data: bytes) -> Answer:
    text = text_of(data)
    return (b"n", b"") if text is None else (b"t", text.encode(errors="replace"))


JOBS: dict[bytes, Callable[[bytes], Answer]] = {b"\1": _cleaned, b"\2": _read_workbook}


def _serve(control: socket.socket, job: Callable[[bytes], Answer], pipes: list[int]) -> None:
    """A child of its own has the pipes; without one the asker finds its answer cut off."""
    try:
        if os.fork() == 0:
            control.close()
            _live_and_die(job, *pipes)
    except OSError:
        pass  # no process to be had: closing the pipes is the answer
    finally:
        for pipe in pipes:
            os.close(pipe)


def _live_and_die(job: Callable[[bytes], Answer], source: int, target: int) -> None:
    code = 1
    try:
        signal.alarm(_WALL_SECONDS)
        confine()
        _answer(target, *job(_read(source)))
        code = 0
    finally:
        os._exit(code)


def _read(source: int) -> bytes:
    pieces = []
    while piece := os.read(source, _PIECE_BYTES):
        pieces.append(piece)
    return b"".join(pieces)


def _answer(target: int, code: bytes, data: bytes) -> None:
    left = memoryview(code + len(data).to_bytes(LENGTH_BYTES) + data)
    while left:
        left = left[os.write(target, left) :]


def _warm_up() -> None:
    """What the libraries load late is loaded now: a child can open nothing."""
    blank = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = "-"
        pdf.save(blank)
    warm_up()
    if clean(blank.getvalue()).result is not Result.STRIPPED:
        raise RuntimeError("the cleaner does not clean")


if __name__ == "__main__":
    main(int(sys.argv[1]))
