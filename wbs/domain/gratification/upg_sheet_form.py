"""Read a sheet of the UPG from its form: every field, every problem at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from wbs.domain.case import Outcome
from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import Reason, read_day, read_fields
from wbs.domain.gratification.gift import GivenObject, read_amount
from wbs.domain.gratification.upg_sheet import (
    CHOICES,
    NAMES_OBJECTS,
    SETTLEMENTS,
    Settlement,
    SheetKind,
    asks_which,
    base_name,
    length_name,
    sheet_fields,
)
from wbs.domain.kinds import Answer


@dataclass(frozen=True)
class SheetRules:
    """What a sheet is held against.

    `earliest` is the first day on which what it tells can have happened. `unclaimed_after` is the
    last day on which an object of the recipient's can be fetched, where that runs.
    """

    today: date
    earliest: date
    outcome: Outcome | None
    objects: tuple[GivenObject, ...] = field(repr=False)
    exempt_codes: Collection[str]
    unclaimed_after: date | None
    lengths: Mapping[str, int]


@dataclass(frozen=True)
class Sheet:
    """A sheet as the UPG filled it: field name → text, without the message to the reporter."""

    kind: SheetKind
    fields: Mapping[str, str] = field(repr=False)
    message: str = field(default="", repr=False)

    @property
    def on(self) -> date | None:
        """The day on which what it tells happened, where it tells one."""
        return date.fromisoformat(self.fields["on"]) if "on" in self.fields else None

    def says(self, name: str) -> bool:
        """Whether a question is answered with yes."""
        return self.fields.get(name) == Answer.YES


def read_sheet(kind: SheetKind, raw: Mapping[str, str], rules: SheetRules) -> Sheet:
    """The sheet in the form *raw*.

    Raises:
        InvalidForm: with every problem of every field.
    """
    asked = sheet_fields(kind, rules.objects)
    fields, problems = read_fields(
        asked, raw, {f.name: rules.lengths[length_name(f.name)] for f in asked}
    )
    told = {problem.field for problem in problems}
    for form_field in asked:
        if form_field.name in fields and form_field.name not in told:
            problems += _problems_of(form_field.name, fields, rules)
    if kind is SheetKind.REVIEW and fields.get("exempt") and fields.get("conflict") == Answer.YES:
        problems.append(Problem("exempt", Reason.CONTRADICTS_CONFLICT))
    if kind in NAMES_OBJECTS and not chosen_objects(fields, rules.objects):
        problems.append(Problem(f"object-{rules.objects[0].number}", Reason.NOT_TICKED))
    if problems:
        order = {form_field.name: place for place, form_field in enumerate(asked)}
        raise InvalidForm(tuple(sorted(problems, key=lambda p: order[p.field])))
    message = fields.pop("message", "")
    return Sheet(kind, fields, message)


def chosen_objects(
    fields: Mapping[str, str], objects: tuple[GivenObject, ...]
) -> tuple[GivenObject, ...]:
    """The objects a sheet is about: all of them where it is not asked."""
    if not asks_which(objects):
        return objects
    return tuple(o for o in objects if fields.get(f"object-{o.number}") == Answer.YES)


def _problems_of(name: str, fields: Mapping[str, str], rules: SheetRules) -> tuple[Problem, ...]:
    text, base = fields[name], base_name(name)
    if base == "on":
        return _day_problems(fields, rules)
    offered = _offered(base, rules)
    if offered is not None and text not in offered:
        is_known = base == "settlement" and text in CHOICES[base]
        return (Problem(name, Reason.CONTRADICTS_OUTCOME if is_known else Reason.UNKNOWN),)
    if base == "value" and read_amount(text) is None:
        return (Problem(name, Reason.NOT_A_SUM),)
    return ()


def _offered(base: str, rules: SheetRules) -> Collection[str] | None:
    """What may stand in a field of that name; None where anything may."""
    if base == "exempt":
        return rules.exempt_codes
    if base == "object":
        return (Answer.YES,)
    if base == "settlement" and rules.outcome is not None:
        return SETTLEMENTS.get(rules.outcome, ())
    return CHOICES.get(base)


def _day_problems(fields: Mapping[str, str], rules: SheetRules) -> tuple[Problem, ...]:
    try:
        day = read_day("on", fields["on"], rules.today)
    except Invalid as error:
        return error.problems
    if day < rules.earliest:
        return (Problem("on", Reason.TOO_EARLY),)
    is_unclaimed = fields.get("settlement") == Settlement.UNCLAIMED
    if is_unclaimed and (rules.unclaimed_after is None or day <= rules.unclaimed_after):
        return (Problem("on", Reason.NOT_UNCLAIMED_YET),)
    return ()
