"""A unit's circular on gratuities: what everybody reads, and what its officers write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wbs.domain.access import Permission, circular_units, require, require_circular
from wbs.domain.errors import NotFound, Stale, Unavailable
from wbs.domain.gratification.circular import Circular, Standing, in_force, read_wording, standing
from wbs.domain.kinds import DeskKind, Kind
from wbs.domain.officer import Officer
from wbs.domain.routing import RoutingQuestion, choose_desk
from wbs.domain.unit import Desk, Unit, ancestors
from wbs.services.context import Context
from wbs.services.intake.gratuity_guide import disclosure_periods
from wbs.store import reporter
from wbs.store.agency import circulars, officers, units
from wbs.store.database import Conflict


@dataclass(frozen=True)
class Campaign:
    """What a unit tells everybody about gratuities.

    `receiver` is the unit whose desk takes disclosures, None where nobody can at the moment; without a UPG
    (`has_upg`) it is the inspectorate. `circular` is the one in force of `issuer`: the unit, or the nearest
    above that has one.
    """

    unit: Unit
    receiver: Unit | None
    has_upg: bool
    circular: Circular | None
    issuer: Unit | None


@dataclass(frozen=True)
class Version:
    """One version as officers see it: what has become of it, and who wrote it."""

    circular: Circular
    standing: Standing
    writer: str


@dataclass(frozen=True)
class Shelf:
    """A unit and every version of its circular, the newest first."""

    unit: Unit
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Circular | None:
        """The version written last."""
        return self.versions[0].circular if self.versions else None

    @property
    def in_force(self) -> Circular | None:
        """The version everybody reads today."""
        found = (v.circular for v in self.versions if v.standing is Standing.IN_FORCE)
        return next(found, None)


def campaign(context: Context, slug: str) -> Campaign:
    """What the unit tells everybody today.

    Raises:
        NotFound: there is no such unit.
    """
    with context.database.reading() as work:
        tree, desks = reporter.directory(work)
        unit = _by_slug(tree.values(), slug)
        chain = (unit, *ancestors(unit.id, tree))
        versions = reporter.circulars(work, {u.id for u in chain})
    desk = _desk(unit, tree, desks)
    shown = ((in_force(versions[u.id], context.today()), u) for u in chain)
    circular, issuer = next(((c, u) for c, u in shown if c), (None, None))
    return Campaign(
        unit=unit,
        receiver=tree[desk.unit_id] if desk else None,
        has_upg=desk is not None and desk.kind is DeskKind.UPG,
        circular=circular,
        issuer=issuer,
    )


def shelves(context: Context, by: Officer) -> tuple[Shelf, ...]:
    """Every unit whose circular the officer may write, by slug; none where they write no unit's.

    Raises:
        NotAllowed: no role of the officer writes circulars.
    """
    require(by, Permission.WRITE_CIRCULAR)
    own = circular_units(by)
    with context.database.reading() as work:
        names = {officer.id: officer.name for officer in officers.all_officers(work)}
        versions = circulars.versions_of(work, own)
        tree = units.all_units(work)
    return tuple(
        Shelf(unit, _told(context, versions[unit.id], names))
        for unit in tree.values()
        if unit.id in own
    )


def shelf(context: Context, by: Officer, slug: str) -> Shelf:
    """The unit's versions.

    Raises:
        NotAllowed: no role of the officer writes circulars.
        NotFound: there is no such unit, or its circular is not theirs to write.
    """
    for found in shelves(context, by):
        if found.unit.slug == slug:
            return found
    raise NotFound("no such circular")


def starting_text(context: Context, unit: Unit) -> tuple[str, str]:
    """The title and the text offered for a first circular, by the rules in force today."""
    offered, today = context.law.starting_text, context.today()
    rules = context.law.gratuities.in_force(today).title
    periods = disclosure_periods(context, today)
    return offered.title, offered.filled(unit.name, rules, periods)


def write_circular(
    context: Context, by: Officer, slug: str, raw: Mapping[str, str], seen: int
) -> Circular:
    """The newest version says what was typed; the same words as before make no new one.

    *seen* is the newest version the officer knew of, 0 for none.

    Raises:
        NotAllowed: no role of the officer writes circulars.
        NotFound: there is no such unit, or its circular is not theirs to write.
        InvalidForm: with every problem, at its field; nothing was stored.
        Stale: somebody wrote another version meanwhile; nothing was stored.
    """
    require(by, Permission.WRITE_CIRCULAR)
    try:
        with context.database.transaction() as work:
            unit = _by_slug(units.all_units(work).values(), slug)
            require_circular(by, unit.id)
            wording = read_wording(raw, context.law.lengths, context.today())
            versions = circulars.versions_of(work, {unit.id})[unit.id]
            if versions and versions[-1].wording == wording:
                return versions[-1]
            if seen != len(versions):
                raise Stale("a newer version was written")
            new = Circular(unit.id, len(versions) + 1, wording, context.today(), by.id)
            circulars.add(work, new)
    except Conflict:
        raise Stale("a newer version was written") from None
    return new


def _told(
    context: Context, versions: tuple[Circular, ...], names: Mapping[str, str]
) -> tuple[Version, ...]:
    today = context.today()
    return tuple(
        Version(v, standing(v, versions, today), names[v.written_by]) for v in reversed(versions)
    )


def _by_slug(found: Iterable[Unit], slug: str) -> Unit:
    for unit in found:
        if unit.slug == slug:
            return unit
    raise NotFound("no such unit")


def _desk(unit: Unit, tree: Mapping[str, Unit], desks: Iterable[Desk]) -> Desk | None:
    """The desk that takes a disclosure of the unit which concerns nobody in particular."""
    try:
        return choose_desk(RoutingQuestion(Kind.GRATIFICATION, unit.id, ""), tree, desks).desk
    except Unavailable:
        return None
