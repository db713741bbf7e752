"""How a set of files is replaced, atomically, and where the replaced ones are kept.

::

    .history/
      lock                          held while a set is replaced
      next/files/*.csv              staged: what is about to replace files; nothing yet without the journal
      next/replaced/                the set it replaces, about to become an entry
      journal                       the commit: once it is there, the new set is the set
      next.part                     a saved file with the ids that were made for it
      20240216T093000.123456Z/      one entry: the replaced files and `entry.json`

The journal appears by one rename, after everything it speaks of has reached the disk. A process that dies before leaves
the old set, one that dies after leaves the new one, because whoever reads the folder next replays the journal: every
step of that can be repeated.

Whatever else lies in `.history` was put there by a stranger: what is no plain file of the right shape is passed over,
and a journal that names no entry is dropped.
"""

import hashlib
import json
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, get_args

from filelock import FileLock

from leadlag.contract import BY_NAME
from leadlag.errors import OutputError, SwapError
from leadlag.store.difference import Counted

ENTRY_LIMIT = 20  # entries of sets that were sent, and as many of files that were saved; the oldest go first
SAVE_MINUTES = 10  # saves of this time make one entry
FOLDER, JOURNAL, STAGING, METADATA = ".history", "journal", "next", "entry.json"
LOCK_TIMEOUT_SECONDS = 30  # of another process that is replacing the set, for which it needs a fraction of one
Kind = Literal["swap", "undo", "restore", "save", "upgrade"]
ENTRY_NAME, STAMP = re.compile(r"\d{8}T\d{6}\.\d{6}Z"), "%Y%m%dT%H%M%S.%fZ"
FIRST = "19700101T000000.000000Z"  # earlier than any entry
METADATA_LIMIT = 1_000_000  # bytes of an `entry.json`
#: What a usable set held when entries did not yet say which files they keep.
LEGACY_TABLES = frozenset(
    (
        *("sides", "organizations", "products", "sources", "users", "prices", "data_costs", "milestones", "gaps"),
        *("other_figures", "exchange_rates", "conflicts"),
    )
)


@dataclass(frozen=True)
class Entry:
    """A set that was replaced: when, by what kind of step, which data it was, and what the step changed.

    `fingerprint` is empty where the replaced set could not be used. `digests` are those of the files it kept, by table;
    entries of older releases have none.
    """

    name: str
    kind: Kind
    fingerprint: str
    changes: tuple[Counted, ...]
    path: Path = field(compare=False)
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def when(self) -> datetime:
        """Local time."""
        return _moment(self.name).astimezone()

    def contents(self) -> dict[str, bytes]:
        """The replaced files, by table; `SwapError` where one is gone or is no longer what it was."""
        files = (path for path in self.path.glob("*.csv") if path.stem in BY_NAME and _is_plain(path))
        found = {path.stem: path.read_bytes() for path in files}
        digests = {name: _digest(raw) for name, raw in found.items()}
        usable = bool(self.fingerprint)
        if digests != self.digests if self.digests else usable and not found.keys() >= LEGACY_TABLES:
            raise SwapError("entry_not_whole", name=self.name)
        return found


def entries(folder: Path) -> list[Entry]:
    """What can be brought back, newest first. A folder that is no entry is passed over."""
    found = []
    for path in (folder / FOLDER).glob(f"*Z/{METADATA}"):
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            entry = _entry(path)
            found.append((entry.when, entry))
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _moment(name: str) -> datetime:
    return datetime.strptime(name, STAMP).replace(tzinfo=UTC)


