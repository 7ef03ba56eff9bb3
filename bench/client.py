"""A reporter without a browser: reads the first form that sends something, and sends it."""

import http.client
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

Files = tuple[tuple[str, str, bytes], ...]  # name, media type, content


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Form:
    """The first POST form of a page: where it goes and what it already holds."""

    action: str = ""
    values: dict[str, str] = field(default_factory=dict)


class _FirstForm(HTMLParser):
    """Collects the first POST form, and the text of the element that holds the tracking code."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form()
        self.code = ""
        self._inside = False
        self._done = False
        self._area = ""
        self._in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self._in_code = self._in_code or given.get("id") == "tracking-code"
        if tag == "form" and given.get("method", "").lower() == "post" and not self._done:
            self._inside = True
            self.form.action = given.get("action", "")
        elif self._inside and tag == "input" and given.get("type") not in ("radio", "checkbox"):
            if given.get("type") != "file" and "name" in given:
                self.form.values[given["name"]] = given.get("value", "")
        elif self._inside and tag == "textarea":
            self._area = given["name"]
            self.form.values[self._area] = ""

    def handle_endtag(self, tag: str) -> None:
        self._in_code = False
        if tag == "textarea":
            self._area = ""
        if tag == "form" and self._inside:
            self._inside, self._done = False, True

    def handle_data(self, data: str) -> None:
        if self._area:
            self.form.values[self._area] += data
        if self._in_code:
            self.code += data.strip()


def read_page(text: str) -> tuple[Form, str]:
    """The first POST form of a page and the tracking code on it, each empty where there is none."""
    reader = _FirstForm()
    reader.feed(text)
    return reader.form, reader.code


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
    ) -> Answer:
        """Send a form."""
        boundary = uuid.uuid4().hex
        body = b"".join(_parts(values, files, boundary))
        sent = {"Content-Type": f"multipart/form-data; boundary={boundary}"} | (headers or {})
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
        receipt = self.post(form.action or path, form.values | {"confirm": "1"})
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


def _parts(values: dict[str, str], files: Files, boundary: str) -> Iterator[bytes]:
    for name, value in values.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        yield head.encode() + value.encode() + b"\r\n"
    for name, media_type, content in files:
        yield (
            (
                f'--{boundary}\r\nContent-Disposition: form-data; name="attachments"; '
                f'filename="{name}"\r\nContent-Type: {media_type}\r\n\r\n'
            ).encode()
            + content
            + b"\r\n"
        )
    yield f"--{boundary}--\r\n".encode()
