"""The memory-hard step behind a password, and the gate that bounds how many run at once."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw

from wbs.sealing.errors import GateBusy, Malformed, Tampered
from wbs.sealing.key import KEY_BYTES, Key

MAX_PASSWORD_BYTES = 1024
SALT_BYTES = 16
MAX_TIME_COST = 10
MAX_MEMORY_KIB = 262_144
MAX_PARALLELISM = 8
MIN_MEMORY_KIB_PER_LANE = 8  # RFC 9106 §3.1
MAX_WAITING = 8


@dataclass(frozen=True)
class Profile:
    """How dear one derivation with Argon2id is."""

    name: str
    time_cost: int
    memory_kib: int
    parallelism: int

    def check(self) -> None:
        """Raise unless the costs lie within the bounds of sealing-v1 R44.

        Raises:
            Tampered: "profile" (a stored wrap asks for more than any we made, or for the impossible).
        """
        if not (
            1 <= self.time_cost <= MAX_TIME_COST
            and 1 <= self.parallelism <= MAX_PARALLELISM
            and MIN_MEMORY_KIB_PER_LANE * self.parallelism <= self.memory_kib <= MAX_MEMORY_KIB
        ):
            raise Tampered("profile")


RFC_9106_SECOND = Profile("rfc-9106-second", time_cost=3, memory_kib=65_536, parallelism=4)
CHEAPEST_FOR_TESTS = Profile("cheapest-for-tests", time_cost=1, memory_kib=8, parallelism=1)


def password_bytes(password: str) -> bytes:
    """The password as it is hashed: NFC, UTF-8.

    Raises:
        Malformed: "length" (over 1024 bytes), "encoding" (no text that can be written as UTF-8).
    """
    try:
        raw = unicodedata.normalize("NFC", password).encode()
    except UnicodeEncodeError:
        raise Malformed("encoding") from None
    if len(raw) > MAX_PASSWORD_BYTES:
        raise Malformed("length")
    return raw


class PasswordGate:
    """Lets *permits* derivations run at once; the next waits *wait_seconds* and is then turned away.

    Security: the memory a flood of logins can take is permits × the profile's memory, and the threads
    it can hold are permits + `MAX_WAITING`: whoever comes beyond is turned away at once, so that those
    who report find a thread.
    """

    def __init__(self, profile: Profile, permits: int, wait_seconds: float) -> None:
        self.profile = profile
        self._permits = BoundedSemaphore(permits)
        self._places = BoundedSemaphore(permits + MAX_WAITING)
        self._wait_seconds = wait_seconds

    @contextmanager
    def permit(self) -> Iterator[None]:
        """One derivation's place, given back at the end whatever happens.

        Raises:
            GateBusy: none came free in time, or too many wait already.
        """
        if not self._places.acquire(blocking=False):
            raise GateBusy("too many wait")
        try:
            if not self._permits.acquire(timeout=self._wait_seconds):
                raise GateBusy("no permit came free")
            try:
                yield
            finally:
                self._permits.release()
        finally:
            self._places.release()

    def derive(self, password: str, salt: bytes, profile: Profile | None = None) -> Key:
        """The key behind a password, at the cost of *profile* (a stored wrap's), else of the gate's.

        Raises:
            GateBusy: no permit came free in time; nothing was derived.
            Malformed: the password is over 1024 bytes or no text.
            Tampered: "profile" (costs out of bounds).
        """
        cost = profile or self.profile
        cost.check()
        secret = password_bytes(password)
        with self.permit():
            raw = hash_secret_raw(
                secret=secret,
                salt=salt,
                time_cost=cost.time_cost,
                memory_cost=cost.memory_kib,
                parallelism=cost.parallelism,
                hash_len=KEY_BYTES,
                type=Type.ID,
            )
        return Key(raw)
