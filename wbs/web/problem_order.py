"""In which order a summary names what is to be mended: that of the page, so that a person walks down it once."""

from collections.abc import Mapping


def as_drawn(problems: Mapping[str, str], form: str = "", at: str = "") -> list[tuple[str, str]]:
    """The problems with their fields as *form* shows them from top to bottom; first what stands at no field of it.

    Without *form* they stay as they came. *at* is what tells fields of one name in several forms apart.
    """
    return sorted(problems.items(), key=lambda each: form.find(f'id="p-{at}{each[0]}"'))
