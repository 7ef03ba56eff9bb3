"""The picture of a code: what is drawn is what a camera has to see."""

import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from wbs.sealing.tracking_code import TrackingCode
from wbs.web.qr import BORDER, LETTERS, MASK, qr, qr_of_code

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


@given(st.binary(min_size=15, max_size=15))
def test_a_tracking_code_put_together_is_the_picture_the_library_makes_of_it(secret: bytes) -> None:
    code = TrackingCode(secret).grouped()

    assert qr_of_code(code) == qr(code)


@given(st.text(LETTERS, min_size=1, max_size=40))
def test_so_is_every_other_text_that_is_no_mere_number(text: str) -> None:
    if not text.isdecimal():  # of digits alone the library makes a code of another kind
        assert qr_of_code(text) == qr(text)


@pytest.mark.parametrize("code", ["ABCDE-fghjk", "A_B", "É"])
def test_other_letters_are_refused_and_not_drawn_wrongly(code: str) -> None:
    with pytest.raises(KeyError):
        qr_of_code(code)
