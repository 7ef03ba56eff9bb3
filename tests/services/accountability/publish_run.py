"""Closes every day that is over, as a process of its own.

python -m tests.services.accountability.publish_run DATA_DIR DATABASE_URL ISO_TIME
"""

import sys
from datetime import datetime
from pathlib import Path

from wbs import bootstrap
from wbs.services.accountability.publish import publish
from wbs.settings import (
    DatabaseSettings,
    InstanceSettings,
    LogSettings,
    OfficerSettings,
    PasswordSettings,
    Secret,
    Settings,
    VolatileSettings,
)


def main(data_dir: str, database_url: str, at: str) -> None:
    settings = Settings(
        data_dir=Path(data_dir),
        instance=InstanceSettings(name="Kementerian Contoh", log_name="wbs.example.test"),
        database=DatabaseSettings(url=database_url),
        volatile=VolatileSettings(url=f"sqlite+volatile:///{data_dir}/volatile/v.sqlite"),
        passwords=PasswordSettings(profile="cheapest-for-tests", permits=1),
        officer=OfficerSettings(("localhost",), Secret("officer-secret-of-the-tests-00002")),
        log=LogSettings(Secret("10" * 32)),
    )
    moment = datetime.fromisoformat(at)
    context = bootstrap.build_context(settings, clock=lambda: moment)
    print(*publish(context).days)


if __name__ == "__main__":
    main(*sys.argv[1:])
