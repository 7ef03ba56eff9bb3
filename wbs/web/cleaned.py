"""Officers' Markdown on a page: the one HTML of ours that is not a template's."""

from wbs.services.markdown import harmless


class Cleaned:
    """HTML that a template shows as it is, because it is made harmless again right here.

    Security: whatever a record holds, only the allow-list of `services.markdown` reaches the page.
    """

    def __init__(self, html: str) -> None:
        self._html = harmless(html)

    def __html__(self) -> str:
        """What Jinja puts into the page."""
        return self._html

    def __repr__(self) -> str:
        return "Cleaned(…)"
