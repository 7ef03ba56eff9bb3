"""What the sheet's findings, cadences and typed numbers are called on screen."""

from collections.abc import Mapping

from flask_babel import format_decimal
from flask_babel.speaklater import LazyString

from wbs.domain.evaluation.cadence import DueState
from wbs.domain.evaluation.support import Finding, Support, Told
from wbs.domain.evaluation.typed_figures import DONE, OPEN, PARTS, WHOLE, TypedKind
from wbs.evidence.table import Mark
from wbs.web.languages import lazy_gettext
from wbs.web.officer.figure_words import cell_text, label

_l = lazy_gettext
PLACES = ("first", "second", "third")

SENTENCES: Mapping[Finding, LazyString] = {
    Finding.THREE_NUMBERS: _l(
        "%(first)s to be followed up, %(second)s in process, %(third)s completed."
    ),
    Finding.NIHIL: _l("Nil: there was nothing to follow up. Please add the statement of nil."),
    Finding.UNTOUCHED: _l("%(first)s complaints were reviewed by nobody yet."),
    Finding.PERIODS_KEPT: _l("%(first)s of %(second)s periods that are over have evidence."),
    Finding.COUNTED: _l("%(first)s in all: %(second)s done, %(third)s not yet."),
    Finding.DUTIES_MAPPED: _l("%(first)s of %(second)s main duties are mapped."),
    Finding.STATEMENTS: _l("%(first)s statements of %(second)s employees."),
    Finding.CHANNELS: _l(
        "%(first)s channels for complaints were used, %(second)s of them offline; by SP4N-LAPOR! came %(third)s complaints."
    ),
    Finding.REPLIES: _l("%(first)s periods of law for a reply were kept, %(second)s missed."),
    Finding.DISCLOSURES: _l("%(first)s gratuities were disclosed."),
    Finding.DESK: _l("A desk is at work."),
    Finding.DOCUMENTS: _l("%(first)s documents of this year."),
    Finding.LACKS_EVIDENCE: _l("%(first)s: no evidence yet."),
    Finding.LACKS_MONEV: _l("%(first)s: no monitoring and evaluation (monev)."),
    Finding.LACKS_CAMPAIGN: _l("%(first)s: no public campaign."),
    Finding.RUNNING: _l("%(first)s is running and has no evidence yet."),
    Finding.LACKS_KIND: _l("No document of this kind yet: %(first)s."),
    Finding.LACKS_ANY: _l("No document of this year under this row yet."),
    Finding.LACKS_DESK: _l("There is no desk yet."),
    Finding.LACKS_NUMBERS: _l("The numbers are not typed yet."),
    Finding.LACKS_EMPLOYEES: _l("The number of employees is not entered yet."),
    Finding.LACKS_DUTIES: _l("No main duty is on the map yet."),
    Finding.REST: _l("%(first)s not yet."),
    Finding.STILL_OPEN: _l("%(first)s still in process."),
    Finding.LACKS_RECOMMENDATIONS: _l("No recommendation is recorded or typed yet."),
    Finding.LACKS_OFFLINE: _l(
        "No offline way is seen yet: no complaint by letter, box or in person, and no photograph."
    ),
    Finding.LACKS_CHANNELS: _l("Only %(first)s channels were used."),
    Finding.REPLIES_MISSED: _l("%(first)s periods for a reply were missed."),
    Finding.NO_CRITERION: _l("None of the criteria of this row can be shown whole yet."),
    Finding.SP4N_FOR_PEOPLE: _l(
        "The integration with SP4N-LAPOR! and who manages it are for people to judge."
    ),
    Finding.FOR_PEOPLE: _l("Whether it is as the organisation set it is for people to judge."),
    Finding.NO_RULE: _l("The system judges nothing about this row."),
}
CADENCES: Mapping[str, LazyString] = {
    "monthly": _l("every month"),
    "quarterly": _l("every quarter"),
    "semester": _l("every half-year"),
    "annual": _l("every year"),
}
STATES: Mapping[DueState, LazyString] = {
    DueState.FILED: _l("There"),
    DueState.BY_SYSTEM: _l("From the system"),
    DueState.LACKING: _l("Missing"),
    DueState.RUNNING: _l("Running"),
    DueState.AHEAD: _l("Not begun"),
}
MARKS: Mapping[DueState, str] = {
    DueState.FILED: "tag--good",
    DueState.BY_SYSTEM: "tag--good",
    DueState.LACKING: "tag--warn",
    DueState.RUNNING: "",
    DueState.AHEAD: "",
}
WHOLES: Mapping[TypedKind, LazyString] = {
    TypedKind.ELEMENTS: _l("Elements of the control environment"),
    TypedKind.POLICIES: _l("Policies carried out"),
    TypedKind.PARTIES: _l("Parties concerned"),
    TypedKind.SERVICES: _l("Services of the unit"),
    TypedKind.RECOMMENDATIONS: _l("Recommendations of evaluations"),
    TypedKind.ACTIVITIES: _l("Main activities"),
    TypedKind.LHKPN: _l("Must hand in a LHKPN"),
    TypedKind.LHKASN: _l("Must hand in a LHKASN"),
}
DONES: Mapping[TypedKind, LazyString] = {
    TypedKind.ELEMENTS: _l("of these built"),
    TypedKind.POLICIES: _l("of these with their risks assessed"),
    TypedKind.PARTIES: _l("of these informed"),
    TypedKind.SERVICES: _l("of these reached"),
    TypedKind.RECOMMENDATIONS: _l("of these followed up"),
    TypedKind.ACTIVITIES: _l("of these under systematic control"),
    TypedKind.LHKPN: _l("Have handed in"),
    TypedKind.LHKASN: _l("Have handed in"),
}
PARTS_OF: Mapping[TypedKind, tuple[LazyString, LazyString, LazyString]] = {
    TypedKind.LHKPN: (
        _l("Head of the unit"),
        _l("Other officials who must, without the head"),
        _l("Others"),
    ),
    TypedKind.LHKASN: (
        _l("Administrators (echelon III)"),
        _l("Supervisors (echelon IV)"),
        _l("Functional and executing staff"),
    ),
}


def told_text(told: Told) -> str:
    """The finding with its values."""
    values = dict(zip(PLACES, map(cell_text, told.values), strict=False))
    return str(SENTENCES[told.finding]) % values


def supported_text(found: Support) -> str:
    """The answer or percentage the evidence supports, or that there was nothing; empty where there is none."""
    if any(told.finding is Finding.NIHIL for told in found.because):
        return label(Mark.NIHIL)
    return found.answer if found.percentage is None else cell_text(found.percentage)


def answer_text(answer: str, scale: str) -> str:
    """What people answered; a percentage as people write it."""
    if not answer or scale != "percent":
        return answer
    return f"{format_decimal(answer, '0.00')} %"


def typed_answer(answer: str, scale: str) -> str:
    """What people answered as its field takes it: a percentage without its sign."""
    return answer_text(answer, scale).removesuffix(" %")


def typed_labels(kind: TypedKind) -> dict[str, str]:
    """What the fields of typed numbers are called."""
    parts = PARTS_OF.get(kind, ())
    return {
        **dict(zip(PARTS, map(str, parts), strict=False)),
        WHOLE: str(WHOLES[kind]),
        DONE: str(DONES[kind]),
        OPEN: str(_l("Not yet")),
    }
