"""What stands over and in the tables of figures on screen, in the reader's language."""

from datetime import date
from decimal import Decimal
from enum import Enum

from flask_babel import format_decimal
from flask_babel.speaklater import LazyString

from wbs.domain.access import MONTH_END_ONLY
from wbs.domain.errors import Problem
from wbs.domain.event import DaysOpen
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.label import Label
from wbs.domain.small_cells import LeftOut
from wbs.domain.span import ReportingPeriod
from wbs.evidence.table import Cell, Counted, Head, Mark, Title
from wbs.web import words
from wbs.web.languages import gettext, language, lazy_gettext
from wbs.web.officer.above_words import ABOVE_LABELS
from wbs.web.periods import period_name

_l = lazy_gettext

LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (Head.PERIOD, _l("Period")),
    (Head.MONTH, _l("Month")),
    (Head.UNIT, _l("Unit")),
    (Head.KIND, _l("Kind")),
    (Head.RECEIVED, _l("Received")),
    (Head.BROUGHT_FORWARD, _l("Brought forward")),
    (Head.NEW, _l("New")),
    (Head.HARUS, _l("To be followed up")),
    (Head.SEDANG, _l("In process")),
    (Head.SELESAI, _l("Completed")),
    (Head.PERCENTAGE, _l("Percentage")),
    (Head.NOT_PROCESSED, _l("Not processed")),
    (Head.TOTAL, _l("Total")),
    (Head.MERGED, _l("Sum of those merged")),
    (Head.REMARK, _l("Remark")),
    (Head.OUTCOME, _l("Outcome")),
    (Head.DETAIL, _l("Detail")),
    (Head.STAGE, _l("Stage")),
    (Head.DAYS_OPEN, _l("Time open")),
    (Head.CASES, _l("Cases")),
    (Head.CLOCK, _l("Period allowed")),
    (Head.FORCE, _l("Force")),
    (Head.SOURCE, _l("Source")),
    (Head.KEPT, _l("Kept")),
    (Head.MISSED, _l("Missed")),
    (Head.RUNNING, _l("Running")),
    (Head.AWAITS_CALENDAR, _l("Waiting for the calendar")),
    (Head.CIRCULAR_NUMBER, _l("Number")),
    (Head.DATED_ON, _l("Date of the circular")),
    (Head.CIRCULAR_TITLE, _l("Title")),
    (Head.VALID_FROM, _l("Valid from")),
    (Head.VALID_TO, _l("Valid to")),
    (Head.SHOWN_FROM, _l("Shown since")),
    (Head.SHEET_ROW, _l("LKE row")),
    (Head.ADDRESS, _l("Address of the page")),
    (Head.DUTIES, _l("Main duties")),
    (Head.MAPPED, _l("Mapped")),
    (Head.SUPPORTS, _l("Supports the answer")),
    (Head.YEAR, _l("Year")),
    (Head.STATED, _l("Statements")),
    (Head.EMPLOYEES, _l("Employees")),
    (Head.OF_RECEIVED, _l("Receipts")),
    (Head.OF_REFUSED, _l("Refusals")),
    (Head.TYPE, _l("Gratuity")),
    (Head.OBJECT_KIND, _l("Kind of object")),
    (Head.SHEET, _l("Step")),
    (Head.DISCLOSURES, _l("Disclosures")),
    (Head.OBJECTS, _l("Objects")),
    (Head.MONEY, _l("Rupiah, money")),
    (Head.GOODS, _l("Rupiah, goods")),
    (Head.RUPIAH, _l("Rupiah")),
    (Head.STANDING, _l("Standing")),
    (Head.HELD_ON, _l("Day of the meeting")),
    (Head.ENTERED_ON, _l("Written down on")),
    (Head.ATTENDEES, _l("How many are present")),
    (Head.GIVEN, _l("Recommendations given")),
    (Head.DONE, _l("Done with proof")),
    (Head.IN_PROGRESS, _l("Being worked on")),
    (Head.OVERDUE, _l("Past the last day")),
    (Head.CANCELLED, _l("Cancelled")),
    (Head.EXTENT, _l("How far followed up")),
    (Head.RECOMMENDATION, _l("Recommendation")),
    (Head.OWNER, _l("Responsible")),
    (Head.DUE_ON, _l("Last day")),
    (Head.PROGRESS, _l("Status")),
    (Head.STEP_ON, _l("Status since")),
    (Head.PROOF, _l("Proof")),
    (Head.ADDRESSEE, _l("To whom")),
    (Head.REFERRED, _l("Referred")),
    (Head.ANSWERED, _l("Answered")),
    (Head.ON_TIME, _l("In time")),
    (Head.LATE, _l("Late")),
    (Head.UNKNOWN, _l("Not known yet")),
    (Head.QUESTION, _l("Question")),
    (Head.POINTS, _l("Weight of the question")),
    (Head.CRITERION, _l("Criterion")),
    (Head.BECAUSE, _l("Because")),
    (Head.MISSING, _l("Missing for the best answer")),
    (Head.GAPS, _l("Periods without evidence")),
    (Head.UNIT_ANSWER, _l("The unit's answer")),
    (Head.UNIT_NOTE, _l("The unit's note")),
    (Head.ASSESSOR_ANSWER, _l("The assessors' answer (TPI)")),
    (Head.ASSESSOR_NOTE, _l("The assessors' note")),
    (Title.EVALUATION, _l("The evaluation sheet (LKE)")),
    (Title.NEIGHBOURS, _l("Rows of another area that use the same figures")),
    (Counted.RECEIVED, _l("Handed in within the period")),
    (Counted.REVIEWED, _l("of these reviewed or put on record")),
    (Counted.UNREVIEWED, _l("of these not reviewed yet")),
    (Counted.DROPPED, _l("of these closed without a review")),
    (Counted.STILL_OPEN, _l("Still open, also from earlier periods")),
    (Counted.TO_UPG, _l("Disclosed to the UPG")),
    (Counted.TO_KPK, _l("Reported to KPK")),
    (Counted.ALL_KINDS, _l("All objects")),
    (SheetKind.REVIEW, _l("Review of receipts by the UPG")),
    (SheetKind.RECORD, _l("Refusals put on record")),
    (SheetKind.FORWARDING, _l("Report to KPK")),
    (SheetKind.DETERMINATION, _l("Determination by KPK")),
    (SheetKind.SETTLEMENT, _l("What became of the object")),
    (Mark.NIHIL, _l("nil")),
    (Mark.MERGED, _l("merged")),
    (Mark.UNDECIDED, _l("Not decided yet")),
    (DaysOpen.UP_TO_5, _l("up to 5 working days")),
    (DaysOpen.UP_TO_14, _l("6 to 14 working days")),
    (DaysOpen.UP_TO_30, _l("15 to 30 working days")),
    (DaysOpen.UP_TO_60, _l("31 to 60 working days")),
    (DaysOpen.OVER_60, _l("more than 60 working days")),
    (LeftOut.SMALL, _l("Left out: cells under 5")),
    (LeftOut.QUARTER_OPEN, _l("Left out: the quarter is not over")),
    (LeftOut.SEVERAL_UNITS, _l("Left out: shown for single units only")),
    (Title.NUMBERS, _l("The three numbers")),
    (Title.UNITS, _l("The three numbers of each unit")),
    (Title.MONTHS_OF_COMPLAINTS, _l("Public complaints by month")),
    (Title.MONTHS_OF_WBS, _l("WBS reports by month")),
    (Title.QUARTERS_OF_COMPLAINTS, _l("Public complaints by quarter")),
    (Title.QUARTERS_OF_WBS, _l("WBS reports by quarter")),
    (Title.MONTHS_BY_KIND, _l("Received by month and kind")),
    (Title.CATEGORIES_OF_COMPLAINTS, _l("Complaints received by month and category")),
    (Title.CATEGORIES_OF_WBS, _l("WBS reports received by category")),
    (Title.CLASSES_OF_COMPLAINTS, _l("Complaints received by month and class")),
    (Title.ANONYMITY_OF_COMPLAINTS, _l("Anonymity: complaints")),
    (Title.ANONYMITY_OF_WBS, _l("Anonymity: WBS reports")),
    (Title.REPRISAL_OF_COMPLAINTS, _l("Fear of reprisal: complaints")),
    (Title.REPRISAL_OF_WBS, _l("Fear of reprisal: WBS reports")),
    (Title.CHANNELS_OF_COMPLAINTS, _l("Complaints received by month and channel")),
    (Title.CHANNELS_OF_WBS, _l("WBS reports received by channel")),
    (Title.REFERRALS, _l("Referred to others")),
    (Title.OUTCOMES, _l("Outcomes of the cases completed")),
    (Title.REASONS, _l("Not processed: closed before they counted")),
    (Title.DAYS_OPEN, _l("How long the completed cases were open")),
    (Title.STAGES, _l("Where the open cases stand")),
    (Title.CLOCKS, _l("Periods kept and missed")),
    (Title.CIRCULARS, _l("Circulars on gratuities shown in this period")),
    (Title.DISCLOSURES, _l("Disclosures of gratuities")),
    (Title.MONTHS_OF_DISCLOSURES, _l("Disclosures by month")),
    (Title.OBJECTS, _l("Objects by kind")),
    (Title.WAY_OF_DISCLOSURES, _l("From the review to the end")),
    (Title.DISCLOSURES_IN_TIME, _l("In time or late")),
    (Title.MONTHS_OF_DECLARATIONS, _l("Declarations by month")),
    (Title.MAPPED_DUTIES, _l("Main duties mapped")),
    (Title.STATEMENTS, _l("Statements of all employees")),
    (Title.MONEV_QUARTERS, _l("Monev meetings by quarter")),
    (Title.FOLLOWED_UP, _l("How far evaluations were followed up")),
    (Title.RECOMMENDATIONS, _l("Recommendations and what became of them")),
    *ABOVE_LABELS,
)
DASHES = (Mark.LEFT_OUT, Mark.NOTHING)
_BY_NAME = {(type(word), word): text for word, text in LABELS}

