"""The child that turns values into a PDF: values on its input, the PDF on its output, and it ends.

It runs by its path, imports nothing of the house, and leaves nothing behind: no file, no core.
"""

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

LAYOUTS = Path(__file__).parent / "layouts"
_LIMITS = {
    resource.RLIMIT_AS: 1024 * 1024 * 1024,
    resource.RLIMIT_CPU: 20,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
}


def composed(values: bytes) -> bytes:
    """The PDF of the values, by the layout they name: the same values, the same bytes.

    Raises:
        typst.TypstError: the layout cannot set them; the error quotes them.

    Security: values are data to the layout, never part of its source. Layouts read nothing outside
    their own folder; faces are those inside the library.
    """
    text = values.decode()
    known = json.loads(text)
    midnight = datetime.fromisoformat(known["dated_on"]).replace(tzinfo=UTC)
    return typst.compile(
        LAYOUTS / known["layout"],
        root=LAYOUTS,
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"paper": text},
        pdf_standards=["a-3b", "ua-1"],
        timestamp=midnight,
    )


def main() -> None:
    """Compose what stands on the input, within limits."""
    for limit, value in _LIMITS.items():
        resource.setrlimit(limit, (value, value))
    sys.stdout.buffer.write(composed(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
