"""What the stages, acts and outcomes of a case are called on screen."""

from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.case import Outcome, OutcomeDetail, Stage
from wbs.domain.event import Act
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

STAGE_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (Stage.RECEIVED, _l("Received")),
    (Stage.CLARIFICATION, _l("Clarification")),
    (Stage.REVIEW, _l("Review")),
    (Stage.INVESTIGATION, _l("Investigation")),
    (Stage.FOLLOW_UP, _l("Follow-up")),
    (Stage.SUBMITTED, _l("Handed in")),
    (Stage.RETURNED, _l("Returned for completion")),
    (Stage.REVIEWED, _l("Reviewed by the UPG")),
    (Stage.RECORDED, _l("On record")),
    (Stage.DETERMINED, _l("Determined by KPK")),
    (Stage.SETTLED, _l("Carried out")),
    (Stage.CLOSED, _l("Closed")),
    (Outcome.SUBSTANTIATED, _l("Substantiated")),
    (Outcome.PARTLY_SUBSTANTIATED, _l("Partly substantiated")),
    (Outcome.UNSUBSTANTIATED, _l("Not substantiated")),
    (Outcome.INSUFFICIENT_EVIDENCE, _l("Not enough evidence")),
    (Outcome.RESOLVED, _l("Resolved")),
    (Outcome.RECORDED, _l("Put on record")),
    (Outcome.HANDLED_BY_AGENCY, _l("Handled by the agency")),
    (Outcome.FORWARDED_TO_KPK, _l("To be decided by KPK")),
    (Outcome.STATE_PROPERTY, _l("State property")),
    (Outcome.RECIPIENT_PROPERTY, _l("Property of the recipient")),
    (Outcome.NOT_PROCESSED, _l("Not processed by KPK")),
    (Outcome.NOT_ACTIONABLE, _l("Cannot be acted upon")),
    (Outcome.FORWARDED, _l("Forwarded")),
    (Outcome.DUPLICATE, _l("Duplicate of an earlier report")),
    (Outcome.WITHDRAWN, _l("Withdrawn by the reporter")),
    (OutcomeDetail.INCOMPLETE, _l("incomplete")),
    (OutcomeDetail.ILLOGICAL, _l("not logical")),
    (OutcomeDetail.KPK, _l("to KPK")),
    (OutcomeDetail.LAW_ENFORCEMENT, _l("to law enforcement")),
    (OutcomeDetail.OMBUDSMAN, _l("to the Ombudsman")),
    (OutcomeDetail.SP4N, _l("to SP4N-LAPOR!")),
    (OutcomeDetail.OTHER_AGENCY, _l("to another agency")),
    (OutcomeDetail.OTHER_UNIT, _l("to another unit of this agency")),
    (Act.RECEIVED, _l("Received")),
    (Act.CLARIFICATION, _l("Clarification asked")),
    (Act.REVIEW, _l("Review begun")),
    (Act.INVESTIGATION, _l("Investigation begun")),
    (Act.FOLLOW_UP, _l("Follow-up begun")),
    (Act.RETURNED, _l("Returned for completion")),
    (Act.SUBMITTED, _l("Completed and handed in again")),
    (Act.REVIEWED, _l("Reviewed by the UPG")),
    (Act.FORWARDED_TO_KPK, _l("Reported to KPK")),
    (Act.RECAPPED, _l("Recap of perishables sent to KPK")),
    (Act.RECORDED, _l("Refusal put on record")),
    (Act.DETERMINED, _l("Determined by KPK")),
    (Act.SETTLED, _l("Carried out")),
    (Act.CLOSED, _l("Closed")),
    (Act.REOPENED, _l("Reopened")),
    (Act.OVERDUE, _l("Verification period ran out")),
    (Act.FORWARDED, _l("Forwarded")),
    (Act.ERASED, _l("Erased")),
)
