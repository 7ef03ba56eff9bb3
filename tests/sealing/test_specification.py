"""docs/formats/sealing-v1.md and the code say the same."""

import re
from pathlib import Path

import pytest

import wbs.sealing
from wbs.sealing import labels
from wbs.sealing.box import BOX_BYTES
from wbs.sealing.encoding import context_of, header_of
from wbs.sealing.errors import SealingError
from wbs.sealing.key import Key
from wbs.sealing.labels import DRAFT_SLOTS, LETTERS, SESSION_KINDS, Artefact, Purpose
from wbs.sealing.officer_key import PASSWORD_WRAP_BYTES
from wbs.sealing.record import RecordContext, seal_record
from wbs.sealing.symbols import ALPHABET, WEIGHTS
from wbs.sealing.totp import seal_totp
from wbs.sealing.tracking_code import TrackingCode, lookup_id, wrap_case_key

SPEC = (Path(__file__).parents[2] / "docs" / "formats" / "sealing-v1.md").read_text()
SOURCES = {p.name: p.read_text() for p in Path(wbs.sealing.__path__[0]).glob("*.py")}
CASE = "5f" * 16


def test_the_example_of_the_code_is_what_the_code_does() -> None:
    code = TrackingCode(bytes(range(15)))

    assert f"code          {code.grouped()}\n" in SPEC
    assert f"lookup id     {lookup_id(code)}\n" in SPEC


def test_the_example_of_the_context_is_what_is_bound() -> None:
    example = SPEC.split("with the context\n")[1].split("## 2")[0]
    parts = re.findall(r"^    ([0-9a-f]{4} [0-9a-f]+) ", example, re.MULTILINE)
    written = "".join(parts).replace(" ", "")

    context = RecordContext(CASE, 1, "message", "reporter")
    assert written == context_of(Artefact.RECORD, *context.place()).hex()


def test_the_sizes_the_specification_tells_are_the_sizes_there_are() -> None:
    key, context = Key(bytes(32)), RecordContext(CASE, 1, "message", "reporter")

    assert len(seal_record(key, bytes(472), context, b"1" * 32)) == 588
    assert len(seal_record(key, bytes(473), context, b"1" * 32)) > 588
    assert len(wrap_case_key(TrackingCode(bytes(15)), key, CASE)) == 108
    assert len(seal_totp(key, bytes(20), CASE)) == 96
    assert (BOX_BYTES, PASSWORD_WRAP_BYTES) == (1172, 136)
    for size in ("588", "108", "1172", "136", "96"):
        assert f"{size} bytes" in SPEC


def test_the_table_of_artefacts_is_the_table_of_the_code() -> None:
    told = dict(re.findall(r"^\| `(.)` \| [^|]+ \| `([^`]+)` \|", SPEC, re.MULTILINE))

    assert told == {LETTERS[a].decode(): a.value for a in Artefact}
    assert all(header_of(a) == b"WB\x01" + LETTERS[a] for a in Artefact)


def test_every_label_of_the_code_stands_in_the_specification() -> None:
    values = {v for n, v in vars(labels).items() if n.isupper() and isinstance(v, str)}

    assert len(values) >= 14
    assert not [label for label in values if f"`{label}`" not in SPEC and f'"{label}"' not in SPEC]
    for word in (*Purpose, *DRAFT_SLOTS, *SESSION_KINDS):
        assert f"`{word}`" in SPEC


def test_no_label_has_two_meanings() -> None:
    values = [v for n, v in vars(labels).items() if n.isupper() and isinstance(v, str)]
    values += [a.value for a in Artefact]

    assert len(values) == len(set(values))


def test_alphabet_and_weights_are_those_of_the_specification() -> None:
    assert f"`{ALPHABET}`" in SPEC
    assert f"weights {' '.join(map(str, WEIGHTS))}." in SPEC


def test_every_rule_the_code_cites_exists_and_rules_are_numbered_without_gaps() -> None:
    rules = [int(n) for n in re.findall(r"^- \*\*R(\d+)\*\*", SPEC, re.MULTILINE)]
    cited = {int(n) for s in SOURCES.values() for n in re.findall(r"\bR(\d+)\b", s)}
    sections = set(re.findall(r"^## (\d+)\.", SPEC, re.MULTILINE))
    cited_sections = {n for s in SOURCES.values() for n in re.findall(r"sealing-v1 §(\d+)", s)}

    assert rules == list(range(1, len(rules) + 1))
    assert cited and cited <= set(rules)
    assert cited_sections and cited_sections <= sections


def test_every_reason_the_code_gives_stands_in_the_specification() -> None:
    given = {
        reason
        for source in SOURCES.values()
        for reason in re.findall(r'(?:Tampered|Malformed)\("([^"]+)"\)', source)
    }

    assert len(given) >= 10
    assert not [reason for reason in given if f"`{reason}`" not in SPEC]


@pytest.mark.parametrize("error", SealingError.__subclasses__(), ids=lambda e: e.__name__)
def test_every_error_is_drawn_in_the_tree(error: type[SealingError]) -> None:
    assert error.__name__ in SOURCES["errors.py"]
