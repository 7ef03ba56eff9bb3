"""A request whose files are sealed while they arrive; what nobody claims goes when it ends."""

from functools import cached_property
from typing import IO, cast

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from wbs.services.intake.receive_attachment import Intake
from wbs.web.form_body import TOO_LARGE, BodyParser
from wbs.web.held_file import HeldFile
from wbs.web.shell import context

FORM_BYTES = 4_000_000  # text, headers of parts and padding of a form, beside its files


class SealingRequest(Request):
    """A request of either application. Without `accept_files` its body may have `form_bytes` bytes.

    Once `form` was asked for, `broken` says why the body could not be read to its end (see `BodyParser`),
    and `held` is the file that is read at once, if one came.

    Security: no plaintext of a file reaches the disk; Werkzeug's own temporary files are never made.
    """

    form_data_parser_class = BodyParser
    form_bytes = FORM_BYTES
    broken = ""
    held: HeldFile | None = None

    @cached_property
    def intake(self) -> Intake:
        """The files of this request."""
        return Intake(context())

    def accept_files(self) -> None:
        """Lets the body be as large as a report with all its files; without this it is text alone."""
        rules = context().rules
        # One file more than allowed is read to its end, so that the answer can say which one it was.
        self.max_content_length = (
            self.form_bytes + (rules.max_attachments + 1) * rules.max_attachment_bytes
        )

    def close(self) -> None:
        """The request has ended: files that belong to no draft and no case are gone."""
        super().close()
        if "intake" in self.__dict__:
            self.intake.discard()

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return cast(IO[bytes], self.intake.open(filename or "", content_type or ""))

    def make_form_data_parser(self) -> BodyParser:
        """The parser of this request, at hand afterwards to be asked what was wrong."""
        self._parser = cast(BodyParser, super().make_form_data_parser())
        return self._parser

    def _load_form_data(self) -> None:
        if "form" in self.__dict__:
            return
        if self._max_content_length is None:
            self.max_content_length = self.form_bytes
        try:
            super()._load_form_data()
        except RequestEntityTooLarge:
            self.__dict__.update(form=MultiDict(), files=MultiDict())
            self.broken = TOO_LARGE
            return
        if "_parser" in self.__dict__:
            self.broken, self.held = self._parser.broken, self._parser.held
        if self.broken:
            self.intake.cut_off()
