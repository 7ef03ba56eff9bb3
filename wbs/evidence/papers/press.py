"""Makes a PDF of a paper, in a process of its own."""

import json
import subprocess
import sys
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

from wbs.domain.errors import Busy
from wbs.evidence.papers.paper import Paper
from wbs.evidence.papers.shown import shown

_COMPOSITOR = Path(__file__).parent / "compositor.py"
_SECONDS = 30


def pdf_bytes(paper: Paper) -> bytes:
    """The paper as PDF/A-3b and PDF/UA-1; the same paper gives the same bytes.

    Raises:
        Busy: it took too long or too much memory.

    Security: what the paper says is in no file, argument, environment, log or error, and the
    memory that held it ends with the process.
    """
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-I", str(_COMPOSITOR)],
            input=values_of(paper),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Busy("a paper took too long") from None
    if done.returncode:
        raise Busy("a paper was not made")
    return done.stdout


def values_of(paper: Paper) -> bytes:
    """What the layout gets of the paper: JSON of texts as they are shown."""
    own = {field.name: getattr(paper, field.name) for field in fields(paper)}
    values = _plain({**own, **paper.derived(), "layout": paper.layout})
    return json.dumps(values, ensure_ascii=False).encode()


def _plain(value: object) -> object:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | bytes):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
