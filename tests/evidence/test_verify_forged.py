"""Packs of an office that holds the key and wants better figures: what its own program could write is found as well."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_LZMA, ZipFile

import pytest

from tests.exports import golden_histories
from tests.packs import KEY, LOG_NAME, SEED, Made, closed_zip, made_pack, opened_zip, tampered
from wbs.evidence.bag import SSH_SIGNATURE
from wbs.evidence.verify.archive import NoPack
from wbs.evidence.verify.finding import Check, Finding
from wbs.evidence.verify.pack import examine
from wbs.tlog.note import PublicKey

DESCRIPTION = "data/log/pack.json"
STATISTICS = "data/statistik.json"
Checked = Callable[..., tuple[Finding, ...]]
Told = dict[str, Any]


@pytest.fixture(scope="module")
def golden() -> Made:
    return made_pack(golden_histories())


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    def check(content: bytes, keys: tuple[PublicKey, ...] = (KEY,)) -> tuple[Finding, ...]:
        (tmp_path / "pack.zip").write_bytes(content)
        return examine(tmp_path / "pack.zip", keys)

    return check


def told_anew(pack: bytes, path: str, change: Callable[[Told], None]) -> bytes:
    """The pack with another JSON in its place, listed and signed by the instance's own key."""

    def rewrite(files: dict[str, bytes]) -> None:
        told = json.loads(files[path])
        change(told)
        files[path] = json.dumps(told).encode()

    return tampered(pack, rewrite, relisted=True, signed_by=SEED)


def put(pack: bytes, path: str, content: bytes) -> bytes:
    return tampered(
        pack, lambda files: files.update({path: content}), relisted=True, signed_by=SEED
    )


def wrong(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(f.code, f.subject) for f in findings if f.check is Check.FAILS}


def better(told: Told) -> None:
    told["tindak_lanjut"]["complaint"] |= {"sedang": 0, "selesai": 170, "persentase": 100.0}


def test_the_same_pack_signed_again_holds(golden: Made, checked: Checked) -> None:
    assert wrong(checked(told_anew(golden.content, DESCRIPTION, lambda told: None))) == set()


def test_to_say_that_a_months_end_is_not_recounted_spares_nobody_the_count(
    golden: Made, checked: Checked
) -> None:
    unasked = told_anew(golden.content, DESCRIPTION, lambda t: t.update(recounted=False))

    found = wrong(checked(told_anew(unasked, STATISTICS, better)))

    assert ("figure", "tindak_lanjut/complaint/selesai") in found
    assert ("question", DESCRIPTION) in found


@pytest.mark.parametrize(
    "units", [[], ["satker-2"], ["satker-1", "satker-1"], ["satker-1", "satker-2"]], ids=str
)
def test_a_pack_of_other_units_than_its_own_is_found(
    golden: Made, checked: Checked, units: list[str]
) -> None:
    pack = tampered(golden.content, lambda files: _with_logs_of(files, units))
    pack = told_anew(pack, DESCRIPTION, lambda told: told.update(units=units))

    assert ("question", DESCRIPTION) in wrong(checked(pack))


def _with_logs_of(files: dict[str, bytes], units: list[str]) -> None:
    for name, content in list(files.items()):
        for slug in units:
            files.setdefault(name.replace("log/satker-1/", f"log/{slug}/"), content)


def test_units_listed_beside_the_figures_are_those_whose_logs_are_there(
    golden: Made, checked: Checked
) -> None:
    def more(told: Told) -> None:
        told["unit_tercakup"].append({"kode": "satker-2", "nama": "Satuan Kerja 2"})

    found = wrong(checked(told_anew(golden.content, STATISTICS, more)))

    assert ("question", STATISTICS) in found


def test_a_unit_of_the_pack_before_that_is_gone_is_named(golden: Made, checked: Checked) -> None:
    before = {
        "period": "2025",
        "as_of": "2025-12-31",
        "sha256": "0" * 64,
        "units": {"satker-9": {"size": 3, "root": "11" * 32}},
    }

    findings = checked(told_anew(golden.content, DESCRIPTION, lambda t: t.update(previous=before)))

    assert ("consistency", "satker-9") in {
        (f.code, f.subject) for f in findings if f.check is Check.OPEN
    }


def test_the_folder_bears_the_question_and_the_question_is_said(
    golden: Made, checked: Checked
) -> None:
    renamed = closed_zip(opened_zip(golden.content), "eviden-satker-1-2027-2027-12-31")

    said = next(f.said for f in checked(golden.content) if f.code == "question")

    assert ("question", "eviden-satker-1-2027-2027-12-31") in wrong(checked(renamed))
    assert all(word in said for word in ("satker-1", "2026", "2026-12-31"))


