"""Makes the vectors that are not there yet: `python -m tests.vectors.make`.

Sealing draws salts, so a vector once made is kept: delete a file to have it made anew. Every vector is
opened before it is written, and nothing is written that does not do what it expects.
"""

from tests.vectors import plain, sealed
from tests.vectors.files import HERE, Vector, write
from tests.vectors.openers import outcome


def missing() -> list[str]:
    """Writes what is missing; its names."""
    made = []
    for name, vector in {**plain.vectors(), **sealed.vectors()}.items():
        path = HERE / f"{name}.txt"
        if path.exists():
            continue
        _check(name, vector)
        write(path, vector)
        made.append(name)
    return made


def _check(name: str, vector: Vector) -> None:
    found, gives = outcome(name.split("/", maxsplit=1)[0], vector)
    if (found, gives) != (vector.expect, vector.gives):
        raise SystemExit(f"{name}: expected {vector.expect} {vector.gives}, found {found} {gives}")


if __name__ == "__main__":
    print("\n".join(missing()) or "nothing was missing")
