"""How each artefact of the log is opened."""

from base64 import b64decode
from collections.abc import Callable
from hashlib import sha256

from tests.vectors.files import Vector
from wbs.tlog import note
from wbs.tlog.checkpoint import BadCheckpoint, WrongOrigin, hidden_leaf, verify_checkpoint
from wbs.tlog.note import BadNote, NotSigned, PublicKey
from wbs.tlog.promise import BadPromise, verify_promise
from wbs.tlog.proof import (
    BadProof,
    WrongProof,
    read_proof,
    verify_consistency,
    verify_inclusion,
)

Given = dict[str, str]
WITH_REASON = (BadNote, BadCheckpoint, BadProof, BadPromise)
WITHOUT = (NotSigned, WrongOrigin, WrongProof)


def _log_key(vector: Vector) -> PublicKey:
    return PublicKey.parse(vector.fields["key"])


def _hashes(vector: Vector) -> list[bytes]:
    return [bytes.fromhex(each) for each in vector.fields["hashes"].split()]


def _key(vector: Vector) -> Given:
    key = PublicKey.parse(vector.body.decode())
    return {"key": key.key.hex(), "id": key.id.hex()}


def _note(vector: Vector) -> Given:
    text = note.verify(vector.body, [_log_key(vector)])
    return {"text": sha256(text.encode()).hexdigest()}


def _checkpoint(vector: Vector) -> Given:
    found = verify_checkpoint(vector.body, vector.fields["origin"], [_log_key(vector)])
    return {"size": str(found.size), "root": found.root.hex()}


def _proof(vector: Vector) -> Given:
    found = read_proof(vector.body)
    return {"index": str(found.index), "hashes": " ".join(h.hex() for h in found.hashes)}


def _inclusion(vector: Vector) -> Given:
    index, size = int(vector.fields["index"]), int(vector.fields["size"])
    verify_inclusion(vector.body, index, size, _hashes(vector), vector.hex("root"))
    return {}


def _consistency(vector: Vector) -> Given:
    old, new = int(vector.fields["old"]), int(vector.fields["new"])
    verify_consistency(old, new, _hashes(vector), vector.hex("old-root"), vector.body)
    return {}


def _hidden(vector: Vector) -> Given:
    return {"leaf-hash": hidden_leaf(vector.hex("salt"), vector.body).hex()}


def _promise(vector: Vector) -> Given:
    certificate = b64decode(vector.fields["certificate"])
    found = verify_promise(vector.body, [certificate], [_log_key(vector)])
    leaves = " ".join(leaf.hex() for leaf in found.leaves)
    return {"log-name": found.log_name, "due-on": found.due_on.isoformat(), "leaves": leaves}


LOG_OPENERS: dict[str, Callable[[Vector], Given]] = {
    "log-checkpoint": _checkpoint,
    "log-consistency": _consistency,
    "log-hidden": _hidden,
    "log-inclusion": _inclusion,
    "log-key": _key,
    "log-note": _note,
    "log-promise": _promise,
    "log-proof": _proof,
}
