"""The people of the tests, made through the real services.

*sari* reports and has no account. *budi* and *indah* are officers of her unit, satker-1. *citra* belongs
to satker-2 and must see nothing of it. *dewi* is the inspectorate. *eko* is head of satker-3, complained
about, and an officer of its WBS desk as well. *gita* and *hadi* sit in the regional offices above.
*fajar* is satker-1's evidence clerk. *ratna* administers and opens nothing.
"""

import time
from base64 import b32decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from tests.table_rows import TableRows, all_rows, put_rows
from wbs.domain.account import NewOfficer
from wbs.domain.kinds import DeskKind, Role, UnitKind
from wbs.domain.unit import Desk, Unit
from wbs.sealing.keypair import fingerprint
from wbs.sealing.totp import STEP_SECONDS, current_code
from wbs.services.accounts.activate_officer import activate_officer, prepare_activation
from wbs.services.accounts.disable_officer import disable_officer
from wbs.services.accounts.invite_officer import (
    Invitation,
    create_first_administrator,
    invite_officer,
)
from wbs.services.accounts.log_in import SignedIn, log_in
from wbs.services.accounts.session import resume
from wbs.services.actor import Actor
from wbs.services.agency.add_desk import add_desk
from wbs.services.agency.add_unit import add_unit
from wbs.services.agency.overview import Agency, agency
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.approvals.decide import approve
from wbs.services.context import Context
from wbs.services.keys.confirm_member import confirm_member
from wbs.services.keys.first_key import give_first_key
from wbs.services.keys.propose_member import propose_member, remove_member
from wbs.store.agency import officers

ISSUER = "Kementerian Contoh"

UNITS = (
    ("inspektorat", "Inspektorat", UnitKind.INSPECTORATE, None, "Maya Lestari"),
    ("kanwil-a", "Kantor Wilayah A", UnitKind.REGIONAL_OFFICE, "inspektorat", "Oki Ramadhan"),
    ("kanwil-b", "Kantor Wilayah B", UnitKind.REGIONAL_OFFICE, "inspektorat", "Nina Kartika"),
    ("satker-1", "Satuan Kerja Satu", UnitKind.WORK_UNIT, "kanwil-a", "Joko Susilo"),
    ("satker-2", "Satuan Kerja Dua", UnitKind.WORK_UNIT, "kanwil-a", "Lina Marlina"),
    ("satker-3", "Satuan Kerja Tiga", UnitKind.WORK_UNIT, "kanwil-b", "Eko Prasetyo"),
    ("satker-4", "Satuan Kerja Empat", UnitKind.WORK_UNIT, "kanwil-b", "Putu Wirawan"),
)
BOTH = (DeskKind.WBS, DeskKind.COMPLAINT)
DESKS: tuple[tuple[str, tuple[DeskKind, ...]], ...] = (
    ("inspektorat", (DeskKind.INSPECTORATE,)),
    ("kanwil-a", BOTH),
    ("kanwil-b", BOTH),
    ("satker-1", (*BOTH, DeskKind.UPG)),
    ("satker-2", BOTH),
    ("satker-3", (DeskKind.WBS,)),
)
# In the order of activation. The operator invites dewi, whose desk has the agency's first key; she confirms the
# first member of every other desk, and that one lets in the others.
OFFICERS: tuple[tuple[str, str, str, Role, bool], ...] = (
    ("dewi", "Dewi Anggraini", "inspektorat", Role.INSPECTORATE, True),
    ("gita", "Gita Maharani", "kanwil-a", Role.DESK_HEAD, True),
    ("hadi", "Hadi Nugroho", "kanwil-b", Role.DESK_MEMBER, True),
    ("budi", "Budi Santoso", "satker-1", Role.DESK_MEMBER, True),
    ("indah", "Indah Permata", "satker-1", Role.DESK_HEAD, True),
    ("citra", "Citra Wulandari", "satker-2", Role.DESK_MEMBER, True),
    ("eko", "Eko Prasetyo", "satker-3", Role.DESK_MEMBER, True),
    ("fajar", "Fajar Hidayat", "satker-1", Role.EVIDENCE, False),
)
EMPLOYEES = 40


