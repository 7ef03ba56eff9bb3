"""The tables of monev: quarters with and without a meeting, what was recommended, and how far it was followed up."""

from collections.abc import Iterator
from typing import Any

from wbs.domain.figure_export import FigureExport, MonevLine, RecommendationLine
from wbs.domain.kinds import Kind
from wbs.domain.monev import (
    EVALUATED,
    FOLLOWED_UP,
    MONITORED,
    ROWS,
    FollowedUp,
    Meeting,
    ProgressStep,
    regularity,
)
from wbs.domain.span import ReportingPeriod
from wbs.evidence import words
from wbs.evidence.table import Cell, Head, Mark, Table, Title


def monev_tables(export: FigureExport) -> Iterator[Table]:
    """The three tables, in the order of reading."""
    yield Table(
        Title.MONEV_QUARTERS,
        (
            *(Head.UNIT, Head.KIND, Head.PERIOD, Head.STANDING),
            *(Head.HELD_ON, Head.ENTERED_ON, Head.ATTENDEES),
        ),
        tuple(row for line in export.monev for row in _quarters(line)),
    )
    yield Table(
        Title.FOLLOWED_UP,
        (
            *(Head.UNIT, Head.KIND, Head.SHEET_ROW, Head.GIVEN, Head.DONE, Head.IN_PROGRESS),
            *(Head.OVERDUE, Head.CANCELLED, Head.EXTENT, Head.SUPPORTS),
        ),
        tuple(row for line in export.monev for row in _followed_up(export, line)),
    )
    yield Table(
        Title.RECOMMENDATIONS,
        (
            *(Head.UNIT, Head.KIND, Head.PERIOD, Head.RECOMMENDATION, Head.OWNER),
            *(Head.DUE_ON, Head.PROGRESS, Head.STEP_ON, Head.PROOF),
        ),
        tuple(
            _recommendation(export, line, each)
            for line in export.monev
            for each in line.recommendations
        ),
    )


def monev_statistics(export: FigureExport) -> dict[str, Any]:
    """The same as plain values for `statistik.json`, without the words of recommendations."""
    return {
        "triwulan": [
            {
                "unit": line.unit.slug,
                "jenis": kind.value,
                "triwulan": quarter.code,
                "keadaan": standing.value,
                "rapat": len(_about(line, kind, quarter)),
            }
            for line in export.monev
            for kind in MONITORED
            for quarter, standing in line.standings[kind].items()
        ],
        "keteraturan": [
            {"unit": line.unit.slug, "jenis": kind.value, **_regular(export, line, kind)}
            for line in export.monev
            for kind in MONITORED
            if ROWS[kind].followed_up
        ],
        "tindak_lanjut": [
            {"unit": line.unit.slug, "jenis": kind.value, **_counts(export, kind, found)}
            for line in export.monev
            for kind, found in line.followed_up.items()
        ],
    }


def _regular(export: FigureExport, line: MonevLine, kind: Kind) -> dict[str, Any]:
    found = regularity(line.standings[kind].values())
    code = ROWS[kind].evaluated
    supports = _supported(export, code, EVALUATED[found])
    return {"kode": code, "keteraturan": found.value, "mendukung": supports}


def _supported(export: FigureExport, code: str | None, by_meetings: str | None) -> str | None:
    """The answer the sheet of the same pack supports, which knows documents besides; without a sheet, by meetings alone."""
    if code is None:
        return None
    sheet = {each.row.code: each.support.answer or None for each in export.evaluation}
    return sheet.get(code, by_meetings)


def _counts(export: FigureExport, kind: Kind, found: FollowedUp) -> dict[str, Any]:
    return {
        "kode": ROWS[kind].followed_up,
        "rekomendasi": found.given,
        "selesai": found.done,
        "berjalan": found.in_progress,
        "terlambat": found.overdue,
        "dibatalkan": found.cancelled,
        "tingkat": found.extent.value,
        "mendukung": _supported(export, ROWS[kind].followed_up, FOLLOWED_UP[found.extent]),
    }


def _about(line: MonevLine, kind: Kind, quarter: ReportingPeriod) -> tuple[Meeting, ...]:
    return tuple(m for m in line.meetings if m.quarter == quarter and kind in m.kinds)


def _quarters(line: MonevLine) -> Iterator[tuple[Cell, ...]]:
    """A row for each meeting, and one for each quarter without."""
    for kind in MONITORED:
        for quarter, standing in line.standings[kind].items():
            place = (line.unit.name, kind, quarter, standing)
            meetings = _about(line, kind, quarter)
            for meeting in meetings:
                yield (*place, meeting.held_on, meeting.entered_on, meeting.attendees)
            if not meetings:
                yield (*place, Mark.NOTHING, Mark.NOTHING, Mark.NOTHING)


def _followed_up(export: FigureExport, line: MonevLine) -> Iterator[tuple[Cell, ...]]:
    for kind, found in line.followed_up.items():
        numbers = (found.given, found.done, found.in_progress, found.overdue, found.cancelled)
        supports = _supported(export, ROWS[kind].followed_up, FOLLOWED_UP[found.extent])
        yield (
            *(line.unit.name, kind, ROWS[kind].followed_up or Mark.NOTHING, *numbers),
            *(found.extent, supports or Mark.NOTHING),
        )


def _recommendation(
    export: FigureExport, line: MonevLine, each: RecommendationLine
) -> tuple[Cell, ...]:
    said, as_of = each.recommendation, export.figures.question.as_of
    step = said.step(as_of)
    return (
        *(line.unit.name, said.kind, said.quarter, each.text, each.owner, said.due_on),
        *(said.progress(as_of), step.taken_on if step else Mark.NOTHING, _proof(said.kind, step)),
    )


def _proof(kind: Kind, step: ProgressStep | None) -> Cell:
    """Where its proof is filed; a document that was withdrawn is none."""
    if step is None or step.proof is None or step.proof_gone_on is not None:
        return Mark.NOTHING
    rows = ROWS[kind]
    return f"Dokumen bukti, disimpan {words.day(step.taken_on)}, lihat {rows.followed_up or rows.evaluated}"
