"""A report as a form brings it: what a person typed, read once, and every problem told at once."""

from collections.abc import Collection, Iterable, Mapping

from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, FormRules, Reason, Report, chosen, read_day, read_fields
from wbs.domain.kinds import Anonymity, Answer, ComplaintClass, Kind

IDENTITY = ("identity_name", "identity_contact")
WITH_IDENTITY = frozenset({Anonymity.CONFIDENTIAL, Anonymity.NAMED})


_FIELDS = (
    chosen("unit"),
    chosen("category"),
    FormField("what", is_required=True, is_long=True),
    FormField("who", is_long=True),
    FormField("where", is_long=True),
    FormField("when", is_long=True),
    FormField("when_date"),
    FormField("how", is_long=True),
    FormField("concerns_head"),
    FormField("concerns_desk"),
    FormField("exclude", is_long=True),
    FormField("fear_of_reprisal"),
    FormField("anonymity"),
    FormField("identity_name"),
    FormField("identity_contact", is_long=True),
)

# The fields of each form in the order a person meets them. Files come beside them, as `attachments`.
FIELDS: dict[Kind, tuple[FormField, ...]] = {
    Kind.WBS: _FIELDS,
    Kind.COMPLAINT: (*_FIELDS[:2], FormField("class"), *_FIELDS[2:]),
}


def read_report(raw: Mapping[str, str], rules: FormRules) -> Report:
    """The report in the form *raw*; fields the form does not have are ignored, empty ones left out.

    An absent answer is no, an absent anonymity is anonymous, an absent class is undecided.

    Raises:
        InvalidForm: with every problem of every field.
    """
    fields, problems = read_fields(FIELDS[rules.kind], raw, rules.lengths)
    told = {problem.field for problem in problems}
    inferred = () if "anonymity" in told else _identity_problems(fields)
    problems += (p for p in (*_choice_problems(fields, rules), *inferred) if p.field not in told)
    if problems:
        raise InvalidForm(_in_form_order(problems, rules.kind))
    return _report(fields, rules.kind)


def _choice_problems(fields: Mapping[str, str], rules: FormRules) -> Iterable[Problem]:
    slugs = {c.slug for c in rules.categories if c.is_offered and rules.kind in c.kinds}
    offered: dict[str, Collection[str]] = {
        "unit": rules.unit_slugs,
        "category": slugs,
        "class": {c.value for c in ComplaintClass},
        "concerns_head": {a.value for a in Answer},
        "concerns_desk": {a.value for a in Answer},
        "fear_of_reprisal": {Answer.YES.value, Answer.NO.value},
        "anonymity": {a.value for a in Anonymity},
    }
    for name, values in offered.items():
        if name in fields and fields[name] not in values:
            yield Problem(name, Reason.UNKNOWN)
    if "when_date" in fields:
        try:
            read_day("when_date", fields["when_date"], rules.today)
        except Invalid as error:
            yield from error.problems


def _identity_problems(fields: Mapping[str, str]) -> Iterable[Problem]:
    anonymity = fields.get("anonymity", Anonymity.ANONYMOUS.value)
    if anonymity == Anonymity.ANONYMOUS:
        yield from (Problem(n, Reason.CONTRADICTS_ANONYMITY) for n in IDENTITY if n in fields)
    elif anonymity in WITH_IDENTITY and "identity_name" not in fields:
        yield Problem("identity_name", Reason.REQUIRED)


def _in_form_order(problems: Iterable[Problem], kind: Kind) -> tuple[Problem, ...]:
    order = [form_field.name for form_field in FIELDS[kind]]
    return tuple(sorted(problems, key=lambda problem: order.index(problem.field)))


def _report(fields: Mapping[str, str], kind: Kind) -> Report:
    complaint_class = fields.get("class")
    return Report(
        kind=kind,
        unit_slug=fields["unit"],
        category=fields["category"],
        complaint_class=ComplaintClass(complaint_class) if complaint_class else None,
        anonymity=Anonymity(fields.get("anonymity", Anonymity.ANONYMOUS)),
        fear_of_reprisal=fields.get("fear_of_reprisal") == Answer.YES,
        concerns_head=Answer(fields.get("concerns_head", Answer.NO)),
        concerns_desk=Answer(fields.get("concerns_desk", Answer.NO)),
        exclude=fields.get("exclude", ""),
        fields=fields,
    )
