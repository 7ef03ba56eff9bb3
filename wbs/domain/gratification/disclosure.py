"""The disclosure as its form brings it: reporter, gratuity, any number of givers and objects, read at once.

Regulation: [PERKPK-2-2019 art. 3], [UU-30-2002 art. 16], [SK-KPK-1461-2020]
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import prod

from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, FormRules, Reason, Report, read_day, read_text
from wbs.domain.gratification.disclosure_form import (
    ABOVE_BLOCKS,
    CHOICES,
    PARTS,
    RECAP,
    base_name,
    block_numbers,
    disclosure_fields,
    filled_in,
    left_out_fields,
)
from wbs.domain.gratification.gift import (
    LARGEST,
    RUPIAH,
    Location,
    Relation,
    in_rupiah,
    read_amount,
)
from wbs.domain.gratification.recap import read_recap
from wbs.domain.kinds import Anonymity, Answer, DisclosureType, Kind

_CURRENCY = re.compile(r"[A-Z]{3}")
_ID_NUMBER = re.compile(r"[0-9]{16}")
# What is not asked of somebody who turned the thing down.
OF_A_RECEIPT = {
    "value": Reason.REQUIRED,
    "valuation_basis": Reason.NOT_CHOSEN,
    "location": Reason.NOT_CHOSEN,
}
# What one disclosure is worth, in rupiah, stays below this: ten trillion is more than any gift ever was,
# and lets the figures add up as many disclosures as there will ever be.
TRILLION = 10**12
MOST_RUPIAH = 10 * TRILLION
YES, NO = Answer.YES.value, Answer.NO.value


def read_disclosure(raw: Mapping[str, str], rules: FormRules) -> Report:
    """The disclosure in the form *raw*; a block in which nothing was filled is left out, except the first.

    Its category is the type; a reporter has a name, for the rules ask for it.

    Raises:
        InvalidForm: with every problem of every field.
    """
    recap = read_recap(raw.get(RECAP.name, ""))
    left_out = left_out_fields(raw)
    asked = [f for f in disclosure_fields(raw) if f.name not in left_out]
    typed = {f.name: raw.get(f.name, "") for f in asked}
    place = asked.index(RECAP)
    asked[place + 1 : place + 1] = recap.asked()
    fields, problems = _read_each(asked, {**typed, **recap.fields}, rules.lengths)
    fields.pop(RECAP.name, None)  # its rows are kept, each a giver and an object
    told = {problem.field for problem in problems}
    further = (*_choice_problems(fields, rules), *_fact_problems(fields, asked, rules.today))
    problems += (p for p in further if p.field not in told)
    problems = [*recap.problems, *problems]
    if problems:
        order = {form_field.name: place for place, form_field in enumerate(asked)}
        problems.sort(key=lambda p: order.get(p.field, order[RECAP.name]))
        raise InvalidForm(tuple(recap.at_its_row(p) for p in problems))
    return _disclosure(fields)


def with_recap(raw: Mapping[str, str]) -> dict[str, str]:
    """The form with the rows of its recap as givers and objects, as far as they can be read."""
    filled = filled_in(raw)
    recap = read_recap(filled.pop(RECAP.name, ""))
    return {**filled, **recap.fields}


def recap_problems(raw: Mapping[str, str], rules: FormRules) -> tuple[Problem, ...]:
    """Every problem of the recap in the form *raw*, and of nothing else."""
    try:
        read_disclosure(raw, rules)
    except InvalidForm as error:
        return tuple(p for p in error.problems if p.field.partition("-")[0] == RECAP.name)
    return ()


def _read_each(
    asked: Iterable[FormField], typed: Mapping[str, str], lengths: Mapping[str, int]
) -> tuple[dict[str, str], list[Problem]]:
    """What was typed into each field, and what cannot be taken of it."""
    fields: dict[str, str] = {}
    problems: list[Problem] = []
    for form_field in asked:
        length = lengths[base_name(form_field.name)]
        try:
            text = read_text(form_field, typed.get(form_field.name, ""), length)
        except Invalid as error:
            problems += error.problems
        else:
            fields |= {form_field.name: text} if text else {}
    return fields, problems


def form_day(raw: Mapping[str, str]) -> date | None:
    """The day of receipt or refusal a form names; None while it names none that can be read."""
    try:
        return date.fromisoformat(raw.get(day_field(raw.get("type", "")), "").strip())
    except ValueError:
        return None


def photo_problems(raw: Mapping[str, str], media_types: Iterable[str]) -> tuple[Problem, ...]:
    """That what is no refusal comes without any picture or scan of what was received.

    Told where the type is not chosen yet, too: so it stands with the other problems at once.

    Regulation: [SK-KPK-1461-2020]
    """
    is_shown = any(t.startswith("image/") or t == "application/pdf" for t in media_types)
    if is_shown or raw.get("type") == DisclosureType.REFUSED:
        return ()
    return (Problem("attachments", Reason.PHOTO_REQUIRED),)


def day_field(kind: str) -> str:
    """The field that names the day of a disclosure of that type."""
    return "refused_on" if kind == DisclosureType.REFUSED else "received_on"


def _choice_problems(fields: Mapping[str, str], rules: FormRules) -> Iterable[Problem]:
    for name, text in fields.items():
        offered = CHOICES.get(base_name(name))
        if offered is not None and text not in {word.value for word in offered}:
            yield Problem(name, Reason.UNKNOWN)
    if fields.get("unit", "") and fields["unit"] not in rules.unit_slugs:
        yield Problem("unit", Reason.UNKNOWN)
    for name in ("compensation", *(n for n in fields if n.endswith("-perishable"))):
        if fields.get(name, NO) not in {YES, NO}:
            yield Problem(name, Reason.UNKNOWN)
    if fields.get("statement", YES) != YES:
        yield Problem("statement", Reason.NOT_TICKED)


def _fact_problems(
    fields: Mapping[str, str], asked: Iterable[FormField], today: date
) -> Iterable[Problem]:
    yield from _day_problems(fields, today)
    if "id_number" in fields and not _ID_NUMBER.fullmatch(_digits(fields["id_number"])):
        yield Problem("id_number", Reason.NOT_AN_ID_NUMBER)
    givers, objects = (block_numbers((f.name for f in asked), part) for part in PARTS)
    for number in givers:
        at = f"giver-{number}"
        if f"{at}-name" not in fields and fields.get(f"{at}-relation") != Relation.UNKNOWN:
            yield Problem(f"{at}-name", Reason.REQUIRED)
    wrong = [p for number in objects for p in _object_problems(fields, number, givers)]
    yield from wrong or _total_problems(fields, objects)


def _day_problems(fields: Mapping[str, str], today: date) -> Iterable[Problem]:
    asked = day_field(fields.get("type", ""))
    if asked not in fields:
        yield Problem(asked, Reason.REQUIRED)
    for name in ({"received_on", "refused_on"} - {asked}) & fields.keys():
        yield Problem(name, Reason.CONTRADICTS_TYPE)
    for name in ("birth_date", asked, "donated_on"):
        if name in fields:
            try:
                read_day(name, fields[name], today)
            except Invalid as error:
                yield from error.problems


def _object_problems(
    fields: Mapping[str, str], number: int, givers: Sequence[int]
) -> Iterable[Problem]:
    at = f"object-{number}-"
    needed = {} if fields.get("type") == DisclosureType.REFUSED else OF_A_RECEIPT
    missing = {at + name: reason for name, reason in needed.items()}
    if fields.get(at + "location") == Location.DONATED:
        missing |= dict.fromkeys(("donated_on", "donated_to"), Reason.REQUIRED)
    yield from (Problem(name, reason) for name, reason in missing.items() if name not in fields)
    if fields.get(at + "giver", str(givers[0])) not in {str(n) for n in givers}:
        yield Problem(at + "giver", Reason.UNKNOWN)
    yield from _money_problems(fields, at)


def _money_problems(fields: Mapping[str, str], at: str) -> Iterable[Problem]:
    amounts = {n: read_amount(fields[n]) for n in (at + "value", at + "rate") if n in fields}
    yield from (Problem(name, Reason.NOT_A_SUM) for name, read in amounts.items() if read is None)
    if prod(read for read in amounts.values() if read is not None) >= LARGEST:
        yield Problem(at + "value", Reason.NOT_A_SUM)  # no sum anybody was ever given
    currency = fields.get(at + "currency", RUPIAH).upper()
    if not _CURRENCY.fullmatch(currency):
        yield Problem(at + "currency", Reason.NOT_A_CURRENCY)
    elif currency != RUPIAH and at + "value" in fields and at + "rate" not in fields:
        yield Problem(at + "rate", Reason.REQUIRED)


def _total_problems(fields: Mapping[str, str], objects: Sequence[int]) -> Iterable[Problem]:
    """That all objects together are worth too much; told at the first of the form, else at the recap."""
    worth = sum(_worth(fields, f"object-{number}-") for number in objects)
    if worth >= MOST_RUPIAH:
        at = f"object-{objects[0]}-value" if objects[0] < ABOVE_BLOCKS else RECAP.name
        yield Problem(at, Reason.SUM_TOO_LARGE, MOST_RUPIAH // TRILLION)


def _worth(fields: Mapping[str, str], at: str) -> int:
    value, rate = (read_amount(fields.get(at + name, "")) for name in ("value", "rate"))
    is_rupiah = fields.get(at + "currency", RUPIAH).upper() == RUPIAH
    return in_rupiah(value, None if is_rupiah else rate) if value is not None else 0


def _digits(text: str) -> str:
    return re.sub(r"[ .-]", "", text)


def _disclosure(fields: dict[str, str]) -> Report:
    fields["id_number"] = _digits(fields["id_number"])
    return Report(
        kind=Kind.GRATIFICATION,
        unit_slug=fields["unit"],
        category=fields["type"],
        complaint_class=None,
        anonymity=Anonymity.NAMED,
        fear_of_reprisal=False,
        concerns_head=Answer.NO,
        concerns_desk=Answer.NO,
        exclude="",
        fields=fields,
        gratuity_on=date.fromisoformat(fields[day_field(fields["type"])]),
    )
