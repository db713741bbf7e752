"""What is on show follows the folder: at once, only when whole, and never back.

A folder is watched on a thread of its own, so these tests wait for what must come, and then a moment for what must not.
"""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from leadlag.errors import DataError, SwapError
from leadlag.store import READINGS, Live, Snapshot
from leadlag.store.live import CALM, Shown
from tests.conftest import Folder, copy_of_story

PATIENCE = 20.0  # seconds until a machine under load must have noticed
NAME = "SELECT name FROM sides WHERE id = 'others'"


class Watched:
    """A folder that is watched, and what was on show whenever someone was told."""

    def __init__(self, folder: Path) -> None:
        self.live = Live(folder)
        self.told: list[Shown] = []
        self.live.watch(lambda: self.told.append(self.live.look()))

    @property
    def name(self) -> str:
        """What the third side is called on show: the figure that these tests change."""
        snapshot, _ = self.live.look()
        return str(snapshot.rows(NAME)[1][0][0]) if snapshot else ""

    def shows(self, name: str) -> None:
        """The new name comes on show, is told once, and nothing follows it."""
        until(lambda: self.name == name and bool(self.told))
        self.tells(1)
        (snapshot, error), self.told = self.told[0], []
        assert error is None
        assert snapshot is not None
        assert snapshot.rows(NAME)[1] == [(name,)]

    def tells(self, times: int) -> None:
        """So often, and not more often within a moment."""
        until(lambda: len(self.told) >= times)
        time.sleep(2 * CALM)
        assert len(self.told) == times


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "nothing was noticed"
        time.sleep(0.01)


@pytest.fixture
def watched(folder: Folder) -> Watched:
    return Watched(folder.path)


@contextmanager
def looked_at(live: Live) -> Iterator[list[Shown]]:
    """Everything that is on show meanwhile, looked at without pause."""
    seen: list[Shown] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            if (shown := live.look()) not in seen[-1:]:
                seen.append(shown)
            time.sleep(0.002)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def renamed(folder: Folder, name: str) -> bytes:
    return folder.with_cell("sides", "others", "name", name)


# A person saves a file


def test_a_file_written_in_place_is_shown(folder: Folder, watched: Watched) -> None:
    for name in ("One", "Two"):
        folder.set("sides", "others", "name", name)
        watched.shows(name)


def test_a_file_written_beside_and_renamed_is_shown(folder: Folder, tmp_path: Path, watched: Watched) -> None:
    (folder.path / ".sides.csv.swp").write_bytes(copy_of_story(tmp_path / "x").file("sides").read_bytes())
    beside = Folder(tmp_path / "x")
    beside.set("sides", "others", "name", "Renamed")
    shutil.copyfile(beside.file("sides"), folder.path / ".sides.csv.swp")
    os.replace(folder.path / ".sides.csv.swp", folder.file("sides"))
    watched.shows("Renamed")


def test_a_file_moved_away_and_written_anew_is_shown(folder: Folder, tmp_path: Path, watched: Watched) -> None:
    """As editors do that keep a backup."""
    other = copy_of_story(tmp_path / "x")
    other.set("sides", "others", "name", "Anew")
    with looked_at(watched.live) as seen:
        os.replace(folder.file("sides"), folder.path / "sides.csv~")
        time.sleep(0.05)
        folder.write("sides", other.file("sides").read_bytes())
        watched.shows("Anew")
    assert [error for _, error in seen if error is not None] == []


def test_many_files_copied_at_once_are_one_snapshot(folder: Folder, tmp_path: Path, watched: Watched) -> None:
    other = copy_of_story(tmp_path / "x")
    for table, key, column in (("users", "capcut_users_2023_08", "note"), ("sources", "article", "publisher")):
        other.set(table, key, column, "Copied")
    other.set("sides", "others", "name", "Copied")
    with looked_at(watched.live) as seen:
        for path in other.path.glob("*.csv"):
            shutil.copyfile(path, folder.path / path.name)
        watched.shows("Copied")
    assert [snapshot.fingerprint for snapshot, _ in seen if snapshot][1:] == [other.load().fingerprint]


