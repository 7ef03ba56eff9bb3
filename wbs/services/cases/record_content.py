"""What stands inside a sealed record, and how it is written as bytes (UTF-8 JSON, version 1).

Security: these values exist only between opening and answering; they are never logged or cached.
"""

import json
from dataclasses import asdict, dataclass
from typing import TypeVar

from wbs.domain.errors import Tampered


@dataclass(frozen=True)
class AttachmentRef:
    """A sealed file as the record that carries it knows it. `key` is 32 bytes in hexadecimal.

    `metadata`: "stripped", "none" (this type carries none we know of) or "kept" (could not be removed).
    """

    blob_id: str
    key: str
    name: str
    size_bytes: int
    media_type: str
    metadata: str

    def __repr__(self) -> str:
        return "AttachmentRef(…)"


@dataclass(frozen=True)
class ReportContent:
    """The first record: the form as typed, field by field, and its files."""

    fields: dict[str, str]
    attachments: tuple[AttachmentRef, ...] = ()

    def __repr__(self) -> str:
        return "ReportContent(…)"


@dataclass(frozen=True)
class MessageContent:
    """A message of either side. `html` is the officer's Markdown, cleaned at saving; a reporter's is text alone.

    Grounds, notes and what a task asks for are such a text too, each of its own kind. `rests_on` are
    the numbers of the records that grounds name as evidence.
    """

    text: str
    html: str = ""
    attachments: tuple[AttachmentRef, ...] = ()
    rests_on: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return "MessageContent(…)"


@dataclass(frozen=True)
class SheetContent:
    """A sheet of the UPG: which one, field by field, its files, and in which round of the case it was written."""

    sheet: str
    fields: dict[str, str]
    attachments: tuple[AttachmentRef, ...] = ()
    round: int = 0

    def __repr__(self) -> str:
        return "SheetContent(…)"


@dataclass(frozen=True)
class LinkContent:
    """That another case is the same matter, or, written later, that it is not after all."""

    other_id: str
    is_linked: bool
    attachments: tuple[AttachmentRef, ...] = ()

    def __repr__(self) -> str:
        return "LinkContent(…)"


Content = ReportContent | MessageContent | SheetContent | LinkContent
Held = TypeVar("Held", ReportContent, MessageContent, SheetContent, LinkContent)


def to_bytes(content: Content) -> bytes:
    """The content as the plaintext of a record."""
    return json.dumps({"v": 1, **asdict(content)}, ensure_ascii=False, sort_keys=True).encode()


def from_bytes(kind: type[Held], plaintext: bytes) -> Held:
    """The content of that kind which a record holds.

    Raises:
        Tampered: the bytes are no such content of a version we know.
    """
    try:
        value = json.loads(plaintext)
        if value.pop("v") != 1:
            raise Tampered("unknown version of a record's content")
        value["attachments"] = tuple(AttachmentRef(**ref) for ref in value["attachments"])
        if "rests_on" in value:
            value["rests_on"] = tuple(value["rests_on"])
        return kind(**value)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Tampered("a record's content cannot be read") from error
