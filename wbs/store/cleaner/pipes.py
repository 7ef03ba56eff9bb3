"""Reading and writing pipes that may never answer."""

import os
import select
import time
from io import FileIO

_PIECE_BYTES = 1 << 16


class NoAnswer(Exception):
    """The other end did not answer whole and in time."""


def wait_for(descriptor: int, deadline: float, event: int = select.POLLIN) -> None:
    """Returns once *descriptor* is ready or was closed at the other end.

    Raises:
        NoAnswer: *deadline* (of the monotonic clock) passed.
    """
    poll = select.poll()  # not select(): a server may have more than 1024 files open
    poll.register(descriptor, event)
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise NoAnswer("out of time")


def write_all(pipe: FileIO, data: bytes, deadline: float) -> None:
    """All of *data* is in the non-blocking *pipe*.

    Raises:
        NoAnswer: the reader is gone, or too slow.
    """
    left = memoryview(data)
    while left:
        wait_for(pipe.fileno(), deadline, select.POLLOUT)
        try:
            left = left[os.write(pipe.fileno(), left) :]
        except BlockingIOError:
            continue
        except BrokenPipeError:
            raise NoAnswer("the reader is gone") from None


def read_to_end(pipe: FileIO, deadline: float) -> bytes:
    """What comes out of *pipe* until the other end is closed.

    Raises:
        NoAnswer: the writer is too slow.
    """
    pieces: list[bytes] = []
    while True:
        wait_for(pipe.fileno(), deadline)
        piece = os.read(pipe.fileno(), _PIECE_BYTES)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