def test_a_file_that_is_only_touched_tells_nobody(folder: Folder, watched: Watched) -> None:
    before, _ = watched.live.look()
    assert before is not None
    before.kept("answer", lambda: "kept")
    os.utime(folder.file("users"), (2_000_000_000, 2_000_000_000))
    until(lambda: watched.live.look()[0] is not before)
    watched.tells(0)
    after, error = watched.live.look()
    assert (after is not None, error) == (True, None)
    assert after is not None
    assert (after.fingerprint, after.modified.timestamp()) == (before.fingerprint, 2_000_000_000)
    assert after.kept("answer", lambda: "asked again") == "kept"
    assert after.connection is before.connection


# A file that is still being written


def halves(folder: Folder, tmp_path: Path) -> tuple[Folder, bytes]:
    """A set with one more user than the folder has, and its file of users."""
    other = copy_of_story(tmp_path / "x")
    other.add("users", "capcut_users_2023_08", {"id": "a_new_one", "year": "2023", "month": "11", "value": "12345"})
    return other, other.file("users").read_bytes()


@pytest.mark.parametrize("cut", ["nothing", "header", "rows", "row", "cell", "last_cell"])
def test_a_half_written_file_is_neither_shown_nor_an_error(
    folder: Folder, tmp_path: Path, watched: Watched, cut: str
) -> None:
    other, whole = halves(folder, tmp_path)
    lines = whole.splitlines(keepends=True)
    place = {
        "nothing": 0,
        "header": len(lines[0]),
        "rows": len(b"".join(lines[:9])),
        "row": len(b"".join(lines[:9])) + 30,
        "cell": whole.index(b"12345") + 2,
        "last_cell": len(whole) - 4,
    }[cut]
    before = watched.live.look()[0]
    assert before is not None
    with looked_at(watched.live) as seen, folder.file("users").open("wb") as file:
        file.write(whole[:place])
        file.flush()
        time.sleep(CALM / 4)
        file.write(whole[place:])
        file.close()
        until(lambda: bool(watched.told))
        watched.tells(1)
    assert [error for _, error in seen if error is not None] == []
    assert [snapshot.fingerprint for snapshot, _ in seen if snapshot] == [
        before.fingerprint,
        other.load().fingerprint,
    ]


def test_a_file_that_stays_broken_is_told_and_the_last_good_set_stays_on_show(folder: Folder, watched: Watched) -> None:
    good, _ = watched.live.look()
    row = folder.set("sides", "others", "name", "")
    watched.tells(1)
    kept, error = watched.told[0]
    assert kept is good
    assert isinstance(error, DataError)
    assert [(problem.file, problem.row, problem.column) for problem in error.problems] == [("sides.csv", row, "name")]
    assert watched.live.look() == (good, error)
    watched.told.clear()
    folder.set("sides", "others", "name", "Mended")
    watched.shows("Mended")


def test_rows_that_stay_lost_are_shown_as_lost(folder: Folder, watched: Watched) -> None:
    folder.keep("conflicts")
    watched.tells(1)
    snapshot, error = watched.told[0]
    assert error is None
    assert snapshot is not None
    assert snapshot.counts["conflicts"] == 0


def test_a_file_taken_away_and_put_back_is_told_twice(folder: Folder, watched: Watched) -> None:
    good, text = watched.live.look()[0], folder.file("users").read_bytes()
    folder.file("users").unlink()
    watched.tells(1)
    error = watched.told[0][1]
    assert isinstance(error, DataError)
    assert [problem.code for problem in error.problems] == ["missing_file"]
    folder.write("users", text)
    watched.tells(2)
    healed, nothing = watched.told[1]
    assert (healed is not None, good is not None, nothing) == (True, True, None)
    assert healed is not None
    assert good is not None
    assert healed.fingerprint == good.fingerprint


# Where nothing reports that a file changed


def test_a_folder_that_appears_later_is_shown(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "data")
    snapshot, error = watched.live.look()
    assert snapshot is None
    assert isinstance(error, DataError)
    folder = copy_of_story(tmp_path / "data")
    until(lambda: watched.live.look()[0] is not None)
    folder.set("sides", "others", "name", "Followed")
    until(lambda: watched.name == "Followed")
    assert watched.live.look()[1] is None


