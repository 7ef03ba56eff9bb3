"""The process that cleaning processes are forked from: it loads the libraries once and waits.

It is started with one socket. Each message on it carries two pipes; a child reads the file from
the first, writes the answer to the second, and ends. The zygote ends when the socket closes, and
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
from io import BytesIO

import pikepdf

from wbs.store.cleaner.confine import confine, never_gain
from wbs.store.cleaner.formats import clean
from wbs.store.cleaner.result import Cleaned, Result

READY = b"ready"
LENGTH_BYTES = 8
CODES = {Result.STRIPPED: b"s", Result.NONE: b"n", Result.KEPT: b"k"}

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
            _serve(control, pipes)


def _serve(control: socket.socket, pipes: list[int]) -> None:
    """A child of its own has the pipes; without one the asker finds its answer cut off."""
    try:
        if os.fork() == 0:
            control.close()
            _live_and_die(*pipes)
    except OSError:
        pass  # no process to be had: closing the pipes is the answer
    finally:
        for pipe in pipes:
            os.close(pipe)


def _live_and_die(source: int, target: int) -> None:
    code = 1
    try:
        signal.alarm(_WALL_SECONDS)
        confine()
        _answer(target, clean(_read(source)))
        code = 0
    finally:
        os._exit(code)


def _read(source: int) -> bytes:
    pieces = []
    while piece := os.read(source, _PIECE_BYTES):
        pieces.append(piece)
    return b"".join(pieces)


def _answer(target: int, cleaned: Cleaned) -> None:
    length = len(cleaned.data).to_bytes(LENGTH_BYTES)
    left = memoryview(CODES[cleaned.result] + length + cleaned.data)
    while left:
        left = left[os.write(target, left) :]


def _warm_up() -> None:
    """What the libraries load late is loaded now: a child can open nothing."""
    blank = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = "-"
        pdf.save(blank)
    if clean(blank.getvalue()).result is not Result.STRIPPED:
        raise RuntimeError("the cleaner does not clean")


if __name__ == "__main__":
    main(int(sys.argv[1]))
