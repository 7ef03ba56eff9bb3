"""What a reporter reads about fear of reprisal: whether they said so, what came of it, and who protects."""

from dataclasses import dataclass

from wbs.services.tracking.track_case import TrackedCase
from wbs.web.languages import gettext
from wbs.web.reporter.tracking_page import Typed


@dataclass(frozen=True)
class FearPanel:
    """What the officers know of it and do about it; empty where the reporter fears nothing."""

    known: str


def fear_panel(tracked: TrackedCase, _typed: Typed) -> FearPanel:
    """Saying so, at any time; who protects."""
    return FearPanel(_known(tracked) if tracked.case.fear_of_reprisal else "")


def _known(tracked: TrackedCase) -> str:
    """What holds now: of a task that is done or a case that is closed nothing is promised any more."""
    if not tracked.case.is_open and not tracked.fear_waits:
        return gettext(
            "You said that you fear reprisal. The work on your report is finished: if anything is done to you "
            "because of it, write to the officers above, and turn to those who protect you."
        )
    said = [gettext("The officers know that you fear reprisal.")]
    if tracked.was_written_to:
        said.append(gettext("What they have written to you stands under Messages."))
    if tracked.fear_waits:
        said.append(
            gettext("They still have to agree with you on what protects you.")
            if tracked.was_written_to
            else gettext("They were asked to write to you soon.")
        )
    return " ".join(said)
