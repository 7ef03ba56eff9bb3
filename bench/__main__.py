"""`make bench`: every number beside a measure taken in the same run, so that the ratio holds elsewhere.

Usage: python -m bench [submissions|uploads|inbox|search|messages|logins|log|packs ...]
"""

import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import inbox, log, logins, messages, packs, search, submissions, uploads
from bench.timing import HEADING

PARTS = {
    "submissions": submissions.measure,
    "uploads": uploads.measure,
    "inbox": inbox.measure,
    "search": search.measure,
    "messages": messages.measure,
    "logins": logins.measure,
    "packs": packs.measure,
    "log": log.measure,
}


def main() -> None:
    """Measure the parts asked for, or all."""
    wanted = sys.argv[1:] or list(PARTS)
    if unknown := [name for name in wanted if name not in PARTS]:
        sys.exit(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    busy, day = os.getloadavg()[0], datetime.now(UTC).date()
    print(f"{day}, {os.cpu_count()} cores, Python {platform.python_version()}, load {busy:.1f}")
    print(HEADING, flush=True)
    for name in wanted:
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n{name}", flush=True)
            for row in PARTS[name](Path(folder)):
                print(row, flush=True)


if __name__ == "__main__":
    main()
