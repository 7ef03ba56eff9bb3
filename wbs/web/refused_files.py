"""Why a file was not kept, in words, on both sides."""

from collections.abc import Iterable

from wbs.services.intake.receive_attachment import RefusedFile
from wbs.web import words
from wbs.web.languages import lazy_gettext
from wbs.web.shell import context

_l = lazy_gettext

_FILES = {
    "too_many": _l("%(name)s: not kept, because a report takes at most %(limit)s files."),
    "too_large": _l("%(name)s: not kept, because a file may have at most %(limit)s."),
    "no_room": _l(
        "%(name)s: not kept, because there is no room for files at the moment. Your text can be "
        "sent without it; add the file later."
    ),
    "empty": _l("%(name)s: not kept, because the file is empty."),
    "cut_off": _l("%(name)s: only a part of it arrived, so it was not kept. Please add it again."),
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
