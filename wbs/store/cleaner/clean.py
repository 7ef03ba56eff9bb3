"""The server's side of the cleaner: one zygote per server process, one limited child per file."""

import atexit
import logging
import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterable
from contextlib import ExitStack
from io import FileIO
from pathlib import Path

from wbs.store.cleaner.pipes import NoAnswer, read_to_end, wait_for, write_all
from wbs.store.cleaner.result import Cleaned, Result

LARGEST_BYTES = 16_000_000

_HOUSE = Path(__file__).parents[3]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from wbs.store.cleaner.zygote import main; main(int(sys.argv[2]))"
)
_READY = b"ready"
_CLEAN, _READ_WORKBOOK = b"\1", b"\2"  # the jobs of a child
_RESULTS = {b"s": Result.STRIPPED, b"n": Result.NONE, b"k": Result.KEPT}
_HEAD_BYTES = 9
_START_SECONDS = 30
_END_SECONDS = 5
_TURN_SECONDS = 60
_JOB_SECONDS = 25  # a little longer than a child may live

_log = logging.getLogger(__name__)


class Cleaner:
    """Cleans files in processes of their own, *permits* at a time; safe to share by threads.

    The zygote starts with the first file, again if it died, and anew in a process that forked off.
    """

    def __init__(self, permits: int) -> None:
        self._permits = permits
        self._zygote: tuple[subprocess.Popen[bytes], socket.socket] | None = None
        self._renew_locks()
        forked = weakref.WeakMethod(self._after_fork)
        os.register_at_fork(after_in_child=lambda: (method := forked()) and method())

    def clean(self, source: Iterable[bytes], limit_bytes: int = LARGEST_BYTES) -> Cleaned:
        """The file without metadata, or `KEPT` where that cannot be: unknown, damaged, too large.

        What it is is told by its own bytes, and nothing of it is written to any disk. A source
        that raises is passed on.
        """
        try:
            code, data = self._ask(_CLEAN, source, limit_bytes)
        except NoAnswer as error:
            _log.warning("a file was not cleaned: %s", error)
            return Cleaned(Result.KEPT)
        result = _RESULTS.get(code, Result.KEPT)
        return Cleaned(result, data if result is Result.STRIPPED else b"")

    def workbook_text(self, source: Iterable[bytes]) -> str | None:
        """The first sheet of an XLSX workbook, a line a row; None where it is none, or asks too much.

        Security: nothing of it is written to any disk, no formula is evaluated, no link followed.
        """
        try:
            code, data = self._ask(_READ_WORKBOOK, source, LARGEST_BYTES)
        except NoAnswer as error:
            _log.warning("a workbook was not read: %s", error)
            return None
        return data.decode(errors="replace") if code == b"t" else None

    def close(self) -> None:
        """The zygote has ended; the next file starts another."""
        with self._lock:
            self._end()

    def _ask(self, job: bytes, source: Iterable[bytes], limit_bytes: int) -> tuple[bytes, bytes]:
        """What a child of its own answers: a code and its bytes.

        Raises:
            NoAnswer: none whole and in time, or the file is larger than *limit_bytes*.
        """
        if not self._turns.acquire(timeout=_TURN_SECONDS):
            raise NoAnswer("no turn came free")
        try:
            deadline = time.monotonic() + _JOB_SECONDS
            with ExitStack() as stack:
                into, out_of = self._child(job, stack)
                size_bytes = 0
                for piece in source:
                    size_bytes += len(piece)
                    if size_bytes > limit_bytes:
                        raise NoAnswer("it is too large")
                    write_all(into, piece, deadline)
                into.close()
                return _understood(read_to_end(out_of, deadline))
        finally:
            self._turns.release()

    def _child(self, job: bytes, stack: ExitStack) -> tuple[FileIO, FileIO]:
        """Our ends of the two pipes of a new child."""
        ends = [*os.pipe(), *os.pipe()]
        given, into, out_of, answer = (
            stack.enter_context(FileIO(end, mode)) for end, mode in zip(ends, "rwrw", strict=True)
        )
        os.set_blocking(into.fileno(), False)
        with self._lock:
            try:
                self._send(job, given, answer)
            except OSError:
                self._end()  # it died since the last file: once more with another
                self._send(job, given, answer)
        given.close()
        answer.close()
        return into, out_of

    def _send(self, job: bytes, given: FileIO, answer: FileIO) -> None:
        if self._zygote is None:
            self._zygote = _start()
        socket.send_fds(self._zygote[1], [job], [given.fileno(), answer.fileno()])

    def _end(self) -> None:
        if self._zygote is None:
            return
        process, control = self._zygote
        self._zygote = None
        control.close()
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _renew_locks(self) -> None:
        self._turns = threading.BoundedSemaphore(self._permits)
        self._lock = threading.Lock()

    def _after_fork(self) -> None:
        """The zygote is the parent's; so is its burial."""
        self._renew_locks()
        if self._zygote is not None:
            process, control = self._zygote
            self._zygote = None
            control.close()
            process.returncode = 0


def _start() -> tuple[subprocess.Popen[bytes], socket.socket]:
    """A zygote that has loaded everything. It gets no environment, no terminal and no open file."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-I", "-c", _START, str(_HOUSE), str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env={},
            cwd="/",
            start_new_session=True,
        )
    try:
        wait_for(ours.fileno(), time.monotonic() + _START_SECONDS)
        if ours.recv(len(_READY)) != _READY:
            raise NoAnswer("the cleaner does not start")
    except BaseException:
        ours.close()
        process.kill()
        process.wait()
        raise
    return process, ours


def _understood(answer: bytes) -> tuple[bytes, bytes]:
    code, data = answer[:1], answer[_HEAD_BYTES:]
    if not code or len(data) != int.from_bytes(answer[1:_HEAD_BYTES]):
        raise NoAnswer("the child gave up")
    return code, data


CLEANER = Cleaner(os.cpu_count() or 1)
atexit.register(CLEANER.close)


def clean(source: Iterable[bytes], limit_bytes: int = LARGEST_BYTES) -> Cleaned:
    """The file without metadata, by this process's cleaner: see `Cleaner.clean`."""
    return CLEANER.clean(source, limit_bytes)


def workbook_text(data: bytes) -> str | None:
    """The first sheet of an XLSX workbook, by this process's cleaner: see `Cleaner.workbook_text`."""
    return CLEANER.workbook_text([data])
