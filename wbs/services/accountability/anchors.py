"""Mails every day's checkpoint to the anchors: addresses outside the office, where it cannot be taken back.

As with digests (docs/adr/0097) the mark follows the server's word, and the letter has one name however often
it goes. It tells nothing that the public page does not.
"""

from datetime import datetime, time, timedelta
from functools import partial
from hashlib import sha256

from wbs.domain.accountability import INSTANCE
from wbs.domain.errors import Refused, Unavailable
from wbs.services.accountability.open_day import ONE_DAY
from wbs.services.context import JAKARTA, Context, LogRules
from wbs.services.in_turn import in_turn
from wbs.services.reminders.letter import Letter, Post
from wbs.store.database import Work
from wbs.store.log import anchors, checkpoints
from wbs.store.log.anchors import AnchorLetter
from wbs.store.notices.digests import DigestState

CLAIM_SECONDS = 900  # longer than a mail server may take
RETRY_SECONDS = 900
KEPT_DAYS = 30
SUBJECT = "{name}: {day}"
TEXT = """\
Titik periksa log akuntabilitas {name} sampai akhir {day}.
Simpan surel ini: dengannya siapa pun dapat membuktikan bahwa catatan sampai hari itu tidak diubah kemudian.
Cara memeriksanya ada pada berkas docs/formats/log-v1.md dan halaman /log.

Checkpoint of the accountability log {name} as of the end of {day}.
Keep this mail: with it anybody can show that what was written up to that day was not changed later.
How to check it: docs/formats/log-v1.md, and the page /log.

-----
{checkpoint}-----
"""


def due_letters(context: Context) -> tuple[AnchorLetter, ...]:
    """The letters that nobody is sending at this moment."""
    with context.database.reading() as work:
        return anchors.waiting(work, context.now())


def deliver_checkpoint(context: Context, post: Post, waiting: AnchorLetter) -> bool:
    """The checkpoint is with the mail server; returns whether it was sent now."""
    rules = context.rules.log
    if rules is None:
        return False
    letter = in_turn(context, partial(_claimed, context, rules, waiting))
    if letter is None:
        return False
    try:
        post(letter)
    except Refused:
        in_turn(context, partial(_end, waiting, DigestState.REFUSED))
        return False
    except Unavailable:
        in_turn(context, partial(_put_back, context, waiting))
        return False
    in_turn(context, partial(_end, waiting, DigestState.SENT))
    return True


def forget_old_letters(context: Context) -> None:
    """Letters of a month ago are forgotten."""
    with context.database.transaction() as work:
        anchors.remove_before(work, context.today() - timedelta(days=KEPT_DAYS))


def _claimed(context: Context, rules: LogRules, waiting: AnchorLetter, work: Work) -> Letter | None:
    """The letter, which is ours to send; none where the address is no anchor any more."""
    found = checkpoints.on_day(work, INSTANCE, waiting.day)
    if found is None or waiting.address not in rules.anchors:
        anchors.remove(work, waiting)
        return None
    if not anchors.claim(work, waiting, context.now(), context.now() + CLAIM_SECONDS):
        return None
    name, day = context.rules.log_name, waiting.day.isoformat()
    named = sha256(f"{name}\n{day}\n{waiting.address}".encode()).hexdigest()[:32]
    dated = datetime.combine(waiting.day + ONE_DAY, time(rules.hour), JAKARTA)
    told = TEXT.format(name=name, day=day, checkpoint=found.signed.decode())
    return Letter(waiting.address, named, dated, SUBJECT.format(name=name, day=day), told)


def _end(waiting: AnchorLetter, state: DigestState, work: Work) -> None:
    anchors.end(work, waiting, state)


def _put_back(context: Context, waiting: AnchorLetter, work: Work) -> None:
    anchors.put_back(work, waiting, context.now() + RETRY_SECONDS)
