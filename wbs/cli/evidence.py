"""`wbs evidence`: figures of a unit as a zip of files, those of disclosures also on the screen."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from wbs.cli.evidence_documents import documents
from wbs.cli.evidence_sheet import evaluated_as_dict, evaluated_as_row
from wbs.cli.evidence_verify import verify
from wbs.cli.terminal import (
    ASKED_WRONGLY,
    Place,
    Trouble,
    data_option,
    json_option,
    say,
    say_json,
    say_table,
)
from wbs.domain.errors import Invalid, NotFound, Unavailable
from wbs.domain.evidence_document import PackDocuments
from wbs.domain.figure_export import FigureExport
from wbs.domain.kinds import Kind
from wbs.domain.span import ReportingPeriod, read_day
from wbs.evidence import words
from wbs.evidence.gratuity_statistics import gratuity_statistics
from wbs.evidence.gratuity_tables import gratuity_tables
from wbs.evidence.pack import Signing, issued, pack_pieces, pack_signer
from wbs.evidence.papers.letterheads import NOBODY, head_of, letterhead_of
from wbs.evidence.table import Cell
from wbs.evidence.texts import NO_GRATUITIES, heading, neighbours_heading
from wbs.lifeline import settle
from wbs.services.agency.unit_profile import profile_for_papers
from wbs.services.context import Context
from wbs.services.documents.export_figures import Wish, export_figures
from wbs.services.documents.issue_pack import prepare_pack, record_pack
from wbs.services.evaluation.sheet import evaluated

HINTS = {
    ("period", "unknown"): "write it as 2026-07, 2026-Q3, 2026-S1 or 2026",
    ("period", "not_begun"): "the period has not begun yet",
    ("as_of", "not_a_date"): "write it as year-month-day",
    ("as_of", "future_date"): "figures are known up to today",
    ("as_of", "before_period"): "choose a day in the period or after it",
}
FILE = click.Path(dir_okay=False, path_type=Path)


PERIOD = click.option(
    "--period", required=True, metavar="P", help="2026-07, 2026-Q3, 2026-S1 or 2026."
)
AS_OF = click.option(
    "--as-of",
    metavar="DAY",
    default="",
    help="Seen from this day: the period's end, else today.",
)
QUESTION = (
    click.option("--unit", required=True, metavar="SLUG", help="Whose figures."),
    PERIOD,
    AS_OF,
    click.option("--subtree", is_flag=True, help="The unit and all units below it together."),
)


def question_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which figures are asked for, the same of every command."""
    for option in reversed(QUESTION):
        command = option(command)
    return command


@click.group()
def evidence() -> None:
    """Figures for the evaluation sheet, as files."""


evidence.add_command(documents)
evidence.add_command(verify)


