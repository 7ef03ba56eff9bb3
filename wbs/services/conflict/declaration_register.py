"""The register of declarations at the officer's desks: clear facts at once, names where they are asked for.

Every declaration that is opened for a list leaves its row in the custody log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wbs.domain.case import Case
from wbs.domain.clocks import Clock
from wbs.domain.conflict.superior_sheet import SuperiorSheet
from wbs.domain.errors import Unavailable
from wbs.domain.event import CustodyAct
from wbs.domain.kinds import Kind
from wbs.services.actor import Actor
from wbs.services.cases.case_key import Seeds, open_key
from wbs.services.cases.read_records import read_records
from wbs.services.cases.register_desks import (
    RegisterDesk,
    in_portions,
    register_desks,
    registered,
)
from wbs.services.context import Context
from wbs.store.cases import records
from wbs.store.database import Work
from wbs.store.log import ledger

KIND = Kind.CONFLICT_OF_INTEREST
PERIOD = "conflict_superior_decision"


@dataclass(frozen=True)
class DeclarationLine:
    """A declaration as its desk's list shows it: clear facts. `clock` is the superior's, of the last round."""

    case: Case
    clock: Clock | None


@dataclass(frozen=True)
class DeclarationEntry:
    """A declaration, opened: what it says, and the last decision and control, field by field.

    `is_sealed`: the officer holds no key of it, it came before they did; nothing is opened.

    Security: names are in it; it exists between opening and answering.
    """

    line: DeclarationLine
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    sheets: Mapping[SuperiorSheet, Mapping[str, str]] = field(default_factory=dict, repr=False)
    is_sealed: bool = False

    def sheet(self, kind: SuperiorSheet, name: str) -> str:
        """What stands in a field of the last sheet of that kind; empty where nothing does."""
        return self.sheets.get(kind, {}).get(name, "")


def declaration_desks(context: Context, actor: Actor) -> tuple[RegisterDesk, ...]:
    """The officer's desks that take declarations, the units' own first.

    Raises:
        NotAllowed: no role of the officer opens cases.
    """
    return register_desks(context, actor, KIND)


def list_declarations(
    context: Context, actor: Actor, code: str, since: date, until: date
) -> tuple[DeclarationLine, ...]:
    """The declarations that came in on those days at the desk of that code; nothing is opened.

    Raises:
        NotAllowed: no role of the officer opens cases.
        NotFound: it is no desk of the officer's that takes declarations.
    """
    with context.database.reading() as work:
        _, found = registered(work, actor, KIND, code, (since, until))
        return tuple(_line(work, case) for case in found)


def read_declarations(
    context: Context, actor: Actor, code: str, since: date, until: date
) -> tuple[DeclarationEntry, ...]:
    """The same, opened one by one; those the officer holds no key of stay sealed.

    Raises:
        NotAllowed: no role of the officer opens cases.
        NotFound: it is no desk of the officer's that takes declarations.
        Tampered: something stored is not what was stored.
    """
    with context.database.reading() as work:
        _, found = registered(work, actor, KIND, code, (since, until))
    entries: list[DeclarationEntry] = []
    seeds: Seeds = {}
    for portion in in_portions(found):
        with context.database.transaction() as work:
            for case in portion:
                entries.append(_opened(context, work, actor, case, seeds))
    return tuple(entries)


def _line(work: Work, case: Case) -> DeclarationLine:
    own = [c for c in ledger.clocks_of(work, case.log_id) if c.period == PERIOD]
    return DeclarationLine(case, max(own, key=lambda c: c.started_on, default=None))


def _opened(
    context: Context, work: Work, actor: Actor, case: Case, seeds: Seeds
) -> DeclarationEntry:
    line = _line(work, case)
    try:
        key = open_key(context, work, actor, case, act=CustodyAct.CASE_LISTED, seeds=seeds)
    except Unavailable:
        return DeclarationEntry(line, is_sealed=True)
    opened = read_records(case.id, key, records.all_of(work, case.id))
    rounds = ledger.reopenings(work, [case.log_id]).get(case.log_id, 0)
    own = {s.content.sheet: s.content.fields for s in opened.sheets if s.content.round == rounds}
    sheets = {kind: own[kind.value] for kind in SuperiorSheet if kind.value in own}
    return DeclarationEntry(line, opened.report.fields, sheets)
