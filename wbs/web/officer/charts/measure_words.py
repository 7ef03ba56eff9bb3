"""How a measure is told on the page and in its file."""

from decimal import Decimal

from flask_babel import format_decimal
from flask_babel.speaklater import LazyString

from wbs.domain.measures import Measured, MeasureId, Untold
from wbs.web.languages import gettext, lazy_gettext
from wbs.web.officer.figure_words import label

_l = lazy_gettext
# Of fewer, one case more or less moves it by over ten points: "100 %" of two says more than is known.
FEWEST_FOR_A_PERCENTAGE = 10
UNTOLD: dict[Untold, LazyString] = {
    Untold.NOTHING: _l("nothing to measure"),
    Untold.SMALL: _l("not shown: too few, or several units together"),
    Untold.NO_EMPLOYEES: _l("number of employees not entered"),
    Untold.INSPECTORATE_ONLY: _l("shown to the inspectorate only"),
}


def measured_text(measured: Measured) -> str:
    """The value, or why there is none."""
    if measured.untold is not None:
        return str(UNTOLD[measured.untold])
    if measured.days is not None:
        return label(measured.days)
    value, part, whole = measured.value or Decimal(0), measured.part, measured.whole
    if measured.id is MeasureId.PER_HUNDRED:
        return gettext(
            "%(number)s (reports: %(reports)s, employees: %(employees)s)",
            number=format_decimal(value, "0.00"),
            reports=format_decimal(part),
            employees=format_decimal(whole),
        )
    return share_text(part, whole, format_decimal(value, "0.0"))


def share_text(part: int, whole: int, percent: str) -> str:
    """*part* of *whole* as counts; with the percentage only where it is made of enough of them to be one."""
    counts = gettext(
        "%(part)s of %(whole)s", part=format_decimal(part), whole=format_decimal(whole)
    )
    if whole < FEWEST_FOR_A_PERCENTAGE:
        return counts
    return gettext("%(percent)s %% (%(counts)s)", percent=percent, counts=counts)
