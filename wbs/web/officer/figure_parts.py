"""Which figures stand on which page: the three numbers first, and a page for each kind and for the work."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from flask import url_for

from wbs.evidence.table import Title
from wbs.web.languages import lazy_gettext
from wbs.web.officer.navigation import Link

_l = lazy_gettext


class Part(StrEnum):
    """A page of figures; the value ends its address, that of the first page is the address itself."""

    OVERVIEW = "ikhtisar"
    COMPLAINTS = "pengaduan"
    WBS = "wbs"
    GRATUITIES = "gratifikasi"
    CONFLICTS = "konflik-kepentingan"
    WORK = "penanganan"
    ABOVE = "di-atas"
    UNITS = "per-unit"


NAMES = {
    Part.OVERVIEW: _l("Overview"),
    Part.COMPLAINTS: _l("Public complaints"),
    Part.WBS: _l("WBS reports"),
    Part.GRATUITIES: _l("Gratuities"),
    Part.CONFLICTS: _l("Conflicts of interest"),
    Part.WORK: _l("How the work went"),
    Part.ABOVE: _l("Handled above"),
    Part.UNITS: _l("Unit by unit"),
}
# Whole; those with a line for each unit are cut to a page, so they are made apart.
TABLES: dict[Part, tuple[Title, ...]] = {
    Part.OVERVIEW: (Title.MONTHS_OF_COMPLAINTS,),
    Part.COMPLAINTS: (
        *(Title.CATEGORIES_OF_COMPLAINTS, Title.CLASSES_OF_COMPLAINTS),
        *(Title.CHANNELS_OF_COMPLAINTS, Title.ANONYMITY_OF_COMPLAINTS),
        Title.REPRISAL_OF_COMPLAINTS,
    ),
    Part.WBS: (
        *(Title.MONTHS_OF_WBS, Title.CATEGORIES_OF_WBS, Title.CHANNELS_OF_WBS),
        *(Title.ANONYMITY_OF_WBS, Title.REPRISAL_OF_WBS),
    ),
    Part.GRATUITIES: (
        *(Title.MONTHS_OF_DISCLOSURES, Title.DISCLOSURES, Title.OBJECTS),
        *(Title.WAY_OF_DISCLOSURES, Title.DISCLOSURES_IN_TIME),
    ),
    Part.CONFLICTS: (Title.MONTHS_OF_DECLARATIONS,),
    Part.WORK: (
        *(Title.MONTHS_BY_KIND, Title.OUTCOMES, Title.REASONS, Title.REFERRALS),
        *(Title.DAYS_OPEN, Title.STAGES, Title.CLOCKS),
    ),
    Part.ABOVE: (Title.HANDLED_ABOVE,),
}


def links(here: Part, *, without: Collection[Part], **choice: str | None) -> tuple[Link, ...]:
    """The pages beside each other for this choice of unit and period, those left out of which nothing is to be told."""
    return tuple(
        Link(str(name), address(part, **choice), part is here)
        for part, name in NAMES.items()
        if part is here or part not in without
    )


def address(part: Part, **choice: str | None) -> str:
    """Where a part stands, for this choice of unit and period."""
    query: dict[str, Any] = {"part": None if part is Part.OVERVIEW else part.value, **choice}
    return url_for("figures.show", **query)
