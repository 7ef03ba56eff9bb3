"""How strong an officer's password must be. It guards the officer's key, so length counts most."""

import re
import unicodedata

from wbs.domain.errors import Invalid

SHORTEST = 12
LONGEST = 200
# What is left once everything guessable is taken out must still be worth guessing.
FEWEST_UNGUESSABLE = 6
FEWEST_DIFFERENT = 6

# Words that passwords are made of most, in both languages; a guesser tries them first.
COMMON = (
    "abcdefghijklmnopqrstuvwxyz",
    "admin",
    "administrator",
    "akuntan",
    "alhamdulillah",
    "anakku",
    "assalamualaikum",
    "bandung",
    "bismillah",
    "cintaku",
    "garuda",
    "gratifikasi",
    "hanyaaku",
    "indonesia",
    "inspektorat",
    "integritas",
    "iloveyou",
    "jakarta",
    "jangan",
    "kantor",
    "katasandi",
    "kementerian",
    "keluarga",
    "kerja",
    "lapor",
    "letmein",
    "login",
    "masuk",
    "merdeka",
    "namaku",
    "nusantara",
    "pancasila",
    "pass",
    "passphrase",
    "password",
    "pengaduan",
    "petugas",
    "pegawai",
    "qazwsxedc",
    "rahasia",
    "republik",
    "sandi",
    "satker",
    "sayang",
    "secret",
    "selamat",
    "semangat",
    "sukses",
    "surabaya",
    "terserah",
    "user",
    "welcome",
    "whistleblower",
    "zonaintegritas",
)
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "qazwsxedcrfv", "abcdefghijklmno")
LEET = str.maketrans("0134578@$!", "oieastbasi")


def check_password(password: str, username: str, name: str, field: str = "password") -> None:
    """Returns if *password* may guard an officer's key.

    Raises:
        Invalid: too short or long, built from the officer's own names, from words or rows of keys
            that everyone uses, or from too few different characters. The reason never quotes it.
    """
    if len(password) < SHORTEST:
        raise Invalid(field, "too_short", SHORTEST)
    if len(password) > LONGEST:
        raise Invalid(field, "too_long", LONGEST)
    plain = unicodedata.normalize("NFKC", password).casefold()
    if len(set(plain)) < FEWEST_DIFFERENT:
        raise Invalid(field, "too_simple")
    if _left_without(plain, _own_words(username, name)) < FEWEST_UNGUESSABLE:
        raise Invalid(field, "names_you")
    if min(_unguessable(plain), _unguessable(plain.translate(LEET))) < FEWEST_UNGUESSABLE:
        raise Invalid(field, "common")


def _own_words(username: str, name: str) -> tuple[str, ...]:
    words = re.split(r"[\W_]+", f"{username} {name}".casefold())
    return tuple(word for word in words if len(word) > 2)  # noqa: PLR2004 (initials say nothing)


def _left_without(text: str, words: tuple[str, ...]) -> int:
    found = False
    for word in sorted(words, key=len, reverse=True):
        found = found or word in text
        text = text.replace(word, " ")
    return _weight(text) if found else FEWEST_UNGUESSABLE


def _unguessable(text: str) -> int:
    for word in sorted(COMMON, key=len, reverse=True):
        text = text.replace(word, " ")
    return _weight(text)


def _weight(text: str) -> int:
    """How many characters are left without rows of keys, years and repetitions."""
    for row in KEYBOARD:
        for line in (row, row[::-1]):
            text = _without_runs(text, line)
    text = re.sub(r"(?:19|20)\d\d", " ", text)
    text = re.sub(r"(.+?)\1+", r"\1", text)
    return len(re.sub(r"\s", "", text))


def _without_runs(text: str, line: str) -> str:
    for length in range(len(line), 2, -1):
        for start in range(len(line) - length + 1):
            text = text.replace(line[start : start + length], " ")
    return text
