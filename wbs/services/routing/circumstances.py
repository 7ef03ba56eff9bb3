"""What decides which desks may take a case, read from the case itself: it is asked anew each time."""

from collections.abc import Mapping

from wbs.domain.case import Case
from wbs.domain.hand_over import Circumstances
from wbs.domain.kinds import Answer
from wbs.domain.routing import RoutingQuestion
from wbs.services.cases.read_records import OpenedCase
from wbs.services.intake.submit_report import ABOUT_SOMEBODY
from wbs.store import reporter
from wbs.store.cases import routing
from wbs.store.database import Work

# Of an officer's answers: the unit the case was filed under before they handed it to another.
FORMERLY = "formerly_about"
WEIGHT = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}


def circumstances(
    work: Work, case: Case, opened: OpenedCase, more: Mapping[str, str] | None = None
) -> Circumstances:
    """The reporter's answers, who is shut out of the case, and the agency as it stands.

    *more* are answers that are not in the case yet.
    """
    units, desks = reporter.directory(work)
    question = question_of(case, opened, more or {})
    return Circumstances(question, routing.shut_out_of(work, case.id), units, desks)


def question_of(case: Case, opened: OpenedCase, more: Mapping[str, str]) -> RoutingQuestion:
    """What was ever answered on whom it concerns, by whomever: of several answers the strictest holds.

    Security: made from sealed records, for the length of a request.
    """
    report = opened.report.fields
    told = [report, *(asked.fields for asked in opened.routings), more]
    before = (asked.fields.get(FORMERLY, "") for asked in opened.routings)
    excluded = (answers.get("exclude", "") for answers in told)
    return RoutingQuestion(
        case.kind,
        case.unit_id,
        case.category,
        _strictest("concerns_head", told),
        _strictest("concerns_desk", told),
        "\n".join(text for text in excluded if text),
        report.get("who", "") if case.kind in ABOUT_SOMEBODY else "",
        frozenset(unit_id for unit_id in before if unit_id),
    )


def _strictest(name: str, told: list[Mapping[str, str]]) -> Answer:
    answers = (Answer(answers.get(name, Answer.NO)) for answers in told)
    return max(answers, key=WEIGHT.__getitem__)
