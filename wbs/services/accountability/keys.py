"""The keys of the logs as the operator keeps them: one a line, the newest last, which signs.

A line is 64 hexadecimal digits, the seed of an Ed25519 key; or, of a key that signs no more, its public
half as log-v1 R25 writes it.
"""

import re
from collections.abc import Callable

from wbs.services.context import Context, LogRules
from wbs.tlog.note import BadNote, PublicKey, Signer
from wbs.tlog.promise import PROMISE_NAME

_SEED = re.compile(r"[0-9a-f]{64}")
SEED_BYTES = 32


def log_rules(text: str, log_name: str, hour: int, anchors: tuple[str, ...]) -> LogRules:
    """What the operator decided about the logs.

    Raises:
        ValueError: a line is no key, names another instance, stands there twice, or the last is no seed.
    """
    keys = tuple(_key(line.strip(), log_name) for line in text.splitlines() if line.strip())
    newest = keys[-1] if keys else None
    if not isinstance(newest, Signer):
        raise ValueError("the last line must be 64 hexadecimal digits")
    if len({public(key).key for key in keys}) < len(keys):
        raise ValueError("a key stands there twice")
    return LogRules(newest, keys[:-1], hour, anchors)


def promiser(text: str, log_name: str) -> Signer:
    """Who signs promises.

    Raises:
        ValueError: the text is no seed.
    """
    if not _SEED.fullmatch(text.strip()):
        raise ValueError("must be 64 hexadecimal digits")
    return Signer(log_name + PROMISE_NAME, bytes.fromhex(text.strip()))


def new_seed(random_bytes: Callable[[int], bytes]) -> str:
    """A line for a key that will sign from now on."""
    return random_bytes(SEED_BYTES).hex()


def public(key: Signer | PublicKey) -> PublicKey:
    """The public half."""
    return key.public if isinstance(key, Signer) else key


def public_keys(rules: LogRules) -> tuple[PublicKey, ...]:
    """The public halves of all keys, under the log name."""
    return (*map(public, rules.older), rules.newest.public)


def promise_key_text(context: Context) -> str:
    """The public half of the promise key that is here; empty where there is none."""
    return context.rules.promiser.public.text if context.rules.promiser else ""


def _key(line: str, log_name: str) -> Signer | PublicKey:
    if _SEED.fullmatch(line):
        return Signer(log_name, bytes.fromhex(line))
    try:
        key = PublicKey.parse(line)
    except BadNote:
        raise ValueError("a line is no key") from None
    if key.name != log_name:
        raise ValueError("a line is the key of another instance")
    return key
