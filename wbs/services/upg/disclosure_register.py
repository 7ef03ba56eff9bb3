"""The register of a UPG: the disclosures at a desk of the officer's, opened in their session.

There is no index of names anywhere: what is looked for is looked for in the opened records. Every record
that is opened leaves its row in the custody log.
"""

from dataclasses import dataclass, field
from datetime import date

from wbs.domain.case import Case
from wbs.domain.errors import NotFound, Unavailable
from wbs.domain.event import CustodyAct
from wbs.domain.gratification.register import GiverTotal, RegisterEntry, giver_totals, year_until
from wbs.domain.gratification.upg_sheet import SheetKind
from wbs.domain.kinds import Kind
from wbs.domain.unit import Unit
from wbs.services.actor import Actor
from wbs.services.cases.case_key import Seeds, open_key
from wbs.services.cases.open_case import CaseFile
from wbs.services.cases.read_records import OpenedCase, read_records
from wbs.services.cases.register_desks import (
    RegisterDesk,
    in_portions,
    register_desks,
    registered,
)
from wbs.services.context import Context
from wbs.services.upg.rounds import round_of, sheets_of_round
from wbs.services.upg.upg_effects import gratuity_day
from wbs.store.cases import records
from wbs.store.database import Work
from wbs.store.log.ledger import reopenings


@dataclass(frozen=True)
class Register:
    """The disclosures of a stretch of days at one desk, in the order they came in.

    `sealed` are those the officer holds no key of: they came before the officer did.
    """

    desk: RegisterDesk
    entries: tuple[RegisterEntry, ...] = field(repr=False)
    sealed: tuple[Case, ...] = ()

    @property
    def unit(self) -> Unit:
        """The unit of the desk."""
        return self.desk.unit


def disclosure_desks(context: Context, actor: Actor) -> tuple[RegisterDesk, ...]:
    """The officer's desks that take disclosures, the UPGs first.

    Raises:
        NotAllowed: no role of the officer opens cases.
    """
    return register_desks(context, actor, Kind.GRATIFICATION)


def count_disclosures(context: Context, actor: Actor, code: str, since: date, until: date) -> int:
    """How many disclosures came in on those days at the desk of that code; nothing is opened.

    Raises:
        NotAllowed: no role of the officer opens cases.
        NotFound: it is no desk of the officer's that takes disclosures.
    """
    with context.database.reading() as work:
        _, found = registered(work, actor, Kind.GRATIFICATION, code, (since, until))
    return len(found)


def read_register(context: Context, actor: Actor, code: str, since: date, until: date) -> Register:
    """The disclosures that came in from *since* to *until*, both included, at the desk of that code.

    Raises:
        NotAllowed: no role of the officer opens cases.
        NotFound: it is no desk of the officer's that takes disclosures.
        Tampered: something stored is not what was stored.
    """
    with context.database.reading() as work:
        desk, found = registered(work, actor, Kind.GRATIFICATION, code, (since, until))
    entries: list[RegisterEntry] = []
    sealed: list[Case] = []
    seeds: Seeds = {}
    for batch in in_portions(found):
        with context.database.transaction() as work:
            rounds = reopenings(work, [case.log_id for case in batch])
            for case in batch:
                entry = _opened(context, work, actor, case, seeds, rounds.get(case.log_id, 0))
                if entry is None:
                    sealed.append(case)
                else:
                    entries.append(entry)
    return Register(desk, tuple(entries), tuple(sealed))


def totals_beside(
    context: Context, actor: Actor, case_file: CaseFile, most: int
) -> tuple[GiverTotal, ...] | None:
    """What the givers of a disclosure gave, by the other disclosures at its desk and by itself.

    None where more than *most* came in since: a page does not wait for so many to be opened.

    Raises:
        NotAllowed, NotFound, Tampered: as `read_register`.
    """
    opened = case_file.opened
    on = gratuity_day(opened.report.fields)
    code = _desk_of(context, actor, case_file.case).code
    since, today = year_until(on), context.today()
    if count_disclosures(context, actor, code, since, today) > most:
        return None
    register = read_register(context, actor, code, since, today)
    own = _entry(case_file.case, opened, round_of(case_file.events))
    others = (e for e in register.entries if e.case.id != case_file.case.id)
    return giver_totals((*others, own), [giver.name for giver in own.givers], on)


def _desk_of(context: Context, actor: Actor, case: Case) -> RegisterDesk:
    for desk in disclosure_desks(context, actor):
        if case.desk_id in desk.desk_ids:
            return desk
    raise NotFound("no such desk")


def _opened(
    context: Context, work: Work, actor: Actor, case: Case, seeds: Seeds, number: int
) -> RegisterEntry | None:
    try:
        key = open_key(context, work, actor, case, act=CustodyAct.CASE_LISTED, seeds=seeds)
    except Unavailable:
        return None
    return _entry(case, read_records(case.id, key, records.all_of(work, case.id)), number)


def _entry(case: Case, opened: OpenedCase, number: int) -> RegisterEntry:
    sheets = sheets_of_round(opened, number)
    written = tuple((SheetKind(s.content.sheet), s.content.fields) for s in sheets)
    return RegisterEntry(case, opened.report.fields, written)
