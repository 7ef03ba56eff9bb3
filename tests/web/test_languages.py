"""The texts of a page: each in the language its address asks for, and none that could be markup."""

import ast
import html
import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from tests.cast import Cast
from tests.web.officer.visitor import Visitor
from wbs.web.languages import CHOICES, gettext, lazy_gettext

WEB = Path(__file__).parent.parent.parent / "wbs" / "web"
LAZY = lazy_gettext("Files")


def test_one_text_after_the_other_is_in_the_language_of_its_own_page(reporter_app: Flask) -> None:
    said = []
    for address in ("/", "/?bahasa=en", "/", "/?bahasa=xx"):
        with reporter_app.test_request_context(address):
            said.append((gettext("Files"), str(LAZY), render_template_string("{{ _('Files') }}")))

    assert said == [(text,) * 3 for text in ("Berkas", "Files", "Berkas", "Berkas")]


def test_an_application_does_not_say_what_the_other_says(
    reporter_app: Flask, officer_app: Flask
) -> None:
    with reporter_app.test_request_context(), officer_app.test_request_context():
        officers = gettext("Leave this site quickly")
    with officer_app.test_request_context(), reporter_app.test_request_context():
        reporters = gettext("Leave this site quickly")

    assert (officers, reporters) == ("Leave this site quickly", "Tinggalkan situs ini dengan cepat")


@pytest.mark.parametrize("address", ["/", "/?bahasa=en"])
def test_a_value_in_a_text_is_escaped_and_a_percent_sign_is_one(
    reporter_app: Flask, address: str
) -> None:
    template = "{{ _('<b>%(name)s</b>', name=name) }} {{ _('100 % <i>') }}"
    with reporter_app.test_request_context(address):
        shown = render_template_string(template, name="<script>")

    assert shown == "<b>&lt;script&gt;</b> 100 % <i>"


def test_texts_are_looked_up_in_one_place() -> None:
    elsewhere = {
        path.name
        for path in WEB.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "flask_babel"
        if any("gettext" in alias.name for alias in node.names)
    }

    assert elsewhere == set()


def other_of(page: str) -> str:
    """Where the link to the other language leads."""
    found = re.search(r'<a href="([^"]*)" hreflang="', page)
    assert found is not None
    return html.unescape(found[1])


def test_the_other_language_keeps_what_was_chosen_and_nothing_else(
    cast: Cast, officer_app: Flask
) -> None:
    visitor = Visitor(officer_app)
    visitor.sign_in(cast, cast.dewi)
    asked = "/petugas/perbandingan?lihat=quarters&unit=kanwil-a&kabar=x&token=geheim"

    there = other_of(visitor.get(asked).text)
    back = other_of(visitor.get(there).text)

    assert there == "/petugas/perbandingan?bahasa=en&unit=kanwil-a&lihat=quarters"
    assert back == "/petugas/perbandingan?unit=kanwil-a&lihat=quarters"


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("/angka?period=2026-Q2&unit=satker-1", "/angka?bahasa=en&period=2026-Q2"),
        ("/lapor/wbs?unit=satker-1&what=rahasia", "/lapor/wbs?bahasa=en&unit=satker-1"),
        ("/lacak?unit=satker-1&period=2026&tracking_code=ABCDE", "/lacak?bahasa=en"),
        ("/log?unit=satker-1", "/log?bahasa=en"),
        (f"/lapor/wbs?unit={'x' * 101}", "/lapor/wbs?bahasa=en"),
    ],
)
def test_a_reporters_link_to_the_other_language_keeps_no_more_than_its_page_asks_for(
    cast: Cast, reporter_app: Flask, asked: str, kept: str
) -> None:
    assert other_of(reporter_app.test_client().get(asked).text) == kept


def test_what_is_kept_for_the_other_language_cannot_end_the_link(
    cast: Cast, reporter_app: Flask
) -> None:
    page = reporter_app.test_client().get("/angka?period=%22%3E%3Cb%3E%5C%09%26bahasa=id").text

    assert other_of(page) == "/angka?bahasa=en&period=%22%3E%3Cb%3E%5C%09%26bahasa%3Did"
    assert "<b>" not in page


def test_no_secret_is_among_what_the_other_language_keeps() -> None:
    names = {name for of in CHOICES.values() for kept in of.values() for name in kept}

    assert not names & {"token", "tracking_code", "kode", "message", "kata", "next", "kabar"}


def test_a_form_that_only_shows_keeps_the_language() -> None:
    forms = [
        (page.name, form)
        for page in (WEB / "templates").rglob("*.html")
        for form in re.findall(r'<form [^>]*method="get".*?</form>', page.read_text(), re.S)
    ]

    assert len(forms) > 15
    assert [name for name, form in forms if 'name="bahasa"' not in form] == []
