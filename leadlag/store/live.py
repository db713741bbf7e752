"""The snapshot on show, and how it follows the folder.

A change that makes things worse may be a file that is still being written: it is debounced, and shown only after
`SETTLE_SECONDS` without another change. A change that passes every check and loses nothing is shown at once.

Following never ends: what goes wrong is logged and said on every page, and the next look tries again.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from leadlag.contract import BY_NAME
from leadlag.errors import LeadlagError, Problem
from leadlag.store import folder_watcher, history
from leadlag.store.difference import difference
from leadlag.store.folder import Signature, Stored, read, signature
from leadlag.store.proposals import Proposal, accept
from leadlag.store.snapshot import Snapshot, check, snapshot

SETTLE_SECONDS = (
    0.4  # without another change until a worse set is shown; an editor writes a table in a hundredth of that
)
POLL_SECONDS = 0.02  # between two looks meanwhile
LOG = logging.getLogger(__name__)
Shown = tuple[Snapshot | None, LeadlagError | None]


class Clock:
    """Tells the time and waits. Who follows a folder asks it for both, so that time can be stepped by hand."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def wall_time(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class Live:
    """The snapshot on show. A folder whose CSVs no longer pass leaves the last good snapshot in place."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.folder = folder
        self._clock = clock or Clock()
        self._lock = threading.RLock()
        self._seen: Signature | None = None
        self._shown: Shown = (None, None)
        self._notify: Callable[[], None] | None = None
        self._unwatched_since: float | None = None

    @property
    def unwatched_since(self) -> float | None:
        """When the folder stopped being followed, in seconds since 1970, as `time.time`; None while it is followed."""
        return self._unwatched_since

    def current(self) -> Shown:
        """The last good snapshot, and what is wrong with the folder now.

        Where nobody watches the folder, or what watched it has failed, this does: a changed file is read before the
        answer.
        """
        with self._lock:
            if self._seen is None or self._notify is None or self._unwatched_since is not None:
                self._refresh(debounce=False)
            while self._shown == (None, None):  # the files changed during the very first read
                self._refresh(debounce=False)
            return self._shown

    def watch(self, notify: Callable[[], None], watcher: folder_watcher.Watcher = folder_watcher.watch) -> None:
        """Follow the folder from now on, and call `notify` whenever something else is on show."""
        self.current()
        self._notify = notify
        watcher(self.folder, self._refresh_and_notify)

    def accept(self, proposal: Proposal) -> None:
        """Put the proposal's files in place and show them; see `proposals.accept`."""
        made = proposal.snapshot.prepared()
        with self._lock:
            accept(self.folder, proposal)
            now = read(self.folder)
            if now.state == made.stored.state:
                self._seen = now.signature
                self._shown = (replace(made, stored=now), None)
        self._notify_pages()

    def _notify_pages(self) -> None:
        if self._notify is not None:
            self._notify()

    def _refresh_and_notify(self) -> None:
        try:
            changed = self._refresh(debounce=True)
        except Exception:
            self._report_failure()
            return
        found, self._unwatched_since = self._unwatched_since is not None, None
        if changed or found:
            self._notify_pages()

    def _report_failure(self) -> None:
        """Say once that the folder is not followed; whoever calls looks again soon."""
        if self._unwatched_since is None:
            LOG.exception("The folder %s is not being followed; trying again.", self.folder)
            self._unwatched_since = self._clock.wall_time()
            self._notify_pages()

    def _refresh(self, *, debounce: bool) -> bool:
        """Bring what is on show up to date with the folder; says whether it changed."""
        noticed = self._clock.now()
        while (seen := signature(self.folder)) != self._seen:
            found = self._read(seen)
            if debounce and (
                found is None or (self._is_worse(found) and not self._is_settled(seen, noticed + SETTLE_SECONDS))
            ):
                noticed = self._clock.now()
                continue
            with self._lock:
                # another set was accepted while this one was made ready, or this one was
                if debounce and (signature(self.folder) != seen or seen == self._seen):
                    continue
                before, self._seen = self._shown[0], seen
                changed = found is not None and self._publish(found)
            if debounce:
                self._record_replaced(before)
            return changed
        return False

    def _record_replaced(self, before: Snapshot | None) -> None:
        """Let what files saved in the folder have replaced be brought back, like a set that was sent."""
        now, error = self._shown
        if before is None or now is None or error or (now.fingerprint == before.fingerprint and not now.made):
            return
        saved = now.stored.contents
        new = {name: (saved.get(name), now.exported(table)) for name, table in BY_NAME.items() if name in now.made}
        try:
            changes = difference(before.tables, now.tables).counted
            old = before.stored.contents
            history.record_saved(self.folder, old, fingerprint=before.fingerprint, changes=changes, new=new)
        except LeadlagError as error:
            LOG.warning("What was saved over is not kept: %s", error)

    def _read(self, seen: Signature) -> Shown | None:
        """What the folder holds; None where it changed meanwhile."""
        try:
            stored = read(self.folder)
            checked = check(self.folder, self._with_missing_files(stored))
            if signature(self.folder) != seen:
                return None
            return snapshot(self.folder, stored, checked).prepared(), None
        except LeadlagError as error:
            return (None, error) if signature(self.folder) == seen else None

    def _with_missing_files(self, stored: Stored) -> Stored:
        """What the folder holds; a file that was there and is gone is missing, although a set may do without it."""
        before = self._shown[0].stored.contents if self._shown[0] else {}
        gone = [BY_NAME[name].file for name in before if name not in stored.contents]
        known = {problem.file for problem in stored.problems}
        lost = tuple(Problem(file, 0, "", "missing_file") for file in gone if file not in known)
        return replace(stored, problems=(*stored.problems, *lost))

    def _publish(self, found: Shown) -> bool:
        """Publish; a set that only was written again keeps its snapshot and all answers kept with it."""
        (new, error), (old, before) = found, self._shown
        if new is not None and old is not None and new.fingerprint == old.fingerprint:
            same = replace(
                old, stored=new.stored, row_numbers=new.row_numbers, notices=new.notices, ignored=new.ignored
            )
            self._shown = (replace(same, made=new.made, own=new.own), None)
            return before is not None
        self._shown = (new or old, error)
        return True

    def _is_worse(self, found: Shown) -> bool:
        """True for problems, lost rows, and a last line that may not be the whole line."""
        (new, _), (old, _) = found, self._shown
        if new is None or old is None:
            return new is None
        lost = any(new.counts[name] < rows for name, rows in old.counts.items())
        return lost or _cut_short(new.stored) - _cut_short(old.stored) != set()

    def _is_settled(self, seen: Signature, until: float) -> bool:
        while self._clock.now() < until:
            if signature(self.folder) != seen:
                return False
            self._clock.sleep(POLL_SECONDS)
        return signature(self.folder) == seen


def _cut_short(stored: Stored) -> set[tuple[str, int]]:
    """The files that do not end where a line ends, with their size."""
    return {(name, len(raw)) for name, raw in stored.contents.items() if raw.rstrip(b"\0")[-1:] not in (b"\n", b"\r")}


@cache
def live(folder: Path) -> Live:
    """The process' one `Live` per folder."""
    return Live(folder)