@dataclass(frozen=True)
class Person:
    """An officer with all they know and carry. `token` is a login's, `device_token` their browser's."""

    username: str
    password: str
    totp_secret: str
    recovery_code: str
    token: str
    device_token: str
    actor: Actor

    def code(self, at: int) -> str:
        """What their authenticator shows at *at* (seconds since 1970)."""
        return current_code(b32decode(self.totp_secret), at)


@dataclass(frozen=True)
class Cast:
    """Everybody, and the agency they work in."""

    context: Context
    agency: Agency
    people: Mapping[str, Person]

    def __getattr__(self, username: str) -> Person:
        """`cast.budi` is `cast.people["budi"]`."""
        try:
            return self.people[username]
        except KeyError:
            raise AttributeError(username) from None

    def unit(self, slug: str) -> Unit:
        """A unit of the agency."""
        return self.agency.unit(slug)

    def desk(self, slug: str, kind: DeskKind) -> Desk:
        """A desk of the agency, with its key."""
        return self.agency.desk(slug, kind)

    def otp(self, person: Person) -> str:
        """A code of theirs that was never used; the test's clock moves on if it must."""
        return unused_code(self.context, person)

    def log_in(self, person: Person) -> SignedIn:
        """A fresh login of theirs from a browser never seen."""
        return self.log_in_with(person, self.otp(person))

    def log_in_with(self, person: Person, code: str) -> SignedIn:
        """A fresh login of theirs with that code, from a browser never seen."""
        return log_in(self.context, person.username, person.password, code)

    def seat(self, person: Person, desk_id: str) -> Actor:
        """Them, present at a desk without a key: proposed by ratna, confirmed by dewi."""
        officer_id = person.actor.officer.id
        propose_member(self.context, self.ratna.actor.officer, desk_id, officer_id)
        seat(self.context, self.dewi, person, [desk_id])
        return self.actor(person)

    def seat_beside(self, present: Person, person: Person, desk_id: str) -> None:
        """They are let into a desk by somebody who is present there."""
        officer_id = person.actor.officer.id
        propose_member(self.context, self.ratna.actor.officer, desk_id, officer_id)
        let_in(self.context, present, person, [desk_id])

    def now(self, person: Person) -> Actor:
        """Them as the services see them now, without another login."""
        return _now(self.context, person).actor

    def remove(self, person: Person, desk_id: str) -> None:
        """They are at the desk no more: ratna proposes it and dewi approves, where that needs two."""
        by = self.ratna.actor.officer
        proposal = remove_member(self.context, by, desk_id, person.actor.officer.id)
        if proposal:
            approve(self.context, self.dewi.actor, proposal.id)

    def disable(self, person: Person) -> None:
        """Their account is shut: ratna proposes it and dewi approves, where that needs two."""
        by = self.ratna.actor.officer
        proposal = disable_officer(self.context, by, person.actor.officer.id)
        if proposal:
            approve(self.context, self.dewi.actor, proposal.id)

    def actor(self, person: Person) -> Actor:
        """Them, freshly logged in, as the services see them now."""
        return resume(self.context, self.log_in(person).token)


def unused_code(context: Context, person: Person) -> str:
    """The first code of this moment that the account has not used yet."""
    with context.database.reading() as work:
        account = officers.account_by_username(work, person.username)
    assert account is not None
    now, passed = divmod(context.now(), STEP_SECONDS)
    # The code before this moment's is taken only where there is time left to type it in.
    earliest = now - 1 if passed < STEP_SECONDS // 3 else now
    step = max(account.totp_last_step + 1, earliest)
    if step > now + 1:
        move = getattr(context.clock, "move", None)  # a real clock is waited for
        if move is None:
            time.sleep(STEP_SECONDS * (step - 1) - context.now())
        else:
            move(seconds=STEP_SECONDS * (step - now))
    return person.code(step * STEP_SECONDS)


