"""Files of a request: sealed while they arrive, cleaned, and gone unless somebody claims them."""

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from wbs.sealing.attachment import open_attachment
from wbs.sealing.key import Key
from wbs.services.context import Context
from wbs.services.intake.receive_attachment import Intake, ReceivedFile

SECRET = b"Kuitansi nomor 0042 atas nama bendahara. "


def send(intake: Intake, content: bytes, name: str = "a.txt", piece: int = 1000) -> None:
    file = intake.open(name, "text/plain")
    for start in range(0, len(content), piece):
        file.write(content[start : start + piece])
    file.finish()


def content_of(context: Context, received: ReceivedFile) -> bytes:
    ref = received.ref
    with context.blobs.open(ref.blob_id) as source:
        return b"".join(open_attachment(source, Key.from_hex(ref.key), ref.blob_id, ref.size_bytes))


def files_under(*folders: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for folder in folders for p in folder.rglob("*") if p.is_file()}


def photo() -> bytes:
    picture = Image.new("RGB", (64, 48), "#336699")
    exif = picture.getexif()
    exif[0x010F] = "Kamera milik Sari"
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_file_comes_back_as_it_was_sent(context: Context) -> None:
    intake = Intake(context)
    send(intake, SECRET * 5000, "kuitansi.txt")

    (received,) = intake.settle()

    assert content_of(context, received) == SECRET * 5000
    assert received.ref.name == "kuitansi.txt"
    assert received.ref.size_bytes == len(SECRET) * 5000


def test_nothing_readable_is_on_disk_at_any_moment(
    context: Context, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    intake = Intake(context)
    file = intake.open("kuitansi.txt", "text/plain")
    seen: list[bytes] = []
    for _ in range(20):
        file.write(SECRET * 4000)
        seen += files_under(data_dir, folder).values()
    file.finish()
    intake.settle()
    seen += files_under(data_dir, folder).values()

    assert sum(map(len, seen)) > 1_000_000
    assert [content for content in seen if SECRET[:12] in content] == []
    assert list(folder.iterdir()) == []


def test_what_nobody_claims_is_gone(context: Context, data_dir: Path) -> None:
    intake = Intake(context)
    send(intake, b"utuh")
    intake.settle()
    send(intake, b"utuh juga")
    intake.open("separuh.txt", "text/plain").write(b"separuh")

    intake.discard()

    assert files_under(context.blobs.root) == {}


def test_what_was_claimed_stays(context: Context) -> None:
    intake = Intake(context)
    send(intake, b"satu")
    send(intake, b"dua")
    one, _ = intake.settle()

    intake.commit({one.ref.blob_id})
    intake.discard()

    assert list(context.blobs.ids()) == [one.ref.blob_id]


def test_a_photo_loses_its_hidden_data_and_the_first_file_is_deleted(context: Context) -> None:
    intake = Intake(context)
    send(intake, photo(), "foto.jpg")

    (received,) = intake.settle()

    assert received.ref.metadata == "stripped"
    assert received.ref.media_type == "image/jpeg"
    assert b"Kamera milik Sari" not in content_of(context, received)
    assert len(files_under(context.blobs.root)) == 1


def test_a_broken_photo_stays_as_it_is_and_is_marked(context: Context) -> None:
    broken = photo()[:200]
    intake = Intake(context)
    send(intake, broken, "rusak.jpg")

    (received,) = intake.settle()

    assert received.ref.metadata == "kept"
    assert content_of(context, received) == broken


def test_a_file_too_large_to_clean_stays_as_it_is_and_is_marked(context: Context) -> None:
    large = photo() + bytes(16_000_000)
    intake = Intake(context)
    send(intake, large, "besar.jpg", piece=1_000_000)

    (received,) = intake.settle()

    assert received.ref.metadata == "kept"
    assert received.ref.size_bytes == len(large)


def test_the_limit_is_exact(context: Context) -> None:
    small = replace(context, rules=replace(context.rules, max_attachment_bytes=2000))
    intake = Intake(small)
    send(intake, b"x" * 2000, "pas.txt")
    send(intake, b"x" * 2001, "lebih.txt")

    assert [f.ref.name for f in intake.settle()] == ["pas.txt"]
    assert [(f.name, f.reason) for f in intake.refused] == [("lebih.txt", "too_large")]
    assert len(files_under(context.blobs.root)) == 1


def test_an_empty_field_is_no_file_and_an_empty_file_is_told(context: Context) -> None:
    intake = Intake(context)
    send(intake, b"", "")
    send(intake, b"", "kosong.txt")

    assert intake.settle() == ()
    assert [(f.name, f.reason) for f in intake.refused] == [("kosong.txt", "empty")]


def test_what_is_printed_of_a_file_names_nothing(context: Context) -> None:
    intake = Intake(context)
    send(intake, b"isi", "bukti-sari.txt")
    send(intake, b"", "kosong-sari.txt")
    (received,) = intake.settle()

    assert "sari" not in repr((received, received.ref, intake.refused))


def test_file_times_tell_the_day_and_no_more(context: Context) -> None:
    intake = Intake(context)
    send(intake, b"isi")
    intake.settle()

    (path,) = files_under(context.blobs.root)
    assert path.stat().st_mtime % 86_400 == 0


def test_files_leave_room_on_the_disk_for_reports(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [2_000_000_000, 2_000_000_000, 900_000_000]
    usual = os.statvfs(context.blobs.root)

    def statvfs(_place: object) -> SimpleNamespace:
        left = free.pop(0) if len(free) > 1 else free[0]
        return SimpleNamespace(f_bavail=left // usual.f_frsize, f_frsize=usual.f_frsize)

    monkeypatch.setattr(os, "statvfs", statvfs)
    intake = Intake(context)
    send(intake, bytes(1000), "pertama.txt")
    send(intake, bytes(3000), "kedua.txt")

    assert [received.ref.name for received in intake.settle()] == ["pertama.txt"]
    assert [(file.name, file.reason) for file in intake.refused] == [("kedua.txt", "no_room")]
    intake.discard()
    assert not files_under(context.blobs.root)
