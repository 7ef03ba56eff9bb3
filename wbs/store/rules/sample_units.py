"""Reads the demonstration's agency from `config/sample_units.toml`."""

from dataclasses import dataclass
from pathlib import Path

from wbs.domain.kinds import DeskKind, UnitKind
from wbs.store.rules.config_file import ConfigError, Entry, read_file


@dataclass(frozen=True)
class SampleUnit:
    """A unit to be made; `parent` is a slug that stands earlier in the file."""

    slug: str
    name: str
    kind: UnitKind
    parent: str | None
    head: str
    employees: int
    desks: tuple[DeskKind, ...]


def read_sample_units(config_dir: Path) -> tuple[SampleUnit, ...]:
    """The units in the order in which they can be made.

    Raises:
        ConfigError: the file is missing, or a parent does not stand before its child.
    """
    units: dict[str, SampleUnit] = {}
    for entry in read_file(config_dir / "sample_units.toml").only("unit").entries("unit"):
        unit = _unit(entry)
        if unit.parent is not None and unit.parent not in units:
            raise ConfigError(f"{entry.place}: parent {unit.parent} does not stand before it")
        units[unit.slug] = unit
    return tuple(units.values())


def _unit(entry: Entry) -> SampleUnit:
    entry.only("slug", "name", "kind", "parent", "head", "employees", "desks")
    return SampleUnit(
        slug=entry.get("slug", str),
        name=entry.get("name", str),
        kind=entry.word("kind", UnitKind),
        parent=entry.optional("parent", str),
        head=entry.get("head", str),
        employees=entry.positive("employees"),
        desks=entry.words("desks", DeskKind),
    )
