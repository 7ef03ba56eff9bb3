"""What the page of charts shows, as final strings and lengths of bars."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import format_date

from wbs.domain.case import Outcome
from wbs.domain.figure_export import FigureExport
from wbs.domain.figures import COUNTED_KINDS, Ending, Line, open_stages
from wbs.domain.kinds import Kind
from wbs.domain.measures import Measured, MeasureDefinition
from wbs.domain.span import ReportingPeriod
from wbs.evidence.tables import percentage_cell
from wbs.services.measures.read_measures import Charted
from wbs.web.bar_chart import BarChart, bar_chart, lengths
from wbs.web.languages import gettext, language
from wbs.web.officer.charts.measure_words import measured_text, share_text
from wbs.web.officer.figure_words import cell_text, label
from wbs.web.periods import ROMAN, period_name
from wbs.web.words import day


class ChartId(StrEnum):
    """Which chart; the value names its file and stands in the form that asks for it."""

    COMPLAINTS = "tren-pengaduan"
    WBS = "tren-wbs"
    STAGES = "tahap"
    CLOCKS = "tenggat"
    OUTCOMES = "hasil"
    MEASURES = "ukuran"


class View(StrEnum):
    """Which charts stand on a page together; the value stands in its address."""

    FLOW = "arus"
    WORK = "kerja"
    MEASURES = "ukuran"


@dataclass(frozen=True)
class Row:
    """A row of final strings; the first names it. `bars`: one or two lengths drawn beside it."""

    cells: tuple[str, ...]
    bars: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A picture and the table that says the same; without rows there was nothing.

    `texts`: which columns hold words; `legend` tells bars apart.
    """

    id: ChartId
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    texts: frozenset[int] = frozenset()
    picture: BarChart | None = None
    legend: str = ""
    remark: str = ""


def heading(export: FigureExport) -> str:
    """Whose charts these are, and of which period."""
    name = export.unit.name
    if export.with_subtree:
        name = gettext("%(unit)s and all units below", unit=name)
    return f"{name}, {period_name(export.figures.question.period)}"


def charts(
    charted: Charted, definitions: Sequence[MeasureDefinition], view: View, *, by_quarter: bool
) -> tuple[Chart, ...]:
    """The charts of one page, in the order of reading."""
    export = charted.export
    if view is View.WORK:
        return _stages(export), _clocks(export), _outcomes(export)
    if view is View.MEASURES:
        return (_measures(charted.measures, definitions),)
    return tuple(trend(export, kind, by_quarter=by_quarter) for kind in COUNTED_KINDS)


def view_of(chart: ChartId) -> View:
    """The page on which a chart stands."""
    if chart in {ChartId.COMPLAINTS, ChartId.WBS}:
        return View.FLOW
    return View.MEASURES if chart is ChartId.MEASURES else View.WORK


def trend(export: FigureExport, kind: Kind, *, by_quarter: bool) -> Chart:
    """What came in and what was completed, by month or quarter."""
    found = export.figures.kinds[kind]
    lines = (found.quarters if by_quarter else found.months) or found.months
    pairs = [(_short(p), (line.received, line.follow_up.selesai)) for p, line in lines.items()]
    is_busy = any(line.received or line.follow_up.harus for line in lines.values())
    of_complaints = kind is Kind.COMPLAINT
    title = (
        gettext("Public complaints: received and completed")
        if of_complaints
        else gettext("WBS reports: received and completed")
    )
    legend = gettext("Light: received. Dark: completed.")
    return Chart(
        id=ChartId.COMPLAINTS if of_complaints else ChartId.WBS,
        title=title,
        heads=(
            *(gettext("Period"), gettext("Received"), gettext("To be followed up")),
            *(gettext("In process"), gettext("Completed"), gettext("Percentage")),
        ),
        rows=tuple(Row((period_name(p), *_line(line))) for p, line in lines.items() if is_busy),
        picture=bar_chart(pairs, title, legend)
        if any(n for _, pair in pairs for n in pair)
        else None,
        remark=gettext("Each period is counted on its own: months do not add up to the quarter."),
    )


