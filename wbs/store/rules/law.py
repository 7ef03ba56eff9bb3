"""The law and the agency's choices as one value: periods, categories, lengths, calendar, read from `config/`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from wbs.domain.category import Category
from wbs.domain.clocks import Clock, ClockRules
from wbs.domain.comparison import ComparisonRules
from wbs.domain.data_letter import DataLetter
from wbs.domain.deadline import WorkingCalendar, working_days_between
from wbs.domain.errors import CalendarGap
from wbs.domain.form import FormRules
from wbs.domain.gratification.circular import StartingText
from wbs.domain.gratification.gratuity import GratuityRules
from wbs.domain.kinds import ComplaintClass, Kind
from wbs.domain.lke import EvaluationSheet
from wbs.domain.measures import MeasureDefinition
from wbs.domain.period import Periods, PeriodUnit
from wbs.domain.publication import PublicationRules
from wbs.domain.retention import RetentionRules
from wbs.store.rules.calendar import (
    corrected,
    estimated_days,
    published_days,
    read_corrections,
    read_span,
)
from wbs.store.rules.circular_text import read_starting_text
from wbs.store.rules.comparison_rules import read_comparison_rules
from wbs.store.rules.config_file import Entry, read_file
from wbs.store.rules.data_letters import read_data_letters
from wbs.store.rules.gratuity_rules import read_gratuity_rules
from wbs.store.rules.law_files import read_categories, read_lengths, read_periods, read_working_days
from wbs.store.rules.lke import read_sheet, with_neighbours
from wbs.store.rules.measure_definitions import read_measures
from wbs.store.rules.publication_rules import read_publication_rules
from wbs.store.rules.retention_rules import read_retention_rules


@dataclass(frozen=True)
class Law:
    """What `config/` and the operator's corrections say. Read once; holds for the process's life.

    `soon_working_days`: a deadline with at most so many working days left is close.
    `escalation_working_days`: a case this long overdue is escalated to the inspectorate.
    `calendar_estimates` are days off whose date is not confirmed yet, to be shown as estimates.
    """

    periods: Periods
    soon_working_days: int
    escalation_working_days: int
    categories: tuple[Category, ...]
    lengths: Mapping[str, int]
    calendar: WorkingCalendar
    calendar_estimates: frozenset[date]
    sheet: EvaluationSheet
    gratuities: GratuityRules
    starting_text: StartingText
    retention: RetentionRules
    data_letters: tuple[DataLetter, ...]
    publication: PublicationRules
    measures: tuple[MeasureDefinition, ...]
    comparison: ComparisonRules

    def categories_for(self, kind: Kind) -> tuple[Category, ...]:
        """The categories a report of this kind may choose from, in the order of the file."""
        return tuple(c for c in self.categories if c.is_offered and kind in c.kinds)

    def category_label(self, slug: str, language: str) -> str:
        """What the category is called; its slug where the file does not know it any more."""
        for category in self.categories:
            if category.slug == slug:
                return category.label.text(language)
        return slug

    def inspectorate_categories(self, kind: Kind) -> frozenset[str]:
        """The categories of this kind that the agency wants the inspectorate to take."""
        return frozenset(c.slug for c in self.categories if c.to_inspectorate and kind in c.kinds)

    def clock_rules(self, kind: Kind, complaint_class: ComplaintClass | None) -> ClockRules:
        """What the clocks of such a case are counted by."""
        return ClockRules(kind, complaint_class, self.periods, self.calendar)

    def rests_on_estimate(self, clock: Clock) -> bool:
        """Whether the clock's last day was counted across a day off that nobody confirmed yet."""
        if clock.due_on is None:
            return False
        period = self.periods.find(clock.period, clock.started_on)
        return period.unit is PeriodUnit.WORKING_DAYS and any(
            clock.started_on < day <= clock.due_on for day in self.calendar_estimates
        )

    def is_soon(self, due_on: date, today: date) -> bool:
        """Whether the day is today or close: so few working days are left that the desk is warned."""
        try:
            left = working_days_between(today, due_on, self.calendar)
        except CalendarGap:
            return False
        return due_on >= today and left <= self.soon_working_days

    def soon_until(self, today: date) -> date:
        """The last day that is close: `is_soon` of it and of each day from *today* on; else *today*."""
        day, step = today, timedelta(days=1)
        while self.is_soon(day + step, today):
            day += step
        return day

    def is_escalated(self, clocks: Iterable[Clock], today: date) -> bool:
        """Whether the office is so long overdue that the inspectorate may ask to look into the case."""
        late = (
            clock.due_on
            for clock in clocks
            if clock.is_overdue(today)
            and self.periods.find(clock.period, clock.started_on).binds_office
        )
        return any(self._has_waited(due_on, today) for due_on in late if due_on is not None)

    def was_escalated(self, clocks: Iterable[Clock], today: date) -> bool:
        """Whether the office ever was so long overdue, up to today, though it may have acted since."""
        return any(
            self.is_escalated([replace(clock, met_on=None)], min(clock.met_on or today, today))
            for clock in clocks
        )

    def _has_waited(self, due_on: date, today: date) -> bool:
        try:
            over = working_days_between(due_on, today, self.calendar)
        except CalendarGap:
            return False
        return over > self.escalation_working_days

    def form_rules(self, kind: Kind, today: date, unit_slugs: Collection[str]) -> FormRules:
        """What a form of this kind is held against."""
        return FormRules(kind, today, unit_slugs, self.categories_for(kind), self.lengths)


