"""Says what the pack answers, and whether it says so alike wherever it does: folder, units, days."""

from collections import Counter
from collections.abc import Iterator

from wbs.evidence.ledger import DESCRIPTION
from wbs.evidence.pack import bag_name
from wbs.evidence.verify.archive import Archive
from wbs.evidence.verify.description import Description
from wbs.evidence.verify.finding import Finding, fails, holds, undecided

SUBJECT = f"data/{DESCRIPTION}"


def check_question(archive: Archive, told: Description) -> Iterator[Finding]:
    """Which unit, period and day, in words for whoever asked for a certain one; and what contradicts it.

    Security: whoever holds the key signs what they like; so nothing is taken from the pack that follows from
    the rest of it.
    """
    scope = " dengan semua unit di bawahnya" if told.with_subtree else ""
    said = f"unit {told.unit}{scope}, periode {told.period.code}, per tanggal {told.as_of}"
    yield holds("question", told.unit, f"{said}, instansi {told.log_name}")
    name = bag_name(told.unit, told.period, told.as_of, with_subtree=told.with_subtree)
    if archive.name != name:
        yield fails("question", archive.name, f"folder seharusnya bernama {name}")
    yield from _units(told)
    if told.tree_as_of < told.as_of:
        yield fails("question", SUBJECT, "pohon diambil sebelum tanggal yang ditanyakan")
    if told.says_recounted != told.is_recountable:
        yield fails("question", SUBJECT, "keliru menyebut apakah angkanya dapat dihitung ulang")


def _units(told: Description) -> Iterator[Finding]:
    twice = sorted(slug for slug, n in Counter(told.units).items() if n > 1)
    if twice:
        yield fails("question", SUBJECT, f"unit disebut dua kali: {', '.join(twice)}")
    others = sorted({*told.units} - {told.unit})
    if told.unit not in told.units:
        yield fails("question", SUBJECT, f"log unit {told.unit} tidak disertakan")
    elif others and not told.with_subtree:
        yield fails("question", SUBJECT, f"memuat log unit lain: {', '.join(others)}")
    for slug in sorted(told.before.heads.keys() - {*told.units}) if told.before else ():
        said = "ada di paket sebelumnya dan tidak ada di paket ini; tanyakan ke mana unit itu"
        yield undecided("consistency", slug, said)
