"""A reporter without a browser: reads forms as they stand on a page, and sends them as a browser does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from mimetypes import guess_type
from typing import IO, Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bench.client import in_parts

REPORT = {
    "unit": "satker-1",
    "category": "pungutan-liar",
    "what": "Bendahara meminta uang terima kasih sebelum mencairkan honor.",
    "who": "Bendahara pengeluaran",
    "where": "Ruang keuangan",
    "when": "Setiap akhir bulan",
    "when_date": "2026-07-31",
    "how": "Diminta tunai dalam map biru.",
}

File = tuple[str, bytes]
BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW"


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what it would send as it is."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    buttons: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.texts: dict[str, str] = {}
        self._open: Form | None = None
        self._area = ""
        self._select = ""
        self._ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if have.get("id"):
            self._ids = [have["id"]]
            self.texts[have["id"]] = ""
        if tag == "form" and have.get("method") == "post":
            self._open = Form(have["action"])
            self.forms.append(self._open)
        elif self._open is not None and (name := have.get("name", self._select)):
            self._in_form(self._open, tag, name, have)

    def _in_form(self, form: Form, tag: str, name: str, have: dict[str, str]) -> None:
        (form.buttons if tag == "button" else form.names).add(name)
        kind = have.get("type")
        if tag == "textarea":
            self._area = name
            form.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in have:
            form.values[self._select] = have["value"]
        elif tag == "input" and ("checked" in have or kind not in {"radio", "checkbox", "file"}):
            form.values[name] = have.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._area:
            self._open.values[self._area] += data
        for name in self._ids:
            self.texts[name] += data

    def handle_endtag(self, tag: str) -> None:
        self._ids = []
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            assert self._open is not None
            self._open.values[self._area] = self._open.values[self._area].removeprefix("\n")
            self._area = ""
        elif tag == "select":
            self._select = ""


@dataclass
class PageSeen:
    """An answer, read."""

    answer: TestResponse

    def __post_init__(self) -> None:
        """Read it once."""
        self.text = self.answer.get_data(as_text=True)
        self._reader = _Reader()
        self._reader.feed(self.text)

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def form(self) -> Form:
        """The first form that sends something."""
        return self._reader.forms[0]

    @property
    def forms(self) -> list[Form]:
        return self._reader.forms

    def by_id(self, name: str) -> str:
        """The text of the element with that id; empty if there is none."""
        return self._reader.texts.get(name, "").strip()

    def problem(self, name: str) -> str:
        """The sentence at a field."""
        return self.by_id(f"p-{name}")

    @property
    def code(self) -> str:
        return self.by_id("tracking-code")


class Reporter:
    """A person with a browser and no account."""

    def __init__(self, app: Flask, **options: Any) -> None:
        self.client: FlaskClient = app.test_client(**options)

    def open(self, path: str) -> PageSeen:
        return PageSeen(self.client.get(path))

    def send(
        self,
        form: Form,
        answers: Mapping[str, str] = {},
        files: tuple[File, ...] = (),
        press: str = "",
        headers: Mapping[str, str] | None = None,
        recap: File | None = None,
    ) -> PageSeen:
        """Send a form as a browser does, with the button *press*."""
        values = form.values | dict(answers)
        if press:
            values[press] = "1"
        sent = [("attachments", name, _type_of(name), content) for name, content in files]
        if recap is not None:
            sent.append(("recap_file", recap[0], _type_of(recap[0]), recap[1]))
        return PageSeen(
            self.client.post(
                form.action,
                data=in_parts(values, sent, BOUNDARY),
                content_type=f"multipart/form-data; boundary={BOUNDARY}",
                headers=headers,
            )
        )

    def send_raw(
        self, body: IO[bytes], content_type: str, size_bytes: int, path: str = "/lapor/wbs"
    ) -> PageSeen:
        """Send a body as it is, which says of itself that it is of that size."""
        environ = {
            "wsgi.input": body,
            "CONTENT_LENGTH": str(size_bytes),
            "CONTENT_TYPE": content_type,
        }
        return PageSeen(self.client.post(path, environ_overrides=environ))

    def review(self, *files: File, path: str = "/lapor/wbs", **answers: str) -> PageSeen:
        """Fill in the form and send it: the review page comes back, or the form with problems."""
        return self.send(self.open(path).form, REPORT | answers, files)

    def report(self, *files: File, path: str = "/lapor/wbs", **answers: str) -> str:
        """A whole report; gives its code."""
        return self.send(self.review(*files, path=path, **answers).form, press="confirm").code

    def track(self, code: str) -> PageSeen:
        """Come back with the code."""
        page = self.send(self.open("/lacak").form, {"tracking_code": code})
        return self.open("/lacak") if page.status == 303 else page

    def write(self, text: str, *files: File) -> PageSeen:
        """Write to the desk from the tracking page."""
        return self.send(self.open("/lacak").form, {"message": text}, files)


def _type_of(name: str) -> str:
    return guess_type(name)[0] or "application/octet-stream"