def test_a_key_of_another_instance_speaks_for_that_one_alone(
    golden: Made, checked: Checked
) -> None:
    stranger = PublicKey("lain.example.test", KEY.key)
    nameless = PublicKey("key", KEY.key)

    assert {code for code, _ in wrong(checked(golden.content, (stranger,)))} == {"key"}
    assert wrong(checked(golden.content, (stranger, nameless))) == set()
    assert LOG_NAME != stranger.name


def test_papers_and_tables_made_beside_the_figures_are_not_called_proven(
    golden: Made, checked: Checked
) -> None:
    named = {f.subject: f.said for f in checked(golden.content) if f.check is Check.OPEN}

    assert named["data/"].partition(":")[0].count(",") == 4
    assert named["data/"].startswith("lke.xlsx, ")
    assert "statistik.json" not in named["data/"].partition(":")[0]


@pytest.mark.parametrize("path", [DESCRIPTION, STATISTICS])
@pytest.mark.parametrize(
    "tail",
    [b', "unit": "satker-2"}', b', "x": NaN}', b', "x": 1e999}', b', "x": {"a": 1, "a": 2}}'],
    ids=str,
)
def test_json_that_two_readers_would_read_differently_is_no_pack(
    golden: Made, checked: Checked, path: str, tail: bytes
) -> None:
    content = opened_zip(golden.content)[path].rstrip().removesuffix(b"}") + tail

    with pytest.raises(NoPack):
        checked(put(golden.content, path, content))


@pytest.mark.parametrize(
    "change",
    [
        {"subtree": "false"},
        {"recounted": 1},
        {"units": "satker-1"},
        {"units": [1]},
        {"instance": ""},
        {"instance": "wbs example+test"},
        {"previous": {"period": "2025", "as_of": "x", "sha256": "", "units": {"a": {"size": 1e9}}}},
        {
            "previous": {
                "period": "2025",
                "as_of": "x",
                "sha256": "",
                "units": {"a": {"size": -1, "root": "11" * 32}},
            }
        },
    ],
    ids=str,
)
def test_a_description_of_other_types_is_no_pack(
    golden: Made, checked: Checked, change: Told
) -> None:
    with pytest.raises(NoPack):
        checked(told_anew(golden.content, DESCRIPTION, lambda told: told.update(change)))


def test_a_period_that_is_none_in_a_breakdown_is_found_and_nothing_breaks(
    golden: Made, checked: Checked
) -> None:
    def spoil(told: Told) -> None:
        row = {"periode": "selalu", "nilai": {"web": 3}}
        told["rincian"].append({"jenis": "complaint", "menurut": "channel", "baris": [row]})

    found = wrong(checked(told_anew(golden.content, STATISTICS, spoil)))

    assert ("figure", "rincian/complaint/channel") in found


@pytest.mark.parametrize("rows", [[], [{"periode": "2026-01", "nilai": {}}]], ids=str)
def test_a_breakdown_without_a_number_is_not_called_the_same(
    golden: Made, checked: Checked, rows: list[Told]
) -> None:
    def spoil(told: Told) -> None:
        told["rincian"] = [{"jenis": "complaint", "menurut": "channel", "baris": rows}]

    found = checked(told_anew(golden.content, STATISTICS, spoil))

    told = [(f.check, f.said) for f in found if f.subject == "rincian/complaint/channel"]
    assert told == [(Check.OPEN, "tidak memuat angka; tidak ada yang dapat dibandingkan")]


def test_each_ledger_is_told_with_its_size_before_it_is_read(golden: Made, tmp_path: Path) -> None:
    file, seen = tmp_path / "pack.zip", list[tuple[str, int]]()
    file.write_bytes(golden.content)

    examine(file, [], None, lambda path, size: seen.append((path, size)))

    files = opened_zip(golden.content)
    assert seen
    assert seen == [(path, len(files[path])) for path, _ in seen]
    assert all(path.endswith("/ledger.csv") for path, _ in seen)


def test_an_armour_of_other_letters_is_named_and_nothing_breaks(
    golden: Made, checked: Checked
) -> None:
    def spoil(files: dict[str, bytes]) -> None:
        files[SSH_SIGNATURE] = files[SSH_SIGNATURE].replace(b"\nU1NI", b"\n\xff1NI")

    found = wrong(checked(tampered(golden.content, spoil)))

    assert ("signature", SSH_SIGNATURE) in found


def test_a_packing_that_few_programs_read_is_refused(golden: Made, checked: Checked) -> None:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_LZMA) as zipped:
        for name, content in opened_zip(golden.content).items():
            zipped.writestr(f"eviden/{name}", content)

    with pytest.raises(NoPack):
        checked(out.getvalue())
