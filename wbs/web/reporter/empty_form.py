"""The empty form: a page that is alike for everybody but for its token, and is therefore made once."""

from collections import defaultdict
from collections.abc import Callable

from flask import Flask, current_app, request

from wbs.domain.directory import Directory
from wbs.domain.intake import form_fields
from wbs.domain.kinds import Kind
from wbs.services.intake.draft import FormToken, new_token
from wbs.services.remembered import Remembered
from wbs.web.languages import language
from wbs.web.reporter.report_step import Step
from wbs.web.shell import context

Show = Callable[[Step, Directory], str]

_PLACE = "\ue000"  # where the token goes: a character for private use, which no text of ours holds


class EmptyForms:
    """The empty forms of one application, one for each kind and language, as they were last made.

    Security: what is kept holds nobody's token, and nothing of a request but its language.
    """

    def __init__(self) -> None:
        self._made: defaultdict[tuple[Kind, str], Remembered[str]] = defaultdict(Remembered)

    def page(self, kind: Kind, directory: Directory, show: Show) -> str:
        """The form with a new token; made anew after a change of the agency, and every day."""
        here = context()
        step = Step(kind, FormToken(bytes(32), 0, _PLACE), untouched(kind))
        made = self._made[kind, language()].of(
            (directory, here.today()), lambda: show(step, directory)
        )
        return made.replace(_PLACE, new_token(here).text)


def untouched(kind: Kind) -> dict[str, str]:
    """What a form holds in which nobody has typed yet."""
    return {field.name: "" for field in form_fields(kind)}


def is_asked_plainly() -> bool:
    """Whether the request asks for a form as such: no unit chosen, nothing else in its address."""
    return request.method == "GET" and request.args.keys() <= {"bahasa"}


def empty_forms() -> EmptyForms:
    """Those of the application that answers this request."""
    found: EmptyForms = current_app.extensions["empty_forms"]
    return found


def install(app: Flask) -> None:
    """*app* has empty forms of its own."""
    app.extensions["empty_forms"] = EmptyForms()
