"""What is said on screen of cases about a unit that are handled above it."""

from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.handled_above import HandledAbove, Hidden, Withheld
from wbs.domain.kinds import Kind
from wbs.evidence.table import Head, Title
from wbs.web.languages import gettext, lazy_gettext

_l = lazy_gettext

ABOVE_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (Head.AT_LEAST, _l("At least")),
    (Head.AT_MOST, _l("At most")),
    (Title.HANDLED_ABOVE, _l("Cases about this unit, handled and counted above it")),
    (Withheld.FEW, _l("fewer than five, not shown")),
    (
        Withheld.NOT_FROZEN,
        _l("not settled as of this day: settled at the end of the month after the quarter"),
    ),
    (Withheld.NOT_KEPT, _l("not available for this quarter")),
)
HIDDEN: dict[Hidden, LazyString] = {
    Hidden.SEVERAL_UNITS: _l(
        "This page is of one unit: take the mark from “With all units below” above."
    ),
    Hidden.COUNTED_IN_YOURS: _l(
        "You may see figures of a unit that takes cases for others, or once did: what came about this unit may stand in "
        "them. Together the two would tell more than either, so nothing is shown to you here."
    ),
}


def deskless_text(above: HandledAbove) -> str:
    """Why nil does not say that nothing came in; empty where the unit has desks of its own."""
    both = {Kind.COMPLAINT, Kind.WBS}
    if both <= above.deskless:
        return gettext(
            "This unit has no desk of its own for complaints and WBS reports. What comes in about it is handled and "
            "counted above it, so nil here does not mean that nothing was reported."
        )
    if Kind.COMPLAINT in above.deskless:
        return gettext(
            "This unit has no desk of its own for complaints. What comes in about it is handled and counted above it, "
            "so nil here does not mean that nothing was reported."
        )
    if Kind.WBS in above.deskless:
        return gettext(
            "This unit has no desk of its own for WBS reports. What comes in about it is handled and counted above it, "
            "so nil here does not mean that nothing was reported."
        )
    return ""


def reading_texts() -> tuple[str, str]:
    """How the numbers are to be read: what they are, and what they are not."""
    return (
        gettext(
            "How many cases came in within a quarter, in steps of five, settled once and never changed. They are "
            "counted at the unit that handles them, enter no sum here and add nothing to the three numbers of this unit."
        ),
        gettext(
            "Fewer than five means none to four, whichever it is. Counted are only cases that lie above for no other "
            "reason than that this unit has no desk, and that were worked on there in the usual way until the day "
            "of settling. Any other case about this unit is never among them, nor what came before the system told them "
            "apart. So the numbers do not show whether there was anything else."
        ),
    )
