"""What the page of a sheet shows: its fields as the template draws them, and the disclosure beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wbs.domain.errors import Unavailable
from wbs.domain.form import FormField
from wbs.domain.gratification.disclosed import objects_of
from wbs.domain.gratification.gift import GivenObject
from wbs.domain.gratification.upg_sheet import (
    CHOICES,
    SETTLEMENTS,
    WITH_FILES,
    SheetKind,
    base_name,
    sheet_fields,
)
from wbs.domain.gratification.upg_sheet_form import SheetRules
from wbs.domain.kinds import Answer
from wbs.services.cases.open_case import CaseFile
from wbs.services.upg.upg_effects import gratuity_day
from wbs.web.languages import language
from wbs.web.officer.case_forms import written
from wbs.web.officer.references import reference
from wbs.web.officer.report_words import FactSection, sections_of
from wbs.web.officer.upg.sheet_words import (
    EXPLANATIONS,
    HINTS,
    LABELS,
    TITLES,
    WORDS,
    label_of,
    object_name,
)
from wbs.web.officer.upg.year_lines import YearLine
from wbs.web.shell import context
from wbs.web.words import label, number

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Typed:
    """What came in and could not be taken. `is_refused`: not for what was typed, but for where the case is."""

    fields: Mapping[str, str] = field(repr=False)
    problems: Mapping[str, str] = field(default_factory=dict)
    is_refused: bool = False


@dataclass(frozen=True)
class SheetField:
    """A field as the template draws it: `widget` is the macro that does."""

    name: str
    widget: str
    label: str
    value: str = field(repr=False)
    hint: str
    is_optional: bool
    options: Options


@dataclass(frozen=True)
class SheetPage:
    """Everything the template needs."""

    case_id: str
    reference: str
    kind: str
    title: str
    explanation: str
    seen: str
    fields: tuple[SheetField, ...] = field(repr=False)
    labels: Mapping[str, str]
    takes_files: bool
    problems: Mapping[str, str]
    is_refused: bool
    totals: tuple[YearLine, ...] | None = field(repr=False)
    sections: tuple[FactSection, ...] = field(repr=False)


def first_page(
    case_file: CaseFile, kind: SheetKind, rules: SheetRules, totals: tuple[YearLine, ...] | None
) -> SheetPage:
    """The sheet as it is offered: with what the disclosure already says."""
    return sheet_page(case_file, kind, rules, Typed(_known(case_file, kind)), totals)


def sheet_page(
    case_file: CaseFile,
    kind: SheetKind,
    rules: SheetRules | None,
    typed: Typed,
    totals: tuple[YearLine, ...] | None,
) -> SheetPage:
    """The page of a sheet with what was typed; without *rules* the procedure has no place for it any more."""
    objects = objects_of(case_file.opened.report.fields)
    asked = sheet_fields(kind, objects)
    fields = tuple(_field(kind, f, case_file, rules, typed.fields.get(f.name, "")) for f in asked)
    labels = {f.name: f.label for f in fields} | {"attachments": str(LABELS["attachments"])}
    return SheetPage(
        case_id=case_file.case.id,
        reference=reference(case_file.case.id),
        kind=kind.value,
        title=str(TITLES[kind]),
        explanation=str(EXPLANATIONS[kind]),
        # What was refused because the case changed may be sent again on what stands there now.
        seen=written(case_file.seen)
        if typed.is_refused
        else typed.fields.get("seen", "") or written(case_file.seen),
        fields=fields,
        labels=labels,
        takes_files=kind in WITH_FILES,
        problems=typed.problems,
        is_refused=typed.is_refused,
        totals=totals,
        sections=sections_of(case_file),
    )


def exempt_options(case_file: CaseFile) -> Options:
    """The exempt kinds of the rules of its day by their letters; none where no rules reach back so far."""
    day = gratuity_day(case_file.opened.report.fields)
    try:
        kinds = context().law.gratuities.in_force(day).kinds
    except Unavailable:
        return ()
    return tuple((k.code, f"{k.code}. {k.label.text(language())}") for k in kinds)


def _known(case_file: CaseFile, kind: SheetKind) -> dict[str, str]:
    """What need not be typed again: the reporter said it."""
    fields = case_file.opened.report.fields
    objects = objects_of(fields)
    if kind is SheetKind.REVIEW:
        spoils = any(o.is_perishable for o in objects)
        values = {f"value-{o.number}": number(o.rupiah) for o in objects if o.rupiah is not None}
        return values | ({"perishable": Answer.YES.value} if spoils else {})
    if kind is SheetKind.CUSTODY and not any(
        s.content.sheet == SheetKind.CUSTODY for s in case_file.opened.sheets
    ):
        return {"from": fields.get("name", "")}  # the first hands it in
    return {}


def _field(
    kind: SheetKind,
    asked: FormField,
    case_file: CaseFile,
    rules: SheetRules | None,
    value: str,
) -> SheetField:
    base = base_name(asked.name)
    objects = objects_of(case_file.opened.report.fields)
    name = label_of(kind, asked.name, objects)
    if base == "object":
        name = object_name(objects, asked.name.partition("-")[2])
    hint = HINTS.get(base, "")
    return SheetField(
        name=asked.name,
        widget=_widget(asked, base),
        label=name,
        value=value,
        hint=str(hint) if kind is not SheetKind.RETURN or base != "message" else "",
        is_optional=not asked.is_required,
        options=_options(base, case_file, rules),
    )


def _widget(asked: FormField, base: str) -> str:
    if asked.is_long:
        return "textarea"
    if base == "exempt":
        return "select"
    if base == "object":
        return "checkbox"
    if base in CHOICES:
        return "choice"
    return {"on": "day", "value": "amount"}.get(base, "text")


def _options(base: str, case_file: CaseFile, rules: SheetRules | None) -> Options:
    if base == "exempt":
        return exempt_options(case_file)
    if base not in CHOICES:
        return ()
    offered = CHOICES[base]
    if base == "settlement" and rules is not None and rules.outcome is not None:
        offered = SETTLEMENTS.get(rules.outcome, offered)
    return tuple((word.value, label(word)) for word in WORDS[base] if word in offered)


def objects_in(case_file: CaseFile) -> tuple[GivenObject, ...]:
    """What was given, by the disclosure."""
    return objects_of(case_file.opened.report.fields)
