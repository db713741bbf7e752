"""The README is true: its commands name what is there, its examples print what it says, its locks fit together."""

import os
import re
from pathlib import Path

import pytest

from leadlag import paths
from leadlag.cli import main
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


def test_commands_stand_on_lines_of_their_own() -> None:
    commands = (OPEN, TEST, OPEN_WITH_UV)
    assert [README.splitlines().count(command) for command in commands] == [1, 1, 1]


def test_ci_runs_the_command_of_the_readme() -> None:
    script = paths.ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    found = re.search(r"sed -n '/(.*)/p' README.md", script.read_text(encoding="utf-8"))
    assert found
    assert [line for line in README.splitlines() if re.search(found[1], line)] == [TEST]


def test_there_are_examples_of_every_command() -> None:
    assert {command.split()[3] for command, _ in EXAMPLES} == {"check", "build", "ask", "diff", "history"}


def test_examples_print_what_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tests").mkdir()
    copy_of_story(tmp_path / "tests" / "story")
    monkeypatch.chdir(tmp_path)
    printed = {}
    for command, _ in EXAMPLES:
        python, *arguments = command.split(" -m leadlag ")
        assert (python, main(arguments[0].split())) == ("python", 0)
        printed[command] = "".join(capsys.readouterr())
    assert printed == dict(EXAMPLES)


def test_linked_files_are_there() -> None:
    linked = [target for target in re.findall(r"\]\(([^)]+)\)", README) if not target.startswith("https:")]
    assert linked
    assert [target for target in linked if not (paths.ROOT / target).is_file()] == []


def test_first_picture_is_small() -> None:
    assert (paths.ROOT / "docs" / "overview.png").stat().st_size < 300_000


def test_tests_run_with_the_readers_versions() -> None:
    assert locked("requirements.lock") < locked("requirements-dev.lock")


def test_locks_hold_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (paths.ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"://|--(extra-)?index|--find-links|@ ", text), name
        entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
        assert [entry for entry in entries if entry.strip() and "--hash=sha256:" not in entry] == []
        assert len(entries) - 1 == len(locked(name))
        assert ("duckdb", "2.0.0", "") not in locked(name)
