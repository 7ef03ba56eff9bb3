"""Packs of the tests, made from histories without a database, and ways to tamper with them."""

import io
import random
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from zipfile import ZipFile

from tests.exports import UNIT, export_of
from tests.histories import lines_of
from wbs.domain.evidence_document import (
    DocumentKind,
    EvidenceDocument,
    Filing,
    PackDocuments,
    PackedDocument,
)
from wbs.domain.evidence_pack import IssuedPack, OpenedLeaf, PackLogs, PackScope, TreeHead, UnitLog
from wbs.domain.figure_export import FigureExport
from wbs.domain.history import History
from wbs.domain.span import ReportingPeriod
from wbs.evidence.bag import MANIFEST, RAW_SIGNATURE, SSH_SIGNATURE, TAG_MANIFEST, Signer, manifest
from wbs.evidence.pack import NAMESPACE, NO_DOCUMENTS, Signing, pack_pieces, pack_signer
from wbs.tlog import sshsig, tree
from wbs.tlog.checkpoint import Checkpoint, hidden_leaf, sign_checkpoint
from wbs.tlog.leaf import CLOSED, OPEN, commitment, leaf_hash, write_line
from wbs.tlog.note import PublicKey, public_half
from wbs.tlog.note import Signer as NoteSigner
from wbs.tlog.proof import ProofFile, write_proof

LOG_NAME = "wbs.example.test"
SEED, OTHER_SEED = bytes(range(32)), bytes(range(1, 33))
KEY = PublicKey(LOG_NAME, public_half(SEED))
SALT = b"\x07" * 32


class Pieces:
    """A file's content in small pieces, and whether it was closed."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.begun = self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        self.begun = True
        step = 1000
        yield from (self.content[n : n + step] for n in range(0, len(self.content), step))

    def close(self) -> None:
        """It is."""
        self.closed = True


def packed(number: int, content: bytes = b"isi", **more: Any) -> PackedDocument:
    """An invitation of the third quarter, or what is said of it instead."""
    said = {"code": "A.1.V.i.a", "name": "undangan.pdf", "title": "Undangan"} | more
    filing = Filing(
        f"{number:032x}", UNIT.id, said["code"], DocumentKind.INVITATION,
        ReportingPeriod.parse("2026-Q3"), date(2026, 10, 2), "f" * 32,
    )  # fmt: skip
    document = EvidenceDocument(
        filing, said["title"], date(2026, 9, 1), said["name"], "application/pdf",
        len(content), sha256(content).hexdigest(),
    )  # fmt: skip
    return PackedDocument(document, UNIT.slug, lambda: Pieces(content))


def signer_of(seed: bytes) -> Signer:
    """What signs a pack with that key."""
    return pack_signer(NoteSigner(LOG_NAME, seed))


def leaves_of(histories: Sequence[History], slug: str) -> list[OpenedLeaf]:
    """Every event opened, in an order that is not that of the cases."""
    chance = random.Random(7)  # noqa: S311 (an order and salts of a test)
    found = [
        OpenedLeaf(
            write_line(OPEN, opened),
            chance.randbytes(32),
            commitment(chance.randbytes(32), write_line(CLOSED, closed)),
        )
        for history in histories
        for opened, closed in lines_of(history, slug)
    ]
    chance.shuffle(found)
    return found


def hash_of(leaf: OpenedLeaf) -> bytes:
    """Its leaf hash."""
    return leaf_hash(commitment(leaf.salt, leaf.line), leaf.closed_commitment)


def unit_log(
    slug: str, leaves: Sequence[OpenedLeaf], before: int | None = None, seed: bytes = SEED
) -> UnitLog:
    """A log of these leaves, of which the first *before* stood in the pack before."""
    read = tree.from_leaves([hash_of(leaf) for leaf in leaves])
    head = TreeHead(len(leaves), tree.root(read, len(leaves)))
    signed = sign_checkpoint(
        Checkpoint(f"{LOG_NAME}/{slug}", head.size, head.root), NoteSigner(LOG_NAME, seed)
    )
    instance = tree.from_leaves([hidden_leaf(SALT, signed), b"\x09" * 32])
    above = sign_checkpoint(
        Checkpoint(LOG_NAME, 2, tree.root(instance, 2)), NoteSigner(LOG_NAME, seed)
    )
    proof = ProofFile(0, tree.inclusion_proof(instance, 0, 2), above)
    grown = None if before is None else tree.consistency_proof(read, before, len(leaves))
    return UnitLog(slug, head, signed, lambda: leaves, SALT, write_proof(proof), grown)


def pieces_of(
    export: FigureExport,
    documents: PackDocuments = NO_DOCUMENTS,
    signing: Signing | None = None,
) -> Generator[bytes, None, None]:
    """The pieces of an export's pack, whose units' logs are empty."""
    logs = tuple(unit_log(unit.slug, []) for unit in export.units)
    told = PackLogs(LOG_NAME, export.figures.question.as_of, False, logs)
    return pack_pieces(export, documents, told, signer_of(SEED), signing)


def pack_of(
    export: FigureExport,
    documents: PackDocuments = NO_DOCUMENTS,
    signing: Signing | None = None,
) -> bytes:
    """The pack of an export, whose units' logs are empty."""
    return b"".join(pieces_of(export, documents, signing))


