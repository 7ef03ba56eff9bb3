"""Sealed files: kept whole and durable or not at all, and telling no more than the day."""

import os
import stat
import time
from pathlib import Path

import pytest

from wbs.domain.errors import NotFound
from wbs.store.blobs import BlobStore

A, B = "a1" * 16, "b2" * 16
DAY = 86_400


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def keep(blobs: BlobStore, blob_id: str, content: bytes = b"sealed") -> Path:
    with blobs.begin(blob_id) as target:
        target.write(content)
    blobs.keep(blob_id)
    return blobs.root / blob_id[:2] / blob_id


def age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_file_is_at_its_place_only_once_it_is_kept(blobs: BlobStore) -> None:
    with blobs.begin(A) as target:
        target.write(b"sealed")
    with pytest.raises(NotFound):
        blobs.open(A)

    blobs.keep(A)

    with blobs.open(A) as source:
        assert source.read() == b"sealed"
    assert list(blobs.ids()) == [A]
    assert blobs.has(A)
    with pytest.raises(NotFound):
        blobs.arrived(A)


def test_an_incoming_file_can_be_read_back(blobs: BlobStore) -> None:
    with blobs.begin(A) as target:
        target.write(b"sealed")

    with blobs.arrived(A) as source:
        assert source.read() == b"sealed"


def test_an_id_is_never_written_twice(blobs: BlobStore) -> None:
    blobs.begin(A).close()

    with pytest.raises(FileExistsError):
        blobs.begin(A)


def test_what_never_arrived_cannot_be_kept(blobs: BlobStore) -> None:
    with pytest.raises(NotFound):
        blobs.keep(A)


@pytest.mark.parametrize(
    "blob_id", ["", "../" + "a" * 29, "A" * 32, "a" * 31, "a" * 33, "incoming"]
)
def test_an_id_is_no_path(blobs: BlobStore, blob_id: str) -> None:
    for use in (blobs.begin, blobs.open, blobs.keep, blobs.delete, blobs.discard, blobs.arrived):
        with pytest.raises(NotFound):
            use(blob_id)


def test_deleting_and_discarding_can_be_repeated(blobs: BlobStore) -> None:
    keep(blobs, A)
    blobs.begin(B).close()

    for _ in range(2):
        blobs.delete(A)
        blobs.discard(B)

    assert list(blobs.ids()) == []
    assert list(blobs.stale_incoming(-DAY)) == []


def test_files_and_folders_are_for_their_owner_alone(blobs: BlobStore) -> None:
    path = keep(blobs, A)
    blobs.begin(B).close()

    files = [path, blobs.root / "incoming" / B]
    folders = [blobs.root, blobs.root / "incoming", path.parent]
    assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}
    assert {stat.S_IMODE(p.stat().st_mode) for p in folders} == {0o700}


def test_times_tell_the_day_and_no_more(blobs: BlobStore) -> None:
    path = keep(blobs, A)
    keep(blobs, B)
    with blobs.open(A) as source:
        source.read()
    blobs.delete(B)

    for place in (path, path.parent, blobs.root / B[:2], blobs.root / "incoming"):
        assert place.stat().st_mtime % DAY == 0, place
        assert time.time() - place.stat().st_mtime < DAY
    assert path.stat().st_atime % DAY == 0


def test_only_incoming_files_nobody_writes_to_are_stale(blobs: BlobStore) -> None:
    for blob_id in (A, B):
        blobs.begin(blob_id).close()
    age(blobs.root / "incoming" / A, 3600)
    (blobs.root / "incoming" / "lost+found").mkdir()

    assert list(blobs.stale_incoming(1800)) == [A]


def test_only_files_kept_long_enough_ago_are_old(blobs: BlobStore) -> None:
    old, new = keep(blobs, A), keep(blobs, B)
    age(old, 3 * DAY + 60)
    age(new, 2 * DAY)

    assert list(blobs.older_than(2 * DAY)) == [A]


def test_a_file_is_durable_before_it_has_its_name(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def watched_fsync(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def watched_rename(self: Path, target: Path) -> Path:
        done.append("rename")
        return rename(self, target)

    keep(blobs, A[:2] + B[2:])  # the folder is there already
    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(Path, "rename", watched_rename)
    keep(blobs, A)

    assert done == ["file", "rename", "folder"]
