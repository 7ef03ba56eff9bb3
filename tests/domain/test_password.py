"""The strength of officers' passwords."""

import time

import pytest

from wbs.domain.errors import Invalid
from wbs.domain.password import LONGEST, SHORTEST, check_password

GOOD = [
    "pagi hujan meja biru",
    "kopi-tubruk-manis",
    "Xk3!vm9#Lqp2",
    "merdeka atau mati",
    "budi suka layang layang",
]

BAD = [
    ("pendek", "too_short"),
    ("kopi-tubruk", "too_short"),
    ("aaaaaaaaaaaaaaa", "too_simple"),
    ("abcabcabcabcabc", "too_simple"),
    ("111222333444", "too_simple"),
    ("password1234", "common"),
    ("P@ssw0rd1234", "common"),
    ("indonesia2026", "common"),
    ("bismillah123", "common"),
    ("qwertyuiop12", "common"),
    ("1234567890123", "common"),
    ("zonaintegritas2026", "common"),
    ("Surabaya1945!", "common"),
    ("budi.santoso1", "names_you"),
    ("BudiSantoso2024!", "names_you"),
]


@pytest.mark.parametrize("password", GOOD)
def test_a_long_password_of_ones_own_words_is_accepted(password: str) -> None:
    check_password(password, "budi", "Budi Santoso")


@pytest.mark.parametrize(("password", "reason"), BAD)
def test_a_guessable_password_is_refused_with_its_reason(password: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_password(password, "budi", "Budi Santoso")

    assert refused.value.reason == reason


def test_the_shortest_allowed_length_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        check_password("pendek", "budi", "Budi Santoso")

    assert refused.value.problems[0].limit == SHORTEST


def test_a_password_longer_than_the_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(Invalid) as refused:
        check_password("kopi tubruk " * 20, "budi", "Budi Santoso")

    assert refused.value.reason == "too_long"


def test_no_refusal_quotes_the_password() -> None:
    for password, _ in BAD:
        with pytest.raises(Invalid) as refused:
            check_password(password, "budi", "Budi Santoso")

        assert password not in str(refused.value)


def test_the_field_of_the_form_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        check_password("pendek", "budi", "Budi Santoso", field="new_password")

    assert refused.value.field == "new_password"


@pytest.mark.parametrize("text", ["ab" * 100, "abcdefgh" * 25, "x" * 199 + "abcdef", "qwe1" * 50])
def test_no_password_takes_long_to_judge(text: str) -> None:
    started = time.thread_time()

    with pytest.raises(Invalid):
        check_password((text + "cdefg")[:LONGEST], "budi", "Budi Santoso")

    assert time.thread_time() - started < 1
