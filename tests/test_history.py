"""A set is replaced whole or not at all, whoever dies meanwhile, and what was replaced can be brought back."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Thread

import pytest

from leadlag import paths
from leadlag.contract import BY_NAME, TABLES
from leadlag.errors import DataError, LeadlagError, OutputError, SwapError
from leadlag.store import Counted, checked, files, history, proposals
from leadlag.store.folder import read
from tests.conftest import Folder, copy_of_story

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


def test_replaced_files_are_kept(folder: Folder) -> None:
    """As they were; what is no table stays where it is."""
    folder.write("sides", folder.file("sides").read_text(encoding="utf-8").replace(",", ";").encode("gb18030"))
    (folder.path / "README.md").write_text("mine", encoding="utf-8")
    before, new = folder.contents(), users(folder, "490000001")
    put(folder, new)
    (entry,) = history.entries(folder.path)
    assert entry.contents() == before
    assert (entry.kind, entry.fingerprint, entry.changes) == ("swap", "0123456789ab", ONE)
    assert abs(entry.when.timestamp() - time.time()) < 600
    assert folder.contents() == {**before, **new}
    assert (folder.path / "README.md").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in folder.path.iterdir()) == sorted(
        [".history", "README.md", *(table.file for table in TABLES)]
    )


def test_newest_twenty_entries_are_kept(folder: Folder) -> None:
    for value in range(23):
        put(folder, {"users": str(value).encode()})
    kept = [entry.contents()["users"] for entry in history.entries(folder.path)]
    assert kept == [str(value).encode() for value in range(21, 1, -1)]
    assert len(list((folder.path / ".history").glob("*Z"))) == history.ENTRY_LIMIT == 20


def test_unusable_entries_are_passed_over(folder: Folder) -> None:
    """Damaged ones, and those of another dataset: a step or a table that is not known cannot be brought back."""
    put(folder, users(folder, "1"))
    (entry,) = history.entries(folder.path)
    about = json.loads((entry.path / "entry.json").read_text(encoding="utf-8"))
    contents: list[object] = [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        {**about, "changes": [{"table": "users"}]},
        {**about, "changes": 1},
        {name: about[name] for name in about if name != "kind"},
        {**about, "kind": "merge"},
        {**about, "changes": [{**about["changes"][0], "table": "cars"}]},
    ]
    unusable = {f"20240101T000000.{number:06}Z": content for number, content in enumerate(contents)}
    unusable |= dict.fromkeys(["20241301T000000.000000Z", "minez", "mineZ"], about)
    for name, content in unusable.items():
        (folder.path / ".history" / name).mkdir()
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        (folder.path / ".history" / name / "entry.json").write_bytes(raw)
    (folder.path / ".history" / "20240102T000000.000000Z").mkdir()
    (folder.path / ".history" / "20240103T000000.000000Z").write_text("a file", encoding="utf-8")
    (folder.path / ".history" / "20240104T000000.000000Z" / "entry.json").mkdir(parents=True)
    assert history.entries(folder.path) == [entry]
    put(folder, users(folder, "2"))
    assert len(history.entries(folder.path)) == 2


# Undo, and bringing an entry back


def test_swaps_are_undone_one_by_one(folder: Folder) -> None:
    """To the very bytes, until nothing is left."""
    sets = [folder.contents()]
    for value in "12":
        folder.swap(users(folder, value))
        sets.append(folder.contents())
    assert [sets[1] != sets[0], sets[2] != sets[1]] == [True, True]
    for before in sets[1::-1]:
        folder.undo()
        assert folder.contents() == before
    with pytest.raises(SwapError) as caught:
        folder.undo()
    assert (caught.value.code, caught.value.exit_code) == ("nothing_to_undo", 5)
    assert (caught.value.says("en"), caught.value.says("zh")) == ("There is nothing to undo.", "没有可以撤销的操作。")
    assert kinds(folder) == ["undo", "undo", "swap", "swap"]


def test_undo_takes_back_the_step_it_follows(folder: Folder) -> None:
    """An undone step is passed over, whatever came after it."""
    folder.swap(users(folder, "1"))
    folder.undo()
    folder.swap(users(folder, "2"))
    folder.swap(users(folder, "1"))
    folder.undo()
    assert figure(folder) == "2"
    folder.swap(users(folder, "1"))
    folder.undo()
    assert figure(folder) == "2"
    folder.undo()
    assert figure(folder) == "490000000"
    with pytest.raises(SwapError):
        folder.undo()


def test_restored_entry_can_be_undone(folder: Folder) -> None:
    folder.swap(users(folder, "1"))
    folder.swap(users(folder, "2"))
    folder.undo()
    undone = history.entries(folder.path)[0]
    proposals.accept(folder.path, proposals.restore(folder.path, folder.shown(), undone.name))
    assert figure(folder) == "2"
    folder.undo()
    assert figure(folder) == "1"
    assert kinds(folder) == ["undo", "restore", "undo", "swap", "swap"]


def test_unknown_entry_is_said(folder: Folder) -> None:
    put(folder, users(folder, "1"))
    for name in ("20240101T000000.000000Z", "", "..", "../data", "next"):
        with pytest.raises(SwapError) as caught:
            proposals.restore(folder.path, None, name)
        assert caught.value.says("en") == f"The version history has no entry “{name}”."
        assert caught.value.says("zh") == f"版本历史中没有“{name}”。"


def test_broken_set_is_kept_but_not_restored(folder: Folder) -> None:
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


def test_folder_without_history(tmp_path: Path) -> None:
    assert history.entries(tmp_path) == []
    assert history.undoable(tmp_path) is None
    assert history.entries(tmp_path / "nowhere") == []


# Where it cannot be done


def test_second_of_two_swaps_changes_nothing(folder: Folder) -> None:
    first, second = folder.propose(users(folder, "1")), folder.propose(users(folder, "2"))
    proposals.accept(folder.path, first)
    before = sorted((path, path.stat().st_mtime_ns) for path in folder.path.rglob("*") if path.name != "lock")
    with pytest.raises(SwapError) as caught:
        proposals.accept(folder.path, second)
    assert caught.value.code == "changed_meanwhile"
    assert caught.value.says("en") == "The data changed in the meantime; nothing was replaced. Try again."
    assert caught.value.says("zh") == "其间数据有了改动，没有替换。请再试一次。"
    assert sorted((path, path.stat().st_mtime_ns) for path in folder.path.rglob("*") if path.name != "lock") == before


def test_file_saved_after_the_preview_stays(folder: Folder) -> None:
    proposal = folder.propose(users(folder, "1"))
    folder.set("sides", "others", "name", "Saved by hand")
    before = folder.contents()
    with pytest.raises(SwapError):
        proposals.accept(folder.path, proposal)
    assert folder.contents() == before


def history_is_a_file(folder: Folder) -> None:
    (folder.path / ".history").write_text("mine", encoding="utf-8")


def next_is_a_file(folder: Folder) -> None:
    (folder.path / ".history").mkdir()
    (folder.path / ".history" / "next").write_text("mine", encoding="utf-8")


def journal_is_a_folder_to_be(folder: Folder) -> None:
    (folder.path / ".history" / "journal.part").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [history_is_a_file, next_is_a_file, journal_is_a_folder_to_be])
def test_unwritable_history_is_said(folder: Folder, spoil: Callable[[Folder], None]) -> None:
    """Nothing is replaced then."""
    spoil(folder)
    before = folder.contents()
    with pytest.raises(OutputError) as caught:
        folder.swap(users(folder, "1"))
    assert caught.value.exit_code == 4
    assert caught.value.says("en").startswith(f"Cannot write {folder.path}: ")
    assert caught.value.says("zh").startswith(f"无法写入 {folder.path}：")
    assert folder.contents() == before
    assert history.entries(folder.path) == []
    assert not history.is_interrupted(folder.path)
    assert folder.problems() == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever may do all may write here as well")
def test_read_only_folder_is_said(folder: Folder) -> None:
    proposal = folder.propose(users(folder, "1"))
    folder.path.chmod(0o555)
    try:
        with pytest.raises(OutputError):
            proposals.accept(folder.path, proposal)
    finally:
        folder.path.chmod(0o755)
    assert figure(folder) == "490000000"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="a folder nobody can write to, not even root")
def test_system_that_takes_no_files_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to("/proc/self/fd")
    with pytest.raises(OutputError) as caught:
        put(Folder(tmp_path / "data"), {"users": b"x"})
    assert caught.value.code == "output"


# Whoever dies meanwhile


class Mortal:
    """A process of `tests.crash`, and the two sets that it puts in place of each other."""

    def __init__(self, here: Folder, there: Folder) -> None:
        self.here, self.there = here, there
        command = [sys.executable, "-m", "tests.crash", str(here.path), str(there.path)]
        self._process = subprocess.Popen(
            command, cwd=paths.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.answer() == "ready"
        counted = self.copy(here.path.parent / "counted")
        self.ask("count", counted.path)
        #: Steps of a swap: the first that finds the journal, the first that finds it gone, and one past the last.
        self.decided, self.completed, self.ended = map(int, self.answer().split())
        assert self.answer() == "0"

    def ask(self, what: str, folder: Path, number: int = 0) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\t{folder}\t{number}\n")
        self._process.stdin.flush()

    def answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def does(self, what: str, folder: Path, number: int) -> str:
        """`killed`, or the exit code of a child that lived; of two, both."""
        self.ask(what, folder, number)
        return self.answer()

    def copy(self, path: Path) -> Folder:
        """The first of its two sets, anew."""
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.here.path, path)
        return Folder(path)

    def decides(self, path: Path) -> Folder:
        """A folder whose swap was decided, and whose process died before it moved any file."""
        folder = self.copy(path)
        assert self.does("accept", path, self.decided) == "killed"
        assert history.is_interrupted(path)
        assert folder.contents() == self.here.contents()
        return folder

    def holds_the_new_set(self, folder: Folder) -> bool:
        """As the next reader finds it: one of the two sets, whole, and the other kept only where it was replaced."""
        now, kept = read(folder.path), history.entries(folder.path)
        assert now.problems == ()
        assert not history.is_interrupted(folder.path)
        if now.contents == self.there.contents():
            assert [entry.contents() for entry in kept] == [self.here.contents()]
            return True
        assert now.contents == self.here.contents()
        assert kept == []
        return False

    def end(self) -> None:
        self._process.communicate(timeout=30)


def set_of(folder: Folder) -> Folder:
    """The folder's rows as the files that a swap writes, so that two swaps give back the same bytes."""
    for name, rows in checked(folder.path).items():
        folder.write(name, files.exported(BY_NAME[name], rows))
    return folder


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    """Between the story and a set that differs in three files."""
    place = tmp_path_factory.mktemp("sets")
    here, there = copy_of_story(place / "here"), copy_of_story(place / "there")
    for table, key, column in (
        ("sides", "others", "name"),
        ("users", "capcut_users_2023_08", "note"),
        ("sources", "article", "publisher"),
    ):
        there.set(table, key, column, "The other set")
    process = Mortal(set_of(here), set_of(there))
    yield process
    process.end()


