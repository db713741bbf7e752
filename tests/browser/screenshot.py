"""The README's picture, taken by the dashboard itself: `python -m tests.browser.screenshot`."""

import tempfile
from pathlib import Path

from leadlag import paths
from tests.browser.chromium import chromium
from tests.browser.running import serve
from tests.browser.visit import Visit

PICTURE = paths.ROOT / "docs" / "overview.png"
WIDTH = 1440  # px
WHOLE = "Math.ceil(document.querySelector('[data-testid=stMain]').scrollHeight)"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "server.log") as server, chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, locale="en-GB", color_scheme="light")
        visit = Visit(page, server)
        visit.open("/?lang=en")
        visit.resize(WIDTH, page.evaluate(WHOLE))
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
    print(f"{PICTURE.relative_to(paths.ROOT)}: {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
