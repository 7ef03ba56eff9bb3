"""On a reporter's page: to whom the report was passed on, and when an answer came; nothing of what was written."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.case import OutcomeDetail
from wbs.domain.referral import REFERRAL, REPLY
from wbs.services.tracking.track_case import TrackedCase
from wbs.web.reporter.tracking_page import Typed
from wbs.web.words import day, label


@dataclass(frozen=True)
class PassedOn:
    """One referral; `answered_on` is empty while no answer has come."""

    to: str
    on: str
    answered_on: str


def passed_on(tracked: TrackedCase, _typed: Typed) -> tuple[PassedOn, ...] | None:
    """Every referral of the case, the first one first; None where there is none."""
    written = [(sheet.number, sheet.content) for sheet in tracked.opened.referrals]
    answered = {
        content.fields["referral"]: _day(content.fields["replied_on"])
        for _, content in written
        if content.sheet == REPLY
    }
    found = tuple(
        PassedOn(
            label(OutcomeDetail(content.fields["addressee"])),
            _day(content.fields["referred_on"]),
            answered.get(str(number), ""),
        )
        for number, content in written
        if content.sheet == REFERRAL
    )
    return found or None


def _day(text: str) -> str:
    return day(date.fromisoformat(text))
