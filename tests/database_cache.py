"""Databases and answers that this process has made before, for whoever loads the same rows again."""

import importlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from leadlag.store import Snapshot, proposals
from leadlag.store import snapshot as making
from leadlag.store.folder import Stored
from leadlag.store.snapshot import CheckedSet

KEPT = 6  # sets, of 30 MB for each reading
#: By fingerprint, the longest unused first.
SNAPSHOTS: dict[str, Snapshot] = {}
#: How often each was loaded: what many tests load stays, what one does goes.
LOADED: Counter[str] = Counter()


MADE = making.snapshot


@contextmanager
def sharing(known: Snapshot) -> Iterator[None]:
    """Meanwhile, a snapshot of rows that were loaded before stands on the databases made then.

    So `Live` does with a file that only was written again. A preview asks two sets in three readings: over two seconds
    where they are new, a tenth where both are known.
    """
    SNAPSHOTS.setdefault(known.fingerprint, known)
    LOADED[known.fingerprint] = 1_000  # the story stays

    def snapshot(folder: Path, stored: Stored, found: CheckedSet) -> Snapshot:
        made = MADE(folder, stored, found)
        same = SNAPSHOTS[made.fingerprint] = SNAPSHOTS.pop(made.fingerprint, made)
        LOADED[made.fingerprint] += 1
        if len(SNAPSHOTS) > KEPT:
            del SNAPSHOTS[min([*SNAPSHOTS][:-1], key=LOADED.__getitem__)]
        own = ("folder", "stored", "places", "own", "made", "ignored", "notices")
        return replace(same, **{name: getattr(made, name) for name in own})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "MEMO_LIMIT", 10_000)  # every chart of the story in every look stays drawn
        _make(patch, snapshot)
        yield


@contextmanager
def apart() -> Iterator[None]:
    """Meanwhile, every snapshot has databases and answers of its own, as outside of tests."""
    with pytest.MonkeyPatch.context() as patch:
        _make(patch, MADE)
        yield


def _make(patch: pytest.MonkeyPatch, snapshot: Callable[..., Snapshot]) -> None:
    for module in (making, proposals, importlib.import_module("leadlag.store.live")):
        patch.setattr(module, "snapshot", snapshot)
