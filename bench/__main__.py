"""`make bench`: every number beside a measure taken in the same run, so that the ratio holds elsewhere.

Usage: python -m bench [submissions|uploads|inbox|messages|logins ...]
"""

import sys
import tempfile
from pathlib import Path

from bench import inbox, logins, messages, submissions, uploads

PARTS = {
    "submissions": submissions.measure,
    "uploads": uploads.measure,
    "inbox": inbox.measure,
    "messages": messages.measure,
    "logins": logins.measure,
}


def main() -> None:
    """Measure the parts asked for, or all."""
    for name in sys.argv[1:] or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n{name}", flush=True)
            for row in PARTS[name](Path(folder)):
                print("  " + row, flush=True)


if __name__ == "__main__":
    main()
