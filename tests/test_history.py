"""A set is replaced whole or not at all, whoever dies meanwhile, and what was replaced can be brought back."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Thread

import pytest

from leadlag import paths
from leadlag.errors import DataError, LeadlagError, OutputError, SwapError
from leadlag.store import Counted, checked, files, history, load, swapping
from leadlag.store.folder import read
from leadlag.tables import BY_NAME, TABLES
from tests.conftest import STORY, Folder

Contents = dict[str, bytes]
ONE = (Counted("users", 1, 0, 0),)


def put(folder: Folder, new: Contents, kind: history.Kind = "swap") -> None:
    history.replace(folder.path, new, unchanged=lambda: True, kind=kind, fingerprint="0123456789ab", changes=ONE)


def users(folder: Folder, value: str) -> Contents:
    """The file of users with one other figure."""
    return {"users": folder.with_cell("users", "capcut_users_2023_08", "value", value)}


def figure(folder: Folder) -> str:
    return folder.rows("users")[folder.row("users", "capcut_users_2023_08") - 2]["value"]


def kinds(folder: Folder) -> list[str]:
    return [entry.kind for entry in history.entries(folder.path)]


# What is replaced is kept


def test_the_files_replaced_are_kept_as_they_were(folder: Folder) -> None:
    folder.write("sides", folder.file("sides").read_text(encoding="utf-8").replace(",", ";").encode("gb18030"))
    before = folder.contents()
    put(folder, users(folder, "490000001"))
    (entry,) = history.entries(folder.path)
    assert entry.contents() == before
    assert (entry.kind, entry.fingerprint, entry.changes) == ("swap", "0123456789ab", ONE)
    assert abs(entry.when.timestamp() - time.time()) < 60
    assert {name: raw for name, raw in folder.contents().items() if name != "users"} == {
        name: raw for name, raw in before.items() if name != "users"
    }


def test_what_is_no_table_stays_where_it_is(folder: Folder) -> None:
    (folder.path / "README.md").write_text("mine", encoding="utf-8")
    put(folder, users(folder, "490000001"))
    assert (folder.path / "README.md").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in folder.path.iterdir()) == sorted(
        [".history", "README.md", *(table.file for table in TABLES)]
    )


def test_only_the_newest_twenty_are_kept(folder: Folder) -> None:
    for value in range(23):
        put(folder, users(folder, f"{value}"))
    kept = [entry.contents()["users"] for entry in history.entries(folder.path)]
    assert kept == [users(folder, f"{value}")["users"] for value in range(21, 1, -1)]
    assert len(list((folder.path / ".history").glob("*Z"))) == history.KEPT == 20


def test_damaged_and_foreign_folders_in_the_history_are_passed_over(folder: Folder) -> None:
    put(folder, users(folder, "1"))
    (entry,) = history.entries(folder.path)
    about = json.loads((entry.path / "entry.json").read_text(encoding="utf-8"))
    damaged: dict[str, bytes] = {
        "20240101T000000.000001Z": b"",
        "20240101T000000.000002Z": b"{",
        "20240101T000000.000003Z": b"[]",
        "20240101T000000.000004Z": b"\xff\xfe",
        "20240101T000000.000005Z": json.dumps({**about, "changes": [{"table": "users"}]}).encode(),
        "20240101T000000.000006Z": json.dumps({**about, "changes": 1}).encode(),
        "20240101T000000.000007Z": json.dumps({name: about[name] for name in about if name != "kind"}).encode(),
        "20241301T000000.000000Z": json.dumps(about).encode(),
        "minez": json.dumps(about).encode(),
        "mineZ": json.dumps(about).encode(),
    }
    for name, content in damaged.items():
        (folder.path / ".history" / name).mkdir()
        (folder.path / ".history" / name / "entry.json").write_bytes(content)
    (folder.path / ".history" / "20240102T000000.000000Z").mkdir()
    (folder.path / ".history" / "20240103T000000.000000Z").write_text("a file", encoding="utf-8")
    (folder.path / ".history" / "20240104T000000.000000Z" / "entry.json").mkdir(parents=True)
    assert history.entries(folder.path) == [entry]
    put(folder, users(folder, "2"))
    assert len(history.entries(folder.path)) == 2


def test_an_entry_of_another_dataset_is_passed_over(folder: Folder) -> None:
    """A step or a table that this program does not know cannot be said, nor brought back."""
    put(folder, users(folder, "1"))
    (entry,) = history.entries(folder.path)
    about = json.loads((entry.path / "entry.json").read_text(encoding="utf-8"))
    foreign = ({**about, "kind": "merge"}, {**about, "changes": [{**about["changes"][0], "table": "cars"}]})
    for place, content in enumerate(foreign):
        other = folder.path / ".history" / f"20240101T000000.00000{place}Z"
        other.mkdir()
        (other / "entry.json").write_text(json.dumps(content), encoding="utf-8")
    assert history.entries(folder.path) == [entry]


# Undo, and bringing an entry back


def test_two_swaps_are_undone_one_after_the_other_and_then_nothing_is_left(folder: Folder) -> None:
    folder.swap(users(folder, "1"))
    folder.swap(users(folder, "2"))
    folder.undo()
    assert figure(folder) == "1"
    folder.undo()
    assert figure(folder) == "490000000"
    with pytest.raises(SwapError) as caught:
        folder.undo()
    assert (caught.value.code, caught.value.exit_code) == ("nothing_to_undo", 5)
    assert (caught.value.says("en"), caught.value.says("zh")) == ("There is nothing to undo.", "没有可以撤销的操作。")
    assert kinds(folder) == ["undo", "undo", "swap", "swap"]


def test_an_undo_gives_back_the_bytes_that_were_there(folder: Folder) -> None:
    before = folder.contents()
    folder.swap(users(folder, "1"))
    assert folder.contents() != before
    folder.undo()
    assert folder.contents() == before


def test_a_swap_after_an_undo_is_what_is_undone_next(folder: Folder) -> None:
    folder.swap(users(folder, "1"))
    folder.undo()
    folder.swap(users(folder, "2"))
    folder.undo()
    assert figure(folder) == "490000000"
    with pytest.raises(SwapError):
        folder.undo()
    assert kinds(folder) == ["undo", "swap", "undo", "swap"]


def test_an_undo_between_two_swaps_takes_back_only_the_step_it_followed(folder: Folder) -> None:
    folder.swap(users(folder, "1"))
    folder.swap(users(folder, "2"))
    folder.undo()
    folder.swap(users(folder, "3"))
    folder.undo()
    assert figure(folder) == "1"
    folder.undo()
    assert figure(folder) == "490000000"


def test_an_entry_is_brought_back_by_its_name_and_that_step_can_be_undone(folder: Folder) -> None:
    folder.swap(users(folder, "1"))
    folder.swap(users(folder, "2"))
    folder.undo()
    undone = history.entries(folder.path)[0]
    swapping.accept(folder.path, swapping.restore(folder.path, folder.shown(), undone.name))
    assert figure(folder) == "2"
    folder.undo()
    assert figure(folder) == "1"
    assert kinds(folder) == ["undo", "restore", "undo", "swap", "swap"]


@pytest.mark.parametrize("name", ["20240101T000000.000000Z", "", "..", "../data", "next"])
def test_an_entry_that_is_not_there_is_said(folder: Folder, name: str) -> None:
    folder.swap(users(folder, "1"))
    with pytest.raises(SwapError) as caught:
        swapping.restore(folder.path, None, name)
    assert caught.value.says("en") == f"There is no earlier set “{name}”."
    assert caught.value.says("zh") == f"没有名为“{name}”的旧数据。"


def test_a_set_that_had_problems_is_kept_and_said_but_not_brought_back(folder: Folder) -> None:
    good = folder.contents()
    folder.set("users", "capcut_users_2023_08", "value", "4.9亿")
    broken = folder.contents()
    folder.swap(good)
    (entry,) = history.entries(folder.path)
    assert (entry.fingerprint, entry.contents()) == ("", broken)
    now = folder.contents()
    with pytest.raises(DataError) as caught:
        folder.undo()
    assert [(problem.file, problem.column) for problem in caught.value.problems] == [("users.csv", "value")]
    assert folder.contents() == now


def test_nothing_was_replaced_in_a_folder_without_history(tmp_path: Path) -> None:
    assert history.entries(tmp_path) == []
    assert history.undoable(tmp_path) is None
    assert history.entries(tmp_path / "nowhere") == []


# Where it cannot be done


def test_the_second_of_two_accepts_changes_nothing(folder: Folder) -> None:
    first, second = folder.propose(users(folder, "1")), folder.propose(users(folder, "2"))
    swapping.accept(folder.path, first)
    before = sorted((path, path.stat().st_mtime_ns) for path in folder.path.rglob("*") if path.name != "lock")
    with pytest.raises(SwapError) as caught:
        swapping.accept(folder.path, second)
    assert caught.value.code == "changed_meanwhile"
    assert caught.value.says("en") == "The data changed while this was prepared; nothing was replaced. Try again."
    assert caught.value.says("zh") == "准备期间数据有了改动，没有替换。请再试一次。"
    assert sorted((path, path.stat().st_mtime_ns) for path in folder.path.rglob("*") if path.name != "lock") == before


def test_a_file_saved_after_the_preview_is_not_overwritten(folder: Folder) -> None:
    proposal = folder.propose(users(folder, "1"))
    folder.set("sides", "others", "name", "Saved by hand")
    before = folder.contents()
    with pytest.raises(SwapError):
        swapping.accept(folder.path, proposal)
    assert folder.contents() == before


def history_is_a_file(folder: Folder) -> None:
    (folder.path / ".history").write_text("mine", encoding="utf-8")


def next_is_a_file(folder: Folder) -> None:
    (folder.path / ".history").mkdir()
    (folder.path / ".history" / "next").write_text("mine", encoding="utf-8")


def journal_is_a_folder_to_be(folder: Folder) -> None:
    (folder.path / ".history" / "journal.part").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [history_is_a_file, next_is_a_file, journal_is_a_folder_to_be])
def test_a_history_that_cannot_be_written_is_said_and_nothing_is_replaced(
    folder: Folder, spoil: Callable[[Folder], None]
) -> None:
    spoil(folder)
    before = folder.contents()
    with pytest.raises(OutputError) as caught:
        folder.swap(users(folder, "1"))
    assert caught.value.exit_code == 4
    assert caught.value.says("en").startswith(f"Cannot write {folder.path}: ")
    assert caught.value.says("zh").startswith(f"无法写入 {folder.path}：")
    assert folder.contents() == before
    assert history.entries(folder.path) == []
    assert not history.interrupted(folder.path)
    assert load(folder.path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever may do all may write here as well")
def test_a_folder_that_may_not_be_written_is_said(folder: Folder) -> None:
    proposal = folder.propose(users(folder, "1"))
    folder.path.chmod(0o555)
    try:
        with pytest.raises(OutputError):
            swapping.accept(folder.path, proposal)
    finally:
        folder.path.chmod(0o755)
    assert figure(folder) == "490000000"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="a folder nobody can write to, not even root")
def test_a_folder_on_a_system_that_takes_no_files_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to("/proc/self/fd")
    with pytest.raises(OutputError) as caught:
        put(Folder(tmp_path / "data"), {"users": b"x"})
    assert caught.value.code == "output"


# Whoever dies meanwhile


class Mortal:
    """A process of `tests.dying` and the two sets it puts in place of each other."""

    def __init__(self, here: Folder, there: Folder) -> None:
        self.here, self.there = here, there
        command = [sys.executable, "-m", "tests.dying", str(here.path), str(there.path)]
        self._process = subprocess.Popen(
            command, cwd=paths.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.answer() == "ready"

    def ask(self, what: str, folder: Path, number: int = 0) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\t{folder}\t{number}\n")
        self._process.stdin.flush()

    def answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def does(self, what: str, folder: Path, number: int) -> str:
        """`killed`, or the exit code of a child that lived."""
        self.ask(what, folder, number)
        return self.answer()

    def end(self) -> None:
        self._process.communicate(timeout=30)


def set_of(folder: Folder) -> Folder:
    """The folder's rows as the files that a swap writes, so that two swaps give back the same bytes."""
    for name, rows in checked(folder.path).items():
        folder.write(name, files.exported(BY_NAME[name], rows))
    return folder


