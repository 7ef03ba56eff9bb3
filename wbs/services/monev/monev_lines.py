"""What an export says of the units' meetings and of what they recommended, beside the counted cases."""

from collections import defaultdict

from wbs.domain.figure_export import MonevLine, RecommendationLine
from wbs.domain.figures import Question
from wbs.domain.monev import MONITORED, follow_up, held_quarters, months_of
from wbs.domain.unit import Unit
from wbs.services.context import Context
from wbs.services.monev.monev_texts import open_recommendation
from wbs.store.database import Work
from wbs.store.evidence import monev


def monev_lines(
    context: Context, work: Work, units: tuple[Unit, ...], question: Question
) -> tuple[MonevLine, ...]:
    """A line for each unit, in their order, about the quarters of the period that have begun.

    Raises:
        Tampered: a row was altered, or the instance key is not this installation's.
    """
    stored = monev.meetings_of(work, [unit.id for unit in units])
    meetings: dict[str, list[monev.StoredMeeting]] = defaultdict(list)
    given: dict[str, list[monev.StoredRecommendation]] = defaultdict(list)
    for meeting in stored:
        meetings[meeting.meeting.unit_id].append(meeting)
    for each in monev.recommendations_of(work, stored):
        given[each.recommendation.unit_id].append(each)
    return tuple(
        _line(context, unit, tuple(meetings[unit.id]), tuple(given[unit.id]), question)
        for unit in units
    )


def _line(
    context: Context,
    unit: Unit,
    stored: tuple[monev.StoredMeeting, ...],
    given: tuple[monev.StoredRecommendation, ...],
    question: Question,
) -> MonevLine:
    as_of, period = question.as_of, question.period
    quarters = tuple(q for q in period.quarters if q.start <= as_of)
    meetings = tuple(each.meeting for each in stored)
    year = held_quarters(meetings, period.year, as_of, months_of(context.law.sheet))
    said = tuple(each.recommendation for each in given)
    return MonevLine(
        unit=unit,
        standings={kind: {q: year[kind][q] for q in quarters} for kind in MONITORED},
        meetings=tuple(m for m in meetings if m.quarter in quarters and m.counts(as_of)),
        followed_up={kind: follow_up(said, kind, period, as_of) for kind in MONITORED},
        recommendations=tuple(
            _words(context, each)
            for each in given
            if each.recommendation.quarter in quarters and each.recommendation.entered_on <= as_of
        ),
    )


def _words(context: Context, stored: monev.StoredRecommendation) -> RecommendationLine:
    """The recommendation; an installation without an instance key tells of it without its words."""
    if context.rules.instance_key is None:
        return RecommendationLine(stored.recommendation, "", "")
    opened = open_recommendation(context, stored)
    return RecommendationLine(opened.recommendation, opened.text, opened.owner)
