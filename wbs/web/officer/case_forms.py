"""What an officer may do with a case now, as the choices of its forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import shorten

from flask_babel.speaklater import LazyString

from wbs.domain.case import (
    OUTCOMES_BEFORE_REVIEW,
    Outcome,
    OutcomeDetail,
    Procedure,
    Stage,
    details_of,
)
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.record import Author
from wbs.services.cases.open_case import CaseFile, Seen
from wbs.services.cases.read_records import OpenedMessage
from wbs.services.upg.upg_sheets import sheets_now
from wbs.web.languages import gettext, lazy_gettext
from wbs.web.officer.upg.sheet_words import EXPLANATIONS as SHEET_EXPLANATIONS
from wbs.web.officer.upg.sheet_words import TITLES
from wbs.web.shell import context
from wbs.web.words import day, label

_l = lazy_gettext
FIRST_WORDS = 60  # characters by which a message is known again
Choices = tuple[tuple[str, ...], ...]

EXPLANATIONS: dict[Stage, LazyString] = {
    Stage.CLARIFICATION: _l("The reporter is asked for what is missing. Write the question below."),
    Stage.REVIEW: _l("The desk looks into whether the report can be followed up."),
    Stage.INVESTIGATION: _l("The facts are established."),
    Stage.FOLLOW_UP: _l("What was found is acted upon."),
}


NAMES: dict[str, LazyString] = {
    "message": _l("Message"),
    "stage": _l("Next stage"),
    "outcome": _l("Outcome"),
    "outcome_detail": _l("More about the outcome"),
    "grounds": _l("Grounds"),
    "complaint_class": _l("Class"),
    "reason": _l("Reason"),
    "desk": _l("To which desk"),
    "unit": _l("To which unit it belongs"),
    "concerns_head": _l("Does it concern the head of that unit?"),
    "concerns_desk": _l("Does it concern somebody at a desk of that unit?"),
    "hold_reason": _l("Why it is held"),
    "rests_on": _l("Evidence"),
    "officer": _l("Who has the case"),
    "note": _l("Internal note"),
    "task": _l("What is to be done"),
    "task_due": _l("Until"),
    "task_officer": _l("By whom"),
    "linked": _l("The other case"),
    "summary_title": _l("What the case is called"),
    "summary_names": _l("Names in the case"),
    "addressee": _l("To whom"),
    "addressee_name": _l("Name of the agency"),
    "referred_on": _l("Day of the letter"),
    "letter_number": _l("Number of the letter"),
    "referral_note": _l("Note"),
    "referral": _l("To which referral"),
    "replied_on": _l("Day of the answer"),
    "reply_number": _l("Number of the letter"),
    "reply_note": _l("What was answered"),
    "decision": _l("What was decided"),
    "superior": _l("Name of the superior"),
    "superior_position": _l("Position of the superior"),
    "on": _l("Day"),
    "number": _l("Number of the letter"),
    "measure": _l("What has to be done"),
    "until": _l("Until when it holds"),
    "done": _l("What was done"),
}


@dataclass(frozen=True)
class Sent:
    """The form that came in and could not be done, or none: each form of the page asks for its own part."""

    act: str = ""
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)
    problems: Mapping[str, str] = field(default_factory=dict)

    def text(self, act: str, name: str) -> str:
        """What was typed into that field of that form."""
        return self.typed.get(name, "") if act == self.act else ""

    def chosen(self, act: str, name: str) -> frozenset[str]:
        """Every answer to a question with several."""
        several = getattr(self.typed, "getlist", None) if act == self.act else None
        return frozenset(several(name)) if several else frozenset()

    def problems_of(self, act: str) -> Mapping[str, str]:
        """Field name → sentence, for that form."""
        return self.problems if act == self.act else {}


@dataclass(frozen=True)
class Forms:
    """The choices of each form; an empty one is not shown.

    `reopens_to` is the stage at which a closed case is reopened, `evidence` the reporter's messages it may rest on. A disclosure is moved on by the sheets
    of the UPG, not by the choice of a stage. `skips_investigation`: closed now, it has no investigation on its way. `seen` goes with every form, so that a decision is taken on
    what the officer had before them.
    """

    seen: str
    sheets: Choices
    stages: Choices
    may_close: bool
    reopens_to: str
    evidence: Choices
    outcomes: Choices
    details: Choices
    may_link: bool
    classes: Choices
    complaint_class: str
    is_before_review: bool
    skips_investigation: bool
    awaits_question: bool


def forms_of(case_file: CaseFile) -> Forms:
    """The forms of the case as it stands; a desk that looks in decides nothing and has none of them."""
    case = case_file.case
    after = case.next_stages if case_file.is_in_charge else frozenset()
    outcomes = [outcome for outcome in Outcome if outcome in case.possible_outcomes()]
    return Forms(
        seen=written(case_file.seen),
        sheets=tuple(
            (kind.value, str(TITLES[kind]), str(SHEET_EXPLANATIONS[kind]))
            for kind in sheets_now(context(), case_file)
            if case_file.is_in_charge
        ),
        stages=tuple(
            (stage.value, label(stage), str(EXPLANATIONS[stage]))
            for stage in Stage
            if case.is_open and stage in after and stage in EXPLANATIONS
        ),
        may_close=Stage.CLOSED in after,
        reopens_to="" if case.is_open or not after else next(iter(after)).value,
        evidence=() if case.is_open or not after else _evidence(case_file),
        outcomes=tuple((outcome.value, label(outcome)) for outcome in outcomes),
        details=tuple(
            _detail(o, d)
            for o in outcomes
            for d in OutcomeDetail
            if d in details_of(case.procedure, o)
        ),
        may_link=Outcome.DUPLICATE in outcomes,
        classes=tuple((word.value, label(word)) for word in ComplaintClass)
        if case.is_open and case.kind is Kind.COMPLAINT and case_file.is_in_charge
        else (),
        complaint_class=case.complaint_class.value if case.complaint_class else "",
        is_before_review=set(outcomes) == OUTCOMES_BEFORE_REVIEW,
        skips_investigation=case.procedure is Procedure.REPORT
        and case.reviewed
        and case.stage in {Stage.REVIEW, Stage.CLARIFICATION},
        awaits_question=case_file.awaits_question,
    )


def _evidence(case_file: CaseFile) -> Choices:
    """What the reporter wrote, the last first: new evidence is rarely the first word."""
    return tuple(
        (str(m.number), evidence_words(m))
        for m in reversed(case_file.opened.messages)
        if m.author is Author.REPORTER
    )


def evidence_words(message: OpenedMessage) -> str:
    """What tells a message of the reporter from the others: day, first words, files."""
    names = ", ".join(ref.name for ref in message.content.attachments)
    told = gettext("The reporter on %(day)s", day=day(message.written_on))
    words = shorten(message.content.text, FIRST_WORDS, placeholder="…")
    told = f"{told}: “{words}”" if words else told
    return f"{told} ({names})" if names else told


def written(seen: Seen) -> str:
    """What the officer has before them, as a form carries it."""
    return f"{seen.events}.{seen.reporter_record}.{seen.last_record}"


def read_seen(text: str) -> Seen | None:
    """What a form carried; None where it carries nothing that can be read."""
    try:
        events, reporter_record, last_record = map(int, text.split("."))
    except ValueError:
        return None
    return Seen(events, reporter_record, last_record)


def _detail(outcome: Outcome, detail: OutcomeDetail) -> tuple[str, str]:
    return detail.value, f"{label(outcome)}: {label(detail)}"
