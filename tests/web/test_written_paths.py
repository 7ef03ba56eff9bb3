"""Every path that a document names is one of the two applications', and a change of one is a change of the other."""

import re
from pathlib import Path

from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

HOUSE = Path(__file__).parents[2]
PAGES = [HOUSE / "README.md", *sorted((HOUSE / "docs").glob("*.md"))]
PATH = re.compile(r"`(/[a-z0-9<>/.-]*[a-z0-9>/])`")
ELSEWHERE = ("/var/", "/etc/", "/run/", "/dev/", "/tmp/", "/srv/", "/proc/")  # noqa: S108 (files of the machine)


def written_paths() -> list[str]:
    found = {path for page in PAGES for path in PATH.findall(page.read_text())}
    return sorted(path for path in found if not path.startswith(ELSEWHERE))


def leads_somewhere(app: Flask, path: str) -> bool:
    """Whether some rule of the application answers there, with anything in the place of what varies."""
    bound = app.url_map.bind("localhost")
    try:
        bound.match(re.sub(r"<[^>]+>", "1", path))
    except NotFound:
        return False
    except (MethodNotAllowed, RequestRedirect):
        return True
    return True


def test_every_path_that_is_written_down_leads_somewhere(
    reporter_app: Flask, officer_app: Flask
) -> None:
    doors = {
        path: officer_app if path.startswith("/petugas") else reporter_app
        for path in written_paths()
    }

    assert len(doors) > 60
    assert [path for path, app in doors.items() if not leads_somewhere(app, path)] == []


def test_a_path_nobody_has_is_seen(reporter_app: Flask, officer_app: Flask) -> None:
    assert not leads_somewhere(officer_app, "/petugas/kasus/<id>/tidak-ada")
    assert not leads_somewhere(reporter_app, "/petugas/kasus")
