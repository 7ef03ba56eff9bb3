"""A file as it calls itself: a name that is safe to keep and show, and what its first bytes say it is."""

import re
from unicodedata import category

NAME_LENGTH = 120
UNKNOWN = "application/octet-stream"

_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}")
_SIGNATURES = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"II\*\0|MM\0\*"), "image/tiff"),
    (re.compile(rb"%PDF-"), "application/pdf"),
)


def clean_file_name(name: str) -> str:
    """The name without folders, control or direction characters, shortened before its ending.

    Security: direction characters make `gnp.exe` read as `exe.png`; folders may name a person.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(c for c in last if category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}).strip()
    if len(plain) <= NAME_LENGTH:
        return plain
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:  # noqa: PLR2004 (no known ending is longer)
        return plain[:NAME_LENGTH]
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"


def media_type_of(first_bytes: bytes, declared: str) -> str:
    """What the file is by its first bytes, else what it was declared to be, else unknown."""
    for signature, media_type in _SIGNATURES:
        if signature.match(first_bytes):
            return media_type
    plain = declared.partition(";")[0].strip().lower()
    return plain if _MEDIA_TYPE.fullmatch(plain) else UNKNOWN
