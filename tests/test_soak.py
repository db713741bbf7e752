"""Readers beside one who swaps, for as long as it takes: no torn answer, no error, and memory that stays flat."""

import itertools
import random
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from leadlag import charts, queries
from leadlag.contract import BY_NAME
from leadlag.names import Names
from leadlag.store import READINGS, Live, Reading, Snapshot, files, proposals
from tests.conftest import Folder

pytestmark = pytest.mark.usefixtures("own_snapshots")
READERS, SWAPS = 3, 2
LONG_READERS, LONG_SWAPS = 8, 500
WARM_UP = 5  # swaps until every reader has had a snapshot of its own and every module is loaded
GROWTH = 1.15  # of the resident size, from the first fifth of the swaps to the last
TIMEOUT_SECONDS = 60
#: What is asked, and where each of its rows tells the version: what it names, and the year of its document, which SQL
#: answers. The last question stands on all of the model.
ASKED: dict[str, Callable[[Any, Names], tuple[str, int | None]]] = {
    "sides": lambda row, names: (names.side(row.id), None),
    "sources": lambda row, names: (names.document(row.id), row.year),
    "figures": lambda row, names: (names.publisher(row.source), row.source_year),
}
STATUS = Path("/proc/self/status")


class Reader(threading.Thread):
    """A session: takes what is on show, asks in several readings, and notes answers that are not of one version."""

    def __init__(self, live: Live, number: int, readings: Sequence[Reading], questions: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self.live, self.random = live, random.Random(number)
        self.readings, self.questions = readings, questions
        self.done = False
        self.answers = 0
        self.versions: list[str] = []
        self.mistakes: list[object] = []

    def run(self) -> None:
        try:
            while not self.done:
                snapshot, error = self.live.current()
                if snapshot is None or error is not None:
                    self.mistakes.append(error)
                else:
                    self._ask(snapshot)
                del snapshot
                time.sleep(self.random.uniform(0.005, 0.05))
        except Exception as error:
            self.mistakes.append(error)

    def _ask(self, snapshot: Snapshot) -> None:
        seen: set[str] = set()
        for _ in range(3):
            reading, name = self.random.choice(self.readings), self.random.choice(self.questions)
            seen |= versions(snapshot.read_as(reading), name)
            self.answers += 1
        seen |= {row[0] for row in snapshot.rows("SELECT DISTINCT name_zh FROM sides")[1]}
        if len(seen) != 1:
            self.mistakes.append(sorted(seen))
        self.versions += [version for version in seen if version not in self.versions[-1:]]


def versions(snapshot: Snapshot, question: str) -> set[str]:
    """What the rows tell, which is one version where names and numbers are of one set."""
    names, rows = charts.names(snapshot, "zh"), queries.answer(snapshot, question)
    told = {ASKED[question](row, names) for row in rows}
    return {name if year in (None, year_of(name)) else f"{name} with {year}" for name, year in told}


def year_of(version: str) -> int:
    return 1900 + int(version.removeprefix("v")) % 200


def version(folder: Folder, number: int) -> proposals.UploadBatch:
    """Two files that hold the version in every row."""
    sent = []
    date = {"year": str(year_of(f"v{number}")), "month": "", "day": ""}
    texts = {"sides": ("name_zh",), "sources": ("publisher", "publisher_zh", "title", "title_zh")}
    for table, columns in texts.items():
        more = {**dict.fromkeys(columns, f"v{number}"), **(date if table == "sources" else {})}
        rows = [{**row, **more} for row in folder.rows(table)]
        sent.append((f"{table}.csv", folder.with_rows(table, rows)))
    return proposals.identify_tables(sent)


class Soak:
    """One who swaps version after version, and those who read meanwhile."""

    def __init__(self, folder: Folder, readers: int, readings: Sequence[Reading], questions: Sequence[str]) -> None:
        for name, rows in folder.load().tables.items():
            folder.write(name, files.exported(BY_NAME[name], rows))
        self.folder, self.told, self.swapped = folder, 0, 0
        self.live = Live(folder.path)
        self.swap()
        self.live.watch(self._tell)
        self.readers = [
            Reader(self.live, number, readings, questions if number == 0 else questions[:1])
            for number in range(readers)
        ]
        for reader in self.readers:
            reader.start()

    def _tell(self) -> None:
        self.told += 1

    def swap(self) -> None:
        shown, _ = self.live.current()
        self.live.accept(proposals.propose(self.folder.path, shown, version(self.folder, self.swapped)))
        self.swapped += 1

    def is_read(self) -> bool:
        """Whether everybody has read what was swapped in last."""
        return all(reader.versions[-1:] == [f"v{self.swapped - 1}"] or reader.mistakes for reader in self.readers)

    def end(self) -> None:
        for reader in self.readers:
            reader.done = True
        for reader in self.readers:
            reader.join(timeout=TIMEOUT_SECONDS)
            assert not reader.is_alive()
        assert [mistake for reader in self.readers for mistake in reader.mistakes] == []
        for reader in self.readers:
            assert reader.versions == sorted(reader.versions, key=lambda version: int(version[1:]))
        assert self.told == self.swapped - 1  # the first was not watched


def test_readers_get_whole_answers(folder: Folder) -> None:
    """And let go of every set that was replaced."""
    soak = Soak(folder, READERS, READINGS[:2], ["sides", "sources"])
    shown: list[weakref.ref[Snapshot]] = []
    for _ in range(SWAPS):
        soak.swap()
        end = time.monotonic() + TIMEOUT_SECONDS
        while not soak.is_read() and time.monotonic() < end:
            time.sleep(0.005)
        shown += [weakref.ref(snapshot) for snapshot in [soak.live.current()[0]] if snapshot]
    soak.end()
    assert {tuple(reader.versions[-SWAPS:]) for reader in soak.readers} == {tuple(f"v{n + 1}" for n in range(SWAPS))}
    last, _ = soak.live.current()
    assert last is not None
    assert [each() for each in shown] == [*[None] * (SWAPS - 1), last]


def resident() -> float:
    """Megabytes."""
    return int(STATUS.read_text().split("VmRSS:")[1].split()[0]) / 1024


@pytest.mark.skipif(not STATUS.exists(), reason="the size of a process is read where Linux tells it")
def test_memory_stays_flat(folder: Folder, long_form: bool) -> None:
    """While many sets are swapped under readers of everything."""
    if not long_form:
        pytest.skip("takes minutes: see --long")
    soak = Soak(folder, LONG_READERS, READINGS, [*ASKED])
    sizes = []
    for _ in range(WARM_UP + LONG_SWAPS):
        soak.swap()
        sizes.append(resident())
        time.sleep(0.05)
    soak.end()
    last, _ = soak.live.current()
    assert last is not None
    for reading, question in itertools.product(READINGS, ASKED):
        assert versions(last.read_as(reading), question) == {f"v{soak.swapped - 1}"}
    answers = sum(reader.answers for reader in soak.readers)
    before, after = mean(sizes[WARM_UP:][: LONG_SWAPS // 5]), mean(sizes[-(LONG_SWAPS // 5) :])
    print(f"{LONG_SWAPS} swaps, {answers} answers, none torn or failed; {before:.0f} MB, then {after:.0f} MB")
    assert min(len(reader.versions) for reader in soak.readers) > LONG_SWAPS // 4
    assert after < GROWTH * before
