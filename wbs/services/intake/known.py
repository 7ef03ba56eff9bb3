"""What a step of a report goes by: the agency and the form's draft, found by one reading."""

from dataclasses import dataclass

from wbs.domain.directory import Directory
from wbs.domain.form import Report
from wbs.sealing.draft import DraftToken
from wbs.services.context import Context
from wbs.services.intake.draft import Draft, Submitted, opened
from wbs.services.intake.intake_directory import directory_about, directory_within
from wbs.store import reporter


@dataclass(frozen=True)
class Known:
    """The agency, and what the token's draft is; None: nothing of it is stored, or it has gone."""

    directory: Directory
    draft: Draft | Submitted | None


def read_known(context: Context, token: DraftToken, report: Report | None = None) -> Known:
    """Both as they are now; for a *report*, with the people near its unit where they are asked for."""
    with context.database.reading() as work:
        stored = reporter.draft(work, token.id)
        directory = (
            directory_about(context, work, report) if report else directory_within(context, work)
        )
    return Known(directory, opened(context, token, stored) if stored else None)