def _line(line: Line) -> tuple[str, ...]:
    n = line.follow_up
    numbers = (line.received, n.harus, n.sedang, n.selesai)
    return (*map(cell_text, numbers), cell_text(percentage_cell(n)))


def _short(period: ReportingPeriod) -> str:
    if period.months_long == 1:
        return str(format_date(period.start, "MMM"))
    return f"{ROMAN[period.ordinal]}/{period.year % 100:02}"


def _stages(export: FigureExport) -> Chart:
    found = [
        (kind, label(stage), n)
        for kind in COUNTED_KINDS
        for stage in open_stages(kind)
        if (n := export.figures.kinds[kind].stages.get(stage))
    ]
    return _counted(
        ChartId.STAGES,
        gettext("Where the open cases stand"),
        gettext("Stage"),
        found,
        gettext("On %(day)s.", day=day(export.figures.question.as_of)),
    )


def _outcomes(export: FigureExport) -> Chart:
    found = [
        (kind, text, n)
        for kind in COUNTED_KINDS
        for text, n in _by_outcome(export.figures.kinds[kind].outcomes).items()
    ]
    return _counted(
        ChartId.OUTCOMES,
        gettext("Outcomes of the cases completed"),
        gettext("Outcome"),
        found,
        gettext("Of the cases that count as completed in this period."),
    )


def _by_outcome(endings: Mapping[Ending, int]) -> dict[str, int]:
    from_outcome: dict[str, int] = {}
    for (outcome, _), n in sorted(endings.items(), key=lambda item: -item[1]):
        from_outcome[outcome] = from_outcome.get(outcome, 0) + n
    return {label(Outcome(outcome)): n for outcome, n in from_outcome.items()}


def _counted(
    id_: ChartId, title: str, head: str, found: Iterable[tuple[Kind, str, int]], remark: str
) -> Chart:
    """A row and a bar for each count."""
    lines = list(found)
    drawn = lengths([n for _, _, n in lines])
    return Chart(
        id=id_,
        title=title,
        heads=(head, gettext("Kind"), gettext("Cases")),
        rows=tuple(
            Row((text, label(kind), cell_text(n)), (drawn[at],))
            for at, (kind, text, n) in enumerate(lines)
        ),
        texts=frozenset({1}),
        remark=remark,
    )


def _clocks(export: FigureExport) -> Chart:
    """The periods in which a clock was kept or missed; others are left out here, not in the files of figures."""
    busy = [line for line in export.clocks if line.figures.kept or line.figures.missed]
    drawn = lengths([n for line in busy for n in (line.figures.kept, line.figures.missed)])
    rows = []
    for at, line in enumerate(busy):
        kept, missed = line.figures.kept, line.figures.missed
        decided = kept + missed
        share = share_text(kept, decided, cell_text(round(100 * kept / decided)))
        texts = (line.label.text(language()), label(line.kind), cell_text(kept), cell_text(missed))
        rows.append(Row((*texts, share), drawn[2 * at : 2 * at + 2]))
    return Chart(
        id=ChartId.CLOCKS,
        title=gettext("Periods kept and missed"),
        heads=(
            *(gettext("Period allowed"), gettext("Kind"), gettext("Kept"), gettext("Missed")),
            gettext("Kept of decided"),
        ),
        rows=tuple(rows),
        texts=frozenset({1}),
        legend=gettext("Dark: kept. Light: missed."),
    )


def _measures(found: Iterable[Measured], definitions: Sequence[MeasureDefinition]) -> Chart:
    by_id = {measured.id: measured for measured in found}
    return Chart(
        id=ChartId.MEASURES,
        title=gettext("International measures of WBS reports"),
        heads=(
            *(gettext("Measure"), gettext("Value"), gettext("How it is worked out")),
            *(gettext("Others, in the middle"), gettext("Source")),
        ),
        rows=tuple(
            Row(
                (
                    definition.label.text(language()),
                    measured_text(by_id[definition.id]),
                    definition.definition.text(language()),
                    definition.benchmark or "–",
                    definition.source,
                )
            )
            for definition in definitions
        ),
        texts=frozenset(range(1, 5)),
        remark=gettext(
            "References, not Indonesian law; no value is right or wrong, and no score follows from them."
        ),
    )
