"""What no page may hold: unescaped text, inline style or script, anything from elsewhere."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parent.parent / "wbs" / "web"
TEMPLATES = sorted(p for p in (WEB / "templates").rglob("*") if p.is_file())
SHEETS = sorted((WEB / "static").glob("*.css"))

FORBIDDEN = {
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\("),
    "inline style": re.compile(r"\bstyle\s*=|<style\b", re.IGNORECASE),
    "script": re.compile(r"<script\b|\bon[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE),
    "something from elsewhere": re.compile(r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//", re.I),
    "a picture inside the page": re.compile(r"data:image", re.IGNORECASE),
}
LONGEST_TEMPLATE = 80


def places(text: str, pattern: re.Pattern[str]) -> list[str]:
    return [line.strip() for line in text.splitlines() if pattern.search(line)]


@pytest.mark.parametrize("what", FORBIDDEN, ids=str)
def test_no_template_holds(what: str) -> None:
    found = {p.name: places(p.read_text(), FORBIDDEN[what]) for p in TEMPLATES}

    assert TEMPLATES
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("unescaped text", "{{ report.what | safe }}"),
        ("inline style", '<p style="color: red">'),
        ("script", '<a onclick="go()">'),
        ("something from elsewhere", '<link href="//fonts.example/x.css">'),
        ("a picture inside the page", '<img src="data:image/png;base64,AAAA">'),
    ],
)
def test_what_is_forbidden_is_seen(what: str, line: str) -> None:
    assert places(line, FORBIDDEN[what])


def test_a_template_fits_on_two_screens() -> None:
    long = {
        p.name: n for p in TEMPLATES if (n := len(p.read_text().splitlines())) > LONGEST_TEMPLATE
    }

    assert long == {}


def test_pages_begin_from_the_shared_skeleton() -> None:
    pages = [p for p in TEMPLATES if p.parent.name != "shared" and not p.name.startswith("_")]
    whole = [p.name for p in pages if p.suffix == ".html" and "{% extends" not in p.read_text()]

    assert whole == []


def classes_of(text: str) -> set[str]:
    """The classes that templates give to their elements, whatever decides between them."""
    found = re.findall(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*)"', text)
    found += re.findall(r"block (?:main|body)_class %\}(.*?)\{% endblock", text)
    return set(re.findall(r"[a-z][\w-]*", re.sub(r"\{%.*?%\}", " ", " ".join(found))))


def styled(text: str) -> set[str]:
    """The classes that a sheet has rules for."""
    return set(
        re.findall(r"\.([a-z][\w-]*)", re.sub(r"url\(.*?\)|/\*.*?\*/", "", text, flags=re.S))
    )


def test_every_rule_of_a_sheet_has_a_use_where_it_is_sent() -> None:
    used = {
        room: classes_of("".join(p.read_text() for p in TEMPLATES if p.parent.name == room))
        for room in ("reporter", "officer", "shared")
    }
    unused = {}
    for sheet in SHEETS:
        rooms = {sheet.stem, "shared"} if sheet.stem in used else set(used)
        unused[sheet.name] = styled(sheet.read_text()).difference(*(used[room] for room in rooms))

    assert {name: rules for name, rules in unused.items() if rules} == {}


def test_a_rule_without_a_use_is_seen() -> None:
    page = '<p class="note{% if late %} note--{{ tone }}{% endif %}"></p>'

    assert classes_of(page) == {"note", "note--", "tone"}
    assert styled(".note, .gone:hover { color: var(--ink); } /* .kept */") == {"note", "gone"}


def test_no_sheet_fetches_from_elsewhere_or_shouts() -> None:
    pattern = re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import|!important")
    found = {p.name: places(p.read_text(), pattern) for p in SHEETS}

    assert SHEETS
    assert {name: lines for name, lines in found.items() if lines} == {}