def load_law(config_dir: Path, override_dir: Path | None = None) -> Law:
    """The law of `config/`, corrected by files of the same names in *override_dir*.

    A period there replaces all of its id, a category the one of its slug, a length the one of its field,
    a rule set on gratuities the one of its id; days are added to the calendar's; of the rows beside the
    evaluation sheet each key replaces the one of its name; an evaluation
    sheet, the text for a circular, the rules of retention and of publication, the measures, the comparison and the letters there replace the whole. Nothing else can be
    removed: old cases refer to it.

    Raises:
        ConfigError: a file is missing, or says what it must not.
    """
    calendar_files = _files("calendar.toml", config_dir, override_dir)
    corrections = tuple(read_corrections(file) for file in calendar_files)
    span = read_span(calendar_files[0]).union(*(c.complete_years for c in corrections))
    published = published_days(span)
    period_files = _files("periods.toml", config_dir, override_dir)
    return Law(
        periods=read_periods(period_files),
        soon_working_days=read_working_days(period_files, "soon"),
        escalation_working_days=read_working_days(period_files, "escalation"),
        categories=read_categories(_files("categories.toml", config_dir, override_dir)),
        lengths=read_lengths(_files("form.toml", config_dir, override_dir)),
        calendar=corrected(published, corrections),
        calendar_estimates=estimated_days(published, corrections),
        sheet=with_neighbours(
            read_sheet(_files("lke.toml", config_dir, override_dir)[-1]),
            _files("lke_neighbours.toml", config_dir, override_dir),
        ),
        gratuities=read_gratuity_rules(_files("gratification.toml", config_dir, override_dir)),
        starting_text=read_starting_text(_files("circular.toml", config_dir, override_dir)),
        retention=read_retention_rules(_files("retention.toml", config_dir, override_dir)[-1]),
        data_letters=read_data_letters(_files("data_letters.toml", config_dir, override_dir)[-1]),
        measures=read_measures(_files("measures.toml", config_dir, override_dir)[-1]),
        comparison=read_comparison_rules(_files("comparison.toml", config_dir, override_dir)[-1]),
        publication=read_publication_rules(
            _files("publication.toml", config_dir, override_dir)[-1]
        ),
    )


def _files(name: str, config_dir: Path, override_dir: Path | None) -> tuple[Entry, ...]:
    """The shipped file, and the operator's of the same name where there is one."""
    shipped = read_file(config_dir / name)
    if override_dir is None or not (override_dir / name).exists():
        return (shipped,)
    return shipped, read_file(override_dir / name)