def two_sets(place: Path) -> tuple[Folder, Folder]:
    """The story and a set that differs in three files."""
    for name in ("here", "there"):
        shutil.copytree(STORY, place / name, ignore=shutil.ignore_patterns(".*"))
    here, there = Folder(place / "here"), Folder(place / "there")
    for table, key, column in (
        ("sides", "others", "name"),
        ("users", "capcut_users_2023_08", "note"),
        ("sources", "article", "publisher"),
    ):
        there.set(table, key, column, "The other set")
    return set_of(here), set_of(there)


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    process = Mortal(*two_sets(tmp_path_factory.mktemp("sets")))
    yield process
    process.end()


def fresh(mortal: Mortal, path: Path) -> Folder:
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(mortal.here.path, path)
    return Folder(path)


def step_after_the_decision(mortal: Mortal, path: Path) -> int:
    number = bisect_left(range(1000), True, key=lambda number: dies_decided(mortal, path, number))
    assert dies_decided(mortal, path, number)
    return number


def dies_completed(mortal: Mortal, path: Path, number: int) -> bool:
    return dies_decided(mortal, path, number) and not history.interrupted(path)


def left_with_a_journal(mortal: Mortal, path: Path) -> Folder:
    """A folder whose swap was decided, and whose process died before it moved any file."""
    step_after_the_decision(mortal, path)
    folder = Folder(path)
    assert folder.contents() == mortal.here.contents()
    return folder


