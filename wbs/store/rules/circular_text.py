"""Reads the text that is offered where a unit has no circular yet; a later file replaces an earlier one."""

from collections.abc import Sequence

from wbs.domain.gratification.circular import StartingText
from wbs.domain.period import PeriodUnit
from wbs.store.rules.config_file import ConfigError, Entry

LENGTH = "length_"


def read_starting_text(files: Sequence[Entry]) -> StartingText:
    """The text of the last file.

    Raises:
        ConfigError: it is missing, or says what it must not.
    """
    entry = files[-1].only("starting").table("starting")
    if entry is None:
        raise ConfigError(f"{files[-1].place}: missing table [starting]")
    entry.only("title", "text", "deadline", *(LENGTH + unit.value for unit in PeriodUnit))
    return StartingText(
        title=entry.get("title", str),
        text=entry.get("text", str),
        deadline=entry.get("deadline", str),
        lengths={unit: entry.get(LENGTH + unit.value, str) for unit in PeriodUnit},
    )
