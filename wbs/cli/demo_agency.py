"""The demonstration's agency: units, desks, officers who have taken up their accounts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from wbs.bootstrap import sample_units
from wbs.domain.account import NewOfficer
from wbs.domain.kinds import Role
from wbs.domain.officer import Membership, Officer
from wbs.services.accounts.activate_officer import activate_officer, prepare_activation
from wbs.services.accounts.authenticator import code_at
from wbs.services.accounts.invite_officer import (
    Invitation,
    create_first_administrator,
    invite_officer,
)
from wbs.services.accounts.log_in import log_in
from wbs.services.accounts.session import resume
from wbs.services.actor import Actor
from wbs.services.agency.add_desk import add_desk
from wbs.services.agency.add_unit import add_unit
from wbs.services.agency.overview import agency
from wbs.services.agency.set_unit import UnitChange, set_unit
from wbs.services.context import Context
from wbs.services.keys.confirm_member import confirm_member, own_fingerprint
from wbs.services.keys.first_key import give_first_key

ADMINISTRATOR: tuple[str, str, str, tuple[Role, ...]] = (
    "admin",
    "Ratna Dewanti",
    "inspektorat",
    (Role.ADMINISTRATOR,),
)
# Who works at desks sits at all those of the own unit. One regional office has nobody: what concerns it goes up.
OFFICERS: tuple[tuple[str, str, str, tuple[Role, ...]], ...] = (
    ("dewi", "Dewi Anggraini", "inspektorat", (Role.INSPECTORATE,)),
    ("gita", "Gita Maharani", "kanwil-jawa-barat", (Role.DESK_HEAD,)),
    ("budi", "Budi Santoso", "kantor-bandung", (Role.DESK_MEMBER, Role.EVIDENCE)),
    ("sinta", "Sinta Larasati", "kantor-bandung", (Role.DESK_MEMBER,)),
    ("indah", "Indah Permata", "kantor-cirebon", (Role.DESK_MEMBER,)),
    ("citra", "Citra Wulandari", "kantor-makassar", (Role.DESK_MEMBER,)),
    ("hadi", "Hadi Nugroho", "kantor-parepare", (Role.DESK_MEMBER,)),
    ("omar", "Omar Bakri", "inspektorat", (Role.CUSTODIAN,)),
    ("putri", "Putri Handayani", "inspektorat", (Role.CUSTODIAN,)),
    ("qori", "Qori Fadilah", "inspektorat", (Role.CUSTODIAN,)),
    ("wahyu", "Wahyu Hidayat", "inspektorat", (Role.AUDITOR,)),
)
AT_DESKS = frozenset({Role.DESK_MEMBER, Role.DESK_HEAD, Role.INSPECTORATE})
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
STEP_SECONDS = 30


@dataclass(frozen=True)
class DemoOfficer:
    """An officer with everything needed to log in as them."""

    username: str
    password: str
    totp_secret: str
    roles: tuple[str, ...]
    unit: str

    def as_dict(self) -> dict[str, object]:
        """The officer as programs read it."""
        return {**asdict(self), "roles": list(self.roles)}


@dataclass(frozen=True)
class DemoAgency:
    """The officers as people, and as the services see them."""

    officers: tuple[DemoOfficer, ...]
    actors: Mapping[str, Actor]
    administrator: Actor

    def at_unit(self, slug: str) -> Actor:
        """Whoever sits at the unit's desks; where nobody does, the first officer of the agency."""
        seated = [person for person in self.officers if person.username in self.at_desks]
        of_unit = {person.unit: person.username for person in reversed(seated)}
        return self.actors[of_unit.get(slug, next(iter(self.actors)))]

    @property
    def at_desks(self) -> Mapping[str, Actor]:
        """Those who work on cases."""
        return {name: actor for name, actor in self.actors.items() if actor.officer.desk_ids}


def build_agency(context: Context, years: tuple[int, ...]) -> DemoAgency:
    """The whole agency, with its employees in those years and a key at every desk with a member."""
    for unit in sample_units():
        add_unit(context, None, unit.slug, unit.name, unit.kind, unit.parent, head_name=unit.head)
    username, name, slug, roles = ADMINISTRATOR
    invitation = create_first_administrator(context, username, name, slug)
    administrator, actor = _take_up(context, invitation, username, slug, roles)
    for unit in sample_units():
        for year in years:
            change = UnitChange(employees=(year, unit.employees))
            set_unit(context, None, unit.slug, change)  # the operator needs no second person
        for kind in unit.desks:
            add_desk(context, actor.officer, unit.slug, kind)
    people = [administrator]
    actors: dict[str, Actor] = {}
    for username, name, slug, roles in OFFICERS:
        # The operator invites the first, who makes the agency's first key and confirms the others'.
        by = actor.officer if actors else None
        invitation = _invite(context, by, username, name, slug, roles)
        person, newcomer = _take_up(context, invitation, username, slug, roles)
        _seat(context, actors, newcomer)
        actors[username] = _as_now(context, newcomer)
        people.append(person)
    return DemoAgency(tuple(people), actors, actor)


def _seat(context: Context, actors: Mapping[str, Actor], newcomer: Actor) -> None:
    """Somebody present compares the newcomer's fingerprint and lets them in.

    Where nobody is, it is the inspectorate's first officer, who gives the desk its first key.
    """
    whole, seen = agency(context), own_fingerprint(newcomer)
    inspector = next(iter(actors.values()), newcomer)
    for desk in whole.desks:
        if newcomer.officer not in whole.at_desk(desk.id, Membership.PROPOSED):
            continue
        if not desk.epoch:
            give_first_key(context, inspector, desk.id, newcomer.officer.id, seen)
            continue
        present = next(a for a in actors.values() if desk.id in a.officer.desk_ids)
        confirm_member(context, present, desk.id, newcomer.officer.id, seen)


def _as_now(context: Context, actor: Actor) -> Actor:
    """The officer at the desks they sit at by now."""
    return replace(actor, officer=agency(context).officer_by_id(actor.officer.id))


def _invite(
    context: Context,
    by: Officer | None,
    username: str,
    name: str,
    slug: str,
    roles: tuple[Role, ...],
) -> Invitation:
    whole = agency(context)
    unit = whole.unit(slug)
    is_seated = not AT_DESKS.isdisjoint(roles)
    desk_ids = frozenset(d.id for d in whole.desks if d.unit_id == unit.id and is_seated)
    return invite_officer(
        context, by, NewOfficer(username, name, unit.id, frozenset(roles), desk_ids)
    )


def _take_up(
    context: Context, invitation: Invitation, username: str, slug: str, roles: tuple[Role, ...]
) -> tuple[DemoOfficer, Actor]:
    """The account is active and has logged in once."""
    token, password = invitation.token, _password(context)
    shown = prepare_activation(context, token, password, password, "wbs")
    now = context.now()
    activate_officer(context, token, shown.state, code_at(shown.totp_secret, now))
    signed_in = log_in(context, username, password, code_at(shown.totp_secret, now + STEP_SECONDS))
    words = tuple(sorted(role.value for role in roles))
    person = DemoOfficer(username, password, shown.totp_secret, words, slug)
    return person, resume(context, signed_in.token)


def _password(context: Context) -> str:
    """Four groups of four, by chance: a demonstration may be reached by others on this machine."""
    drawn = "".join(ALPHABET[byte % len(ALPHABET)] for byte in context.random_bytes(16))
    return "-".join(drawn[n : n + 4] for n in range(0, 16, 4))
