"""Who keeps the keys of identities for a unit: appointed, dismissed, and how many must agree.

Each act is a function on the transaction it belongs to, and a thin one that opens it.
"""

from wbs.domain.access import Permission
from wbs.domain.custodian import MAX_CUSTODIANS, CustodyRules
from wbs.domain.errors import NotFound, Refused, Stale
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import Role
from wbs.domain.officer import Officer, OfficerState
from wbs.domain.proposal import Change, Proposal, ProposalKind
from wbs.sealing.keypair import fingerprint
from wbs.services import custody
from wbs.services.approvals.propose import propose
from wbs.services.context import Context
from wbs.services.custodians.leave_custody import leave_custody
from wbs.services.in_turn import in_turn
from wbs.store.agency import officers, units
from wbs.store.custody import custodians
from wbs.store.database import Work


def appoint_custodian(
    context: Context, by: Officer | None, unit_id: str, officer_id: str
) -> Proposal | None:
    """The officer is given shares of what is reported confidentially from now on; of nothing before.

    Nothing changes until a second person approves the proposal that is returned, unless the operator at
    the server's command line does it.

    Raises:
        NotAllowed: *by* manages no custodians.
        NotFound: there is no such unit or officer.
        Refused: the officer is not active or has not the role, is a custodian already, or the unit has seven.
    """
    custody.require_if_officer(by, Permission.MANAGE_CUSTODIANS)

    def act(work: Work) -> Proposal | None:
        officer = _ready(work, unit_id, officer_id)
        if by is None:
            appoint_within(context, work, by, unit_id, officer_id)
            return None
        kind, seen = ProposalKind.CUSTODIAN_APPOINTED, _key_of(officer)
        return propose(context, work, by, Change(kind, unit_id, officer_id, after=seen))

    return in_turn(context, act)


def appoint_within(
    context: Context, work: Work, by: Officer | None, unit_id: str, officer_id: str
) -> None:
    """As `appoint_custodian`, in a transaction of the caller, who has asked whether *by* may.

    Raises:
        NotFound, Refused: as there.
    """
    _ready(work, unit_id, officer_id)
    custodians.appoint(work, unit_id, officer_id, context.today())
    custody.record(
        context,
        work,
        CustodyAct.CUSTODIAN_APPOINTED,
        by,
        subject_id=officer_id,
        unit_id=unit_id,
    )


def appoint_as_approved(context: Context, work: Work, by: Officer, change: Change) -> None:
    """The officer is a custodian of the unit.

    Raises:
        Stale: they cannot be appointed any more, or have another key than the second person saw.
    """
    try:
        officer = _ready(work, change.unit_id or "", change.officer_id or "")
    except (NotFound, Refused) as error:
        raise Stale("no custodian to be appointed") from error
    if _key_of(officer) != change.after:
        raise Stale("another key than the one seen")
    appoint_within(context, work, by, change.unit_id or "", officer.id)


def _ready(work: Work, unit_id: str, officer_id: str) -> Officer:
    """The officer, if they may be appointed as things stand."""
    officer = officers.officer_by_id(work, officer_id)
    if units.unit_by_id(work, unit_id) is None or officer is None:
        raise NotFound("no such unit or officer")
    if officer.state is not OfficerState.ACTIVE or Role.CUSTODIAN not in officer.roles:
        raise Refused("no active officer with that role")
    custodians.lock_unit(work, unit_id)
    if custodians.unit_of(work, officer_id) is not None:
        raise Refused("a custodian already")
    if len(custodians.appointed(work, unit_id)) >= MAX_CUSTODIANS:
        raise Refused("seven custodians at most")
    return officer


def _key_of(officer: Officer) -> str:
    return fingerprint(officer.public_key) if officer.public_key else ""


def dismiss_custodian(
    context: Context, by: Officer | None, unit_id: str, officer_id: str
) -> Proposal | None:
    """The officer is no custodian any more, and every share of theirs is deleted; as `appoint_custodian`.

    Raises:
        NotAllowed: *by* manages no custodians.
        NotFound: the officer is no custodian of that unit.
    """
    custody.require_if_officer(by, Permission.MANAGE_CUSTODIANS)

    def act(work: Work) -> Proposal | None:
        if by is None:
            dismiss_within(context, work, by, unit_id, officer_id)
            return None
        if custodians.unit_of(work, officer_id) != unit_id:
            raise NotFound("no such custodian")
        change = Change(ProposalKind.CUSTODIAN_DISMISSED, unit_id, officer_id)
        return propose(context, work, by, change)

    return in_turn(context, act)


def dismiss_as_approved(context: Context, work: Work, by: Officer, change: Change) -> None:
    """The officer is no custodian of the unit any more.

    Raises:
        Stale: they are none already.
    """
    try:
        dismiss_within(context, work, by, change.unit_id or "", change.officer_id or "")
    except NotFound as error:
        raise Stale("no such custodian") from error


def dismiss_within(
    context: Context, work: Work, by: Officer | None, unit_id: str, officer_id: str
) -> None:
    """As `dismiss_custodian`, in a transaction of the caller, who has asked whether *by* may.

    Raises:
        NotFound: as there.
    """
    if custodians.unit_of(work, officer_id) != unit_id:
        raise NotFound("no such custodian")
    leave_custody(context, work, by, officer_id)


def set_custody_rules(
    context: Context, by: Officer | None, unit_id: str, rules: CustodyRules
) -> Proposal | None:
    """From now on that many of the unit's custodians must agree, and its cases have an escrow copy or none.

    What was split before stays as it is. As `appoint_custodian`.

    Raises:
        NotAllowed: *by* manages no custodians.
        NotFound: there is no such unit.
    """
    custody.require_if_officer(by, Permission.MANAGE_CUSTODIANS)

    def act(work: Work) -> Proposal | None:
        if by is None:
            set_rules_within(context, work, by, unit_id, rules)
            return None
        if units.unit_by_id(work, unit_id) is None:
            raise NotFound("no such unit")
        before = custodians.rules_of(work, unit_id)
        if rules == before:
            return None
        kind = ProposalKind.CUSTODY_RULES
        change = Change(kind, unit_id, before=before.written(), after=rules.written())
        return propose(context, work, by, change)

    return in_turn(context, act)


def set_rules_as_approved(context: Context, work: Work, by: Officer, change: Change) -> None:
    """The unit's rules are as proposed.

    Raises:
        Stale: they are not what they were when that was proposed.
    """
    before = custodians.rules_of(work, change.unit_id or "")
    if before.written() != change.before:
        raise Stale("the rules changed")
    rules = CustodyRules.from_written(change.after or "")
    set_rules_within(context, work, by, change.unit_id or "", rules)


def set_rules_within(
    context: Context, work: Work, by: Officer | None, unit_id: str, rules: CustodyRules
) -> None:
    """As `set_custody_rules`, in a transaction of the caller, who has asked whether *by* may.

    Raises:
        NotFound: as there.
    """
    if units.unit_by_id(work, unit_id) is None:
        raise NotFound("no such unit")
    custodians.put_rules(work, unit_id, rules)
    escrow = "with escrow" if rules.has_escrow else "without escrow"
    custody.record(
        context,
        work,
        CustodyAct.CUSTODY_RULES_SET,
        by,
        unit_id=unit_id,
        reason=f"{rules.threshold} of them, {escrow}",
    )
