"""`wbs evidence documents`: what a unit filed under the rows of the evaluation sheet."""

import click

from wbs.cli.terminal import (
    ASKED_WRONGLY,
    Place,
    Trouble,
    data_option,
    json_option,
    say_json,
    say_table,
)
from wbs.domain.errors import Invalid, NotFound
from wbs.domain.span import ReportingPeriod
from wbs.services.documents.documents import ListedDocument, list_documents

SEALED = "(sealed, for the UPG alone)"


@click.command("documents")
@click.option("--unit", required=True, metavar="SLUG", help="Whose documents.")
@click.option("--period", default="", metavar="P", help="Of this period and its parts alone.")
@json_option
@data_option
@click.pass_obj
def documents(place: Place, unit: str, period: str, as_json: bool) -> None:
    """List the documents a unit filed, withdrawn and superseded ones too.

    Of the UPG's it says that they are there; their titles and names are for the UPG.
    """
    context = place.open().context
    try:
        asked = ReportingPeriod.parse(period) if period else None
        shelf = list_documents(context, None, unit, asked)
    except Invalid:
        hint = "write it as 2026-07, 2026-Q3, 2026-S1 or 2026"
        raise Trouble(f"--period {period} cannot be used", hint, ASKED_WRONGLY) from None
    except NotFound:
        raise Trouble(f"no unit is called {unit}", "`wbs unit list` shows them") from None
    if as_json:
        say_json([_as_dict(line) for line in shelf.lines])
        return
    heads = ("ROW", "PERIOD", "KIND", "STATE", "FILED", "BY", "TITLE", "ID")
    say_table(heads, [_as_row(line) for line in shelf.lines])


def _as_row(line: ListedDocument) -> tuple[str, ...]:
    filing = line.filing
    return (
        filing.lke_code,
        filing.period.code,
        filing.kind.value,
        filing.state.value,
        filing.filed_on.isoformat(),
        line.filed_by,
        line.document.title if line.document else SEALED,
        filing.id,
    )


def _as_dict(line: ListedDocument) -> dict[str, object]:
    filing, known, end = line.filing, line.document, line.filing.end
    return {
        "id": filing.id,
        "lke_code": filing.lke_code,
        "kind": filing.kind.value,
        "period": filing.period.code,
        "state": filing.state.value,
        "filed_on": filing.filed_on.isoformat(),
        "filed_by": line.filed_by,
        "is_sealed": known is None,
        "title": known.title if known else None,
        "held_on": known.held_on.isoformat() if known and known.held_on else None,
        "name": known.name if known else None,
        "media_type": known.media_type if known else None,
        "size_bytes": known.size_bytes if known else None,
        "sha256": known.digest if known else None,
        "reason": end.reason.value if end and end.reason else None,
        "superseded_by": end.superseded_by if end else None,
    }
