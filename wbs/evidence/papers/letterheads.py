"""What stands on a unit's papers, and how its head signs: from what is told of the unit, else from its name."""

from wbs.domain.unit import Unit
from wbs.domain.unit_profile import UnitProfile
from wbs.evidence.papers.paper import Letterhead, Signatory

NOBODY = Signatory(role="Pimpinan unit kerja")  # a dotted line


def letterhead_of(
    agency: str, unit: Unit, profile: UnitProfile, logo: bytes | None = None
) -> Letterhead:
    """The letterhead the unit told of, the agency over it; *logo* in the place of its own, to be tried."""
    return Letterhead(
        agency,
        unit.name,
        address=_lines(profile.address),
        lines=_lines(profile.letterhead),
        logo=logo or profile.logo or b"",
    )


def head_of(unit: Unit, profile: UnitProfile, side: str = "") -> Signatory | None:
    """The head of the unit as who signs; None where nobody told who heads it."""
    if not unit.head_name:
        return None
    name = f"{unit.head_name}\n{profile.head_rank}" if profile.head_rank else unit.head_name
    role = profile.head_title or f"Kepala {unit.name}"
    return Signatory(name=name, side=side, role=role, nip=profile.head_nip)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
