"""The style sheets as they are sent: all that stands in their parts, and nothing that only people need."""

import re
from pathlib import Path

import pytest
from flask import Flask

from wbs.web.shell import COMMENTS, SPACES, STYLES

STATIC = Path(__file__).parent.parent.parent / "wbs" / "web" / "static"


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", COMMENTS.sub("", text))


@pytest.mark.parametrize(
    ("door", "path", "name"),
    [("reporter_app", "/lacak", "reporter"), ("officer_app", "/petugas/masuk", "officer")],
)
def test_a_sheet_is_sent_whole_and_lighter(
    request: pytest.FixtureRequest, door: str, path: str, name: str
) -> None:
    app: Flask = request.getfixturevalue(door)
    client = app.test_client()
    found = re.search(r'href="([^"]*gaya-[^"]*)"', client.get(path).text)
    assert found is not None

    sent = client.get(found[1]).text

    whole = "".join((STATIC / f"{part}.css").read_text() for part in (*STYLES, name, "print"))
    assert without_spaces(sent) == without_spaces(whole)
    assert len(sent.encode()) < 0.9 * len(whole.encode())
    for kept in ("calc(var(--step) * 4)", "1.3rem + 1.4vw", ".letter :last-child", "@media (max-"):
        assert kept in sent


def test_no_string_of_a_sheet_holds_what_is_left_out() -> None:
    strings = [
        text
        for sheet in STATIC.glob("*.css")
        for text in re.findall(r'"[^"]*"', COMMENTS.sub("", sheet.read_text()))
    ]

    assert len(strings) > 10
    assert [text for text in strings if SPACES.search(text) or "/*" in text] == []
