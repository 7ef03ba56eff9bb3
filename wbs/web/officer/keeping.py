"""The part of a case's page that says how long the case is kept, and holds it."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.retention import HoldReason, Keeping, Retention
from wbs.services.cases.open_case import CaseFile
from wbs.services.retention.kept_cases import kept_case
from wbs.web.languages import gettext, language
from wbs.web.officer.case_forms import Sent
from wbs.web.officer.doorkeeper import actor
from wbs.web.shell import context
from wbs.web.words import day, label

ACTS = ("hold", "lift")


@dataclass(frozen=True)
class KeepingPanel:
    """What the panel shows. `reasons` are empty where the case is held already."""

    case_id: str
    standing: str
    is_warning: bool
    facts: tuple[tuple[str, str], ...]
    is_held: bool
    is_over: bool
    is_open_form: bool
    reasons: tuple[tuple[str, str], ...]


def keeping_of(case_file: CaseFile, sent: Sent) -> KeepingPanel | None:
    """The panel, for the desk in charge alone."""
    case = case_file.case
    if case.desk_id not in actor().officer.desk_ids:
        return None
    found = kept_case(context(), case).retention
    is_held = found.hold is not None
    return KeepingPanel(
        case_id=case.id,
        standing=label(found.keeping),
        is_warning=found.keeping in {Keeping.NEAR, Keeping.OVER},
        facts=facts_of(found),
        is_held=is_held,
        is_over=found.keeping is Keeping.OVER,
        is_open_form=sent.act in ACTS,
        reasons=() if is_held else tuple((word.value, label(word)) for word in HoldReason),
    )


def facts_of(found: Retention) -> tuple[tuple[str, str], ...]:
    """What decides how long a case is kept, each under its name."""
    facts = [
        (gettext("Kept until"), _day(found.ends_on)),
        (gettext("Counted from"), _day(found.since)),
    ]
    if found.ends_on is not None:
        facts.append((gettext("Rule"), rule_text(found)))
    if found.hold is not None:
        facts.append((gettext("Held since"), day(found.hold.set_on)))
        facts.append((gettext("Why it is held"), label(found.hold.reason)))
    return tuple((name, text) for name, text in facts if text)


def rule_text(found: Retention) -> str:
    """The rule by which the case is kept, with the code of the agency's schedule where there is one."""
    rule = found.rule
    text = gettext(
        "%(rule)s: %(months)s months", rule=rule.label.text(language()), months=rule.months
    )
    return f"{text} (JRA {rule.jra_code})" if rule.jra_code else str(text)


def _day(value: date | None) -> str:
    return day(value) if value else ""