MESSAGES: dict[str, LazyString] = {
    "unknown": _l("Please choose one of the periods offered."),
    "not_begun": _l("This period has not begun yet. Please choose an earlier one."),
    "before_period": _l("This day lies before the period. Please choose a later one."),
    "no_month_ended": _l("No month of this period has ended yet. Please choose an earlier one."),
    MONTH_END_ONLY: _l("You may see figures as of the last day of a month only."),
}


def label(value: Enum) -> str:
    """What *value* is called on screen.

    Raises:
        KeyError: the word has no name yet; a test prevents that.
    """
    if isinstance(value, Mark) and value in DASHES:
        return "–"
    text = _BY_NAME.get((type(value), value))
    return words.label(value) if text is None else str(text)


def figure_message(problem: Problem) -> str:
    """The sentence that tells what to mend."""
    sentence = MESSAGES.get(problem.reason)
    return words.message(problem) if sentence is None else str(sentence)


def unsigned_message() -> str:
    """Why no pack can be made yet."""
    return gettext(
        "No pack can be made: the server has no key for the accountability log. Whoever runs it can make one."
    )


def cell_text(value: Cell) -> str:
    """A cell as it stands on the page."""
    if isinstance(value, ReportingPeriod):
        return period_name(value)
    if isinstance(value, Label):
        return value.text(language())
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, Decimal):
        return f"{format_decimal(value, '0.00')} %"
    if isinstance(value, date):
        return words.day(value)
    return format_decimal(value) if isinstance(value, int) else value
