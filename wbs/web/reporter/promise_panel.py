"""What a reporter reads about the log: from when on it holds what happened, and the promise they may take along."""

from dataclasses import dataclass

from wbs.services.tracking.track_case import TrackedCase
from wbs.web import words
from wbs.web.reporter.tracking_page import Typed


@dataclass(frozen=True)
class PromisePanel:
    """What the panel shows. `due_on`: from when on what is not in the log yet stands in it; empty: all does."""

    due_on: str
    may_promise: bool


def promise_panel(tracked: TrackedCase, _typed: Typed) -> PromisePanel | None:
    """The panel, where the case has entries in a log."""
    standing = tracked.standing
    if standing is None:
        return None
    waits = standing.integrated < standing.events
    return PromisePanel(words.day(standing.due_on) if waits else "", standing.may_promise)