def test_death_at_any_step(mortal: Mortal, tmp_path: Path, long_form: bool) -> None:
    """The old one until the journal is there, and the new one ever after."""
    short = {*range(1, mortal.decided, 25), *range(mortal.decided - 1, mortal.ended, 5), mortal.ended}
    new = {}
    for number in range(1, mortal.ended + 1) if long_form else sorted(short):
        folder = mortal.copy(tmp_path / "data")
        ended = mortal.does("accept", folder.path, number)
        assert ended == ("killed" if number < mortal.ended else "0")
        new[number] = mortal.holds_the_new_set(folder)
    assert new == {number: number >= mortal.decided for number in new}
    assert min(mortal.decided, mortal.ended - mortal.decided) > 10


def test_death_while_the_oldest_set_is_dropped(mortal: Mortal, tmp_path: Path, long_form: bool) -> None:
    """Every other entry is left whole, and the next swap clears up."""
    about = json.dumps({"kind": "swap", "fingerprint": "", "changes": []})
    full = mortal.copy(tmp_path / "full")
    for place in range(history.ENTRY_LIMIT):
        entry = full.path / ".history" / f"20240101T000000.{place:06}Z"
        entry.mkdir(parents=True)
        (entry / "entry.json").write_text(about, encoding="utf-8")
        (entry / "sides.csv").write_bytes(b"sides")
        (entry / "users.csv").write_bytes(b"users")
    for number in count(mortal.completed, 1 if long_form else 9):
        folder = Folder(tmp_path / "data")
        shutil.rmtree(folder.path, ignore_errors=True)
        shutil.copytree(full.path, folder.path)
        ended = mortal.does("accept", folder.path, number)
        assert read(folder.path).contents == mortal.there.contents()
        newest, *others = history.entries(folder.path)
        assert newest.contents() == mortal.here.contents()
        assert len(others) in (history.ENTRY_LIMIT - 1, history.ENTRY_LIMIT)
        assert all(entry.contents() == {"sides": b"sides", "users": b"users"} for entry in others)
        if ended != "killed":
            break
    assert ended == "0"
    assert len(others) == history.ENTRY_LIMIT - 1
    assert number > mortal.completed + 5
    put(folder, users(folder, "1"))
    assert sorted(path.name for path in (folder.path / ".history").iterdir() if path.suffix != "") == sorted(
        entry.name for entry in history.entries(folder.path)
    )


