"""Every form of the officers, sent empty: what is wrong stands at its field and, in the page's order, in the list above."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from tests.cast import Cast
from tests.declarations import declare
from tests.monev import held, recommended
from tests.reports import disclose, report
from tests.web.officer.conftest import Enter
from tests.web.officer.visitor import Visitor
from wbs.domain.case import Outcome, Stage
from wbs.domain.kinds import Kind
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case

FILLED, CHOSEN, TICKED = "Mohon diisi.", "Mohon dipilih.", "Mohon dicentang."
OTHERWISE = {"checkbox": TICKED, "select": CHOSEN, "fieldset": CHOSEN, "file": CHOSEN}
UNSENT = {"checkbox", "radio", "file"}
# Left empty they say something, belong to another choice, or the browser fills them: "nobody", "no unit above".
MAY_STAY_EMPTY = {
    *("task_officer", "outcome_detail", "measure", "parent", "escrow", "year", "username"),
    *("password_again", "complaint_class", "officer", "case", "anonymity", "unit", "kinds"),
}


@dataclass
class Form:
    """A form as it was drawn: what it holds hidden, and which fields there are to fill in, those optional apart."""

    method: str
    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    optional: set[str] = field(default_factory=set)

    @property
    def empty(self) -> dict[str, str]:
        """What a browser sends of it where nothing was filled in, chosen or ticked."""
        typed = {name: "" for name, kind in self.fields.items() if kind not in UNSENT}
        return {name: value for name, value in self.hidden.items() if name != "csrf_token"} | typed


class Page(HTMLParser):
    """The links and forms of a page, and what it says is to be mended."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.widgets: dict[str, str] = {}
        self.listed: list[tuple[str, str]] = []
        self.at_fields: list[tuple[str, str]] = []
        self._in_form = self._in_list = False
        self._about = ""
        self._said: list[tuple[str, str]] | None = None
        self._name = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: C901 (one case for each kind of tag)
        found = {name: value or "" for name, value in attrs}
        kind = found.get("type", "text") if tag == "input" else tag
        classes = found.get("class", "").split()
        if tag == "form":
            self.forms.append(Form(found.get("method", "get"), found.get("action", "")))
            self._in_form = True
        if self._in_form and "name" in found and tag != "button":
            form = self.forms[-1]
            if kind == "hidden":
                form.hidden[found["name"]] = found.get("value", "")
            else:
                form.fields[found["name"]] = kind
        if tag in {"label", "fieldset"}:
            self._about = (found.get("for") or found.get("id", "")).removeprefix("f-")
        if "optional" in classes and self._in_form:
            self.forms[-1].optional.add(self._about)
        self._in_list |= "problems" in classes
        if tag == "a":
            self.links.append(found.get("href", ""))
            if self._in_list:
                self._said, self._name = self.listed, found["href"].removeprefix("#f-")
        if "problem" in classes:
            self._said, self._name = self.at_fields, found["id"].removeprefix("p-")
        if found.get("id", "").startswith("f-"):
            self.widgets[found["id"].removeprefix("f-")] = kind

    def handle_endtag(self, tag: str) -> None:
        self._in_form &= tag != "form"
        self._in_list &= tag != "ul"
        if tag in {"a", "p"}:
            self._said = None

    def handle_data(self, data: str) -> None:
        if self._said is not None:
            self._said.append((self._name, data))


def wrongs_of(text: str) -> Iterator[str]:
    """What is not as it should be in how the page tells what is to be mended."""
    page = Page(text)
    at_fields = dict(page.at_fields)
    if [name for name, _ in page.listed] != [name for name, _ in page.at_fields]:
        yield f"listed {page.listed}, at fields {page.at_fields}"
    for name, sentence in page.listed:
        if not sentence.endswith(at_fields.get(name, "")):
            yield f"{name} is told in two ways: {sentence}, {at_fields[name]}"
    for name, sentence in page.at_fields:
        wanted = OTHERWISE.get(page.widgets.get(name, ""), FILLED)
        if name not in page.widgets:
            yield f"there is no field {name}"
        elif sentence in {FILLED, CHOSEN, TICKED} and sentence != wanted:
            yield f"{name}: {sentence}"
        elif sentence.startswith("Mohon pilih salah satu"):
            yield f"{name} was left empty, not answered with what is not offered"


