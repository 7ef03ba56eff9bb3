"""What the words of proposals are called on screen."""

from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.proposal import ProposalKind, ProposalState
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

PROPOSAL_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (ProposalKind.UNIT_HEAD, _l("The head of a unit")),
    (ProposalKind.UNIT_PARENT, _l("Another unit above a unit")),
    (ProposalKind.UNIT_EMPLOYEES, _l("So many employees that a unit is shown alone")),
    (ProposalKind.MEMBER_REMOVED, _l("The last member leaves a desk")),
    (ProposalKind.OFFICER_DISABLED, _l("Disable the last member of a desk")),
    (ProposalKind.OFFICER_RESET, _l("The last member of a desk takes up the account anew")),
    (ProposalKind.CUSTODIAN_APPOINTED, _l("Appoint a custodian")),
    (ProposalKind.CUSTODIAN_DISMISSED, _l("Dismiss a custodian")),
    (ProposalKind.CUSTODY_RULES, _l("Other rules for a unit's custodians")),
    (ProposalState.WAITING, _l("Waiting")),
    (ProposalState.APPROVED, _l("Approved")),
    (ProposalState.REJECTED, _l("Rejected")),
    (ProposalState.WITHDRAWN, _l("Taken back")),
    (ProposalState.EXPIRED, _l("Expired")),
)
