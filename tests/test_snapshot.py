"""The dataset is one immutable thing: fingerprinted, locked, replaced whole, and written whole or not at all."""

import codecs
import gc
import os
import threading
import time
import weakref
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from leadlag import paths
from leadlag.contract import SQL_TYPES, TABLES
from leadlag.errors import DataError, OutputError
from leadlag.store import READINGS, Live, Snapshot, build, checked, load
from leadlag.store.snapshot import fingerprint
from tests.conftest import Folder

pytestmark = pytest.mark.usefixtures("own_snapshots")
COLUMNS = "SELECT table_name, column_name, data_type FROM information_schema.columns ORDER BY ordinal_position"
RELATIONS = "SELECT table_name, table_type FROM information_schema.tables"


def fingerprint_of(folder: Folder) -> str:
    return fingerprint(checked(folder.path))


def quoted(text: str) -> str:
    head, *rows = text.splitlines()
    return "\n".join([head, *(",".join(f'"{cell}"' for cell in row.split(",")) for row in rows)]) + "\n"


REWRITING: dict[str, Callable[[str], str]] = {
    "byte order mark": lambda text: codecs.BOM_UTF8.decode() + text,
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "quoting": quoted,
    "blank rows": lambda text: text + "\n\n",
    "spaces": lambda text: text.replace(",", " ,"),
}


def test_fingerprint_ignores_writing(folder: Folder) -> None:
    before, text = fingerprint_of(folder), folder.file("products").read_text(encoding="utf-8")
    found = {}
    for name, rewrite in REWRITING.items():
        assert rewrite(text) != text
        folder.write("products", rewrite(text))
        found[name] = fingerprint_of(folder)
    folder.set("prices", "jianying_membership_month", "low", "20.00")
    found["more zeros"] = fingerprint_of(folder)
    assert found == dict.fromkeys(found, before)


def test_fingerprint_changes_with_the_data(folder: Folder) -> None:
    """With any cell, and with the order of rows."""
    found = [fingerprint_of(folder)]
    for table, key, column, value in (
        ("users", "capcut_users_2023_08", "value", "490000001"),
        ("users", "capcut_users_2023_08", "note", ""),
        ("sides", "others", "name_zh", "其它"),
        ("exchange_rates", "CNY", "units_per_usd", "7.0979"),
    ):
        folder.set(table, key, column, value)
        found.append(fingerprint_of(folder))
    folder.save("sides", folder.rows("sides")[::-1])
    found.append(fingerprint_of(folder))
    assert len(set(found)) == 6


def test_snapshot_says_which_data_it_is(folder: Folder) -> None:
    folder.write("notes", "anything\n")
    os.utime(folder.file("users"), (2_000_000_000, 2_000_000_000))
    snapshot = load(folder.path)
    assert snapshot.fingerprint == fingerprint_of(folder)
    assert len(snapshot.fingerprint) == 12
    assert snapshot.counts == {table.name: len(folder.rows(table.name)) for table in TABLES}
    assert snapshot.modified == datetime.fromtimestamp(2_000_000_000)
    assert snapshot.ignored == ("notes.csv",)


def test_tables_hold_the_cells_of_the_files(folder: Folder, snapshot: Snapshot) -> None:
    for table in TABLES:
        _, rows = snapshot.rows(f'SELECT * FROM "{table.name}"')
        cells = [[row[column.name] for column in table.columns] for row in folder.rows(table.name)]
        typed = [
            [
                None if not cell else cell if isinstance(value, str) else type(value)(cell)
                for cell, value in zip(*pair, strict=True)
            ]
            for pair in zip(cells, rows, strict=True)
        ]
        assert typed == [list(row) for row in rows]


OUTSIDE = [
    "SELECT * FROM read_csv('data/users.csv')",
    "SELECT * FROM read_text('/etc/hostname')",
    "SELECT * FROM 'data/users.csv'",
    "COPY users TO 'nowhere/users.csv'",
    "ATTACH 'nowhere/other.duckdb'",
    "INSTALL httpfs",
    "LOAD httpfs",
]
SETTINGS = ["enable_external_access = true", "threads = 1", "lock_configuration = false"]


