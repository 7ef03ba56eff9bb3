"""Texts of the house: what officers write about no case, sealed under the instance key at its place.

As evidence documents are (sealing-v1 §15), under a word of its own for each kind of text, so that none opens
as another or elsewhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from wbs.domain.errors import Tampered
from wbs.sealing import errors as sealing
from wbs.sealing.document import DocumentContext, open_document, seal_document
from wbs.services.context import Context
from wbs.services.documents.document_content import instance_key


@dataclass(frozen=True)
class TextPlace:
    """Where a text stands: `what` it is, of which thing, `at` which place in it, and who wrote it when."""

    what: str
    id: str
    unit_id: str
    at: str
    period: str
    written_on: str
    written_by: str

    def bound(self) -> DocumentContext:
        """The place as it is bound."""
        return DocumentContext(
            document_id=self.id,
            unit_id=self.unit_id,
            lke_code=self.at,
            kind=f"text {self.what}",
            period=self.period,
            filed_on=self.written_on,
            filed_by=self.written_by,
        )


def seal_texts(context: Context, place: TextPlace, texts: Mapping[str, str]) -> bytes:
    """The texts by their names, for whoever holds the instance key, at this place alone.

    Raises:
        Unavailable: there is no instance key.
    """
    plaintext = json.dumps({"v": 1, "texts": dict(texts)}, ensure_ascii=False, sort_keys=True)
    return seal_document(instance_key(context), plaintext.encode(), place.bound())


def open_texts(context: Context, place: TextPlace, sealed: bytes) -> dict[str, str]:
    """The texts that were sealed at this place.

    Raises:
        Unavailable: there is no instance key.
        Tampered: the row was altered, or another installation's key was put here.
    """
    try:
        content = json.loads(open_document(instance_key(context), sealed, place.bound()))
        if content["v"] != 1:
            raise Tampered("unknown version of a text")
        return {str(name): str(text) for name, text in content["texts"].items()}
    except (sealing.SealingError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Tampered("a text does not open at its place") from error
