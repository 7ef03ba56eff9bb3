"""What the reporter's pages say about a problem: at its field, in plain words."""

from collections.abc import Collection, Iterable

from flask_babel.speaklater import LazyString

from wbs.domain.case import Case, Outcome, Procedure, Stage
from wbs.domain.errors import Problem
from wbs.services.intake.receive_attachment import ReceivedFile
from wbs.web import words
from wbs.web.form_body import CUT_OFF, TOO_LARGE, UNREADABLE
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

FORM = {
    "expired": _l(
        "This form had been open for more than a day, so its safety mark was renewed. "
        "Your text is still here. Please check it and send it again."
    ),
    "unknown": _l(
        "This form was not opened on this site, or its safety mark was damaged. "
        "Your text is still here. Please check it and send it again."
    ),
    "submitted": _l(
        "The report from the form you had open was already received. "
        "If you go on now, this becomes a second, new report."
    ),
    UNREADABLE: _l("What arrived could not be read. Please fill in the form again and send it."),
    TOO_LARGE: _l(
        "What was sent is larger than this service accepts. "
        "Please shorten the text, or add fewer or smaller files."
    ),
    CUT_OFF: _l("The connection broke off before everything had arrived. Please send it again."),
    "csrf": _l("This page was out of date. Your message is still here. Please send it again."),
}

CODE = {
    "required": _l("Please type your tracking code."),
    "length": _l("A tracking code has 25 letters and digits. Please compare it with your note."),
    "symbol": _l(
        "There is a character in it that no tracking code has. Please compare it with your note."
    ),
    "check": _l("There is a slip in this code. Please compare it with your note, group by group."),
    "not_found": _l(
        "No report is open under this code. Please compare it with your note. "
        "If it is right, the report may have been erased after its retention period."
    ),
}

STAGES = {
    Stage.RECEIVED: _l("Your report has arrived safely. An officer will read it."),
    Stage.CLARIFICATION: _l(
        "The officer needs something more from you. The question stands under Messages; "
        "if there is none yet, please look again in a few days."
    ),
    Stage.REVIEW: _l("Your report is being examined: what it says, and what supports it."),
    Stage.INVESTIGATION: _l("The matter is being investigated."),
    Stage.FOLLOW_UP: _l("The investigation is done. What follows from it is being carried out."),
    Stage.CLOSED: _l("The work on your report is finished. Below you can read how it ended."),
}

DISCLOSURE_STAGES = {
    Stage.SUBMITTED: _l(
        "Your disclosure has arrived safely. The gratification control unit (UPG) checks whether it is "
        "complete."
    ),
    Stage.RETURNED: _l(
        "Something is missing in your disclosure. What it is stands under Messages: please send it "
        "from here."
    ),
    Stage.RECORDED: _l("Your refusal is on record. It shows that you turned the gratuity down."),
    Stage.SETTLED: _l("What was decided about the object has been carried out."),
    Stage.CLOSED: _l("The work on your disclosure is finished. Below you can read how it ended."),
}
DECLARATION_STAGES = {
    Stage.DECLARED: _l(
        "Your declaration has arrived safely and is put before the superior. Until the superior has "
        "decided, put off the decision or action it touches."
    ),
    Stage.DECIDED: _l(
        "The superior has decided. What you have to do stands under Messages, or the desk tells you."
    ),
    Stage.CONTROLLED: _l("What the superior decided has been carried out."),
    Stage.CLOSED: _l("The work on your declaration is finished. Below you can read how it ended."),
}
# Said instead as long as the last word is the reporter's: nothing is asked for that came in.
ANSWERED = {
    Stage.CLARIFICATION: _l(
        "Your answer has come in, and the officer reads it. If something is still unclear, a new question "
        "stands under Messages."
    ),
    Stage.RETURNED: _l(
        "What you sent has come in, and the UPG checks whether your disclosure is complete now. If "
        "something is still missing, it stands under Messages."
    ),
}
DECISIONS = {
    Outcome.RECORDED: _l("The UPG has reviewed your disclosure and put it on record."),
    Outcome.HANDLED_BY_AGENCY: _l(
        "The UPG has reviewed your disclosure. Your agency decides what becomes of the object, and "
        "the UPG tells you under Messages."
    ),
    Outcome.FORWARDED_TO_KPK: _l(
        "The UPG has reviewed your disclosure. It goes to KPK, which decides whether the object is "
        "yours or the state's. Please keep it as it is until then."
    ),
    Outcome.STATE_PROPERTY: _l(
        "KPK has decided that the object belongs to the state. If you still have it, hand it over; "
        "the UPG tells you how."
    ),
    Outcome.RECIPIENT_PROPERTY: _l(
        "KPK has decided that the object is yours. If the UPG keeps it, you can collect it there."
    ),
    Outcome.NOT_PROCESSED: _l(
        "KPK does not decide about your disclosure. The UPG tells you why, and what follows from it."
    ),
}
# The same once it is carried out: nothing is asked any more.
DECIDED = {
    Outcome.STATE_PROPERTY: _l("KPK decided that the object belongs to the state."),
    Outcome.RECIPIENT_PROPERTY: _l("KPK decided that the object is yours."),
    Outcome.NOT_PROCESSED: _l("KPK did not decide about your disclosure."),
}

