"""Looks for words in everything a server wrote: raw, and inside base64 at every alignment."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path


def _inside_base64(word: bytes) -> Iterator[bytes]:
    """What is certain to appear when *word* stands anywhere inside base64-encoded bytes."""
    for shift in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            coded = encode(bytes(shift) + word).rstrip(b"=")
            first = -(-shift * 8 // 6)
            whole = (shift + len(word)) * 8 // 6
            yield coded[first:whole]


def forms_of(word: str | bytes) -> frozenset[bytes]:
    """Every way in which *word* could have been written down."""
    raw = word.encode() if isinstance(word, str) else word
    return frozenset({raw, raw.hex().encode(), *_inside_base64(raw)})


def find_traces(folders: Iterable[Path], words: Iterable[str | bytes]) -> list[str]:
    """One line per word found in a file of *folders*, or in a file's name."""
    wanted = [(word, forms_of(word)) for word in words]
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            body = path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"")
            found += [
                f"{path}: {word!r}" for word, forms in wanted if any(f in body for f in forms)
            ]
    return found