def dies_decided(mortal: Mortal, path: Path, number: int) -> bool:
    folder = fresh(mortal, path)
    lived = mortal.does("accept", path, number) != "killed"
    return lived or history.interrupted(path) or folder.contents() != mortal.here.contents()


def holds_the_new_set(mortal: Mortal, folder: Folder) -> bool:
    """As the next reader finds it: one of the two sets, whole, and the other kept exactly where it was replaced."""
    now, kept = read(folder.path), history.entries(folder.path)
    assert now.problems == ()
    assert not history.interrupted(folder.path)
    if now.contents == mortal.there.contents():
        assert [entry.contents() for entry in kept] == [mortal.here.contents()]
        return True
    assert now.contents == mortal.here.contents()
    assert kept == []
    return False


def test_a_process_that_dies_at_any_step_leaves_the_old_set_or_the_new_one(mortal: Mortal, tmp_path: Path) -> None:
    new: list[bool] = []
    for number in count(1):
        folder = fresh(mortal, tmp_path / "data")
        ended = mortal.does("accept", folder.path, number)
        new.append(holds_the_new_set(mortal, folder))
        if ended != "killed":
            break
    assert ended == "0"
    assert new == sorted(new)  # once decided it stays decided
    assert min(new.count(False), new.count(True)) > 10
    print(f"killed at each of {len(new) - 1} steps: {new.count(False)} old, {new.count(True) - 1} new")


