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
from urllib.parse import quote

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale
from flask_babel.speaklater import LazyString
from markupsafe import Markup

TRANSLATIONS = Path(__file__).parent / "translations"
DEFAULT = "id"
OFFERED = ("id", "en")

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
    """The address of this page in the other language; only a GET page can be shown again.

    Security: the path is quoted: browsers drop tabs and take a backslash for a slash, and would
    leave the house by a link of ours (a slash and a backslash begin another host).
    """
    other = "en" if language() == DEFAULT else DEFAULT
    query = "" if other == DEFAULT else f"?bahasa={other}"
    path = quote(request.path) if request.method == "GET" else ""
    return {"code": other, "url": path + query or "?"}


def install(app: Flask, name: str) -> None:
    """Let *app* speak both languages, with the texts it shares and its own."""
    app.extensions["texts"] = _texts(name)
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Jakarta"
    Babel(app, configure_jinja=False, locale_selector=language)  # days and numbers
    app.url_defaults(_carry)
    app.jinja_env.globals.update(_=_shown, language=language, other_language=_other_language)
