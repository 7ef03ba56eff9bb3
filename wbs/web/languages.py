"""Which language a page speaks: Indonesian, or English where the address asks for it.

The choice travels in the address (`?bahasa=en`): no cookie, no guess from what the browser says.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale, get_translations

TRANSLATIONS = Path(__file__).parent / "translations"
DEFAULT = "id"
OFFERED = ("id", "en")


def _wanted() -> str:
    asked = request.args.get("bahasa", DEFAULT) if has_request_context() else DEFAULT
    return asked if asked in OFFERED else DEFAULT


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    if _wanted() != DEFAULT and endpoint != "asset":
        values.setdefault("bahasa", _wanted())


def _language_code() -> str:
    return str(get_locale())


def _other_language() -> dict[str, str]:
    """The address of this page in the other language; only a GET page can be shown again.

    Security: the path is quoted: browsers drop tabs and take a backslash for a slash, and would
    leave the house by a link of ours (a slash and a backslash begin another host).
    """
    other = "en" if _wanted() == DEFAULT else DEFAULT
    query = "" if other == DEFAULT else f"?bahasa={other}"
    path = quote(request.path) if request.method == "GET" else ""
    return {"code": other, "url": path + query or "?"}


def _catalogue() -> Any:
    """The catalogue of the request: looked for once, asked a hundred times by a page."""
    found = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return found


def _gettext(text: str) -> str:
    translated: str = _catalogue().gettext(text)
    return translated


def _ngettext(one: str, many: str, number: int) -> str:
    translated: str = _catalogue().ngettext(one, many, number)
    return translated


def install(app: Flask, name: str) -> None:
    """Let *app* speak both languages, with the catalogues it shares and its own."""
    folders = [str(TRANSLATIONS / room) for room in ("shared", name)]
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(folders)
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Jakarta"
    Babel(app, locale_selector=_wanted)
    app.jinja_env.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.url_defaults(_carry)
    app.jinja_env.globals.update(language=_language_code, other_language=_other_language)
