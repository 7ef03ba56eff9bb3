"""What the words of working together are called, and what is wrong with its forms."""

from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.inbox import Assigned
from wbs.domain.task import TaskKind
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

CASEWORK_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (TaskKind.MANUAL, _l("Task")),
    (
        TaskKind.REPRISAL,
        _l("The reporter fears reprisal: ask how they are, and agree on protection"),
    ),
    (
        TaskKind.NEW_EVIDENCE,
        _l("The reporter wrote after the case was closed: see whether it is new evidence"),
    ),
    (Assigned.MINE, _l("Mine")),
    (Assigned.NOBODY, _l("Nobody's yet")),
)

CASEWORK_MESSAGES: dict[str, LazyString] = {
    "past_date": _l("This day is over. Please give today or a later day."),
    "no_such_case": _l(
        "No case of your desks has this reference. Please compare it with the list of cases."
    ),
    "several_cases": _l(
        "Several cases begin like this. Please give the whole id from its address."
    ),
    "same_case": _l("This is the case itself. Please give the other one."),
}
