"""Checks a unit's log in a pack: the root from the ledger, the checkpoint, the instance's, the tree before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wbs.domain.recount import BadEntry, Ledger
from wbs.evidence.ledger import read_ledger
from wbs.evidence.verify.archive import Archive, NoPack
from wbs.evidence.verify.description import Description
from wbs.evidence.verify.finding import Finding, fails, holds, undecided
from wbs.tlog.base64_lines import NotBase64, decode
from wbs.tlog.checkpoint import (
    BadCheckpoint,
    Checkpoint,
    WrongOrigin,
    hidden_leaf,
    verify_checkpoint,
)
from wbs.tlog.leaf import OPEN, BadLine, commitment, leaf_hash, read_line
from wbs.tlog.note import BadNote, NotSigned, PublicKey
from wbs.tlog.proof import BadProof, WrongProof, read_proof, verify_consistency, verify_inclusion
from wbs.tlog.tree import HASH_BYTES, Place, append, reader_of, root

_BAD_CHECKPOINT = (BadNote, BadCheckpoint, NotSigned, WrongOrigin)
LEAVES_AT_ONCE = 4096


@dataclass
class Tree:
    """The tree over the leaves a ledger opens."""

    tiles: dict[Place, bytes]
    size: int = 0

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Put the leaves behind those that are there."""
        self.tiles |= append(reader_of(self.tiles), self.size, leaves)
        self.size += len(leaves)

    @property
    def root(self) -> bytes:
        """The root over all of them."""
        return root(reader_of(self.tiles), self.size)


def check_ledger(archive: Archive, slug: str, into: Ledger) -> tuple[list[Finding], Tree | None]:
    """Opens every leaf of a ledger: its lines are counted, and the tree over them is built."""
    path, tree, leaves, number = f"data/log/{slug}/ledger.csv", Tree({}), list[bytes](), 0
    try:
        with archive.lines(path) as lines:
            for number, opened in enumerate(read_ledger(lines), 1):
                if {len(opened.salt), len(opened.closed_commitment)} != {HASH_BYTES}:
                    return [_bad(slug, number, "garam atau komitmen salah panjang")], None
                open_commitment = commitment(opened.salt, opened.line)
                leaves.append(leaf_hash(open_commitment, opened.closed_commitment))
                fields = read_line(OPEN, opened.line)
                if fields.get("unit") != slug:
                    return [_bad(slug, number, "peristiwa milik unit lain")], None
                into.add(fields)
                if len(leaves) == LEAVES_AT_ONCE:
                    tree.extend(leaves)
                    leaves.clear()
    except (ValueError, BadLine, BadEntry, NoPack) as error:
        return [_bad(slug, number + 1, f"tidak dapat dibaca ({error})")], None
    tree.extend(leaves)
    return [], tree


def check_log(
    archive: Archive, told: Description, slug: str, tree: Tree, keys: Sequence[PublicKey]
) -> Iterator[Finding]:
    """The checkpoint over the ledger's tree, its place in the instance's log, and the tree before."""
    signed = archive.content(f"data/log/{slug}/checkpoint")
    try:
        checkpoint = verify_checkpoint(signed, f"{told.log_name}/{slug}", keys)
    except _BAD_CHECKPOINT as error:
        yield fails("checkpoint", slug, f"titik periksa log unit tidak sah ({error})")
        return
    yield holds("checkpoint", slug, "titik periksa log unit ditandatangani kunci instansi")
    yield _root(slug, tree, checkpoint)
    yield from _inclusion(archive, told, slug, signed, keys)
    yield from _consistency(archive, told, slug, checkpoint)


def _root(slug: str, tree: Tree, checkpoint: Checkpoint) -> Finding:
    if tree.size != checkpoint.size:
        said = f"buku besar memuat {tree.size} peristiwa, titik periksa {checkpoint.size}"
        return fails("root", slug, f"{said}: ada yang ditinggalkan atau ditambahkan")
    if tree.root != checkpoint.root:
        return fails(
            "root",
            slug,
            "akar pohon dari buku besar bukan yang ditandatangani: ada peristiwa yang diubah atau dipindahkan",
        )
    return holds(
        "root", slug, f"akar pohon dari {tree.size} peristiwa sama dengan yang ditandatangani"
    )


def _inclusion(
    archive: Archive, told: Description, slug: str, signed: bytes, keys: Sequence[PublicKey]
) -> Iterator[Finding]:
    path, salt_path = f"data/log/{slug}/inclusion", f"data/log/{slug}/salt"
    if path not in archive.paths:
        yield undecided(
            "inclusion", slug, "belum berjangkar: belum ada titik periksa instansi yang mencakupnya"
        )
        return
    try:
        proof = read_proof(archive.content(path))
        instance = verify_checkpoint(proof.checkpoint, told.log_name, keys)
        leaf = hidden_leaf(bytes.fromhex(archive.content(salt_path).decode().strip()), signed)
        verify_inclusion(leaf, proof.index, instance.size, proof.hashes, instance.root)
    except (*_BAD_CHECKPOINT, BadProof, WrongProof, ValueError, NoPack) as error:
        yield fails("inclusion", slug, f"tidak terbukti ada di log instansi ({error})")
        return
    said = f"ada di log instansi (ukuran {instance.size}); bandingkan dengan titik periksa yang dikirim setiap hari"
    yield holds("inclusion", slug, said)


def _consistency(
    archive: Archive, told: Description, slug: str, checkpoint: Checkpoint
) -> Iterator[Finding]:
    before = told.before.heads.get(slug) if told.before else None
    if before is None:
        return
    try:
        lines = archive.content(f"data/log/{slug}/consistency").decode("ascii").splitlines()
        hashes = [decode(line) for line in lines]
        verify_consistency(before.size, checkpoint.size, hashes, before.root, checkpoint.root)
    except (WrongProof, NotBase64, UnicodeDecodeError, NoPack):
        yield fails("consistency", slug, "log tidak terbukti melanjutkan log paket sebelumnya")
        return
    yield holds("consistency", slug, f"log melanjutkan {before.size} peristiwa paket sebelumnya")


def _bad(slug: str, number: int, what: str) -> Finding:
    return fails("ledger", slug, f"baris {number} buku besar: {what}")
