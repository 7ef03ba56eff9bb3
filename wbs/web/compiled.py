"""Templates are compiled once in a process, whichever of its applications shows them."""

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache


class CompiledTemplates(BytecodeCache):
    """What templates were compiled to, by their file; compiled anew where the file has changed.

    Every application that is given it sets up its templates in the same way (`shell`).

    Security: nothing is written to a disk, where what lies in a folder would be run.
    """

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """The bucket holds the code of its template, if that was compiled before."""
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """The code in the bucket is kept: as many as there are templates, and never altered."""
        if bucket.code is not None:
            self._compiled[bucket.key, bucket.checksum] = bucket.code


COMPILED = CompiledTemplates()
