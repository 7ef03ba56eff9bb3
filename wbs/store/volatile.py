"""Places that live in memory: where the volatile store lies, and whether it deserves the name."""

import os
import stat
from hashlib import sha256
from pathlib import Path

_IN_MEMORY = frozenset({"tmpfs", "ramfs"})
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of our own in it, checked by `own_folder`)


def default_url(data_dir: Path) -> str:
    """The volatile store of one data folder, where the operator names none."""
    name = sha256(os.fsencode(data_dir.resolve())).hexdigest()[:16]
    return f"sqlite+volatile://{_SHARED_MEMORY}/wbs-{name}/limits.sqlite"


def own_folder(folder: Path) -> None:
    """The folder exists, is ours, and nobody else may look into it.

    Security: `/dev/shm` is open to every user of the machine, and our name in it can be guessed;
    who made the folder first would read the counters and their key.

    Raises:
        PermissionError: somebody else made it, it is open to others, or it is no folder.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    if not is_ours or stat.S_IMODE(found.st_mode) & 0o077:
        raise PermissionError(f"{folder} is not a private folder of this user")


def is_in_memory(path: Path) -> bool:
    """Whether what is written at *path* stays off every disk, as far as the mounts tell (swap aside)."""
    best, kind = Path("/"), ""
    for line in Path("/proc/self/mounts").read_text().splitlines():
        _, mounted, found, *_ = line.split(" ")
        place = Path(mounted.replace("\\040", " "))
        if path.resolve().is_relative_to(place) and len(place.parts) >= len(best.parts):
            best, kind = place, found
    return kind in _IN_MEMORY
