"""Lint, format and types, as tests, so that one command covers all."""

import subprocess
import sys

import pytest

from leadlag import paths


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "--quiet", "."), ("ruff", "format", "--check", "--quiet", "."), ("mypy", "--no-error-summary")],
    ids=" ".join,
)
def test_a_checker_has_nothing_to_say(command: tuple[str, ...]) -> None:
    run = subprocess.run([sys.executable, "-m", *command], cwd=paths.ROOT, capture_output=True, encoding="utf-8")
    assert (run.returncode, run.stdout + run.stderr) == (0, "")
