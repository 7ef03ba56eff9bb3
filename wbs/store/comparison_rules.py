"""Reads from where on the page that compares units says that something presses: `config/comparison.toml`."""

from wbs.domain.comparison import Bar, ComparisonRules
from wbs.store.config_file import ConfigError, Entry


def read_comparison_rules(file: Entry) -> ComparisonRules:
    """The rules of the file.

    Raises:
        ConfigError: it says what it must not, or one of its numbers is not above zero.
    """
    file.only("nihil_quarters", "area", "bar")
    area = _table(file, "area").only("weight", "source")
    bars = _table(file, "bar").only("wbk", "wbbm")
    return ComparisonRules(
        nihil_quarters=file.positive("nihil_quarters"),
        weight=area.positive("weight"),
        weight_source=area.get("source", str),
        wbk=_bar(bars, "wbk"),
        wbbm=_bar(bars, "wbbm"),
    )


def _table(entry: Entry, key: str) -> Entry:
    found = entry.table(key)
    if found is None:
        raise ConfigError(f"{entry.place}: missing table [{key}]")
    return found


def _bar(bars: Entry, key: str) -> Bar:
    bar = _table(bars, key).only("percent", "source")
    return Bar(bar.positive("percent"), bar.get("source", str))
