"""Addresses of pages that need no value are made out once: each page shows a dozen of them."""

from typing import Any

from flask import Flask, has_request_context, request

from wbs.web.languages import language


class Addressed(Flask):
    """An application that remembers the addresses of its own pages and assets, per language.

    There are as many as endpoints and assets: nothing a stranger sends becomes part of what is remembered.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._addresses: dict[tuple[str, str, str, str], str] = {}

    def url_for(self, endpoint: str, **values: Any) -> str:
        """As Flask's, whose own options are among the values."""
        is_one_of_few = endpoint == "asset" or not (values or endpoint.startswith("."))
        if not (is_one_of_few and has_request_context()):
            return super().url_for(endpoint, **values)
        key = (endpoint, values.get("file", ""), language(), request.root_path)
        if key not in self._addresses:
            self._addresses[key] = super().url_for(endpoint, **values)
        return self._addresses[key]
