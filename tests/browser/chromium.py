"""The browser of this machine: `CHROMIUM`, one of the usual names on the path, or the one Playwright installed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
#: No sandbox, because root has none in a container; no traffic of the browser's own; and no scripts optimised, which
#: takes longer than they run.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--hide-scrollbars",
    "--js-flags=--no-opt",
]


class NoBrowserError(Exception):
    """There is no Chromium here."""

    def __init__(self) -> None:
        super().__init__(
            f"no Chromium found: CHROMIUM is not set and none of {', '.join(NAMES)} is on the path; "
            "install one, or run `playwright install chromium`"
        )


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_found(playwright), args=SWITCHES)
        try:
            yield browser
        finally:
            browser.close()


def _found(playwright: Playwright) -> str:
    named = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    own = playwright.chromium.executable_path
    found = next((path for path in named if path), own if Path(own).exists() else None)
    if found is None:
        raise NoBrowserError
    return found
