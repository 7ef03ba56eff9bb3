"""Reads from where on the page that compares units says that something presses: `config/comparison.toml`."""

from collections.abc import Mapping

from wbs.domain.comparison import Bar, ComparisonRules
from wbs.store.rules.config_file import ConfigError, Entry

SCALES = ("yes_no", "abc", "abcd", "abcde")
WHOLE = 100


def read_comparison_rules(file: Entry) -> ComparisonRules:
    """The rules of the file.

    Raises:
        ConfigError: it says what it must not, or one of its numbers is not above zero.
    """
    file.only("nihil_quarters", "area", "scale", "bar")
    area = _table(file, "area").only("weight", "source")
    bars = _table(file, "bar").only("wbk", "wbbm")
    return ComparisonRules(
        nihil_quarters=file.positive("nihil_quarters"),
        weight=area.positive("weight"),
        weight_source=area.get("source", str),
        scale=_scale(_table(file, "scale")),
        wbk=_bar(bars, "wbk"),
        wbbm=_bar(bars, "wbbm") if "wbbm" in bars.values else None,
    )


def _table(entry: Entry, key: str) -> Entry:
    found = entry.table(key)
    if found is None:
        raise ConfigError(f"{entry.place}: missing table [{key}]")
    return found


def _bar(bars: Entry, key: str) -> Bar:
    bar = _table(bars, key).only("percent", "source")
    return Bar(bar.positive("percent"), bar.get("source", str))


def _scale(scale: Entry) -> Mapping[str, tuple[int, ...]]:
    """What each answer is worth, by scale of the sheet."""
    scale.only("source", *SCALES)
    scale.get("source", str)
    found = {name: tuple(scale.get(name, list)) for name in SCALES}
    for name, worth in found.items():
        if not worth or any(type(n) is not int or not 0 <= n <= WHOLE for n in worth):
            raise ConfigError(f"{scale.place}: {name} must be whole numbers from 0 to 100")
        if list(worth) != sorted(worth, reverse=True):
            raise ConfigError(f"{scale.place}: {name} must begin with the best answer")
    return found
