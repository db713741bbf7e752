"""What is on show follows the folder: at once, only when whole, and never back.

Time is moved by hand, and the follower is told by hand that something changed; the last two tests use the real ones.
"""

import importlib
import os
import shutil
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from leadlag.errors import DataError, SwapError
from leadlag.store import READINGS, Counted, Live, Snapshot, folder_watcher, history, proposals
from leadlag.store.live import POLL_SECONDS, SETTLE_SECONDS, Clock, Shown
from tests.conftest import Folder, copy_of_story

NOTICED_SECONDS = 60.0  # within which a machine under any load must have noticed
MODULE = importlib.import_module("leadlag.store.live")  # `leadlag.store.live` is the function of this name


class ByHand(Clock):
    """A clock that stands still but while somebody sleeps; `after` says what happens meanwhile."""

    def __init__(self) -> None:
        self.time = 0.0
        self.plan: list[tuple[float, Callable[[], object]]] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        while self.plan and self.plan[0][0] <= self.time:
            self.plan.pop(0)[1]()

    def after(self, seconds: float, act: Callable[[], object]) -> None:
        self.plan.append((self.time + seconds, act))


class Watched(ByHand):
    """A folder that is watched by hand: what was on show whenever somebody was told, and all that was ever on show."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.live = Live(folder, clock=self)
        self.told: list[Shown] = []
        self.live.watch(lambda: self.told.append(self.live.current()), self._watch)
        self.seen = [self.live.current()]

    def _watch(self, _: Path, options: Callable[[], object]) -> None:
        self._look = options

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        self.seen += [shown for shown in [self.live.current()] if shown not in self.seen[-1:]]

    def notices(self) -> list[Shown]:
        """What is told when the folder is looked at, as after an event; a second look tells nothing more."""
        self._look()
        told, self.told = self.told, []
        self.sleep(0)
        self._look()
        assert self.told == []
        return told

    def shows(self, name: str) -> None:
        """The new name of the third side comes on show and is told once."""
        assert [(name_in(snapshot), error) for snapshot, error in self.notices()] == [(name, None)]
        assert name_in(self.live.current()[0]) == name

    def errors_seen(self) -> list[object]:
        return [error for _, error in self.seen if error is not None]


def name_in(snapshot: Snapshot | None) -> str:
    """What the third side is called: the cell that these tests change."""
    return str(snapshot.rows("SELECT name FROM sides WHERE id = 'others'")[1][0][0]) if snapshot else ""


def named(folder: Folder, name: str) -> bytes:
    """The file of sides with another name in it."""
    return folder.with_cell("sides", "others", "name", name)


def codes(shown: Shown) -> list[str]:
    assert isinstance(shown[1], DataError)
    return [problem.code for problem in shown[1].problems]


def once_after(monkeypatch: pytest.MonkeyPatch, step: str, act: Callable[[], object]) -> None:
    """Let something happen just after the follower has done a step for the first time."""
    do, acts = getattr(MODULE, step), [act]

    def done(*arguments: Any) -> Any:
        made = do(*arguments)
        if acts:
            acts.pop()()
        return made

    monkeypatch.setattr(MODULE, step, done)


@pytest.fixture
def watched(folder: Folder) -> Watched:
    return Watched(folder.path)


# A person saves a file


def test_saved_file_is_shown_at_once(folder: Folder, watched: Watched) -> None:
    """Written in place, or beside and then renamed."""
    folder.set("sides", "others", "name", "Written")
    watched.shows("Written")
    (folder.path / ".sides.csv.swp").write_bytes(named(folder, "Renamed"))
    os.replace(folder.path / ".sides.csv.swp", folder.file("sides"))
    watched.shows("Renamed")
    assert watched.time == 0


def test_file_moved_away_and_written_anew(folder: Folder, watched: Watched) -> None:
    """As editors do that keep a backup: meanwhile it is not an error that the file is missing."""
    raw = named(folder, "Anew")
    os.replace(folder.file("sides"), folder.path / "sides.csv~")
    watched.after(0.05, lambda: folder.write("sides", raw))
    watched.shows("Anew")
    assert watched.errors_seen() == []


def test_files_copied_while_they_are_read(
    folder: Folder, tmp_path: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that pass every check one by one are still shown together."""
    other = copy_of_story(tmp_path / "other")
    other.set("users", "capcut_users_2023_08", "note", "Copied")
    other.set("sides", "others", "name", "Copied")
    shutil.copyfile(other.file("users"), folder.file("users"))
    once_after(monkeypatch, "check", lambda: shutil.copyfile(other.file("sides"), folder.file("sides")))
    watched.shows("Copied")
    assert [snapshot.fingerprint for snapshot, _ in watched.seen if snapshot][1:] == [other.load().fingerprint]


