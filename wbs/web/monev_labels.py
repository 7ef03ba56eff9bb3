"""What the words of monev, remarks and a unit's papers are called on screen, and what is to mend in their forms."""

from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.monev import Extent, Progress, Regularity, Standing
from wbs.domain.monev_agenda import Age
from wbs.domain.remark import Side
from wbs.domain.unit_profile import ZiStage
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

MONEV_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (Standing.HELD, _l("Evaluated")),
    (Standing.COVERED, _l("Covered by another quarter of the half-year")),
    (Standing.GAP, _l("No monev")),
    (Standing.OPEN, _l("Not due yet")),
    (Regularity.REGULAR, _l("regular")),
    (Regularity.IRREGULAR, _l("not regular")),
    (Regularity.NEVER, _l("not evaluated yet")),
    (Progress.OPEN, _l("Not begun")),
    (Progress.IN_PROGRESS, _l("Under way")),
    (Progress.DONE, _l("Done")),
    (Progress.CANCELLED, _l("Cancelled")),
    (Extent.ALL, _l("all of it followed up")),
    (Extent.SOME, _l("some of it followed up")),
    (Extent.NONE_YET, _l("none of it followed up yet")),
    (Extent.NOTHING, _l("nothing was recommended")),
    (Age.UP_TO_14, _l("up to 14 days")),
    (Age.UP_TO_30, _l("15 to 30 days")),
    (Age.UP_TO_90, _l("31 to 90 days")),
    (Age.OVER_90, _l("more than 90 days")),
    (Side.INSPECTORATE, _l("Inspectorate")),
    (Side.UNIT, _l("Unit")),
    (ZiStage.DECLARED, _l("Declared (pencanangan)")),
    (ZiStage.CHOSEN, _l("Chosen (penetapan)")),
    (ZiStage.BUILDING, _l("Being built (pembangunan)")),
    (ZiStage.PROPOSED, _l("Proposed (pengusulan)")),
    (ZiStage.ASSESSED, _l("Being assessed (penilaian)")),
    (ZiStage.WBK, _l("WBK")),
    (ZiStage.WBBM, _l("WBBM")),
)
MONEV_MESSAGES: dict[str, LazyString] = {
    "outside_quarter": _l(
        "A meeting that evaluates this quarter is held in it or in the quarter after. "
        "Please correct the day or choose another quarter."
    ),
    "not_begun": _l("This period has not begun yet. Please choose an earlier one."),
    "not_a_count": _l("Please give a whole number from 1 to %(limit)s."),
    "proof_of_done_alone": _l(
        "A file goes with “done” alone. Nothing was saved; please choose “done” or leave the file out."
    ),
    "too_many_lines": _l("Please use at most %(limit)s lines."),
    "not_a_nip": _l("An NIP has %(limit)s digits. Please check it."),
    "not_a_logo": _l("Please choose a picture in PNG or JPEG that can be freed of hidden details."),
    "logo_too_large": _l("The picture is larger than %(limit)s kB. Please choose a smaller one."),
    "logo_not_set": _l("This picture cannot be set on a paper. Please choose another one."),
}
