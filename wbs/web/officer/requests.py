"""A request of the officer's application: small, but for the files of somebody who was let in."""

from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from wbs.web.form_body import TOO_LARGE
from wbs.web.requests import SealingRequest

# A stranger's body is read before anybody has asked who it is from; officers' words need no more.
BODY_BYTES = 500_000


class OfficerRequest(SealingRequest):
    """A body that cannot be read to its end is refused whole: nothing is decided on half a form."""

    form_bytes = BODY_BYTES

    def _load_form_data(self) -> None:
        super()._load_form_data()
        if self.broken == TOO_LARGE:
            raise RequestEntityTooLarge
        if self.broken:
            raise BadRequest
