"""The files of a pack that tell of logs: `pack.json`, and for each unit its ledger, checkpoint and proofs.

Format: docs/formats/pack-v1.md, sections 3 and 4.
"""

import csv
import io
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping

from wbs.domain.evidence_pack import IssuedPack, OpenedLeaf, PackLogs, UnitLog
from wbs.domain.figure_export import FigureExport
from wbs.evidence.bag import Streamed

FORMAT = "wbs-pack/1"
HEADS = ("salt", "closed_commitment", "line")
DESCRIPTION = "log/pack.json"
# No entry of a ledger is longer than this: five hundred bytes of line, two hashes in hexadecimal.
ENTRY_BYTES = 1024
ENTRIES_AT_ONCE = 1000


def log_files(
    export: FigureExport, logs: PackLogs, fingerprint: str
) -> dict[str, bytes | Streamed]:
    """Every file below `log/`, by its path in the payload."""
    made: dict[str, bytes | Streamed] = {DESCRIPTION: description(export, logs, fingerprint)}
    for unit in logs.units:
        made |= {f"log/{unit.slug}/{name}": content for name, content in _of(unit).items()}
    return made


def description(export: FigureExport, logs: PackLogs, fingerprint: str) -> bytes:
    """`pack.json`."""
    question = export.figures.question
    told = {
        "format": FORMAT,
        "instance": logs.log_name,
        "unit": export.unit.slug,
        "subtree": export.with_subtree,
        "period": question.period.code,
        "as_of": question.as_of.isoformat(),
        "tree_as_of": logs.tree_as_of.isoformat(),
        "recounted": logs.is_recounted,
        "units": [unit.slug for unit in logs.units],
        "previous": _previous(logs.previous) if logs.previous else None,
        "signed_with": fingerprint,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def ledger_lines(opened: Iterable[OpenedLeaf]) -> Iterator[bytes]:
    """`ledger.csv` in pieces, its heads first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    for number, leaf in enumerate(opened, 1):
        line = leaf.line.decode().removesuffix("\n")
        writer.writerow((leaf.salt.hex(), leaf.closed_commitment.hex(), line))
        if number % ENTRIES_AT_ONCE == 0:
            yield _taken(out)
    yield _taken(out)


def read_ledger(lines: Iterable[str]) -> Iterator[OpenedLeaf]:
    """The leaves of a `ledger.csv`, in order.

    Raises:
        ValueError: the heads or an entry have another form.
    """
    reader = csv.reader(lines, strict=True)
    try:
        if tuple(next(reader, ())) != HEADS:
            raise ValueError("other heads")
        for row in reader:
            salt, closed, line = row
            yield OpenedLeaf(f"{line}\n".encode(), bytes.fromhex(salt), bytes.fromhex(closed))
    except csv.Error as error:
        raise ValueError(str(error)) from None


def _of(unit: UnitLog) -> dict[str, bytes | Streamed]:
    size = (unit.head.size + 1) * ENTRY_BYTES
    made: dict[str, bytes | Streamed] = {
        "ledger.csv": Streamed(size, lambda: ledger_lines(unit.opened())),
        "checkpoint": unit.checkpoint,
    }
    if unit.inclusion is not None and unit.salt is not None:
        made |= {"inclusion": unit.inclusion, "salt": f"{unit.salt.hex()}\n".encode()}
    if unit.consistency is not None:
        made["consistency"] = "".join(
            f"{b64encode(n).decode()}\n" for n in unit.consistency
        ).encode()
    return made


def _previous(pack: IssuedPack) -> Mapping[str, object]:
    heads = {
        slug: {"size": head.size, "root": head.root.hex()}
        for slug, head in sorted(pack.heads.items())
    }
    return {
        "period": pack.scope.period.code,
        "as_of": pack.as_of.isoformat(),
        "sha256": pack.digest,
        "units": heads,
    }


def _taken(out: io.StringIO) -> bytes:
    taken = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return taken
