"""What the acts of the custody log are called on screen."""

from flask_babel.speaklater import LazyString

from wbs.domain.event import CustodyAct
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

ACTS: dict[CustodyAct, LazyString] = {
    CustodyAct.OFFICER_INVITED: _l("Officer invited"),
    CustodyAct.OFFICER_ACTIVATED: _l("Account taken up"),
    CustodyAct.OFFICER_DISABLED: _l("Account disabled"),
    CustodyAct.OFFICER_RECOVERED: _l("Access recovered by the recovery code"),
    CustodyAct.PASSWORD_CHANGED: _l("Password changed"),
    CustodyAct.MEMBER_PROPOSED: _l("Proposed for a desk"),
    CustodyAct.MEMBER_CONFIRMED: _l("Let into a desk"),
    CustodyAct.MEMBER_REMOVED: _l("Taken from a desk"),
    CustodyAct.DESK_KEY_MADE: _l("First key of a desk made"),
    CustodyAct.DESK_EPOCH: _l("New key of a desk made, or none left"),
    CustodyAct.UNIT_ADDED: _l("Unit added"),
    CustodyAct.UNIT_CHANGED: _l("Unit changed"),
    CustodyAct.DESK_ADDED: _l("Desk added"),
    CustodyAct.CASE_ROUTED: _l("Case routed"),
    CustodyAct.CASE_OPENED: _l("Case opened"),
    CustodyAct.CASE_LISTED: _l("Disclosure opened for a register"),
    CustodyAct.ATTACHMENT_OPENED: _l("File of a case opened"),
    CustodyAct.CLASS_SET: _l("Class of a complaint set"),
    CustodyAct.FIGURES_EXPORTED: _l("Figures exported"),
    CustodyAct.DOCUMENT_FILED: _l("Evidence document filed"),
    CustodyAct.DOCUMENT_OPENED: _l("Evidence document opened"),
    CustodyAct.DOCUMENT_SUPERSEDED: _l("Evidence document superseded"),
    CustodyAct.DOCUMENT_REUSED: _l("Evidence document used for another row or period"),
    CustodyAct.DOCUMENT_USE_ENDED: _l("Further use of an evidence document ended"),
    CustodyAct.DOCUMENT_WITHDRAWN: _l("Evidence document withdrawn"),
    CustodyAct.HOLD_SET: _l("Case held"),
    CustodyAct.HOLD_LIFTED: _l("Hold lifted"),
    CustodyAct.ERASURE_PROPOSED: _l("Erasure proposed"),
    CustodyAct.ERASURE_CONFIRMED: _l("Erasure confirmed"),
    CustodyAct.ERASURE_DROPPED: _l("Erasure taken back"),
    CustodyAct.CASE_ERASED: _l("Case erased"),
    CustodyAct.BACKUP_MADE: _l("Backup made"),
    CustodyAct.BACKUP_RESTORED: _l("Backup brought back"),
    CustodyAct.OFFICER_RESET: _l("Account given a new link after a loss"),
    CustodyAct.RECOVERY_RENEWED: _l("Recovery code renewed"),
    CustodyAct.CASES_RESEALED: _l("Cases sealed to a desk's new key"),
    CustodyAct.CHANGE_PROPOSED: _l("Change proposed"),
    CustodyAct.CHANGE_APPROVED: _l("Change approved"),
    CustodyAct.CHANGE_REJECTED: _l("Change rejected"),
    CustodyAct.CHANGE_WITHDRAWN: _l("Proposal taken back"),
    CustodyAct.CHANGE_EXPIRED: _l("Proposal expired"),
    CustodyAct.CASE_HANDED_OVER: _l("Case handed over"),
    CustodyAct.CASE_TAKEN_OVER: _l("Case taken over"),
    CustodyAct.CASE_REROUTED: _l("Case rerouted by the reporter"),
    CustodyAct.CASE_SHARED: _l("Case shown to the inspectorate by the reporter"),
    CustodyAct.OFFICER_SHUT_OUT: _l("Officer shut out of a case"),
    CustodyAct.CASE_ENTERED: _l("Case entered"),
    CustodyAct.REGISTER_IMPORTED: _l("Old register imported"),
    CustodyAct.CASE_LOOKED_INTO: _l("Case looked into"),
    CustodyAct.CASE_ASSIGNED: _l("Case assigned"),
    CustodyAct.CASE_LINKED: _l("Cases linked"),
    CustodyAct.CASE_PRINTED: _l("Case printed"),
    CustodyAct.REPRISAL_FEARED: _l("Fear of reprisal told"),
    CustodyAct.REPRISAL_NOT_FEARED: _l("Fear of reprisal taken back"),
    CustodyAct.CUSTODIAN_APPOINTED: _l("Custodian appointed"),
    CustodyAct.CUSTODIAN_DISMISSED: _l("Custodian dismissed"),
    CustodyAct.CUSTODY_RULES_SET: _l("Rules for custodians set"),
    CustodyAct.SHARES_SEALED: _l("Shares given to custodians"),
    CustodyAct.RESPLIT_PREPARED: _l("Case read to find who may hold shares after a custodian left"),
    CustodyAct.RESPLIT_GIVEN: _l("Shares split anew by a custodian"),
    CustodyAct.SHARES_RESPLIT: _l("Shares given to custodians anew"),
    CustodyAct.OPENING_REQUESTED: _l("Opening requested"),
    CustodyAct.OPENING_APPROVED: _l("Opening approved by a custodian"),
    CustodyAct.OPENING_REFUSED: _l("Opening refused by a custodian"),
    CustodyAct.OPENING_EXPIRED: _l("Request to open ended"),
    CustodyAct.IDENTITY_OPENED: _l("Identity opened"),
    CustodyAct.ESCROW_OPENED: _l("Escrow copy opened"),
}


def act_name(act: CustodyAct) -> str:
    """What the act is called; its word in the log where it has no name yet (a test says so)."""
    return str(ACTS.get(act, act.value))
