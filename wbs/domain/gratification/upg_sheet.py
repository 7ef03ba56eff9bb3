"""The sheets of the UPG: what it writes down about a disclosure, from the check for completeness to the end.

A sheet belongs to a moment of the procedure (`sheets_for`); what it says is sealed into the case.

Regulation: [PERKPK-2-2019], [UU-30-2002 art. 17], [SK-KPK-1461-2020]
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from wbs.domain.case import STAGE_OUTCOMES, Case, Outcome, Procedure, Stage
from wbs.domain.form import FormField, chosen
from wbs.domain.gratification.disclosure_form import ABOVE_BLOCKS
from wbs.domain.gratification.gift import GivenObject
from wbs.domain.kinds import Answer
from wbs.domain.period import Trigger


class SheetKind(StrEnum):
    """What the UPG writes down."""

    RETURN = "return"
    COMPLETION = "completion"
    REVIEW = "review"
    RECORD = "record"
    REVISION = "revision"
    CUSTODY = "custody"
    FORWARDING = "forwarding"
    RECAP = "recap"
    DETERMINATION = "determination"
    SETTLEMENT = "settlement"


class Movement(StrEnum):
    """What happened to an object in the UPG's keeping."""

    DEPOSITED = "deposited"
    MOVED = "moved"
    INSPECTED = "inspected"
    SENT_TO_KPK = "sent_to_kpk"
    GIVEN_BACK = "given_back"


class ForwardedBy(StrEnum):
    """Who reported to KPK."""

    UPG = "upg"
    INDIVIDUAL = "individual"


class Settlement(StrEnum):
    """What became of the object in the end."""

    HANDED_OVER = "handed_over"
    COMPENSATED = "compensated"
    GIVEN_BACK = "given_back"
    KEPT = "kept"
    UNCLAIMED = "unclaimed"
    USED_BY_AGENCY = "used_by_agency"
    DONATED = "donated"
    RETURNED_TO_GIVER = "returned_to_giver"
    DESTROYED = "destroyed"


_IN_THE_HOUSE = frozenset({Settlement.DONATED, Settlement.RETURNED_TO_GIVER, Settlement.DESTROYED})
# What may become of an object after each decision.
SETTLEMENTS: Mapping[Outcome, frozenset[Settlement]] = {
    Outcome.RECORDED: _IN_THE_HOUSE | {Settlement.GIVEN_BACK, Settlement.KEPT},
    Outcome.HANDLED_BY_AGENCY: _IN_THE_HOUSE | {Settlement.USED_BY_AGENCY},
    Outcome.STATE_PROPERTY: frozenset({Settlement.HANDED_OVER, Settlement.COMPENSATED}),
    Outcome.RECIPIENT_PROPERTY: frozenset(
        {Settlement.GIVEN_BACK, Settlement.KEPT, Settlement.UNCLAIMED}
    ),
    Outcome.NOT_PROCESSED: _IN_THE_HOUSE
    | {Settlement.GIVEN_BACK, Settlement.KEPT, Settlement.HANDED_OVER},
}

