"""The demonstration's reports and complaints, on the ways `demo_paths` knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from wbs.cli.demo_days import Diary
from wbs.cli.demo_hands import Hands
from wbs.cli.demo_paths import Does, Step
from wbs.cli.demo_plan import Plan
from wbs.cli.demo_stories import File, Texts, small_file
from wbs.domain.arrival import Arrival
from wbs.domain.case import Stage
from wbs.domain.kinds import Channel
from wbs.services.actor import Actor
from wbs.services.agency.overview import agency
from wbs.services.cases.decision import Words
from wbs.services.cases.move_case import close_case, move_case
from wbs.services.cases.send_message import send_message
from wbs.services.cases.set_class import set_class


@dataclass
class Reports:
    """What is done with them. `codes` is by a plan's number."""

    hands: Hands
    texts: Texts
    codes: dict[int, str] = field(default_factory=dict)
    written: int = 0

    def plan(self, diary: Diary, plans: Sequence[Plan]) -> None:
        """All of it stands in the diary."""
        for plan in plans:
            received = diary.workdays.index(plan.on)
            diary.write(received, partial(self._report, plan))
            for step in plan.path:
                diary.write(received + step.after, partial(self._do, plan, step))

    def _report(self, plan: Plan) -> None:
        unit = agency(self.hands.context).unit(plan.unit)
        fields = plan.story.fields(unit.name)
        typed = {"unit": plan.unit, "category": plan.story.category, **fields, **plan.choices}
        typed["class"] = plan.story.complaint_class
        files = self._files(plan.files)
        arrival = None
        if plan.channel is not Channel.WEB:
            number = f"{4_710_000 + plan.number}" if plan.channel is Channel.SP4N else ""
            arrival = Arrival(self.hands.context.today(), plan.channel, number)
        self.codes[plan.number] = self.hands.submit(plan.story.kind, typed, files, arrival)

    def _files(self, how_many: int) -> list[File]:
        self.written += how_many
        return [small_file(self.written - n) for n in reversed(range(how_many))]

    def _do(self, plan: Plan, step: Step) -> None:
        code = self.codes[plan.number]
        if step.does is Does.ANSWER:
            files = self._files(1 if step.says == "answer" else 0)
            self.hands.answer(code, self._text(plan, step), files)
            return
        actor, case_id = self.hands.open(code)
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
        move_case(self.hands.context, actor, case_id, step.stage, words)

    def _close(self, actor: Actor, case_id: str, _plan: Plan, step: Step) -> None:
        assert step.outcome is not None  # noqa: S101 (a way of `demo_paths` says how)
        self.hands.finish_tasks(actor, case_id)
        closing = self.texts.closings[step.outcome.value]
        words = Words(closing.message, closing.grounds)
        close_case(self.hands.context, actor, case_id, step.outcome, step.detail, words)

    def _reopen(self, actor: Actor, case_id: str, _plan: Plan, _step: Step) -> None:
        words = Words(self.texts.reopening.message, self.texts.reopening.grounds)
        move_case(self.hands.context, actor, case_id, Stage.REVIEW, words)

    def _classify(self, actor: Actor, case_id: str, _plan: Plan, step: Step) -> None:
        assert step.complaint_class is not None  # noqa: S101 (a way of `demo_paths` says which)
        set_class(self.hands.context, actor, case_id, step.complaint_class)

    def _write(self, actor: Actor, case_id: str, plan: Plan, step: Step) -> None:
        send_message(self.hands.context, actor, case_id, self._text(plan, step))

    def _text(self, plan: Plan, step: Step) -> str:
        pool = self.texts.messages[step.says]
        return pool[plan.number % len(pool)]
