"""What a file is, by its own bytes, and which of our ways to clean it fits."""

import re
from collections.abc import Callable

from wbs.store.cleaner import gif, jpeg, pdf, png, webp
from wbs.store.cleaner.result import Cleaned, Result, Unsure

_WAYS: tuple[tuple[re.Pattern[bytes], Callable[[bytes], bytes]], ...] = (
    (re.compile(rb"\xff\xd8\xff"), jpeg.strip),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), png.strip),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), webp.strip),
    (re.compile(rb"GIF8[79]a"), gif.strip),
    (re.compile(rb"%PDF-"), pdf.strip),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\ufeff?\s*(<|\{\\rtf|%!|BEGIN:)")


def clean(data: bytes) -> Cleaned:
    """The file without metadata; a file already without any comes back as `NONE`."""
    try:
        for signature, strip in _WAYS:
            if signature.match(data):
                cleaned = strip(data)
                if cleaned == data:
                    return Cleaned(Result.NONE)
                return Cleaned(Result.STRIPPED, cleaned)
    except Unsure:
        return Cleaned(Result.KEPT)
    return Cleaned(Result.NONE if _is_plain_text(data) else Result.KEPT)


def _is_plain_text(data: bytes) -> bool:
    """Whether it is text with no markup that could name an author."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(text) and not _MARKUP.match(text)