def test_touched_file_tells_nobody(folder: Folder, watched: Watched) -> None:
    before, _ = watched.live.current()
    assert before is not None
    before.cached("answer", lambda: "kept")
    os.utime(folder.file("users"), (2_000_000_000, 2_000_000_000))
    assert watched.notices() == []
    after, error = watched.live.current()
    assert after is not None
    assert after is not before
    assert (after.fingerprint, after.modified.timestamp(), error) == (before.fingerprint, 2_000_000_000, None)
    assert after.cached("answer", lambda: "asked again") == "kept"
    assert after.database is before.database


# A file that is still being written


def test_half_written_file_is_never_shown(folder: Folder, watched: Watched) -> None:
    """Neither it nor an error about it, wherever the writing pauses."""
    wrong = []
    for number, cut in enumerate(["nothing", "header", "rows", "row", "cell", "last cell"]):
        rows = folder.rows("users")
        like = rows[folder.row("users", "capcut_users_2023_08") - 2]
        rows.append({**like, "id": f"new_{number}", "year": "2023", "month": "11", "value": "12345"})
        whole = folder.with_rows("users", rows)
        ninth = len(b"".join(whole.splitlines(keepends=True)[:9]))
        at = {"nothing": 0, "header": whole.index(b"\n") + 1, "rows": ninth, "row": ninth + 30}
        at |= {"cell": whole.rindex(b"12345") + 2, "last cell": len(whole) - 4}
        watched.seen = watched.seen[-1:]
        folder.write("users", whole[: at[cut]])
        watched.after(SETTLE_SECONDS / 2, partial(folder.write, "users", whole))
        told = [snapshot.counts["users"] for snapshot, error in watched.notices() if snapshot and not error]
        if told != [len(rows)] or len(watched.seen) != 2 or watched.errors_seen():
            wrong.append((cut, told, watched.seen))
    assert wrong == []


def test_worse_set_is_debounced(folder: Folder, watched: Watched) -> None:
    """Each further change starts the moment anew in which nothing may change."""
    good, _ = watched.live.current()
    row = folder.set("organizations", "openai", "side", "")
    for number in range(1, 4):
        again = partial(folder.set, "organizations", "openai", "name_zh", f"{number}")
        watched.after(number * 0.75 * SETTLE_SECONDS, again)
    (told,) = watched.notices()
    assert watched.time == pytest.approx((3 * 0.75 + 1) * SETTLE_SECONDS, abs=5 * POLL_SECONDS)
    assert (told, codes(told)) == (watched.live.current(), ["required"])
    assert told[0] is good
    assert isinstance(told[1], DataError)
    places = [(problem.file, problem.row, problem.column) for problem in told[1].problems]
    assert places == [("organizations.csv", row, "side")]
    folder.set("organizations", "openai", "side", "others")
    folder.set("sides", "others", "name", "Mended")
    moment = watched.time
    watched.shows("Mended")
    assert watched.time == moment


def test_rows_that_stay_lost_are_shown_lost(folder: Folder, watched: Watched) -> None:
    folder.save("conflicts", folder.rows("conflicts")[:-1])
    ((snapshot, error),) = watched.notices()
    assert (snapshot is not None, error) == (True, None)
    assert snapshot is not None
    assert snapshot.counts["conflicts"] == len(folder.rows("conflicts"))
    assert watched.time >= SETTLE_SECONDS


