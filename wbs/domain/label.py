"""What a thing from `config/` is called on screen, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """One name, in Indonesian and in English."""

    indonesian: str
    english: str

    def text(self, language: str) -> str:
        """The name in *language*; Indonesian for every language but English."""
        return self.english if language == "en" else self.indonesian
