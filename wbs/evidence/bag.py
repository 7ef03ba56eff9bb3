"""A bag (RFC 8493) written as one zip, piece by piece, its lists of checksums signed. Format: docs/formats/pack-v1.md.

Every entry bears the same day: the same files and the same day give the same bytes.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wbs.domain.evidence_document import FilePieces

UNIX, READABLE = 3, 0o644 << 16
LEVEL = 6
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SSH_SIGNATURE, RAW_SIGNATURE = f"{TAG_MANIFEST}.sig", f"{TAG_MANIFEST}.ed25519"
_ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}


@dataclass(frozen=True)
class Streamed:
    """A file that is not held in memory. `size_hint`: bytes, not fewer than it may have."""

    size_hint: int
    pieces: Callable[[], FilePieces | Iterable[bytes]]


@dataclass(frozen=True)
class Signer:
    """What signs a list of checksums, and the public key in the two spellings tools read."""

    raw: Callable[[bytes], bytes]
    ssh: Callable[[bytes], str]
    key_line: str
    key_pem: bytes
    fingerprint: str


def encoded(path: str) -> str:
    """A path as a manifest spells it."""
    return "".join(_ENCODED.get(c, c) for c in path)


def manifest(digests: Mapping[str, str]) -> bytes:
    """A list of checksums that `sha256sum --check` reads, by path."""
    order = sorted(digests, key=lambda path: path.encode())
    return "".join(f"{digests[path]}  {encoded(path)}\n" for path in order).encode()


def bag_pieces(
    name: str,
    day: date,
    payload: Mapping[str, bytes | Streamed],
    info: Mapping[str, str],
    signer: Signer,
) -> Generator[bytes, None, None]:
    """The zip piece by piece: the payload below `data/`, then what lists and signs it.

    Memory stays flat whatever a streamed file holds. Whoever stops before the end holds no zip: its
    directory comes last.
    """
    bag = _Bag(name, day)
    yield from bag.add("bagit.txt", DECLARATION)
    for path, content in payload.items():
        yield from bag.add(f"data/{path}", content)
    listed = {path: digest for path, digest in bag.digests.items() if path.startswith("data/")}
    oxum = f"{sum(bag.sizes[path] for path in listed)}.{len(listed)}"
    told = "".join(f"{key}: {value}\n" for key, value in {**info, "Payload-Oxum": oxum}.items())
    for path, content in {
        "bag-info.txt": told.encode(),
        "keys/newest.pub": f"{signer.key_line}\n".encode(),
        "keys/newest.pem": signer.key_pem,
        MANIFEST: manifest(listed),
    }.items():
        yield from bag.add(path, content)
    tags = manifest({p: d for p, d in bag.digests.items() if not p.startswith("data/")})
    yield from bag.add(TAG_MANIFEST, tags)
    yield from bag.add(RAW_SIGNATURE, signer.raw(tags))
    yield from bag.add(SSH_SIGNATURE, signer.ssh(tags).encode())
    yield from bag.end()


class _Bag:
    """A zip that is taken away while it is made, and the checksum and size of each of its files."""

    def __init__(self, name: str, day: date) -> None:
        self.digests: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self._name, self._day = name, day
        self._passage = _Passage()
        self._zip = ZipFile(self._passage, "w", ZIP_DEFLATED, compresslevel=LEVEL)

    def add(self, path: str, content: bytes | Streamed) -> Iterator[bytes]:
        """The file is in the bag; what was written meanwhile."""
        entry = self._entry(path)
        hashed, size = sha256(), 0
        with self._pieces(content, entry) as pieces, self._zip.open(entry, "w") as file:
            for piece in pieces:
                hashed.update(piece)
                size += len(piece)
                file.write(piece)
                yield from self._passage.taken()
        yield from self._passage.taken()
        self.digests[path], self.sizes[path] = hashed.hexdigest(), size

    def end(self) -> Iterator[bytes]:
        """The directory."""
        self._zip.close()
        yield from self._passage.taken()

    def _pieces(
        self, content: bytes | Streamed, entry: ZipInfo
    ) -> AbstractContextManager[Iterable[bytes]]:
        if isinstance(content, bytes):
            return nullcontext((content,))
        entry.file_size = content.size_hint  # whether its head must have room for 64 bits
        found: Any = content.pieces()
        return closing(found) if hasattr(found, "close") else nullcontext(found)

    def _entry(self, path: str) -> ZipInfo:
        day = self._day
        entry = ZipInfo(f"{self._name}/{path}", (day.year, day.month, day.day, 0, 0, 0))
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = UNIX
        entry.external_attr = READABLE
        return entry


class _Passage:
    """What is written here is taken away at once: a zip that is sent while it is made."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        """Keep the bytes until they are taken."""
        self._written += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits behind."""

    def close(self) -> None:
        """Nothing is held open."""

    def taken(self) -> Iterator[bytes]:
        """What was written since the last time, if anything was: an empty piece would end an answer."""
        if self._written:
            taken, self._written = bytes(self._written), bytearray()
            yield taken
