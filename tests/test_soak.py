"""Eight readers and one who swaps, for as long as it takes: no torn answer, no error, and memory that stays flat."""

import itertools
import random
import threading
import time
from pathlib import Path
from statistics import mean

import pytest

from leadlag import queries
from leadlag.store import READINGS, Live, Snapshot, files, swapping
from leadlag.tables import BY_NAME
from tests.conftest import Folder

READERS = 8
WARM_UP = 5  # swaps until every reader has had a snapshot of its own and every module is loaded
GROWTH = 1.15  # of the resident size, from the first fifth of the swaps to the last
NOISE = 1.5  # the same where a fifth is four swaps; sets that are never let go of double it
#: What is asked: a column of every row of these questions holds the version. The last one stands on all of the model.
ASKED = {"sides": "name_zh", "sources": "publisher", "figures": "source_title"}
STATUS = Path("/proc/self/status")


class Reader(threading.Thread):
    """A session: takes what is on show, asks in several readings, and notes answers that are not of one version."""

    def __init__(self, live: Live, number: int) -> None:
        super().__init__(daemon=True)
        self.live, self.random, self.asks_all = live, random.Random(number), number == 0
        self.done = False
        self.answers = 0
        self.versions: list[str] = []
        self.mistakes: list[object] = []

    def run(self) -> None:
        try:
            while not self.done:
                snapshot, error = self.live.look()
                if snapshot is None or error is not None:
                    self.mistakes.append(error)
                else:
                    self._ask(snapshot)
                time.sleep(self.random.uniform(0.005, 0.05))
        except Exception as error:
            self.mistakes.append(error)

    def _ask(self, snapshot: Snapshot) -> None:
        seen: set[str] = set()
        for _ in range(3):
            reading = self.random.choice(READINGS)
            name = self.random.choice([*ASKED] if self.asks_all else ["sides", "sources"])
            seen |= versions(snapshot.read_as(reading), name)
            self.answers += 1
        seen |= {row[0] for row in snapshot.rows("SELECT DISTINCT name_zh FROM sides")[1]}
        if len(seen) != 1:
            self.mistakes.append(sorted(seen))
        self.versions += [version for version in seen if version not in self.versions[-1:]]


def versions(snapshot: Snapshot, question: str) -> set[str]:
    return {getattr(row, ASKED[question]) for row in queries.ask(snapshot, question)}


def version(folder: Folder, number: int) -> swapping.Sending:
    """Two files that hold the version in every row."""
    sent = []
    for table, columns in (("sides", ("name_zh",)), ("sources", ("publisher", "title"))):
        rows = [{**row, **dict.fromkeys(columns, f"v{number}")} for row in folder.rows(table)]
        sent.append((f"{table}.csv", folder.with_rows(table, rows)))
    return swapping.sort(sent)


def resident() -> float:
    """Megabytes."""
    return int(STATUS.read_text().split("VmRSS:")[1].split()[0]) / 1024


def test_every_question_of_this_test_tells_the_version(folder: Folder) -> None:
    swapping.accept(folder.path, swapping.propose(folder.path, folder.load(), version(folder, 7)))
    snapshot = folder.load()
    for reading, question in itertools.product(READINGS, ASKED):
        assert versions(snapshot.read_as(reading), question) == {"v7"}


@pytest.mark.skipif(not STATUS.exists(), reason="the size of a process is read where Linux tells it")
def test_readers_get_whole_answers_and_memory_stays_flat_while_sets_are_swapped(
    folder: Folder, long_form: bool
) -> None:
    swaps = 500 if long_form else 20
    for name, rows in folder.load().tables.items():
        folder.write(name, files.exported(BY_NAME[name], rows))
    live = Live(folder.path)
    live.accept(swapping.propose(folder.path, live.look()[0], version(folder, 0)))
    told: list[None] = []
    live.watch(lambda: told.append(None))
    readers = [Reader(live, number) for number in range(READERS)]
    for reader in readers:
        reader.start()
    sizes = []
    for number in range(1, WARM_UP + swaps + 1):
        live.accept(swapping.propose(folder.path, live.look()[0], version(folder, number)))
        sizes.append(resident())
        time.sleep(0.05)
    for reader in readers:
        reader.done = True
    for reader in readers:
        reader.join(timeout=60)
        assert not reader.is_alive()
    mistakes = [mistake for reader in readers for mistake in reader.mistakes]
    first, last = mean(sizes[WARM_UP:][: swaps // 5]), mean(sizes[-(swaps // 5) :])
    answers = sum(reader.answers for reader in readers)
    print(f"{swaps} swaps, {answers} answers, {len(mistakes)} torn or failed; {first:.0f} MB, then {last:.0f} MB")
    assert mistakes == []
    for reader in readers:
        assert reader.versions == sorted(reader.versions, key=lambda version: int(version[1:]))
        assert len(reader.versions) > swaps // 4
    assert len(told) == WARM_UP + swaps
    assert last < (GROWTH if long_form else NOISE) * first
