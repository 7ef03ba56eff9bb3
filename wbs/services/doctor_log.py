"""What the doctor finds about the accountability log, without deriving it anew: that is `wbs log verify`."""

from collections.abc import Iterator
from datetime import timedelta

from wbs.domain.accountability import INSTANCE, instance_log
from wbs.services.accountability.integrate import is_whole, written_logs
from wbs.services.accountability.keys import public_keys
from wbs.services.context import Context, LogRules
from wbs.services.finding import Finding, Level
from wbs.services.health import is_behind
from wbs.store.database import Work
from wbs.store.log import anchors, checkpoints, log_tree
from wbs.tlog import tree
from wbs.tlog.checkpoint import BadCheckpoint, WrongOrigin, verify_checkpoint
from wbs.tlog.note import BadNote, NotSigned

ALTERED = (BadNote, BadCheckpoint, NotSigned, WrongOrigin, tree.BrokenTree)


def examine_log(context: Context) -> Iterator[Finding]:
    """Whether days are closed, checkpoints reach somebody outside, and the newest one is that of the tree."""
    rules = context.rules.log
    if rules is None:
        yield Finding(
            Level.WARNING,
            "log",
            "there is no log key here: no day of the accountability log is closed",
            "`wbs init` makes the key and adds the section [log]",
        )
        return
    with context.database.reading() as work:
        yield from _days(context, work)
        yield from _edges(context, work)
        yield from _newest(context, rules, work)
        yield from _anchors(context, rules, work)


def _days(context: Context, work: Work) -> Iterator[Finding]:
    last = checkpoints.last_day(work)
    if last is None:
        yield Finding(
            Level.INFO,
            "log",
            "no day of the accountability log was closed yet",
            "`wbs serve` does it daily; `wbs log publish` does it now",
        )
    elif is_behind(last, context.today()):
        yield Finding(
            Level.WARNING,
            "log",
            f"the last day of the accountability log that was closed is {last}",
            "`wbs serve` must run; `wbs log publish` closes the days since then",
        )


def _edges(context: Context, work: Work) -> Iterator[Finding]:
    """A look at what the next batch of each log rests on; `wbs log verify` looks at everything."""
    for log in (*written_logs(context, work), instance_log(context.rules.log_name)):
        if not is_whole(work, log_tree.last_batch(work, log.key)):
            yield Finding(
                Level.ERROR,
                "log",
                f"the stored tree of {log.origin} was altered: no day of any log is closed until it is mended",
                "stop, keep a copy, `wbs log verify`: docs/operations.md, An altered tree",
            )


def _newest(context: Context, rules: LogRules, work: Work) -> Iterator[Finding]:
    latest = checkpoints.latest(work, INSTANCE)
    if latest is None:
        return
    name = context.rules.log_name
    try:
        found = verify_checkpoint(latest.signed, name, public_keys(rules))
        if tree.root(log_tree.tiles_of(work, INSTANCE), found.size) == found.root:
            return
    except ALTERED:
        pass
    yield Finding(
        Level.ERROR,
        "log",
        f"the checkpoint of {latest.day} is not that of the instance log, or is not signed by a key of ours",
        "`wbs log verify` names what does not fit; is `secrets/log.key` the right one?",
    )


def _anchors(context: Context, rules: LogRules, work: Work) -> Iterator[Finding]:
    if not rules.anchors or context.rules.mail is None:
        yield Finding(
            Level.WARNING,
            "log",
            "nobody outside the office is mailed the checkpoints",
            "log.anchors and a section [mail] in the settings: without them history could be rewritten unseen",
        )
        return
    waiting, refused = anchors.stuck(work, context.today() - timedelta(days=1))
    if waiting or refused:
        yield Finding(
            Level.WARNING,
            "log",
            f"checkpoints that wait for the mail server: {waiting}; refused for their address: {refused}",
            "`wbs mail test ADDRESS` says whether the server takes mail",
        )
