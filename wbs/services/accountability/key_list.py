"""The public list of the logs' keys: what the operator keeps, introduced one by the other, in the database."""

from dataclasses import dataclass
from datetime import date

from wbs.services.accountability.keys import public, public_keys
from wbs.services.context import Context, LogRules
from wbs.store.database import Work
from wbs.store.log import log_keys
from wbs.store.log.log_keys import KeptKey
from wbs.tlog.note import BadNote, NotSigned, PublicKey, Signer
from wbs.tlog.promise import (
    NEXT_KEY,
    PROMISE_KEY,
    PROMISE_NAME,
    BadPromise,
    Certificate,
    read_certificate,
    sign_certificate,
)


@dataclass(frozen=True)
class ListedKey:
    """A key as it is published: since when it is known, and the note that introduces it."""

    key: PublicKey
    since: date
    certificate: bytes | None


def listed_keys(context: Context) -> tuple[ListedKey, ...]:
    """The logs' keys, the oldest first; the last one signs. Empty before anything was published."""
    with context.database.reading() as work:
        found = log_keys.log_keys(work)
    name = context.rules.log_name
    return tuple(
        ListedKey(PublicKey(name, each.public_key), each.since, each.certificate) for each in found
    )


def keep_list(context: Context, rules: LogRules, work: Work) -> None:
    """The list in the database holds every key of the operator's, and the own promise key is certified.

    A key whose predecessor signs no more stands in the list without an introduction.
    """
    kept = log_keys.log_keys(work)
    known = {each.public_key for each in kept}
    number = len(kept)
    before: Signer | PublicKey | None = None
    for each in (*rules.older, rules.newest):
        key = public(each)
        if key.key not in known:
            introduced = None
            if isinstance(before, Signer):
                next_key = Certificate(NEXT_KEY, context.today(), key)
                introduced = sign_certificate(next_key, before)
            log_keys.add_log_key(work, number, KeptKey(key.key, context.today(), introduced))
            number += 1
        before = each
    if context.rules.promiser is not None:
        certify_promiser(context, rules, work, public_key=context.rules.promiser.public.key)


def certify_promiser(context: Context, rules: LogRules, work: Work, *, public_key: bytes) -> None:
    """The key may sign promises: a key of the logs has said so, which it does once."""
    kept = (each for each in log_keys.promise_keys(work) if each.public_key == public_key)
    if any(_is_certified(each, rules) for each in kept):
        return
    named = PublicKey(context.rules.log_name + PROMISE_NAME, public_key)
    told = Certificate(PROMISE_KEY, context.today(), named)
    certificate = sign_certificate(told, rules.newest)
    log_keys.put_promise_key(work, KeptKey(public_key, context.today(), certificate))


def _is_certified(kept: KeptKey, rules: LogRules) -> bool:
    try:
        read_certificate(kept.certificate or b"", PROMISE_KEY, public_keys(rules))
    except (BadNote, NotSigned, BadPromise):
        return False
    return True
