"""A file on its way through the application: watched on disk at every piece that is read."""

import tempfile
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.cast import Cast
from tests.web.reporter.reporter_pages import REPORT, Reporter
from wbs.services.context import Context

SECRET = b"Daftar penerima uang map biru, halaman satu. "
SIZE = 3_000_000


class WatchedBody(RawIOBase):
    """A body that looks at the disk each time the application reads from it."""

    def __init__(self, body: bytes, folders: tuple[Path, ...]) -> None:
        self._body = BytesIO(body)
        self._folders = folders
        self.looks = 0
        self.largest = 0
        self.readable_files: list[Path] = []

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.look()
        return self._body.readinto(buffer)

    def look(self) -> None:
        self.looks += 1
        for path in (p for folder in self._folders for p in folder.rglob("*") if p.is_file()):
            content = path.read_bytes()
            self.largest = max(self.largest, len(content))
            if SECRET[:20] in content or REPORT["what"].encode() in content:
                self.readable_files.append(path)


def test_no_file_can_be_read_at_any_moment_of_an_upload(
    cast: Cast,
    reporter_app: Flask,
    context: Context,
    data_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    sari = Reporter(reporter_app)
    fields = {"draft": sari.open("/lapor/wbs").form.values["draft"], **REPORT}
    body = b"".join(
        f'--b\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode()
        for n, v in fields.items()
    )
    body += b'--b\r\nContent-Disposition: form-data; name="attachments"; filename="d.txt"\r\n\r\n'
    body += (SECRET * (SIZE // len(SECRET) + 1))[:SIZE] + b"\r\n--b--\r\n"
    watched = WatchedBody(body, (data_dir, temporary))
    stream = BufferedReader(watched, 65_536)

    page = sari.send_raw(stream, "multipart/form-data; boundary=b", len(body))
    code = sari.send(page.form, press="confirm").code
    watched.look()

    assert page.status == 200
    assert code
    assert watched.looks > 20
    assert watched.largest >= SIZE
    assert watched.readable_files == []
    assert list(temporary.iterdir()) == []


def test_a_visitor_who_leaves_in_the_middle_leaves_nothing(
    cast: Cast, reporter_app: Flask, context: Context
) -> None:
    sari = Reporter(reporter_app)
    body = b'--b\r\nContent-Disposition: form-data; name="attachments"; filename="d.txt"\r\n\r\n'
    body += b"x" * 300_000

    page = sari.send_raw(BytesIO(body), "multipart/form-data; boundary=b", len(body) + 1_000_000)

    assert page.status == 422
    assert [p for p in context.blobs.root.rglob("*") if p.is_file()] == []


def test_files_sent_to_a_page_that_takes_none_are_gone(
    cast: Cast, reporter_app: Flask, context: Context
) -> None:
    sari = Reporter(reporter_app)

    sari.send(sari.open("/lacak").form, {"tracking_code": "ABC"}, (("d.txt", b"isi"),))

    assert [p for p in context.blobs.root.rglob("*") if p.is_file()] == []


def test_a_text_body_of_any_length_is_not_held_in_memory(cast: Cast, reporter_app: Flask) -> None:
    sari = Reporter(reporter_app)
    body = b"what=" + b"a" * 3_000_000

    page = sari.send_raw(BytesIO(body), "application/x-www-form-urlencoded", len(body))

    assert page.status == 422
    assert "lebih besar" in page.text


def test_a_form_of_countless_fields_is_refused_at_little_cost(
    cast: Cast, reporter_app: Flask
) -> None:
    sari = Reporter(reporter_app)
    body = b"&".join(b"%d=" % n for n in range(140_000))

    page = sari.send_raw(BytesIO(body), "application/x-www-form-urlencoded", len(body))

    assert page.status == 422
    assert "lebih besar" in page.text


def test_a_body_over_all_limits_is_told_without_reading_it(cast: Cast, reporter_app: Flask) -> None:
    sari = Reporter(reporter_app)

    page = sari.send_raw(BytesIO(b""), "multipart/form-data; boundary=b", 10**13)

    assert page.status == 422
    assert "lebih besar" in page.text
