"""The texts of a page: each in the language its address asks for, and none that could be markup."""

import ast
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from wbs.web.languages import gettext, lazy_gettext

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
