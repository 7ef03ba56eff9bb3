"""What the rooms of monev, of the evaluation sheet and of a unit's stage tell of units: one query each for all of them."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from wbs.domain.evaluation.share import area_points, last_said
from wbs.domain.span import ReportingPeriod
from wbs.domain.unit_profile import ZiStage
from wbs.store.agency import profiles
from wbs.store.database import Work
from wbs.store.evidence import evaluation, monev
from wbs.store.rules.law import Law


def last_monev(work: Work, _law: Law, unit_ids: Collection[str], as_of: date) -> Mapping[str, date]:
    """By unit, the day of the last meeting that was held."""
    return monev.last_held(work, unit_ids, as_of)


def points_said(
    work: Work, law: Law, unit_ids: Collection[str], as_of: date
) -> Mapping[str, Decimal]:
    """By unit, the points of the area by what was said for the newest year of two in which nothing is left unanswered."""
    years = [ReportingPeriod(year, 1, 12) for year in (as_of.year, as_of.year - 1)]
    said = last_said(evaluation.answers_by(work, unit_ids, years, as_of))
    found: dict[str, Decimal] = {}
    for unit_id, of_unit in said.items():
        for year in years:
            points = area_points(law.sheet, law.comparison.scale, of_unit.get(year, {}))
            if points is not None:
                found[unit_id] = points
                break
    return found


def stage_reached(
    work: Work, _law: Law, unit_ids: Collection[str], as_of: date
) -> Mapping[str, ZiStage]:
    """By unit, the stage of the Zona Integritas that was entered last of those reached by then."""
    return {
        unit_id: reached[-1].stage
        for unit_id, stages in profiles.stages_of(work, unit_ids).items()
        if (reached := [each for each in stages if each.reached_on <= as_of])
    }