def test_a_process_that_dies_while_it_drops_the_oldest_set_leaves_every_other_whole(
    mortal: Mortal, tmp_path: Path
) -> None:
    first = bisect_left(range(1000), True, key=lambda number: dies_completed(mortal, tmp_path / "data", number))
    about = json.dumps({"kind": "swap", "fingerprint": "", "changes": []})
    for number in count(first):
        folder = fresh(mortal, tmp_path / "data")
        for place in range(history.KEPT):
            entry = folder.path / ".history" / f"20240101T000000.{place:06}Z"
            entry.mkdir(parents=True)
            (entry / "entry.json").write_text(about, encoding="utf-8")
            (entry / "sides.csv").write_bytes(b"sides")
            (entry / "users.csv").write_bytes(b"users")
        ended = mortal.does("accept", folder.path, number)
        assert read(folder.path).contents == mortal.there.contents()
        newest, *others = history.entries(folder.path)
        assert newest.contents() == mortal.here.contents()
        assert len(others) in (history.KEPT - 1, history.KEPT)
        assert all(entry.contents() == {"sides": b"sides", "users": b"users"} for entry in others)
        if ended != "killed":
            break
    assert len(others) == history.KEPT - 1
    assert number > first + 5
    put(folder, users(folder, "1"))
    assert sorted(path.name for path in (folder.path / ".history").iterdir() if path.suffix != "") == sorted(
        entry.name for entry in history.entries(folder.path)
    )


def test_a_reader_that_dies_while_it_completes_a_swap_leaves_it_to_the_next(mortal: Mortal, tmp_path: Path) -> None:
    begun = left_with_a_journal(mortal, tmp_path / "begun")
    for number in count(1):
        shutil.rmtree(tmp_path / "data", ignore_errors=True)
        shutil.copytree(begun.path, tmp_path / "data")
        for further in (0, 5, 10):  # and the next one dies as well
            ended = mortal.does("recover", tmp_path / "data", number + further)
        assert holds_the_new_set(mortal, Folder(tmp_path / "data"))
        if ended != "killed" and mortal.does("recover", begun.path, number) != "killed":
            break
    assert number > 10
    assert holds_the_new_set(mortal, begun)


