"""Officers who want mail, and a round of what reminds them, in tests."""

from dataclasses import replace

from sqlalchemy import select

from tests.cast import Cast
from wbs.domain.reminder import Occasion
from wbs.jobs.housekeeping import run_round
from wbs.services.accounts.choose_mail import choose_mail
from wbs.services.context import Context, MailRules
from wbs.services.reminders.letter import Post
from wbs.store.schema.reminders import ReminderRow

URL = "https://petugas.example.test/petugas/"


def with_mail(cast: Cast, hour: int = 7, domains: tuple[str, ...] = ()) -> Cast:
    """The cast in an installation that mails at that hour."""
    rules = replace(cast.context.rules, mail=MailRules(hour, domains, URL))
    return replace(cast, context=replace(cast.context, rules=rules))


def want_mail(cast: Cast, *usernames: str, frequency: str = "daily") -> None:
    """These officers are mailed at an address of their name."""
    for name in usernames:
        actor = cast.people[name].actor
        choose_mail(cast.context, actor, f"{name}@example.test", frequency)


def rounds(context: Context, post: Post | None = None) -> None:
    """What the housekeeping does in a minute."""
    assert run_round(context, post)


def noted(context: Context) -> list[tuple[str, str, str]]:
    """Occasion, case and desk of each reminder that is noted."""
    columns = (ReminderRow.occasion, ReminderRow.case_id, ReminderRow.desk_id)
    with context.database.reading() as work:
        return sorted((word, case, desk) for word, case, desk in work.execute(select(*columns)))


def occasions(context: Context, case_id: str) -> list[Occasion]:
    """What is noted of a case."""
    return sorted(Occasion(word) for word, of_case, _ in noted(context) if of_case == case_id)