def test_death_while_a_swap_is_completed(mortal: Mortal, tmp_path: Path, long_form: bool) -> None:
    """A reader that dies then leaves it to the next, which may die as well."""
    begun = mortal.decides(tmp_path / "begun")
    for number in count(1, 1 if long_form else 5):
        shutil.rmtree(tmp_path / "data", ignore_errors=True)
        shutil.copytree(begun.path, tmp_path / "data")
        for further in (0, 5, 10):
            ended = mortal.does("recover", tmp_path / "data", number + further)
        assert mortal.holds_the_new_set(Folder(tmp_path / "data"))
        if ended != "killed" and mortal.does("recover", begun.path, number) != "killed":
            break
    assert number > 10
    assert mortal.holds_the_new_set(begun)


def test_next_reader_or_swap_completes_a_swap(mortal: Mortal, tmp_path: Path) -> None:
    folder = mortal.decides(tmp_path / "data")
    assert checked(folder.path) == checked(mortal.there.path)
    assert mortal.holds_the_new_set(folder)

    folder = mortal.decides(tmp_path / "data")
    put(folder, users(folder, "1"))
    assert [entry.contents() for entry in history.entries(folder.path)] == [
        mortal.there.contents(),
        mortal.here.contents(),
    ]
    assert figure(folder) == "1"


