"""`wbs erase`: cases whose retention period is over, and carrying out what two persons confirmed."""

import click

from wbs.cli.terminal import Place, data_option, json_option, say, say_json, say_table
from wbs.services.retention.carry_out import CarriedOut, run
from wbs.services.retention.due_erasures import DueErasure, due_erasures


@click.command()
@click.option("--apply", "is_applied", is_flag=True, help="Carry out what two persons confirmed.")
@json_option
@data_option
@click.pass_obj
def erase(place: Place, is_applied: bool, as_json: bool) -> None:
    """List cases past their retention period, or carry out confirmed erasures.

    Nobody erases a case from here that two officers did not confirm. Cases that a backup brought back
    after they were erased are erased again.
    """
    context = place.open().context
    done = run(context) if is_applied else None
    found = due_erasures(context)
    if as_json:
        over = [_as_dict(each) for each in found.over]
        applied = vars(done) if done else None
        say_json({"over": over, "brought_back": found.brought_back, "applied": applied})
        return
    if done is not None:
        say(_told(done))
    if found.brought_back:
        say(f"erased cases that are there again: {found.brought_back}")
    if not found.over:
        say("no case is past its retention period")
        return
    heads = ("UNIT", "DESK", "KIND", "CLOSED", "KEPT UNTIL", "STATE")
    say_table(heads, [_as_row(each) for each in found.over])


def _told(done: CarriedOut) -> str:
    return f"erased {done.erased}, spared {done.spared}, erased again {done.again}"


def _state(each: DueErasure) -> str:
    proposal = each.kept.proposal
    if proposal is None:
        return "nothing proposed"
    if proposal.confirmed_on is None:
        return f"proposed {proposal.proposed_on}, awaits a second person"
    return f"confirmed {proposal.confirmed_on}, carried out from the next day on"


def _as_row(each: DueErasure) -> tuple[str, ...]:
    case, retention = each.kept.case, each.kept.retention
    return (
        each.unit.slug,
        each.desk.value,
        case.kind.value,
        str(case.closed_on),
        str(retention.ends_on),
        _state(each),
    )


def _as_dict(each: DueErasure) -> dict[str, object]:
    case, retention, proposal = each.kept.case, each.kept.retention, each.kept.proposal
    return {
        "unit": each.unit.slug,
        "desk": each.desk.value,
        "kind": case.kind.value,
        "outcome": case.outcome.value if case.outcome else None,
        "closed_on": str(case.closed_on),
        "kept_until": str(retention.ends_on),
        "rule": retention.rule.id,
        "jra_code": retention.rule.jra_code,
        "proposed_on": str(proposal.proposed_on) if proposal else None,
        "confirmed_on": str(proposal.confirmed_on) if proposal and proposal.confirmed_on else None,
    }
