"""The figures everybody may read, as they were frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wbs.domain.deadline import ONE_DAY
from wbs.domain.publication import Publication
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.store import reporter

QUARTERS_SHOWN = 12


@dataclass(frozen=True)
class PublicFigures:
    """The agency and its last publications, the newest first; `next_on`: when the next one may be expected."""

    units: Mapping[str, Unit]
    publications: tuple[Publication, ...]
    next_quarter: ReportingPeriod
    next_on: date


def public_figures(context: Context) -> PublicFigures:
    """What is published, whoever asks; read from frozen rows alone."""
    with context.database.reading() as work:
        tree = reporter.unit_tree(work)
        found = reporter.publications(work, QUARTERS_SHOWN)
    rules, today = context.law.publication, context.today()
    quarter = ReportingPeriod.quarter_of(today).before()
    while rules.freezes_on(quarter) <= today or any(p.quarter == quarter for p in found):
        quarter = ReportingPeriod.quarter_of(quarter.end + ONE_DAY)
    return PublicFigures(tree, found, quarter, rules.freezes_on(quarter))
