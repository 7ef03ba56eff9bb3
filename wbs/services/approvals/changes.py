"""The table of what needs two persons: who may want it, and how it is made once it is approved.

A room that has such a change adds a word to `ProposalKind`, a line here and the words on the page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wbs.domain.access import Permission
from wbs.domain.officer import Officer
from wbs.domain.proposal import Change, ProposalKind
from wbs.services.accounts.disable_officer import disable_as_approved
from wbs.services.accounts.reset_officer import reset_as_approved
from wbs.services.agency.set_unit import set_as_approved, set_employees_as_approved
from wbs.services.context import Context
from wbs.services.custodians.appoint_custodian import (
    appoint_as_approved,
    dismiss_as_approved,
    set_rules_as_approved,
)
from wbs.services.keys.propose_member import remove_as_approved
from wbs.store.database import Work


@dataclass(frozen=True)
class Approved:
    """`apply` looks again at what it changes, and raises `Stale` where that is not as proposed.

    It writes its own custody rows, in the name of whoever proposed.
    """

    permission: Permission
    apply: Callable[[Context, Work, Officer, Change], None]


CHANGES: Mapping[ProposalKind, Approved] = {
    ProposalKind.UNIT_HEAD: Approved(Permission.MANAGE_UNITS, set_as_approved),
    ProposalKind.UNIT_PARENT: Approved(Permission.MANAGE_UNITS, set_as_approved),
    ProposalKind.UNIT_EMPLOYEES: Approved(Permission.MANAGE_UNITS, set_employees_as_approved),
    ProposalKind.MEMBER_REMOVED: Approved(Permission.MANAGE_DESKS, remove_as_approved),
    ProposalKind.OFFICER_DISABLED: Approved(Permission.MANAGE_OFFICERS, disable_as_approved),
    ProposalKind.OFFICER_RESET: Approved(Permission.MANAGE_OFFICERS, reset_as_approved),
    ProposalKind.CUSTODIAN_APPOINTED: Approved(Permission.MANAGE_CUSTODIANS, appoint_as_approved),
    ProposalKind.CUSTODIAN_DISMISSED: Approved(Permission.MANAGE_CUSTODIANS, dismiss_as_approved),
    ProposalKind.CUSTODY_RULES: Approved(Permission.MANAGE_CUSTODIANS, set_rules_as_approved),
}
