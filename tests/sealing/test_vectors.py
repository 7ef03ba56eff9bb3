"""Every vector does what it says, and every refusal the specification names has a vector."""

from pathlib import Path

import pytest

from tests.vectors import plain, sealed
from tests.vectors.files import HERE, all_paths, read
from tests.vectors.openers import OPENERS, outcome

PATHS = all_paths()
HEADER = {"Tampered header", "Tampered suite", "Tampered artefact"}
OWN = {*HEADER, "Tampered length", "Tampered commitment", "Tampered chunk"}
TRIED = {*HEADER, "Tampered length", "WrongKey", "Tampered chunk"}
TYPED = {"Malformed length", "Malformed symbol"}

REFUSALS: dict[str, set[str]] = {
    "attachment": OWN - {"Tampered length"} | {"Tampered padding"},
    "box": {*HEADER, "Tampered length", "WrongKey"},
    "code-wrap": OWN,
    "commitment": {"Tampered commitment"},
    "derivation": set(),
    "document": OWN | {"Tampered padding"},
    "draft": OWN | {"Tampered padding"},
    "draft-token": {"WrongKey", "TokenExpired"},
    "holding": {*HEADER, "Tampered length", "Tampered share", "WrongKey"},
    "identity": OWN | {"Tampered padding"},
    "key-pair": set(),
    "leaf": {"WrongLeaf", "BadLine order"},
    "line": {f"BadLine {r}" for r in ("encoding", "end", "title", "field", "order")},
    "log-checkpoint": {"NotSigned", "WrongOrigin"}
    | {f"BadCheckpoint {reason}" for reason in ("lines", "size", "root")},
    "log-consistency": {"WrongProof"},
    "log-hidden": set(),
    "log-inclusion": {"WrongProof"},
    "log-key": {"BadNote key"},
    "log-note": {"NotSigned", *(f"BadNote {r}" for r in ("encoding", "end", "signature"))},
    "log-promise": {"NotSigned"}
    | {f"BadPromise {reason}" for reason in ("title", "lines", "day", "leaf", "key")},
    "log-proof": {f"BadProof {reason}" for reason in ("title", "index", "hash", "end")},
    "padding": set(),
    "password-wrap": TRIED | {"Tampered profile", "Malformed length"},
    "public-key": {"Tampered public key"},
    "reason": OWN | {"Tampered padding"},
    "record": OWN | {"Tampered padding", "Tampered chain"},
    "recovery-wrap": TRIED,
    "resplit": {*HEADER, "Tampered length", "Tampered share", "WrongKey"},
    "session": OWN | {"Tampered padding"},
    "session-token": TYPED | {"Malformed suite"},
    "shares": {"WrongKey", "Tampered share", "Tampered length"},
    "summary": OWN | {"Tampered padding"},
    "totp": OWN,
    "voucher": {"Tampered voucher"},
    "tracking-code": TYPED | {"Malformed check"},
}


def name_of(path: Path) -> str:
    return path.relative_to(HERE).with_suffix("").as_posix()


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_a_vector_does_what_it_says(path: Path) -> None:
    vector = read(path)

    found, gives = outcome(path.parent.name, vector)

    assert (found, gives) == (vector.expect, vector.gives)


@pytest.mark.parametrize("artefact", OPENERS)
def test_every_artefact_opens_and_is_refused_for_every_reason_the_specification_names(
    artefact: str,
) -> None:
    expected = {read(path).expect for path in PATHS if path.parent.name == artefact}

    assert expected == {"opens", *REFUSALS[artefact]}


def test_no_vector_is_missing_and_none_is_unknown() -> None:
    made = {*plain.vectors(), *sealed.vectors()}

    assert {name_of(path) for path in PATHS} == made


@pytest.mark.parametrize("name", plain.vectors())
def test_a_vector_without_chance_is_the_one_on_disk(name: str) -> None:
    assert read(HERE / f"{name}.txt") == plain.vectors()[name]
