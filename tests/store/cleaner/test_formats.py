"""What a file says about its maker goes; what it shows stays, to the last bit."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageSequence

from tests.store.cleaner import files
from tests.store.cleaner.files import SECRET
from wbs.store.cleaner.formats import clean
from wbs.store.cleaner.result import Result

PICTURES: dict[str, Callable[[], bytes]] = {
    "jpeg": files.jpeg,
    "progressive jpeg": lambda: files.jpeg(progressive=True),
    "cmyk jpeg": lambda: _as_cmyk(files.jpeg()),
    "png": files.png,
    "webp": files.webp,
    "moving webp": lambda: files.webp(frames=3),
    "gif": files.gif,
}


def _as_cmyk(data: bytes) -> bytes:
    out = BytesIO()
    Image.open(BytesIO(data)).convert("CMYK").save(out, "JPEG", comment=b"SECRET")
    return out.getvalue()


def frames(data: bytes) -> list[tuple[str, bytes]]:
    image = Image.open(BytesIO(data))
    return [(frame.mode, frame.tobytes()) for frame in ImageSequence.Iterator(image)]


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_loses_its_secrets_and_no_pixel(kind: str) -> None:
    data = PICTURES[kind]()
    assert SECRET in data

    cleaned = clean(data)

    assert cleaned.result is Result.STRIPPED
    assert SECRET not in cleaned.data
    assert frames(cleaned.data) == frames(data)


@pytest.mark.parametrize("kind", PICTURES)
def test_of_what_a_camera_writes_the_orientation_alone_is_left(kind: str) -> None:
    left = Image.open(BytesIO(clean(PICTURES[kind]()).data))

    assert dict(left.getexif()) in ({}, {0x0112: files.ON_ITS_SIDE})
    assert not left.getexif().get_ifd(0x8825)
    assert not {"comment", "icc_profile", "xmp", "Author", "Comment"} & left.info.keys()


def test_a_photo_still_stands_upright() -> None:
    left = Image.open(BytesIO(clean(files.jpeg()).data))

    assert left.getexif()[0x0112] == files.ON_ITS_SIDE


@pytest.mark.parametrize("kind", PICTURES)
def test_a_clean_picture_is_left_as_it_is(kind: str) -> None:
    once = clean(PICTURES[kind]())

    assert clean(once.data).result is Result.NONE


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_cut_off_is_kept_as_it_came(kind: str) -> None:
    whole = clean(PICTURES[kind]()).data

    for end in (len(whole) - 1, len(whole) // 2, 30):
        assert clean(whole[:end]).result is Result.KEPT, end


def test_a_damaged_png_is_kept_as_it_came() -> None:
    data = bytearray(files.png())
    data[data.index(b"IDAT") + 8] ^= 1

    assert clean(bytes(data)).result is Result.KEPT


def test_a_picture_that_claims_to_be_gigantic_costs_nothing() -> None:
    data = bytearray(clean(files.jpeg()).data)
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"  # 65535 by 65535

    assert clean(bytes(data) + b"tail").data == bytes(data)


def test_a_document_loses_author_scripts_and_private_data_and_keeps_its_page() -> None:
    data = files.pdf()

    cleaned = clean(data)

    assert cleaned.result is Result.STRIPPED
    with pikepdf.open(BytesIO(cleaned.data)) as left:
        everything = b"".join(o.unparse(resolved=True) for o in left.objects)
        streams = b"".join(_bytes(o) for o in left.objects)
        assert SECRET not in cleaned.data + everything + streams
        assert SECRET not in everything.upper().replace(b" ", b"")
        assert "/Info" not in left.trailer
        page = left.pages[0]
        assert b"/Im0 Do" in page.Contents.read_bytes()
        assert str(page.Annots[0].Contents) == "a remark that stays"
        photo = page.Resources.XObject.Im0.read_raw_bytes()
        assert frames(photo) == frames(_photo_of(data))


def _bytes(item: pikepdf.Object) -> bytes:
    return item.read_raw_bytes() if isinstance(item, pikepdf.Stream) else b""


def _photo_of(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as document:
        return document.pages[0].Resources.XObject.Im0.read_raw_bytes()


def test_an_earlier_version_of_a_document_is_gone() -> None:
    data = files.pdf_with_an_earlier_version()
    assert SECRET in data

    assert SECRET not in clean(data).data


KEPT: dict[str, Callable[[], bytes]] = {
    "encrypted": files.encrypted_pdf,
    "with files inside": lambda: files.pdf_with(
        Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array([])))
    ),
    "an XFA form": lambda: files.pdf_with(
        AcroForm=pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pikepdf.String("x"))
    ),
    "signed": lambda: files.pdf_with(
        AcroForm=pikepdf.Dictionary(
            Fields=pikepdf.Array(
                [pikepdf.Dictionary(V=pikepdf.Dictionary(ByteRange=pikepdf.Array([0, 1, 2, 3])))]
            )
        )
    ),
    "no document": lambda: b"%PDF-1.7\nnothing of the kind",
    "an office document": lambda: b"PK\x03\x04 docProps/core.xml",
    "a film": lambda: b"\0\0\0\x18ftypmp42",
    "a tiff": lambda: b"II*\0\x08\0\0\0",
    "markup": lambda: b"<html><meta name=author>",
    "rich text": lambda: b"{\\rtf1{\\info{\\author A}}}",
    "nothing we know": lambda: bytes(range(256)),
}


@pytest.mark.parametrize("kind", KEPT)
def test_what_we_are_not_sure_of_is_kept_as_it_came(kind: str) -> None:
    assert clean(KEPT[kind]()).result is Result.KEPT


@pytest.mark.parametrize("text", ["Laporan saya.\r\n\tTerima kasih.", "\ufeffa;b\n1;2\n", "é"])
def test_plain_text_carries_nothing_but_what_it_says(text: str) -> None:
    assert clean(text.encode()).result is Result.NONE


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(PICTURES)), st.data())
def test_a_picture_with_any_byte_changed_gives_an_answer(kind: str, data: st.DataObject) -> None:
    damaged = bytearray(_CACHE.setdefault(kind, PICTURES[kind]()))
    at = data.draw(st.integers(0, len(damaged) - 1))
    damaged[at] = data.draw(st.integers(0, 255))

    cleaned = clean(bytes(damaged))

    assert (cleaned.result is Result.STRIPPED) == bool(cleaned.data)


_CACHE: dict[str, bytes] = {}