def payload_of(pack: bytes) -> dict[str, bytes]:
    """The files below `data/`, by their paths there."""
    found = opened_zip(pack).items()
    return {name.removeprefix("data/"): c for name, c in found if name.startswith("data/")}


@dataclass
class Made:
    """A pack with what it was made of."""

    content: bytes
    leaves: list[OpenedLeaf]
    export: object = field(repr=False)

    def issued(self, period: str, as_of: date) -> IssuedPack:
        """What the next pack knows of it."""
        hashes = [hash_of(leaf) for leaf in self.leaves]
        head = TreeHead(len(hashes), tree.root(tree.from_leaves(hashes), len(hashes)))
        scope = PackScope("a" * 32, with_subtree=False, period=ReportingPeriod.parse(period))
        digest = sha256(self.content).hexdigest()
        return IssuedPack(
            "p" * 32, scope, False, as_of, as_of, as_of, digest, {"satker-1": head}, {}
        )


def made_pack(
    histories: Sequence[History],
    *,
    period: str = "2026",
    as_of: date | None = None,
    documents: PackDocuments = NO_DOCUMENTS,
    previous: IssuedPack | None = None,
    leaves: list[OpenedLeaf] | None = None,
    seed: bytes = SEED,
    change: Callable[[FigureExport], FigureExport] = lambda export: export,
) -> Made:
    """A pack of one unit, whose figures and ledger tell of the same histories; *change*: what its export says besides."""
    span = ReportingPeriod.parse(period)
    day = as_of or span.end
    export = change(export_of(histories, period=span, as_of=day))
    opened = leaves_of(histories, "satker-1") if leaves is None else leaves
    size = previous.heads["satker-1"].size if previous else None
    logs = PackLogs(
        LOG_NAME, day, is_recounted=True, units=(unit_log("satker-1", opened, size, seed),),
        previous=previous,
    )  # fmt: skip
    content = b"".join(pack_pieces(export, documents, logs, signer_of(seed)))
    return Made(content, opened, export)


def opened_zip(pack: bytes) -> dict[str, bytes]:
    """Every file by its path below the bag's folder, in order."""
    with ZipFile(io.BytesIO(pack)) as zipped:
        return {name.split("/", 1)[1]: zipped.read(name) for name in zipped.namelist()}


def closed_zip(files: Mapping[str, bytes], top: str = "eviden") -> bytes:
    """The zip of a bag."""
    out = io.BytesIO()
    with ZipFile(out, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(f"{top}/{name}", content)
    return out.getvalue()


def tampered(
    pack: bytes, change: Callable[[dict[str, bytes]], None], *, relisted: bool = False,
    signed_by: bytes | None = None,
) -> bytes:  # fmt: skip
    """The pack after somebody changed files; if they were clever, with new lists, or signed anew."""
    files = opened_zip(pack)
    change(files)
    if relisted or signed_by:
        digests = {path: sha256(content).hexdigest() for path, content in files.items()}
        files[MANIFEST] = manifest({p: d for p, d in digests.items() if p.startswith("data/")})
        digests[MANIFEST] = sha256(files[MANIFEST]).hexdigest()
        unlisted = (TAG_MANIFEST, RAW_SIGNATURE, SSH_SIGNATURE)
        tags = {p: d for p, d in digests.items() if not p.startswith("data/") and p not in unlisted}
        files[TAG_MANIFEST] = manifest(tags)
    if signed_by:
        files[RAW_SIGNATURE] = sshsig.sign_raw(signed_by, files[TAG_MANIFEST])
        files[SSH_SIGNATURE] = sshsig.sign(signed_by, NAMESPACE, files[TAG_MANIFEST]).encode()
    with ZipFile(io.BytesIO(pack)) as zipped:
        return closed_zip(files, zipped.namelist()[0].partition("/")[0])
