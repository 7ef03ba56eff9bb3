"""Files as reporters have them: a photo with a place in it, a document with an author in it."""

import io
import os
from pathlib import Path

import pikepdf
from PIL import Image

PLACE = "Gudang Utara Blok Kenanga"
AUTHOR = "Wartini Purbaningrum"


def photo(path: Path, size_bytes: int = 3_000_000) -> Path:
    """A JPEG of about *size_bytes*, with camera and place in its metadata."""
    side = int((size_bytes / 2.05) ** 0.5)
    image = Image.frombytes("RGB", (side, side), os.urandom(side * side * 3))
    exif = Image.Exif()
    exif[0x010E] = PLACE
    exif[0x0110] = "Kamera Pribadi 9"
    image.save(path, "JPEG", quality=88, exif=exif)
    return path


def document(path: Path) -> Path:
    """A PDF with its author's name in it."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = AUTHOR
    buffer = io.BytesIO()
    pdf.save(buffer)
    path.write_bytes(buffer.getvalue())
    return path
