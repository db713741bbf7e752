"""The README is true: its commands name what is there, its examples print what it says, its locks fit together."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from leadlag import paths
from tests.conftest import copy_of_story

README = (paths.ROOT / "README.md").read_text(encoding="utf-8")
INSTALL = "python3 -m venv .venv && .venv/bin/pip install --require-hashes -r"
OPEN = f"{INSTALL} requirements.lock && .venv/bin/streamlit run app.py"
OPEN_WITH_UV = "uv run --no-project --with-requirements requirements.lock streamlit run app.py"
TEST = f"{INSTALL} requirements-dev.lock && .venv/bin/python -m pytest"
#: Each `$ command` of the README with the lines below it.
EXAMPLES = [
    (command, output)
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]
LINE = re.compile(r"^([a-z0-9-]+)==([^ ]+)(?: ; (.*?))? \\$", re.MULTILINE)


def locked(name: str) -> set[tuple[str, str, str]]:
    """Package, version and condition of every requirement of a lock."""
    return set(LINE.findall((paths.ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("command", [OPEN, TEST, OPEN_WITH_UV])
def test_a_command_stands_on_a_line_of_its_own(command: str) -> None:
    assert README.splitlines().count(command) == 1


def test_ci_runs_the_test_command_it_finds_in_the_readme() -> None:
    script = paths.ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    found = re.search(r"sed -n '/(.*)/p' README.md", script.read_text(encoding="utf-8"))
    assert found
    assert [line for line in README.splitlines() if re.search(found[1], line)] == [TEST]


def test_there_are_examples_of_every_command() -> None:
    assert {command.split()[3] for command, _ in EXAMPLES} == {"check", "build", "ask", "diff", "history"}


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_prints_what_the_readme_says(command: str, output: str, tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    copy_of_story(tmp_path / "tests" / "story")
    told = subprocess.run(
        [sys.executable, *command.split()[1:]],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(paths.ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert told.stdout == output


def test_every_file_it_links_to_is_there() -> None:
    linked = [target for target in re.findall(r"\]\(([^)]+)\)", README) if not target.startswith("https:")]
    assert linked
    assert [target for target in linked if not (paths.ROOT / target).is_file()] == []


def test_the_picture_is_small_enough_to_load_at_once() -> None:
    assert (paths.ROOT / "docs" / "overview.png").stat().st_size < 300_000


def test_tests_run_with_the_versions_that_readers_get() -> None:
    assert locked("requirements.lock") < locked("requirements-dev.lock")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_hashes_and_no_address(name: str) -> None:
    text = (paths.ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|@ ", text)
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries if entry.strip())
    assert len(entries) - 1 == len(locked(name))
    assert ("duckdb", "2.0.0", "") not in locked(name)
