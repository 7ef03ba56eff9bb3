"""What the fields of a disclosure are called, and how what stands in them is shown, on both sides."""

from collections.abc import Iterator, Mapping
from datetime import date

from wbs.domain.gratification.disclosure_form import CHOICES, base_name, part_numbers, recap_numbers
from wbs.domain.gratification.gift import RUPIAH, in_rupiah, read_amount
from wbs.domain.kinds import Answer
from wbs.web import words
from wbs.web.languages import gettext, lazy_gettext

_l = lazy_gettext

LABELS = {
    "type": _l("Type of disclosure"),
    "unit": _l("Unit of the recipient"),
    "name": _l("Full name"),
    "id_number": _l("Identity number (NIK)"),
    "birth_place": _l("Place of birth"),
    "birth_date": _l("Date of birth"),
    "position": _l("Position"),
    "rank": _l("Rank and grade"),
    "address": _l("Address, as on your identity card"),
    "phone": _l("Telephone"),
    "email": _l("E-mail address"),
    "contact_person": _l("Somebody else who can be reached"),
    "received_on": _l("Day of receipt"),
    "refused_on": _l("Day of refusal"),
    "place": _l("Place"),
    "event": _l("Occasion"),
    "chronology": _l("How it came about"),
    "late_reason": _l("Why it is disclosed late"),
    "recap": _l("Table of givers and gifts"),
    "recap_file": _l("Table as a file"),
    "giver-name": _l("Name of the giver"),
    "giver-institution": _l("Institution and position"),
    "giver-address": _l("Address of the giver"),
    "giver-relation": _l("Relation to the recipient"),
    "giver-reason": _l("Reason for giving"),
    "object-giver": _l("Given by"),
    "object-kind": _l("What it is"),
    "object-form": _l("Form, as the law calls it"),
    "object-description": _l("Description"),
    "object-quantity": _l("Quantity"),
    "object-currency": _l("Currency"),
    "object-value": _l("Value of all of it"),
    "object-rate": _l("Rupiah for one unit of the currency"),
    "object-valuation_basis": _l("How the value is known"),
    "object-location": _l("Where it is now"),
    "object-perishable": _l("Does it spoil?"),
    "donated_on": _l("Day it was given away"),
    "donated_to": _l("Given to"),
    "compensation": _l("Request to keep it against compensation"),
    "statement": _l("Statement"),
    "attachments": _l("Photos and documents"),
}
PARTS = {"giver": _l("Giver %(number)s"), "object": _l("Object %(number)s")}
SECTIONS = (
    ("", ("type", "unit")),
    (
        _l("Who discloses"),
        (
            *("name", "id_number", "birth_place", "birth_date", "position", "rank"),
            *("address", "phone", "email", "contact_person"),
        ),
    ),
    (
        _l("When and how"),
        ("received_on", "refused_on", "place", "event", "chronology", "late_reason"),
    ),
    ("giver", ()),
    ("object", ()),
    (_l("What follows"), ("donated_on", "donated_to", "compensation", "statement")),
)
DAYS = frozenset({"birth_date", "received_on", "refused_on", "donated_on"})
ANSWERS = frozenset({"compensation", "statement", "object-perishable"})

Line = tuple[str, str]


def heading(part: str, place: int) -> str:
    """What the block of givers or objects at that place, from 1, is called."""
    return str(PARTS[part]) % {"number": place}


def label(name: str) -> str:
    """What the field is called, without its block."""
    text = LABELS.get(base_name(name))
    return str(text) if text is not None else name


def labels_of(names: Mapping[str, str]) -> dict[str, str]:
    """What every field of a form is called where it stands alone: with its block."""
    found = {name: label(name) for name in (*names, "attachments")}
    for part in PARTS:
        for place, number in enumerate(part_numbers(names, part), 1):
            head = heading(part, place)
            found |= {
                name: f"{head}, {text}"
                for name, text in found.items()
                if name.startswith(f"{part}-{number}-")
            }
    return found


def sections_of(fields: Mapping[str, str]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Every field that was filled, under the headings of the form; what we have no name for stands last.

    The rows of a recap are not among them: `recap_words.recap_table` has those.
    """
    found = []
    in_recap = tuple(f"{part}-{n}-" for n in recap_numbers(fields) for part in PARTS)
    unnamed = {name for name in fields if not name.startswith(in_recap)}
    for head, present in _blocks(fields):
        unnamed.difference_update(present)
        # The currency stands with the value.
        asked = (n for n in present if fields[n].strip() and base_name(n) != "object-currency")
        found.append((head, tuple((label(n), text(fields, n)) for n in asked)))
    found.append(("", tuple((name, fields[name]) for name in sorted(unnamed))))
    return tuple(section for section in found if section[1])


def _blocks(fields: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The headings of the form, each with the names of the fields under it that are there."""
    for title, names in SECTIONS:
        if title not in PARTS:
            yield str(title), tuple(name for name in names if name in fields)
            continue
        for place, number in enumerate(part_numbers(fields, title), 1):
            yield heading(title, place), _of_block(fields, f"{title}-{number}-")


def text(fields: Mapping[str, str], name: str) -> str:
    """What stands in the field, as people write it; as it was typed where it cannot be read."""
    typed, base = fields[name].strip(), base_name(name)
    if base == "object-value":
        return _value(fields, name.removesuffix("value"))
    if base == "object-giver":
        return fields.get(f"giver-{typed}-name") or typed
    try:
        return _in_words(base, typed)
    except ValueError:
        return typed


def _in_words(base: str, typed: str) -> str:
    """What a choice, an answer or a day is called; anything else as it is."""
    if base in CHOICES:
        return words.label(CHOICES[base](typed))
    if base in ANSWERS:
        return words.label(Answer(typed))
    return words.day(date.fromisoformat(typed)) if base in DAYS else typed


def _value(fields: Mapping[str, str], at: str) -> str:
    typed = fields[f"{at}value"].strip()
    value = read_amount(typed)
    rate = read_amount(fields.get(f"{at}rate", ""))
    currency = (fields.get(f"{at}currency", "").strip() or RUPIAH).upper()
    if value is None or (currency != RUPIAH and rate is None):
        return typed
    if currency == RUPIAH:
        return words.rupiah(in_rupiah(value, None))
    return in_currency(currency, typed, in_rupiah(value, rate))


def in_currency(currency: str, value: str, rupiah: int) -> str:
    """An amount of another country's money, and what it is in rupiah."""
    return gettext(
        "%(currency)s %(value)s, which is %(rupiah)s",
        currency=currency,
        value=value,
        rupiah=words.rupiah(rupiah),
    )


def _of_block(fields: Mapping[str, str], prefix: str) -> tuple[str, ...]:
    order = list(LABELS)
    names = (name for name in fields if name.startswith(prefix))
    return tuple(
        sorted(
            (n for n in names if base_name(n) in LABELS), key=lambda n: order.index(base_name(n))
        )
    )
