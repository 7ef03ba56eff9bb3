"""What stands in a cell of a UPG's lists: people and objects in few words, where an object is, a day.

Everything in them is Indonesian: call these while speaking it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from wbs.domain.gratification.gift import GivenObject, Giver
from wbs.domain.gratification.register import RegisterEntry
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.kinds import DisclosureType
from wbs.domain.span import ReportingPeriod
from wbs.evidence.papers.recap import as_of, short_day
from wbs.evidence.register import ListCell
from wbs.evidence.words import period as period_words
from wbs.services.cases.register_desks import RegisterDesk
from wbs.services.upg.disclosure_register import Register
from wbs.web import words
from wbs.web.languages import gettext
from wbs.web.officer.upg.sheet_words import text_of

SEALED = "(tersegel untuk petugas ini)"
MOST_NAMED, LONGEST_NAME = 5, 120  # what people still read in a cell; the sheet "Rincian" has all


def named(texts: Iterable[str]) -> str:
    """The first few of them, none too long, and how many there are besides."""
    every = list(texts)
    cut = (t if len(t) <= LONGEST_NAME else f"{t[: LONGEST_NAME - 1]}…" for t in every[:MOST_NAMED])
    more = (f"dan {len(every) - MOST_NAMED} lainnya",) if len(every) > MOST_NAMED else ()
    return "; ".join((*cut, *more))


def about(register: Register, period: ReportingPeriod, today: date) -> str:
    """Whose list it is, of which period, and of which day."""
    return f"{desk_name(register.desk)}, {period_words(period)}. {as_of(today)}"


def desk_name(desk: RegisterDesk) -> str:
    """The unit for its UPG; told apart where it is the inspectorate's desk."""
    if desk.is_own:
        return desk.unit.name
    return gettext("%(unit)s (inspectorate's desk)", unit=desk.unit.name)


def type_name(type_: DisclosureType) -> str:
    """Receipt or refusal."""
    return "Penolakan" if type_ is DisclosureType.REFUSED else "Penerimaan"


def giver_name(giver: Giver) -> str:
    """The giver's name, else what they are to the recipient."""
    return giver.name or words.label(giver.relation)


def giver_words(giver: Giver) -> str:
    """Who gave, with their institution."""
    name = giver_name(giver)
    return f"{name} ({giver.institution})" if giver.institution else name


def object_words(given: GivenObject) -> str:
    """What was given, and how much of it."""
    return f"{given.description} ({given.quantity})" if given.quantity else given.description


def place_of(entry: RegisterEntry, given: GivenObject) -> str:
    """Where the object is by the last word about it: the end, the UPG's keeping, else the reporter's."""
    kind, fields = entry.last_words.get(given.number, (None, {}))
    if kind is SheetKind.SETTLEMENT:
        return text_of("settlement", fields["settlement"])
    if kind is SheetKind.CUSTODY:
        return fields["place"]
    return "" if given.location is None else words.label(given.location)


def sheet_words(entry: RegisterEntry, kind: SheetKind, name: str) -> str:
    """What the last sheet of that kind says, in words; empty where nothing stands."""
    typed = entry.sheet(kind, name)
    if typed and name == "on":
        return day_cell(typed)
    return text_of(name, typed) if typed else ""


def day_cell(typed: str) -> str:
    """A day as all lists write it, 25-11-2026; as it was typed where it is none."""
    try:
        return short_day(date.fromisoformat(typed))
    except ValueError:
        return typed


def amount_cell(amount_rupiah: int | None) -> ListCell:
    """An amount that can be summed, a dash where none is known."""
    return "–" if amount_rupiah is None else amount_rupiah


def joined(fields: Mapping[str, str], *names: str) -> str:
    """What stands in these fields, one after the other."""
    return ", ".join(fields[name] for name in names if fields.get(name))
