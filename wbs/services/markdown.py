"""Officers' text: a small Markdown subset becomes HTML that can hold nothing but text, lists and links.

Bleach gets no more releases, so it is never the only guard: nh3 has the last word, and the content
security policy stands behind both. Taking bleach away is deleting its line in `to_html`.
"""

import bleach
import nh3
from markdown_it import MarkdownIt

TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a"})
ATTRIBUTES = {"a": {"href"}}
SCHEMES = frozenset({"https", "mailto"})

_RULES = (
    "list",
    "blockquote",
    "code",
    "fence",
    "emphasis",
    "link",
    "backticks",
    "newline",
    "escape",
)


class _Markdown(MarkdownIt):
    """Knows links with one of our schemes only; any other stays text, relative ones too."""

    def validateLink(self, url: str) -> bool:
        return url.partition(":")[0].lower() in SCHEMES


def to_html(text: str) -> str:
    """The text as harmless HTML: raw HTML shows as text, images and headings are not understood."""
    # "zero" knows paragraphs alone; html stays off, and so do images, autolinks and references.
    parser = _Markdown("zero", {"html": False, "linkify": False, "breaks": True}).enable(_RULES)
    html = parser.render(text)
    html = bleach.clean(html, tags=TAGS, attributes={"a": ["href"]}, protocols=SCHEMES, strip=True)
    return harmless(html)


def harmless(html: str) -> str:
    """The HTML with every tag, attribute and address outside the allow-list gone.

    Cheap enough to be called again where stored HTML is shown.
    """
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer nofollow",
    )