def test_database_reads_nothing_from_outside(snapshot: Snapshot) -> None:
    """And its configuration is locked."""
    for statement in OUTSIDE:
        with pytest.raises(duckdb.PermissionException):
            snapshot.rows(statement)
    for setting in SETTINGS:
        with pytest.raises(duckdb.InvalidInputException):
            snapshot.rows(f"SET {setting}")


# A folder that nobody watches is looked at whenever somebody asks


def test_changed_folder_gives_a_new_snapshot(folder: Folder) -> None:
    """An unchanged one gives the same, and the old one stays as it was."""
    live = Live(folder.path)
    first, error = live.current()
    assert first is not None
    assert error is None
    assert live.current() == (first, None)
    folder.set("sides", "others", "name", "Everyone else")
    second, error = live.current()
    assert second is not None
    assert error is None
    name = "SELECT name FROM sides WHERE id = 'others'"
    assert (first.rows(name)[1], second.rows(name)[1]) == ([("Others",)], [("Everyone else",)])
    assert first.fingerprint != second.fingerprint


def test_broken_folder_keeps_the_good_set(folder: Folder) -> None:
    live, raw = Live(folder.path), folder.contents()["users"]
    good, _ = live.current()
    assert good is not None
    for code in ("missing_file", "empty_file"):
        folder.file("users").unlink() if code == "missing_file" else folder.write("users", b"")
        for _ in range(2):
            kept, error = live.current()
            assert kept is good
            assert isinstance(error, DataError)
            assert [problem.code for problem in error.problems] == [code]
        folder.write("users", raw)
        healed, error = live.current()
        assert healed is not None
        assert (healed.fingerprint, error) == (good.fingerprint, None)
        good = healed


def test_folder_that_was_never_good(tmp_path: Path) -> None:
    snapshot, error = Live(tmp_path).current()
    assert snapshot is None
    assert isinstance(error, DataError)
    assert [problem.code for problem in error.problems] == ["missing_file"] * 3  # all others may be absent
    snapshot, error = Live(tmp_path / "nowhere").current()
    assert snapshot is None
    assert isinstance(error, DataError)
    assert [(problem.file, problem.code) for problem in error.problems] == [(str(tmp_path / "nowhere"), "no_folder")]


# A file for others


def model_relations() -> dict[str, str]:
    """What the model's files make: a table or a view, as their first line says."""
    begun = {path.stem: path.read_text(encoding="utf-8").partition(":")[0] for path in paths.MODEL.glob("*.sql")}
    return {name: {"-- table": "BASE TABLE", "-- view": "VIEW"}[first] for name, first in begun.items()}


