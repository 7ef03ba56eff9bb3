"""Every form a report may come by, under one roof: which fields it has, and how it is read."""

from collections.abc import Iterable, Mapping

from wbs.domain import report
from wbs.domain.conflict import declaration
from wbs.domain.form import FormField, FormRules, Report
from wbs.domain.gratification import disclosure
from wbs.domain.gratification.disclosure_form import base_names, disclosure_fields
from wbs.domain.kinds import Kind

# The forms that have the same fields whatever was typed.
PLAIN: Mapping[Kind, tuple[FormField, ...]] = {
    **report.FIELDS,
    Kind.CONFLICT_OF_INTEREST: declaration.FIELDS,
}
FORM_KINDS = (*PLAIN, Kind.GRATIFICATION)


def form_fields(kind: Kind, names: Iterable[str] = ()) -> tuple[FormField, ...]:
    """The fields of a form of this kind that brought *names*, in the order a person meets them."""
    if kind is Kind.GRATIFICATION:
        return disclosure_fields(names)
    return PLAIN[kind]


def field_names() -> frozenset[str]:
    """Every field of every form, one that may stand there many times under its base name."""
    return base_names().union(f.name for fields in PLAIN.values() for f in fields)


def read_form(raw: Mapping[str, str], rules: FormRules) -> Report:
    """What the form *raw* says.

    Raises:
        InvalidForm: with every problem of every field.
    """
    if rules.kind is Kind.GRATIFICATION:
        return disclosure.read_disclosure(raw, rules)
    if rules.kind is Kind.CONFLICT_OF_INTEREST:
        return declaration.read_declaration(raw, rules)
    return report.read_report(raw, rules)
