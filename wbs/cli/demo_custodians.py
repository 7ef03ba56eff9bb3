"""The custodians of the demonstration's agency: appointed by two persons, before the first report comes."""

from wbs.cli.demo_agency import DemoAgency
from wbs.domain.custodian import CustodyRules
from wbs.domain.kinds import Role
from wbs.domain.proposal import Proposal
from wbs.services.agency.overview import agency
from wbs.services.approvals.decide import approve
from wbs.services.context import Context
from wbs.services.custodians.appoint_custodian import appoint_custodian, set_custody_rules

APPOINTED_AT = "inspektorat"
SECOND = "dewi"
# Whose cases have an escrow copy: the others leave it at the custodians' keys to names.
WITH_ESCROW = "kantor-makassar"


def appoint_custodians(context: Context, people: DemoAgency) -> None:
    """Every custodian keeps keys for the whole agency, any two of them together; one unit has escrow copies."""
    by, whole = people.administrator.officer, agency(context)
    unit_id = whole.unit(APPOINTED_AT).id
    for actor in people.actors.values():
        if Role.CUSTODIAN in actor.officer.roles:
            _approved(context, people, appoint_custodian(context, by, unit_id, actor.officer.id))
    rules = CustodyRules(has_escrow=True)
    with_escrow = whole.unit(WITH_ESCROW).id
    _approved(context, people, set_custody_rules(context, by, with_escrow, rules))


def _approved(context: Context, people: DemoAgency, proposal: Proposal | None) -> None:
    """The second person approves what the administrator proposed."""
    if proposal is not None:
        approve(context, people.actors[SECOND], proposal.id)
