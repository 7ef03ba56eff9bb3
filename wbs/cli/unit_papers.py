"""The options of `wbs unit set` about a unit's papers and its stage of the Zona Integritas."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from wbs.domain.errors import Busy, Invalid
from wbs.domain.unit_profile import LARGEST_LOGO_BYTES, ZiStage
from wbs.evidence.papers.paper import Letterhead
from wbs.evidence.papers.press import pdf_bytes
from wbs.evidence.papers.sample import sample_paper
from wbs.services.agency.unit_profile import enter_stage, picture_in, put_logo, set_profile
from wbs.services.context import Context

STAGES = click.Choice([stage.value for stage in ZiStage])
NOWHERE = Path()  # what an empty text gives
OPTIONS = (
    click.option("--letterhead", multiple=True, metavar="LINE", help="A line; again for the next."),
    click.option("--address", multiple=True, metavar="LINE", help="A small line below those."),
    click.option("--logo", type=click.Path(path_type=Path), help="PNG or JPEG; empty: none."),
    click.option("--head-nip", metavar="DIGITS", help="Of the head of today."),
    click.option("--head-title", metavar="TEXT"),
    click.option("--head-rank", metavar="TEXT"),
    click.option(
        "--zi-stage", nargs=2, type=(STAGES, str), metavar="STAGE DAY", help="Reached on."
    ),
)


def papers_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options, on a command that takes what they say by their names."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True)
class PapersTold:
    """What the options say; None, or no line, leaves a thing as it is, an empty text takes it away."""

    letterhead: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    logo: Path | None = None
    head_nip: str | None = None
    head_title: str | None = None
    head_rank: str | None = None
    zi_stage: tuple[str, str] | None = None

    def picture(self, context: Context) -> bytes | None:
        """The logo, cleaned and tried on a paper.

        Raises:
            Invalid: it is no picture, too large, or cannot be set on a paper.
            ClickException: there is no such file.
        """
        if self.logo is None or self.logo == NOWHERE:
            return None
        try:
            with self.logo.open("rb") as file:
                data = file.read(LARGEST_LOGO_BYTES + 1)
        except OSError as error:
            raise click.FileError(str(self.logo), error.strerror) from None
        logo = picture_in(context, data)
        try:
            pdf_bytes(sample_paper(Letterhead("Contoh", logo=logo), context.today()))
        except Busy:
            raise Invalid("logo", "not_set_on_a_paper") from None
        return logo

    def tell(self, context: Context, slug: str, logo: bytes | None) -> None:
        """The unit's papers say what was told.

        Raises:
            NotFound: there is no such unit.
            InvalidForm: with every problem, at its field.
        """
        lines = {"letterhead": self.letterhead, "address": self.address}
        said = {name: "\n".join(each) for name, each in lines.items() if each}
        for name in ("head_nip", "head_title", "head_rank"):
            if (text := getattr(self, name)) is not None:
                said[name] = text
        if said:
            set_profile(context, None, slug, said)
        if self.logo is not None:
            put_logo(context, None, slug, logo)
        if self.zi_stage is not None:
            enter_stage(context, None, slug, *self.zi_stage)
