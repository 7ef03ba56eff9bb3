"""A run of reminders that ends at a chosen step; as a program, by a real SIGKILL.

python -m tests.jobs.reminder_run DATA_DIR DATABASE_URL SMTP_PORT ISO_TIME STEP
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

from tests.mailbox import Mailbox
from tests.reminded import URL
from wbs import bootstrap
from wbs.services.context import Context, MailRules
from wbs.services.reminders.collect import collect
from wbs.services.reminders.deliver import deliver, due_digests
from wbs.services.reminders.letter import Letter, Post
from wbs.services.reminders.note import note_reminders
from wbs.settings import (
    InstanceSettings,
    OfficerSettings,
    PasswordSettings,
    ReporterSettings,
    Secret,
    Settings,
    VolatileSettings,
)
from wbs.store.database import Database, Work

Step = Callable[[str], None]


class Watched:
    """The database, whose every transaction is a step before it begins and one after it is committed."""

    def __init__(self, database: Database, step: Step) -> None:
        self._database, self._step = database, step
        self.reading = database.reading

    @contextmanager
    def transaction(self) -> Iterator[Work]:
        self._step("before a transaction")
        with self._database.transaction() as work:
            yield work
            self._step("before its commit")
        self._step("after its commit")


def watched(context: Context, step: Step) -> Context:
    return replace(context, database=cast(Database, Watched(context.database, step)))


def post_watched(post: Post, step: Step) -> Post:
    def hand_over(letter: Letter) -> None:
        step("before the server took it")
        post(letter)
        step("after the server took it")

    return hand_over


def run(context: Context, post: Post) -> None:
    """What the housekeeping does for reminders in a minute."""
    note_reminders(context)
    collect(context)
    for digest_id in due_digests(context):
        deliver(context, post, digest_id)


def main(data_dir: str, database_url: str, port: str, at: str, step: str) -> None:
    def die(reached: str) -> None:
        if reached == step:
            os.kill(os.getpid(), signal.SIGKILL)

    settings = Settings(
        data_dir=Path(data_dir),
        instance=InstanceSettings(name="Kementerian Contoh", log_name="wbs.example.test"),
        volatile=VolatileSettings(url=f"sqlite+volatile:///{data_dir}/volatile/v.sqlite"),
        passwords=PasswordSettings(profile="cheapest-for-tests", permits=1),
        reporter=ReporterSettings(("localhost",), Secret("reporter-secret-of-the-tests-0001")),
        officer=OfficerSettings(("localhost",), Secret("officer-secret-of-the-tests-00002")),
    )
    object.__setattr__(settings.database, "url", database_url)
    moment = datetime.fromisoformat(at)
    context = bootstrap.build_context(settings, clock=lambda: moment)
    context = replace(context, rules=replace(context.rules, mail=MailRules(7, (), URL)))
    run(watched(context, die), post_watched(Mailbox(port=int(port)).mailer(), die))


if __name__ == "__main__":
    main(*sys.argv[1:])
