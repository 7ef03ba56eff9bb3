"""What both applications share: how a Flask application of this house is built.

Nothing here knows a reporter or an officer; each application brings its own settings, its own
templates and its own URL map, and never sees the other's.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import jinja2
from flask import Blueprint, Flask, Response, current_app, url_for
from flask_limiter import Limiter
from werkzeug.middleware.proxy_fix import ProxyFix

from wbs.services.context import Context
from wbs.web import answers, headers, languages, places, words
from wbs.web.addressed import Addressed
from wbs.web.compiled import COMPILED
from wbs.web.form_sessions import FormSessions
from wbs.web.problem_order import as_drawn
from wbs.web.source import source_key

HERE = Path(__file__).parent
# What the style sheets of both applications hold; each has one of its own name besides, before print.
STYLES = ("tokens", "base", "page", "forms", "parts", "case")
# What a sheet holds for people alone; no string in one has any of it, which a test says.
COMMENTS, SPACES = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\s*([{};,])\s*|(:)\s+")


@dataclass(frozen=True)
class Limits:
    """How many of each a source may do in ten minutes; it is slowed beyond, never shut out for good."""

    submissions: int
    drafts: int
    codes: int
    logins: int


@dataclass(frozen=True)
class WebSettings:
    """What one application is told. No value is shared between the two but the names of the house.

    `volatile_url` is the store of the rate limits; `volatile_key` gives the day's key for sources,
    which lives only there. `threads` are those of a process, shared out evenly among its applications.
    """

    cookie_name: str
    secret_key: bytes
    hosts: tuple[str, ...]
    tls: bool
    trusted_proxies: int
    instance_name: str
    leave_url: str
    limits: Limits
    volatile_url: str
    volatile_key: Callable[[date], bytes]
    threads: int = 64


@dataclass(frozen=True)
class Shell:
    """What a running application holds on to."""

    context: Context
    settings: WebSettings
    limiter: Limiter


def shell() -> Shell:
    """The shell of the application that answers this request."""
    found: Shell = current_app.extensions["wbs"]
    return found


def context() -> Context:
    """The Context every service is given."""
    return shell().context


def settings() -> WebSettings:
    """The settings of the application that answers this request."""
    return shell().settings


def build_shell(
    name: str,
    context: Context,
    settings: WebSettings,
    blueprints: Iterable[Blueprint],
    *,
    prefix: str = "",
    request_class: type | None = None,
) -> Flask:
    """An application called *name* ("reporter" or "officer") whose pages begin with *prefix*.

    Security: templates are looked up under shared/ and *name*/ alone; undefined values raise;
    `config` is not reachable from a template; every answer carries the headers of `headers`.
    """
    app = Addressed(f"wbs.web.{name}", static_folder=None, template_folder=None)
    if request_class is not None:
        app.request_class = request_class
    _configure(app, settings, prefix)
    _set_templates(app, name)
    languages.install(app, name)
    app.extensions["wbs"] = Shell(context, settings, _limiter(app, settings))
    _serve_static(app, name, prefix)
    for blueprint in blueprints:
        app.register_blueprint(blueprint, url_prefix=prefix or None)
    headers.install(app, settings.tls)
    places.install(app, settings.threads)
    answers.install(app)
    return app


def _limiter(app: Flask, settings: WebSettings) -> Limiter:
    """The counters that views spend permits of (`limits.spend`); no request is counted by itself."""
    limiter = Limiter(
        source_key(settings),
        storage_uri=settings.volatile_url,
        storage_options={"wrap_exceptions": True},
        strategy="moving-window",
        swallow_errors=True,
    )
    # Counted as installed before it is: it would else look for limits of routes at every request.
    app.extensions["limiter"] = {limiter}
    limiter.init_app(app)
    return limiter


def _configure(app: Flask, settings: WebSettings, prefix: str) -> None:
    app.session_interface = FormSessions()
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=list(settings.hosts),
        # Bound to the host where there is TLS: a neighbour (www.example.go.id) could else set one of
        # its own for both of us, and a token that belongs to it.
        SESSION_COOKIE_NAME=("__Host-" if settings.tls else "") + settings.cookie_name + "-form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=settings.tls,
        SESSION_COOKIE_PATH="/" if settings.tls else prefix or "/",
        MAX_FORM_MEMORY_SIZE=500_000,
        PROPAGATE_EXCEPTIONS=False,
    )
    if settings.trusted_proxies:
        n = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n)  # type: ignore[method-assign]


def _set_templates(app: Flask, name: str) -> None:
    app.jinja_loader = jinja2.PrefixLoader(
        {room: jinja2.FileSystemLoader(HERE / "templates" / room) for room in ("shared", name)}
    )
    app.jinja_env.bytecode_cache = COMPILED
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.pop("config")
    app.jinja_env.globals.update(instance_name=_instance_name, leave_url=_leave_url)
    app.jinja_env.filters.update(
        label=words.label,
        message=words.message,
        day=words.day,
        month=words.month,
        size=words.size,
        as_drawn=as_drawn,
    )


def _instance_name() -> str:
    return settings().instance_name


def _leave_url() -> str:
    return settings().leave_url


def _serve_static(app: Flask, name: str, prefix: str) -> None:
    """A style sheet, one more for pages with charts, a font, an icon; read once: a page costs no file access."""
    style, charts = _style(*STYLES, name, "print"), _style("charts")
    sheet, chart_sheet = (f"gaya-{sha256(each).hexdigest()[:12]}.css" for each in (style, charts))
    files = {
        sheet: (style, "text/css; charset=utf-8"),
        chart_sheet: (charts, "text/css; charset=utf-8"),
        "huruf.woff2": ((HERE / "static/fonts/plus-jakarta-sans.woff2").read_bytes(), "font/woff2"),
        "ikon.svg": ((HERE / "static/icon.svg").read_bytes(), "image/svg+xml"),
    }

    def asset(file: str) -> Response:
        if file not in files:
            return Response(status=404)
        body, media_type = files[file]
        return Response(body, content_type=media_type)

    app.add_url_rule(f"{prefix}/aset/<file>", "asset", asset, methods=["GET"])
    app.jinja_env.globals["style_url"] = lambda: url_for("asset", file=sheet)
    app.jinja_env.globals["chart_style_url"] = lambda: url_for("asset", file=chart_sheet)


def _style(*parts: str) -> bytes:
    """The parts as one sheet, without what only people need: every page carries its weight."""
    whole = "\n".join((HERE / "static" / f"{part}.css").read_text() for part in parts)
    return SPACES.sub(r"\1\2", COMMENTS.sub("", whole)).strip().encode()
