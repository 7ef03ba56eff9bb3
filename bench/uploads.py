"""How fast a large file goes into encryption, and how much memory that takes."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from bench.places import real
from bench.timing import line
from tests.stories.test_large_upload import MB, upload, watching
from wbs.sealing.attachment import AttachmentSink
from wbs.sealing.key import Key

SIZES_MB = (10, 500)


def measure(folder: Path) -> Iterator[str]:
    """One row per size: speed beside sealing alone, and the growth of the largest process."""
    with real(folder / "real") as place:
        for size in SIZES_MB:
            idle = place.server.resident_bytes()
            began = time.perf_counter()
            with watching(place.server) as watch:
                upload(place.base, size * MB)
            speed = size / (time.perf_counter() - began)
            yield line(f"upload of {size} MB", speed, "MB/s", "sealing alone", _alone(folder, size))
            yield f"  memory: {(watch.peak_bytes - idle) / MB:.1f} MB above idle {idle / MB:.0f} MB"


def _alone(folder: Path, size: int) -> float:
    piece = os.urandom(MB)
    began = time.perf_counter()
    with (folder / "alone").open("wb") as target:
        sink = AttachmentSink(target, Key(os.urandom(32)), "0" * 32)
        for _ in range(size):
            sink.write(piece)
        sink.finish()
        os.fsync(target.fileno())
    return size / (time.perf_counter() - began)
