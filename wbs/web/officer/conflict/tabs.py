"""What the pages about conflicts of interest share: links beside each other, and how a share is written."""

from decimal import Decimal

from flask import g, request, url_for

from wbs.domain.access import may
from wbs.web.languages import lazy_gettext
from wbs.web.officer.figure_words import cell_text
from wbs.web.officer.navigation import Link
from wbs.web.officer.permissions import PERMISSIONS

_l = lazy_gettext
PAGES = (
    ("declarations.show", _l("Declarations")),
    ("duties.show", _l("Map of main duties")),
    ("statements.show", _l("Yearly statements")),
)


def tabs() -> tuple[Link, ...]:
    """The links, that of this page marked."""
    here = (request.endpoint or "").partition(".")[0]
    return tuple(
        Link(str(text), url_for(endpoint), here == endpoint.partition(".")[0])
        for endpoint, text in PAGES
        if may(g.actor.officer, PERMISSIONS[endpoint])
    )


def share_text(share: Decimal | None) -> str:
    """A percentage as people write it; empty where there is none."""
    return "" if share is None else cell_text(share)
