"""How a measure is told on the page and in its file."""

from decimal import Decimal

from flask_babel import format_decimal
from flask_babel.speaklater import LazyString

from wbs.domain.measures import Measured, MeasureId, Untold
from wbs.web.languages import lazy_gettext
from wbs.web.officer.figure_words import label

_l = lazy_gettext
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
    return _number(measured.id, measured.value or Decimal(0))


def _number(id_: MeasureId, value: Decimal) -> str:
    if id_ is MeasureId.PER_HUNDRED:
        return str(format_decimal(value, "0.00"))
    return f"{format_decimal(value, '0.0')} %"
