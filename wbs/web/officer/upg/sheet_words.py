"""What the sheets of the UPG and their fields are called, and how what stands in them is shown."""

from collections.abc import Mapping
from datetime import date

from flask_babel.speaklater import LazyString

from wbs.domain.case import Outcome
from wbs.domain.gratification.gift import GivenObject, in_rupiah, read_amount
from wbs.domain.gratification.upg_sheet import (
    ForwardedBy,
    Movement,
    Settlement,
    SheetKind,
    base_name,
)
from wbs.domain.kinds import Answer
from wbs.web import words
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

TITLES: Mapping[SheetKind, LazyString] = {
    SheetKind.RETURN: _l("Return for completion"),
    SheetKind.COMPLETION: _l("Completed by the reporter"),
    SheetKind.REVIEW: _l("Review sheet"),
    SheetKind.RECORD: _l("Put the refusal on record"),
    SheetKind.REVISION: _l("Take the review back"),
    SheetKind.CUSTODY: _l("Keeping of the object"),
    SheetKind.FORWARDING: _l("Forwarded to KPK"),
    SheetKind.RECAP: _l("Recap of perishables"),
    SheetKind.DETERMINATION: _l("KPK's determination"),
    SheetKind.SETTLEMENT: _l("Carrying out"),
}
EXPLANATIONS: Mapping[SheetKind, LazyString] = {
    SheetKind.RETURN: _l(
        "Tell the reporter what is missing. They answer from their tracking page."
    ),
    SheetKind.COMPLETION: _l(
        "What was missing has come; the disclosure counts as handed in again."
    ),
    SheetKind.REVIEW: _l(
        "What the UPG concludes, and the facts that are counted. Neither is shown to the reporter "
        "but the conclusion."
    ),
    SheetKind.RECORD: _l("The refusal is put on record. KPK decides nothing about it."),
    SheetKind.REVISION: _l(
        "The review was wrong: what it decided no longer stands, and the disclosure is reviewed again. "
        "Say why."
    ),
    SheetKind.CUSTODY: _l(
        "Every time the object changes hands or place, or is looked at. The receipt for the reporter "
        "follows from the sheet of the deposit."
    ),
    SheetKind.FORWARDING: _l("Number and day with which KPK took the disclosure in."),
    SheetKind.RECAP: _l("The recap of perishable gifts that names this one went to KPK."),
    SheetKind.DETERMINATION: _l(
        "What KPK decided. Deadlines for handing over count from that day."
    ),
    SheetKind.SETTLEMENT: _l(
        "What became of it in the end, all objects together. What went different ways stands in sheets "
        "of keeping and in the note. The record follows from the sheet."
    ),
}
LABELS: Mapping[str, LazyString] = {
    "message": _l("Message to the reporter"),
    "outcome": _l("Conclusion"),
    "exempt": _l("Exempt kind"),
    "conflict": _l("Is there a conflict of interest?"),
    "official": _l("Was it given to the office, not to the person?"),
    "perishable": _l("Does it spoil?"),
    "above_standard": _l("Is it worth more than the standard?"),
    "value": _l("Value in rupiah"),
    "note": _l("Note of the UPG"),
    "movement": _l("What happened"),
    "object": _l("Objects"),
    "number": _l("Number of the receipt or record"),
    "on": _l("Day"),
    "from": _l("Handed over by"),
    "to": _l("Received by"),
    "condition": _l("Condition"),
    "place": _l("Kept at"),
    "by": _l("Reported to KPK by"),
    "determination": _l("Determination"),
    "signer": _l("Signed by"),
    "settlement": _l("What became of it"),
    "attachments": _l("Photos and documents"),
}
HINTS: Mapping[str, LazyString] = {
    "exempt": _l("By the rules in force on the day of receipt; only where one applies."),
    "above_standard": _l("Above the limit of its kind, or above the standard of cost."),
    "note": _l("Sealed into the case. Officers of the desk read it, the reporter does not."),
    "message": _l("Read by whoever holds the tracking code."),
    "value": _l("Correct it where the reporter's value does not hold."),
    "to": _l("Name and office, as it is to stand in the record."),
}
# Where a sheet calls a field by its own name.
OWN_LABELS: Mapping[tuple[SheetKind, str], LazyString] = {
    (SheetKind.FORWARDING, "number"): _l("Number given by KPK (GOL)"),
    (SheetKind.FORWARDING, "on"): _l("Day on which it went to KPK"),
    (SheetKind.RECAP, "number"): _l("Number of the recap"),
    (SheetKind.RECAP, "on"): _l("Day on which it went to KPK"),
    (SheetKind.DETERMINATION, "number"): _l("Number of KPK's decree"),
    (SheetKind.DETERMINATION, "on"): _l("Day of the decree"),
    (SheetKind.RETURN, "message"): _l("What is missing"),
}
WORDS: Mapping[str, type[Outcome | Answer | Movement | ForwardedBy | Settlement]] = {
    "outcome": Outcome,
    "determination": Outcome,
    "movement": Movement,
    "by": ForwardedBy,
    "settlement": Settlement,
    **dict.fromkeys(("conflict", "official", "perishable", "above_standard"), Answer),
}


def label_of(kind: SheetKind, name: str, objects: tuple[GivenObject, ...] = ()) -> str:
    """What a field of that sheet is called; with its object where there are several."""
    base = base_name(name)
    text = str(OWN_LABELS.get((kind, base)) or LABELS.get(base) or name)
    number = name.removeprefix(f"{base}-")
    if base == "value" and len(objects) > 1:
        return f"{text}: {object_name(objects, number)}"
    return text


def object_name(objects: tuple[GivenObject, ...], number: str) -> str:
    """What an object is called in a sheet."""
    found = next((o for o in objects if str(o.number) == number), None)
    return number if found is None else found.description


def lines_of(
    kind: SheetKind, fields: Mapping[str, str], objects: tuple[GivenObject, ...], exempt: str
) -> tuple[tuple[str, str], ...]:
    """Every field of a written sheet under its name; *exempt* is what the exempt kind is called."""
    lines = []
    chosen = [n.partition("-")[2] for n in fields if base_name(n) == "object"]
    if chosen:
        names = "; ".join(object_name(objects, number) for number in sorted(chosen, key=int))
        lines.append((str(LABELS["object"]), names))
    for name in _in_order(fields):
        base = base_name(name)
        if base == "object":
            continue
        text = exempt if base == "exempt" else text_of(base, fields[name])
        lines.append((label_of(kind, name, objects), text))
    return tuple(lines)


def _in_order(fields: Mapping[str, str]) -> list[str]:
    order = list(LABELS)
    known = (n for n in fields if base_name(n) in LABELS)
    return sorted(known, key=lambda n: (order.index(base_name(n)), len(n), n))


def text_of(base: str, text: str) -> str:
    """What stands in a field of a sheet, as people write it."""
    if base in WORDS:
        return words.label(WORDS[base](text))
    if base == "on":
        return words.day(date.fromisoformat(text))
    amount = read_amount(text) if base == "value" else None
    return text if amount is None else words.rupiah(in_rupiah(amount, None))
