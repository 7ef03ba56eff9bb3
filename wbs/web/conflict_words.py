"""What the words and fields of a declaration of a conflict of interest are called, on both sides."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.conflict.declaration import FIELDS, RelatedAs
from wbs.domain.kinds import Answer, Nature
from wbs.web import words
from wbs.web.languages import language, lazy_gettext
from wbs.web.shell import context

_l = lazy_gettext
Line = tuple[str, str]

LABELS: Mapping[str, LazyString] = {
    "unit": _l("Unit in which you work"),
    "name": _l("Name"),
    "position": _l("Position"),
    "nature": _l("Is the conflict there already?"),
    "source": _l("What does it come from?"),
    "related_party": _l("Who is the related party?"),
    "relation": _l("What is that party to you?"),
    "affected_duty": _l("Which duty, decision or action does it touch?"),
    "proposed_control": _l("How do you propose to control it?"),
    "declared_on": _l("Day of the declaration"),
    "concerns_head": _l("Are you the head of the unit, or is its head the related party?"),
    "concerns_desk": _l("Do you handle reports in this unit, or does the related party?"),
    "attachments": _l("Documents"),
}
EXPLAINED: Mapping[Nature, LazyString] = {
    Nature.ACTUAL: _l("I have to decide or act now, and my interest is touched by it."),
    Nature.POTENTIAL: _l("It is not so yet, but may become so in my duties."),
}


def option_texts(offered: type[Enum]) -> tuple[Line, ...]:
    """Every word of an enumeration as a choice of a form."""
    return tuple((word.value, words.label(word)) for word in offered)


def lines_of(fields: Mapping[str, str], left_out: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """Every field that was filled, in the order of the form, under its name."""
    asked = (f.name for f in FIELDS if f.name not in left_out)
    return tuple((str(LABELS[n]), text(fields, n)) for n in asked if fields.get(n, "").strip())


def text(fields: Mapping[str, str], name: str) -> str:
    """What stands in the field, as people write it; as it was typed where it cannot be read."""
    typed = fields[name].strip()
    if name not in _IN_WORDS:
        return typed
    try:
        return _IN_WORDS[name](typed)
    except ValueError:
        return typed


_IN_WORDS: Mapping[str, Callable[[str], str]] = {
    "nature": lambda typed: words.label(Nature(typed)),
    "source": lambda typed: context().law.category_label(typed, language()),
    "relation": lambda typed: words.label(RelatedAs(typed)),
    "declared_on": lambda typed: words.day(date.fromisoformat(typed)),
    "concerns_head": lambda typed: words.label(Answer(typed)),
    "concerns_desk": lambda typed: words.label(Answer(typed)),
}
