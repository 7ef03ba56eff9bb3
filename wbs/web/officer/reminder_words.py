"""What reminders and mails are called on screen."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from wbs.domain.digest import Frequency
from wbs.domain.monev_reminder import UnitOccasion
from wbs.domain.reminder import Occasion
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

FREQUENCIES: Mapping[Frequency, LazyString] = {
    Frequency.DAILY: _l("Once a day, on working days"),
    Frequency.WEEKLY: _l("Once a week, on its first working day"),
    Frequency.NEVER: _l("Never"),
}

# With `period` and `day` in their places where the occasion has them.
SENTENCES: Mapping[Occasion, LazyString] = {
    Occasion.OVERDUE: _l("Late: %(period)s, was due %(day)s"),
    Occasion.LAST_DAY: _l("Last day today: %(period)s"),
    Occasion.SOON: _l("Due soon: %(period)s, by %(day)s"),
    Occasion.MESSAGE: _l("The reporter wrote, and nobody at the desk has read it"),
    Occasion.NEW_CASE: _l("Nobody at the desk has opened it yet"),
    Occasion.SILENCE: _l("No answer in time: %(period)s, until %(day)s. Ask once more, or decide."),
    Occasion.ESCALATED: _l("Late at another desk for long, first due %(day)s"),
}

# With `kind`, `quarter` and `day` in their places where the occasion has them.
UNIT_SENTENCES: Mapping[UnitOccasion, LazyString] = {
    UnitOccasion.RECOMMENDATION_OVERDUE: _l(
        "Recommendation late: %(kind)s, %(quarter)s, was due %(day)s"
    ),
    UnitOccasion.RECOMMENDATION_SOON: _l(
        "Recommendation due soon: %(kind)s, %(quarter)s, by %(day)s"
    ),
    UnitOccasion.QUARTER_WITHOUT_MONEV: _l("No monev yet: %(kind)s, %(quarter)s"),
}

# Of a row of the evaluation sheet; with `row`, `period` and `day` in their places.
LACKING = _l("No evidence: %(row)s, %(period)s")
RUNNING = _l("No evidence yet: %(row)s, %(period)s, which ends on %(day)s")
