"""One browser and one server for all browser tests; each test opens pages in windows of its own.

Without a Chromium the tests are skipped; where CI=true they fail, so that nobody believes they ran. With
`-m "not browser"` nothing here is read, and Playwright is not imported.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.app_server import Server, free_port, serve, stand_in
from tests.conftest import copy_of_story
from tests.markup import EVIL_FILE, evil

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.visit import Opened, Tabs, Visit

HERE = Path(__file__).parent


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    return config.option.markexpr == "not browser" or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    from tests.browser.chromium import NoBrowserError, chromium

    with ExitStack() as stack:
        try:
            found = stack.enter_context(chromium())
        except NoBrowserError as error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(str(error))
        yield found


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard over the story; whatever the tests do with it, its log holds no traceback, and being headless it
    opens no window."""
    folder = tmp_path_factory.mktemp("server")
    log, window = folder / "server.log", folder / "window"
    with serve(log, {"BROWSER": str(stand_in(window))}) as running:
        yield running
    assert "Traceback" not in log.read_text(encoding="utf-8", errors="replace")
    assert not window.exists()


@pytest.fixture(scope="session")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard over the story with markup for every text, and in the names of the folder and a file."""
    where = tmp_path_factory.mktemp("hostile")
    folder = evil(copy_of_story(where / EVIL_FILE))
    folder.write(EVIL_FILE, "fruit\napple\n")
    with serve(where / "server.log", {"LEADLAG_DATA": str(folder.path)}) as server:
        yield server


@pytest.fixture(scope="session")
def port() -> int:
    """Where servers that end with their test listen one after the other, so that a tab knows their scripts."""
    return free_port()


@pytest.fixture(scope="session")
def tabs(browser: "Browser") -> "Tabs":
    from tests.browser.visit import Tabs

    return Tabs(browser)


@pytest.fixture
def opened(tabs: "Tabs", server: Server) -> "Iterator[Opened]":
    """Opens paths, each in a window that knows nothing of the others."""
    from tests.browser.visit import Visit

    with ExitStack() as stack:

        def open_page(path: str, at: Server = server, **window: Any) -> "Visit":
            visit = Visit(stack.enter_context(tabs.lent(**window)), at)
            stack.callback(visit.leave)
            visit.open(path)
            return visit

        yield open_page


@pytest.fixture(scope="session")
def bare(browser: "Browser") -> "Iterator[Page]":
    """An empty page of no server that can draw charts and cards."""
    from tests.browser.blank_page import prepared

    page = browser.new_page(viewport={"width": 1300, "height": 1400})
    prepared(page)
    yield page
    page.close()
