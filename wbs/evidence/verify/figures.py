"""Counts a pack's figures again from its ledgers, and says of each number whether it is the same."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wbs.domain.errors import Invalid
from wbs.domain.figures import Dimension, Question
from wbs.domain.kinds import Channel, Kind
from wbs.domain.recount import BadEntry, Ledger, received_by_channel, recount
from wbs.domain.span import ReportingPeriod
from wbs.evidence.evaluation_statistics import SECTION
from wbs.evidence.statistics import of_histories
from wbs.evidence.verify.archive import Archive
from wbs.evidence.verify.description import Description
from wbs.evidence.verify.finding import Finding, fails, first_of, holds, undecided
from wbs.evidence.verify.strict_json import read_json

PAYLOAD = "data/"
STATISTICS = f"{PAYLOAD}statistik.json"
# Words for people; a later version may have others.
LABELS = frozenset({"label"})
BREAKDOWNS = "rincian"


def check_figures(
    archive: Archive, told: Description, ledgers: Sequence[Ledger]
) -> Iterator[Finding]:
    """One finding for each part of `statistik.json`."""
    given = read_json(archive, STATISTICS)
    yield _beside(archive)
    question = Question(frozenset(told.units), told.period, told.as_of)
    yield from _same_question(given, told)
    try:
        counted = of_histories(recount(ledgers, question), question, _units(given, told))
        channels = received_by_channel(ledgers, question)
    except BadEntry as error:
        yield fails("ledger", told.unit, f"buku besar tidak dapat dihitung: {error}")
        return
    if not told.is_recountable:
        said = "buku besar hanya memuat bulan; angka per tanggal di tengah bulan diambil dari basis data"
        yield from (undecided("figure", name, said) for name in counted)
        yield from _not_counted(given, set(counted))
        return
    for name, part in counted.items():
        yield from _compared(name, part, given.get(name))
    yield from _compared("lke", _sheet_numbers(counted), _said_of_sheet(given))
    yield from _by_channel(given, channels)
    yield from _not_counted(given, set(counted))


def _same_question(given: Mapping[str, Any], told: Description) -> Iterator[Finding]:
    scope = "subpohon" if told.with_subtree else "unit"
    period, unit = given.get("periode"), given.get("unit")
    said = (
        unit.get("kode") if isinstance(unit, dict) else None,
        given.get("cakupan"),
        period.get("kode") if isinstance(period, dict) else None,
        given.get("per_tanggal"),
    )
    if said != (told.unit, scope, told.period.code, told.as_of.isoformat()):
        yield fails("question", STATISTICS, "unit, periode, atau tanggal berbeda dari pack.json")
    if sorted(map(str, _covered(given))) != sorted(told.units):
        yield fails("question", STATISTICS, "unit tercakup bukan yang log-nya disertakan")


def _units(given: Mapping[str, Any], told: Description) -> dict[str, str]:
    """The units in the order of the file; they are known by their slugs."""
    slugs = _covered(given)
    order = slugs if sorted(map(str, slugs)) == sorted(told.units) else told.units
    return {str(slug): str(slug) for slug in order}


def _covered(given: Mapping[str, Any]) -> list[Any]:
    listed = given.get("unit_tercakup")
    each = listed if isinstance(listed, list) else []
    return [unit.get("kode") if isinstance(unit, dict) else None for unit in each]


def _compared(name: str, counted: Any, given: Any) -> Iterator[Finding]:
    wrong = [(path, n, said) for path, n, said in _differing(name, counted, given)]
    for path, n, said in wrong:
        yield fails("figure", path, f"paket menyebut {said}, buku besar {n}")
    if not wrong:
        yield holds(
            "figure", name, f"sama bila dihitung ulang ({sum(1 for _ in _leaves(counted))} angka)"
        )


def _differing(path: str, counted: Any, given: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(counted, dict) and isinstance(given, dict):
        for key in sorted({*counted, *given} - LABELS):
            yield from _differing(f"{path}/{key}", counted.get(key), given.get(key))
    elif isinstance(counted, list) and isinstance(given, list) and len(counted) == len(given):
        for mine, theirs in zip(counted, given, strict=True):
            yield from _differing(f"{path}/{_name(mine)}", mine, theirs)
    elif counted != given or isinstance(counted, bool) is not isinstance(given, bool):
        yield path, short(counted), short(given)


def _name(item: Any) -> str:
    """What tells one line of a list from the others: the words in it."""
    if not isinstance(item, dict):
        return ""
    return "+".join(v for k, v in item.items() if isinstance(v, str) and k not in LABELS)


def short(value: Any) -> str:
    """A value of a pack as a finding names it; however long it is."""
    if value is None:
        return "tidak ada"
    try:
        return f"{json.dumps(value, ensure_ascii=False):.60}"
    except (
        ValueError,
        RecursionError,
    ):  # a number of more digits, or lists deeper, than are written out
        return "nilai di luar batas"


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in LABELS:
                yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def _sheet_numbers(counted: Mapping[str, Any]) -> dict[str, Any]:
    """What the row of the evaluation sheet must say: the three numbers of complaints, and no more."""
    numbers = counted["tindak_lanjut"][Kind.COMPLAINT.value]
    order = ("harus", "sedang", "selesai")
    return {
        "isian": {str(n): numbers[name] for n, name in enumerate(order)},
        "persentase": numbers["persentase"],
        "nihil": numbers["nihil"],
    }


def _said_of_sheet(given: Mapping[str, Any]) -> Any:
    try:
        (row,) = given["lke"]
        values = {str(n): each["nilai"] for n, each in enumerate(row["isian"])}
        return {"isian": values, "persentase": row["persentase"], "nihil": given["nihil"]}
    except (KeyError, TypeError, ValueError):
        return None


def _by_channel(
    given: Mapping[str, Any], counted: Mapping[tuple[Kind, str, Channel], int]
) -> Iterator[Finding]:
    """The cells shown of what came in by channel, month by month or merged into quarters."""
    listed = given.get(BREAKDOWNS)
    for breakdown in listed if isinstance(listed, list) else ():
        if not isinstance(breakdown, dict) or breakdown.get("menurut") != Dimension.CHANNEL:
            continue
        name = f"{BREAKDOWNS}/{breakdown.get('jenis')}/{Dimension.CHANNEL.value}"
        try:
            cells = [
                (row["periode"], channel, n)
                for row in breakdown["baris"]
                for channel, n in row["nilai"].items()
            ]
            wrong = [
                f"{period}/{channel}"
                for period, channel, n in cells
                if n != _received(counted, breakdown["jenis"], period, channel)
            ]
        except (KeyError, TypeError, AttributeError, ValueError, Invalid):
            cells, wrong = [], ["baris yang tidak dapat dibaca"]
        yield _of_cells(name, len(cells), wrong)


def _of_cells(name: str, how_many: int, wrong: Sequence[str]) -> Finding:
    """Of a table that shows no cell nothing was compared: what is left out to point at nobody looks the same."""
    if wrong:
        return fails("figure", name, f"berbeda dari buku besar: {', '.join(wrong)}")
    if not how_many:
        return undecided("figure", name, "tidak memuat angka; tidak ada yang dapat dibandingkan")
    return holds("figure", name, f"sama bila dihitung ulang ({how_many} angka)")


def _received(
    counted: Mapping[tuple[Kind, str, Channel], int], kind: str, period: str, channel: str
) -> int:
    months = ReportingPeriod.parse(period).months
    return sum(counted.get((Kind(kind), m.code, Channel(channel)), 0) for m in months)


def _not_counted(given: Mapping[str, Any], counted: set[str]) -> Iterator[Finding]:
    """What no open line carries is named, so that nobody takes it for proven."""
    frame = {"format", "unit", "cakupan", "unit_tercakup", "periode", "per_tanggal", "penyajian"}
    derived = {"nihil", "lke", SECTION}
    for name in given:
        if name not in counted | frame | derived:
            yield undecided(
                "figure", name, "diambil dari basis data dan dokumen, tidak dari buku besar"
            )


def _beside(archive: Archive) -> Finding:
    """Tables and papers say the same figures for people; nobody has compared them."""
    top = (path.removeprefix(PAYLOAD) for path in archive.paths if path.startswith(PAYLOAD))
    names = sorted(name for name in top if "/" not in name and PAYLOAD + name != STATISTICS)
    said = "tidak dibandingkan; yang dihitung ulang hanya statistik.json"
    return undecided("figure", PAYLOAD, f"{first_of(sorted(names, key=_is_table))}: {said}")


def _is_table(name: str) -> bool:
    """Papers and workbooks, which people read and sign, are named before the many tables."""
    return not name.endswith((".pdf", ".xlsx"))
