"""What custodians are asked and answer, in words."""

from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.opening import Matter, Reply, RequestState
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

CUSTODY_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (Matter.IDENTITY, _l("Identity of a reporter")),
    (Matter.ESCROW, _l("Escrow copy of a case")),
    (RequestState.WAITING, _l("Waiting for answers")),
    (RequestState.APPROVED, _l("Approved by enough custodians")),
    (RequestState.REFUSED, _l("Not approved")),
    (RequestState.EXPIRED, _l("Ended")),
    (RequestState.USED, _l("Opened")),
    (Reply.APPROVE, _l("You approved")),
    (Reply.REFUSE, _l("You refused")),
)
