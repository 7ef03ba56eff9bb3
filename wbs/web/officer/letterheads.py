"""The letterhead of a unit's papers, and how its head signs, as this installation knows them."""

from wbs.domain.unit import Unit
from wbs.domain.unit_profile import UnitProfile
from wbs.evidence.pack import Signing
from wbs.evidence.papers import letterheads
from wbs.evidence.papers.paper import Letterhead, Signatory
from wbs.services.agency.unit_profile import profile_for_papers
from wbs.web.shell import context, settings


def letterhead(unit: Unit) -> Letterhead:
    """The letterhead the unit told of; the agency over the unit where it told of none."""
    return letterhead_of(unit, profile_for_papers(context(), unit))


def letterhead_of(unit: Unit, profile: UnitProfile, logo: bytes | None = None) -> Letterhead:
    """The same, of a profile at hand; *logo* in the place of its own, where there is one to be tried."""
    return letterheads.letterhead_of(settings().instance_name, unit, profile, logo)


def head_of(unit: Unit, side: str = "") -> Signatory | None:
    """The head of the unit as who signs; None where nobody told who heads it."""
    return letterheads.head_of(unit, profile_for_papers(context(), unit), side)


def signing(unit: Unit) -> Signing:
    """Letterhead and signature of a unit's evidence pack; a dotted line where nobody told who heads it."""
    return Signing(letterhead(unit), (head_of(unit) or letterheads.NOBODY,))