@evidence.command("export")
@question_options
@click.option("--out", required=True, type=FILE, metavar="FILE", help="The zip to write.")
@click.option(
    "--full", is_flag=True, help="For the inspectorate alone: small cells are not merged."
)
@click.option(
    "--with-documents/--without-documents",
    default=True,
    help="Whether documents filed for the period go along; the UPG's are only listed.",
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
    with_documents: bool,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Write the evidence pack of a unit and period: a zip with figures, documents, ledger and signatures."""
    _require_room(out, overwrite=overwrite)
    context, name = place.open().context, place.settings().instance.name
    with _asking(unit, period, as_of):
        wish = _wish(unit, period, as_of, subtree=subtree)
        settle()  # a pack makes millions of small objects: no collection need look through the rest each time
        pack = prepare_pack(context, None, wish, full=full, with_documents=with_documents)
    whose = pack.export.unit
    profile = profile_for_papers(context, whose)
    head = head_of(whose, profile) or NOBODY
    signing = Signing(letterhead_of(name, whose, profile), (head,))
    pieces = pack_pieces(pack.export, pack.documents, pack.logs, pack_signer(pack.signer), signing)
    digest = _write(out, issued(pieces, partial(record_pack, context, pack)))
    if as_json:
        say_json(_as_dict(pack.export, out, digest, pack.documents))
    else:
        say(f"wrote {out}: {_in_words(pack.export)}")


@evidence.command("gratification")
@question_options
@json_option
@data_option
@click.pass_obj
def gratification(
    place: Place, unit: str, period: str, as_of: str, *, subtree: bool, as_json: bool
) -> None:
    """Print the figures of a unit's disclosures of gratuities, in KPK's categories."""
    found = _figures(place.open().context, unit, period, as_of, subtree=subtree)
    if as_json:
        say_json(_asked(found) | {"gratifikasi": gratuity_statistics(found.figures)})
        return
    say(heading(found))
    if found.figures.gratuities.is_nihil:
        say(NO_GRATUITIES)
    for table in gratuity_tables(found.figures.gratuities):
        say("")
        say(words.word(table.title))
        say_table([_plain(head) for head in table.heads], [[*map(_plain, r)] for r in table.rows])


@evidence.command("sheet")
@click.option("--unit", required=True, metavar="SLUG", help="Whose evaluation sheet.")
@PERIOD
@AS_OF
@json_option
@data_option
@click.pass_obj
def sheet(place: Place, unit: str, period: str, as_of: str, as_json: bool) -> None:
    """Print each row of a unit's evaluation sheet: what can be shown, what lacks, what people answered."""
    found = _figures(place.open().context, unit, period, as_of, subtree=False)
    if as_json:
        rows = {"rows": found.evaluation, "neighbours": found.neighbours}
        told = {name: [evaluated_as_dict(row) for row in of] for name, of in rows.items()}
        say_json(_asked(found) | told)
        return
    say(heading(found))
    heads = ("ROW", "CAN BE SHOWN", "LACKS", "PERIODS WITHOUT", "UNIT", "TPI")
    say_table(heads, [evaluated_as_row(row) for row in found.evaluation])
    if found.sheet.neighbours and found.neighbours:
        say("")
        say(neighbours_heading(found.sheet.neighbours))
        say_table(heads, [evaluated_as_row(row) for row in found.neighbours])


def _plain(cell: Cell) -> str:
    value = words.cell(cell)
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def _figures(
    context: Context, unit: str, period: str, as_of: str, *, subtree: bool
) -> FigureExport:
    with _asking(unit, period, as_of):
        wish = _wish(unit, period, as_of, subtree=subtree)
        return evaluated(context, export_figures(context, None, wish))


def _wish(unit: str, period: str, as_of: str, *, subtree: bool) -> Wish:
    return Wish(unit, ReportingPeriod.parse(period), read_day(as_of), with_subtree=subtree)


@contextmanager
def _asking(unit: str, period: str, as_of: str) -> Iterator[None]:
    """What was asked wrongly, or cannot be answered, in words of the command line."""
    try:
        yield
    except Invalid as error:
        raise _asked_wrongly(error, period, as_of) from None
    except NotFound:
        raise Trouble(f"no unit is called {unit}", "`wbs unit list` shows them") from None
    except Unavailable as error:
        raise Trouble(str(error), "`wbs init` adds the keys that are missing") from None


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


def _write(out: Path, pieces: Iterator[bytes]) -> str:
    """The file is there whole, readable by its owner alone, or it is not there; its SHA-256."""
    digest = hashlib.sha256()
    temporary = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with open(temporary, "xb", opener=_for_the_owner) as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(out)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Trouble(f"{out} cannot be written: {error.strerror}") from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _in_words(found: FigureExport) -> str:
    numbers = found.figures.kinds[Kind.COMPLAINT].total.follow_up
    question = found.figures.question
    return (
        f"{found.unit.slug} {question.period.code} as of {question.as_of.isoformat()}: "
        f"harus {numbers.harus}, sedang {numbers.sedang}, selesai {numbers.selesai}, "
        f"{words.percentage(numbers.percentage)}"
    )


def _asked(found: FigureExport) -> dict[str, object]:
    question = found.figures.question
    return {
        "unit": found.unit.slug,
        "subtree": found.with_subtree,
        "period": question.period.code,
        "as_of": question.as_of.isoformat(),
    }


def _as_dict(
    found: FigureExport, out: Path, digest: str, documents: PackDocuments
) -> dict[str, object]:
    numbers = found.figures.kinds[Kind.COMPLAINT].total.follow_up
    return {
        "file": str(out),
        "sha256": digest,
        **_asked(found),
        "nihil": found.is_nihil,
        "harus": numbers.harus,
        "sedang": numbers.sedang,
        "selesai": numbers.selesai,
        "percentage": None if numbers.percentage is None else float(numbers.percentage),
        "documents": len(documents.packed),
        "sealed_documents": len(documents.sealed),
    }
