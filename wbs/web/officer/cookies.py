"""The two cookies of an officer's browser: the login, and the mark of a browser we know.

Both are HttpOnly and SameSite=Strict. Behind TLS they are Secure and bound to the host (`__Host-`); over plain
HTTP, which only the demo uses, browsers would not send such cookies back, so there the names are plain.
"""

from flask import Response, request

from wbs.services.accounts.log_in import DEVICE_DAYS, SignedIn
from wbs.web.shell import settings

PREFIX = "/petugas"
DAY_SECONDS = 24 * 60 * 60


def login_token() -> str | None:
    """The token of the login this request claims."""
    return request.cookies.get(_name("login"))


def device_token() -> str | None:
    """The token by which this browser claims to be known."""
    return request.cookies.get(_name("device"))


def put(response: Response, signed_in: SignedIn) -> None:
    """The browser is signed in, until it is closed, and known for as long as we remember it."""
    _set(response, "login", signed_in.token, None)
    _set(response, "device", signed_in.device_token, DEVICE_DAYS * DAY_SECONDS)


def clear_login(response: Response) -> None:
    """The browser forgets the login; it stays known."""
    _set(response, "login", "", 0)


def _name(kind: str) -> str:
    plain = f"{settings().cookie_name}-{kind}"
    return f"__Host-{plain}" if settings().tls else plain


def _set(response: Response, kind: str, value: str, max_age: int | None) -> None:
    response.set_cookie(
        _name(kind),
        value,
        max_age=max_age,
        path="/" if settings().tls else PREFIX,
        secure=settings().tls,
        httponly=True,
        samesite="Strict",
    )