_IN_WORK = _l("It is being worked on. If you want to know more, ask the officer below.")
_GONE = _l(
    "The files you added earlier are no longer here, because the form lay still for too long. "
    "Please add them again."
)
_ADD_AGAIN = _l("Please add your files again; they were not kept.")
_SENT_WITHOUT = _l("Your message was sent, but not with all files.")
_NO_DESK = _l(
    "At the moment nobody in this agency can take this report without being involved in it. "
    "Nothing was lost. You can turn to KPK or to the Ombudsman instead."
)
_SLOWED = _l(
    "Very much has come from your connection in a short time. Nothing was lost: please wait "
    "about %(minutes)s minutes and send it again."
)
_METADATA = {
    "stripped": _l("Hidden data about device, place and author was removed."),
    "none": _l("No hidden data known for this kind of file."),
    "kept": _l(
        "Hidden data in this file could not be removed. It may tell who made it, when and where."
    ),
}


def of_stage(case: Case, *, has_answered: bool = False) -> str:
    """What the stage of the case means, and of a decided disclosure what was decided.

    Of a stage that no case of its kind comes to, that it is being worked on: whatever a row says, its reporter
    sees the case.
    """
    if has_answered and case.stage in ANSWERED:
        return str(ANSWERED[case.stage])
    said = str(_meaning(case) or _IN_WORK)
    decided = DECIDED.get(case.outcome) if case.stage is Stage.SETTLED and case.outcome else None
    return f"{decided} {said}" if decided else said


def _meaning(case: Case) -> LazyString | None:
    if case.procedure is Procedure.REPORT:
        return STAGES.get(case.stage)
    if case.procedure is Procedure.DECLARATION:
        return DECLARATION_STAGES.get(case.stage)
    if case.stage in DISCLOSURE_STAGES:
        return DISCLOSURE_STAGES[case.stage]
    return DECISIONS.get(case.outcome) if case.outcome else None


def of_problems(problems: Iterable[Problem]) -> dict[str, str]:
    """One sentence per field."""
    return {
        problem.field: str(_GONE) if problem.reason == "gone" else words.message(problem)
        for problem in problems
    }


def gone() -> str:
    """That files added before are no longer in the draft."""
    return str(_GONE)


def add_again(files: Collection[ReceivedFile]) -> dict[str, str]:
    """That files which came with a refused message must be added again; nothing if none came."""
    return {"attachments": str(_ADD_AGAIN)} if files else {}


def sent_without(refused: Iterable[str]) -> str:
    """That a message was sent, but not with these files."""
    return " ".join((str(_SENT_WITHOUT), *refused))


def no_desk() -> str:
    """That nobody may take this report at the moment, and who else can."""
    return str(_NO_DESK)


def of_metadata(state: str) -> str:
    """What became of a file's hidden data."""
    return str(_METADATA[state])


def of_limit(retry_after_seconds: int) -> str:
    """That the source must wait, and how long."""
    return str(_SLOWED) % {"minutes": -(-retry_after_seconds // 60)}
