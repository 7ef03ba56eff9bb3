"""What the page of retention shows: cases near or past their end, held ones, and what awaits a second person."""

from dataclasses import dataclass

from flask import url_for

from wbs.domain.retention import ErasureReason, Keeping
from wbs.services.retention.kept_cases import KeptCase, RetentionList
from wbs.web.languages import gettext, language
from wbs.web.officer.doorkeeper import actor
from wbs.web.officer.keeping import rule_text
from wbs.web.officer.references import reference
from wbs.web.shell import context
from wbs.web.words import day, label


@dataclass(frozen=True)
class Line:
    """A case of a list: clear facts. Without `url` it is a case of a desk the officer is not at."""

    case_id: str
    reference: str
    url: str
    about: str
    where: str
    ended: str
    kept_until: str
    state: str
    is_over: bool


@dataclass(frozen=True)
class RuleLine:
    """One rule of retention."""

    name: str
    months: int
    jra_code: str
    force: str
    source: str


@dataclass(frozen=True)
class RetentionPage:
    """The lists of the page, by what can be done with them."""

    over: tuple[Line, ...]
    near: tuple[Line, ...]
    to_confirm: tuple[Line, ...]
    own_proposals: tuple[Line, ...]
    confirmed: tuple[Line, ...]
    held: tuple[Line, ...]
    rules: tuple[RuleLine, ...]
    reasons: tuple[tuple[str, str], ...]
    warning_days: int


def page_of(found: RetentionList) -> RetentionPage:
    """The page of an officer."""
    own = actor().officer.id
    proposed = [each for each in (*found.warned, *found.elsewhere) if each.proposal]
    waiting = [each for each in proposed if each.proposal and not each.proposal.is_confirmed]
    free = [each for each in found.warned if each.proposal is None]
    rules = context().law.retention

    def lines(cases: list[KeptCase]) -> tuple[Line, ...]:
        return tuple(_line(found, each) for each in cases)

    return RetentionPage(
        over=lines([each for each in free if each.retention.keeping is Keeping.OVER]),
        near=lines([each for each in free if each.retention.keeping is Keeping.NEAR]),
        to_confirm=lines([e for e in waiting if e.proposal and e.proposal.proposed_by != own]),
        own_proposals=lines([e for e in waiting if e.proposal and e.proposal.proposed_by == own]),
        confirmed=lines([e for e in proposed if e.proposal and e.proposal.is_confirmed]),
        held=lines(list(found.held)),
        rules=tuple(
            RuleLine(
                rule.label.text(language()),
                rule.months,
                rule.jra_code,
                label(rule.force),
                rule.source,
            )
            for rule in rules.rules
        ),
        reasons=tuple((word.value, label(word)) for word in ErasureReason),
        warning_days=rules.warning_days,
    )


def _line(found: RetentionList, each: KeptCase) -> Line:
    case, retention = each.case, each.retention
    is_own = case.desk_id in actor().officer.desk_ids
    desk = found.desks[case.desk_id]
    return Line(
        case_id=case.id,
        reference=reference(case.id),
        url=url_for("case.show", case_id=case.id) if is_own else "",
        about=context().law.category_label(case.category, language())
        if is_own
        else label(case.kind),
        where=f"{label(desk.kind)} · {found.units[desk.unit_id].name}",
        ended=_ended(each),
        kept_until=f"{day(retention.ends_on)}. {rule_text(retention)}" if retention.ends_on else "",
        state=_state(found, each),
        is_over=retention.keeping is Keeping.OVER,
    )


def _ended(each: KeptCase) -> str:
    case = each.case
    if case.closed_on is None:
        return label(case.stage)
    outcome = label(case.outcome) if case.outcome else ""
    return f"{outcome}, {day(case.closed_on)}"


def _state(found: RetentionList, each: KeptCase) -> str:
    proposal, hold = each.proposal, each.retention.hold
    if hold is not None:
        who = found.names.get(hold.set_by, "")
        return f"{label(hold.reason)}. {_by(who, day(hold.set_on))}"
    if proposal is None:
        return label(each.retention.keeping)
    told = gettext(
        "Proposed by %(who)s on %(day)s: %(reason)s",
        who=found.names.get(proposal.proposed_by, ""),
        day=day(proposal.proposed_on),
        reason=label(proposal.reason),
    )
    if proposal.confirmed_on is None:
        return str(told)
    second = gettext(
        "Confirmed by %(who)s on %(day)s",
        who=found.names.get(proposal.confirmed_by or "", ""),
        day=day(proposal.confirmed_on),
    )
    return f"{told}. {second}"


def _by(who: str, on: str) -> str:
    return str(gettext("Set by %(who)s on %(day)s", who=who, day=on))