def test_older_proposal_is_refused_after_that(mortal: Mortal, tmp_path: Path) -> None:
    proposal = mortal.copy(tmp_path / "data").propose(users(mortal.here, "1"))
    folder = mortal.decides(tmp_path / "data")
    with pytest.raises(SwapError):
        proposals.accept(folder.path, proposal)
    assert mortal.holds_the_new_set(folder)


def test_death_at_any_moment(mortal: Mortal, tmp_path: Path, long_form: bool) -> None:
    folder = mortal.copy(tmp_path / "data")
    sets, begun, changed = [mortal.here.contents(), mortal.there.contents()], 0, 0
    state, kills = read(folder.path).state, 400 if long_form else 4
    for _ in range(kills):
        before = history.entries(folder.path)[:1]
        mortal.ask("loop", folder.path)
        child, end = int(mortal.answer()), time.monotonic() + 60
        while history.entries(folder.path)[:1] == before and time.monotonic() < end:
            time.sleep(0.005)  # until its first swap went through
        time.sleep(random.uniform(0, 0.1))
        os.kill(child, signal.SIGKILL)
        assert mortal.answer() == "killed"
        begun += history.is_interrupted(folder.path)
        now, kept = read(folder.path), history.entries(folder.path)
        assert now.problems == ()
        assert now.contents in sets
        other = sets[1 - sets.index(dict(now.contents))]
        assert all(entry.contents() in sets for entry in kept)
        assert [entry.contents() for entry in kept[:1]] in ([], [other])
        changed, state = changed + (now.state != state), now.state
    assert checked(folder.path) in (checked(mortal.here.path), checked(mortal.there.path))
    print(f"{kills} kills at any moment: {begun} after the decision and before its end; {changed} left another set")


def test_two_processes_that_swap_at_once(mortal: Mortal, tmp_path: Path, long_form: bool) -> None:
    """Set after set, each whole, one after the other."""
    folder, times = mortal.copy(tmp_path / "data"), 15 if long_form else 4
    assert mortal.does("race", folder.path, times) == "0 0"
    sets = [mortal.here.contents(), mortal.there.contents()]
    kept = [entry.contents() for entry in history.entries(folder.path)]
    assert len(kept) == min(2 * times, history.ENTRY_LIMIT)
    assert [folder.contents(), *kept] == [sets[number % 2] for number in range(len(kept) + 1)]


def test_reader_beside_a_process_that_swaps(mortal: Mortal, tmp_path: Path, long_form: bool) -> None:
    """It sees whole sets only."""
    folder = mortal.copy(tmp_path / "data")
    seen: list[int] = []
    sets = [mortal.here.contents(), mortal.there.contents()]
    mortal.ask("loop", folder.path, 20)
    child, end = int(mortal.answer()), time.monotonic() + 60
    while len(seen) < (100 if long_form else 20) or (set(seen) != {0, 1} and time.monotonic() < end):
        seen.append(sets.index(dict(read(folder.path).contents)))
    os.kill(child, signal.SIGKILL)
    assert mortal.answer() == "killed"
    assert set(seen) == {0, 1}


def test_threads_that_swap_at_once(folder: Folder) -> None:
    """The first is served; the others are told, and nothing of their sets is written."""
    each = [
        folder.propose({**users(folder, str(n)), "sides": folder.with_cell("sides", "others", "name", f"v{n}")})
        for n in range(1, 4)
    ]
    codes: list[str] = []

    def accept(proposal: proposals.Proposal) -> None:
        try:
            proposals.accept(folder.path, proposal)
        except LeadlagError as error:
            codes.append(error.code)

    threads = [Thread(target=accept, args=(proposal,)) for proposal in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == ["changed_meanwhile"] * 2
    assert f"v{figure(folder)}" == folder.rows("sides")[2]["name"]
