"""`wbs deadlines`: what is due, without a word of what was reported."""

import click

from wbs.cli.terminal import Place, data_option, json_option, say, say_json, say_table
from wbs.services.cases.deadlines import RunningCase, open_deadlines


@click.command()
@click.option("--unit", metavar="SLUG", help="Only the desks of this unit.")
@json_option
@data_option
@click.pass_obj
def deadlines(place: Place, unit: str | None, as_json: bool) -> None:
    """List open cases by deadline, the most urgent first."""
    found = open_deadlines(place.open().context, unit)
    if as_json:
        say_json([_as_dict(each) for each in found])
        return
    if not found:
        say("no case is open")
        return
    rows = [
        (
            each.unit.slug,
            each.desk.value,
            each.case.kind.value,
            each.case.stage.value,
            each.case.received_on.isoformat(),
            _due(each),
        )
        for each in found
    ]
    say_table(("UNIT", "DESK", "KIND", "STAGE", "RECEIVED", "DUE"), rows)


def _due(each: RunningCase) -> str:
    if each.case.awaits_calendar:
        return "waits for a calendar"
    if each.case.due_on is None:
        return "-"
    late = f" ({each.days_late} days late)" if each.days_late else ""
    return f"{each.case.due_on.isoformat()}{late}"


def _as_dict(each: RunningCase) -> dict[str, object]:
    return {
        "unit": each.unit.slug,
        "desk": each.desk.value,
        "kind": each.case.kind.value,
        "stage": each.case.stage.value,
        "received_on": each.case.received_on.isoformat(),
        "due_on": each.case.due_on.isoformat() if each.case.due_on else None,
        "awaits_calendar": each.case.awaits_calendar,
        "days_late": each.days_late,
    }
