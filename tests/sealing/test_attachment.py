"""Files are sealed while they arrive, in flat memory, and a file cut off never looks complete."""

import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wbs.sealing.attachment import AttachmentSink, open_attachment
from wbs.sealing.errors import Tampered
from wbs.sealing.key import Key
from wbs.sealing.padding import padded_size

KEY = Key(bytes(range(32)))
BLOB = "b1" * 16


def sealed(content: bytes, piece_bytes: int = 65_536) -> bytes:
    target = io.BytesIO()
    sink = AttachmentSink(target, KEY, BLOB)
    for at in range(0, len(content), piece_bytes):
        assert sink.write(content[at : at + piece_bytes]) == len(content[at : at + piece_bytes])
    assert sink.size_bytes == len(content)
    sink.finish()
    return target.getvalue()


def opened(blob: bytes, size_bytes: int) -> bytes:
    return b"".join(open_attachment(io.BytesIO(blob), KEY, BLOB, size_bytes))


def content_of(size: int) -> bytes:
    return bytes(range(1, 252)) * (size // 251 + 1)


def got_before_failing(blob: bytes, size_bytes: int) -> int:
    """How much was handed on before the file was refused."""
    got = 0
    with pytest.raises(Tampered):
        for piece in open_attachment(io.BytesIO(blob), KEY, BLOB, size_bytes):
            got += len(piece)
    return got


@given(st.integers(0, 200_000), st.integers(1_000, 70_000))
def test_a_file_comes_back_whatever_the_pieces_it_came_in(size: int, piece_bytes: int) -> None:
    content = content_of(size)[:size]

    blob = sealed(content, piece_bytes)

    bucket = padded_size(size)
    assert opened(blob, size) == content
    assert len(blob) == 4 + 56 + bucket + 16 * (bucket // 16_384 + 1)


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 16_383, 16_384, 16_385, 65_536, 131_072])
def test_a_file_at_a_border_comes_back(size: int) -> None:
    content = content_of(size)[:size]

    assert opened(sealed(content), size) == content


def test_a_small_file_cut_at_any_byte_is_refused_before_its_end_is_handed_on() -> None:
    content = content_of(600)[:600]
    blob = sealed(content)

    for end in range(len(blob)):
        assert got_before_failing(blob[:end], 600) < 600


@pytest.mark.parametrize("size", [100_000, 150_000])
def test_a_large_file_cut_at_any_chunk_is_refused_before_its_end_is_handed_on(size: int) -> None:
    blob = sealed(content_of(size)[:size])

    for end in [*range(60, len(blob), 16_400), len(blob) - 1, len(blob) - 17]:
        assert got_before_failing(blob[:end], size) < size


def test_a_file_cut_within_its_padding_is_refused() -> None:
    size = 1_000_000
    blob = sealed(content_of(size)[:size])
    assert len(blob) > 4 + 56 + size + 16 * 62

    assert got_before_failing(blob[: 4 + 56 + 16_400 * 61 + 9_000], size) < size


@given(st.integers(0, 40_000 * 8))
def test_a_file_with_one_bit_flipped_is_refused(bit: int) -> None:
    size = 40_000
    blob = bytearray(LARGE)
    blob[bit // 8] ^= 1 << bit % 8

    assert got_before_failing(bytes(blob), size) < size


LARGE = sealed(content_of(40_000)[:40_000])


def test_a_chunk_left_out_or_exchanged_is_refused() -> None:
    head, one, two, rest = LARGE[:60], LARGE[60:16_460], LARGE[16_460:32_860], LARGE[32_860:]

    for changed in (head + two + rest, head + one + rest, head + two + one + rest):
        assert got_before_failing(changed, 40_000) < 40_000
    assert got_before_failing(LARGE + rest, 40_000) < 40_000


@pytest.mark.parametrize("size", [0, 39_999, 40_961, 50_000])
def test_a_file_of_another_length_than_the_record_says_is_refused(size: int) -> None:
    assert got_before_failing(LARGE, size) <= size


def test_a_wrong_key_or_place_is_known_before_the_first_piece() -> None:
    for key, blob_id in ((Key(bytes(32)), BLOB), (KEY, "b2" * 16)):
        with pytest.raises(Tampered, match="commitment"):
            open_attachment(io.BytesIO(LARGE), key, blob_id, 40_000)


def test_what_is_no_attachment_is_known_before_the_first_piece() -> None:
    with pytest.raises(Tampered, match="header"):
        open_attachment(io.BytesIO(b"%PDF-1.7"), KEY, BLOB, 8)


def test_an_upload_that_was_not_finished_does_not_open() -> None:
    target = io.BytesIO()
    sink = AttachmentSink(target, KEY, BLOB)
    sink.write(content_of(5_000))

    got_before_failing(target.getvalue(), sink.size_bytes)


def test_nothing_of_the_content_stands_in_the_sealed_file() -> None:
    blob = sealed(b"a very particular sentence" * 1000)

    assert b"particular" not in blob


def pieces(count: int, piece: bytes) -> Iterator[bytes]:
    for _ in range(count):
        yield piece


class Counting(io.RawIOBase):
    """A target that keeps the number of bytes alone."""

    written = 0

    def write(self, data: object) -> int:
        size = len(bytes(data))  # type: ignore[call-overload]
        self.written += size
        return int(size)


@pytest.mark.parametrize("megabytes", [4, 64])
def test_memory_stays_flat_for_any_size(megabytes: int) -> None:
    piece, target = content_of(65_536)[:65_536], Counting()
    tracemalloc.start()
    sink = AttachmentSink(target, KEY, BLOB)  # type: ignore[arg-type]
    for part in pieces(megabytes * 16, piece):
        sink.write(part)
    sink.finish()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert target.written > megabytes * 1_048_576
    assert peak < 500_000
