"""Where a restored installation comes to lie: built beside what is there, and put in its place at the end."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wbs.cli.serve import require_free
from wbs.cli.terminal import ASKED_WRONGLY, Trouble
from wbs.settings import SETTINGS_FILE, Settings, SettingsError
from wbs.settings_file import read_settings

BUILDING = ".restore-"
BEFORE = "before-restore-"
NOT_DATA = ("lost+found",)  # a file system's own


def require_room(data_dir: Path, *, overwrite: bool) -> Settings | None:
    """The settings of the installation that is to be replaced; None where there is nothing, or nothing readable.

    Raises:
        Trouble: the folder is not empty and may not be replaced, or the installation in it serves.
    """
    if not data_dir.exists():
        if not data_dir.parent.is_dir():
            raise Trouble(f"{data_dir.parent} is no folder", "", ASKED_WRONGLY)
        return None
    if not _data_in(data_dir):
        return None
    if not overwrite:
        hint = "name an empty folder; --overwrite replaces what is there and keeps it aside"
        raise Trouble(f"{data_dir} is not empty", hint, ASKED_WRONGLY)
    try:
        current = read_settings(data_dir, os.environ)
    except SettingsError:
        return None
    require_free(current)
    return current


@contextmanager
def building_in(data_dir: Path) -> Iterator[Path]:
    """A private folder inside the data folder, gone at the end with whatever is still in it."""
    is_new = not data_dir.exists()
    data_dir.mkdir(mode=0o700, exist_ok=True)
    folder = data_dir / f"{BUILDING}{os.urandom(6).hex()}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if is_new and not any(data_dir.iterdir()):
            data_dir.rmdir()


def put_in_place(folder: Path, data_dir: Path) -> Path | None:
    """What was built is the data folder's content; what was there lies aside, in the folder that is returned.

    Raises:
        OSError: a file cannot be moved; everything lies where it lay.
    """
    data_dir.chmod(0o700)
    old = _data_in(data_dir)
    aside = data_dir / f"{BEFORE}{os.urandom(6).hex()}" if old else None
    moved: list[tuple[Path, Path]] = []
    try:
        if aside is not None:
            aside.mkdir(mode=0o700)
            for path in old:
                _move(path, aside / path.name, moved)
        for path in sorted(folder.iterdir(), key=lambda p: p.name == SETTINGS_FILE):
            if not path.name.endswith("-turn"):
                _move(path, data_dir / path.name, moved)
    except OSError:
        for source, target in reversed(moved):
            target.rename(source)
        if aside is not None and aside.exists():
            aside.rmdir()
        raise
    return aside


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    source.rename(target)
    moved.append((source, target))


def _data_in(data_dir: Path) -> list[Path]:
    """What lies in the folder, but for what an earlier restore left or put aside."""
    return sorted(
        path
        for path in data_dir.iterdir()
        if path.name not in NOT_DATA and not path.name.startswith((BUILDING, BEFORE))
    )
