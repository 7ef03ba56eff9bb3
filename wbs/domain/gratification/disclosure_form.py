"""Which fields the form of a disclosure has: KPK's, with as many blocks of givers and objects as are there.

Regulation: [PERKPK-2-2019 art. 3], [SK-KPK-1461-2020]
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from wbs.domain.form import FormField, Reason, chosen
from wbs.domain.gratification.gift import (
    Location,
    ObjectForm,
    ObjectKind,
    Occasion,
    Relation,
    ValuationBasis,
)
from wbs.domain.kinds import DisclosureType

MOST_PARTS = 40  # givers, and objects, in one form; a recap takes the rest
ABOVE_BLOCKS = 100  # the first row of a recap is giver and object 101, beyond any block of the form

HEAD = (chosen("type"), chosen("unit"))
REPORTER = (
    FormField("name", is_required=True),
    FormField("id_number", is_required=True),
    FormField("birth_place", is_required=True),
    FormField("birth_date", is_required=True),
    FormField("position", is_required=True),
    FormField("rank"),
    FormField("address", is_required=True, is_long=True),
    FormField("phone", is_required=True),
    FormField("email"),
    FormField("contact_person"),
)
EVENT = (
    FormField("received_on"),
    FormField("refused_on"),
    FormField("place", is_required=True),
    chosen("event"),
    FormField("chronology", is_required=True, is_long=True),
    FormField("late_reason", is_long=True),
)
GIVER = (
    FormField("name"),
    FormField("institution"),
    FormField("address", is_long=True),
    chosen("relation"),
    FormField("reason", is_long=True),
)
OBJECT = (
    FormField("giver"),
    chosen("kind"),
    chosen("form"),
    FormField("description", is_required=True, is_long=True),
    FormField("quantity"),
    FormField("currency"),
    FormField("value"),
    FormField("rate"),
    FormField("valuation_basis"),
    FormField("location"),
    FormField("perishable"),
)
RECAP = FormField("recap", is_long=True)
TAIL = (
    FormField("donated_on"),
    FormField("donated_to", is_long=True),
    FormField("compensation"),
    FormField("statement", is_required=True, missing=Reason.NOT_TICKED),
)
PARTS = {"giver": GIVER, "object": OBJECT}
# A block of which nothing but these was touched was not filled in.
UNTOUCHED = {"giver": frozenset[str](), "object": frozenset({"currency", "giver", "perishable"})}

_PART = re.compile(r"(giver|object)-([1-9][0-9]{0,2})-([a-z_]+)")

CHOICES: dict[str, type[StrEnum]] = {
    "type": DisclosureType,
    "event": Occasion,
    "giver-relation": Relation,
    "object-kind": ObjectKind,
    "object-form": ObjectForm,
    "object-valuation_basis": ValuationBasis,
    "object-location": Location,
}


def base_name(name: str) -> str:
    """The name of a field without the number of its block: `giver-2-name` is `giver-name`."""
    found = _PART.fullmatch(name)
    return f"{found[1]}-{found[3]}" if found else name


def base_names() -> frozenset[str]:
    """Every field the form may have, by its base name."""
    plain = (f.name for f in (*HEAD, *REPORTER, *EVENT, RECAP, *TAIL))
    return frozenset(plain).union(f"{p}-{f.name}" for p, fields in PARTS.items() for f in fields)


def part_numbers(names: Iterable[str], part: str) -> tuple[int, ...]:
    """The numbers of the form's blocks of which a field is there, in order; the first always is."""
    return tuple(n for n in block_numbers(names, part) if n < ABOVE_BLOCKS)[:MOST_PARTS] or (1,)


def recap_numbers(names: Iterable[str]) -> tuple[int, ...]:
    """The numbers of the givers that came as rows of a recap, each with its one object, in order."""
    return tuple(n for n in block_numbers(names, "giver") if n > ABOVE_BLOCKS)


def block_numbers(names: Iterable[str], part: str) -> list[int]:
    """The numbers of all blocks of which a field is there, rows of a recap too, in order."""
    found = (_PART.fullmatch(name) for name in names)
    return sorted({int(f[2]) for f in found if f and f[1] == part})


def block_fields(part: str, number: int) -> tuple[FormField, ...]:
    """The fields of one block."""
    fields = PARTS[part]
    return tuple(replace(f, name=f"{part}-{number}-{f.name}") for f in fields)


def disclosure_fields(names: Iterable[str]) -> tuple[FormField, ...]:
    """The fields of a form that brought *names*, in the order a person meets them."""
    present = tuple(names)
    blocks = (block_fields(p, n) for p in PARTS for n in part_numbers(present, p))
    return (*HEAD, *REPORTER, *EVENT, RECAP, *(f for block in blocks for f in block), *TAIL)


def filled_in(raw: Mapping[str, str]) -> dict[str, str]:
    """The form without the blocks in which nothing was filled."""
    left_out = left_out_fields(raw)
    return {name: text for name, text in raw.items() if name not in left_out}


def left_out_fields(raw: Mapping[str, str]) -> frozenset[str]:
    """The fields of blocks in which nothing was filled; the first stays, unless there is a recap alone."""
    blocks = [(p, n) for p in PARTS for n in part_numbers(raw, p)]
    empty = [block for block in blocks if not _is_filled(raw, *block)]
    if not raw.get("recap", "").strip() or len(empty) < len(blocks):
        first = {(part, part_numbers(raw, part)[0]) for part in PARTS}
        empty = [block for block in empty if block not in first]
    return frozenset(f.name for block in empty for f in block_fields(*block))


def _is_filled(raw: Mapping[str, str], part: str, number: int) -> bool:
    asked = (f.name for f in PARTS[part] if f.name not in UNTOUCHED[part])
    return any(raw.get(f"{part}-{number}-{name}", "").strip() for name in asked)


def with_part(raw: Mapping[str, str], part: str) -> dict[str, str]:
    """The form with one more block of that part, empty; as it was where it is full."""
    numbers = part_numbers(raw, part)
    free = next((n for n in range(numbers[-1] + 1, 100)), None) or min(
        {*range(1, 100)} - {*numbers}
    )
    return _reshaped({**raw, f"{part}-{free}-{PARTS[part][0].name}": ""})


def without_part(raw: Mapping[str, str], part: str, number: str) -> dict[str, str]:
    """The form without that block."""
    return _reshaped({n: text for n, text in raw.items() if not n.startswith(f"{part}-{number}-")})


def _reshaped(raw: Mapping[str, str]) -> dict[str, str]:
    return {f.name: raw.get(f.name, "") for f in disclosure_fields(raw)}
