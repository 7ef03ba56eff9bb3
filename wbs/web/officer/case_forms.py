"""What an officer may do with a case now, as the choices of its forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel.speaklater import LazyString

from wbs.domain.case import DETAILS, NEXT_STAGES, Outcome, OutcomeDetail, Stage
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.services.open_case import CaseFile, Seen
from wbs.web.languages import lazy_gettext
from wbs.web.words import label

_l = lazy_gettext
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

    def problems_of(self, act: str) -> Mapping[str, str]:
        """Field name → sentence, for that form."""
        return self.problems if act == self.act else {}


@dataclass(frozen=True)
class Forms:
    """The choices of each form; an empty one is not shown.

    `seen` goes with every form, so that a decision is taken on what the officer had before them.
    """

    seen: str
    stages: Choices
    may_close: bool
    may_reopen: bool
    outcomes: Choices
    details: Choices
    classes: Choices
    complaint_class: str
    is_before_review: bool
    awaits_question: bool


def forms_of(case_file: CaseFile) -> Forms:
    """The forms of the case as it stands."""
    case = case_file.case
    after = NEXT_STAGES[case.stage]
    outcomes = [outcome for outcome in Outcome if outcome in case.possible_outcomes()]
    return Forms(
        seen=written(case_file.seen),
        stages=tuple(
            (stage.value, label(stage), str(EXPLANATIONS[stage]))
            for stage in Stage
            if case.is_open and stage in after and stage in EXPLANATIONS
        ),
        may_close=Stage.CLOSED in after,
        may_reopen=not case.is_open,
        outcomes=tuple((outcome.value, label(outcome)) for outcome in outcomes),
        details=tuple(
            _detail(o, d) for o in outcomes for d in OutcomeDetail if d in DETAILS.get(o, ())
        ),
        classes=tuple((word.value, label(word)) for word in ComplaintClass)
        if case.is_open and case.kind is Kind.COMPLAINT
        else (),
        complaint_class=case.complaint_class.value if case.complaint_class else "",
        is_before_review=not case.reviewed,
        awaits_question=case_file.awaits_question,
    )


def written(seen: Seen) -> str:
    """What the officer has before them, as a form carries it."""
    return f"{seen.events}.{seen.reporter_record}"


def read_seen(text: str) -> Seen | None:
    """What a form carried; None where it carries nothing that can be read."""
    events, _, record = text.partition(".")
    try:
        return Seen(int(events), int(record))
    except ValueError:
        return None


def _detail(outcome: Outcome, detail: OutcomeDetail) -> tuple[str, str]:
    return detail.value, f"{label(outcome)}: {label(detail)}"
