"""On a case's page: by which way it came in, if not by the website, and when that was written down."""

from dataclasses import dataclass
from datetime import date

from wbs.domain.arrival import SOURCE_NUMBER
from wbs.domain.event import Act
from wbs.domain.kinds import Channel
from wbs.services.cases.open_case import CaseFile
from wbs.web.officer.case_forms import Sent
from wbs.web.words import label


@dataclass(frozen=True)
class ArrivalPanel:
    """How the case came in. `entered_on` is None where it was entered on the day it came."""

    channel: str
    came_on: date
    entered_on: date | None
    number: str
    is_imported: bool

    def __repr__(self) -> str:
        return "ArrivalPanel(…)"


def arrival_content(case_file: CaseFile, _sent: Sent) -> ArrivalPanel | None:
    """How the case came in; None where its reporter entered it."""
    case = case_file.case
    if case.channel in (Channel.WEB, Channel.REFERRED):
        return None
    logged = next(e.logged_on for e in case_file.events if e.act is Act.RECEIVED)
    return ArrivalPanel(
        channel=label(case.channel),
        came_on=case.received_on,
        entered_on=None if logged == case.received_on else logged,
        number=case_file.opened.report.fields.get(SOURCE_NUMBER, ""),
        is_imported=case.channel is Channel.IMPORT,
    )
