"""No string on screen is left untranslated: not in Indonesian, and not in English by accident."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

WEB = Path(__file__).parent.parent.parent / "wbs" / "web"
TEMPLATES = WEB / "templates"
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
# Names and words that are the same in both languages, or that no language has.
SAME = {"English", "Bahasa Indonesia", "KPK", "Ombudsman", "SP4N-LAPOR!", "LPSK", "WBS", "UPG"}


def _sources(room: str) -> list[Path]:
    return [TEMPLATES / room, *([WEB / room] if room != "shared" else [])]


def _strings(room: str) -> Iterator[str]:
    for folder in _sources(room):
        found = extract_from_dir(
            folder, METHODS, keywords=KEYWORDS, options_map={"**.html": {"trimmed": "true"}}
        )
        yield from _flat(message for _, _, message, _, _ in found)
    if room == "shared":
        loose = extract_from_dir(
            WEB, METHODS, keywords=KEYWORDS, directory_filter=lambda folder: folder == str(WEB)
        )
        yield from _flat(message for _, _, message, _, _ in loose)


def _flat(messages: Iterator[object]) -> Iterator[str]:
    for message in messages:
        yield from [message] if isinstance(message, str) else message  # type: ignore[misc]


def _catalogue(room: str) -> dict[str, str]:
    path = WEB / "translations" / room / "id" / "LC_MESSAGES" / "messages.po"
    catalogue = read_po(BytesIO(path.read_bytes()), locale="id")
    found: dict[str, str] = {}
    for message in catalogue:
        if message.id and not message.fuzzy:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            text = message.string or ""
            found |= dict.fromkeys(ids, text if isinstance(text, str) else text[-1])
    return found


@pytest.mark.parametrize("room", ["shared", "reporter", "officer"])
def test_every_string_has_an_indonesian_text(room: str) -> None:
    catalogue = _catalogue(room) | (_catalogue("shared") if room != "shared" else {})

    missing = sorted({text for text in _strings(room) if text and not catalogue.get(text)})

    assert missing == []


@pytest.mark.parametrize("room", ["shared", "reporter", "officer"])
def test_no_translation_has_lost_its_string_and_none_its_placeholders(room: str) -> None:
    catalogue, used = _catalogue(room), set(_strings(room))

    assert sorted(set(catalogue) - used) == []
    for text, translation in catalogue.items():
        assert set(re.findall(r"%\(\w+\)", text)) == set(re.findall(r"%\(\w+\)", translation))


GLOSSARY = (WEB.parent.parent / "docs" / "glossary.md").read_text()
ON_SCREEN = GLOSSARY.split("## One word per meaning on screen")[1].split("\n## ", maxsplit=1)[0]
ROWS = [line.strip("|").split("|") for line in ON_SCREEN.splitlines() if "`" in line]
REJECTED = [(word, row[3]) for row in ROWS for word in re.findall("`([^`]+)`", row[2])]


def _says(text: str, word: str, but_in: str) -> bool:
    """Whether a text holds that word outside the phrases in which it may stand."""
    told = text.lower()
    for phrase in re.findall("`([^`]+)`", but_in):
        told = told.replace(phrase, " ")
    return re.search(rf"\b{re.escape(word)}\b", told) is not None


@pytest.mark.parametrize(("word", "but_in"), REJECTED)
def test_no_text_on_screen_uses_a_word_that_another_was_chosen_for(word: str, but_in: str) -> None:
    texts = [
        text for room in ("shared", "reporter", "officer") for text in _catalogue(room).values()
    ]

    assert [text for text in texts if _says(text, word, but_in)] == []


def test_a_rejected_word_is_seen_and_the_phrase_it_may_stand_in_is_not() -> None:
    but_in = "`kepala naskah`, the top of a paper"

    assert _says("Apakah Kepala unit terlibat?", "kepala", but_in)
    assert _says("Kepala naskah dan kepala unit", "kepala", but_in)
    assert not _says("Seperti di kepala naskah, kepalanya", "kepala", but_in)
    assert {word for word, _ in REJECTED} >= {"kepala", "pertimbangan"}


def _spoken(template: str) -> str:
    """What a template says outside of its tags and expressions."""
    named = r"\{% block (?:main|body)_class %\}.*?\{% endblock %\}"
    citations = r'<span class="small soft">[A-Z][^<{]*</span>'  # a regulation has one name
    template = re.sub(f"{named}|{citations}", " ", template)
    blocks = r"\{% trans .*?%\}.*?\{% endtrans %\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!doctype html>"
    without = re.sub(blocks, " ", template, flags=re.S)
    without = re.sub(r"\{% trans %\}.*?\{% endtrans %\}", " ", without, flags=re.S)
    without = re.sub(r"<[^>]*>|&\w+;", " ", without)
    return re.sub(r'[\w-]+="[^"]*("|$)', " ", without)  # attributes a macro gives to a tag


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: p.name)
def test_a_template_says_nothing_that_is_not_translated(path: Path) -> None:
    spoken = _spoken(path.read_text())
    for word in SAME:
        spoken = spoken.replace(word, " ")

    assert re.findall(r"[A-Za-z]{3,}", spoken) == []
