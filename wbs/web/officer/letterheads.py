"""The letterhead of a unit's papers, and how its head signs: from what is told of the unit, else from its name."""

from wbs.domain.unit import Unit
from wbs.domain.unit_profile import UnitProfile
from wbs.evidence.papers.paper import Letterhead, Signatory
from wbs.services.agency.unit_profile import profile_for_papers
from wbs.web.shell import context, settings


def letterhead(unit: Unit) -> Letterhead:
    """The letterhead the unit told of; the agency over the unit where it told of none."""
    return letterhead_of(unit, profile_for_papers(context(), unit))


def letterhead_of(unit: Unit, profile: UnitProfile, logo: bytes | None = None) -> Letterhead:
    """The same, of a profile at hand; *logo* in the place of its own, where there is one to be tried."""
    return Letterhead(
        settings().instance_name,
        unit.name,
        address=_lines(profile.address),
        lines=_lines(profile.letterhead),
        logo=logo or profile.logo or b"",
    )


def head_of(unit: Unit, side: str = "") -> Signatory | None:
    """The head of the unit as who signs; None where nobody told who heads it."""
    profile = profile_for_papers(context(), unit)
    if not unit.head_name:
        return None
    role = profile.head_title or f"Kepala {unit.name}"
    if profile.head_rank:
        return Signatory(
            name=f"{unit.head_name}\n{profile.head_rank}",
            side=side,
            role=role,
            nip=profile.head_nip,
        )
    return Signatory(name=unit.head_name, side=side, role=role, nip=profile.head_nip)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