def test_what_was_begun_is_completed_by_the_next_reader_and_by_the_next_swap(mortal: Mortal, tmp_path: Path) -> None:
    folder = left_with_a_journal(mortal, tmp_path / "data")
    assert load(folder.path).fingerprint == mortal.there.load().fingerprint
    assert holds_the_new_set(mortal, folder)

    folder = left_with_a_journal(mortal, tmp_path / "data")
    put(folder, users(folder, "1"))
    assert [entry.contents() for entry in history.entries(folder.path)] == [
        mortal.there.contents(),
        mortal.here.contents(),
    ]
    assert figure(folder) == "1"


def test_a_proposal_for_the_set_before_is_refused_after_what_was_begun_is_completed(
    mortal: Mortal, tmp_path: Path
) -> None:
    proposal = fresh(mortal, tmp_path / "data").propose(users(mortal.here, "1"))
    folder = left_with_a_journal(mortal, tmp_path / "data")
    with pytest.raises(SwapError):
        swapping.accept(folder.path, proposal)
    assert holds_the_new_set(mortal, folder)


def test_a_process_killed_at_any_moment_leaves_one_whole_set(mortal: Mortal, tmp_path: Path, long_form: bool) -> None:
    folder = fresh(mortal, tmp_path / "data")
    sets, begun, changed = [mortal.here.contents(), mortal.there.contents()], 0, 0
    state, kills = read(folder.path).state, 400 if long_form else 20
    for _ in range(kills):
        mortal.ask("loop", folder.path)
        child = int(mortal.answer())
        time.sleep(random.uniform(0.05, 0.25))  # the first swap of a child takes the first tenth
        os.kill(child, signal.SIGKILL)
        assert mortal.answer() == "killed"
        begun += history.interrupted(folder.path)
        now, kept = read(folder.path), history.entries(folder.path)
        assert now.problems == ()
        assert now.contents in sets
        other = sets[1 - sets.index(dict(now.contents))]
        assert all(entry.contents() in sets for entry in kept)
        assert [entry.contents() for entry in kept[:1]] in ([], [other])
        changed, state = changed + (now.state != state), now.state
    assert load(folder.path).fingerprint in (mortal.here.load().fingerprint, mortal.there.load().fingerprint)
    print(f"{kills} kills at any moment: {begun} after the decision and before its end; {changed} left another set")


def test_two_processes_that_swap_at_once_leave_one_whole_set(mortal: Mortal, tmp_path: Path) -> None:
    folder, times = fresh(mortal, tmp_path / "data"), 15
    other = Mortal(mortal.here, mortal.there)
    for process in (mortal, other):
        process.ask("times", folder.path, times)
    went_through = [int(process.answer()) for process in (mortal, other)]
    other.end()
    assert times <= sum(went_through) <= 2 * times
    assert all(went_through)
    sets = [mortal.here.contents(), mortal.there.contents()]
    kept = [entry.contents() for entry in history.entries(folder.path)]
    assert [folder.contents(), *kept[:-1]] == [sets[1 - sets.index(each)] for each in kept]  # one after the other
    assert folder.contents() == sets[sum(went_through) % 2]


def test_a_reader_beside_a_process_that_swaps_sees_whole_sets_only(mortal: Mortal, tmp_path: Path) -> None:
    folder = fresh(mortal, tmp_path / "data")
    seen: list[int] = []
    sets = [mortal.here.contents(), mortal.there.contents()]
    mortal.ask("loop", folder.path)
    child, end = int(mortal.answer()), time.monotonic() + 60
    while len(seen) < 100 or (set(seen) != {0, 1} and time.monotonic() < end):
        seen.append(sets.index(dict(read(folder.path).contents)))
    os.kill(child, signal.SIGKILL)
    assert mortal.answer() == "killed"
    assert set(seen) == {0, 1}


def test_two_threads_that_swap_at_once_leave_one_whole_set(folder: Folder) -> None:
    """The first is served; the other is told, and nothing of its set is written."""
    proposals = [folder.propose({**users(folder, str(n)), **sides(folder, f"v{n}")}) for n in range(1, 5)]
    told: list[str] = []

    def accept(proposal: swapping.Proposal) -> None:
        try:
            swapping.accept(folder.path, proposal)
        except LeadlagError as error:
            told.append(error.code)

    threads = [Thread(target=accept, args=(proposal,)) for proposal in proposals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["changed_meanwhile"] * 3
    assert f"v{figure(folder)}" == folder.rows("sides")[2]["name"]


def sides(folder: Folder, name: str) -> Contents:
    return {"sides": folder.with_cell("sides", "others", "name", name)}
