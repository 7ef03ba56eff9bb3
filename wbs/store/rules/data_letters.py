"""Reads the letters about personal data from `config/data_letters.toml`."""

import re

from wbs.domain.data_letter import DataLetter
from wbs.domain.label import Label
from wbs.store.rules.config_file import ConfigError, Entry

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_data_letters(file: Entry) -> tuple[DataLetter, ...]:
    """The letters of the file, in its order.

    Raises:
        ConfigError: an entry is not a letter, its id cannot stand in an address, or an id stands there twice.
    """
    letters: dict[str, DataLetter] = {}
    for entry in file.only("letter").entries("letter"):
        entry.only("id", "title_id", "title_en", "use_id", "use_en", "text", "regulations")
        name = entry.get("id", str)
        if not _ID.fullmatch(name) or name in letters:
            raise ConfigError(f"{entry.place}: id {name!r} is no new word of letters and dashes")
        letters[name] = DataLetter(
            id=name,
            title=Label(entry.get("title_id", str), entry.get("title_en", str)),
            use=Label(entry.get("use_id", str), entry.get("use_en", str)),
            text=entry.get("text", str).strip() + "\n",
            regulations=entry.texts("regulations"),
        )
    return tuple(letters.values())
