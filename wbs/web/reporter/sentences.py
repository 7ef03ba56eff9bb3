"""What the reporter's pages say about a problem: at its field, in plain words."""

from collections.abc import Collection, Iterable

from wbs.domain.case import Stage
from wbs.domain.errors import Problem
from wbs.services.receive_attachment import ReceivedFile, RefusedFile
from wbs.web import words
from wbs.web.languages import lazy_gettext
from wbs.web.reporter.form_body import CUT_OFF, TOO_LARGE, UNREADABLE
from wbs.web.shell import context

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

_FILES = {
    "too_many": _l("%(name)s: not kept, because a report takes at most %(limit)s files."),
    "too_large": _l("%(name)s: not kept, because a file may have at most %(limit)s."),
    "no_room": _l(
        "%(name)s: not kept, because there is no room for files at the moment. Your text can be "
        "sent without it; add the file later, with your tracking code."
    ),
    "empty": _l("%(name)s: not kept, because the file is empty."),
    "cut_off": _l("%(name)s: only a part of it arrived, so it was not kept. Please add it again."),
}
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


def of_problems(problems: Iterable[Problem]) -> dict[str, str]:
    """One sentence per field."""
    return {
        problem.field: str(_GONE) if problem.reason == "gone" else words.message(problem)
        for problem in problems
    }


def of_refused(refused: Iterable[RefusedFile]) -> list[str]:
    """One sentence per file that is not kept."""
    rules = context().rules
    limits = {
        "too_many": str(rules.max_attachments),
        "too_large": words.size(rules.max_attachment_bytes),
    }
    return [
        str(_FILES[file.reason]) % {"name": file.name, "limit": limits.get(file.reason, "")}
        for file in refused
        if file.name and file.reason in _FILES
    ]


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
