"""What can go wrong while sealing and opening.

SealingError
├── WrongKey        expected: this key, password, code or token does not open it
├── TokenExpired    a genuine draft token whose time is over (carries it)
├── GateBusy        no permit for a memory-hard derivation came free in time
├── Tampered        an attack or a broken disk: the key is right and the bytes are not
├── Malformed       a text typed or carried by a person is not of its form
└── SelfTestFailed  the libraries below do not do what the frozen bytes say: do not start

`reason` is one word of docs/formats/sealing-v1.md; no message holds a secret or content.
"""


class SealingError(Exception):
    """The root of every failure of this room."""


class WrongKey(SealingError):
    """The key, password, code or token does not open this; another one may."""


class Tampered(SealingError):
    """Stored bytes are not the bytes that were sealed, or not at the place they were sealed for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Malformed(SealingError):
    """A typed or carried text cannot be one of ours; the person can mend it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class GateBusy(SealingError):
    """All permits are in use; nothing was derived."""


class SelfTestFailed(SealingError):
    """Frozen bytes did not open: sealing must not be used on this machine."""
