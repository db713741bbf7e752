"""One browser and one server for all browser tests; each test opens pages in windows of its own.

Without a Chromium the tests are skipped; where CI=true they fail, so that nobody believes they ran.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import NoBrowserError, chromium
from tests.browser.running import Server, free_port, serve
from tests.browser.visit import Tabs, Visit

expect.set_options(timeout=20_000)  # ms; a first preview of a swap takes three seconds on an idle machine
#: `opened(path)`, with a server of its own and options of the window such as `color_scheme`.
Opened = Callable[..., Visit]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with ExitStack() as stack:
        try:
            found = stack.enter_context(chromium())
        except NoBrowserError as error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(str(error))
        yield found


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard over the story; whatever the tests do with it, its log holds no traceback."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    with serve(log) as running:
        yield running
    assert "Traceback" not in log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="package")
def port() -> int:
    """Where servers that end with their test listen one after the other, so that a tab knows their scripts."""
    return free_port()


@pytest.fixture(scope="package")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture
def opened(tabs: Tabs, server: Server) -> Iterator[Opened]:
    """Opens paths, each in a window that knows nothing of the others."""
    with ExitStack() as stack:

        def open_page(path: str, at: Server = server, **window: Any) -> Visit:
            visit = Visit(stack.enter_context(tabs.lent(**window)), at)
            stack.callback(visit.leave)
            visit.open(path)
            return visit

        yield open_page
