"""A letter about personal data, to be filled in by an officer."""

from dataclasses import dataclass

from wbs.domain.label import Label


@dataclass(frozen=True)
class DataLetter:
    """A text with gaps, what it is called, and when it is used. The text is Indonesian in every language of the pages.

    Regulation: [UU-27-2022 art. 33, 46]
    """

    id: str
    title: Label
    use: Label
    text: str
    regulations: tuple[str, ...]