def test_build_writes_tables_and_views(snapshot: Snapshot, built: Path) -> None:
    """Those of the contract, in place of an older file, under the columns that a snapshot has."""
    with duckdb.connect(str(built), read_only=True) as connection:
        relations = dict(connection.execute(RELATIONS).fetchall())
        assert relations == {**{table.name: "BASE TABLE" for table in TABLES}, **model_relations()}
        columns = connection.execute(COLUMNS).fetchall()
        for table in TABLES:
            wanted = [(table.name, column.name, SQL_TYPES[column.kind]) for column in table.columns]
            assert [column for column in columns if column[0] == table.name] == wanted
            assert connection.execute(f'SELECT * FROM "{table.name}"').fetchall() == snapshot.tables[table.name]
        for made in model_relations():
            snapshot.database.provide(f"SELECT * FROM {made}")
        assert sorted(snapshot.rows(COLUMNS)[1]) == sorted(columns)
    assert [path.name for path in built.parent.iterdir()] == ["leadlag.duckdb"]


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Instead of the model, none."""
    (tmp_path / "model").mkdir()
    monkeypatch.setattr(paths, "MODEL", tmp_path / "model")
    return tmp_path / "model"


def a_directory(tmp_path: Path) -> Path:
    (tmp_path / "taken").mkdir()
    return tmp_path / "taken"


def a_missing_folder(tmp_path: Path) -> Path:
    return tmp_path / "nowhere" / "leadlag.duckdb"


def below_a_file(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("not a folder")
    return tmp_path / "file" / "leadlag.duckdb"


@pytest.mark.parametrize("place", [a_directory, a_missing_folder, below_a_file])
@pytest.mark.usefixtures("model")
def test_unwritable_target_is_said(folder: Folder, tmp_path: Path, place: Callable[[Path], Path]) -> None:
    """And nothing is left behind."""
    target = place(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputError) as caught:
        build(folder.path, target)
    assert (caught.value.code, caught.value.details["path"]) == ("output", target)
    assert caught.value.details["why"]
    assert sorted(tmp_path.rglob("*")) == before


def test_broken_data_leave_an_older_file_alone(folder: Folder, tmp_path: Path) -> None:
    target = tmp_path / "leadlag.duckdb"
    duckdb.connect(str(target)).close()
    before = target.read_bytes()
    folder.set("organizations", "openai", "side", "")
    with pytest.raises(DataError):
        build(folder.path, target)
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "leadlag.duckdb"]


def test_broken_view_leaves_no_part_of_a_file(folder: Folder, tmp_path: Path, model: Path) -> None:
    (model / "broken.sql").write_text("SELECT * FROM no_such_table")
    with pytest.raises(duckdb.CatalogException):
        build(folder.path, tmp_path / "leadlag.duckdb")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "model"]


# Several threads


def test_readers_get_whole_snapshots(folder: Folder) -> None:
    """Every version writes its number into two files; a reader must never see two numbers, or another thread's rows."""
    live, done = Live(folder.path), threading.Event()
    seen: set[str] = set()
    mistakes: list[object] = []

    def version(number: int) -> None:
        for table, column in (("sides", "name"), ("users", "note")):
            folder.save(table, [{**row, column: f"v{number}"} for row in folder.rows(table)])

    def write() -> None:
        try:
            for number in range(1, 4):
                with writing:
                    version(number)
                live.current()
                until = time.monotonic() + 20
                while f"v{number}" not in seen and not mistakes and time.monotonic() < until:
                    time.sleep(0.001)
        finally:
            done.set()

    def read() -> None:
        while not done.is_set():
            with writing:
                snapshot, error = live.current()
            if snapshot is None or error is not None:
                mistakes.append(error)
                return
            sides = snapshot.rows("SELECT DISTINCT name FROM sides")[1]
            users = "SELECT DISTINCT note FROM sided_statements JOIN users USING (id) WHERE table_name = "
            notes = snapshot.rows(users + "getvariable('name')", name="users")[1]
            count = snapshot.rows("SELECT COUNT(*) FROM milestones")[1]
            if len(sides) != 1 or sides != notes or count != [(snapshot.counts["milestones"],)]:
                mistakes.append((sides, notes, count))
            seen.update(name for (name,) in sides)

    writing = threading.Lock()  # a person saves one file at a time; the two files of a version belong together
    version(0)
    live.current()
    threads = [threading.Thread(target=read) for _ in range(3)] + [threading.Thread(target=write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert mistakes == []
    assert seen >= {"v1", "v2", "v3"}


def test_cursors_do_not_mix_their_rows(snapshot: Snapshot) -> None:
    wrong: list[object] = []

    def read(number: int) -> None:
        for step in range(25):
            wanted = number * 1000 + step
            rows = snapshot.rows("SELECT getvariable('wanted') AS n, COUNT(*) AS c FROM milestones", wanted=wanted)[1]
            if rows != [(wanted, snapshot.counts["milestones"])]:
                wrong.append((wanted, rows))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert wrong == []


def test_snapshot_that_nobody_holds_is_gone(folder: Folder) -> None:
    """Its tables are outside of what Python counts, so it would not come to look for what holds itself."""
    snapshot = load(folder.path)
    snapshot.cached("answer", lambda: [1])
    held: list[weakref.ref[object]] = [weakref.ref(snapshot)]
    held += [weakref.ref(snapshot.read_as(reading).database) for reading in READINGS]
    gc.disable()
    try:
        del snapshot
        assert [each() for each in held] == [None] * len(held)
    finally:
        gc.enable()


def test_build_replaces_no_other_file(folder: Folder) -> None:
    """No table's file, and nothing that is no DuckDB file, whatever it is called."""
    for name in ("users.csv", "notes.txt", "data.duckdb"):
        target = folder.path / name
        if not target.exists():
            target.write_bytes(b"a note, or a database of another kind")
        before = target.read_bytes()
        with pytest.raises(OutputError) as caught:
            build(folder.path, target)
        assert (caught.value.code, target.read_bytes()) == ("no_database", before)
