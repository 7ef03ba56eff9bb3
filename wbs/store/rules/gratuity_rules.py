"""Reads the rules on gratuities from `config/gratification.toml`; a later file corrects an earlier one."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from wbs.domain.gratification.gratuity import (
    ExemptKind,
    GratuityRules,
    Limit,
    LimitPer,
    RuleSet,
)
from wbs.domain.label import Label
from wbs.store.rules.config_file import ConfigError, Entry

SET_KEYS = (
    *("id", "title", "regulations", "effective_from", "effective_to"),
    *("exempt", "late_id", "late_en", "limit"),
)


def read_gratuity_rules(files: Iterable[Entry]) -> GratuityRules:
    """The rules of the files; what a later file names replaces that of an earlier one.

    Raises:
        ConfigError: an entry is not what it must be, two rule sets are in force on one day, a day between
            them has none, or a rule set names an exempt kind that is not there.
    """
    kinds: dict[str, ExemptKind] = {}
    set_entries: dict[str, Entry] = {}
    for file in files:
        file.only("ruleset", "exempt")
        kinds |= {kind.code: kind for kind in map(_kind, file.entries("exempt"))}
        set_entries |= {entry.get("id", str): entry for entry in file.entries("ruleset")}
    sets = sorted(
        (_set(entry, kinds) for entry in set_entries.values()), key=lambda s: s.effective_from
    )
    for earlier, later in pairwise(sets):
        if earlier.effective_to is None or _days_between(earlier.effective_to, later) != 1:
            raise ConfigError(f"ruleset {later.id} must begin where {earlier.id} ends")
    return GratuityRules(tuple(sets))


def _days_between(ends: date, later: RuleSet) -> int:
    return (later.effective_from - ends).days


def _kind(entry: Entry) -> ExemptKind:
    entry.only("code", "label_id", "label_en", "note_id", "note_en", "cash")
    return ExemptKind(
        code=entry.get("code", str),
        label=Label(entry.get("label_id", str), entry.get("label_en", str)),
        note=Label(entry.get("note_id", str), entry.get("note_en", str)),
        takes_cash=entry.flag("cash", default=True),
    )


def _set(entry: Entry, kinds: Mapping[str, ExemptKind]) -> RuleSet:
    entry.only(*SET_KEYS)
    codes = entry.texts("exempt")
    limits = tuple(_limit(limit) for limit in entry.entries("limit"))
    unknown = sorted(set(codes) - set(kinds)) or sorted({m.exempt for m in limits} - set(codes))
    if unknown:
        raise ConfigError(f"{entry.place}: unknown exempt kind {', '.join(unknown)}")
    return RuleSet(
        id=entry.get("id", str),
        title=entry.get("title", str),
        regulations=entry.texts("regulations"),
        effective_from=entry.get("effective_from", date),
        effective_to=entry.optional("effective_to", date),
        kinds=tuple(kinds[code] for code in codes),
        limits=limits,
        late=Label(entry.get("late_id", str), entry.get("late_en", str)),
    )


def _limit(entry: Entry) -> Limit:
    entry.only("exempt", "per", "rupiah")
    return Limit(entry.get("exempt", str), entry.word("per", LimitPer), entry.positive("rupiah"))
