"""An officer's seed, wrapped under the password and under the printed recovery code."""

from collections.abc import Callable

from wbs.sealing.body import WRAPPED_KEY_BYTES, key_from, open_body, seal_body
from wbs.sealing.encoding import HEADER_BYTES, body_of, header_of
from wbs.sealing.errors import Tampered
from wbs.sealing.key import KEY_BYTES, Key, expand
from wbs.sealing.labels import RECOVERY_KEY, Artefact
from wbs.sealing.passwords import SALT_BYTES, PasswordGate, Profile
from wbs.sealing.tracking_code import WrittenCode

COST_BYTES = 12  # time cost, memory in KiB, lanes: four bytes each
PREFIX_BYTES = COST_BYTES + SALT_BYTES
PASSWORD_WRAP_BYTES = WRAPPED_KEY_BYTES + PREFIX_BYTES


class RecoveryCode(WrittenCode):
    """An officer's printed code: opens the seed where the password is lost."""

    __slots__ = ()


def _cost(profile: Profile) -> bytes:
    costs = (profile.time_cost, profile.memory_kib, profile.parallelism)
    return b"".join(cost.to_bytes(4, "big") for cost in costs)


def _profile(cost: bytes) -> Profile:
    time_cost, memory_kib, parallelism = (
        int.from_bytes(cost[i : i + 4], "big") for i in range(0, COST_BYTES, 4)
    )
    return Profile("stored", time_cost, memory_kib, parallelism)


def wrap_seed_by_password(
    seed: Key,
    password: str,
    officer_id: str,
    gate: PasswordGate,
    random_bytes: Callable[[int], bytes],
) -> bytes:
    """The seed for whoever knows the password; the costs of the gate's profile stand in the wrap.

    Raises:
        GateBusy, Malformed: as `PasswordGate.derive`.
    """
    prefix = _cost(gate.profile) + random_bytes(SALT_BYTES)
    key = gate.derive(password, prefix[COST_BYTES:])
    sealed = seal_body(Artefact.PASSWORD_WRAP, key, (officer_id, prefix), seed.raw)
    return sealed[:HEADER_BYTES] + prefix + sealed[HEADER_BYTES:]


def unwrap_seed_by_password(
    wrapped: bytes, password: str, officer_id: str, gate: PasswordGate
) -> Key:
    """The seed. Logging in is this.

    Raises:
        WrongKey: not this password, or not this officer's wrap.
        Tampered: "length", "profile", "chunk" or a header's reason.
        GateBusy, Malformed: as `PasswordGate.derive`.
    """
    body = body_of(Artefact.PASSWORD_WRAP, wrapped)
    if len(wrapped) != PASSWORD_WRAP_BYTES:
        raise Tampered("length")
    prefix, rest = body[:PREFIX_BYTES], body[PREFIX_BYTES:]
    key = gate.derive(password, prefix[COST_BYTES:], _profile(prefix[:COST_BYTES]))
    sealed = header_of(Artefact.PASSWORD_WRAP) + rest
    return key_from(open_body(Artefact.PASSWORD_WRAP, key, (officer_id, prefix), sealed))


def dummy_wrap(profile: Profile) -> bytes:
    """A wrap no password opens and which costs what a real one costs: for unknown users."""
    body = bytes(PASSWORD_WRAP_BYTES - HEADER_BYTES - COST_BYTES)
    return header_of(Artefact.PASSWORD_WRAP) + _cost(profile) + body


def _recovery_key(code: RecoveryCode) -> Key:
    return Key(expand(code.secret, RECOVERY_KEY, b"", KEY_BYTES))


def wrap_seed_by_recovery(seed: Key, code: RecoveryCode, officer_id: str) -> bytes:
    """The seed for the holder of the printed code."""
    return seal_body(Artefact.RECOVERY_WRAP, _recovery_key(code), (officer_id,), seed.raw)


def unwrap_seed_by_recovery(wrapped: bytes, code: RecoveryCode, officer_id: str) -> Key:
    """The seed.

    Raises:
        WrongKey: not this code, or not this officer's wrap.
        Tampered: "length", "chunk" or a header's reason.
    """
    return key_from(open_body(Artefact.RECOVERY_WRAP, _recovery_key(code), (officer_id,), wrapped))
