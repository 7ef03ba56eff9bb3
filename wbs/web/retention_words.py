"""What keeping and erasing is called on screen."""

from enum import Enum

from flask_babel.speaklater import LazyString

from wbs.domain.retention import ErasureReason, HoldReason, Keeping
from wbs.web.languages import lazy_gettext

_l = lazy_gettext

RETENTION_LABELS: tuple[tuple[Enum, LazyString], ...] = (
    (Keeping.OPEN, _l("Open, no period runs")),
    (Keeping.HELD, _l("Held")),
    (Keeping.KEPT, _l("Still kept")),
    (Keeping.NEAR, _l("Ends soon")),
    (Keeping.OVER, _l("Period is over")),
    (HoldReason.PROCEEDINGS, _l("A court or the police deals with it")),
    (HoldReason.EXAMINATION, _l("An examination needs it")),
    (HoldReason.OBJECTION, _l("Somebody objected to the outcome")),
    (HoldReason.PROTECTION, _l("The reporter may need it as proof")),
    (HoldReason.OTHER, _l("Another reason, in the grounds")),
    (ErasureReason.SCHEDULE, _l("The retention schedule says that it is destroyed")),
    (ErasureReason.PURPOSE, _l("Its purpose is reached and nothing is pending")),
    (ErasureReason.REQUEST, _l("A person it concerns asked for it")),
)
