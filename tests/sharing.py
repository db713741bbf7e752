"""Databases and answers that this process has made before, for whoever loads the same rows again."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from leadlag.store import Snapshot, files, swapping
from leadlag.store import snapshot as making
from leadlag.store.checks import Rows
from leadlag.store.database import Model, Reading
from leadlag.store.folder import Stored

KEPT = 4  # sets, of 30 MB for each reading
#: By fingerprint, the longest unused first.
SNAPSHOTS: dict[str, Snapshot] = {}


MAKE_SNAPSHOT, MAKE_DATABASE = making.snapshot, making._database


@contextmanager
def sharing(known: Snapshot) -> Iterator[None]:
    """Meanwhile, a snapshot of rows that were loaded before stands on the databases made then.

    So `Live` does with a file that only was written again. A preview asks two sets in three readings: over two seconds
    where they are new, a tenth where both are known.
    """
    SNAPSHOTS.setdefault(known.fingerprint, known)

    def database(rows: Rows, reading: Reading) -> tuple[duckdb.DuckDBPyConnection, Model]:
        same = SNAPSHOTS.get(making.fingerprint(rows))
        return (same.connection, same.model) if same and reading == "article" else MAKE_DATABASE(rows, reading)

    def snapshot(folder: Path, stored: Stored, rows: Rows, sheets: list[files.Sheet]) -> Snapshot:
        made = MAKE_SNAPSHOT(folder, stored, rows, sheets)
        same = SNAPSHOTS[made.fingerprint] = SNAPSHOTS.pop(made.fingerprint, made)
        if len(SNAPSHOTS) > KEPT:
            del SNAPSHOTS[next(name for name in SNAPSHOTS if name != known.fingerprint)]
        own = {name: getattr(made, name) for name in ("folder", "stored", "places", "ignored", "notices")}
        return replace(same, **own)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "MEMO_LIMIT", 10_000)  # every chart of the story in every look stays drawn
        _make(patch, snapshot, database)
        yield


@contextmanager
def apart() -> Iterator[None]:
    """Meanwhile, every snapshot has databases and answers of its own, as outside of tests."""
    with pytest.MonkeyPatch.context() as patch:
        _make(patch, MAKE_SNAPSHOT, MAKE_DATABASE)
        yield


def _make(patch: pytest.MonkeyPatch, snapshot: Callable[..., Snapshot], database: Callable[..., Any]) -> None:
    patch.setattr(making, "_database", database)
    for module in (making, swapping, importlib.import_module("leadlag.store.live")):
        patch.setattr(module, "snapshot", snapshot)
