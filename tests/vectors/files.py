"""Reading and writing vectors: `expect: …`, fields, a blank line, the bytes in base64.

A vector that holds typed text instead of bytes says `as: text`. A field that begins with `gives-` is
what opening yields.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import wrap

HERE = Path(__file__).parent
LINE = 76


@dataclass(frozen=True)
class Vector:
    """One artefact, what is known about it, and what must become of it."""

    expect: str
    about: str
    fields: dict[str, str]
    body: bytes
    is_text: bool = False
    gives: dict[str, str] = field(default_factory=dict)

    def hex(self, name: str) -> bytes:
        """A field as bytes."""
        return bytes.fromhex(self.fields[name])

    @property
    def text(self) -> str:
        """The body as typed."""
        return self.body.decode()


def read(path: Path) -> Vector:
    """The vector in a file.

    Raises:
        ValueError: the file is not of the form.
    """
    head, _, body = path.read_text().partition("\n\n")
    lines = dict(line.split(": ", 1) for line in head.splitlines())
    expect, about = lines.pop("expect"), lines.pop("about")
    is_text = lines.pop("as", "") == "text"
    gives = {k.removeprefix("gives-"): v for k, v in lines.items() if k.startswith("gives-")}
    fields = {k: v for k, v in lines.items() if not k.startswith("gives-")}
    raw = body.removesuffix("\n").encode() if is_text else b64decode("".join(body.split()))
    return Vector(expect, about, fields, raw, is_text, gives)


def write(path: Path, vector: Vector) -> None:
    """The vector stands in the file."""
    lines = [f"expect: {vector.expect}", f"about: {vector.about}"]
    lines += ["as: text"] if vector.is_text else []
    lines += [f"{name}: {value}" for name, value in vector.fields.items()]
    lines += [f"gives-{name}: {value}" for name, value in vector.gives.items()]
    encoded = [vector.text] if vector.is_text else wrap(b64encode(vector.body).decode(), LINE)
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([*lines, "", *encoded]) + "\n")


def all_paths() -> list[Path]:
    """Every vector there is."""
    return sorted(HERE.glob("*/*.txt"))
