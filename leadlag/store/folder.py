"""The set of files on disk, read as it stood at one instant, whatever is being written meanwhile.

A set that is being replaced is waited for, and one whose replacement was cut short is completed first (see `history`).
A file that changes while it is read makes the whole set be read again.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from leadlag.contract import TABLES
from leadlag.errors import Problem
from leadlag.store import history
from leadlag.store.files import hidden, read_bytes, table_called
from leadlag.store.files.sheet import RejectedError

Contents = Mapping[str, bytes]
"""The bytes of each table's file, by the table's name."""
#: File, size in bytes, modification time in ns and inode of every table's file that is there.
Signature = tuple[tuple[str, int, int, int], ...]
ATTEMPTS = 20  # a set rewritten more often than this while it is read is given as it was last seen


@dataclass(frozen=True)
class Stored:
    """What lies in a folder: the files that could be read, what kept others from it, and when one last changed."""

    contents: Contents
    problems: tuple[Problem, ...]
    modified: float
    signature: Signature

    @property
    def state(self) -> str:
        """A digest of the very bytes: equal only while nobody has changed a file."""
        whole = hashlib.sha256()
        for name, content in sorted(self.contents.items()):
            whole.update(f"{name} {len(content)}\n".encode() + content)
        return whole.hexdigest()


def read(folder: Path) -> Stored:
    """Every table's file. A folder that is not there holds no file."""
    for _ in range(ATTEMPTS):
        history.recover(folder)
        before = signature(folder)
        found = _read(folder, before)
        if signature(folder) == before and not history.is_interrupted(folder):
            break
    return found


def signature(folder: Path) -> Signature:
    seen = []
    for table in TABLES:
        with suppress(OSError):
            stat = (folder / table.file).stat()
            seen.append((table.file, stat.st_size, stat.st_mtime_ns, stat.st_ino))
    return tuple(seen)


def _read(folder: Path, seen: Signature) -> Stored:
    contents, problems = {}, []
    for table in TABLES:
        try:
            contents[table.name] = read_bytes(folder / table.file)
        except RejectedError as why:
            problem = _with_name(why.problem(table.file), folder)
            if why.code != "missing_file" or not table.optional or "there" in problem.details:
                problems.append(problem)
    modified = max((nanoseconds / 1e9 for _, _, nanoseconds, _ in seen), default=0.0)
    return Stored(contents, tuple(problems), modified, seen)


def unread_files(folder: Path) -> tuple[str, ...]:
    """Files that look like tables by their names and are none of the set: `Users.CSV`, `users (1).csv`, `old.csv`."""
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError:
        return ()
    wanted = [folder / table.file for table in TABLES]
    files = {table.file for table in TABLES}
    found = [name for name in names if name not in files and not hidden(name)]
    found = [name for name in found if name.casefold().endswith(".csv") or table_called(name) is not None]
    return tuple(name for name in found if not any(_is_same(folder / name, file) for file in wanted))


def misnamed_files(names: Sequence[str]) -> list[Problem]:
    """Of files that are not read, those that are called like a table."""
    tables = ((name, table_called(name)) for name in names)
    return [Problem(name, 0, "", "unread", "", {"file": table.file}) for name, table in tables if table is not None]


def _is_same(one: Path, two: Path) -> bool:
    """True where a name only spells or links to the other, as on disks to which capitals are nothing."""
    with suppress(OSError):
        return one.samefile(two)
    return False


def _with_name(problem: Problem, folder: Path) -> Problem:
    """A missing file's problem with the file that may be it under another name."""
    if problem.code == "missing_file":
        for name in unread_files(folder):
            table = table_called(name)
            if table is not None and table.file == problem.file:
                return replace(problem, details={"remedy": "rename_file", "there": name, "here": problem.file})
    return problem
