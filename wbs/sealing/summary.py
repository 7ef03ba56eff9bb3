"""The summary of a case, sealed under the case's key: it is written again whenever the desk changes it."""

from wbs.sealing.body import open_own, seal_body
from wbs.sealing.key import Key, derive
from wbs.sealing.labels import SUMMARY_KEY, Artefact
from wbs.sealing.padding import pad, unpad


def seal_summary(case_key: Key, plaintext: bytes, case_id: str) -> bytes:
    """The plaintext for whoever holds the case's key; its length tells the bucket alone."""
    key = derive(case_key, SUMMARY_KEY)
    return seal_body(Artefact.SUMMARY, key, (case_id,), pad(plaintext))


def open_summary(case_key: Key, sealed: bytes, case_id: str) -> bytes:
    """The plaintext that was sealed for this case.

    Raises:
        Tampered: "commitment" (another key or case), "chunk", "length", "padding" or a header's reason.
    """
    key = derive(case_key, SUMMARY_KEY)
    return unpad(open_own(Artefact.SUMMARY, key, (case_id,), sealed))
