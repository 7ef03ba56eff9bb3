"""Files that carry what nobody meant to send. `SECRET` stands in every place that must be emptied."""

import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, PngImagePlugin

SECRET = b"SECRET"
SIZE = (64, 48)
ON_ITS_SIDE = 6


def picture() -> Image.Image:
    """Noise, so that no coder can leave much out."""
    return Image.effect_noise(SIZE, 60).convert("RGB")


def exif() -> Image.Exif:
    """Camera, owner, time and place, and the orientation that must stay."""
    block = Image.Exif()
    block[0x0112] = ON_ITS_SIDE
    block[0x010F] = "SECRET camera"
    block[0x9003] = "SECRET time"
    block[0xA430] = "SECRET owner"
    place = block.get_ifd(0x8825)
    place[1], place[2] = "S", (6.0, 12.0, 30.25)
    place[29] = "SECRET date"
    return block


def jpeg(**options: object) -> bytes:
    """A photo with EXIF, GPS, XMP, a colour profile, a comment, and a film after its end."""
    settings: dict[str, object] = {
        "exif": exif(),
        "comment": b"SECRET comment",
        "xmp": b"<x:xmpmeta>SECRET</x:xmpmeta>",
        "icc_profile": b"SECRET profile",
        "quality": 80,
        **options,
    }
    return _saved(picture(), "JPEG", settings) + b"SECRET film"


def png() -> bytes:
    """A picture with texts of all three kinds, EXIF, a time, a profile, and a tail."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "SECRET author")
    texts.add_text("Comment", "SECRET comment", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", "SECRET xmp")
    texts.add(b"tIME", b"SECRET!")
    options = {"pnginfo": texts, "exif": exif(), "icc_profile": b"SECRET profile"}
    return _saved(picture(), "PNG", options) + b"SECRET tail"


def webp(*, frames: int = 1) -> bytes:
    """A picture, or a moving one, with EXIF, XMP and a profile."""
    options: dict[str, object] = {
        "exif": exif(),
        "xmp": b"SECRET xmp",
        "icc_profile": b"SECRET profile",
        "lossless": True,
    }
    if frames > 1:
        more = [picture() for _ in range(frames - 1)]
        options |= {"save_all": True, "append_images": more, "duration": 100}
    return _saved(picture(), "WEBP", options)


def gif() -> bytes:
    """A moving picture with a comment, and a tail."""
    more = [picture().convert("P")]
    options = {"save_all": True, "append_images": more, "comment": b"SECRET comment", "loop": 0}
    return _saved(picture().convert("P"), "GIF", options) + b"SECRET tail"


def pdf() -> bytes:
    """A page with a photo and a remark; an author everywhere; scripts; an action at opening."""
    with pikepdf.new() as document:
        page = document.add_blank_page()
        photo = pikepdf.Stream(document, jpeg())
        photo.stream_dict = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=SIZE[0],
            Height=SIZE[1],
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
        page.Resources = Dictionary(XObject=Dictionary(Im0=photo))
        page.Contents = pikepdf.Stream(document, b"q 64 0 0 48 0 0 cm /Im0 Do Q")
        page.PieceInfo = Dictionary(Program=Dictionary(Private=b"SECRET private"))
        remark = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Rect=Array([0, 0, 9, 9]),
            Contents="a remark that stays",
            T="SECRET author",
            M="SECRET date",
        )
        page.Annots = document.make_indirect(Array([remark]))
        _make_act(document)
        document.docinfo["/Author"] = "SECRET author"
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = ["SECRET author"]
        return _pdf_bytes(document)


def pdf_with(**root: pikepdf.Object) -> bytes:
    """An empty page in a document with these entries in its root."""
    with pikepdf.new() as document:
        document.add_blank_page()
        for name, value in root.items():
            document.Root[f"/{name}"] = value
        return _pdf_bytes(document)


def encrypted_pdf() -> bytes:
    """A document anyone may open, and nobody may rewrite unnoticed."""
    with pikepdf.new() as document:
        document.add_blank_page()
        out = BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
        return out.getvalue()


def pdf_with_an_earlier_version() -> bytes:
    """The second version of a document; the first, still in the file, holds what was taken back."""
    first = pdf_with()
    content = b"5 0 obj\n<< /Length 12 >>\nstream\nSECRET words\nendstream\nendobj\n"
    objects = first.count(b" obj")
    second = content.replace(b"SECRET words", b"better words").replace(
        b"5 0", b"%d 0" % (objects + 1)
    )
    start = first.rindex(b"startxref\n") + len(b"startxref\n")
    previous = int(first[start:].split()[0])
    held = first + content.replace(b"5 0", b"%d 0" % (objects + 1))
    at = len(held)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (objects + 1, at)
    root = first[first.index(b"/Root ") :].split(b"R", 2)[1]
    trailer = b"trailer << /Size %d /Root%sR /Prev %d >>\n" % (objects + 2, root, previous)
    return held + second + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (at + len(second))


def pdf_bomb(size_bytes: int) -> bytes:
    """A small document whose list of objects unpacks to that many zeros."""
    block = 1 << 20
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(block)) + packer.flush(zlib.Z_FULL_FLUSH)
    count = size_bytes // block
    checksum = ((count * block % 65521) << 16 | 1).to_bytes(4)
    packed = b"\x78\xda" + piece * count + b"\x03\x00" + checksum
    head = b"%PDF-1.7\n"
    bomb = b"1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n" % len(
        packed
    )
    body = bomb + b"stream\n" + packed + b"\nendstream\nendobj\n"
    at = len(head) + len(body)
    # Object 2, the root, is said to lie inside the bomb.
    entries = bytes([0, 0, 0, 0, 0]) + bytes([1]) + len(head).to_bytes(3) + b"\0"
    entries += bytes([2, 0, 0, 1, 0]) + bytes([1]) + at.to_bytes(3) + b"\0"
    table = b"3 0 obj\n<< /Type /XRef /Size 4 /W [1 3 1] /Root 2 0 R /Length %d >>\n" % len(entries)
    table += b"stream\n" + entries + b"\nendstream\nendobj\n"
    return head + body + table + b"startxref\n%d\n%%%%EOF\n" % at


def _make_act(document: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS="app.alert('SECRET script')")
    document.Root.OpenAction = script
    document.Root.AA = Dictionary(WC=script)
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["SECRET", script])))
    document.pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F="SECRET program"))


def _pdf_bytes(document: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    document.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _saved(image: Image.Image, kind: str, options: dict[str, object]) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
