"""The rows of a recap as a table, and how they stand to the limit for weddings, on both sides."""

from collections.abc import Mapping
from dataclasses import dataclass

from wbs.domain.gratification.disclosure_form import recap_numbers
from wbs.domain.gratification.wedding_limit import WEDDINGS, WeddingGifts, weigh_wedding
from wbs.web import disclosure_words, words
from wbs.web.languages import gettext
from wbs.web.shell import context


@dataclass(frozen=True)
class RecapLine:
    """A giver and what was given, in words."""

    name: str
    about: tuple[str, ...]
    what: str
    details: tuple[str, ...]
    value: str
    place: str
    is_over: bool

    def __repr__(self) -> str:
        return "RecapLine(…)"


@dataclass(frozen=True)
class RecapTable:
    """The rows in their order, and a note on the limit; either may be empty."""

    lines: tuple[RecapLine, ...]
    note: str

    def __repr__(self) -> str:
        return "RecapTable(…)"


def recap_table(fields: Mapping[str, str]) -> RecapTable:
    """The table of a disclosure's rows, those above the limit of its day marked."""
    weighed = weigh_wedding(fields, context().law.gratuities)
    over = weighed.numbers_over if weighed else frozenset[int]()
    lines = tuple(_line(fields, number, number in over) for number in recap_numbers(fields))
    return RecapTable(lines, _note(weighed) if weighed else "")


def _line(fields: Mapping[str, str], number: int, is_over: bool) -> RecapLine:
    def said(part: str, *names: str) -> tuple[str, ...]:
        found = (f"{part}-{number}-{name}" for name in names)
        return tuple(disclosure_words.text(fields, name) for name in found if name in fields)

    what = "".join(said("object", "description"))
    details = said("object", "kind", "form", "quantity")
    return RecapLine(
        name="".join(said("giver", "name")),
        about=said("giver", "institution", "address", "relation"),
        what=what,
        details=tuple(dict.fromkeys(word for word in details if word != what)),
        value="".join(said("object", "value")),
        place=" · ".join(said("object", "valuation_basis", "location")),
        is_over=is_over,
    )


def _note(weighed: WeddingGifts) -> str:
    facts = {
        "over": weighed.over,
        "givers": weighed.givers,
        "limit": words.rupiah(weighed.limit),
        "letter": WEDDINGS,
        "rules": weighed.rules.title,
    }
    if not weighed.over:
        return gettext(
            "None of the %(givers)s givers gave more than %(limit)s, the limit of letter %(letter)s for "
            "weddings, births and rites (%(rules)s).",
            **facts,
        )
    return gettext(
        "%(over)s of %(givers)s givers gave more than %(limit)s, the limit of letter %(letter)s for "
        "weddings, births and rites (%(rules)s).",
        **facts,
    )
