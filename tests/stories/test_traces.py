"""The search of the stories finds what it looks for, so that its silence means something."""

from base64 import b64encode
from pathlib import Path

import pytest

from tests.stories.traces import find_traces

WORD = "kwitansi-biru-77"


@pytest.mark.parametrize("shift", range(5))
@pytest.mark.parametrize("coded", [False, True], ids=["raw", "base64"])
def test_a_planted_word_is_found(tmp_path: Path, shift: int, coded: bool) -> None:
    body = b"x" * shift + WORD.encode() + b"tail"
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "log").write_bytes(b64encode(body) if coded else body)

    assert len(find_traces([tmp_path], [WORD, "absent-word"])) == 1


def test_a_word_in_a_file_name_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{WORD}.pdf").touch()

    assert find_traces([tmp_path], [WORD])
