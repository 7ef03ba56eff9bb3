"""The links at the top of an officer's page: only those that lead somewhere for this officer."""

from dataclasses import dataclass

from flask import g, request, url_for

from wbs.domain.access import may
from wbs.web.languages import gettext
from wbs.web.officer.permissions import PERMISSIONS


@dataclass(frozen=True)
class Link:
    """One entry of the navigation."""

    text: str
    url: str
    here: bool


def signed_in() -> bool:
    """Whether an officer's session stands behind this request."""
    return g.get("actor") is not None


def navigation() -> tuple[Link, ...]:
    """The pages this officer may open, in the order of daily use."""
    if not signed_in():
        return ()
    pages = (
        ("inbox.show", gettext("Cases")),
        ("figures.show", gettext("Figures")),
        ("members.show", gettext("Desks and keys")),
        ("units.show", gettext("Units")),
        ("desks.show", gettext("Set up desks")),
        ("officers.show", gettext("Officers")),
        ("account.show", gettext("Account")),
    )
    officer = g.actor.officer
    here = (request.endpoint or "").split(".")
    return tuple(
        Link(text, url_for(endpoint), here == endpoint.split("."))
        for endpoint, text in pages
        if may(officer, PERMISSIONS[endpoint])
    )
