"""What the panel of referrals shows on a case's page: final words and days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wbs.domain.case import OutcomeDetail, Procedure
from wbs.domain.referral import ADDRESSEES, REFERRAL, REPLY
from wbs.services.cases.open_case import CaseFile
from wbs.web.officer.case_forms import Sent
from wbs.web.words import day, label


@dataclass(frozen=True)
class Answered:
    """The answer to a referral."""

    on: str
    number: str
    note: str

    def __repr__(self) -> str:
        return "Answered(…)"


@dataclass(frozen=True)
class Referred:
    """One referral and what came back."""

    number: int
    to: str
    on: str
    letter: str
    note: str
    reply: Answered | None

    def __repr__(self) -> str:
        return "Referred(…)"


@dataclass(frozen=True)
class ReferralPanel:
    """What the panel shows. `waiting` are the referrals without an answer, as choices of a form."""

    case_id: str
    made: tuple[Referred, ...]
    waiting: tuple[tuple[str, str], ...]
    addressees: tuple[tuple[str, str], ...]
    may_refer: bool
    sent: Sent = field(repr=False)


def referral_content(case_file: CaseFile, sent: Sent) -> ReferralPanel | None:
    """What the panel of this case shows; None for a disclosure, and where nothing was or can be referred."""
    case = case_file.case
    if case.procedure is not Procedure.REPORT:
        return None
    made = _made(case_file)
    decides = case_file.is_in_charge
    if not (made or (case.is_open and decides)):
        return None
    return ReferralPanel(
        case_id=case.id,
        made=made,
        waiting=tuple(
            (str(r.number), f"{r.to}, {r.on}") for r in made if r.reply is None and decides
        ),
        addressees=tuple((word.value, label(word)) for word in ADDRESSEES),
        may_refer=case.is_open and decides,
        sent=sent,
    )


def _made(case_file: CaseFile) -> tuple[Referred, ...]:
    written = case_file.opened.referrals
    replies = {
        sheet.content.fields["referral"]: sheet.content.fields
        for sheet in written
        if sheet.content.sheet == REPLY
    }
    return tuple(
        _referred(sheet.number, sheet.content.fields, replies.get(str(sheet.number)))
        for sheet in written
        if sheet.content.sheet == REFERRAL
    )


def _referred(
    number: int, fields: Mapping[str, str], replied: Mapping[str, str] | None
) -> Referred:
    name = fields.get("addressee_name", "")
    to = label(OutcomeDetail(fields["addressee"]))
    return Referred(
        number=number,
        to=f"{to}: {name}" if name else to,
        on=_day(fields["referred_on"]),
        letter=fields.get("letter_number", ""),
        note=fields.get("referral_note", ""),
        reply=Answered(
            _day(replied["replied_on"]),
            replied.get("reply_number", ""),
            replied.get("reply_note", ""),
        )
        if replied
        else None,
    )


def _day(text: str) -> str:
    return day(date.fromisoformat(text))
