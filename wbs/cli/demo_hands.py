"""What the demonstration's people do with a case whichever way it goes, through the real services."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from wbs.cli.demo_agency import DemoAgency
from wbs.cli.demo_stories import File
from wbs.domain.arrival import Arrival
from wbs.domain.errors import NotFound
from wbs.domain.intake import read_form
from wbs.domain.kinds import Kind
from wbs.services.actor import Actor
from wbs.services.cases.casework import casework_of
from wbs.services.cases.open_case import open_case
from wbs.services.cases.tasks import finish_task
from wbs.services.context import Context
from wbs.services.intake.draft import change_draft, new_token
from wbs.services.intake.enter_report import enter_report
from wbs.services.intake.receive_attachment import Intake, ReceivedFile
from wbs.services.intake.submit_report import submit_report
from wbs.services.tracking.reporter_message import write_message
from wbs.services.tracking.track_case import enter


@dataclass
class Hands:
    """Reporters hand in and come back with their code; officers sit down at the desk that took the case."""

    context: Context
    people: DemoAgency
    at_desks: dict[str, tuple[Actor, str]] = field(default_factory=dict)

    def submit(
        self,
        kind: Kind,
        typed: Mapping[str, str],
        files: Sequence[File],
        arrival: Arrival | None = None,
    ) -> str:
        """The form is a case; its tracking code. With *arrival* an officer of the unit entered it."""
        context = self.context
        rules = context.law.form_rules(kind, context.today(), {typed["unit"]})
        report = read_form(typed, rules)
        token = new_token(context)
        with self.taken_in(files) as received:
            change_draft(context, token, received)
        if arrival is None:
            return submit_report(context, token, report, len(received)).code
        actor = self.people.at_unit(typed["unit"])
        return enter_report(context, actor, token, report, arrival, len(received)).code

    def answer(self, code: str, text: str, files: Sequence[File]) -> None:
        """The reporter comes back and writes."""
        tracking = enter(self.context, code)
        with self.taken_in(files) as received:
            write_message(self.context, tracking, text, received)

    @contextmanager
    def taken_in(self, files: Sequence[File]) -> Iterator[tuple[ReceivedFile, ...]]:
        """The files as they were received; they stay once what is done with them is done."""
        intake = Intake(self.context)
        for name, media_type, content in files:
            file = intake.open(name, media_type)
            file.write(content)
            file.finish()
        received = intake.settle()
        yield received
        intake.commit({file.ref.blob_id for file in received})

    def open(self, code: str) -> tuple[Actor, str]:
        """Whoever sits at the desk that took the case, who has just opened it, and the case's id."""
        if code not in self.at_desks:
            case_id = enter(self.context, code).case_id
            self.at_desks[code] = (self._who_may_open(case_id), case_id)
        actor, case_id = self.at_desks[code]
        open_case(self.context, actor, case_id)
        return actor, case_id

    def finish_tasks(self, actor: Actor, case_id: str) -> None:
        """Whatever is to be done about the case is done."""
        tasks = casework_of(self.context, actor, open_case(self.context, actor, case_id)).tasks
        for task in tasks:
            if task.is_open:
                finish_task(self.context, actor, case_id, task.id)

    def gone(self, code: str) -> None:
        """The case went to another desk: whoever opens it next is somebody else."""
        self.at_desks.pop(code, None)

    def _who_may_open(self, case_id: str) -> Actor:
        for actor in self.people.at_desks.values():
            try:
                open_case(self.context, actor, case_id)
            except NotFound:
                continue
            return actor
        raise NotFound("no officer of the demonstration sits at the desk of a case")