_MESSAGE = FormField("message", is_long=True)
_NOTE = FormField("note", is_long=True)
FIELDS: Mapping[SheetKind, tuple[FormField, ...]] = {
    SheetKind.RETURN: (FormField("message", is_required=True, is_long=True),),
    SheetKind.COMPLETION: (_MESSAGE,),
    SheetKind.REVIEW: (
        chosen("outcome"),
        FormField("exempt"),
        chosen("conflict"),
        chosen("official"),
        chosen("perishable"),
        chosen("above_standard"),
        _NOTE,
        _MESSAGE,
    ),
    SheetKind.RECORD: (_NOTE, _MESSAGE),
    SheetKind.REVISION: (FormField("note", is_required=True, is_long=True), _MESSAGE),
    SheetKind.CUSTODY: (
        chosen("movement"),
        FormField("number", is_required=True),
        FormField("on", is_required=True),
        FormField("from", is_required=True),
        FormField("to", is_required=True),
        FormField("condition", is_required=True),
        FormField("place", is_required=True),
        _NOTE,
    ),
    SheetKind.FORWARDING: (
        chosen("by"),
        FormField("number", is_required=True),
        FormField("on", is_required=True),
        _MESSAGE,
    ),
    SheetKind.RECAP: (FormField("number", is_required=True), FormField("on", is_required=True)),
    SheetKind.DETERMINATION: (
        chosen("determination"),
        FormField("number", is_required=True),
        FormField("on", is_required=True),
        FormField("signer", is_required=True),
        _NOTE,
        _MESSAGE,
    ),
    SheetKind.SETTLEMENT: (
        chosen("settlement"),
        FormField("number"),
        FormField("on", is_required=True),
        FormField("from"),
        FormField("to"),
        _NOTE,
        _MESSAGE,
    ),
}
CHOICES: Mapping[str, Collection[str]] = {
    "outcome": STAGE_OUTCOMES[Stage.REVIEWED],
    "determination": STAGE_OUTCOMES[Stage.DETERMINED],
    "movement": frozenset(Movement),
    "by": frozenset(ForwardedBy),
    "settlement": frozenset(Settlement),
    **dict.fromkeys(
        ("conflict", "official", "perishable", "above_standard"), (Answer.YES, Answer.NO)
    ),
}
WITH_FILES = frozenset(
    {
        *(SheetKind.CUSTODY, SheetKind.FORWARDING, SheetKind.RECAP),
        *(SheetKind.DETERMINATION, SheetKind.SETTLEMENT),
    }
)
# It speaks of single objects: which, is chosen. What is decided is decided about all of them.
NAMES_OBJECTS = frozenset({SheetKind.CUSTODY})
_AFTER = {
    (Procedure.RECEIPT, Stage.SUBMITTED): (SheetKind.RETURN, SheetKind.REVIEW),
    (Procedure.RECEIPT, Stage.RETURNED): (SheetKind.COMPLETION, SheetKind.REVIEW),
    (Procedure.REFUSAL, Stage.SUBMITTED): (SheetKind.RETURN, SheetKind.RECORD),
    (Procedure.REFUSAL, Stage.RETURNED): (SheetKind.COMPLETION, SheetKind.RECORD),
    (Procedure.RECEIPT, Stage.REVIEWED): (SheetKind.SETTLEMENT, SheetKind.REVISION),
    (Procedure.RECEIPT, Stage.DETERMINED): (SheetKind.SETTLEMENT,),
}


def sheets_for(case: Case, awaited: Collection[Trigger]) -> tuple[SheetKind, ...]:
    """What the UPG may write down now, in the order of the procedure; *awaited*: what clocks wait for."""
    if not case.is_open or case.procedure is Procedure.REPORT:
        return ()
    found = _AFTER.get((case.procedure, case.stage), ())
    if case.stage is Stage.REVIEWED and case.outcome is Outcome.FORWARDED_TO_KPK:
        is_sent = Trigger.FORWARDED_TO_KPK not in awaited
        found = (
            (SheetKind.DETERMINATION,) if is_sent else (SheetKind.FORWARDING, SheetKind.REVISION)
        )
    if case.procedure is Procedure.RECEIPT:
        found = (*found, SheetKind.CUSTODY)
    return (*found, SheetKind.RECAP) if Trigger.RECAPPED in awaited else found


def sheet_fields(kind: SheetKind, objects: tuple[GivenObject, ...]) -> tuple[FormField, ...]:
    """The fields of a sheet: a review asks for the value of each object, others which objects they are about.

    Rows of a recap are not asked for one by one: they keep the value they came with, and go together.
    """
    singly = tuple(o for o in objects if o.number < ABOVE_BLOCKS)
    if kind is SheetKind.REVIEW:
        values = tuple(FormField(f"value-{o.number}", is_required=True) for o in singly)
        return (*FIELDS[kind][:-2], *values, *FIELDS[kind][-2:])
    if kind in NAMES_OBJECTS and asks_which(objects):
        chosen = tuple(FormField(f"object-{o.number}") for o in singly)
        return (FIELDS[kind][0], *chosen, *FIELDS[kind][1:])
    return FIELDS[kind]


def asks_which(objects: tuple[GivenObject, ...]) -> bool:
    """Whether a sheet has to say which of the objects it is about; where not, it is about all of them."""
    return len(objects) > 1 and all(o.number < ABOVE_BLOCKS for o in objects)


def base_name(name: str) -> str:
    """The name of a field without the number of its object: `value-2` is `value`."""
    return name.partition("-")[0]


def length_name(name: str) -> str:
    """Under which name `config/form.toml` says how long a field may be."""
    base = base_name(name)
    return base if base == "message" else f"sheet-{base}"


def length_names() -> frozenset[str]:
    """The names of all fields a sheet may have, as `length_name` gives them."""
    named = {f.name for fields in FIELDS.values() for f in fields}
    return frozenset(map(length_name, (named | {"value", "object"}) - {"message"}))
