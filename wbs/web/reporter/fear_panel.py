"""What a reporter reads about fear of reprisal: whether they said so, and who protects."""

from dataclasses import dataclass

from wbs.services.tracking.track_case import TrackedCase
from wbs.web.reporter.tracking_page import Typed


@dataclass(frozen=True)
class FearPanel:
    """Whether the reporter said that they fear reprisal."""

    is_feared: bool


def fear_panel(tracked: TrackedCase, _typed: Typed) -> FearPanel:
    """Saying so, at any time; who protects."""
    return FearPanel(tracked.case.fear_of_reprisal)
