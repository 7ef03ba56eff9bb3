"""The parts of a reporter's page that rooms of the house add to it, each with its template and its forms.

A builder looks at the opened case and says what its panel shows, or None where it has nothing to say. Its
forms carry `csrf`, post to doors of their own under /lacak/, and answer by `tracking_acts.act_on_own_case`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from wbs.services.tracking.track_case import TrackedCase
from wbs.web.reporter.counted_panel import counted_panel
from wbs.web.reporter.desk_panels import desk_panel
from wbs.web.reporter.fear_panel import fear_panel
from wbs.web.reporter.keeping_panel import keeping_panel
from wbs.web.reporter.promise_panel import promise_panel
from wbs.web.reporter.referred import passed_on
from wbs.web.reporter.tracking_page import Typed


@dataclass(frozen=True)
class Panel:
    """One part of the page: the template that draws it, with what it shows as `panel`."""

    template: str
    content: object

    def __repr__(self) -> str:
        return f"Panel({self.template!r})"


Builder = Callable[[TrackedCase, Typed], Panel | None]


def drawn(template: str, content: Callable[[TrackedCase, Typed], object | None]) -> Builder:
    """A builder whose panel shows *content* by that template, or nothing where there is none."""

    def build(tracked: TrackedCase, typed: Typed) -> Panel | None:
        found = content(tracked, typed)
        return None if found is None else Panel(template, found)

    return build


BUILDERS: tuple[Builder, ...] = (
    drawn("reporter/_fear.html", fear_panel),
    drawn("reporter/_referred.html", passed_on),
    drawn("reporter/_case_desk.html", desk_panel),
    drawn("reporter/_case_keeping.html", keeping_panel),
    drawn("reporter/_counted.html", counted_panel),
    drawn("reporter/_case_promise.html", promise_panel),
)


def panels_of(tracked: TrackedCase, typed: Typed) -> tuple[Panel, ...]:
    """Every panel that has something to show of this case, in the order of the table."""
    found = (build(tracked, typed) for build in BUILDERS)
    return tuple(panel for panel in found if panel is not None)
