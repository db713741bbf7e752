"""How a set of files is replaced, whole or not at all, and where the replaced ones are kept.

::

    .history/
      lock                          held while a set is replaced
      next/files/*.csv              what is about to be put in place; nothing yet without the journal
      next/replaced/                the set it replaces, about to become an entry
      journal                       the decision: once it is there, the new set is the set
      20240216T093000.123456Z/      one entry: the replaced files and `entry.json`

The journal appears by one rename, after everything it speaks of has reached the disk. A process that dies before leaves
the old set, one that dies after leaves the new one, because whoever reads the folder next completes what it began:
every step of that can be repeated.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from filelock import FileLock

from leadlag.errors import OutputError, SwapError
from leadlag.store.difference import Counted
from leadlag.tables import BY_NAME

KEPT = 20  # entries; the oldest go first
FOLDER, JOURNAL, NEXT, ABOUT = ".history", "journal", "next", "entry.json"
PATIENCE = 30  # seconds to wait for another process that is replacing the set; it needs a fraction of one
Kind = Literal["swap", "undo", "restore"]


@dataclass(frozen=True)
class Entry:
    """A set that was replaced: when, by what kind of step, which data it was, and what the step changed.

    `fingerprint` is empty where the replaced set could not be used.
    """

    name: str
    kind: Kind
    fingerprint: str
    changes: tuple[Counted, ...]
    path: Path = field(compare=False)

    @property
    def when(self) -> datetime:
        """Local time."""
        return datetime.strptime(self.name, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC).astimezone()

    def contents(self) -> dict[str, bytes]:
        """The replaced files, by table."""
        return {path.stem: path.read_bytes() for path in self.path.glob("*.csv") if path.stem in BY_NAME}


def entries(folder: Path) -> list[Entry]:
    """What can be brought back, newest first. A folder that is no entry is passed over."""
    found = []
    for path in (folder / FOLDER).glob(f"*Z/{ABOUT}"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            entry = _entry(path)
            found.append((entry.when, entry))
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _entry(path: Path) -> Entry:
    """What an `entry.json` says; an error where it speaks of a step or a table that there is not."""
    about = json.loads(path.read_text(encoding="utf-8"))
    changes = tuple(Counted(**counted) for counted in about["changes"])
    if about["kind"] not in get_args(Kind) or not all(counted.table in BY_NAME for counted in changes):
        raise ValueError(path)
    return Entry(path.parent.name, about["kind"], about["fingerprint"], changes, path.parent)


def undoable(folder: Path) -> Entry | None:
    """The entry that takes back the last step not yet taken back, as an editor's undo does."""
    undone = 0
    for entry in entries(folder):
        if entry.kind == "undo":
            undone += 1
        elif undone:
            undone -= 1
        else:
            return entry
    return None


def replace(
    folder: Path,
    new: Mapping[str, bytes],
    *,
    unchanged: Callable[[], bool],
    kind: Kind,
    fingerprint: str,
    changes: tuple[Counted, ...],
) -> None:
    """Put new files (by table) in place of the present ones, all or none.

    Raises `SwapError` where `unchanged`, asked once nobody else can write, says no; `OutputError` where the disk does.
    """
    try:
        with _locked(folder):
            _complete(folder)
            if not unchanged():
                raise SwapError("changed_meanwhile")
            about = {"kind": kind, "fingerprint": fingerprint, "changes": [asdict(counted) for counted in changes]}
            _prepare(folder, new, about)
            _decide(folder)
            _complete(folder)
    except OSError as error:
        raise OutputError("output", path=folder, why=error.strerror or str(error)) from error


def interrupted(folder: Path) -> bool:
    """True while a set is being put in place, or where that was cut short."""
    return (folder / FOLDER / JOURNAL).exists()


def recover(folder: Path) -> None:
    """Complete a replacement that was cut short; wait for one that is under way."""
    if not interrupted(folder):
        return
    try:
        with _locked(folder):
            _complete(folder)
    except OSError as error:
        raise OutputError("output", path=folder, why=error.strerror or str(error)) from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    (folder / FOLDER).mkdir(exist_ok=True)
    with FileLock(folder / FOLDER / "lock", timeout=PATIENCE):
        yield


def _prepare(folder: Path, new: Mapping[str, bytes], about: object) -> None:
    """Everything the journal will speak of, on the disk."""
    ahead = folder / FOLDER / NEXT
    shutil.rmtree(ahead, ignore_errors=True)
    files, replaced = ahead / "files", ahead / "replaced"
    files.mkdir(parents=True)
    replaced.mkdir()
    for name, content in new.items():
        _write(files / BY_NAME[name].file, content)
    for table in BY_NAME.values():
        with suppress(FileNotFoundError, IsADirectoryError, PermissionError):
            _copy(folder / table.file, replaced / table.file)
    _write(replaced / ABOUT, json.dumps(about, indent=1).encode())
    for path in (files, replaced, ahead):
        _flush(path)


def _decide(folder: Path) -> None:
    place = folder / FOLDER
    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    _write(place / f"{JOURNAL}.part", name.encode())
    os.replace(place / f"{JOURNAL}.part", place / JOURNAL)
    _flush(place)


def _complete(folder: Path) -> None:
    """Do what the journal says; every step may have been done before."""
    place = folder / FOLDER
    if not interrupted(folder):
        return
    ahead, entry = place / NEXT, place / (place / JOURNAL).read_text(encoding="ascii")
    for path in sorted((ahead / "files").glob("*.csv")):
        os.replace(path, folder / path.name)
    _flush(folder)
    if (ahead / "replaced").exists():
        os.replace(ahead / "replaced", entry)
        _flush(place)
    (place / JOURNAL).unlink()
    _flush(place)
    for old in entries(folder)[KEPT:]:
        os.replace(old.path, ahead / old.name)  # out of sight before it is taken apart
    shutil.rmtree(ahead, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Names of a folder reach the disk; Windows has no call for that and needs none."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
