"""What a file calls itself: safe to keep and to show, and not believed about what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.domain.file_name import NAME_LENGTH, UNKNOWN, clean_file_name, media_type_of


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("bukti.jpg", "bukti.jpg"),
        ("Kuitansi 3 (salinan).pdf", "Kuitansi 3 (salinan).pdf"),
        ("C:\\Users\\Sari\\bukti.jpg", "bukti.jpg"),
        ("/home/sari/bukti.jpg", "bukti.jpg"),
        ("../../etc/passwd", "passwd"),
        ("exe\u202egnp.exe", "exegnp.exe"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("a\u2028b\ud800.txt", "ab.txt"),
        ("  foto.png  ", "foto.png"),
        ("", ""),
        ("folder/", ""),
        ("报告.pdf", "报告.pdf"),
    ],
)
def test_a_name_keeps_what_tells_files_apart_and_nothing_else(name: str, clean: str) -> None:
    assert clean_file_name(name) == clean


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("a" * 200 + ".jpeg", "a" * (NAME_LENGTH - 5) + ".jpeg"),
        ("a" * 200, "a" * NAME_LENGTH),
        ("a." + "b" * 200, "a." + "b" * (NAME_LENGTH - 2)),
        ("a" * (NAME_LENGTH - 4) + ".pdf", "a" * (NAME_LENGTH - 4) + ".pdf"),
    ],
    ids=["ending", "no ending", "no real ending", "just fits"],
)
def test_a_long_name_is_shortened_before_its_ending(name: str, clean: str) -> None:
    assert clean_file_name(name) == clean


@given(st.text(max_size=400))
def test_whatever_a_file_is_called_its_name_is_short_and_on_one_line(name: str) -> None:
    clean = clean_file_name(name)

    assert len(clean) <= NAME_LENGTH
    assert len(clean.splitlines()) <= 1
    assert "/" not in clean
    assert "\\" not in clean
    clean.encode()


@pytest.mark.parametrize(
    ("first_bytes", "media_type"),
    [
        (b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x0a\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"II*\x00", "image/tiff"),
        (b"MM\x00*", "image/tiff"),
        (b"%PDF-1.7", "application/pdf"),
    ],
)
def test_the_first_bytes_are_believed_before_the_sender(
    first_bytes: bytes, media_type: str
) -> None:
    assert media_type_of(first_bytes, "text/html") == media_type


@pytest.mark.parametrize(
    ("declared", "media_type"),
    [
        ("text/plain", "text/plain"),
        ("Text/Plain; charset=utf-8", "text/plain"),
        ("application/vnd.ms-excel", "application/vnd.ms-excel"),
        ("", UNKNOWN),
        ("text", UNKNOWN),
        ("text/plain\r\nX-Injected: 1", UNKNOWN),
        ("text/" + "a" * 90, UNKNOWN),
        ("../../x", UNKNOWN),
    ],
)
def test_a_declared_type_is_taken_only_in_its_plain_form(declared: str, media_type: str) -> None:
    assert media_type_of(b"RIFF....WAVE", declared) == media_type
