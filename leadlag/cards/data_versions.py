"""Sets of data the history keeps, found by their fingerprint."""

from pathlib import Path

from leadlag.errors import QuestionError
from leadlag.store import Snapshot, history, load


def replaced_versions(folder: Path) -> dict[str, Path]:
    """Fingerprint → folder of every set that was replaced and could be used, the newest first."""
    found: dict[str, Path] = {}
    for entry in history.entries(folder):
        if entry.fingerprint:
            found.setdefault(entry.fingerprint, entry.path)
    return found


def find_version(snapshot: Snapshot, beginning: str) -> Snapshot:
    """The set whose fingerprint begins so, perhaps the present one. Raises `QuestionError` where none or several do."""
    present = [name for name in (snapshot.fingerprint, snapshot.legacy_fingerprint) if name]
    sets = {**dict.fromkeys(present, snapshot.folder), **replaced_versions(snapshot.folder)}
    matching = [fingerprint for fingerprint in sets if beginning and fingerprint.startswith(beginning.casefold())]
    if not matching:
        raise QuestionError("no_such_version", fingerprint=beginning, known=", ".join(sets))
    if len(matching) > 1:
        raise QuestionError("unclear_version", fingerprint=beginning, known=", ".join(matching))
    return snapshot if matching[0] in present else load(sets[matching[0]])
