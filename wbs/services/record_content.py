"""What stands inside a sealed record, and how it is written as bytes (UTF-8 JSON, version 1).

Security: these values exist only between opening and answering; they are never logged or cached.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

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

    A closing's grounds are a message too, of kind `grounds`.
    """

    text: str
    html: str = ""
    attachments: tuple[AttachmentRef, ...] = ()

    def __repr__(self) -> str:
        return "MessageContent(…)"


def to_bytes(content: ReportContent | MessageContent) -> bytes:
    """The content as the plaintext of a record."""
    return json.dumps({"v": 1, **asdict(content)}, ensure_ascii=False, sort_keys=True).encode()


def _fields(plaintext: bytes) -> dict[str, Any]:
    try:
        value = json.loads(plaintext)
        if value.pop("v") != 1:
            raise Tampered("unknown version of a record's content")
        value["attachments"] = tuple(AttachmentRef(**ref) for ref in value["attachments"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Tampered("a record's content cannot be read") from error
    return value  # type: ignore[no-any-return]


def report_from_bytes(plaintext: bytes) -> ReportContent:
    """The report a first record holds.

    Raises:
        Tampered: the bytes are no report of a version we know.
    """
    try:
        return ReportContent(**_fields(plaintext))
    except TypeError as error:
        raise Tampered("a record's content is no report") from error


def message_from_bytes(plaintext: bytes) -> MessageContent:
    """The message a later record holds.

    Raises:
        Tampered: the bytes are no message of a version we know.
    """
    try:
        return MessageContent(**_fields(plaintext))
    except TypeError as error:
        raise Tampered("a record's content is no message") from error
