"""What a first visitor waits for, and what not."""

import subprocess
import sys

import pytest

from leadlag import paths

#: A server that has just started, and a page that is drawn again and again while another thread imports pandas.
START = """
import sys, threading
from leadlag import charts, paths, server
from leadlag.render_options import RenderOptions
from leadlag.painters.plotly import figure
from leadlag.store import live

server.warm_up()
print("pandas" in sys.modules)
snapshot, _ = live(paths.data_folder()).current()
options = RenderOptions()
drawing = charts.chart(snapshot, "overview", options).drawing
other = threading.Thread(target=__import__, args=("pandas",))
other.start()
while other.is_alive():
    figure(drawing, options.colors)
print("drawn")
"""


@pytest.fixture(scope="module")
def started() -> list[str]:
    done = subprocess.run([sys.executable, "-c", START], cwd=paths.ROOT, capture_output=True, text=True, check=False)
    return [*done.stdout.splitlines(), done.stderr]


def test_overview_needs_no_pandas(started: list[str]) -> None:
    """Importing pandas costs a first visitor seconds: what the server warms up with, it draws without it."""
    assert started[0] == "False"


def test_a_chart_waits_for_the_import_of_pandas(started: list[str]) -> None:
    """Plotly looks into pandas while another page's thread is still importing it."""
    assert started[1:] == ["drawn", ""]
