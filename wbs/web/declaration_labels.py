"""What the words and problems of declarations are called on screen, for the tables of all words."""

from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.case import Outcome, Stage
from wbs.domain.conflict.declaration import RelatedAs
from wbs.domain.conflict.duty import Extent, Finding
from wbs.domain.event import Act
from wbs.domain.kinds import Nature
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

DECLARATION_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (Stage.DECLARED, _l("Declared")),
    (Stage.DECIDED, _l("Decided by the superior")),
    (Stage.CONTROLLED, _l("Under control")),
    (Act.DECIDED, _l("Decided by the superior")),
    (Act.CONTROLLED, _l("Control carried out")),
    (Outcome.WITHDRAWN_FROM_DUTY, _l("Withdraw from the duty")),
    (Outcome.AUTHORITY_REDUCED, _l("Authority reduced")),
    (Outcome.TASK_TRANSFERRED, _l("Task transferred to somebody else")),
    (Outcome.MOVED, _l("Moved to another position")),
    (Outcome.DIVESTED, _l("Interest given up (divestment)")),
    (Outcome.DECISION_CANCELLED, _l("Decision or action cancelled")),
    (Outcome.OTHER_CONTROL, _l("Another control")),
    (Outcome.NO_CONFLICT, _l("No conflict of interest")),
    (Nature.ACTUAL, _l("Actual")),
    (Nature.POTENTIAL, _l("Potential")),
    (Finding.CONFLICT_POSSIBLE, _l("A conflict of interest may come")),
    (Finding.NONE, _l("Looked into, none found")),
    (Extent.ALL, _l("all")),
    (Extent.MOST, _l("most")),
    (Extent.FEW, _l("a small part")),
    (Extent.NOT_YET, _l("none yet")),
    (RelatedAs.OWN, _l("Myself, or what belongs to me")),
    (RelatedAs.SPOUSE_CHILD_PARENT, _l("Spouse, child or parent")),
    (RelatedAs.SIBLING_IN_LAW, _l("Sibling, or family by marriage")),
    (RelatedAs.OTHER_RELATIVE, _l("Another relative")),
    (RelatedAs.FRIEND, _l("Close friend or acquaintance")),
    (RelatedAs.BUSINESS_PARTNER, _l("Business partner, creditor or debtor")),
    (RelatedAs.EMPLOYER, _l("Another employer, now or before")),
    (RelatedAs.ASSOCIATION, _l("An association I belong to")),
    (RelatedAs.OTHER, _l("Other")),
)

# What is wrong with a form, by its reason.
DECLARATION_MESSAGES: dict[str, LazyString] = {
    "list_empty": _l("There is no row with a name in it."),
    "no_such_columns": _l("Its first row has to name the columns nama and menyatakan."),
    "list_unreadable": _l(
        "It cannot be read as a list. Please add an XLSX or CSV file, or type the number."
    ),
    "list_too_large": _l("The list is larger than %(limit)s MB. Please type the number instead."),
    "row_without_name": _l("Row %(limit)s: there is no name."),
    "row_without_answer": _l("Row %(limit)s: menyatakan has to be ya or tidak."),
    "row_twice": _l("Row %(limit)s: this person stands in the list twice."),
    "too_many_declarations": _l(
        "More than %(limit)s declarations: please choose a shorter period."
    ),
}
