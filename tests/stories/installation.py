"""A real installation for the stories: its own folders, its own processes, the cast in its units."""

import os
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.server import Server, free_port, running
from tests.cast import Cast, build_cast
from tests.services_at_hand import ON_POSTGRES, postgres_database
from wbs import bootstrap
from wbs.services.context import Context
from wbs.settings_file import read_settings
from wbs.store.migrate import upgrade

SETTINGS = """
[instance]
name = "Kementerian Contoh"
log_name = "wbs.example.test"
leave_url = "https://www.wikipedia.org/"

[database]
url = "{database}"

[volatile]
url = "sqlite+volatile:///{root}/volatile/v.sqlite"

[server]
port = {port}
workers = {workers}
tls = "{tls}"
tls_certificate = "{certificate}"
tls_key = "{key}"

[passwords]
profile = "cheapest-for-tests"

[reporter]
hosts = ["127.0.0.1", "localhost"]
secret_key_file = "reporter.secret"

[officer]
hosts = ["127.0.0.1", "localhost"]
secret_key_file = "officer.secret"

[evidence]
instance_key_file = "evidence.secret"

[log]
keys_file = "log.secret"

[promise]
key_file = "promise.secret"
"""


@dataclass
class Installation:
    """A running system, and the folders into which its processes can write."""

    root: Path
    data_dir: Path
    server: Server
    cast: Cast
    context: Context

    @property
    def base(self) -> str:
        """Where both applications answer."""
        return self.server.base

    def written_in(self) -> list[Path]:
        """Every folder in which the server's processes may have left something."""
        return [self.root]


@contextmanager
def installed(
    root: Path,
    *,
    environment: Mapping[str, str] | None = None,
    tls: tuple[Path, Path] | None = None,
    before: Callable[[Context, Cast], None] | None = None,
    workers: int = 1,
) -> Iterator[Installation]:
    """A data folder with the cast in it, and `wbs serve` running on it until the block is left.

    Each of the *workers* (0: one per core) takes seconds to start: several are for stories about many
    people, and for those that go on where another process answers.
    """
    with ExitStack() as stack:
        database = "sqlite:///wbs.sqlite"
        if ON_POSTGRES:
            database = stack.enter_context(postgres_database("story"))
        port = free_port()
        data_dir = _data_folder(root, database, port, workers, tls)
        settings = read_settings(data_dir, {})
        upgrade(settings.database_url)
        context = bootstrap.build_context(settings)
        cast = build_cast(context)
        if before is not None:
            before(context, cast)
        server = stack.enter_context(
            running(
                [sys.executable, "-m", "wbs", "--data", str(data_dir), "serve"],
                port,
                root / "output.txt",
                _environment(root) | dict(environment or {}),
                scheme="https" if tls else "http",
            )
        )
        try:
            yield Installation(root, data_dir, server, cast, context)
        finally:
            context.database.close()


def _data_folder(
    root: Path, database: str, port: int, workers: int, tls: tuple[Path, Path] | None
) -> Path:
    data_dir = root / "data"
    data_dir.mkdir(mode=0o700)
    for name in ("home", "tmp", "volatile"):
        (root / name).mkdir(mode=0o700)
    for name in ("reporter", "officer", "evidence", "log", "promise"):
        file = data_dir / f"{name}.secret"
        file.write_text(secrets.token_hex(32))
        file.chmod(0o600)
    text = SETTINGS.format(
        root=root,
        database=database,
        port=port,
        workers=workers,
        tls="own" if tls else "none",
        certificate=tls[0] if tls else "",
        key=tls[1] if tls else "",
    )
    (data_dir / "settings.toml").write_text(text)
    (data_dir / "settings.toml").chmod(0o600)
    return data_dir


def _environment(root: Path) -> dict[str, str]:
    return {
        "HOME": str(root / "home"),
        "TMPDIR": str(root / "tmp"),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
