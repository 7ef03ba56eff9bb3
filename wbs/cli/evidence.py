"""`wbs evidence`: figures of a unit as a zip of files."""

import hashlib
import os
from io import BytesIO
from pathlib import Path

import click

from wbs.cli.terminal import ASKED_WRONGLY, Place, Trouble, data_option, json_option, say, say_json
from wbs.domain.errors import Invalid, NotFound
from wbs.domain.figure_export import FigureExport
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod, read_day
from wbs.evidence.pack import write_pack
from wbs.evidence.words import percentage
from wbs.services.export_figures import Wish, export_figures

HINTS = {
    ("period", "unknown"): "write it as 2026-07, 2026-Q3, 2026-S1 or 2026",
    ("period", "not_begun"): "the period has not begun yet",
    ("as_of", "not_a_date"): "write it as year-month-day",
    ("as_of", "future_date"): "figures are known up to today",
    ("as_of", "before_period"): "choose a day in the period or after it",
}
FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def evidence() -> None:
    """Figures for the evaluation sheet, as files."""


@evidence.command("export")
@click.option("--unit", required=True, metavar="SLUG", help="Whose figures.")
@click.option("--period", required=True, metavar="P", help="2026-07, 2026-Q3, 2026-S1 or 2026.")
@click.option("--out", required=True, type=FILE, metavar="FILE", help="The zip to write.")
@click.option(
    "--as-of", metavar="DAY", default="", help="Seen from this day: the period's end, else today."
)
@click.option("--subtree", is_flag=True, help="The unit and all units below it together.")
@click.option(
    "--full", is_flag=True, help="For the inspectorate alone: small cells are not merged."
)
@click.option("--overwrite", is_flag=True, help="Replace FILE if it is there.")
@json_option
@data_option
@click.pass_obj
def export(
    place: Place,
    unit: str,
    period: str,
    out: Path,
    as_of: str,
    *,
    subtree: bool,
    full: bool,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Write the figures of a unit and period as a zip: JSON, CSV and a workbook by LKE row."""
    _require_room(out, overwrite=overwrite)
    context = place.open().context
    try:
        wish = Wish(unit, ReportingPeriod.parse(period), read_day(as_of), with_subtree=subtree)
        found = export_figures(context, None, wish, full=full)
    except Invalid as error:
        raise _asked_wrongly(error, period, as_of) from None
    except NotFound:
        raise Trouble(f"no unit is called {unit}", "`wbs unit list` shows them") from None
    body = BytesIO()
    write_pack(found, body)
    _write(out, body.getvalue())
    if as_json:
        say_json(_as_dict(found, out, body.getvalue()))
    else:
        say(f"wrote {out}: {_in_words(found)}")


def _asked_wrongly(error: Invalid, period: str, as_of: str) -> Trouble:
    option, typed = ("--period", period) if error.field == "period" else ("--as-of", as_of)
    hint = HINTS.get((error.field, error.reason), "")
    return Trouble(f"{option} {typed or '(none)'} cannot be used", hint, ASKED_WRONGLY)


def _require_room(out: Path, *, overwrite: bool) -> None:
    """Return if the file may be written; an empty one is taken for a place somebody kept."""
    if not out.parent.is_dir():
        raise Trouble(f"{out.parent} is no folder", "", ASKED_WRONGLY)
    if out.exists() and out.stat().st_size and not overwrite:
        raise Trouble(f"{out} is there already", "--overwrite replaces it", ASKED_WRONGLY)


def _write(out: Path, content: bytes) -> None:
    """The file is there whole, readable by its owner alone, or it is not there."""
    temporary = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with open(temporary, "xb", opener=_for_the_owner) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(out)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Trouble(f"{out} cannot be written: {error.strerror}") from None


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _in_words(found: FigureExport) -> str:
    numbers = found.figures.kinds[Kind.COMPLAINT].total.follow_up
    question = found.figures.question
    return (
        f"{found.unit.slug} {question.period.code} as of {question.as_of.isoformat()}: "
        f"harus {numbers.harus}, sedang {numbers.sedang}, selesai {numbers.selesai}, "
        f"{percentage(numbers.percentage)}"
    )


def _as_dict(found: FigureExport, out: Path, content: bytes) -> dict[str, object]:
    numbers = found.figures.kinds[Kind.COMPLAINT].total.follow_up
    question = found.figures.question
    return {
        "file": str(out),
        "sha256": hashlib.sha256(content).hexdigest(),
        "unit": found.unit.slug,
        "subtree": found.with_subtree,
        "period": question.period.code,
        "as_of": question.as_of.isoformat(),
        "nihil": found.is_nihil,
        "harus": numbers.harus,
        "sedang": numbers.sedang,
        "selesai": numbers.selesai,
        "percentage": None if numbers.percentage is None else float(numbers.percentage),
    }
