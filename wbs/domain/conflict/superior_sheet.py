"""The sheets of a declaration: what the superior decided, and how that was carried out.

The desk writes them down; the superior needs no account. What they say is sealed into the case.

Regulation: [PERMENPANRB-17-2024], [PERMENKO-INFRA-1-2026 art. 24]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wbs.domain.case import STAGE_OUTCOMES, Case, Outcome, Procedure, Stage
from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, Reason, chosen, read_date, read_fields


class SuperiorSheet(StrEnum):
    """What is written down about a declaration."""

    DECISION = "decision"
    CONTROL = "control"


FIELDS: Mapping[SuperiorSheet, tuple[FormField, ...]] = {
    SuperiorSheet.DECISION: (
        chosen("decision"),
        FormField("superior", is_required=True),
        FormField("superior_position", is_required=True),
        FormField("on", is_required=True),
        FormField("number"),
        FormField("measure", is_long=True),
        FormField("until"),
        FormField("message", is_long=True),
    ),
    SuperiorSheet.CONTROL: (
        FormField("done", is_required=True, is_long=True),
        FormField("on", is_required=True),
        FormField("message", is_long=True),
    ),
}
DECISIONS = STAGE_OUTCOMES[Stage.DECIDED]
LEADS_TO = {SuperiorSheet.DECISION: Stage.DECIDED, SuperiorSheet.CONTROL: Stage.CONTROLLED}


@dataclass(frozen=True)
class SuperiorRules:
    """What a sheet is held against. `earliest`: the first day on which what it tells can have happened."""

    today: date
    earliest: date
    lengths: Mapping[str, int]


@dataclass(frozen=True)
class WrittenDecision:
    """A sheet as it was filled: field name → text, without the message to whoever declared."""

    sheet: SuperiorSheet
    fields: Mapping[str, str] = field(repr=False)
    message: str = field(default="", repr=False)

    @property
    def on(self) -> date:
        """The day on which it was decided, or carried out."""
        return date.fromisoformat(self.fields["on"])

    @property
    def outcome(self) -> Outcome | None:
        """What was decided; None for what was carried out."""
        decision = self.fields.get("decision")
        return Outcome(decision) if decision else None


def sheets_for(case: Case) -> tuple[SuperiorSheet, ...]:
    """What may be written down now, in the order of the procedure."""
    if not case.is_open or case.procedure is not Procedure.DECLARATION:
        return ()
    return tuple(sheet for sheet, stage in LEADS_TO.items() if stage in case.next_stages)


def length_name(name: str) -> str:
    """Under which name `config/form.toml` says how long a field may be."""
    return name if name == "message" else f"superior-{name}"


def length_names() -> frozenset[str]:
    """The names of all fields a sheet may have, as `length_name` gives them."""
    names = {f.name for fields in FIELDS.values() for f in fields}
    return frozenset(map(length_name, names - {"message"}))


def read_sheet(
    sheet: SuperiorSheet, raw: Mapping[str, str], rules: SuperiorRules
) -> WrittenDecision:
    """The sheet in the form *raw*. Where there is a conflict, what is to be done about it must be said.

    Raises:
        InvalidForm: with every problem of every field.
    """
    asked = FIELDS[sheet]
    lengths = {f.name: rules.lengths[length_name(f.name)] for f in asked}
    fields, problems = read_fields(asked, raw, lengths)
    told = {problem.field for problem in problems}
    problems += (p for p in _further_problems(fields, rules) if p.field not in told)
    if problems:
        order = [form_field.name for form_field in asked]
        raise InvalidForm(tuple(sorted(problems, key=lambda p: order.index(p.field))))
    message = fields.pop("message", "")
    return WrittenDecision(sheet, fields, message)


def _further_problems(fields: Mapping[str, str], rules: SuperiorRules) -> Iterable[Problem]:
    decision = fields.get("decision")
    if decision is not None and decision not in DECISIONS:
        yield Problem("decision", Reason.UNKNOWN)
    elif decision not in (None, Outcome.NO_CONFLICT) and "measure" not in fields:
        yield Problem("measure", Reason.REQUIRED)
    yield from _day_problems(fields, rules)


def _day_problems(fields: Mapping[str, str], rules: SuperiorRules) -> Iterable[Problem]:
    days: dict[str, date] = {}
    for name in ("on", "until"):
        try:
            if name in fields:
                days[name] = read_date(name, fields[name])
        except Invalid as error:
            yield from error.problems
    on, until = days.get("on"), days.get("until")
    if on is None:
        return
    if on > rules.today:
        yield Problem("on", Reason.FUTURE_DATE)
    elif on < rules.earliest:
        yield Problem("on", Reason.TOO_EARLY)
    if until is not None and until < on:
        yield Problem("until", Reason.ENDS_TOO_EARLY)
