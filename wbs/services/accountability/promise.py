"""The promise of inclusion a reporter may take along: these leaves will stand in the log, or the house broke its word.

It names neither the unit that counts the case nor what happened to it: whoever finds it learns that its
holder follows a case here, and no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wbs.domain.case import Case
from wbs.services.accountability.open_day import ONE_DAY
from wbs.services.context import Context
from wbs.store import in_hand
from wbs.store.database import Work
from wbs.store.log import log_keys, log_rows, log_tree
from wbs.tlog.promise import Promise, sign_promise

FILE_HEAD = """\
Janji pencatatan / promise of inclusion
{log_name}

Tiap baris base64 di bawah adalah satu catatan. Semuanya akan ada dalam log akuntabilitas paling lambat pada
akhir tanggal yang tertulis. Bila ternyata tidak ada, berkas ini membuktikan bahwa janji itu dilanggar.
Each line of base64 below is one entry. All of them will stand in the accountability log by the end of the
day that is named. If they do not, this file proves that the promise was broken.
"""
PARTING = "\n-----\n"


@dataclass(frozen=True)
class Standing:
    """How far a case's events are in the log: how many there are, how many stand in it, and by when all will.

    `may_promise`: a promise can be given now.
    """

    events: int
    integrated: int
    due_on: date
    may_promise: bool


def standing_of(context: Context, work: Work, case: Case) -> Standing | None:
    """How the log stands to the case; None where it has no event, as after a restored backup."""
    last = log_rows.last_written(work, case.log_id)
    if last is None:
        return None
    unit_id, written_on = last
    hashes = [each.leaf_hash for each in log_rows.leaves_of_case(work, case.log_id)]
    places = log_tree.positions(work, unit_id, hashes)
    certified = _certificates(context, work)
    return Standing(len(hashes), len(places), written_on + ONE_DAY, bool(certified))


def promise_of(context: Context, case: Case) -> bytes | None:
    """The file: what it is in words, the signed promise, and the certificate of the key that signed it.

    None where no promise can be given: there is no promise key here, no log key has certified it yet, or
    the case has no event.
    """
    signer = context.rules.promiser
    with context.database.reading() as work:
        in_hand.say_case(work, case.id)
        certified = _certificates(context, work)
        last = log_rows.last_written(work, case.log_id)
        leaves = tuple(each.leaf_hash for each in log_rows.leaves_of_case(work, case.log_id))
    if signer is None or not certified or last is None:
        return None
    promise = Promise(context.rules.log_name, last[1] + ONE_DAY, leaves)
    head = FILE_HEAD.format(log_name=context.rules.log_name)
    parts = (head.encode(), sign_promise(promise, signer), certified[-1])
    return PARTING.encode().join(parts)


def _certificates(context: Context, work: Work) -> Sequence[bytes]:
    """The certificates of the promise key that is here."""
    signer = context.rules.promiser
    if signer is None:
        return ()
    own = signer.public.key
    kept = log_keys.promise_keys(work)
    return [k.certificate for k in kept if k.public_key == own and k.certificate]
