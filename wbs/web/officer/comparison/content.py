"""What the comparison shows of each unit, as final strings: the same numbers for page, workbook and CSV."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import format_decimal

from wbs.domain.comparison import Alert, Bar, ComparisonRules, UnitLine
from wbs.domain.figures import COUNTED_KINDS, FollowUp, Line
from wbs.domain.kinds import Kind
from wbs.evidence.table import Cell
from wbs.evidence.tables import percentage_cell
from wbs.services.comparison.compare import Comparison
from wbs.web.languages import gettext
from wbs.web.officer.figure_words import cell_text
from wbs.web.periods import period_name
from wbs.web.words import day, label

NONE = "–"


@dataclass(frozen=True)
class Column:
    """A column: what stands over it, the group it belongs to, and what it says of a unit."""

    head: str
    text: Callable[[UnitLine], str]
    group: str = ""


@dataclass(frozen=True)
class ShownUnit:
    """A unit on the page: its alerts in words, what presses most first, and a cell for each column."""

    slug: str
    name: str
    alerts: tuple[str, ...]
    cells: tuple[str, ...]


def columns(
    found: Comparison, rules: ComparisonRules, *, in_file: bool = False
) -> tuple[Column, ...]:
    """The columns; of what no room knows there is none. *in_file*: each number in a cell of its own, to calculate with."""
    of_kind = _of_kind_in_file if in_file else _of_kind
    shown = [column for kind in COUNTED_KINDS for column in of_kind(kind)]
    shown.append(Column(gettext("Overdue"), lambda line: cell_text(line.overdue)))
    shown.append(Column(gettext("Fewest at a desk"), lambda line: _count(line.fewest)))
    if found.knows.last_monev:
        shown.append(Column(gettext("Last monev"), _monev))
    if found.knows.area_points:
        shown.append(Column(gettext("Share of the area"), lambda line: _share(line, rules)))
    if found.knows.zi_stage:
        shown.append(Column(gettext("ZI stage"), _stage))
    return tuple(shown)


def quarter_columns(found: Comparison) -> tuple[Column, ...]:
    """What was to be followed up and how much of it was completed, quarter by quarter, the latest first."""
    quarters = found.lines[0].quarters if found.lines else ()

    def column(place: int, kind: Kind) -> Column:
        quarter = list(quarters)[place]
        return Column(
            label(kind), lambda line: _brief(line.quarters[quarter][kind]), period_name(quarter)
        )

    return tuple(column(place, kind) for place, _ in enumerate(quarters) for kind in COUNTED_KINDS)


def shown(line: UnitLine, of: tuple[Column, ...], rules: ComparisonRules) -> ShownUnit:
    """The unit under these columns."""
    alerts = tuple(alert_text(alert, line, rules) for alert in line.alerts)
    return ShownUnit(line.unit.slug, line.unit.name, alerts, tuple(c.text(line) for c in of))


def alert_text(alert: Alert, line: UnitLine, rules: ComparisonRules) -> str:
    """What presses, in words."""
    texts: dict[Alert, Callable[[], str]] = {
        Alert.OVERDUE: lambda: gettext("overdue: %(count)s", count=line.overdue),
        Alert.NOBODY_AT_DESK: lambda: gettext("a desk without members"),
        Alert.ONE_AT_DESK: lambda: gettext("a desk with one member"),
        Alert.BELOW_WBK: lambda: _below("WBK", rules.wbk, line, rules),
        Alert.NO_MONEV: lambda: gettext("no monev in this quarter or the one before"),
        Alert.BELOW_WBBM: lambda: _below("WBBM", rules.wbbm, line, rules),
        Alert.NIHIL_AGAIN: lambda: gettext(
            "nothing came in for %(count)s quarters", count=rules.nihil_quarters
        ),
    }
    return texts[alert]()


def _below(award: str, bar: Bar | None, line: UnitLine, rules: ComparisonRules) -> str:
    share, percent = _share(line, rules), bar.percent if bar else NONE
    return gettext(
        "area %(share)s, bar for %(award)s %(bar)s %%", share=share, award=award, bar=percent
    )


def _of_kind(kind: Kind) -> tuple[Column, ...]:
    """What is done of all with its percentage beside it: of two cases 100 % is not much."""
    group = label(kind)
    return (
        Column(gettext("Done of all"), lambda line: _brief(line.latest[kind]), group),
        Column(
            gettext("Under way"), lambda line: cell_text(line.latest[kind].follow_up.sedang), group
        ),
    )


def _of_kind_in_file(kind: Kind) -> tuple[Column, ...]:
    def of(text: Callable[[FollowUp], Cell]) -> Callable[[UnitLine], str]:
        return lambda line: cell_text(text(line.latest[kind].follow_up))

    group = label(kind)
    return (
        Column(gettext("To follow up"), of(lambda n: n.harus), group),
        Column(gettext("Done"), of(lambda n: n.selesai), group),
        Column(gettext("Under way"), of(lambda n: n.sedang), group),
        Column(gettext("Percentage"), of(percentage_cell), group),
    )


def _brief(line: Line) -> str:
    """12/17 (70,59 %), or nihil; the percentage in one piece."""
    n = line.follow_up
    share = cell_text(percentage_cell(n)).replace(" ", "\u00a0")
    return f"{n.selesai}/{n.harus} ({share})" if n.harus else share


def _count(n: int | None) -> str:
    return gettext("worked on above") if n is None else cell_text(n)


def _monev(line: UnitLine) -> str:
    return day(line.last_monev) if line.last_monev else NONE


def _share(line: UnitLine, rules: ComparisonRules) -> str:
    percent = line.area_percent(rules.weight)
    return NONE if percent is None else f"{format_decimal(round(percent, 1), '0.0')} %"


def _stage(line: UnitLine) -> str:
    return label(line.zi_stage) if line.zi_stage else NONE
