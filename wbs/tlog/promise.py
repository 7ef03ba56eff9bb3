"""Certified keys and promises: what the log key says of another key, and what a promise key says of leaves.

A promise names the instance alone, never the unit's log: whoever reads it learns no more than that the
house owes these leaves.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wbs.tlog import note
from wbs.tlog.base64_lines import NotBase64, decode
from wbs.tlog.note import BadNote, NotSigned, PublicKey, Signer
from wbs.tlog.tree import HASH_BYTES

PROMISE = "wbs-log/1 promise"
PROMISE_KEY = "wbs-log/1 promise key"
NEXT_KEY = "wbs-log/1 next key"
PROMISE_NAME = "/_promise"  # behind the instance's: no unit can be called so
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LEAST_LINES = 4


class BadPromise(Exception):
    """The text is no promise and no certificate; `reason` is a word of log-v1."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Promise:
    """By the end of *due_on* every one of the leaves stands in one of the instance's logs."""

    log_name: str
    due_on: date
    leaves: tuple[bytes, ...]


@dataclass(frozen=True)
class Certificate:
    """From *since* on the key named may do what *title* says."""

    title: str
    since: date
    key: PublicKey


def sign_promise(promise: Promise, signer: Signer) -> bytes:
    """The promise, signed by the promise key in the instance's name.

    Raises:
        ValueError: it promises nothing.
    """
    if not promise.leaves:
        raise ValueError("no leaf is promised")
    leaves = (b64encode(leaf).decode() for leaf in promise.leaves)
    lines = [PROMISE, promise.log_name, promise.due_on.isoformat(), *leaves]
    return note.sign("\n".join([*lines, ""]), signer.called(promise.log_name + PROMISE_NAME))


def sign_certificate(certificate: Certificate, signer: Signer) -> bytes:
    """The certificate, signed by *signer*, a log key under the instance's name."""
    lines = (certificate.title, certificate.since.isoformat(), certificate.key.text, "")
    return note.sign("\n".join(lines), signer)


def read_certificate(signed: bytes, title: str, log_keys: Iterable[PublicKey]) -> Certificate:
    """The certificate with that title which one of the log keys signed.

    Raises:
        BadNote, NotSigned: it is no note, or none of the keys signed it.
        BadPromise: "title", "lines", "day" or "key".
    """
    lines = note.verify(signed, log_keys).removesuffix("\n").split("\n")
    if lines[0] != title:
        raise BadPromise("title")
    if len(lines) != len((title, "since", "key")):
        raise BadPromise("lines")
    try:
        key = PublicKey.parse(lines[2])
    except BadNote:
        raise BadPromise("key") from None
    return Certificate(title, _day(lines[1]), key)


def verify_promise(
    signed: bytes, certificates: Sequence[bytes], log_keys: Sequence[PublicKey]
) -> Promise:
    """The promise, signed by a key that one of the log keys certified as the instance's promise key.

    Raises:
        BadNote, BadPromise: something is not of the form.
        NotSigned: no certified key signed it, or no known log key certified that key.
    """
    keys = []
    for certificate in certificates:
        try:
            keys.append(read_certificate(certificate, PROMISE_KEY, log_keys).key)
        except NotSigned:
            continue
    promise = read_promise(note.read(signed).text)
    note.verify(signed, [key for key in keys if key.name == promise.log_name + PROMISE_NAME])
    return promise


def read_promise(text: str) -> Promise:
    """The promise in a note's text.

    Raises:
        BadPromise: "title", "lines", "day" or "leaf".
    """
    lines = text.removesuffix("\n").split("\n")
    if lines[0] != PROMISE:
        raise BadPromise("title")
    if len(lines) < LEAST_LINES:
        raise BadPromise("lines")
    try:
        leaves = tuple(decode(line) for line in lines[3:])
    except NotBase64:
        raise BadPromise("leaf") from None
    if any(len(leaf) != HASH_BYTES for leaf in leaves):
        raise BadPromise("leaf")
    return Promise(lines[1], _day(lines[2]), leaves)


def _day(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadPromise("day")
