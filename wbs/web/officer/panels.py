"""The parts of a case's page that rooms of the house add to it, each with its template and its forms.

A builder looks at the opened case and says what its panel shows, or None where it has nothing to say. Its
forms post to doors of its own, which answer by `case_acts.act_on_case`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from wbs.services.cases.open_case import CaseFile
from wbs.web.officer.arrival_page import arrival_content
from wbs.web.officer.case_forms import Sent
from wbs.web.officer.case_identity import identity_panel
from wbs.web.officer.casework.work_panel import fear_panel, keeping_panel, notes_panel, work_panel
from wbs.web.officer.conflict.panel import superior_forms, superior_sheets
from wbs.web.officer.hand_over_panel import hand_over_forms, reroutings, take_over_form
from wbs.web.officer.keeping import keeping_of
from wbs.web.officer.referral_page import referral_content


class Place(StrEnum):
    """Where on the page a panel stands."""

    ABOVE = "above"
    """Before everything else, for what nobody may overlook."""
    BELOW = "below"
    """Under the messages, for what is read."""
    BESIDE = "beside"
    """In the narrow column, for what is done every day."""
    APART = "apart"
    """Below both columns and the end of the case, for what is done now and then."""


@dataclass(frozen=True)
class Panel:
    """One part of the page: the template that draws it, with what it shows as `panel`."""

    template: str
    place: Place
    content: object

    def __repr__(self) -> str:
        return f"Panel({self.template!r})"


Builder = Callable[[CaseFile, Sent], Panel | None]


def drawn(
    template: str, place: Place, content: Callable[[CaseFile, Sent], object | None]
) -> Builder:
    """A builder whose panel shows *content* by that template, or nothing where there is none."""

    def build(case_file: CaseFile, sent: Sent) -> Panel | None:
        found = content(case_file, sent)
        return None if found is None else Panel(template, place, found)

    return build


BUILDERS: tuple[Builder, ...] = (
    drawn("officer/_case_fear.html", Place.ABOVE, fear_panel),
    drawn("officer/_case_reroutings.html", Place.BELOW, reroutings),
    drawn("officer/_case_superior_sheets.html", Place.BELOW, superior_sheets),
    drawn("officer/_case_superior_forms.html", Place.BESIDE, superior_forms),
    drawn("officer/_case_notes.html", Place.BELOW, notes_panel),
    drawn("officer/_case_arrival.html", Place.BESIDE, arrival_content),
    drawn("officer/_case_work.html", Place.BESIDE, work_panel),
    drawn("officer/_case_referrals.html", Place.APART, referral_content),
    drawn("officer/_case_take_over.html", Place.BESIDE, take_over_form),
    drawn("officer/_case_hand_over.html", Place.APART, hand_over_forms),
    drawn("officer/_case_identity.html", Place.APART, identity_panel),
    drawn("officer/_case_keeping.html", Place.APART, keeping_panel),
    drawn("officer/_case_retention.html", Place.APART, keeping_of),
)


def panels_of(case_file: CaseFile, sent: Sent) -> tuple[Panel, ...]:
    """Every panel that has something to show of this case, in the order of the table."""
    found = (build(case_file, sent) for build in BUILDERS)
    return tuple(panel for panel in found if panel is not None)
