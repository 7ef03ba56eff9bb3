"""What the demonstration's people write, and the small files they add."""

import struct
import tomllib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wbs.domain.kinds import Kind

SIDE = 48
TELLING = ("what", "who", "where", "when", "how")
File = tuple[str, str, bytes]  # name, media type, content


@dataclass(frozen=True)
class Story:
    """One thing that may be reported."""

    kind: Kind
    category: str
    complaint_class: str
    telling: Mapping[str, str]

    def fields(self, unit_name: str) -> dict[str, str]:
        """The story as a form's fields, told of a unit."""
        return {name: text.replace("{unit}", unit_name) for name, text in self.telling.items()}


@dataclass(frozen=True)
class Closing:
    """What is written when a case ends, to the reporter and into the case."""

    message: str
    grounds: str


@dataclass(frozen=True)
class Texts:
    """Everything that may be written."""

    stories: tuple[Story, ...]
    messages: Mapping[str, Sequence[str]]
    closings: Mapping[str, Closing]
    reopening: Closing

    def stories_of(self, kind: Kind) -> tuple[Story, ...]:
        """The stories of one kind, in the order of the file."""
        return tuple(story for story in self.stories if story.kind is kind)


def read_texts(path: Path) -> Texts:
    """The texts in a TOML file of the shape of `config/sample_cases.toml`."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return Texts(
        stories=tuple(
            Story(
                Kind(entry["kind"]),
                entry["category"],
                entry.get("class", ""),
                {name: entry[name] for name in TELLING},
            )
            for entry in document["story"]
        ),
        messages=document["messages"],
        closings={outcome: Closing(**texts) for outcome, texts in document["closing"].items()},
        reopening=Closing(**document["reopening"]),
    )


def small_file(number: int) -> File:
    """A file of one kind or another; no two numbers give the same."""
    kind = number % 3
    if kind == 0:
        return picture(number)
    if kind == 1:
        return f"dokumen-{number}.pdf", "application/pdf", _document(number)
    return f"catatan-{number}.txt", "text/plain", f"Catatan nomor {number}.\n".encode()


def picture(number: int) -> File:
    """A picture of a few colours."""
    return f"foto-{number}.png", "image/png", _pixels(number)


def _pixels(number: int) -> bytes:
    rows = b"".join(
        b"\x00"
        + bytes(
            value & 0xFF
            for x in range(SIDE)
            for value in (x * 5 + number * 11, y * 5, (x * y + number) // 3)
        )
        for y in range(SIDE)
    )
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def _document(number: int) -> bytes:
    """A PDF of one line."""
    line = f"BT /F1 14 Tf 40 100 Td (Dokumen nomor {number}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(line), line),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = b"%PDF-1.4\n", []
    for place, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (place, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer
