"""The fields the ledger writes are the fields docs/formats/log-v1.md lists, line by line."""

import re
from datetime import date
from pathlib import Path

import pytest

from wbs.domain.event import Act, CustodyAct, CustodyEntry, DaysOpen, Event
from wbs.domain.kinds import Channel, Kind
from wbs.services import leaf_fields

SPEC = (Path(__file__).parents[2] / "docs" / "formats" / "log-v1.md").read_text()
MONDAY, TUESDAY = date(2026, 7, 13), date(2026, 7, 14)
EVENT = Event(
    log_id="8d" * 16,
    ordinal=3,
    unit_id="17" * 16,
    unit_slug="satker-a",
    kind=Kind.COMPLAINT,
    channel=Channel.WEB,
    category="layanan",
    act=Act.CLOSED,
    outcome="not_actionable",
    outcome_detail="incomplete",
    occurred_on=MONDAY,
    logged_on=TUESDAY,
    kept=("b", "a"),
    missed=("c",),
    days_open=DaysOpen.UP_TO_14,
    commitment="c0" * 32,
)
ENTRY = CustodyEntry(
    CustodyAct.CASE_ROUTED,
    MONDAY,
    officer_id="0f" * 16,
    desk_id="de" * 16,
    unit_id="17" * 16,
    subject_id="5f" * 16,
    log_id="8d" * 16,
    reason="own_desk",
)


def listed(section: int, line: str) -> set[str]:
    text = SPEC.split(f"\n## {section}.")[1].split("\n## ")[0]
    cells = re.findall(rf"^\| {line} \| ([^|]+) \|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)}


@pytest.mark.parametrize(
    ("section", "lines"),
    [(3, leaf_fields.of_event(EVENT)), (4, leaf_fields.of_custody(ENTRY))],
    ids=["event", "custody"],
)
def test_each_line_holds_the_fields_that_are_listed(
    section: int, lines: tuple[dict[str, str], dict[str, str]]
) -> None:
    opened, closed = lines

    assert set(opened) == listed(section, "open")
    assert set(closed) == listed(section, "closed")


def test_the_open_line_of_an_event_tells_no_day_and_no_category() -> None:
    opened, closed = leaf_fields.of_event(EVENT)

    assert (opened["month"], opened["late"]) == ("2026-07", "yes")
    assert (opened["kept"], opened["missed"]) == ("a b", "c")
    assert not [v for v in opened.values() if re.search(r"\d{4}-\d\d-\d\d", v) or "layanan" in v]
    assert closed == {"day": "2026-07-13", "logged": "2026-07-14", "category": "layanan"}


def test_the_open_line_of_a_custody_entry_tells_act_and_month_alone() -> None:
    opened, _ = leaf_fields.of_custody(ENTRY)

    assert opened == {"act": "case_routed", "month": "2026-07"}


@pytest.mark.parametrize("vocabulary", [Act, DaysOpen, Kind, Channel], ids=lambda v: v.__name__)
def test_every_word_of_a_vocabulary_is_listed(vocabulary: type[Act]) -> None:
    assert not [word.value for word in vocabulary if f"`{word.value}`" not in SPEC]
