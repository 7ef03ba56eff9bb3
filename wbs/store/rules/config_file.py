"""Reads the TOML files of `config/`: what is unknown, missing or of the wrong type is refused and named."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)


class ConfigError(Exception):
    """A file of `config/` does not say what it must; the message names the file and the key."""


@dataclass(frozen=True)
class Entry:
    """One table of a file, and where it stands, for the message."""

    place: str
    values: Mapping[str, object]

    def only(self, *keys: str) -> "Entry":
        """The entry itself.

        Raises:
            ConfigError: it holds a key that is not among *keys*.
        """
        unknown = sorted(set(self.values) - set(keys))
        if unknown:
            raise ConfigError(f"{self.place}: unknown key {', '.join(unknown)}")
        return self

    def get(self, key: str, kind: type[Value]) -> Value:
        """The value of *key*.

        Raises:
            ConfigError: it is missing or not a *kind*.
        """
        if key not in self.values:
            raise ConfigError(f"{self.place}: missing key {key}")
        value = self.values[key]
        # TOML's true is an int to Python, and its timestamp is a date.
        if not isinstance(value, kind) or type(value) is not kind:
            raise ConfigError(f"{self.place}: {key} must be of type {kind.__name__}")
        return value

    def optional(self, key: str, kind: type[Value]) -> Value | None:
        """The value of *key*, None where it is not given.

        Raises:
            ConfigError: it is not a *kind*.
        """
        return self.get(key, kind) if key in self.values else None

    def flag(self, key: str, *, default: bool = False) -> bool:
        """The yes or no under *key*.

        Raises:
            ConfigError: it is neither.
        """
        value = self.optional(key, bool)
        return default if value is None else value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under *key*; empty where it is not given.

        Raises:
            ConfigError: it is not a list of texts.
        """
        values = self.optional(key, list) or []
        if not all(isinstance(value, str) for value in values):
            raise ConfigError(f"{self.place}: {key} must be a list of texts")
        return tuple(values)

    def word(self, key: str, words: type[Word]) -> Word:
        """The text under *key* as one of *words*.

        Raises:
            ConfigError: it is none of them.
        """
        return self._one_of(key, self.get(key, str), words)

    def words(self, key: str, words: type[Word]) -> tuple[Word, ...]:
        """The list of texts under *key*, each one of *words*; empty where it is not given.

        Raises:
            ConfigError: one is none of them.
        """
        return tuple(self._one_of(key, text, words) for text in self.texts(key))

    def _one_of(self, key: str, text: str, words: type[Word]) -> Word:
        try:
            return words(text)
        except ValueError:
            raise ConfigError(f"{self.place}: {key} {text!r} is no {words.__name__}") from None

    def positive(self, key: str) -> int:
        """The number under *key*.

        Raises:
            ConfigError: it is not a whole number above zero.
        """
        value = self.get(key, int)
        if value <= 0:
            raise ConfigError(f"{self.place}: {key} must be above zero")
        return value

    def years(self, key: str) -> frozenset[int]:
        """The list of years under *key*; empty where it is not given.

        Raises:
            ConfigError: it is not a list of years.
        """
        values = self.optional(key, list) or []
        if not all(type(v) is int and date.min.year <= v <= date.max.year for v in values):
            raise ConfigError(f"{self.place}: {key} must be a list of years")
        return frozenset(values)

    def table(self, key: str) -> "Entry | None":
        """The table under *key*, None where it is not given.

        Raises:
            ConfigError: it is not a table.
        """
        value = self.optional(key, dict)
        return None if value is None else Entry(f"{self.place} [{key}]", value)

    def entries(self, key: str) -> tuple["Entry", ...]:
        """The tables under *key*; empty where there are none.

        Raises:
            ConfigError: it is not a list of tables.
        """
        values = self.optional(key, list) or []
        if not all(isinstance(value, dict) for value in values):
            raise ConfigError(f"{self.place}: {key} must be a list of tables")
        return tuple(
            Entry(f"{self.place} [[{key}]] {n}", value) for n, value in enumerate(values, 1)
        )


def read_file(path: Path) -> Entry:
    """The file as one entry.

    Raises:
        ConfigError: it is not there or is no TOML.
    """
    try:
        return Entry(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
