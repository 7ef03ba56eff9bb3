"""Which language a page speaks: Indonesian, or English where the address asks for it; and its texts.

The choice travels in the address (`?bahasa=en`): no cookie, no guess from what the browser says.
Texts stand in the code and the templates in English; each is looked up and marked once per language.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from gettext import translation
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale
from flask_babel.speaklater import LazyString
from markupsafe import Markup

TRANSLATIONS = Path(__file__).parent / "translations"
DEFAULT = "id"
OFFERED = ("id", "en")
# By application and blueprint ("" for all): what a page shows, chosen in its address. The link to the
# other language keeps these and nothing else: no token, no code, no text, and nothing where a case is followed.
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "reporter": {"report": ("unit",), "public_figures": ("period",)},
    "officer": {
        "": (
            *("unit", "period", "periode", "as_of", "subtree", "by", "lihat", "hal", "year"),
            *("tahun", "triwulan", "bulan", "standing", "stage", "kind", "assigned", "after"),
            *("before", "lke_code", "bagian"),
        )
    },
}

LONGEST_CHOICE = 100  # in characters: none is longer, and a page does not grow with its address

Texts = Callable[[str], Markup]


def language() -> str:
    """The code of the language this page speaks."""
    if not has_request_context():
        return DEFAULT
    if (spoken := g.get("speaking")) is None:
        asked = request.args.get("bahasa", DEFAULT)
        spoken = g.speaking = asked if asked in OFFERED else DEFAULT
    return str(spoken)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Whatever is said within is in that language, whichever the page speaks: papers are Indonesian."""
    before = g.get("texts"), g.get("speaking")
    g.texts, g.speaking = current_app.extensions["texts"][code], code
    try:
        with force_locale(code):
            yield
    finally:
        g.texts, g.speaking = before


def gettext(text: str, **values: object) -> str:
    """*text*, which stands in our code, in the language of this page, with *values* in their places."""
    found = str(_marked(text))
    return found % values if values else found


def lazy_gettext(text: str) -> LazyString:
    """*text* in the language of the page that shows it."""
    return LazyString(gettext, text)


def _shown(text: str, **values: object) -> Markup:
    """As `gettext`, for a template: the text is ours and may hold markup, the values are escaped."""
    found = _marked(text)
    return found % values if values else found


def _marked(text: str) -> Markup:
    texts: Texts | None = g.get("texts")
    if texts is None:
        texts = g.texts = current_app.extensions["texts"][language()]
    return texts(text)


def _texts(name: str) -> dict[str, Texts]:
    """What the application *name* says in each language; what it shares with the other, too."""
    own, shared = (
        translation("messages", TRANSLATIONS / room, ["id"]) for room in (name, "shared")
    )
    own.add_fallback(shared)
    # Only texts of ours are asked for, so neither grows.
    return {"id": cache(lambda text: Markup(own.gettext(text))), "en": cache(Markup)}  # noqa: S704


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    if language() != DEFAULT and endpoint != "asset":
        values.setdefault("bahasa", language())


def _other_language() -> dict[str, str]:
    """The address of this page in the other language, with what was chosen; only a GET page can be shown again.

    Security: the path is quoted: browsers drop tabs and take a backslash for a slash, and would
    leave the house by a link of ours (a slash and a backslash begin another host). Of what stands
    behind it only `CHOICES` go along, quoted.
    """
    other = "en" if language() == DEFAULT else DEFAULT
    chosen = {} if other == DEFAULT else {"bahasa": other}
    if request.method != "GET":
        return {"code": other, "url": f"?{urlencode(chosen)}"}
    kept = current_app.extensions["choices"]
    names = kept.get(request.blueprint, kept.get("", ()))
    chosen.update(
        (name, request.args[name])
        for name in names
        if 0 < len(request.args.get(name, "")) <= LONGEST_CHOICE
    )
    return {"code": other, "url": quote(request.path) + (f"?{urlencode(chosen)}" if chosen else "")}


def install(app: Flask, name: str) -> None:
    """Let *app* speak both languages, with the texts it shares and its own."""
    app.extensions["texts"] = _texts(name)
    app.extensions["choices"] = CHOICES[name]
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Jakarta"
    Babel(app, configure_jinja=False, locale_selector=language)  # days and numbers
    app.url_defaults(_carry)
    app.jinja_env.globals.update(_=_shown, language=language, other_language=_other_language)
