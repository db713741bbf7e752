"""How long a saved file takes to the screen: `python -m tests.browser.latency [PAGE] [SAVES]`, in milliseconds.

A figure of users.csv is saved again and again beside an open page; what is measured is the time from the save to the
new number in the page's chart.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.browser.app_server import serve
from tests.browser.chromium import chromium
from tests.browser.visit import Visit
from tests.conftest import copy_of_story

PAUSE = 4000  # milliseconds between two saves, in which everything comes to rest
#: Notes the time at which a text first stands in the chart, in milliseconds since 1970.
LOOK_OUT = """wanted => { window.seen = null; window.lookout?.disconnect();
  const look = () => { window.seen ??= document.querySelector('.stPlotlyChart')?.textContent.includes(wanted)
    ? performance.timeOrigin + performance.now() : null; };
  window.lookout = new MutationObserver(look);
  window.lookout.observe(document.body, {subtree: true, childList: true, characterData: true}); }"""


def main(page: str = "audience", saves: str = "25") -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = copy_of_story(Path(place) / "data")
        variables = {"LEADLAG_DATA": str(folder.path)}
        with serve(Path(place) / "server.log", variables) as server, chromium() as browser:
            visit = Visit(browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB"), server)
            visit.open(f"/{page}")
            text = folder.file("users").read_text(encoding="utf-8")
            taken = [_save(visit, folder.file("users"), text, millions) for millions in range(500, 500 + int(saves))]
    first, *others = sorted(taken)
    print(
        f"{page}, {saves} saves: {first:.0f} / {statistics.median(taken):.0f} / {others[-1]:.0f} ms (least/median/most)"
    )


def _save(visit: Visit, file: Path, text: str, millions: int) -> float:
    visit.page.evaluate(LOOK_OUT, f"{millions}M")
    visit.page.wait_for_timeout(PAUSE)
    saved = time.time() * 1000
    file.write_text(text.replace("490000000", f"{millions}000000"), encoding="utf-8")
    visit.page.wait_for_function("window.seen", timeout=10_000)
    return float(visit.page.evaluate("window.seen")) - saved


if __name__ == "__main__":
    main(*sys.argv[1:])