def test_a_folder_that_is_replaced_by_another_is_followed(folder: Folder, tmp_path: Path, watched: Watched) -> None:
    """Its events came from the folder that is gone."""
    other = copy_of_story(tmp_path / "other")
    other.set("sides", "others", "name", "Moved in")
    folder.path.rename(tmp_path / "gone")
    other.path.rename(folder.path)
    until(lambda: watched.name == "Moved in")
    folder.set("sides", "others", "name", "And changed")
    until(lambda: watched.name == "And changed")


# A set is accepted


def test_what_is_accepted_is_on_show_at_once_and_told_once(folder: Folder, watched: Watched) -> None:
    proposal = folder.propose({"export.csv": renamed(folder, "Accepted")})
    time.sleep(2 * CALM)
    watched.told.clear()
    watched.live.accept(proposal)
    assert watched.name == "Accepted"
    assert len(watched.told) == 1
    assert watched.live.look()[0] is watched.told[0][0]
    assert watched.live.look()[0] is not None
    time.sleep(1.5)
    watched.shows("Accepted")


def test_what_is_accepted_without_anybody_watching_is_on_show_at_once(folder: Folder) -> None:
    live = Live(folder.path)
    live.look()
    proposal = folder.propose({"export.csv": renamed(folder, "Accepted")})
    live.accept(proposal)
    snapshot, error = live.look()
    assert error is None
    assert snapshot is not None
    assert snapshot.connection is proposal.snapshot.connection


def test_a_good_set_in_place_of_a_broken_one_is_on_show_without_its_error(folder: Folder) -> None:
    good = folder.file("sides").read_bytes()
    folder.set("sides", "others", "name", "")
    watched = Watched(folder.path)
    assert watched.live.look()[0] is None
    watched.live.accept(folder.propose({"sides.csv": good}))
    snapshot, error = watched.live.look()
    assert (snapshot is not None, error) == (True, None)
    watched.tells(1)


def test_what_is_refused_leaves_what_is_on_show(folder: Folder, watched: Watched) -> None:
    first, second = (folder.propose({"x.csv": renamed(folder, name)}) for name in ("First", "Second"))
    watched.live.accept(first)
    shown = watched.live.look()
    with pytest.raises(SwapError):
        watched.live.accept(second)
    assert watched.live.look()[1] is None
    assert watched.name == "First"
    assert shown[0] is not None


def test_a_reader_in_mid_run_keeps_its_snapshot(folder: Folder) -> None:
    live = Live(folder.path)
    mine, _ = live.look()
    assert mine is not None
    assert mine.read_as("latest").rows(NAME)[1] == [("Others",)]
    for name in ("First", "Second"):
        live.accept(folder.propose({"x.csv": renamed(folder, name)}))
    theirs, _ = live.look()
    assert theirs is not None
    for reading in READINGS:  # also those it had not asked for before
        assert mine.read_as(reading).rows(NAME)[1] == [("Others",)]
        assert theirs.read_as(reading).rows(NAME)[1] == [("Second",)]


def test_what_is_on_show_never_goes_back(folder: Folder, watched: Watched, long_form: bool) -> None:
    """A set saved as a file is still being made ready when the next one is accepted."""
    names = [f"v{number:03}" for number in range(60 if long_form else 12)]
    with looked_at(watched.live) as seen:
        for saved, accepted in zip(names[::2], names[1::2], strict=True):
            folder.set("sides", "others", "name", saved)
            watched.live.accept(folder.propose({"x.csv": renamed(folder, accepted)}))
            assert watched.name == accepted
    shown = [name_of(snapshot) for snapshot, _ in seen]
    assert shown == sorted(shown)
    assert shown[-1] == names[-1]
    assert {error for _, error in seen} == {None}


def name_of(snapshot: Snapshot | None) -> str:
    return str(snapshot.rows(NAME)[1][0][0]) if snapshot else ""