def left_out(text: str, sent: Form) -> set[str]:
    """The fields of the form that was sent that are not called optional, and of which nothing is said."""
    page = Page(text)
    told = {name for name, _ in page.at_fields}
    asked = [
        form
        for form in page.forms
        if form.action == sent.action and form.fields.keys() == sent.fields.keys()
    ]
    return {
        name
        for form in asked
        for name in form.fields
        if not any(each.endswith(name) for each in told | form.optional)
    }


def shape_of(app: Flask, path: str) -> str:
    """Pages that differ by an id or a unit alone are one; cases are each their own."""
    if "/kasus/" in path:
        return path
    try:
        return str(app.url_map.bind("localhost").match(path, method="GET")[0])
    except (NotFound, MethodNotAllowed, RequestRedirect):
        return path


def forms_of(app: Flask, browser: Visitor) -> dict[tuple[str, ...], tuple[str, Form]]:
    """Every form on a page the officer reaches by links, with the page's address."""
    forms: dict[tuple[str, ...], tuple[str, Form]] = {}
    waiting, seen = ["/petugas/akun"], set()
    while waiting:
        path = waiting.pop(0)
        answer = browser.get(path)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        page = Page(answer.text)
        for form in page.forms:
            if "/keluar" not in form.action:
                forms.setdefault(
                    (shape_of(app, path), *sorted(form.fields), *form.hidden), (path, form)
                )
        for link in page.links:
            bare = link.partition("#")[0].partition("?")[0]
            if link.startswith("/petugas") and (shape := shape_of(app, bare)) not in seen:
                seen.add(shape)
                waiting.append(bare)
    return forms


def sent_empty(app: Flask, browser: Visitor) -> Iterator[tuple[Form, str]]:
    """Each form that cannot be taken empty, with the page that says so."""
    for path, form in forms_of(app, browser).values():
        address = form.action.partition("#")[0] or path
        if form.method == "post":
            browser.get("/petugas/akun")
            answer = browser.post(address, form.empty)
        else:
            answer = browser.get(f"{address}?{urlencode(form.empty)}")
        if answer.status_code == 422:
            yield form, answer.text


@pytest.fixture
def at_work(cast: Cast) -> Cast:
    """A unit with cases of every kind at different stages, a closed one among them, and a meeting."""
    context = cast.context
    report(context)
    disclose(context)
    declare(context)
    complaint = report(context, kind=Kind.COMPLAINT)
    closed = report(context)
    closed.write(context, "Ini buktinya.")
    for reported in (complaint, closed):
        move_case(context, cast.budi.actor, reported.case_id, Stage.REVIEW, Words())
    ended = Words(grounds="Tidak terbukti.")
    close_case(context, cast.budi.actor, closed.case_id, Outcome.UNSUBSTANTIATED, None, ended)
    recommended(cast, held(cast))
    return cast


@pytest.mark.parametrize(
    ("username", "least"), [("budi", 15), ("dewi", 4), ("fajar", 8), ("ratna", 4)]
)
def test_a_form_sent_empty_tells_everything_once_in_the_order_of_the_page(
    at_work: Cast, officer_app: Flask, enter: Enter, username: str, least: int
) -> None:
    answers = list(sent_empty(officer_app, enter(at_work.people[username])))

    wrongs = {
        form.action: found
        for form, text in answers
        if (found := [*wrongs_of(text), *(left_out(text, form) - MAY_STAY_EMPTY)])
    }
    assert wrongs == {}
    assert len(answers) >= least
