"""Databases of both kinds, as in `tests/store`."""

from tests.store.conftest import bare_url, each_url

__all__ = ["bare_url", "each_url"]
