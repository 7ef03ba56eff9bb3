"""A file that is there whole, durable and readable by its owner alone, or is not there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from wbs.domain.errors import Refused

THERE = "there is such a file already"


@contextmanager
def written_whole(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """What is written inside stands at *path* at the end; after any exception it is as it was.

    Raises:
        Refused: something is there and must not be overwritten; also where it came meanwhile.
        OSError: it cannot be written.
    """
    if path.exists() and not overwrite:
        raise Refused(THERE)
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.part")
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(temporary, flags, 0o600), "w+b", buffering=1 << 20) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _put(temporary, path, overwrite=overwrite)
    finally:
        temporary.unlink(missing_ok=True)


def _put(temporary: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        temporary.replace(path)
    else:
        try:
            os.link(temporary, path)  # unlike a rename it never replaces
        except FileExistsError:
            raise Refused(THERE) from None
        except OSError:  # a file system without links
            if path.exists():
                raise Refused(THERE) from None
            temporary.rename(path)
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
