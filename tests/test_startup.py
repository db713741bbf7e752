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


RACE = """
import sys, threading
from leadlag import charts, paths
from leadlag.figures import Look
from leadlag.store import load

canvas = charts.chart(load(paths.ROOT / "tests" / "story"), "overview", Look()).canvas
canvas.figure()
assert "pandas" not in sys.modules
other = threading.Thread(target=__import__, args=("pandas",))
other.start()
while other.is_alive():
    canvas.figure()
"""


def test_a_chart_waits_for_the_import_of_pandas() -> None:
    """Plotly looks into pandas while another page's thread is still importing it."""
    done = subprocess.run([sys.executable, "-c", RACE], cwd=paths.ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