def _is_plain(path: Path) -> bool:
    """A file itself: no link to elsewhere, and nothing that never ends."""
    return stat.S_ISREG(path.lstat().st_mode)


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _entry(path: Path) -> Entry:
    """What an `entry.json` says; an error where it speaks of a step or a table that there is not."""
    if not _is_plain(path) or path.parent.is_symlink() or path.stat().st_size > METADATA_LIMIT:
        raise ValueError(path)
    metadata = json.loads(path.read_text(encoding="utf-8"))
    changes = tuple(Counted(**counted) for counted in metadata["changes"])
    digests = metadata.get("files", {})
    numbers = [number for counted in changes for number in (counted.added, counted.removed, counted.changed)]
    texts = [metadata["fingerprint"], *digests, *digests.values()]
    if metadata["kind"] not in get_args(Kind) or not all(counted.table in BY_NAME for counted in changes):
        raise ValueError(path)
    if not all(type(number) is int for number in numbers) or not all(isinstance(text, str) for text in texts):
        raise ValueError(path)
    return Entry(path.parent.name, metadata["kind"], metadata["fingerprint"], changes, path.parent, digests)


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
            _replay(folder)
            if not unchanged():
                raise SwapError("changed_meanwhile")
            _stage(folder, new, _metadata(kind, fingerprint, changes))
            _commit(folder)
            _replay(folder)
    except OSError as error:
        raise OutputError("output", path=folder, why=error.strerror or str(error)) from error


def record_saved(
    folder: Path,
    old: Mapping[str, bytes],
    *,
    fingerprint: str,
    changes: tuple[Counted, ...],
    new: Mapping[str, tuple[bytes | None, bytes]] | None = None,
) -> None:
    """Keep the set that files saved in the folder have replaced; saves of ten minutes are one step, back to the first.

    `new` are files as they were saved, or None for one that is not there, and with the ids that were made for them: the
    tables that others refer to come first, so that each file alone leaves a set that opens. Raises `OutputError` where
    the disk does.
    """
    try:
        with _locked(folder):
            _replay(folder)
            newest = next(iter(entries(folder)), None)
            since = timedelta(minutes=SAVE_MINUTES)
            if not (newest and newest.kind == "save" and datetime.now(UTC) - _moment(newest.name) < since):
                _stage(folder, {}, _metadata("save", fingerprint, changes), old)
                _commit(folder)
                _replay(folder)
            _write_completed_files(folder, new or {})
    except OSError as error:
        raise OutputError("output", path=folder, why=error.strerror or str(error)) from error


def _write_completed_files(folder: Path, new: Mapping[str, tuple[bytes | None, bytes]]) -> None:
    """Put files in place of those they were made from; none from the first on that is no longer what it was."""
    beside = folder / FOLDER / f"{STAGING}.part"
    for name, (saved, content) in new.items():
        _write(beside, content)
        if _read_bytes(folder / BY_NAME[name].file) != saved:
            break
        _replace_file(beside, folder / BY_NAME[name].file)
    _flush(folder)
    beside.unlink(missing_ok=True)


def is_interrupted(folder: Path) -> bool:
    """True while a set is being put in place, or where that was cut short; `OutputError` where nobody may look."""
    try:
        return (folder / FOLDER / JOURNAL).exists()
    except OSError as error:
        raise OutputError("unreadable", path=folder / FOLDER, why=error.strerror or str(error)) from error


def recover(folder: Path) -> None:
    """Replay the journal of a replacement that was cut short; wait for one that is under way."""
    if not is_interrupted(folder):
        return
    try:
        with _locked(folder):
            _replay(folder)
    except OSError as error:
        raise OutputError("output", path=folder, why=error.strerror or str(error)) from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    (folder / FOLDER).mkdir(exist_ok=True)
    with FileLock(folder / FOLDER / "lock", timeout=LOCK_TIMEOUT_SECONDS):
        yield


def _metadata(kind: Kind, fingerprint: str, changes: tuple[Counted, ...]) -> dict[str, object]:
    return {"kind": kind, "fingerprint": fingerprint, "changes": [asdict(counted) for counted in changes]}


