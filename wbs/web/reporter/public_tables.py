"""What the pages of public figures show, as final strings: sums of published cells and nothing else."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from flask_babel import format_decimal

from wbs.domain.kinds import Kind
from wbs.domain.publication import PUBLISHED_KINDS, Publication, possible
from wbs.domain.unit import Unit, ancestors
from wbs.evidence.spreadsheet import rows_as_csv
from wbs.services.publication.public_figures import PublicFigures
from wbs.web.bar_chart import BarChart, bar_chart
from wbs.web.languages import gettext
from wbs.web.periods import ROMAN, period_name
from wbs.web.words import day, label

STEP = "\u2003"
NONE = "–"
CHARTED = (Kind.COMPLAINT, Kind.WBS)
CSV_HEADS = (
    *("Triwulan", "Unit kerja", "Alamat unit", "Jenis", "Angka terbit"),
    *("Paling sedikit", "Paling banyak", "Dibekukan pada"),
)


@dataclass(frozen=True)
class Grid:
    """A table of final strings; the first of each row names it, and leads to its slug in `links` where it has one."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()


def cell_text(published: int | None) -> str:
    """A published cell: none to four looks the same, whichever it was."""
    if published is None:
        return NONE
    return f"0–{possible(0)[-1]}" if published == 0 else format_decimal(published)


def units_grid(figures: PublicFigures, publication: Publication, ids: Collection[str]) -> Grid:
    """A quarter unit by unit, and the sum of what is shown."""
    units = [
        unit
        for unit in _in_order(figures)
        if unit.id in ids and any((unit.id, kind) in publication.cells for kind in PUBLISHED_KINDS)
    ]
    rows = (
        (STEP * _depth(unit, figures) + unit.name, *_cells(publication, [unit.id]))
        for unit in units
    )
    total = (gettext("Sum, with 0–4 taken as 0"), *_cells(publication, ids))
    return Grid(
        gettext("Came in, by unit: %(quarter)s", quarter=period_name(publication.quarter)),
        (gettext("Unit"), *map(label, PUBLISHED_KINDS)),
        (*rows, total),
        tuple(unit.slug for unit in units),
    )


def quarters_grid(publications: Iterable[Publication], ids: Collection[str], title: str) -> Grid:
    """These units together, quarter by quarter, the newest first."""
    return Grid(
        title,
        (gettext("Quarter"), *map(label, PUBLISHED_KINDS), gettext("Frozen on")),
        tuple((period_name(p.quarter), *_cells(p, ids), day(p.frozen_on)) for p in publications),
    )


def quarters_chart(publications: Iterable[Publication], ids: Collection[str]) -> BarChart | None:
    """Complaints and WBS reports by quarter, the oldest first; none where no number is above zero."""
    pairs = []
    for publication in reversed(tuple(publications)):
        complaints, wbs = (publication.total(ids, kind) or 0 for kind in CHARTED)
        quarter = publication.quarter
        pairs.append((f"{ROMAN[quarter.ordinal]}/{quarter.year % 100:02}", (complaints, wbs)))
    if not any(n for _, pair in pairs for n in pair):
        return None
    is_one = len(ids) == 1
    return bar_chart(
        pairs,
        gettext("Complaints and WBS reports that came in, by quarter"),
        gettext("Light: public complaints. Dark: WBS reports. Published numbers, in steps of five.")
        if is_one
        else gettext(
            "Light: public complaints. Dark: WBS reports. Sums of published numbers: about so many."
        ),
        cell_text if is_one else str,
    )


def per_hundred(publication: Publication) -> str:
    """Published WBS reports per 100 employees of the whole agency; nothing where their number is not known.

    Security: of two numbers that are published anyway.
    """
    reports = publication.total(publication.units_with(Kind.WBS), Kind.WBS)
    if reports is None or not publication.employees:
        return ""
    exact = Decimal(100 * reports) / Decimal(publication.employees)
    return str(format_decimal(exact.quantize(Decimal("0.1"), ROUND_HALF_UP), "0.0"))


def csv_of(figures: PublicFigures, ids: Collection[str]) -> bytes:
    """The published cells of these units with what each may stand for, in Indonesian."""
    rows = [
        (
            publication.quarter,
            unit.name,
            unit.slug,
            kind,
            published,
            possible(published)[0],
            possible(published)[-1],
            publication.frozen_on.isoformat(),
        )
        for publication in figures.publications
        for unit in _in_order(figures)
        if unit.id in ids
        for kind in PUBLISHED_KINDS
        if (published := publication.cells.get((unit.id, kind))) is not None
    ]
    return rows_as_csv(CSV_HEADS, rows)


def _cells(publication: Publication, ids: Collection[str]) -> tuple[str, ...]:
    """Of each kind the published cell of these units, or the sum of several: never as if it were a count."""
    return tuple(_text(publication, ids, kind) for kind in PUBLISHED_KINDS)


def _text(publication: Publication, ids: Collection[str], kind: Kind) -> str:
    published = publication.total(ids, kind)
    summed = publication.units_with(kind).intersection(ids)
    if published is None or len(summed) == 1:
        return cell_text(published)
    return gettext("about %(number)s", number=format_decimal(published))


def _in_order(figures: PublicFigures) -> list[Unit]:
    """Every unit below the one it belongs to, by slug."""

    def way(unit: Unit) -> tuple[str, ...]:
        return (*(a.slug for a in reversed([*ancestors(unit.id, figures.units)])), unit.slug)

    return sorted(figures.units.values(), key=way)


def _depth(unit: Unit, figures: PublicFigures) -> int:
    return len([*ancestors(unit.id, figures.units)])
