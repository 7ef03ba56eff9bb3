"""Somebody in front of the officer's application, with a browser that keeps its cookies."""

import re
from collections.abc import Mapping

from flask import Flask
from werkzeug.test import TestResponse

from bench.client import in_parts
from tests.cast import Cast, Person

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
ADDRESS = "203.0.113.7"
# Where a page begins anew, or says by itself what was done.
ANEW = re.compile(r"/petugas/(|masuk\?pesan=.+|kasus/diserahkan)")
SEE_OTHER = 303
TOLD = re.compile(r"[?&]kabar=[^&]+")


class Visitor:
    """A browser. Forms are posted with the token of the page last looked at."""

    def __init__(self, app: Flask, address: str = ADDRESS, scheme: str = "http") -> None:
        self.client = app.test_client()
        self._base = f"{scheme}://localhost"
        self._address = {"REMOTE_ADDR": address}
        self._csrf = ""

    def get(self, path: str, *, follow: bool = False, site: str = "") -> TestResponse:
        """The page at *path*. *site*: where the browser says that it comes from; old ones say nothing."""
        return self._looked_at(
            self.client.get(
                path,
                base_url=self._base,
                follow_redirects=follow,
                environ_base=self._address,
                headers={"Sec-Fetch-Site": site} if site else None,
            )
        )

    def post(self, path: str, fields: Mapping[str, object] | None = None) -> TestResponse:
        """The answer to a form, sent from the page last looked at; what was done is said on the page after it."""
        return self._taken(
            self.client.post(
                path,
                base_url=self._base,
                data={"csrf_token": self._csrf, **(fields or {})},
                environ_base=self._address,
            )
        )

    def post_file(
        self,
        path: str,
        fields: Mapping[str, str],
        name: str,
        content: bytes,
        field: str = "attachments",
    ) -> TestResponse:
        """The answer to a form with one file, however large; nothing is put on the disk to send it."""
        values = {"csrf_token": self._csrf, **fields}
        body = in_parts(values, [(field, name, "application/octet-stream", content)], "batas")
        return self._taken(
            self.client.post(
                path,
                base_url=self._base,
                data=body,
                content_type="multipart/form-data; boundary=batas",
                environ_base=self._address,
            )
        )

    def sign_in(self, cast: Cast, person: Person, **change: str) -> TestResponse:
        """The answer to the login form, filled in as the person would unless told otherwise."""
        self.get("/petugas/masuk")
        fields = {
            "username": person.username,
            "password": person.password,
            "otp": change.get("otp") or cast.otp(person),
        }
        return self.post("/petugas/masuk", {**fields, **change})

    def cookie(self, name: str, path: str = "/petugas") -> str | None:
        """The value of a cookie the browser holds."""
        found = self.client.get_cookie(name, path=path)
        return found.value if found else None

    def _taken(self, answer: TestResponse) -> TestResponse:
        if answer.status_code == SEE_OTHER:
            assert ANEW.fullmatch(answer.location) or TOLD.search(answer.location), answer.location
        return self._looked_at(answer)

    def _looked_at(self, answer: TestResponse) -> TestResponse:
        found = (
            CSRF.search(answer.get_data(as_text=True)) if answer.mimetype == "text/html" else None
        )
        if found:
            self._csrf = found.group(1)
        return answer

    def offered(self) -> set[str]:
        """Every address the navigation offers: a group shows its pages on each of them."""
        groups = self._navigation("/petugas/akun")
        return groups.union(*(self._navigation(group) for group in groups))

    def _navigation(self, path: str) -> set[str]:
        found = re.findall(r"(?s)<nav.*?</nav>", self.get(path).text)
        return set(re.findall(r'href="([^"]*)"', "".join(found)))