def _stage(
    folder: Path, new: Mapping[str, bytes], metadata: dict[str, object], old: Mapping[str, bytes] | None = None
) -> None:
    """Everything the journal will speak of, on the disk; `old` is what is replaced, or else what the folder holds."""
    staging = folder / FOLDER / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    files, replaced = staging / "files", staging / "replaced"
    files.mkdir(parents=True)
    replaced.mkdir()
    for name, content in new.items():
        _write(files / BY_NAME[name].file, content)
    current = _current_files(folder) if old is None else old
    for name, content in current.items():
        _write(replaced / BY_NAME[name].file, content)
    digests = {name: _digest(content) for name, content in current.items()}
    _write(replaced / METADATA, json.dumps({**metadata, "files": digests}, indent=1).encode())
    for path in (files, replaced, staging):
        _flush(path)


def _current_files(folder: Path) -> dict[str, bytes]:
    found = {name: _read_bytes(folder / table.file) for name, table in BY_NAME.items()}
    return {name: raw for name, raw in found.items() if raw is not None}


def _read_bytes(path: Path) -> bytes | None:
    with suppress(FileNotFoundError, IsADirectoryError, PermissionError):
        return path.read_bytes()
    return None


def _commit(folder: Path) -> None:
    history_folder = folder / FOLDER
    name = _next_name(history_folder)
    _write(history_folder / f"{JOURNAL}.part", name.encode())
    os.replace(history_folder / f"{JOURNAL}.part", history_folder / JOURNAL)
    _flush(history_folder)


def _next_name(history_folder: Path) -> str:
    """A name later than every entry's, also after the clock was set back, that nothing has."""
    newest = max((path.name for path in history_folder.glob("*Z") if ENTRY_NAME.fullmatch(path.name)), default=FIRST)
    with suppress(ValueError, OverflowError):
        return max(datetime.now(UTC), _moment(newest) + timedelta(microseconds=1)).strftime(STAMP)
    return datetime.now(UTC).strftime(STAMP)


def _journal(history_folder: Path) -> Path | None:
    """The entry that the journal names; None, and no journal any more, where it names none."""
    journal = history_folder / JOURNAL
    if not _is_plain(journal):
        shutil.rmtree(journal) if journal.is_dir() and not journal.is_symlink() else journal.unlink()
        return None
    text = journal.read_bytes()[:100].decode("ascii", errors="replace")
    if not ENTRY_NAME.fullmatch(text):
        journal.unlink()
        return None
    return history_folder / text


def _replay(folder: Path) -> None:
    """Do what the journal says; every step may have been done before."""
    history_folder = folder / FOLDER
    if not is_interrupted(folder):
        return
    staging, entry = history_folder / STAGING, _journal(history_folder)
    if entry is None:
        return
    for path in sorted((staging / "files").glob("*.csv")):
        if path.stem in BY_NAME and _is_plain(path):
            _replace_file(path, folder / path.name)
    _flush(folder)
    if (staging / "replaced").exists():
        os.replace(staging / "replaced", entry)
        _flush(history_folder)
    (history_folder / JOURNAL).unlink()
    _flush(history_folder)
    found = entries(folder)
    saved = [entry for entry in found if entry.kind == "save"]
    for old in [*saved[ENTRY_LIMIT:], *[entry for entry in found if entry.kind != "save"][ENTRY_LIMIT:]]:
        staging.mkdir(exist_ok=True)
        os.replace(old.path, staging / old.name)  # out of sight before it is taken apart
    shutil.rmtree(staging, ignore_errors=True)


def _replace_file(source: Path, target: Path) -> None:
    """A new file in place of one whose mode and group it takes; behind a link, the file that the link means."""
    real = target.resolve() if target.is_symlink() else target
    with suppress(FileNotFoundError):
        present = real.stat()
        os.chmod(source, stat.S_IMODE(present.st_mode))
        if hasattr(os, "chown") and source.stat().st_gid != present.st_gid:
            with suppress(PermissionError):
                os.chown(source, -1, present.st_gid)
    if real is target:
        os.replace(source, target)
        return
    beside = real.with_name(f".{real.name}.part")  # the link may lead to another disk
    shutil.copy2(source, beside)
    os.replace(beside, real)
    source.unlink()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Names of a folder reach the disk; Windows has no call for that and needs none."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
