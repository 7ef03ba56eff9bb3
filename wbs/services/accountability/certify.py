"""Lets a promise key of another host sign promises: the operator brings its public half over."""

from functools import partial

from wbs.domain.errors import Unavailable
from wbs.services.accountability.key_list import certify_promiser
from wbs.services.context import Context
from wbs.services.in_turn import in_turn
from wbs.tlog.note import BadNote, PublicKey
from wbs.tlog.promise import PROMISE_NAME


def certify(context: Context, text: str) -> None:
    """The key may sign promises from now on.

    Raises:
        Unavailable: there is no log key here.
        ValueError: the text is no key, or one of another name.
    """
    rules = context.rules.log
    if rules is None:
        raise Unavailable("no log key")
    try:
        key = PublicKey.parse(text.strip())
    except BadNote:
        raise ValueError("no key") from None
    if key.name != context.rules.log_name + PROMISE_NAME:
        raise ValueError("another name")
    in_turn(context, partial(certify_promiser, context, rules, public_key=key.key))
