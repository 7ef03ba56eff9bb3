"""What a reporter's page shows of who has their case, and what they may do about it. No desk, no name."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from wbs.domain.event import CustodyAct
from wbs.domain.hand_over import may_be_handed_over
from wbs.domain.kinds import Answer
from wbs.services.routing.ask_inspectorate import FIELD as ASK_INSPECTORATE
from wbs.services.tracking.track_case import TrackedCase
from wbs.web import words
from wbs.web.languages import lazy_gettext
from wbs.web.reporter.report_page import LABELS
from wbs.web.reporter.tracking_page import Typed

_l = lazy_gettext
WRONG_DESK = "salah-alamat"

TOLD: Mapping[CustodyAct, LazyString] = {
    CustodyAct.CASE_REROUTED: _l(
        "You said whom it concerns. Since then it lies where none of them works."
    ),
    CustodyAct.CASE_HANDED_OVER: _l(
        "The officers in charge handed it to others, who go on with it."
    ),
    CustodyAct.CASE_SHARED: _l("You asked the inspectorate to look into it."),
    CustodyAct.CASE_LOOKED_INTO: _l(
        "It was opened by somebody who looks into it beside the officers in charge."
    ),
    CustodyAct.CASE_TAKEN_OVER: _l("Those who looked into it took over the work on it."),
}


@dataclass(frozen=True)
class DeskPanel:
    """What was done with the case beside its work, and which of the two forms there are."""

    openings: tuple[tuple[str, str], ...]
    was_shared: bool
    may_reroute: bool
    answers: tuple[tuple[str, str], ...]
    labels: Mapping[str, str]
    typed: Typed
    is_sharing: bool
    is_rerouting: bool

    def __repr__(self) -> str:
        return "DeskPanel(…)"


def desk_panel(tracked: TrackedCase, typed: Typed) -> DeskPanel:
    """Who got hold of the case, and the two ways to change that."""
    asked = ("concerns_head", "concerns_desk", "exclude")
    return DeskPanel(
        openings=tuple((words.day(o.on), str(TOLD[o.act])) for o in tracked.openings),
        was_shared=any(o.act is CustodyAct.CASE_SHARED for o in tracked.openings),
        may_reroute=may_be_handed_over(tracked.case),
        answers=tuple((a.value, words.label(a)) for a in Answer),
        labels={name: str(LABELS[name]) for name in asked},
        typed=typed,
        is_sharing=typed.act == ASK_INSPECTORATE,
        is_rerouting=typed.act == WRONG_DESK,
    )
