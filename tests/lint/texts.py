"""Every text of the project: none names a folder of a machine, and no requirement where it is fetched from."""

import re
from collections.abc import Iterator
from pathlib import Path

from leadlag import paths
from tests.lint import sources

FOLDERS = ("leadlag", "pages", "queries", "data", "tests", "docs", ".ci", ".streamlit")
BESIDE = ("*.py", "*.md", "*.toml", "*.lock", "LICENSE")
#: Folders of a machine, spelled apart so that this file passes its own rule.
MACHINE = re.compile("|".join(f"/{folder}/" for folder in ("work", "root", "home", "Users", "tmp")) + r"|[A-Z]:\\")
ADDRESS = re.compile(r"https?:|://|index-url|find-links|pypi|registry")


def machines(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if found := MACHINE.search(line):
            yield f"{name}:{number}: names a folder of a machine, {found[0]}"


def addresses(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if found := ADDRESS.search(line):
            yield f"{name}:{number}: says where a requirement is fetched from, {found[0]}"


def files() -> list[Path]:
    """What stands in the project's folders, and what lies beside them."""
    inside = [file for folder in FOLDERS for file in (paths.ROOT / folder).rglob("*")]
    beside = [file for pattern in BESIDE for file in paths.ROOT.glob(pattern)]
    text = [file for file in (*inside, *beside) if file.is_file() and file.suffix not in (".png", ".ttf")]
    return [file for file in text if "__pycache__" not in file.parts]


def failures() -> list[str]:
    texts = sources.named(files())
    locks = [(name, text) for name, text in texts if re.fullmatch(r"requirements.*\.lock|pyproject\.toml", name)]
    return [
        *(fault for text in texts for fault in machines(*text)),
        *(fault for lock in locks for fault in addresses(*lock)),
    ]