def test_file_taken_away_and_put_back(folder: Folder, watched: Watched) -> None:
    good, raw = watched.live.current()[0], folder.contents()["users"]
    folder.file("users").unlink()
    (told,) = watched.notices()
    assert (told[0], codes(told)) == (good, ["missing_file"])
    folder.write("users", raw)
    ((healed, error),) = watched.notices()
    assert (healed is not None, good is not None, error) == (True, True, None)
    assert healed is not None
    assert good is not None
    assert healed.fingerprint == good.fingerprint


# A set is accepted


def test_accepted_set_is_shown_and_told_once(folder: Folder, watched: Watched) -> None:
    proposal = folder.propose({"sides (1).csv": named(folder, "Accepted")})
    watched.live.accept(proposal)
    snapshot, error = watched.live.current()
    assert watched.told == [(snapshot, error)]
    assert (name_in(snapshot), error) == ("Accepted", None)
    watched.told.clear()
    assert watched.notices() == []


def test_accepted_set_is_shown_unwatched(folder: Folder) -> None:
    live = Live(folder.path)
    live.current()
    proposal = folder.propose({"sides (1).csv": named(folder, "Accepted")})
    live.accept(proposal)
    snapshot, error = live.current()
    assert error is None
    assert snapshot is not None
    assert snapshot.database is proposal.snapshot.database


def test_accepted_set_replaces_a_broken_one(folder: Folder) -> None:
    good = folder.contents()["organizations"]
    folder.set("organizations", "openai", "side", "")
    watched = Watched(folder.path)
    assert watched.live.current()[0] is None
    watched.live.accept(folder.propose({"organizations.csv": good}))
    assert [(name_in(snapshot), error) for snapshot, error in watched.told] == [("Others", None)]
    assert watched.live.current() == watched.told[0]


def test_refused_set_is_not_shown(folder: Folder, watched: Watched) -> None:
    first, second = (folder.propose({"sides.csv": named(folder, name)}) for name in ("First", "Second"))
    watched.live.accept(first)
    shown = watched.live.current()
    with pytest.raises(SwapError):
        watched.live.accept(second)
    assert watched.live.current() == shown
    assert (name_in(shown[0]), shown[1]) == ("First", None)


def test_reader_keeps_the_snapshot_it_has(folder: Folder) -> None:
    live = Live(folder.path)
    mine, _ = live.current()
    assert mine is not None
    assert name_in(mine.read_as("latest")) == "Others"
    live.accept(folder.propose({"sides.csv": named(folder, "Accepted")}))
    theirs, _ = live.current()
    assert theirs is not None
    for reading in READINGS:  # also those it had not asked for before
        assert (name_in(mine.read_as(reading)), name_in(theirs.read_as(reading))) == ("Others", "Accepted")


