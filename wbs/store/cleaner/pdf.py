"""PDF without metadata and without anything that acts by itself; the pages stay as they are."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pikepdf

from wbs.store.cleaner import jpeg
from wbs.store.cleaner.result import Unsure

# Wherever they stand: document, page, picture, form, annotation.
_DROPPED = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/CreatorInfo", "/OpenAction")
_OF_ANNOTATIONS = ("/M", "/CreationDate", "/NM", "/RC", "/T")
_ACTING = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE", "/GoToR"}
)
# What cannot be taken out without taking out what the reporter wants to show.
_UNSURE = ("/EmbeddedFiles", "/EF", "/XFA", "/ByteRange", "/Collection")
_DEEPEST = 200


def strip(data: bytes) -> bytes:
    """The same pages without author, dates, XMP, program data, scripts, or earlier versions.

    Photos inside are freed of their own metadata.

    Raises:
        Unsure: encrypted, damaged, signed, an XFA form, or with files embedded.
    """
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Unsure("encrypted")
            _scrub(pdf)
            out = BytesIO()
            pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError) as error:
        raise Unsure("the file cannot be read") from error
    return out.getvalue()


def _scrub(pdf: pikepdf.Pdf) -> None:
    _drop(pdf.trailer, ("/Info", "/ID"))
    for item in pdf.objects:
        for found in _dictionaries(item, 0):
            _scrub_dictionary(found)
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        _drop(names, ("/JavaScript",))


def _dictionaries(item: Any, depth: int) -> Iterator[Any]:
    """Every dictionary and stream inside one object; references lead to other objects."""
    if depth > _DEEPEST:
        raise Unsure("nested too deep")
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield item
        inner = [value for _, value in item.items()]
    elif isinstance(item, pikepdf.Array):
        inner = list(item)
    else:
        return
    for value in inner:
        is_own = isinstance(value, pikepdf.Object) and not value.is_indirect
        if is_own:
            yield from _dictionaries(value, depth + 1)


def _scrub_dictionary(found: Any) -> None:
    if any(key in found for key in _UNSURE):
        raise Unsure("carries what cannot be taken out")
    if str(found.get("/S", "")) in _ACTING or "/JS" in found:
        _drop(found, list(found.keys()))
    _drop(found, _DROPPED)
    if "/Rect" in found and found.get("/Subtype", "/Widget") != "/Widget":
        _drop(found, _OF_ANNOTATIONS)
    if isinstance(found, pikepdf.Stream):
        _scrub_photo(found)


def _drop(found: Any, keys: Iterable[str]) -> None:
    for key in keys:
        if key in found:
            del found[key]


def _scrub_photo(stream: pikepdf.Stream) -> None:
    filters = stream.get("/Filter")
    names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if "/JPXDecode" in names:
        raise Unsure("a JPEG 2000 picture")
    if names == ["/DCTDecode"]:
        raw = stream.read_raw_bytes()
        if not raw.startswith(jpeg.START):
            raise Unsure("a picture that is none")
        parameters: Any = stream.get("/DecodeParms")
        photo = jpeg.strip(raw, keep_orientation=False)
        stream.write(photo, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)
    elif "/DCTDecode" in names:
        raise Unsure("a picture packed twice")