class Rehearsal:
    """A cast built once and set up again by its rows, which is quicker than by its services."""

    def __init__(self) -> None:
        self._at: int | None = None
        self._cast: Cast | None = None
        self._rows: TableRows = []

    def perform(self, context: Context) -> Cast:
        """The cast in *context*, whose database is empty."""
        if self._cast is None or self._at != context.now():
            self._cast, self._at = build_cast(context), context.now()
            self._rows = all_rows(context.database)
            return self._cast
        put_rows(context.database, self._rows)
        return replace(self._cast, context=context)


def build_cast(context: Context) -> Cast:
    """The whole cast, set up the day before, so that their keys are older than what is filed today."""
    early = replace(context, clock=lambda: context.clock() - timedelta(days=1))
    for slug, name, kind, parent, head in UNITS:
        add_unit(early, None, slug, name, kind, parent, head_name=head)
    first = create_first_administrator(early, "ratna", "Ratna Dewanti", "inspektorat")
    ratna = _come_back(early, take_up(early, "ratna", first))
    administrator = ratna.actor.officer
    for slug, *_ in UNITS:
        employees = (early.today().year, EMPLOYEES)
        set_unit(early, administrator, slug, UnitChange(employees=employees))
    for slug, kinds in DESKS:
        for desk_kind in kinds:
            add_desk(early, administrator, slug, desk_kind)
    people = {"ratna": ratna}
    for username, name, slug, role, at_desks in OFFICERS:
        set_up = agency(early)
        unit = set_up.unit(slug)
        own = frozenset(desk.id for desk in set_up.desks if desk.unit_id == unit.id and at_desks)
        new = NewOfficer(username, name, unit.id, frozenset({role}), own)
        by = administrator if "dewi" in people else None
        person = take_up(early, username, invite_officer(early, by, new))
        keyless = own & {desk.id for desk in agency(early).desks if not desk.epoch}
        if keyless:
            seat(early, people["dewi"], person, keyless)
        people[username] = _come_back(early, person)
    let_in(early, people["budi"], people["indah"], people["budi"].actor.officer.desk_ids)
    return Cast(context, agency(early), {name: _now(early, p) for name, p in people.items()})


def _come_back(early: Context, person: Person) -> Person:
    """They log in ten minutes before today's now.

    So keys are older than what is filed today, and this moment's codes are unused.
    """
    today = replace(early, clock=lambda: early.clock() + timedelta(days=1, minutes=-10))
    code = current_code(b32decode(person.totp_secret), today.now())
    signed_in = log_in(today, person.username, person.password, code)
    return replace(
        person,
        token=signed_in.token,
        device_token=signed_in.device_token,
        actor=resume(today, signed_in.token),
    )


def take_up(context: Context, username: str, invitation: Invitation) -> Person:
    """The invited officer with an account, logged in."""
    password = f"{username} menyeduh kopi tubruk"
    token = invitation.token
    shown = prepare_activation(context, token, password, password, ISSUER)
    secret = b32decode(shown.totp_secret)
    now = context.now()
    activate_officer(context, token, shown.state, current_code(secret, now))
    signed_in = log_in(context, username, password, current_code(secret, now + STEP_SECONDS))
    return Person(
        username,
        password,
        shown.totp_secret,
        shown.recovery_code,
        signed_in.token,
        signed_in.device_token,
        resume(context, signed_in.token),
    )


def let_in(context: Context, present: Person, proposed: Person, desk_ids: Iterable[str]) -> None:
    """The present member of those desks compares fingerprints and confirms the proposed one."""
    key = proposed.actor.officer.public_key
    assert key is not None
    for desk_id in sorted(desk_ids):
        confirm_member(context, present.actor, desk_id, proposed.actor.officer.id, fingerprint(key))


def seat(context: Context, inspector: Person, newcomer: Person, desk_ids: Iterable[str]) -> None:
    """The inspectorate's member compares fingerprints and gives each of those desks its first key."""
    key = newcomer.actor.officer.public_key
    assert key is not None
    for desk_id in sorted(desk_ids):
        give_first_key(
            context, inspector.actor, desk_id, newcomer.actor.officer.id, fingerprint(key)
        )


def _now(context: Context, person: Person) -> Person:
    return replace(person, actor=resume(context, person.token))
