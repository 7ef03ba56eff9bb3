"""Reads periods, categories and lengths from their files in `config/`; a later file corrects an earlier one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from wbs.domain.category import Category
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.label import Label
from wbs.domain.period import Force, Period, Periods, PeriodUnit, Trigger
from wbs.domain.report import FIELDS
from wbs.store.config_file import ConfigError, Entry

END_OF = "end of "
MESSAGE_FIELDS = ("message", "grounds")


def read_periods(files: Iterable[Entry]) -> Periods:
    """The periods of the files; one id in a later file replaces all of that id in an earlier one.

    Raises:
        ConfigError: an entry is not a period, two of one id overlap, or one follows what is not there.
    """
    by_id: dict[str, list[Period]] = {}
    for file in files:
        of_file: defaultdict[str, list[Period]] = defaultdict(list)
        for entry in file.only("period").entries("period"):
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
    names = {f.name for fields in FIELDS.values() for f in fields} | set(MESSAGE_FIELDS)
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
        *("restarts", "ended_by", "verification", "force", "source", "regulations"),
        *("effective_from", "effective_to"),
    )
    counted_from = entry.get("counted_from", str)
    follows = counted_from.removeprefix(END_OF) if counted_from.startswith(END_OF) else None
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
        ended_by=frozenset(entry.words("ended_by", Trigger)),
        is_verification=entry.flag("verification"),
        force=entry.word("force", Force),
        source=entry.get("source", str),
        regulations=entry.texts("regulations"),
        effective_from=entry.get("effective_from", date),
        effective_to=entry.optional("effective_to", date),
    )


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
