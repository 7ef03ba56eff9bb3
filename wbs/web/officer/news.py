"""What a page says after an act: the act answers with the page's address and a word, the page with the sentence.

One way for every page of officers: `tell` at the end of what a POST does, and the frame shows the sentence at
the top, in a line that screen readers speak. Counts and numbers stand on the pages themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response as AnyResponse

from wbs.domain.opening import Reply
from wbs.web.languages import lazy_gettext

_l = lazy_gettext
NO_PAPER = "tanpa-rekap-pdf"
IN_PART = {NO_PAPER}  # what was done is not all that was asked for
OWN = "same-origin"  # how a browser says that the page before was one of ours
ANY = ""  # said after every act of which the page has no words of its own

_ADMINISTRATION: Mapping[str, Mapping[str, LazyString]] = {
    "units.show": {
        "ditambah": _l("The unit stands in the tree now."),
        "disimpan": _l("The unit is saved."),
    },
    "desks.edit": {
        "dibuat": _l("The desk is set up. It takes reports as soon as its first member is confirmed."),
        "diusulkan": _l("The officer is proposed. They hold no key until they are let in."),
        "dilepas": _l("The officer is at the desk no more."),
    },
    "officers.edit": {"nonaktif": _l("The account is disabled. It opens nothing any more.")},
    "custodians.edit": {"sama": _l("It was so already. Nothing was changed.")},
    "proposals.show": {
        "menunggu": _l("It is proposed. Nothing changes until a second person has approved it."),
        "disimpan": _l("The unit is saved. What needs a second person waits here until it is approved."),
        "dibatalkan": _l("Your proposal is taken back. Nothing was changed."),
    },
    "approvals.show": {
        "disetujui": _l("You approved. The change is made."),
        "ditolak": _l("You rejected it. Nothing was changed."),
        "kunci": _l("The desk has its first key, and the officer holds it."),
    },
    "members.show": {"diterima": _l("The officer holds the desk's key from now on.")},
}  # fmt: skip

_CASEWORK: Mapping[str, Mapping[str, LazyString]] = {
    "case.show": {
        "message": _l("Your message was sent."),
        "stage": _l("The case is at its new stage. The reporter sees it on their page."),
        "identity": _l("The custodians were asked. You see here when they have answered."),
        "assign": _l("It is noted who has the case."),
        "note": _l("The note is in the case. The reporter does not see it."),
        "task": _l("The task is in the case."),
        "finish": _l("The task is done."),
        "link": _l("Both cases say that they are one matter."),
        "unlink": _l("The two cases are no longer linked."),
        "summary": _l("The case is found by these words from now on."),
        "refer": _l("The referral is noted. The reporter sees to whom it went."),
        "reply": _l("The answer is noted."),
        "decision": _l("The superior's decision is written down. Whoever declared sees it in words."),
        "control": _l("It is written down that the control was carried out."),
        "close": _l("The case is closed. The reporter sees the outcome."),
        "ambil-alih": _l("Your desk is in charge of the case now."),
        "hold": _l("The case is held. It is not erased until somebody of the desk lifts the hold."),
        "lift": _l("The hold is lifted. The retention period counts again."),
        "eskalasi": _l("The case is open to your desk now."),
        ANY: _l("Done."),
    },
    "inbox.show": {
        "saringan": _l("The filter is kept."),
        "tanpa-saringan": _l("The filter is kept no more."),
    },
    "escalation.one": {
        "diminta": _l("The custodians were asked. You see here when they have answered."),
    },
    "openings.show": {
        Reply.APPROVE: _l("You approved. Your share is with the officer who asked, and nobody else."),
        Reply.REFUSE: _l("You refused. Your share stays with you."),
        "dibagi": _l("Split anew. As soon as enough custodians have done so, the successor counts."),
    },
    "retention.show": {
        "usul": _l("Proposed. A second person has to confirm it before anything is erased."),
        "setuju": _l("Confirmed. The cases are erased tomorrow, unless something changes until then."),
        "batal": _l("Taken back. The cases stay."),
    },
    "account.show": {"surel": _l("Saved. It holds from the next batch on.")},
}  # fmt: skip

_EVIDENCE: Mapping[str, Mapping[str, LazyString]] = {
    "documents.show": {
        "disimpan": _l("The document is filed."),
        NO_PAPER: _l(
            "Recap and register are filed as workbooks. The recap as a paper (PDF) was not made and is not filed: "
            "it is too long, or the server is busy. Please try again, or choose a shorter period."
        ),
        "dipakai": _l("The document counts there too. There is no second copy of it."),
        "tidak-dipakai": _l("The document counts there no more."),
        "ditarik": _l(
            "The document is withdrawn and its file is gone. Who did it and why stays in the list."
        ),
    },
    "evaluation.row": {"disimpan": _l("Saved. What was said before stays in the history.")},
    "accompaniment.one": {"ditulis": _l("It is written.")},
    "statements.show": {
        "disimpan": _l("The count is saved, and its file stands among the evidence documents."),
    },
    "packs.show": {"disimpan": _l("The signed copy is filed and bound to its pack.")},
    "meetings.show": {"dihapus": _l("The meeting was taken out.")},
    "meetings.one": {
        "disimpan": _l("The meeting is saved."),
        "rekomendasi": _l("The recommendation is saved."),
    },
    "recommendations.show": {"disimpan": _l("The status is saved.")},
    "unit_papers.show": {
        "disimpan": _l("It is saved."),
        "logo": _l("The logo stands on the papers."),
        "tanpa-logo": _l("The papers have no logo any more."),
        "tahap": _l("The stage is saved."),
    },
    "circulars.edit": {
        "terbit": _l("The new version is published. It is shown from its first day on."),
    },
    "duties.show": {
        "disimpan": _l("The duty is saved."),
        "berakhir": _l("The duty was taken out of the map."),
    },
}  # fmt: skip

NEWS: Mapping[str, Mapping[str, LazyString]] = {**_ADMINISTRATION, **_CASEWORK, **_EVIDENCE}


def tell(endpoint: str, word: str, anchor: str | None = None, **chosen: Any) -> AnyResponse:
    """The page is fetched next, and says what was done. *chosen*: what its address says besides.

    Raises:
        KeyError: the page has no sentence for the word.
    """
    sentences = NEWS[endpoint]
    if ANY not in sentences:
        sentences[word]
    return redirect(url_for(endpoint, **chosen, kabar=word, _anchor=anchor), 303)


@dataclass(frozen=True)
class Told:
    """What a page says of the act before it. `is_all` is False where a part could not be done."""

    sentence: str
    is_all: bool


def told() -> Told | None:
    """What the page that is asked for has to say of an act just done, if one was.

    Security: of the address nothing but a word of ours is taken, no page says what another one would, and none
    says it to whoever came by a link from elsewhere (`after_own_act`).
    """
    word = request.args.get("kabar") if after_own_act() else None
    if word is None:
        return None
    sentences = NEWS.get(request.endpoint or "", {})
    sentence = sentences.get(word, sentences.get(ANY))
    return Told(str(sentence), word not in IN_PART) if sentence else None


def after_own_act() -> bool:
    """Whether the page may follow an act done here; a browser that does not say where it comes from is believed.

    Security: an address that was sent around, typed or kept does not say that something was approved or held.
    """
    return request.method == "GET" and request.headers.get("Sec-Fetch-Site", OWN) == OWN
