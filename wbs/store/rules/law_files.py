"""Reads periods, categories and lengths from their files in `config/`; a later file corrects an earlier one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from wbs.domain import (
    arrival,
    evidence_document,
    monev_form,
    referral,
    register_import,
    remark,
    unit_profile,
)
from wbs.domain.category import Category
from wbs.domain.conflict import duty, superior_sheet
from wbs.domain.evaluation import answers
from wbs.domain.gratification import upg_sheet
from wbs.domain.gratification.circular import TEXTS, length_name
from wbs.domain.intake import field_names
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.label import Label
from wbs.domain.period import Force, Party, Period, Periods, PeriodUnit, Trigger
from wbs.store.rules.config_file import ConfigError, Entry

END_OF = "end of "
MESSAGE_FIELDS = ("message", "grounds")
CASEWORK_FIELDS = ("note", "task", "summary_title", "summary_names", "search")


def read_periods(files: Iterable[Entry]) -> Periods:
    """The periods of the files; one id in a later file replaces all of that id in an earlier one.

    Raises:
        ConfigError: an entry is not a period, two of one id overlap, or one follows what is not there.
    """
    by_id: dict[str, list[Period]] = {}
    for file in files:
        of_file: defaultdict[str, list[Period]] = defaultdict(list)
        for entry in file.only("soon", "escalation", "period").entries("period"):
            period = _period(entry)
            of_file[period.id].append(period)
        by_id |= of_file
    for versions in by_id.values():
        _refuse_overlap(versions)
    periods = Periods(tuple(period for versions in by_id.values() for period in versions))
    for period in periods.all:
        if period.follows_period is not None and period.follows_period not in by_id:
            raise ConfigError(f"period {period.id} follows unknown period {period.follows_period}")
    return periods


def read_working_days(files: Iterable[Entry], table_name: str) -> int:
    """The `working_days` of a table of periods.toml, by the last file that has it.

    Raises:
        ConfigError: no file says it, or it is not a positive number.
    """
    found = [table for file in files if (table := file.table(table_name)) is not None]
    if not found:
        raise ConfigError(f"periods.toml: missing table [{table_name}]")
    return found[-1].only("working_days").positive("working_days")


def read_categories(files: Iterable[Entry]) -> tuple[Category, ...]:
    """The categories of the files; one slug in a later file replaces that of an earlier one.

    Raises:
        ConfigError: an entry is not a category.
    """
    entries = (entry for file in files for entry in file.only("category").entries("category"))
    return tuple({c.slug: c for c in map(_category, entries)}.values())


def read_lengths(files: Iterable[Entry]) -> Mapping[str, int]:
    """The most characters of every field, by its name.

    Raises:
        ConfigError: a field is missing or unknown, or its length is not a positive number.
    """
    circulars = (length_name(f.name) for f in TEXTS)
    of_channels = (f.name for f in (*arrival.FIELDS, *referral.FIELDS, *referral.REPLY_FIELDS))
    sheets = upg_sheet.length_names() | superior_sheet.length_names()
    duties = (duty.length_name(f.name) for f in duty.FIELDS)
    names = field_names().union(
        MESSAGE_FIELDS, CASEWORK_FIELDS, sheets, circulars, duties, of_channels
    )
    names |= {register_import.FIELD, register_import.TEXT} | answers.LENGTH_NAMES
    names |= {evidence_document.length_name(f.name) for f in evidence_document.CIRCUMSTANCE_FIELDS}
    names |= monev_form.length_names() | unit_profile.length_names() | {remark.FIELD.name}
    lengths: dict[str, int] = {}
    for file in files:
        for entry in file.only("length").entries("length"):
            entry.only("field", "characters")
            lengths[entry.get("field", str)] = entry.positive("characters")
    if set(lengths) != names:
        raise ConfigError(f"form.toml: not the fields of the forms: {sorted(set(lengths) ^ names)}")
    return MappingProxyType(lengths)


def _period(entry: Entry) -> Period:
    entry.only(
        *("id", "label_id", "label_en", "kind", "classes", "amount", "unit", "counted_from"),
        *(
            "restarts",
            "ended_by",
            "dropped_by",
            "waits_for",
            "verification",
            "force",
            "source",
            "regulations",
        ),
        *("effective_from", "effective_to"),
    )
    counted_from = entry.get("counted_from", str)
    follows = counted_from.removeprefix(END_OF) if counted_from.startswith(END_OF) else None
    ended_by = frozenset(entry.words("ended_by", Trigger))
    return Period(
        id=entry.get("id", str),
        label=_label(entry),
        kind=entry.word("kind", Kind),
        classes=frozenset(entry.words("classes", ComplaintClass)),
        amount=entry.positive("amount"),
        unit=entry.word("unit", PeriodUnit),
        counted_from=None if follows else entry.word("counted_from", Trigger),
        follows_period=follows,
        restarts=entry.flag("restarts"),
        ended_by=ended_by,
        dropped_by=frozenset(entry.words("dropped_by", Trigger)),
        is_verification=entry.flag("verification"),
        force=entry.word("force", Force),
        source=entry.get("source", str),
        regulations=entry.texts("regulations"),
        effective_from=entry.get("effective_from", date),
        effective_to=entry.optional("effective_to", date),
        waits_for=_waits_for(entry, ended_by),
    )


def _waits_for(entry: Entry, ended_by: frozenset[Trigger]) -> Party:
    if "waits_for" in entry.values:
        return entry.word("waits_for", Party)
    return Party.REPORTER if Trigger.REPORTER_MESSAGE in ended_by else Party.OFFICE


def _category(entry: Entry) -> Category:
    entry.only("slug", "kinds", "label_id", "label_en", "to_inspectorate", "offered")
    return Category(
        slug=entry.get("slug", str),
        kinds=frozenset(entry.words("kinds", Kind)),
        label=_label(entry),
        to_inspectorate=entry.flag("to_inspectorate"),
        is_offered=entry.flag("offered", default=True),
    )


def _label(entry: Entry) -> Label:
    return Label(entry.get("label_id", str), entry.get("label_en", str))


def _refuse_overlap(versions: list[Period]) -> None:
    for earlier, later in pairwise(sorted(versions, key=lambda p: p.effective_from)):
        if earlier.is_in_force(later.effective_from):
            raise ConfigError(f"period {later.id}: two are in force on {later.effective_from}")
