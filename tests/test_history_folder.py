"""What lies in a history folder: saved files beside sent ones, odd clocks, links, modes, what strangers leave."""

import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leadlag.errors import SwapError
from leadlag.store import Counted, history, proposals
from leadlag.store.folder import read
from tests.conftest import Folder

ONE = (Counted("users", 1, 0, 0),)
CAPCUT = ("users", "capcut_users_2023_08", "value")


def value(folder: Folder) -> str:
    return folder.rows("users")[folder.row(*CAPCUT[:2]) - 2]["value"]


def swapped(folder: Folder, number: str) -> None:
    folder.swap({"users.csv": folder.with_cell(*CAPCUT, number)})


def saved(folder: Folder, number: str) -> None:
    """A file saved by hand, as the follower tells of it."""
    old = read(folder.path).contents
    folder.set(*CAPCUT, number)
    history.record_saved(folder.path, old, fingerprint="0123456789ab", changes=ONE)


def aged(folder: Folder, **ago: float) -> None:
    """Every entry as old as this."""
    for entry in history.entries(folder.path):
        name = (datetime.now(UTC) - timedelta(**ago)).strftime("%Y%m%dT%H%M%S.%fZ")
        entry.path.rename(entry.path.with_name(name))


def kinds(folder: Folder) -> list[str]:
    return [entry.kind for entry in history.entries(folder.path)]


def plant(folder: Folder, name: str, about: object) -> Path:
    path = folder.path / ".history" / name
    path.mkdir(parents=True)
    (path / "entry.json").write_text(about if isinstance(about, str) else json.dumps(about), encoding="utf-8")
    return path


ABOUT = {"kind": "swap", "fingerprint": "", "changes": []}


# Saved files


def test_a_saved_file_can_be_undone(folder: Folder) -> None:
    saved(folder, "500000000")
    assert kinds(folder) == ["save"]
    folder.undo()
    assert value(folder) == "490000000"
    assert kinds(folder) == ["undo", "save"]


def test_saves_of_ten_minutes_are_one_step(folder: Folder) -> None:
    for number in ("500000000", "510000000", "520000000"):
        saved(folder, number)
    assert kinds(folder) == ["save"]
    aged(folder, minutes=11)
    saved(folder, "530000000")
    assert kinds(folder) == ["save", "save"]
    folder.undo()
    assert value(folder) == "520000000"


def test_saves_displace_no_sent_set(folder: Folder) -> None:
    swapped(folder, "500000000")
    for number in range(history.ENTRY_LIMIT + 2):
        saved(folder, str(600000000 + number))
        aged_newest(folder)
    assert kinds(folder).count("save") == history.ENTRY_LIMIT
    assert kinds(folder)[-1] == "swap"


def aged_newest(folder: Folder) -> None:
    """As if ten minutes had passed: every entry moves back, in order."""
    for entry in reversed(history.entries(folder.path)):
        name = (entry.when - timedelta(minutes=11)).astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        entry.path.rename(entry.path.with_name(name))


# Clocks


def test_a_clock_set_back_keeps_the_order(folder: Folder) -> None:
    swapped(folder, "500000000")
    (entry,) = history.entries(folder.path)
    entry.path.rename(entry.path.with_name("20990101T000000.000000Z"))
    swapped(folder, "510000000")
    newest, older = history.entries(folder.path)
    assert older.name == "20990101T000000.000000Z"
    assert newest.name == "20990101T000000.000001Z"
    folder.undo()
    assert value(folder) == "500000000"


# Files as they are


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_swap_keeps_mode_and_link(folder: Folder, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "people.csv"
    real.parent.mkdir()
    folder.file("users").rename(real)
    folder.file("users").symlink_to(real)
    real.chmod(0o664)
    folder.file("sides").chmod(0o640)
    before = os.umask(0o077)
    try:
        sides = folder.with_cell("sides", "others", "name", "The rest")
        folder.swap({"users.csv": folder.with_cell(*CAPCUT, "500000000"), "sides.csv": sides})
    finally:
        os.umask(before)
    assert folder.file("users").is_symlink()
    assert value(folder) == "500000000"
    assert stat.S_IMODE(real.stat().st_mode) == 0o664
    assert stat.S_IMODE(folder.file("sides").stat().st_mode) == 0o640
    assert sorted(path.name for path in real.parent.iterdir()) == ["people.csv"]


# What strangers leave


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_partial_entry_is_not_brought_back(folder: Folder, harm: str) -> None:
    swapped(folder, "500000000")
    (entry,) = history.entries(folder.path)
    file = entry.path / "users.csv"
    file.unlink() if harm == "missing" else file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(SwapError) as caught:
        folder.undo()
    assert (caught.value.code, value(folder)) == ("entry_not_whole", "500000000")


def test_entry_of_an_older_release(folder: Folder) -> None:
    swapped(folder, "500000000")
    (entry,) = history.entries(folder.path)
    about = json.loads((entry.path / "entry.json").read_text())
    del about["files"]
    (entry.path / "entry.json").write_text(json.dumps(about))
    folder.undo()
    assert value(folder) == "490000000"


ODD = [
    "",
    "[" * 5_000,
    "[]",
    "null",
    '{"kind": "swap"}',
    {**ABOUT, "fingerprint": 7},
    {**ABOUT, "changes": [{"table": "users", "changed": "many", "added": 0, "removed": 0}]},
    {**ABOUT, "changes": [{"table": "secrets", "changed": 1, "added": 0, "removed": 0}]},
    {**ABOUT, "files": ["users"]},
    {**ABOUT, "kind": "theft"},
]


def test_odd_entries_are_passed_over(folder: Folder) -> None:
    for number, about in enumerate(ODD):
        plant(folder, f"20240101T000000.{number:06}Z", about)
    plant(folder, "00010101T000000.000000Z", ABOUT)
    plant(folder, "not a dateZ", ABOUT)
    assert [entry.name for entry in history.entries(folder.path) if entry.name.startswith("2024")] == []
    swapped(folder, "500000000")
    assert kinds(folder)[0] == "swap"


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_links_and_pipes_are_not_followed(folder: Folder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("id\n1\n")
    entry = plant(folder, "20240101T000000.000000Z", ABOUT)
    (entry / "users.csv").symlink_to(secret)
    os.mkfifo(entry / "prices.csv")
    pipe = folder.path / ".history" / "20240102T000000.000000Z"
    pipe.mkdir()
    os.mkfifo(pipe / "entry.json")
    (found,) = history.entries(folder.path)
    assert found.contents() == {}


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("journal", ["../../elsewhere", "", "x" * 5000, "pipe", "folder"])
def test_journal_without_entry_is_dropped(folder: Folder, tmp_path: Path, journal: str) -> None:
    place = folder.path / ".history"
    (place / "next" / "replaced").mkdir(parents=True)
    if journal == "pipe":
        os.mkfifo(place / "journal")
    elif journal == "folder":
        (place / "journal" / "deep").mkdir(parents=True)
    else:
        (place / "journal").write_text(journal)
    assert read(folder.path).problems == ()
    assert not history.is_interrupted(folder.path)
    assert not (tmp_path / "elsewhere").exists()
    swapped(folder, "500000000")
    assert value(folder) == "500000000"


def test_undo_of_a_restored_save(folder: Folder) -> None:
    saved(folder, "500000000")
    (entry,) = history.entries(folder.path)
    proposal = proposals.restore(folder.path, folder.shown(), entry.name)
    assert [row.key for row in proposal.difference.changes] == ["capcut_users_2023_08"]
