"""Letting a newcomer in at a desk, once the fingerprint of their key was compared: what stands in the way, in words."""

from collections.abc import Callable

from flask import request

from wbs.domain.errors import NotAllowed, Refused
from wbs.web.languages import gettext


def refusal_of(let_in: Callable[[str], object]) -> str:
    """Why the newcomer was not let in; empty if they were. *let_in* is given the fingerprint that was seen.

    Raises:
        NotAllowed: the officer may not let anybody in there.
    """
    if request.form.get("compared") != "yes":
        return gettext("Please compare the fingerprint with the person first, then tick this.")
    try:
        let_in(request.form.get("fingerprint", ""))
    except NotAllowed:
        raise
    except Refused:
        return gettext(
            "This desk has a case that this person handed over because of a conflict. They can be let in "
            "once the case is erased or lies at another desk."
        )
    return ""
