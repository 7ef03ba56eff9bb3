"""Custodians of the tests, enrolled through the real services.

*lukman*, *mira* and *nanda* keep what is reported confidentially about satker-1 (any two of them); *omar*,
*putri* and *qori* work in the inspectorate and are its custodians, whom the units below fall back to.
"""

from dataclasses import dataclass
from typing import Any

from tests.cast import Cast, Person, take_up
from tests.reports import Reported, report
from wbs.domain.account import NewOfficer
from wbs.domain.custodian import CustodyRules
from wbs.domain.kinds import Kind, Role
from wbs.domain.opening import Reply
from wbs.domain.proposal import Proposal
from wbs.sealing.keypair import fingerprint
from wbs.services.accounts.invite_officer import invite_officer
from wbs.services.accounts.session import resume
from wbs.services.actor import Actor
from wbs.services.approvals.decide import approve
from wbs.services.context import Context
from wbs.services.custodians.answer_request import answer_request
from wbs.services.custodians.appoint_custodian import appoint_custodian, set_custody_rules
from wbs.services.custodians.requests_to_me import requests_to_me

OF_SATKER_1 = ("lukman", "mira", "nanda")
OF_INSPECTORATE = ("omar", "putri", "qori")
NAMES = {
    "lukman": "Lukman Hakim",
    "mira": "Mira Astuti",
    "nanda": "Nanda Prameswari",
    "omar": "Omar Bakri",
    "putri": "Putri Handayani",
    "qori": "Qori Fadilah",
}
SARI: dict[str, Any] = {
    "anonymity": "confidential",
    "identity_name": "Sari Rahmawati",
    "identity_contact": "0812-3456-7890",
}
REASON = "Saksi harus didengar oleh tim pemeriksa, dan hanya pelapor yang melihatnya."


@dataclass(frozen=True)
class Custodians:
    """Those appointed, by user name."""

    people: dict[str, Person]

    def __getattr__(self, username: str) -> Person:
        """`custodians.lukman` is `custodians.people["lukman"]`."""
        try:
            return self.people[username]
        except KeyError:
            raise AttributeError(username) from None


def enrol(cast: Cast, username: str, slug: str, *roles: Role) -> Person:
    """An officer of the unit with these roles and an account, at no desk."""
    name = NAMES.get(username, username.title())
    new = NewOfficer(username, name, cast.unit(slug).id, frozenset(roles or {Role.CUSTODIAN}))
    invited = invite_officer(cast.context, cast.ratna.actor.officer, new)
    return take_up(cast.context, username, invited)


def appoint(cast: Cast, slug: str, *usernames: str, works_in: str = "") -> dict[str, Person]:
    """New officers with that role, custodians of the unit."""
    found = {}
    for username in usernames:
        person = enrol(cast, username, works_in or slug)
        unit_id = cast.unit(slug).id
        by, officer_id = cast.ratna.actor.officer, person.actor.officer.id
        approved(cast, appoint_custodian(cast.context, by, unit_id, officer_id))
        found[username] = person
    return found


def approved(cast: Cast, proposal: Proposal | None) -> None:
    """*dewi* of the inspectorate is the second person."""
    assert proposal is not None
    approve(cast.context, cast.dewi.actor, proposal.id)


def everybody(cast: Cast, *, escrow: bool = False) -> Custodians:
    """All six; satker-1 keeps an escrow copy if asked to."""
    people = appoint(cast, "satker-1", *OF_SATKER_1)
    people |= appoint(cast, "inspektorat", *OF_INSPECTORATE)
    if escrow:
        rules = CustodyRules(2, has_escrow=True)
        unit_id = cast.unit("satker-1").id
        by = cast.ratna.actor.officer
        approved(cast, set_custody_rules(cast.context, by, unit_id, rules))
    return Custodians(people)


def answer(cast: Cast, person: Person, reply: Reply = Reply.APPROVE) -> None:
    """The custodian answers the one request that waits for them, having compared the fingerprint."""
    waiting = [
        r for r in requests_to_me(cast.context, person.actor).requests if r.is_mine_to_answer
    ]
    (request,) = waiting
    answer_request(cast.context, person.actor, request.id, reply, request.fingerprint)


def fresh(cast: Cast, person: Person) -> Actor:
    """The person as the services see them now, in the session they have."""
    return resume(cast.context, person.token)


def shown_fingerprint(actor: Actor) -> str:
    """The fingerprint of the actor's key."""
    assert actor.officer.public_key is not None
    return fingerprint(actor.officer.public_key)


KINDS = (Kind.WBS, Kind.COMPLAINT)


def confidential(context: Context, kind: Kind = Kind.WBS, **fields: str) -> Reported:
    """A report in confidence, Sari's unless told otherwise, submitted."""
    return report(context, kind=kind, **{**SARI, **fields})
