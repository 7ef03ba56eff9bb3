"""The picture of a code: what is drawn is what a camera has to see."""

import re

import pytest
import segno

from wbs.web.qr import BORDER, MASK, qr

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


@pytest.mark.parametrize("text", ["ABCDE-FGHJK-MNPQR-STVWX-YZ234", "otpauth://totp/wbs:budi?a=b"])
def test_the_path_draws_the_dark_squares_and_no_other(text: str) -> None:
    picture = qr(text)

    runs = [[int(number) for number in run] for run in RUN.findall(picture.path)]
    drawn = {(x + step, y) for x, y, length, _ in runs for step in range(length)}
    rows = segno.make_qr(text, error="m", mask=MASK).matrix_iter(border=BORDER)
    dark = {(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}
    assert drawn == dark
    assert all(length == back for _, _, length, back in runs)
    assert RUN.sub("", picture.path) == ""


def test_the_picture_has_room_around_it() -> None:
    assert qr("A").side == segno.make_qr("A", error="m").symbol_size(border=BORDER)[0]
