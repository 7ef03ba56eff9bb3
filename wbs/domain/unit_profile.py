"""What a unit's papers say of it: its letterhead and its head; and how far it has come on the way to WBK and WBBM."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wbs.domain.access import Permission, may
from wbs.domain.errors import Invalid, InvalidForm, Problem
from wbs.domain.form import FormField, Reason, read_day, read_fields
from wbs.domain.officer import Officer
from wbs.domain.unit import Unit

LARGEST_LOGO_BYTES = 200_000
LOGO_FORMATS: Mapping[bytes, str] = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
MOST_LINES = 6
LETTERHEAD_FIELDS = (
    FormField("letterhead", is_long=True),
    FormField("address", is_long=True),
)
HEAD_FIELDS = (FormField("head_nip"), FormField("head_title"), FormField("head_rank"))
NIP_DIGITS = 18


class ZiStage(StrEnum):
    """The stages of a Zona Integritas, in the order in which a unit reaches them.

    Regulation: [LKE-90-2021]
    """

    DECLARED = "declared"
    CHOSEN = "chosen"
    BUILDING = "building"
    PROPOSED = "proposed"
    ASSESSED = "assessed"
    WBK = "wbk"
    WBBM = "wbbm"


@dataclass(frozen=True)
class ReachedStage:
    """A stage, since when the unit is at it, and when that was entered."""

    stage: ZiStage
    reached_on: date
    entered_on: date


@dataclass(frozen=True)
class UnitProfile:
    """What is told of a unit. `version` counts the changes; 0: nobody told anything yet.

    Number, title and rank are those of the head called `head_of`; of another head nobody told them yet.
    `letterhead` and `address` are lines of text, `logo` a picture without metadata.
    """

    unit_id: str
    version: int = 0
    head_of: str = ""
    head_nip: str = ""
    head_title: str = ""
    head_rank: str = ""
    letterhead: str = ""
    address: str = ""
    logo: bytes | None = field(default=None, repr=False)

    def of_head(self, unit: Unit) -> "UnitProfile":
        """The same; without number, title and rank where the unit has another head by now."""
        if self.head_of == (unit.head_name or ""):
            return self
        return UnitProfile(
            self.unit_id,
            self.version,
            letterhead=self.letterhead,
            address=self.address,
            logo=self.logo,
        )


def profile_fields(officer: Officer, unit_id: str) -> tuple[FormField, ...]:
    """The fields of that unit's profile that the officer may change; none: it is not theirs to see.

    An administrator changes all of any unit, the evidence clerk the letterhead of the own.
    """
    if not may(officer, Permission.KEEP_LETTERHEAD):
        return ()
    if may(officer, Permission.MANAGE_UNITS):
        return (*LETTERHEAD_FIELDS, *HEAD_FIELDS)
    return LETTERHEAD_FIELDS if officer.unit_id == unit_id else ()


def length_name(name: str) -> str:
    """Under which name `config/form.toml` says how long a field may be."""
    return f"unit-{name}"


def length_names() -> frozenset[str]:
    """The names under which `config/form.toml` says how long the fields may be."""
    return frozenset(length_name(f.name) for f in (*LETTERHEAD_FIELDS, *HEAD_FIELDS))


def read_profile(
    fields: Iterable[FormField], raw: Mapping[str, str], lengths: Mapping[str, int]
) -> dict[str, str]:
    """What was typed into these fields, those left empty too.

    Raises:
        InvalidForm: with every problem of every field.
    """
    asked = tuple(fields)
    found, problems = read_fields(asked, raw, {f.name: lengths[length_name(f.name)] for f in asked})
    for name in ("letterhead", "address"):
        if len(found.get(name, "").splitlines()) > MOST_LINES:
            problems.append(Problem(name, "too_many_lines", MOST_LINES))
    nip = found.get("head_nip", "").replace(" ", "")
    if nip and not (nip.isascii() and nip.isdigit() and len(nip) == NIP_DIGITS):
        problems.append(Problem("head_nip", "not_a_nip", NIP_DIGITS))
    if problems:
        raise InvalidForm(tuple(problems))
    return {f.name: found.get(f.name, "") for f in asked} | ({"head_nip": nip} if nip else {})


def logo_format(logo: bytes) -> str:
    """Which kind of picture it is.

    Raises:
        Invalid: it is neither PNG nor JPEG, or larger than a letterhead takes.
    """
    if len(logo) > LARGEST_LOGO_BYTES:
        raise Invalid("attachments", "logo_too_large", LARGEST_LOGO_BYTES // 1000)
    for beginning, name in LOGO_FORMATS.items():
        if logo.startswith(beginning):
            return name
    raise Invalid("attachments", "not_a_logo")


def read_stage(stage: str, reached_on: str, today: date) -> ReachedStage:
    """The stage somebody typed, and the day.

    Raises:
        InvalidForm: with every problem of every field.
    """
    problems: list[Problem] = []
    if stage not in set(ZiStage):
        problems.append(Problem("zi_stage", Reason.UNKNOWN if stage else Reason.NOT_CHOSEN))
    day = today
    try:
        day = read_day("zi_on", reached_on.strip(), today)
    except Invalid as error:
        problems += error.problems
    if problems:
        raise InvalidForm(tuple(problems))
    return ReachedStage(ZiStage(stage), day, today)
