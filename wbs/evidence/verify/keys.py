"""Reads the keys an assessor keeps: one a line, as the instance publishes them or as OpenSSH writes them."""

from wbs.tlog.note import BadNote, PublicKey
from wbs.tlog.sshsig import KEY_TYPE, BadSignature, read_openssh_line

REMARK = "#"
NAMELESS = (
    "key"  # OpenSSH's form names nobody; a checkpoint is verified under its origin's name anyway
)


class BadKeys(Exception):
    """A line is no key, or there is none; `line` is its number, 0 where there is none at all."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is no public key")
        self.line = line


def read_keys(text: str) -> tuple[PublicKey, ...]:
    """The keys of a file, up to the first empty line behind one; lines that begin with `#` are passed over.

    So the file may be what the instance publishes: below its keys stand the notes that introduce them.

    Raises:
        BadKeys: a line is no Ed25519 public key in either form, or the file has none.
    """
    found: list[PublicKey] = []
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if found and not line:
            break
        if line and not line.startswith(REMARK):
            try:
                found.append(_key(line))
            except (BadNote, BadSignature):
                raise BadKeys(number) from None
    if not found:
        raise BadKeys(0)
    return tuple(found)


def _key(line: str) -> PublicKey:
    if line.startswith(KEY_TYPE.decode()):
        return PublicKey(NAMELESS, read_openssh_line(line))
    return PublicKey.parse(line)
