"""Lives through the demonstration's days, one after the other, through the real services."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from wbs.cli.demo_agency import DemoAgency
from wbs.cli.demo_paths import Does, Step
from wbs.cli.demo_plan import Plan
from wbs.cli.demo_stories import Texts, small_file
from wbs.cli.terminal import Trouble
from wbs.domain.case import Stage
from wbs.domain.errors import NotFound
from wbs.domain.report import read_report
from wbs.jobs.housekeeping import run_round
from wbs.services.actor import Actor
from wbs.services.agency import agency
from wbs.services.context import JAKARTA, Context
from wbs.services.draft import change_draft, new_token
from wbs.services.move_case import Words, close_case, move_case
from wbs.services.open_case import open_case
from wbs.services.receive_attachment import Intake, ReceivedFile
from wbs.services.reporter_message import write_message
from wbs.services.send_message import send_message
from wbs.services.set_class import set_class
from wbs.services.submit_report import submit_report
from wbs.services.track_case import enter

MORNING = time(8, 0, tzinfo=JAKARTA)
BETWEEN = timedelta(minutes=11)


class DemoClock:
    """A clock that `wbs demo` alone may set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """What it was set to."""
        return self.at


@dataclass
class Days:
    """The demonstration on its way through time. `codes` and `at_desks` are by a plan's number."""

    context: Context
    clock: DemoClock
    people: DemoAgency
    texts: Texts
    codes: dict[int, str] = field(default_factory=dict)
    at_desks: dict[int, tuple[Actor, str]] = field(default_factory=dict)
    written: int = 0

    def live(self, cases: Sequence[Plan], workdays: Sequence[date], now: datetime) -> None:
        """Every day from the first working day to *now*: what days bring, then what people do."""
        diary = _diary(cases, workdays)
        for n in range((now.astimezone(JAKARTA).date() - workdays[0]).days + 1):
            day = workdays[0] + timedelta(n)
            self.clock.at = min(datetime.combine(day, MORNING) - BETWEEN, now - BETWEEN)
            if not run_round(self.context):
                raise Trouble(f"the work of {day.isoformat()} failed")
            for moment, (plan, step) in self._moments(diary.get(day, ()), day, now):
                self.clock.at = moment
                self._report(plan) if step is None else self._do(plan, step)

    def _moments(
        self, acts: Sequence[tuple[Plan, Step | None]], day: date, now: datetime
    ) -> Iterator[tuple[datetime, tuple[Plan, Step | None]]]:
        """The acts of a day at moments of their own; those of today lie before *now*."""
        morning = datetime.combine(day, MORNING)
        between = min(BETWEEN, (now - morning) / (len(acts) + 1)) if now > morning else timedelta(0)
        start = min(morning, now)
        for n, act in enumerate(acts, start=1):
            yield start + n * between, act

    def _report(self, plan: Plan) -> None:
        context = self.context
        unit = agency(context).unit(plan.unit)
        fields = plan.story.fields(unit.name)
        typed = {"unit": plan.unit, "category": plan.story.category, **fields, **plan.choices}
        typed["class"] = plan.story.complaint_class
        rules = context.law.form_rules(plan.story.kind, context.today(), {plan.unit})
        report = read_report(typed, rules)
        token = new_token(context)
        intake = Intake(context)
        files = self._files(intake, plan.files)
        change_draft(context, token, files)
        intake.commit({file.ref.blob_id for file in files})
        self.codes[plan.number] = submit_report(context, token, report, len(files)).code

    def _files(self, intake: Intake, how_many: int) -> tuple[ReceivedFile, ...]:
        for _ in range(how_many):
            self.written += 1
            name, media_type, content = small_file(self.written)
            file = intake.open(name, media_type)
            file.write(content)
            file.finish()
        return intake.settle()

    def _do(self, plan: Plan, step: Step) -> None:
        if step.does is Does.ANSWER:
            self._answer(plan, step)
            return
        actor, case_id = self._at_the_desk(plan)
        open_case(self.context, actor, case_id)
        act = self._acts().get(step.does)
        if act is not None:
            act(actor, case_id, plan, step)

    def _acts(self) -> dict[Does, Callable[[Actor, str, Plan, Step], None]]:
        return {
            Does.MOVE: self._move,
            Does.CLOSE: self._close,
            Does.REOPEN: self._reopen,
            Does.CLASSIFY: self._classify,
            Does.WRITE: self._write,
        }

    def _move(self, actor: Actor, case_id: str, plan: Plan, step: Step) -> None:
        assert step.stage is not None  # noqa: S101 (a way of `demo_paths` says where)
        words = Words(self._text(plan, step) if step.says else "")
        move_case(self.context, actor, case_id, step.stage, words)

    def _close(self, actor: Actor, case_id: str, _plan: Plan, step: Step) -> None:
        assert step.outcome is not None  # noqa: S101 (a way of `demo_paths` says how)
        closing = self.texts.closings[step.outcome.value]
        words = Words(closing.message, closing.grounds)
        close_case(self.context, actor, case_id, step.outcome, step.detail, words)

    def _reopen(self, actor: Actor, case_id: str, _plan: Plan, _step: Step) -> None:
        again = self.texts.reopening
        move_case(self.context, actor, case_id, Stage.REVIEW, Words(again.message, again.grounds))

    def _classify(self, actor: Actor, case_id: str, _plan: Plan, step: Step) -> None:
        assert step.complaint_class is not None  # noqa: S101 (a way of `demo_paths` says which)
        set_class(self.context, actor, case_id, step.complaint_class)

    def _write(self, actor: Actor, case_id: str, plan: Plan, step: Step) -> None:
        send_message(self.context, actor, case_id, self._text(plan, step))

    def _answer(self, plan: Plan, step: Step) -> None:
        tracking = enter(self.context, self.codes[plan.number])
        intake = Intake(self.context)
        files = self._files(intake, 1 if step.says == "answer" else 0)
        write_message(self.context, tracking, self._text(plan, step), files)
        intake.commit({file.ref.blob_id for file in files})

    def _text(self, plan: Plan, step: Step) -> str:
        pool = self.texts.messages[step.says]
        return pool[plan.number % len(pool)]

    def _at_the_desk(self, plan: Plan) -> tuple[Actor, str]:
        """Whoever sits at the desk that took the case."""
        if plan.number not in self.at_desks:
            case_id = enter(self.context, self.codes[plan.number]).case_id
            self.at_desks[plan.number] = (self._who_may_open(case_id), case_id)
        return self.at_desks[plan.number]

    def _who_may_open(self, case_id: str) -> Actor:
        for actor in self.people.actors.values():
            try:
                open_case(self.context, actor, case_id)
            except NotFound:
                continue
            return actor
        raise NotFound("no officer of the demonstration sits at the desk of a case")


def _diary(
    cases: Sequence[Plan], workdays: Sequence[date]
) -> dict[date, list[tuple[Plan, Step | None]]]:
    """What happens on which day; what would happen later than the last day has not happened yet."""
    diary: dict[date, list[tuple[Plan, Step | None]]] = {}
    for plan in cases:
        diary.setdefault(plan.on, []).append((plan, None))
        received = workdays.index(plan.on)
        for step in plan.path:
            if received + step.after < len(workdays):
                diary.setdefault(workdays[received + step.after], []).append((plan, step))
    return diary
