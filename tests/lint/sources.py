"""Files of the project as every concern reads them: named from the project's folder, with their text."""

from collections.abc import Iterable
from pathlib import Path

from leadlag import paths

LAUNCHER = paths.ROOT / "app.py"


def named(files: Iterable[Path]) -> list[tuple[str, str]]:
    """`("pages/gaps.py", "…")` of each file, in the order of the names."""
    return [(file.relative_to(paths.ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in sorted(files)]
