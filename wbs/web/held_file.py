"""A small file that is read at once and never kept."""

HELD_BYTES = 2_000_000  # a recap of 500 rows has a tenth of it at most


class HeldFile:
    """One file in memory, as far as it is no larger than `HELD_BYTES`.

    Security: it touches no disk and goes with its request.
    """

    def __init__(self) -> None:
        self.is_whole = False
        self.is_too_large = False
        self._data = bytearray()

    def __repr__(self) -> str:
        return "HeldFile(…)"

    def write(self, data: bytes) -> int:
        """The bytes are held, or dropped once they are too many: the body is read on."""
        self.is_too_large = self.is_too_large or len(self._data) + len(data) > HELD_BYTES
        if self.is_too_large:
            self._data.clear()
        else:
            self._data += data
        return len(data)

    def finish(self) -> None:
        """The file came to its end."""
        self.is_whole = True

    @property
    def data(self) -> bytes:
        """What came."""
        return bytes(self._data)
