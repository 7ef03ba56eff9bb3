"""What the words of evidence documents are called on screen."""

from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.evidence_document import DocumentKind, DocumentState, WithdrawalReason
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

EVALUATION_MESSAGES: dict[str, LazyString] = {
    "not_sum_of_parts": _l(
        "This is not the sum of the groups above it, which is %(limit)s. Is the head counted twice?"
    ),
    "not_the_rest": _l("Done and not yet must together be all of them: %(limit)s."),
    "not_a_count": _l("Please give a whole number, 0 where there is none."),
    "not_an_answer": _l("Please choose one of the answers offered."),
    "not_a_percentage": _l("Please give a percentage from 0 to 100, for example 92,35."),
    "counts_there": _l("It counts for this row and period already."),
}
DOCUMENT_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (DocumentKind.RECAP, _l("Gratification recap")),
    (DocumentKind.REGISTER, _l("Gratification register")),
    (DocumentKind.GOL_SHEET, _l("Sheet for GOL")),
    (DocumentKind.DECLARATIONS, _l("Recap of conflict of interest declarations")),
    (DocumentKind.MAPPING, _l("Map of conflicts of interest")),
    (DocumentKind.DECREE, _l("Decree (SK)")),
    (DocumentKind.PROCEDURE, _l("Procedure (SOP)")),
    (DocumentKind.CIRCULAR, _l("Circular")),
    (DocumentKind.INVITATION, _l("Invitation")),
    (DocumentKind.ATTENDANCE, _l("List of those present")),
    (DocumentKind.MINUTES, _l("Minutes")),
    (DocumentKind.PHOTO, _l("Photo")),
    (DocumentKind.MATERIAL, _l("Material handed out or shown")),
    (DocumentKind.STATEMENT, _l("Signed statement")),
    (DocumentKind.SUMMARY, _l("Written account")),
    (DocumentKind.INNOVATION, _l("Innovation, documented")),
    (DocumentKind.SCREENSHOT, _l("Screenshot")),
    (DocumentKind.PLAN, _l("Work plan")),
    (DocumentKind.OTHER, _l("Other")),
    (DocumentState.FILED, _l("Counts")),
    (DocumentState.SUPERSEDED, _l("Superseded")),
    (DocumentState.WITHDRAWN, _l("Withdrawn")),
    (WithdrawalReason.WRONG_FILE, _l("It is the wrong file.")),
    (WithdrawalReason.WRONG_PLACE, _l("It belongs to another row, period or unit.")),
    (WithdrawalReason.PERSONAL_DATA, _l("It names persons or tells of them what it must not.")),
    (WithdrawalReason.OUTDATED, _l("It is no longer valid.")),
)
