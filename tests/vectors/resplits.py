"""Vectors of what a custodian holds after a new split: parts of k givers, joined."""

from dataclasses import replace

from tests.vectors.files import Vector
from wbs.sealing.box import Place, Purpose, seal_boxed
from wbs.sealing.key import Key
from wbs.sealing.keypair import public_key_of
from wbs.sealing.resplit import join_parts

CASE, OFFICER = "5f" * 16, "0f" * 16
SEED, OTHER = Key(bytes(range(32))), Key(bytes(range(32, 64)))
PLACE = Place(Purpose.IDENTITY_SHARE, CASE, OFFICER, 2)
ONE, TWO = bytes(range(64)), bytes(range(64, 128))
FIELDS = {
    "seed": SEED.hex(),
    "purpose": PLACE.purpose.value,
    "subject": CASE,
    "recipient": OFFICER,
    "epoch": "2",
}


def _box(shares: bytes, head: bytes = b"\2\3\1", at: Place = PLACE) -> bytes:
    return seal_boxed(head + shares, public_key_of(SEED), at)


def vectors() -> dict[str, Vector]:
    """Each by the name of its file."""
    one, two = _box(ONE), _box(TWO)
    whole = bytes(a ^ b for a, b in zip(ONE, TWO, strict=True))
    gives = {"holding": (b"\2\3\1" + whole).hex()}
    good = Vector("opens", "parts of two givers", FIELDS, join_parts([one, two]), gives=gives)

    def bad(expect: str, about: str, body: bytes, **fields: str) -> Vector:
        named = {**FIELDS, **fields}
        return replace(good, expect=expect, about=about, body=body, fields=named, gives={})

    def header(byte: int, value: int) -> bytes:
        return join_parts([one, two[:byte] + bytes([value]) + two[byte + 1 :]])

    later = replace(PLACE, epoch=3)
    return {
        "resplit/opens": good,
        "resplit/length-cut": bad("Tampered length", "a byte missing", good.body[:-1]),
        "resplit/length-none": bad("Tampered length", "no part at all", b""),
        "resplit/length-box": bad(
            "Tampered length", "a box too short", join_parts([one, two[:-1]])
        ),
        "resplit/share-one": bad("Tampered share", "one giver of two", join_parts([one])),
        "resplit/share-three": bad("Tampered share", "three givers", join_parts([one, two, one])),
        "resplit/share-head": bad(
            "Tampered share", "of two positions", join_parts([one, _box(TWO, b"\2\3\0")])
        ),
        "resplit/header": bad("Tampered header", "another magic", header(0, 0)),
        "resplit/suite": bad("Tampered suite", "an unknown suite", header(2, 2)),
        "resplit/artefact": bad("Tampered artefact", "another letter", header(3, 0x52)),
        "resplit/wrong-seed": bad("WrongKey", "another seed", good.body, seed=OTHER.hex()),
        "resplit/wrong-epoch": bad(
            "WrongKey", "one part of another split", join_parts([one, _box(TWO, at=later)])
        ),
    }
