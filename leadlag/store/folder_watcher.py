"""Noticing that a folder changed: told by the file system at once, and where that tells nothing, by looking."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

LOG = logging.getLogger(__name__)
#: What calls back after each change of a folder: `watch`, or whoever changes it by hand.
Watcher = Callable[[Path, Callable[[], object]], None]
RESCAN_SECONDS = 1.0  # between two looks: network drives and shared folders of virtual machines report no events
#: Reading a file is an event as well, and none to follow.
CHANGES: list[type[FileSystemEvent]] = [
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


class _Waker(FileSystemEventHandler):
    def __init__(self) -> None:
        self.woken = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.woken.set()


def watch(folder: Path, look: Callable[[], object], rescan_seconds: float = RESCAN_SECONDS) -> None:
    """Call `look` on a thread of its own, soon after anything in the folder changed and every second anyway."""
    waker = _Waker()
    with suppress(OSError):  # no such folder yet, or no events to be had: looking is enough
        observer = Observer()
        observer.daemon = True
        observer.schedule(waker, str(folder), event_filter=CHANGES)
        observer.start()
    arguments = (waker.woken, look, rescan_seconds)
    threading.Thread(target=_look_when_woken, args=arguments, name="watch", daemon=True).start()


def _look_when_woken(woken: threading.Event, look: Callable[[], object], rescan_seconds: float) -> None:
    while True:
        woken.wait(rescan_seconds)
        woken.clear()
        try:
            look()
        except Exception:  # whatever it is, the next look may find it mended
            LOG.exception("Looking at the folder failed; trying again.")
