"""What every test would make anew and always finds the same: made once in a process of the suite.

The real functions answer; what they answered is kept by all that went into it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from wbs import bootstrap
from wbs.store.rules.law import Law, load_law


@contextmanager
def made_once() -> Iterator[None]:
    """While it lasts, the law is read once per content of its files; an address and a statement are compiled once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "load_law", _read_once(load_law))
        patch.setattr(Rule, "_compile_builder", _compiled_once(Rule._compile_builder))
        _statements_compiled_once(patch)
        yield


def _statements_compiled_once(patch: pytest.MonkeyPatch) -> None:
    """SQLAlchemy keeps what statements were compiled to per engine and dialect, and each test has engines of its own.

    Dialects of one kind are alike here: all are made by `engine_options`, for one version of one server.
    """
    kept: LRUCache[Any, Any] = LRUCache(4_000)
    shared = property(lambda _engine: kept, lambda _engine, _own: None)
    patch.setattr(Engine, "_compiled_cache", shared, raising=False)
    patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))


def _read_once(load: Callable[[Path, Path | None], Law]) -> Callable[[Path, Path | None], Law]:
    """The law is a frozen value; the same bytes under the same names give the same."""
    known: dict[object, Law] = {}

    def read(config_dir: Path, override_dir: Path | None = None) -> Law:
        written = (_written(config_dir), _written(override_dir))
        if written not in known:
            known[written] = load(config_dir, override_dir)
        return known[written]

    return read


def _written(folder: Path | None) -> tuple[tuple[Path, bytes], ...]:
    if folder is None or not folder.is_dir():
        return ()
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return tuple((path, path.read_bytes()) for path in files)


def _compiled_once(compile_builder: Callable[[Rule, bool], Any]) -> Callable[[Rule, bool], Any]:
    """Werkzeug compiles, for each rule of each application, the function that writes its addresses.

    The function takes the rule as its argument and knows its pattern, no value of it.
    """
    known: dict[object, Any] = {}

    def compile_once(rule: Rule, append_unknown: bool = True) -> Any:
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        pattern = (rule.rule, tuple(rule._trace), append_unknown)
        if pattern not in known:
            known[pattern] = compile_builder(rule, append_unknown)
        return known[pattern]

    return compile_once
