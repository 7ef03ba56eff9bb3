"""A recap that comes as a file, XLSX or CSV: read in memory into the text of the form, and let go."""

import csv
from io import StringIO

from wbs.domain.errors import Invalid
from wbs.domain.gratification.recap import text_of_rows
from wbs.store.cleaner.clean import workbook_text

FIELD = "recap_file"

_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = ("\t", ";", ",")


def recap_text(data: bytes, length: int, field: str = FIELD) -> str:
    """The rows of the file, a line each, as the field `recap` takes them; problems stand at *field*.

    Raises:
        Invalid: it is empty, has more than *length* characters, or is neither an XLSX workbook nor
            a table in text.

    Security: a workbook is opened in a limited process; nothing of a file is written to any disk.
    """
    if data.startswith(_OLD_WORKBOOK):
        raise Invalid(field, "old_workbook")
    text = workbook_text(data) if data.startswith(_WORKBOOK) else _text_of_csv(data)
    if text is None or "\ufffd" in text:
        raise Invalid(field, "unreadable_table")
    if not text:
        raise Invalid(field, "no_rows")
    if len(text) > length:
        raise Invalid(field, "file_too_long", length)
    return text


def _text_of_csv(data: bytes) -> str | None:
    if b"\0" in data:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what Excel writes where it is not asked
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(_MARKS, key=first.count)
    try:
        return text_of_rows(csv.reader(StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        return None
