"""What the page of a case shows of a confidential reporter's identity: how it is kept, and what became of a request."""

from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from wbs.domain.access import Permission, may
from wbs.domain.opening import RequestState
from wbs.services.cases.open_case import CaseFile
from wbs.services.custodians.keeping import Held, OwnRequest, identity_for
from wbs.services.keys.confirm_member import own_fingerprint
from wbs.web.languages import lazy_gettext
from wbs.web.officer.case_forms import Sent
from wbs.web.officer.doorkeeper import actor
from wbs.web.shell import context

_l = lazy_gettext

ENDED: dict[RequestState, LazyString] = {
    RequestState.REFUSED: _l("The custodians did not agree to your last request."),
    RequestState.EXPIRED: _l("Your last request is over."),
}


@dataclass(frozen=True)
class IdentityPanel:
    """What the panel shows. `may_ask`: this officer can write a request now."""

    case_id: str
    held: Held
    request: OwnRequest | None
    ended: str
    may_ask: bool
    fingerprint: str
    sent: Sent

    def __repr__(self) -> str:
        return "IdentityPanel(…)"


def identity_panel(case_file: CaseFile, sent: Sent) -> IdentityPanel | None:
    """The panel of a case whose reporter is confidential, for those in charge of it."""
    case, officer = case_file.case, actor().officer
    if not may(officer, Permission.MOVE_CASE) or case.desk_id not in officer.desk_ids:
        return None
    found = identity_for(context(), actor(), case)
    if found is None:
        return None
    held, own = found
    ended = str(ENDED[own.state]) if own and own.state in ENDED else ""
    is_running = own is not None and own.state.is_running
    return IdentityPanel(
        case.id, held, own, ended, not (is_running or held.is_lost), own_fingerprint(actor()), sent
    )
