"""`wbs log`: the accountability log is closed for a day, verified, and signed by a newer key."""

import os
from contextlib import closing
from pathlib import Path

import click

from wbs.cli.terminal import REFUSED, Place, Trouble, data_option, json_option, say, say_json
from wbs.new_settings import append_line
from wbs.services.accountability.certify import certify
from wbs.services.accountability.key_list import listed_keys
from wbs.services.accountability.keys import new_seed, promise_key_text, public_keys
from wbs.services.accountability.misfit import Derivation
from wbs.services.accountability.publish import publish as close_days
from wbs.services.accountability.verify import verify as derive_anew
from wbs.services.context import Context, LogRules
from wbs.settings_file import log_key_file

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
@data_option
def log() -> None:
    """The accountability log."""


@log.command()
@json_option
@data_option
@click.pass_obj
def publish(place: Place, as_json: bool) -> None:
    """Close every day that is over: integrate it and sign the instance's checkpoint. `wbs serve` does it daily."""
    context = place.open().context
    _rules(context)
    done = close_days(context)
    days = [day.isoformat() for day in done.days]
    if as_json:
        say_json({"integrated": done.integrated, "closed": days})
        return
    say(f"integrated {done.integrated} leaves")
    say(f"closed {days[0]} to {days[-1]}" if days else "no day to close")


@log.command()
@click.option(
    "--anchor",
    "anchors",
    type=FILE,
    multiple=True,
    help="A checkpoint somebody kept, as it was mailed (may be repeated).",
)
@json_option
@data_option
@click.pass_obj
def verify(place: Place, anchors: tuple[Path, ...], as_json: bool) -> int:
    """Derive everything in the logs anew from the rows, and name the first thing that does not fit."""
    context = place.open().context
    derived = derive_anew(context, [_checkpoint_in(path) for path in anchors])
    if as_json:
        say_json(_as_dict(derived))
    else:
        _say_derivation(context, derived)
    return REFUSED if derived.first else 0


@log.group()
@data_option
def key() -> None:
    """The keys that sign the logs."""


@key.command("list")
@json_option
@data_option
@click.pass_obj
def list_keys(place: Place, as_json: bool) -> None:
    """The logs' public keys, the oldest first; the last one signs. Give them to whoever verifies."""
    context = place.open(for_reporters=True).context
    with closing(context.database):
        listed = listed_keys(context)
    since = {each.key.key: each.since.isoformat() for each in listed}
    rules = context.rules.log
    found = [
        {"key": each.text, "since": since.get(each.key)}
        for each in (public_keys(rules) if rules else [k.key for k in listed])
    ]
    promise = promise_key_text(context)
    if as_json:
        say_json({"keys": found, "promise_key": promise})
        return
    for each in found:
        say(f"{each['key']}  since {each['since'] or 'its first checkpoint'}")
    if promise:
        say(f"promises are signed by {promise}")


@key.command("add")
@data_option
@click.pass_obj
def add_key(place: Place) -> None:
    """Make a new key that signs from the next restart on; the older ones stay in the list."""
    house = place.open()
    _rules(house.context)
    path = log_key_file(house.settings.data_dir)
    if path is None:
        problem = "the keys come from the environment"
        raise Trouble(problem, "append 64 hexadecimal digits to WBS_LOG_KEYS and restart")
    append_line(path, new_seed(os.urandom))
    say(f"added to {path}; restart `wbs serve`, and keep the file in the backup")


@key.command("certify")
@click.argument("public_key")
@data_option
@click.pass_obj
def certify_key(place: Place, public_key: str) -> None:
    """Let PUBLIC_KEY, as `wbs log key list` on the reporters' host shows it, sign promises."""
    context = place.open().context
    try:
        certify(context, public_key)
    except ValueError:
        problem = "this is no promise key of this instance"
        raise Trouble(problem, "`wbs log key list` on the reporters' host shows it") from None
    say("certified")


def _rules(context: Context) -> LogRules:
    if context.rules.log is None:
        raise Trouble("there is no log key here", "a section [log] in the settings: `wbs init`")
    return context.rules.log


def _checkpoint_in(path: Path) -> bytes:
    """The checkpoint in a file, or between the two lines of dashes of the mail that brought it."""
    text = path.read_bytes().replace(b"\r\n", b"\n")
    parts = text.split(b"-----\n")
    return parts[1] if len(parts) > 1 else text


def _say_derivation(context: Context, derived: Derivation) -> None:
    for origin, size in derived.logs:
        say(f"{origin}: {size} leaves")
    closed = derived.closed_until.isoformat() if derived.closed_until else "no day yet"
    say(f"closed until: {closed}; waiting: {derived.waiting}")
    if context.rules.log is None:
        say("signatures were not checked: there is no section [log] here")
    first = derived.first
    if first is None:
        say("everything fits")
        return
    at = f" at position {first.position}" if first.position is not None else ""
    on = f", day {first.day.isoformat()}" if first.day else ""
    say(f"{first.kind}: {first.log}{at}{on}: {first.what}")


def _as_dict(derived: Derivation) -> dict[str, object]:
    first = derived.first
    return {
        "fits": first is None,
        "logs": [{"origin": origin, "size": size} for origin, size in derived.logs],
        "waiting": derived.waiting,
        "closed_until": derived.closed_until.isoformat() if derived.closed_until else None,
        "first": first
        and {
            "kind": first.kind.value,
            "log": first.log,
            "position": first.position,
            "day": first.day.isoformat() if first.day else None,
            "what": first.what,
        },
    }
