"""The databases of `tests/store`, for migrations."""

from tests.store.conftest import bare_url

__all__ = ["bare_url"]
