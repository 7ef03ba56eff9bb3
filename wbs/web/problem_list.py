"""What is to be mended in a form, said one way: each problem at its field, and all of them in a list above, in the page's order.

The page itself is read for it, as it was drawn: no list of fields stands elsewhere that could differ from it. Forms
that hand their fields to `summary` are in order already (`problem_order`); this is for pages of many forms.
"""

import re

from wbs.web.words import MESSAGES

_AT_FIELD = re.compile(r'(<p class="problem" id="p-([\w-]+)">)([^<]*)')
_IN_LIST = re.compile(r'<li><a href="#f-([\w-]+)">[^<]*</a></li>\n?')
_LIST = re.compile(
    rf'(<div class="problems"[^>]*>\s*<h2>[^<]*</h2>\s*<ul>\s*)((?:{_IN_LIST.pattern})+)'
)
_CHOICES = re.compile(r'<(?:select|fieldset)\b|<input\b[^>]* type="(?:file|radio)"')
_TICK = re.compile(r'<input\b[^>]*\btype="checkbox"')


def with_problems_in_order(page: str) -> str:
    """The page with its problems listed as they stand below, and nothing "filled in" that is chosen or ticked."""
    missing = str(MESSAGES["required"])
    order, other = [], {}
    for found in _AT_FIELD.finditer(page):
        order.append(found[2])
        if found[3] == missing:
            other[found[2]] = _missing(page, found[2], missing)
    page = _AT_FIELD.sub(lambda found: found[1] + other.get(found[2], found[3]), page)

    def listed(found: re.Match[str]) -> str:
        lines = [
            (line[1], line[0].replace(missing, other.get(line[1], missing)))
            for line in _IN_LIST.finditer(found[2])
        ]
        lines.sort(key=lambda line: order.index(line[0]) if line[0] in order else len(order))
        return found[1] + "".join(text for _, text in lines)

    return _LIST.sub(listed, page, count=1)


def _missing(page: str, name: str, sentence: str) -> str:
    """How it is said that this field is empty."""
    tag = re.search(rf'<\w+\b[^>]*\bid="f-{re.escape(name)}"[^>]*>', page)
    if tag is not None and _CHOICES.match(tag[0]):
        return str(MESSAGES["not_chosen"])
    return str(MESSAGES["not_ticked"]) if tag is not None and _TICK.match(tag[0]) else sentence
