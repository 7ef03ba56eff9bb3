"""What a reporter reads about their sealed identity: who could open it, and every step towards that."""

from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from wbs.domain.event import CustodyAct
from wbs.domain.opening import Matter
from wbs.services.custodians.keeping import Held, Keeping
from wbs.services.tracking.track_case import TrackedCase
from wbs.web import words
from wbs.web.languages import gettext, lazy_gettext
from wbs.web.reporter.tracking_page import Typed

_l = lazy_gettext

OF_IDENTITY: dict[CustodyAct, LazyString] = {
    CustodyAct.SHARES_RESPLIT: _l("A custodian left; the others gave a successor a share"),
    CustodyAct.OPENING_REQUESTED: _l("An officer asked the custodians for your identity"),
    CustodyAct.OPENING_APPROVED: _l("A custodian agreed"),
    CustodyAct.OPENING_REFUSED: _l("A custodian refused"),
    CustodyAct.OPENING_EXPIRED: _l("The request ended; it opens nothing any more"),
    CustodyAct.IDENTITY_OPENED: _l("Your identity was opened by the officer who had asked"),
}
OF_ESCROW: dict[CustodyAct, LazyString] = {
    CustodyAct.SHARES_RESPLIT: _l(
        "A custodian of the inspectorate left; the others gave a successor a share"
    ),
    CustodyAct.OPENING_REQUESTED: _l("The inspectorate asked for the escrow copy of your report"),
    CustodyAct.OPENING_APPROVED: _l("A custodian of the inspectorate agreed"),
    CustodyAct.OPENING_REFUSED: _l("A custodian of the inspectorate refused"),
    CustodyAct.OPENING_EXPIRED: _l("The inspectorate's request ended"),
    CustodyAct.ESCROW_OPENED: _l("The inspectorate opened your report by the escrow copy"),
}
TEXTS = {Matter.IDENTITY: OF_IDENTITY, Matter.ESCROW: OF_ESCROW}


@dataclass(frozen=True)
class StepLine:
    """One step, in words."""

    text: str
    day: str


@dataclass(frozen=True)
class KeepingPanel:
    """What the panel shows."""

    identity: bool
    sentences: tuple[str, ...]
    steps: tuple[StepLine, ...]


def keeping_panel(tracked: TrackedCase, _typed: Typed) -> KeepingPanel | None:
    """The panel, where something of the case is kept by custodians, or ever was asked for."""
    keeping = tracked.keeping
    if keeping.identity is None and keeping.escrow is None and not keeping.steps:
        return None
    steps = tuple(
        StepLine(str(TEXTS[step.matter][step.act]), words.day(step.on)) for step in keeping.steps
    )
    return KeepingPanel(keeping.identity is not None, tuple(_sentences(keeping)), steps)


def _sentences(keeping: Keeping) -> list[str]:
    found = []
    if keeping.identity is not None:
        found.append(_of_identity(keeping.identity))
    if keeping.escrow is not None and not keeping.escrow.is_lost:
        found.append(
            gettext(
                "A copy of your report's key is kept in escrow: if the report lies overdue for long, "
                "%(threshold)s of %(holders)s custodians of the inspectorate can let the inspectorate "
                "look in.",
                threshold=keeping.escrow.threshold,
                holders=keeping.escrow.holders,
            )
        )
    return found


def _of_identity(held: Held) -> str:
    if held.is_lost:
        return gettext(
            "Your name is sealed apart from your report. Too few custodians hold a share of its key "
            "by now, so nobody can open it any more."
        )
    return gettext(
        "Your name is sealed apart from your report. Those who handle it cannot read it. Only if "
        "%(threshold)s of %(holders)s custodians agree can an officer in charge open it, and each "
        "step stands here.",
        threshold=held.threshold,
        holders=held.holders,
    )
