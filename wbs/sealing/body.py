"""Cobblestone256 around bytes that fit in memory: header, then the encrypted body."""

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag

from wbs.sealing.encoding import body_of, context_of, header_of
from wbs.sealing.errors import Tampered, WrongKey
from wbs.sealing.key import KEY_BYTES, Key
from wbs.sealing.labels import Artefact

COMMITMENT_BYTES = 56  # salt 24, key commitment 32: wrong key or place is known after these
TAG_BYTES = 16
CHUNK_BYTES = 16384
WRAPPED_KEY_BYTES = 4 + COMMITMENT_BYTES + 32 + TAG_BYTES

Part = str | int | bytes


def seal_body(artefact: Artefact, key: Key, place: tuple[Part, ...], plaintext: bytes) -> bytes:
    """*plaintext* sealed under *key*, to be opened as this artefact at this place alone."""
    encryptor = Cobblestone256Encryptor(key.raw, context_of(artefact, *place))
    return header_of(artefact) + encryptor.update(plaintext) + encryptor.finalize()


def open_body(artefact: Artefact, key: Key, place: tuple[Part, ...], sealed: bytes) -> bytes:
    """The plaintext, whole and unaltered.

    Raises:
        WrongKey: the key commitment does not match: another key, another place, or an altered head.
        Tampered: "header", "suite", "artefact"; "length" (too short to be one);
            "chunk" (the key is right and the bytes are altered, cut or prolonged).
    """
    body = body_of(artefact, sealed)
    if len(body) < COMMITMENT_BYTES + TAG_BYTES:
        raise Tampered("length")
    decryptor = Cobblestone256Decryptor(key.raw, context_of(artefact, *place))
    try:
        plaintext = decryptor.update(body[:COMMITMENT_BYTES])
    except InvalidTag:
        raise WrongKey("the key commitment does not match") from None
    try:
        return plaintext + decryptor.update(body[COMMITMENT_BYTES:]) + decryptor.finalize()
    except InvalidTag:
        raise Tampered("chunk") from None


def open_own(artefact: Artefact, key: Key, place: tuple[Part, ...], sealed: bytes) -> bytes:
    """As `open_body`, where the key is known to be right: then a mismatch is no mistake of a person.

    Raises:
        Tampered: as `open_body`, and "commitment".
    """
    try:
        return open_body(artefact, key, place, sealed)
    except WrongKey:
        raise Tampered("commitment") from None


def key_from(plaintext: bytes) -> Key:
    """The key a wrap held.

    Raises:
        Tampered: "length" (whoever sealed it did not seal a key).
    """
    if len(plaintext) != KEY_BYTES:
        raise Tampered("length")
    return Key(plaintext)
