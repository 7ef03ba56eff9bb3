"""Reads the body of a form so that nothing readable is lost when the rest of it is not.

Werkzeug drops every field of a body that ends too early or is not built right, and compiles two
patterns for every boundary. Here what was read until then is kept, so that the page can give it back
and say what is missing; the parts are told apart by a library that only looks for bytes.
"""

from typing import IO, Any, Protocol, cast
from urllib.parse import unquote_to_bytes

from multipart import (
    MultipartError,
    MultipartSegment,
    ParserError,
    ParserLimitReached,
    PushMultipartParser,
)
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import ClientDisconnected
from werkzeug.formparser import FormDataParser

from wbs.web.held_file import HeldFile

HELD = frozenset(
    {"recap_file", "register_file"}
)  # the fields whose file is read at once and never kept
PIECE_BYTES = 65_536
TEXT_BYTES = 1_000_000  # of all fields together; the longest report the form allows is far below
MAX_PARTS = 1_000  # a disclosure with every giver and object it may name has 670 fields

CUT_OFF = "cut_off"
TOO_LARGE = "body_too_large"
UNREADABLE = "unreadable"

# How the heads of parts are read: every byte is a character, so none can break a body, and names are
# read as UTF-8 afterwards.
BYTEWISE = "latin-1"

Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, Any]]


class Sink(Protocol):
    """Where the bytes of one file go."""

    def write(self, data: bytes) -> int:
        """Take a piece."""

    def finish(self) -> None:
        """Know that the file is whole."""


class BodyParser(FormDataParser):
    """A parser of forms; `broken` says why a body could not be read to its end, if it could not.

    Files go to the sinks of the factory, those of `HELD` to memory, and nowhere else.
    """

    broken = ""
    held: HeldFile | None = None

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Parsed:
        """The fields of the body, as far as it could be read; no files."""
        form: MultiDict[str, str] = MultiDict()
        if mimetype == "multipart/form-data":
            form = self._read_parts(stream, (options or {}).get("boundary", ""))
        elif mimetype == "application/x-www-form-urlencoded":
            form = self._read_pairs(stream)
        else:
            self.broken = UNREADABLE
        return stream, form, MultiDict()

    def _read_parts(self, stream: IO[bytes], boundary: str) -> MultiDict[str, str]:
        mark = boundary.encode(errors="replace")
        parts = _Parts(self, mark)
        if not mark:
            self.broken = UNREADABLE
            return parts.form()
        try:
            parser = PushMultipartParser(mark, max_segment_count=MAX_PARTS, header_charset=BYTEWISE)
            while data := stream.read(PIECE_BYTES):
                for event in parser.parse(data):
                    parts.take(event)
            parser.close()  # raises unless the body is whole
        except ParserLimitReached:
            self.broken = TOO_LARGE
        except (MultipartError, ClientDisconnected):
            self.broken = CUT_OFF if parts.have_begun else UNREADABLE
        if parts.dropped_text:
            self.broken = TOO_LARGE
        return parts.form()

    def _read_pairs(self, stream: IO[bytes]) -> MultiDict[str, str]:
        try:
            head = stream.read(TEXT_BYTES)
            if stream.read(1):
                self.broken = TOO_LARGE
        except ClientDisconnected:
            self.broken = CUT_OFF
            return MultiDict()
        first = head.split(b"&", MAX_PARTS)
        if len(first) > MAX_PARTS:
            self.broken = TOO_LARGE
        pairs = (pair.partition(b"=") for pair in first[:MAX_PARTS] if pair)
        return MultiDict((_plain(name), _plain(value)) for name, _, value in pairs)


class _Parts:
    """The parts read so far. Text over the limit is dropped, and `dropped_text` says so."""

    def __init__(self, parser: BodyParser, boundary: bytes) -> None:
        self.have_begun = False
        self.dropped_text = False
        self._parser = parser
        self._mark = b"--" + boundary
        self._is_at_head = False
        self._fields: list[tuple[str, bytearray]] = []
        self._sink: Sink | None = None
        self._left = TEXT_BYTES

    def take(self, event: MultipartSegment | bytes | None) -> None:
        """The head of a part, a piece of what it holds, or (None) its end.

        Raises:
            ParserError: an empty part without a line of its own, as no browser sends it: what follows
                would be taken for what it holds.
        """
        if self._is_at_head and event and bytes(event).startswith(self._mark):
            raise ParserError("an empty part without a line of its own")
        self._is_at_head = isinstance(event, MultipartSegment)
        if isinstance(event, MultipartSegment):
            self.have_begun = True
            if event.filename is None:
                self._sink = None
                self._fields.append((_named(event.name), bytearray()))
            else:
                self._sink = self._open(event, _named(event.filename))
        elif self._sink is None:
            self._write(event or b"")
        elif event is None:
            self._sink.finish()
        else:
            self._sink.write(event)

    def form(self) -> MultiDict[str, str]:
        """The text; bytes that are no UTF-8 show as U+FFFD, which the rules of the form refuse by name."""
        return MultiDict((name, text.decode(errors="replace")) for name, text in self._fields)

    def _open(self, part: MultipartSegment, file_name: str) -> Sink:
        if part.name in HELD:
            file = HeldFile()
            if file_name:
                self._parser.held = file
            return file
        declared = part.header("Content-Type", "")
        return cast(Sink, self._parser.stream_factory(None, declared, file_name, None))

    def _write(self, data: bytes) -> None:
        self.dropped_text = self.dropped_text or len(data) > self._left
        self._fields[-1][1].extend(data[: self._left])
        self._left = max(0, self._left - len(data))


def _named(text: str | None) -> str:
    """A name in the head of a part; bytes that are no UTF-8 show as U+FFFD: one odd name, not a broken body."""
    return (text or "").encode(BYTEWISE).decode(errors="replace")


def _plain(quoted: bytes) -> str:
    return unquote_to_bytes(quoted.replace(b"+", b" ")).decode(errors="replace")
