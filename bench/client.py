"""A reporter without a browser: reads the first form that sends something, and sends it."""

import http.client
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit

Files = tuple[tuple[str, str, bytes], ...]  # name, media type, content
FilePart = tuple[str, str, str, bytes]  # field, name, media type, content


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Form:
    """The first POST form of a page: where it goes, how a browser sends it, and what it already holds."""

    action: str = ""
    has_files: bool = False
    values: dict[str, str] = field(default_factory=dict)


_POST_FORM = re.compile(r'<form\b([^>]*\bmethod="post"[^>]*)>(.*?)</form>', re.S)
_FIELD = re.compile(r"<input\b([^>]*)>|<textarea\b([^>]*)>(.*?)</textarea>", re.S)
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_CODE = re.compile(r'id="tracking-code"[^>]*>([^<]*)<')
_WITHOUT_VALUE = ("radio", "checkbox", "file")


def read_page(text: str) -> tuple[Form, str]:
    """The first POST form of a page and the tracking code on it, each empty where there is none.

    Reads the pages of this house alone: every value quoted, every `>` in a value escaped.
    """
    code = _CODE.search(text)
    found = _POST_FORM.search(text)
    form = Form()
    if found:
        said = _attributes(found[1])
        form.action, form.has_files = said.get("action", ""), "enctype" in said
        for field in _FIELD.finditer(found[2]):
            given = _attributes(field[1] or field[2])
            if "name" in given and given.get("type") not in _WITHOUT_VALUE:
                value = given.get("value", "") if field[3] is None else unescape(field[3])
                form.values[given["name"]] = value
    return form, code[1].strip() if code else ""


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


class Client:
    """One connection to one server, kept alive; from the address *source* where that is given."""

    def __init__(self, base: str, source: str | None = None) -> None:
        parts = urlsplit(base)
        self._where = (parts.hostname or "", parts.port or 80)
        self._connection = http.client.HTTPConnection(
            *self._where, timeout=120, source_address=(source, 0) if source else None
        )

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """Ask for a page."""
        self._connection.request("GET", path, headers=headers or {})
        return self._answer()

    def post(
        self,
        path: str,
        values: dict[str, str],
        files: Files = (),
        headers: dict[str, str] | None = None,
        *,
        has_files: bool = True,
    ) -> Answer:
        """Send a form; `has_files`: it is one that may carry files, and is sent in parts."""
        if has_files:
            boundary = uuid.uuid4().hex
            body = in_parts(values, [("attachments", *file) for file in files], boundary)
            sent = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        else:
            body = urlencode(values).encode()
            sent = {"Content-Type": "application/x-www-form-urlencoded"}
        sent |= headers or {}
        self._connection.request("POST", path, body=body, headers=sent)
        return self._answer()

    def submit(self, path: str, values: dict[str, str], files: Files = ()) -> str:
        """Send a report through form and review; gives the tracking code.

        Raises:
            AssertionError: a step was not answered with 200, or no code was shown.
        """
        form, _ = read_page(self.get(path).text)
        review = self.post(path, form.values | values, files)
        assert review.status == http.HTTPStatus.OK, f"review: {review.status}"
        form, _ = read_page(review.text)
        sent = form.values | {"confirm": "1"}
        receipt = self.post(form.action or path, sent, has_files=form.has_files)
        assert receipt.status == http.HTTPStatus.OK, f"receipt: {receipt.status}"
        code = read_page(receipt.text)[1]
        assert code, "no code was shown"
        return code

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _answer(self) -> Answer:
        got = self._connection.getresponse()
        text = got.read().decode("utf-8", "replace")
        return Answer(got.status, _headers(got.getheaders()), text)


def _headers(sent: list[tuple[str, str]]) -> dict[str, str]:
    """Headers by lower-case name; those sent twice, as cookies are, one line each."""
    headers: dict[str, str] = {}
    for name, value in sent:
        before = headers.get(name.lower())
        headers[name.lower()] = value if before is None else f"{before}\n{value}"
    return headers


def in_parts(values: Mapping[str, str], files: Iterable[FilePart], boundary: str) -> bytes:
    """A form and its files as a browser sends them: an empty part has an empty line of its own."""
    return b"".join(_parts(values, files, boundary))


def _parts(values: Mapping[str, str], files: Iterable[FilePart], boundary: str) -> Iterator[bytes]:
    for name, value in values.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        yield head.encode() + value.encode() + b"\r\n"
    for field_name, name, media_type, content in files:
        yield (
            (
                f'--{boundary}\r\nContent-Disposition: form-data; name="{field_name}"; '
                f'filename="{name}"\r\nContent-Type: {media_type}\r\n\r\n'
            ).encode()
            + content
            + b"\r\n"
        )
    yield f"--{boundary}--\r\n".encode()