def test_saved_set_never_replaces_a_later_one(
    folder: Folder, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A set saved as a file is still being made ready when the next one is accepted."""
    folder.set("sides", "others", "name", "Saved")
    proposal = folder.propose({"sides.csv": named(folder, "Accepted")})
    once_after(monkeypatch, "snapshot", lambda: watched.live.accept(proposal))
    assert [name_in(snapshot) for snapshot, _ in watched.notices()] == ["Accepted"]
    assert name_in(watched.live.current()[0]) == "Accepted"


# The real watcher, in real time


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + NOTICED_SECONDS
    while not condition():
        assert time.monotonic() < end, "nothing was noticed"
        time.sleep(0.01)


def test_file_system_tells_of_a_saved_file(folder: Folder) -> None:
    live, told = Live(folder.path), threading.Event()
    live.watch(told.set, partial(folder_watcher.watch, rescan_seconds=10 * NOTICED_SECONDS))
    (folder.path / "saved").write_bytes(named(folder, "Saved"))
    os.replace(folder.path / "saved", folder.file("sides"))
    assert told.wait(NOTICED_SECONDS)
    assert name_in(live.current()[0]) == "Saved"


def test_silent_folder_is_looked_at(folder: Folder, tmp_path: Path) -> None:
    """Neither one that is not there yet, nor one in place of another whose events went with it."""
    ended = threading.Event()

    def watch(path: Path, options: Callable[[], object]) -> None:
        def look_until_ended() -> None:
            if ended.is_set():
                threading.Event().wait()  # for good: a watcher never ends
            options()

        folder_watcher.watch(path, look_until_ended, rescan_seconds=0.02)

    live = Live(tmp_path / "later")
    live.watch(lambda: None, watch)
    assert codes(live.current()) == ["no_folder"]
    copy_of_story(tmp_path / "later")
    until(lambda: name_in(live.current()[0]) == "Others")
    folder.set("sides", "others", "name", "Another folder")
    (tmp_path / "later").rename(tmp_path / "gone")
    folder.path.rename(tmp_path / "later")
    until(lambda: name_in(live.current()[0]) == "Another folder")
    ended.set()


# What goes wrong while the folder is followed


class Failing(Watched):
    """A follower whose look at the folder fails for as long as somebody wants."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.fails = False
        follow = self.live._refresh

        def broken(*, debounce: bool) -> bool:
            if self.fails and debounce:
                raise RuntimeError("no room")
            return follow(debounce=debounce)

        self.live._refresh = broken  # type: ignore[method-assign]


def test_a_failure_is_said_once_and_tried_again(folder: Folder, caplog: pytest.LogCaptureFixture) -> None:
    watched = Failing(folder.path)
    watched.fails = True
    folder.write("sides", named(folder, "Saved"))
    watched._look()
    watched._look()
    assert len(watched.told) == 1
    assert watched.live.unwatched_since is not None
    assert [record.message for record in caplog.records if "not being followed" in record.message] != []
    assert name_in(watched.live.current()[0]) == "Saved"  # whoever looks, looks itself
    watched.fails = False
    watched._look()
    assert watched.live.unwatched_since is None
    assert len(watched.told) == 2


def test_watching_outlives_failures(folder: Folder) -> None:
    looks: list[int] = []
    done = threading.Event()

    def options() -> None:
        looks.append(1)
        if len(looks) < 3:
            raise RuntimeError("once more")
        done.set()
        threading.Event().wait()  # the thread has no end of its own

    folder_watcher.watch(folder.path, options, rescan_seconds=0.01)
    assert done.wait(NOTICED_SECONDS)


def test_a_saved_file_can_be_undone(folder: Folder) -> None:
    watched = Watched(folder.path)
    before = folder.file("sides").read_bytes()
    folder.write("sides", named(folder, "Saved"))
    watched.shows("Saved")
    (entry,) = history.entries(folder.path)
    assert (entry.kind, entry.contents()["sides"]) == ("save", before)
    assert entry.changes == (Counted("sides", 1, 0, 0),)


def test_what_is_accepted_is_no_save(folder: Folder) -> None:
    watched = Watched(folder.path)
    watched.live.accept(folder.propose({"sides.csv": named(folder, "Sent")}))
    watched._look()
    assert [entry.kind for entry in history.entries(folder.path)] == ["swap"]


# Ids that were made for what was saved

LINE = "doubao,mau,400000000,https://example.com/doubao"


def save_without_id(folder: Folder) -> None:
    """Save the users with one more row, which has no id, and a column of one's own."""
    rows = [{**row, "mood": f"m{place}"} for place, row in enumerate(folder.rows("users"))]
    rows.append({**dict(zip(("product", "metric", "value", "source"), LINE.split(","), strict=True)), "mood": "new"})
    folder.file("users").write_text(",".join(rows[0]) + "\n", encoding="utf-8")
    folder.save("users", rows)


def times(folder: Folder) -> dict[str, int]:
    """When each file but sides.csv was written."""
    return {name: folder.file(name).stat().st_mtime_ns for name in folder.contents() if name != "sides"}


def test_made_ids_are_written_once(folder: Folder, watched: Watched) -> None:
    """With the document that was named; own columns and other rows stay, and nobody is told twice."""
    before = folder.rows("users")
    save_without_id(folder)
    assert len(watched.notices()) == 1
    *others, new = folder.rows("users")
    assert [{**row, "mood": ""} for row in others] == [{**row, "mood": ""} for row in before]
    assert [row["mood"] for row in others] == [f"m{place}" for place in range(len(before))]
    assert (new["id"], new["source"], new["mood"]) == ("doubao_mau", "example_com_doubao", "new")
    assert folder.rows("sources")[-1]["url"] == "https://example.com/doubao"
    written = times(folder)
    (entry,) = history.entries(folder.path)
    assert watched.notices() == []
    os.utime(folder.file("sides"))
    assert watched.notices() == []
    assert times(folder) == written
    assert history.entries(folder.path) == [entry]
    shown, _ = watched.live.current()
    assert shown is not None
    assert (shown.made, shown.stored.contents) == (frozenset(), folder.contents())
    assert sorted(path.name for path in (folder.path / ".history").iterdir()) == [entry.name, "lock"]


def test_a_later_correction_keeps_the_made_id(folder: Folder, watched: Watched) -> None:
    """Within the minutes whose saves are one step, too."""
    save_without_id(folder)
    watched.notices()
    folder.set("users", "doubao_mau", "year", "2025")
    watched.notices()
    saved = folder.rows("users")
    folder.save("users", [*saved, {**saved[-1], "id": "", "year": "2026"}])
    watched.notices()
    assert [row["id"] for row in folder.rows("users")[-2:]] == ["doubao_mau", "doubao_mau_2026"]
    assert len(history.entries(folder.path)) == 1


def test_undo_brings_back_the_file_before(folder: Folder, watched: Watched) -> None:
    before = folder.contents()
    save_without_id(folder)
    watched.notices()
    assert folder.contents()["users"] != before["users"]
    watched.live.accept(proposals.undo(folder.path, watched.live.current()[0]))
    assert folder.contents() == before


@pytest.mark.parametrize("kept", [0, 1])
@pytest.mark.parametrize("table", ["sources", "users"])
def test_a_file_saved_again_is_not_overwritten(
    folder: Folder, watched: Watched, monkeypatch: pytest.MonkeyPatch, table: str, kept: int
) -> None:
    """While its ids are made ready; they are written into what was saved last, whether this save is an entry or not."""
    for number in range(kept):
        folder.set("sides", "others", "name", f"{number}")
        watched.notices()

    def save_again() -> None:
        rows = folder.rows(table)
        folder.save(table, [*rows[:-1], {**rows[-1], {"users": "mood", "sources": "title"}[table]: "again"}])
        again.append(folder.file(table).read_bytes())

    again: list[bytes] = []
    put = history._replace_file

    def checked(source: Path, target: Path) -> None:
        assert again == [] or target.read_bytes() not in again
        put(source, target)

    save_without_id(folder)
    with monkeypatch.context() as patched:
        patched.setattr(history, "_replace_file", checked)
        once_after(patched, "difference", save_again)
        watched._look()
    assert folder.file(table).read_bytes() == again[0]
    watched.told.clear()
    watched.notices()
    assert folder.rows("users")[-1]["id"] == "doubao_mau"
    assert "again" in folder.rows(table)[-1 if table == "users" else -2].values()
    assert folder.problems() == []
    assert len(history.entries(folder.path)) == 1


def test_ids_of_an_earlier_schema_are_written(tmp_path: Path) -> None:
    """With the measures that its figures named by a label."""
    shutil.copytree(Path(__file__).parent / "schemas" / "1", tmp_path / "first")
    folder = Folder(tmp_path / "first")
    watched = Watched(folder.path)
    rows = folder.rows("other_figures")
    folder.save("other_figures", [*rows, {**rows[-1], "id": "", "year": "2026", "month": "", "day": "", "part": ""}])
    watched.notices()
    assert folder.problems() == []
    assert all(row["id"] for row in folder.rows("other_figures"))
    assert len(folder.rows("other_figures")) == len(rows) + 1
    assert watched.notices() == []
    proposals.accept(folder.path, proposals.undo(folder.path, folder.load()))
    assert folder.rows("other_figures") == rows
    assert folder.problems() == []
