"""What the tests share: a folder of CSVs to spoil, the frozen story as a snapshot, problems as a reader meets them.

Behaviour is tested over `tests/story`, which never changes: a corrected row of `data/` breaks no test but its own.
"""

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import settings

from leadlag import paths, queries
from leadlag.contract import TABLES
from leadlag.errors import DataError, Problem
from leadlag.store import Proposal, Snapshot, build, checked, load, proposals
from leadlag.store.folder import read
from tests.database_cache import separate_databases, shared_databases
from tests.markup import evil

STORY = paths.ROOT / "tests" / "story"
os.environ["LEADLAG_DATA"] = str(STORY)  # for pages, and for commands in processes of their own
# Whatever the environment says, bytecode is kept: else every worker rewrites every assert, and each command in a
# process of its own compiles the package.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile("leadlag", database=None, deadline=None, print_blob=True)
settings.register_profile("long", settings.get_profile("leadlag"), max_examples=1000)
settings.load_profile("leadlag")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept-answers", action="store_true", help="rewrite tests/answers/*.csv from the story")
    parser.addoption("--long", action="store_true", help="kills, swaps and examples by the hundred")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--long"):
        settings.load_profile("long")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What only looks at the story comes first, so that one worker draws its charts and pages, and not each."""
    items.sort(key=lambda item: "folder" in getattr(item, "fixturenames", ()))


def examples(short: int, long: int) -> settings:
    """How many examples a property is tried with, and how many in the long form."""
    return settings(max_examples=long if settings.get_current_profile_name() == "long" else short)


@dataclass(frozen=True)
class Told:
    """All that a reader is told about one problem; `english` and `chinese` are (expected, how to fix it)."""

    file: str
    row: int
    column: str
    code: str
    found: str
    english: tuple[str, str]
    chinese: tuple[str, str]


def told(problem: Problem) -> Told:
    return Told(
        problem.file,
        problem.row,
        problem.column,
        problem.code,
        problem.found,
        (problem.expected("en"), problem.fix("en")),
        (problem.expected("zh"), problem.fix("zh")),
    )


class Folder:
    """A copy of the story that a test may edit. A table is named without `.csv`, a row by its first cell."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def file(self, table: str) -> Path:
        return self.path / f"{table}.csv"

    def rows(self, table: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.file(table).read_text(encoding="utf-8-sig"), newline="")))

    def row(self, table: str, key: str) -> int:
        """The spreadsheet row of the first row with this key."""
        return [next(iter(row.values())) for row in self.rows(table)].index(key) + 2

    def edit(self, table: str, key: str, cells: Mapping[str, str]) -> int:
        """Change cells of one row; its spreadsheet row comes back."""
        rows, place = self.rows(table), self.row(table, key)
        rows[place - 2].update(cells)
        self.save(table, rows)
        return place

    def set(self, table: str, key: str, column: str, value: str) -> int:
        return self.edit(table, key, {column: value})

    def add(self, table: str, like: str, cells: Mapping[str, str]) -> int:
        """Append a copy of one row with other cells; the new spreadsheet row comes back."""
        rows = self.rows(table)
        rows.append({**rows[self.row(table, like) - 2], **cells})
        self.save(table, rows)
        return len(rows) + 1

    def keep(self, table: str, *keys: str) -> None:
        """Keep only these rows, and the header."""
        self.save(table, [row for row in self.rows(table) if next(iter(row.values())) in keys])

    def save(self, table: str, rows: list[dict[str, str]]) -> None:
        self.write(table, self.with_rows(table, rows))

    def write(self, table: str, content: str | bytes) -> None:
        """Replace a file byte for byte."""
        self.file(table).write_bytes(content.encode() if isinstance(content, str) else content)

    def contents(self) -> dict[str, bytes]:
        """The bytes of every table's file that is there."""
        return {table.name: self.file(table.name).read_bytes() for table in TABLES if self.file(table.name).exists()}

    def with_rows(self, table: str, rows: list[dict[str, str]]) -> bytes:
        """The file as it would be with these rows; the folder stays as it is."""
        header = self.file(table).read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode()

    def with_cell(self, table: str, key: str, column: str, value: str) -> bytes:
        """The file as it would be with one other cell; the folder stays as it is."""
        rows = self.rows(table)
        rows[self.row(table, key) - 2][column] = value
        return self.with_rows(table, rows)

    def propose(self, sent: Mapping[str, bytes]) -> Proposal:
        """Files under any name, against what the folder holds."""
        return proposals.propose(self.path, self.shown(), proposals.identify_tables(list(sent.items())))

    def swap(self, sent: Mapping[str, bytes]) -> None:
        proposals.accept(self.path, self.propose(sent))

    def undo(self) -> None:
        proposals.accept(self.path, proposals.undo(self.path, self.shown()))

    def shown(self) -> Snapshot | None:
        """As `load`; None where there are problems."""
        try:
            return self.load()
        except DataError:
            return None

    def problems(self) -> list[Problem]:
        try:
            checked(self.path)
        except DataError as error:
            return list(error.problems)
        return []

    def load(self) -> Snapshot:
        """What the folder holds; while that is the story, with the databases and answers of its one snapshot."""
        stored, known = read(self.path), story()
        return (
            replace(known, folder=self.path, stored=stored)
            if stored.contents == known.stored.contents
            else load(self.path)
        )

    def ask(self, question: str, **params: object) -> list[Any]:
        return queries.answer(self.load(), question, **params)


@cache
def story() -> Snapshot:
    """The story, loaded once in this process."""
    return load(STORY)


def copy_of_story(target: Path) -> Folder:
    target.mkdir()
    for file in STORY.glob("*.csv"):
        shutil.copyfile(file, target / file.name)
    return Folder(target)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return copy_of_story(tmp_path / "data")


@pytest.fixture(scope="session")
def long_form(request: pytest.FixtureRequest) -> bool:
    """True where kills, swaps and examples go by the hundred: `pytest --long`."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return story()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story as `build` writes it, in place of an older file."""
    target = tmp_path_factory.mktemp("built") / "leadlag.duckdb"
    duckdb.connect(str(target)).close()
    build(STORY, target)
    return target


@pytest.fixture(scope="session", autouse=True)
def shared_snapshots(snapshot: Snapshot) -> Iterator[None]:
    """Sets that are loaded again and again share their databases and answers."""
    with shared_databases(snapshot):
        yield


@pytest.fixture
def own_snapshots() -> Iterator[None]:
    """Every set that is loaded has databases and answers of its own."""
    with separate_databases():
        yield


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The story with markup for every text."""
    return evil(copy_of_story(tmp_path_factory.mktemp("hostile") / "data")).load()


@pytest.fixture
def project_copy(tmp_path: Path) -> Path:
    """The project with nobody's files but its own, and the bytecode that is known already."""
    project = tmp_path / "project"
    for name in ("leadlag", "pages", "queries", "tests"):
        shutil.copytree(paths.ROOT / name, project / name)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(paths.ROOT / name, project / name)
    shutil.copytree(paths.ROOT / "tests" / "story", project / "data")
    return project


def run_in(project: Path, *arguments: str) -> str:
    """What a Python of its own prints there."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=project, capture_output=True, encoding="utf-8", check=False, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
