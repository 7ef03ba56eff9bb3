"""How fast a large file goes into encryption, and how much memory that takes."""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.large_file import MB, send_raw, send_report, watching
from bench.places import minimal, real
from bench.submissions import VALUES
from bench.timing import alone, line
from wbs.sealing.attachment import AttachmentSink
from wbs.sealing.key import Key

SIZES_MB = (10, 500)


def measure(folder: Path) -> Iterator[str]:
    """Three rows per size: speed beside a raw body and beside sealing alone, and the memory it took."""
    with real(folder / "real") as place, minimal(folder / "minimal") as small:
        send_report(place.base, VALUES, 1)
        send_raw(small.base, "/mentah", 1)
        idle = place.server.resident_bytes()
        for size in SIZES_MB:
            with watching(place.server) as watch:
                ours = _speed(size, partial(send_report, place.base, VALUES, size * MB))
            raw = _speed(size, partial(send_raw, small.base, "/mentah", size * MB))
            sealing = _speed(size, partial(_seal, folder / "alone", size))
            grown = (watch.peak_bytes - idle) / MB
            yield line(f"upload of {size} MB", ours, "MB/s", "same bytes, raw to disk", raw)
            yield line("", ours, "MB/s", "sealed to disk, no network", sealing)
            told = f"above idle ({idle / MB:.0f} MB), largest process"
            yield alone("  memory at its peak", grown, "MB", told)


def _speed(size: int, act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return size / (time.perf_counter() - began)


def _seal(path: Path, size: int) -> None:
    piece = os.urandom(MB)
    with path.open("wb") as target:
        sink = AttachmentSink(target, Key(os.urandom(32)), "0" * 32)
        for _ in range(size):
            sink.write(piece)
        sink.finish()
        os.fsync(target.fileno())
