"""What keeps a secret out of logs, messages and files by accident."""

from typing import NoReturn


class Secret:
    """A value whose text shows its type alone and which refuses to be pickled or copied."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is a secret and is not written down")
