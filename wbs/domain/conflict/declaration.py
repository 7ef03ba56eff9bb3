"""The declaration of a conflict of interest as its form brings it, read once, every problem told at once.

Regulation: [PERMENPANRB-17-2024]
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, FormRules, Reason, Report, chosen, read_day, read_fields
from wbs.domain.kinds import Anonymity, Answer, Nature


class RelatedAs(StrEnum):
    """What the related party is to whoever declares."""

    OWN = "own"
    SPOUSE_CHILD_PARENT = "spouse_child_parent"
    SIBLING_IN_LAW = "sibling_in_law"
    OTHER_RELATIVE = "other_relative"
    FRIEND = "friend"
    BUSINESS_PARTNER = "business_partner"
    EMPLOYER = "employer"
    ASSOCIATION = "association"
    OTHER = "other"


# In the order a person meets them. Files come beside them, as `attachments`.
FIELDS = (
    chosen("unit"),
    FormField("name", is_required=True),
    FormField("position", is_required=True),
    chosen("nature"),
    chosen("source"),
    FormField("related_party", is_required=True, is_long=True),
    chosen("relation"),
    FormField("affected_duty", is_required=True, is_long=True),
    FormField("proposed_control", is_long=True),
    FormField("declared_on", is_required=True),
    FormField("concerns_head"),
    FormField("concerns_desk"),
)


def read_declaration(raw: Mapping[str, str], rules: FormRules) -> Report:
    """The declaration in the form *raw*; its category is the source of the conflict.

    Whoever declares has a name: their superior decides about their duties. An absent answer is no.

    Raises:
        InvalidForm: with every problem of every field.
    """
    fields, problems = read_fields(FIELDS, raw, rules.lengths)
    told = {problem.field for problem in problems}
    problems += (p for p in _further_problems(fields, rules) if p.field not in told)
    if problems:
        order = [form_field.name for form_field in FIELDS]
        raise InvalidForm(tuple(sorted(problems, key=lambda p: order.index(p.field))))
    return Report(
        kind=rules.kind,
        unit_slug=fields["unit"],
        category=fields["source"],
        complaint_class=None,
        anonymity=Anonymity.NAMED,
        fear_of_reprisal=False,
        concerns_head=Answer(fields.get("concerns_head", Answer.NO)),
        concerns_desk=Answer(fields.get("concerns_desk", Answer.NO)),
        exclude="",
        fields=fields,
    )


def _further_problems(fields: Mapping[str, str], rules: FormRules) -> Iterable[Problem]:
    sources = {c.slug for c in rules.categories if c.is_offered and rules.kind in c.kinds}
    offered: dict[str, Collection[str]] = {
        "unit": rules.unit_slugs,
        "nature": {word.value for word in Nature},
        "source": sources,
        "relation": {word.value for word in RelatedAs},
        "concerns_head": {word.value for word in Answer},
        "concerns_desk": {word.value for word in Answer},
    }
    for name, values in offered.items():
        if name in fields and fields[name] not in values:
            yield Problem(name, Reason.UNKNOWN)
    if "declared_on" in fields:
        try:
            read_day("declared_on", fields["declared_on"], rules.today)
        except Invalid as error:
            yield from error.problems
