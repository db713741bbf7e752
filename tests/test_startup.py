"""What a first visitor waits for, and what not."""

import subprocess
import sys

from leadlag import paths


def test_overview_needs_no_pandas() -> None:
    """Importing pandas costs a first visitor seconds: what the server warms up with, it draws without it."""
    code = "import sys; from leadlag import server; server.warm_up(); print('pandas' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout == "False\n"
