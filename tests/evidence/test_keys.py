"""The keys an assessor keeps: as published, as OpenSSH writes them, and what is none."""

from datetime import date

import pytest

from tests.packs import KEY, SEED
from wbs.evidence.verify.keys import BadKeys, read_keys
from wbs.tlog.note import Signer
from wbs.tlog.promise import NEXT_KEY, Certificate, sign_certificate
from wbs.tlog.sshsig import openssh_line


def test_both_spellings_give_the_key() -> None:
    text = f"# dari inspektorat\n{KEY.text}\n{openssh_line(KEY.key)} inspektorat@contoh\n"

    assert [each.key for each in read_keys(text)] == [KEY.key, KEY.key]


def test_the_published_page_is_such_a_file_with_its_notes_below() -> None:
    note = sign_certificate(Certificate(NEXT_KEY, date(2026, 8, 3), KEY), Signer(KEY.name, SEED))

    assert read_keys(f"{KEY.text}\n\n{note.decode()}") == (KEY,)


@pytest.mark.parametrize(
    ("text", "line"), [("", 0), ("# nothing", 0), ("\n\nhello", 3), (f"{KEY.text}\nhello", 2)]
)
def test_a_line_that_is_no_key_is_named(text: str, line: int) -> None:
    with pytest.raises(BadKeys) as refused:
        read_keys(text)

    assert refused.value.line == line
