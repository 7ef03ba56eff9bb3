"""What the page of the own case says after an act: the session carries a word to the next request, and nothing else does.

Security: no address holds the word, so no link, history or bookmark says that somebody wrote here; and the page
says it once, to the browser that did it.
"""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from wbs.web.languages import lazy_gettext

_l = lazy_gettext
MESSAGE, WITH_FILES = "pesan", "pesan-berkas"
FEARED, NOT_FEARED = "takut", "tidak-takut"
INSPECTORATE, ELSEWHERE = "inspektorat", "salah-alamat"

NEWS: Mapping[str, LazyString] = {
    MESSAGE: _l("Your message was sent. The officer's answer will stand on this page, under Messages."),
    WITH_FILES: _l(
        "What you sent has arrived, with all its files. The officer's answer will stand on this page, under Messages."
    ),
    FEARED: _l("Noted: the officers know that you fear reprisal, and are asked to write to you soon."),
    NOT_FEARED: _l("Noted: you no longer fear reprisal. You can say so again here at any time."),
    INSPECTORATE: _l("The inspectorate was asked. It can read your report from now on and write to you."),
    ELSEWHERE: _l("Your report lies with others now. Whoever had it before cannot open it any more."),
}  # fmt: skip


def of(word: str) -> str:
    """The sentence for an act done just before; nothing where none was."""
    sentence = NEWS.get(word)
    return str(sentence) if sentence is not None else ""
