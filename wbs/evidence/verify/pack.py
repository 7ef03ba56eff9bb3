"""Verifies a pack whole."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from wbs.domain.recount import Ledger
from wbs.domain.span import ReportingPeriod
from wbs.evidence.verify.archive import PIECE, Archive, NoPack, OpenedArchive
from wbs.evidence.verify.bag import check_bag, check_signatures, signing_key
from wbs.evidence.verify.description import Description, read_description
from wbs.evidence.verify.figures import check_figures
from wbs.evidence.verify.finding import Finding, fails, holds, undecided
from wbs.evidence.verify.keys import NAMELESS
from wbs.evidence.verify.logs import check_ledger, check_log
from wbs.evidence.verify.question import check_question
from wbs.evidence.verify.sheet import check_sheet
from wbs.tlog.checkpoint import BadCheckpoint, read_checkpoint
from wbs.tlog.note import BadNote, PublicKey, read

Keys = Sequence[PublicKey]


def examine(
    file: Path,
    keys: Keys,
    previous: Path | None = None,
    reads: Callable[[str, int], None] = lambda _path, _size: None,
) -> tuple[Finding, ...]:
    """Every finding, in the order of looking; nothing is believed because the file says so.

    *keys* are the instance's, from elsewhere than the pack. With an unknown key everything else is still
    checked, under the key the pack brings along. *reads* is told of each ledger, and its bytes, before it is read:
    that is what takes time, in proportion to its lines.

    Raises:
        NoPack: the file, or the one before, cannot be read as a pack.
    """
    with OpenedArchive(file) as archive:
        told = read_description(archive)
        # Of the keys somebody keeps, each speaks for its own instance; in OpenSSH's form, for any.
        known = [key for key in keys if key.name in {NAMELESS, told.log_name}]
        found = [*check_question(archive, told), *check_bag(archive)]
        found += check_signatures(archive, known)
        found += _logs_and_figures(archive, told, _with_its_own(archive, told, known), reads)
        found += check_sheet(archive)
    if previous is not None:
        found += _against_previous(told, previous)
    elif told.before is not None:
        said = f"SHA-256 {told.before.digest}; berikan dengan --previous untuk membandingkan"
        found.append(undecided("previous", told.before.period, said))
    return tuple(found)


def _with_its_own(archive: Archive, told: Description, known: Keys) -> list[PublicKey]:
    own = signing_key(archive)
    try:
        return [*known, *([PublicKey(told.log_name, own)] if own else [])]
    except BadNote:
        raise NoPack("log/pack.json menyebut instansi yang tidak mungkin bernama begitu") from None


def _logs_and_figures(
    archive: Archive, told: Description, keys: Keys, reads: Callable[[str, int], None]
) -> Iterator[Finding]:
    ledgers, is_whole = [], True
    for slug in told.units:
        path = f"data/log/{slug}/ledger.csv"
        reads(path, archive.size(path))
        ledger = Ledger(ReportingPeriod.month_of(told.as_of))
        trouble, tree = check_ledger(archive, slug, ledger)
        yield from trouble
        if tree is None:
            is_whole = False
            continue
        ledgers.append(ledger)
        yield from check_log(archive, told, slug, tree, keys)
    if is_whole:
        yield from check_figures(archive, told, ledgers)
    else:
        yield fails(
            "figure",
            told.unit,
            "angka tidak dapat dihitung ulang: ada buku besar yang tidak terbaca",
        )


def _against_previous(told: Description, file: Path) -> Iterator[Finding]:
    """The pack before is the one this pack names, and its trees are those this pack's grew out of."""
    before = told.before
    if before is None:
        yield fails("previous", file.name, "paket ini tidak menyebut paket sebelumnya")
        return
    if _digest(file) != before.digest:
        yield fails(
            "previous", file.name, "bukan berkas yang disebut paket ini: SHA-256 tidak sama"
        )
        return
    yield holds("previous", file.name, "berkas yang disebut paket ini")
    with OpenedArchive(file) as archive:
        for slug, head in before.heads.items():
            try:
                signed = archive.content(f"data/log/{slug}/checkpoint")
                found = read_checkpoint(read(signed).text)
                is_same = (found.size, found.root) == (head.size, head.root)
            except (BadNote, BadCheckpoint, NoPack):
                is_same = False
            if is_same:
                yield holds("previous", slug, "titik periksanya sama")
            else:
                yield fails("previous", slug, "titik periksanya bukan yang disebut paket ini")


def _digest(file: Path) -> str:
    hashed = sha256()
    try:
        with file.open("rb") as opened:
            while piece := opened.read(PIECE):
                hashed.update(piece)
    except OSError:
        raise NoPack("paket sebelumnya tidak dapat dibaca") from None
    return hashed.hexdigest()
