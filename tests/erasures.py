"""Cases at the end of their retention, for tests."""

from tests.cast import Cast
from tests.conftest import Clock
from tests.reports import Reported, report
from wbs.domain.case import Outcome, OutcomeDetail
from wbs.domain.kinds import Kind
from wbs.domain.retention import ErasureReason
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case
from wbs.services.retention.propose_erasure import confirm_erasure, propose_erasure

GROUNDS = "Tidak ada bukti awal."
PERIOD_DAYS = 732  # a little over the 24 months of what could not be acted upon


def closed(
    cast: Cast, *files: tuple[str, str, bytes], kind: Kind = Kind.WBS, unit: str = "satker-1"
) -> Reported:
    """A report at satker-1, closed today as not to be acted upon."""
    reported = report(cast.context, *files, kind=kind, unit=unit)
    officer = cast.budi if unit == "satker-1" else cast.citra
    outcome, detail = Outcome.NOT_ACTIONABLE, OutcomeDetail.INCOMPLETE
    words = Words(grounds=GROUNDS)
    close_case(cast.context, officer.actor, reported.case_id, outcome, detail, words)
    return reported


def rested(cast: Cast, clock: Clock, *files: tuple[str, str, bytes]) -> Reported:
    """A closed report whose retention period is over."""
    reported = closed(cast, *files)
    clock.move(days=PERIOD_DAYS)
    return reported


def erased_by_two(cast: Cast, *cases: Reported) -> None:
    """Budi proposed, indah confirmed; carried out from tomorrow on."""
    ids = [case.case_id for case in cases]
    propose_erasure(cast.context, cast.budi.actor, ids, ErasureReason.SCHEDULE)
    confirm_erasure(cast.context, cast.indah.actor, ids)
