"""Reads how the international measures are defined from `config/measures.toml`."""

from wbs.domain.label import Label
from wbs.domain.measures import MeasureDefinition, MeasureId
from wbs.store.rules.config_file import ConfigError, Entry

KEYS = (
    *("id", "label_id", "label_en", "definition_id", "definition_en"),
    *("source", "benchmark"),
)


def read_measures(file: Entry) -> tuple[MeasureDefinition, ...]:
    """The definitions of the file, in its order.

    Raises:
        ConfigError: an entry is no definition, or a measure stands there twice or not at all.
    """
    found = tuple(_definition(entry) for entry in file.only("measure").entries("measure"))
    if sorted(d.id for d in found) != sorted(MeasureId):
        raise ConfigError(f"{file.place}: each measure must stand there once")
    return found


def _definition(entry: Entry) -> MeasureDefinition:
    entry.only(*KEYS)
    return MeasureDefinition(
        id=entry.word("id", MeasureId),
        label=Label(entry.get("label_id", str), entry.get("label_en", str)),
        definition=Label(entry.get("definition_id", str), entry.get("definition_en", str)),
        source=entry.get("source", str),
        benchmark=entry.optional("benchmark", str) or "",
    )
