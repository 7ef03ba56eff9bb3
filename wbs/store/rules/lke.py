"""Reads the rows of the evaluation sheet from `config/lke.toml`, and those beside it from `config/lke_neighbours.toml`."""

import re
from collections.abc import Collection
from dataclasses import replace
from math import isfinite

from wbs.domain.evaluation.answers import PERCENT
from wbs.domain.evaluation.cadence import MONTHS_LONG
from wbs.domain.lke import (
    RELIED_ON,
    REMIND_DAYS_AFTER,
    REMIND_DAYS_BEFORE,
    EvaluationSheet,
    Neighbours,
    SheetRow,
    SubArea,
)
from wbs.store.rules.comparison_rules import SCALES
from wbs.store.rules.config_file import ConfigError, Entry

SHEET_KEYS = (
    *("area", "source", "seen_on", "sub_area"),
    *("remind_days_before", "remind_days_after"),
)
NEIGHBOUR_KEYS = ("include", "number", "area", "source", "seen_on", "sub_area")
ROW_KEYS = (
    *("code", "text", "scale", "points", "cadence"),
    *("criteria", "evidence", "inputs"),
)
# A code names a column's value, an address and a folder of packs.
CODE = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
LONGEST_CODE = 40


def read_sheet(file: Entry) -> EvaluationSheet:
    """The sheet the file describes.

    Raises:
        ConfigError: it says what it must not, or lacks a row that is filed under by name.
    """
    file.only(*SHEET_KEYS)
    sheet = EvaluationSheet(
        area=file.get("area", str),
        source=file.get("source", str),
        seen_on=file.get("seen_on", str),
        sub_areas=tuple(_sub_area(entry) for entry in file.entries("sub_area")),
        remind_days_before=_days(file, "remind_days_before", REMIND_DAYS_BEFORE),
        remind_days_after=_days(file, "remind_days_after", REMIND_DAYS_AFTER),
    )
    codes = {row.code for row in sheet.rows}
    if lacking := [code for code in RELIED_ON if code not in codes]:
        raise ConfigError(
            f"{file.place}: no row {', '.join(lacking)}; figures and documents are filed under it"
        )
    return sheet


def with_neighbours(sheet: EvaluationSheet, files: tuple[Entry, ...]) -> EvaluationSheet:
    """The sheet with the rows of the other area beside it, where the last file says that they are wanted.

    What a later file does not say is as in the one before.

    Raises:
        ConfigError: a file says what it must not, wants rows and has none, or a row would stand in the sheet twice.
    """
    said: dict[str, object] = {}
    for each in files:
        said |= each.only(*NEIGHBOUR_KEYS).values
    file = Entry(files[-1].place, said)
    found = Neighbours(
        number=file.get("number", str),
        area=file.get("area", str),
        source=file.get("source", str),
        seen_on=file.get("seen_on", str),
        sub_areas=tuple(_sub_area(entry) for entry in file.entries("sub_area")),
    )
    is_wanted = file.flag("include")
    if is_wanted and not any(sub_area.rows for sub_area in found.sub_areas):
        raise ConfigError(f"{file.place}: include is true, and no row is there to be included")
    wide = replace(sheet, neighbours=found) if is_wanted else sheet
    codes = [row.code for row in wide.all_rows]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise ConfigError(f"{file.place}: row {', '.join(twice)} stands in the sheet already")
    return wide


def _days(file: Entry, name: str, otherwise: int) -> int:
    return file.positive(name) if name in file.values else otherwise


def _sub_area(entry: Entry) -> SubArea:
    entry.only("code", "title", "weight", "question")
    return SubArea(
        code=entry.get("code", str),
        title=entry.get("title", str),
        weight=_share(entry, "weight"),
        rows=tuple(_row(question) for question in entry.entries("question")),
    )


def _row(entry: Entry) -> SheetRow:
    entry.only(*ROW_KEYS)
    criteria = entry.optional("criteria", dict) or {}
    if not all(isinstance(text, str) for text in criteria.values()):
        raise ConfigError(f"{entry.place}: criteria must be texts")
    return SheetRow(
        code=_code(entry),
        text=entry.get("text", str),
        scale=_among(entry, "scale", (*SCALES, PERCENT)),
        points=_share(entry, "points"),
        cadence=_among(entry, "cadence", MONTHS_LONG),
        criteria=criteria,
        evidence=entry.texts("evidence"),
        inputs=entry.texts("inputs"),
    )


def _code(entry: Entry) -> str:
    code = entry.get("code", str)
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise ConfigError(
            f"{entry.place}: code {code!r} must be letters and digits, with dots between"
        )
    return code


def _share(entry: Entry, key: str) -> float:
    share = entry.get(key, float)
    if not isfinite(share) or share < 0:
        raise ConfigError(f"{entry.place}: {key} must be a number from zero on")
    return share


def _among(entry: Entry, key: str, known: Collection[str]) -> str:
    word = entry.get(key, str)
    if word not in known:
        raise ConfigError(f"{entry.place}: {key} {word!r} is none of {', '.join(known)}")
    return word
