"""Databases and answers that this process has made before, for whoever loads the same rows again."""

import importlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from leadlag.store import Snapshot, proposals
from leadlag.store import snapshot as snapshot_module
from leadlag.store.folder import Stored
from leadlag.store.snapshot import CheckedSet

SNAPSHOT_LIMIT = 10  # sets, of 30 MB for each reading
#: By fingerprint, the longest unused first.
SNAPSHOTS: dict[str, Snapshot] = {}
#: How often each was loaded: what many tests load stays, what one does goes.
LOAD_COUNTS: Counter[str] = Counter()


REAL_SNAPSHOT = snapshot_module.snapshot


@contextmanager
def shared_databases(known: Snapshot) -> Iterator[None]:
    """Meanwhile, a snapshot of rows that were loaded before stands on the databases made then.

    So `Live` does with a file that only was written again. A preview asks two sets in three readings: over two seconds
    where they are new, a tenth where both are known.
    """
    SNAPSHOTS.setdefault(known.fingerprint, known)
    LOAD_COUNTS[known.fingerprint] = 1_000  # the story stays

    def snapshot(folder: Path, stored: Stored, found: CheckedSet) -> Snapshot:
        made = REAL_SNAPSHOT(folder, stored, found)
        same = SNAPSHOTS[made.fingerprint] = SNAPSHOTS.pop(made.fingerprint, made)
        LOAD_COUNTS[made.fingerprint] += 1
        if len(SNAPSHOTS) > SNAPSHOT_LIMIT:
            del SNAPSHOTS[min([*SNAPSHOTS][:-1], key=LOAD_COUNTS.__getitem__)]
        own = ("folder", "stored", "row_numbers", "own", "made", "ignored", "notices")
        return replace(same, **{name: getattr(made, name) for name in own})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot_module, "CACHE_LIMIT", 10_000)  # every chart of the story in every look stays drawn
        _patch_snapshot(patch, snapshot)
        yield


@contextmanager
def separate_databases() -> Iterator[None]:
    """Meanwhile, every snapshot has databases and answers of its own, as outside of tests."""
    with pytest.MonkeyPatch.context() as patch:
        _patch_snapshot(patch, REAL_SNAPSHOT)
        yield


def _patch_snapshot(patch: pytest.MonkeyPatch, snapshot: Callable[..., Snapshot]) -> None:
    for module in (snapshot_module, proposals, importlib.import_module("leadlag.store.live")):
        patch.setattr(module, "snapshot", snapshot)
