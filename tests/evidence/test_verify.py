"""An evidence pack is checked by the file and the key alone: whatever was done to it is found and named."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import bagit
import pytest
from hypothesis import HealthCheck, given, settings

from tests.exports import golden_histories
from tests.histories import registers
from tests.packs import (
    KEY,
    LOG_NAME,
    OTHER_SEED,
    Made,
    closed_zip,
    leaves_of,
    made_pack,
    opened_zip,
    tampered,
)
from tests.sheets import with_wide_sheet
from wbs.domain.history import History
from wbs.evidence.bag import RAW_SIGNATURE, SSH_SIGNATURE
from wbs.evidence.pack import pack_name
from wbs.evidence.verify.archive import NoPack
from wbs.evidence.verify.finding import Check, Finding
from wbs.evidence.verify.pack import examine
from wbs.tlog.note import PublicKey, public_half

LEDGER = "data/log/satker-1/ledger.csv"
STATISTICS = "data/statistik.json"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def golden() -> Made:
    """The pack of a published sheet: 170, 13, 157."""
    return made_pack(golden_histories())


@pytest.fixture
def checked(tmp_path: Path) -> Callable[..., tuple[Finding, ...]]:
    """What the verifier finds in a pack."""

    def check(content: bytes, *, before: bytes | None = None, keys: tuple[PublicKey, ...] = (KEY,)):  # type: ignore[no-untyped-def]
        file, older = tmp_path / "pack.zip", tmp_path / "before.zip"
        file.write_bytes(content)
        if before is not None:
            older.write_bytes(before)
        return examine(file, keys, older if before is not None else None)

    return check


def wrong(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(f.code, f.subject) for f in findings if f.check is Check.FAILS}


def test_a_pack_as_it_was_made_holds_in_every_line(
    golden: Made, checked: Callable[..., tuple[Finding, ...]]
) -> None:
    findings = checked(golden.content)

    assert wrong(findings) == set()
    held = {f.code for f in findings if f.check is Check.HOLDS}
    of_logs = {"checkpoint", "root", "inclusion"}
    assert held == {"question", "manifest", "key", "signature", "figure", *of_logs}
    recounted = {f.subject for f in findings if f.check is Check.HOLDS and f.code == "figure"}
    assert {"tindak_lanjut", "per_bulan", "per_triwulan", "per_unit", "hasil", "lke"} <= recounted


def test_what_no_line_carries_is_named_and_not_called_proven(
    golden: Made, checked: Callable[..., tuple[Finding, ...]]
) -> None:
    findings = checked(golden.content)

    named = {f.subject for f in findings if f.check is Check.OPEN}
    assert {"tenggat", "gratifikasi", "rincian", "rujukan"} <= named


def test_the_golden_sheet_is_counted_again(golden: Made) -> None:
    numbers = json.loads(opened_zip(golden.content)[STATISTICS])["tindak_lanjut"]["complaint"]

    assert [numbers[n] for n in ("harus", "sedang", "selesai", "persentase")] == [
        170,
        13,
        157,
        92.35,
    ]


def test_the_same_state_and_day_give_the_same_bytes(golden: Made) -> None:
    assert made_pack(golden_histories()).content == golden.content


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(register=registers())
def test_the_pack_of_any_register_holds(
    register: tuple[History, ...], checked: Callable[..., tuple[Finding, ...]]
) -> None:
    own = tuple(
        h for h in register if h.unit_id == "a" * 32 and h.received_on <= date(2026, 12, 31)
    )
    # What lies after the day looked from stands in no ledger of that day.
    if any(step.occurred_on > date(2026, 12, 31) for h in own for step in h.steps):
        return

    assert wrong(checked(made_pack(own, change=with_wide_sheet).content)) == set()


def rewrite(path: str, old: bytes, new: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        assert old in files[path]
        files[path] = files[path].replace(old, new, 1)

    return change


def drop_last_entry(files: Files) -> None:
    files[LEDGER] = files[LEDGER].rstrip(b"\r\n").rpartition(b"\r\n")[0] + b"\r\n"


def swap_first_entries(files: Files) -> None:
    lines = files[LEDGER].split(b"\r\n")
    lines[1], lines[2] = lines[2], lines[1]
    files[LEDGER] = b"\r\n".join(lines)


def close_an_open_case(files: Files) -> None:
    """Rewrites one word of an opened line, as somebody would who wants a better percentage."""
    rows = list(csv.reader(io.StringIO(files[LEDGER].decode())))
    at = next(n for n, row in enumerate(rows) if "\tact=review\t" in row[-1])
    rows[at][-1] = rows[at][-1].replace("\tact=review\t", "\tact=closed\t")
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    files[LEDGER] = out.getvalue().encode()


def better_percentage(files: Files) -> None:
    told = json.loads(files[STATISTICS])
    told["tindak_lanjut"]["complaint"] |= {"sedang": 0, "selesai": 170, "persentase": 100.0}
    files[STATISTICS] = json.dumps(told).encode()


def swap_two_files(files: Files) -> None:
    one, two = "data/angka.csv", "data/hasil.csv"
    names = [name for name in files if name.endswith(".csv") and "/log/" not in name]
    one, two = names[:2]
    files[one], files[two] = files[two], files[one]


def test_one_cell_of_a_table_is_named_by_its_file(
    golden: Made, checked: Callable[..., tuple[Finding, ...]]
) -> None:
    name = next(
        n for n, c in opened_zip(golden.content).items() if n.endswith(".csv") and b"157" in c
    )

    findings = checked(tampered(golden.content, rewrite(name, b"157", b"170")))

    assert wrong(findings) == {("manifest", name)}


def test_two_files_that_changed_places_are_both_named(
    golden: Made, checked: Callable[..., tuple[Finding, ...]]
) -> None:
    found = wrong(checked(tampered(golden.content, swap_two_files)))

    assert len(found) == 2
    assert all(code == "manifest" for code, _ in found)


def test_a_file_that_is_not_listed_or_is_gone_is_named(
    golden: Made, checked: Callable[..., tuple[Finding, ...]]
) -> None:
    def change(files: Files) -> None:
        files["data/tambahan.txt"] = b"-"
        del files["data/BACA-SAYA.txt"]

    found = wrong(checked(tampered(golden.content, change)))

    assert found == {("manifest", "data/tambahan.txt"), ("manifest", "data/BACA-SAYA.txt")}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (drop_last_entry, ("root", "satker-1")),
        (swap_first_entries, ("root", "satker-1")),
        (close_an_open_case, ("root", "satker-1")),
        (better_percentage, ("figure", "tindak_lanjut/complaint/selesai")),
    ],
    ids=["left out", "reordered", "altered", "figures"],
)
def test_who_rewrites_the_lists_too_is_found_by_tree_figures_and_signature(
    golden: Made,
    checked: Callable[..., tuple[Finding, ...]],
    change: Callable[[Files], None],
    named: tuple[str, str],
) -> None:
    found = wrong(checked(tampered(golden.content, change, relisted=True)))

    assert {named, ("signature", SSH_SIGNATURE), ("signature", RAW_SIGNATURE)} <= found
    assert not any(code == "manifest" for code, _ in found)


@pytest.mark.parametrize("change", [drop_last_entry, swap_first_entries, close_an_open_case])
def test_who_signs_anew_with_another_key_is_found_twice(
    golden: Made, checked: Callable[..., tuple[Finding, ...]], change: Callable[[Files], None]
) -> None:
    findings = checked(tampered(golden.content, change, relisted=True, signed_by=OTHER_SEED))

    unknown = next(f for f in findings if f.code == "key")
    assert unknown.check is Check.FAILS
    assert unknown.subject.startswith("SHA256:")
    assert ("root", "satker-1") in wrong(findings)


def test_with_an_unknown_key_everything_else_is_still_checked(
    checked: Callable[..., tuple[Finding, ...]],
) -> None:
    pack = made_pack(golden_histories(), seed=OTHER_SEED)

    findings = checked(pack.content)

    assert {code for code, _ in wrong(findings)} == {"key"}
    known = PublicKey(LOG_NAME, public_half(OTHER_SEED))
    assert wrong(checked(pack.content, keys=(KEY, known))) == set()


def test_a_case_left_out_of_ledger_and_tree_is_found_by_the_figures(
    checked: Callable[..., tuple[Finding, ...]],
) -> None:
    histories = golden_histories()
    fewer = [*histories[:5], *histories[6:]]

    found = wrong(checked(made_pack(histories, leaves=leaves_of(fewer, "satker-1")).content))

    assert ("figure", "tindak_lanjut/complaint/harus") in found
    assert ("root", "satker-1") not in found


def test_an_event_of_a_case_left_out_is_named_with_its_case(
    checked: Callable[..., tuple[Finding, ...]],
) -> None:
    histories = golden_histories()
    leaves = leaves_of(histories, "satker-1")
    log_id = histories[0].log_id
    gone = next(n for n, leaf in enumerate(leaves)
                if f"log={log_id}".encode() in leaf.line and b"act=review" in leaf.line)  # fmt: skip

    findings = checked(made_pack(histories, leaves=[*leaves[:gone], *leaves[gone + 1 :]]).content)

    assert any(f.code == "ledger" and log_id in f.said for f in findings)


class TestThePackBefore:
    """A ledger continues that of the pack before, and whoever has both can see it."""

    def packs(self, *, rewritten: bool = False) -> tuple[Made, Made]:
        histories = golden_histories()
        leaves = leaves_of(histories, "satker-1")
        first = [x for x in leaves if b"month=2026-0" in x.line]
        rest = [x for x in leaves if b"month=2026-0" not in x.line]
        before = made_pack(histories, period="2026-Q3", leaves=first)
        issued = before.issued("2026-Q3", date(2026, 9, 30))
        grown = [*(reversed(first) if rewritten else first), *rest]
        return before, made_pack(histories, period="2026-Q4", leaves=grown, previous=issued)

    def test_the_one_after_holds_against_it(
        self, checked: Callable[..., tuple[Finding, ...]]
    ) -> None:
        before, after = self.packs()

        findings = checked(after.content, before=before.content)

        assert wrong(findings) == set()
        assert ("consistency", "satker-1") in {(f.code, f.subject) for f in findings}

    def test_a_rewritten_past_is_found(self, checked: Callable[..., tuple[Finding, ...]]) -> None:
        before, after = self.packs(rewritten=True)

        assert ("consistency", "satker-1") in wrong(checked(after.content, before=before.content))

    def test_another_file_in_its_place_is_found(
        self, golden: Made, checked: Callable[..., tuple[Finding, ...]]
    ) -> None:
        _, after = self.packs()

        assert ("previous", "before.zip") in wrong(checked(after.content, before=golden.content))

    def test_without_it_the_hash_to_look_for_is_said(
        self, checked: Callable[..., tuple[Finding, ...]]
    ) -> None:
        before, after = self.packs()

        said = next(f.said for f in checked(after.content) if f.code == "previous")
        assert before.issued("2026-Q3", date(2026, 9, 30)).digest in said


class TestWhatIsNoPack:
    """The file is refused before anything in it is believed."""

    @pytest.mark.parametrize("share", [0.05, 0.5, 0.97, 0.999])
    def test_a_zip_cut_short(
        self, golden: Made, checked: Callable[..., tuple[Finding, ...]], share: float
    ) -> None:
        with pytest.raises(NoPack):
            checked(golden.content[: int(len(golden.content) * share)])

    @pytest.mark.parametrize(
        "name",
        [
            "../out",
            "eviden/../../out",
            "eviden//x",
            "/etc/passwd",
            "eviden\\x",
            "lain/x",
            "eviden/a\nb",
        ],
    )
    def test_a_name_that_leads_elsewhere(
        self, golden: Made, checked: Callable[..., tuple[Finding, ...]], name: str
    ) -> None:
        out = io.BytesIO(closed_zip(opened_zip(golden.content)))
        with ZipFile(out, "a") as zipped:
            zipped.writestr(ZipInfo(name), b"-")

        with pytest.raises(NoPack):
            checked(out.getvalue())

    def test_a_name_that_speaks_to_the_terminal_is_spelled_out(
        self, golden: Made, checked: Callable[..., tuple[Finding, ...]]
    ) -> None:
        out = io.BytesIO(closed_zip(opened_zip(golden.content)))
        with ZipFile(out, "a") as zipped:
            link = ZipInfo("eviden/\x9b2J\u202e")
            link.external_attr = 0o120777 << 16
            zipped.writestr(link, b"-")

        with pytest.raises(NoPack) as refused:
            checked(out.getvalue())

        assert refused.value.reason.isprintable()

    def test_a_link(self, golden: Made, checked: Callable[..., tuple[Finding, ...]]) -> None:
        out = io.BytesIO(closed_zip(opened_zip(golden.content)))
        link = ZipInfo("eviden/data/link")
        link.external_attr = 0o120777 << 16
        with ZipFile(out, "a") as zipped:
            zipped.writestr(link, b"/etc/passwd")

        with pytest.raises(NoPack):
            checked(out.getvalue())

    def test_a_file_twice(self, golden: Made, checked: Callable[..., tuple[Finding, ...]]) -> None:
        out = io.BytesIO(closed_zip(opened_zip(golden.content)))
        with ZipFile(out, "a") as zipped, pytest.warns(UserWarning, match="Duplicate"):
            zipped.writestr(f"eviden/{STATISTICS}", b"{}")

        with pytest.raises(NoPack):
            checked(out.getvalue())

    def test_a_file_that_unpacks_to_far_more_than_any_is(
        self, golden: Made, checked: Callable[..., tuple[Finding, ...]]
    ) -> None:
        out = io.BytesIO()
        files = opened_zip(golden.content)
        with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
            for name, content in files.items():
                bomb = b" " * (65 << 20) if name == "data/log/pack.json" else content
                zipped.writestr(f"eviden/{name}", bomb)

        with pytest.raises(NoPack):
            checked(out.getvalue())

    @pytest.mark.parametrize(
        ("path", "content"),
        [
            ("data/log/pack.json", b"{"),
            ("data/log/pack.json", b"[]"),
            ("data/log/pack.json", b"[" * 100_000),
            ("data/log/pack.json", b'{"format": "wbs-pack/9"}'),
            (STATISTICS, b"[]"),
            (STATISTICS, b"[" * 100_000),
            ("bagit.txt", b"BagIt-Version: 0.97\n"),
        ],
        ids=lambda value: str(value)[:24],
    )
    def test_what_says_nothing_that_is_understood(
        self, golden: Made, checked: Callable[..., tuple[Finding, ...]], path: str, content: bytes
    ) -> None:
        def change(files: Files) -> None:
            files[path] = content

        with pytest.raises(NoPack):
            checked(tampered(golden.content, change))


class TestOtherPeoplesTools:
    """Each of them does its part without us."""

    @pytest.fixture
    def folder(self, golden: Made, tmp_path: Path) -> Path:
        """The pack as somebody unzips it."""
        (tmp_path / "p.zip").write_bytes(golden.content)
        with ZipFile(tmp_path / "p.zip") as zipped:
            zipped.extractall(tmp_path)
        return next(each for each in tmp_path.iterdir() if each.is_dir())

    @staticmethod
    def ran(*command: str, at: Path, given: bytes = b"") -> int:
        return subprocess.run(
            command, cwd=at, input=given, capture_output=True, check=False
        ).returncode

    def test_sha256sum_accepts_both_lists(self, folder: Path) -> None:
        check = (
            "sha256sum",
            "--check",
            "--strict",
            "manifest-sha256.txt",
            "tagmanifest-sha256.txt",
        )

        assert self.ran(*check, at=folder) == 0
        (folder / STATISTICS).write_bytes(b"{}")
        assert self.ran(*check, at=folder) != 0

    def test_bagit_accepts_the_bag(self, folder: Path) -> None:
        assert bagit.Bag(str(folder)).is_valid()
        (folder / STATISTICS).write_bytes(b"{}")
        assert not bagit.Bag(str(folder)).is_valid()

    def test_ssh_keygen_accepts_the_signature(self, folder: Path) -> None:
        key = (folder / "keys/newest.pub").read_text()
        (folder / "allowed").write_text(f"{LOG_NAME} {key}")
        check = ("ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", LOG_NAME, "-n", "wbs-pack")
        tags = (folder / "tagmanifest-sha256.txt").read_bytes()

        assert self.ran(*check, "-s", SSH_SIGNATURE, at=folder, given=tags) == 0
        assert self.ran(*check, "-s", SSH_SIGNATURE, at=folder, given=tags + b"x") != 0

    def test_openssl_accepts_the_signature(self, folder: Path) -> None:
        check = ("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "keys/newest.pem")

        files = ("-sigfile", RAW_SIGNATURE, "-in", "tagmanifest-sha256.txt")
        assert self.ran(*check, *files, at=folder) == 0
        (folder / "tagmanifest-sha256.txt").write_bytes(b"-")
        assert self.ran(*check, *files, at=folder) != 0

    def test_the_bag_is_called_as_its_question(self, golden: Made, folder: Path) -> None:
        assert folder.name == pack_name(golden.export)  # type: ignore[arg-type]
