"""The Merkle tree of RFC 9162 §2.1 over leaf hashes, kept as tiles: append, root and proofs in the logarithm of its size.

A tile holds up to 256 hashes of one level of every eighth: level 0 the leaf hashes, level 1 the roots of full
tiles of level 0, and so on, as C2SP tlog-tiles lays them out. Every hash once written stays, so the tiles of
a tree also serve every smaller tree it was.

Who keeps the tiles gives a `Read`: the hashes of a tile, joined; empty where there is none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

HASH_BYTES = 32
TILE_LEVELS = 8
TILE_WIDTH = 1 << TILE_LEVELS
NODE_PREFIX = b"\x01"  # RFC 9162 §2.1.1
EMPTY_ROOT = sha256().digest()

Place = tuple[int, int]  # level of the tile, and its number in that level
Read = Callable[[int, int], bytes]


class BrokenTree(Exception):
    """The tiles do not hold a hash that a tree of this size has."""


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node over its two children."""
    return sha256(NODE_PREFIX + left + right).digest()


def append(read: Read, size: int, leaf_hashes: Iterable[bytes]) -> dict[Place, bytes]:
    """The tiles that are new or longer once the leaves stand behind the first *size*.

    Reads one tile of each level at most, and returns the longer ones whole.

    Raises:
        ValueError: a leaf hash is not 32 bytes long.
        BrokenTree: the tiles are not those of a tree of *size*.
    """
    changed: dict[Place, bytes] = {}
    rising, level, held = list(leaf_hashes), 0, size
    if any(len(each) != HASH_BYTES for each in rising):
        raise ValueError("a leaf hash of another length")
    while rising:
        number, used = divmod(held, TILE_WIDTH)
        start = read(level, number)[: used * HASH_BYTES] if used else b""
        if len(start) != used * HASH_BYTES:
            raise BrokenTree(f"tile {level}/{number} is short")
        joined = start + b"".join(rising)
        above = []
        for at in range(0, len(joined), TILE_WIDTH * HASH_BYTES):
            tile = joined[at : at + TILE_WIDTH * HASH_BYTES]
            changed[level, number] = tile
            number += 1
            if len(tile) == TILE_WIDTH * HASH_BYTES:
                above.append(_root_of_full(tile))
        level, held, rising = level + 1, held >> TILE_LEVELS, above
    return changed


def root(read: Read, size: int) -> bytes:
    """MTH of the first *size* leaves (RFC 9162 §2.1.1).

    Raises:
        BrokenTree: the tiles lack one of its hashes.
    """
    return _range_hash(_remembering(read), 0, size) if size else EMPTY_ROOT


def leaf_at(read: Read, index: int) -> bytes:
    """The hash of the leaf at *index*.

    Raises:
        BrokenTree: there is none.
    """
    return _perfect(read, 0, index)


def inclusion_proof(read: Read, index: int, size: int) -> tuple[bytes, ...]:
    """PATH(index, the first *size* leaves) of RFC 9162 §2.1.3.1, from the leaf up.

    Raises:
        ValueError: there is no such leaf in a tree of that size.
        BrokenTree: the tiles lack one of its hashes.
    """
    if not 0 <= index < size:
        raise ValueError("no such leaf")
    reader, start, end = _remembering(read), 0, size
    path: list[bytes] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range_hash(reader, middle, end))
            end = middle
        else:
            path.append(_range_hash(reader, start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_proof(read: Read, old: int, new: int) -> tuple[bytes, ...]:
    """PROOF(old, the first *new* leaves) of RFC 9162 §2.1.4.1; empty where old is 0 or new.

    Raises:
        ValueError: *old* is larger than *new*, or negative.
        BrokenTree: the tiles lack one of its hashes.
    """
    if not 0 <= old <= new:
        raise ValueError("no smaller tree")
    if old in (0, new):
        return ()
    reader, start, end, whole = _remembering(read), 0, new, True
    path: list[bytes] = []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_range_hash(reader, middle, end))
            end = middle
        else:
            path.append(_range_hash(reader, start, middle))
            start, whole = middle, False
    if not whole:
        path.append(_range_hash(reader, start, end))
    return tuple(reversed(path))


def from_leaves(leaf_hashes: Sequence[bytes]) -> Read:
    """Tiles in memory over those leaves, for whoever holds all of them, as a pack's reader does."""
    return reader_of(append(lambda _level, _number: b"", 0, leaf_hashes))


def reader_of(tiles: Mapping[Place, bytes], behind: Read = lambda _level, _number: b"") -> Read:
    """Reads *tiles*, and what is not among them from *behind*."""

    def read(level: int, number: int) -> bytes:
        found = tiles.get((level, number))
        return behind(level, number) if found is None else found

    return read


def _split(count: int) -> int:
    """The largest power of two smaller than *count*."""
    return 1 << (count - 1).bit_length() - 1


def _range_hash(read: Read, start: int, end: int) -> bytes:
    """MTH of the leaves from *start* to *end*; start is a multiple of the power of two at or above their count."""
    parts = list(_perfect_parts(start, end))
    found = _perfect(read, *parts.pop())
    while parts:
        found = node_hash(_perfect(read, *parts.pop()), found)
    return found


def _perfect_parts(start: int, end: int) -> Iterator[Place]:
    """The perfect subtrees side by side that make up the range, as level and number in that level."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def _perfect(read: Read, level: int, number: int) -> bytes:
    """The root of the *number*-th perfect subtree of 2**level leaves: half a tile of hashing at most."""
    tile_level, rest = divmod(level, TILE_LEVELS)
    tile, first = divmod(number << rest, TILE_WIDTH)
    held = read(tile_level, tile)[first * HASH_BYTES : (first + (1 << rest)) * HASH_BYTES]
    if len(held) != HASH_BYTES << rest:
        raise BrokenTree(f"tile {tile_level}/{tile} is short")
    return _root_of_full(held)


def _root_of_full(joined: bytes) -> bytes:
    """The root over a power of two of hashes."""
    hashes = [joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES)]
    while len(hashes) > 1:
        hashes = [node_hash(*hashes[at : at + 2]) for at in range(0, len(hashes), 2)]
    return hashes[0]


def _remembering(read: Read) -> Read:
    """Asks for each tile once."""
    seen: dict[Place, bytes] = {}

    def reader(level: int, number: int) -> bytes:
        if (level, number) not in seen:
            seen[level, number] = read(level, number)
        return seen[level, number]

    return reader
