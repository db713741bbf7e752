"""A Firefox, driven through WebDriver BiDi: Debian's speaks it, and Playwright drives only a Firefox of its own.

::

    with firefox(folder) as page:
        page.open("http://127.0.0.1:8501/prices")
        title = page.evaluate("document.title")
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("firefox-esr", "firefox")
START_SECONDS, ANSWER_SECONDS, POLL_SECONDS = 90, 60, 0.1
ADDRESS = "WebDriverBiDiServer.json"  # in the profile, once Firefox listens


class NoFirefoxError(Exception):
    """There is no Firefox here."""

    def __init__(self) -> None:
        super().__init__(f"no Firefox found: FIREFOX is not set and none of {', '.join(NAMES)} is on the path")


class Firefox:
    """The one tab of a running Firefox."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection, self.sent = connection, 0
        self._call("session.new", capabilities={})
        self.tab = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str) -> None:
        self._call("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """What a JavaScript expression comes to, or its promise: anything that JSON can hold."""
        whole = f"(async () => JSON.stringify(await ({expression})))()"
        answer = self._call("script.evaluate", expression=whole, target={"context": self.tab}, awaitPromise=True)
        if answer["type"] != "success":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value") or "null")

    def wait(self, condition: str) -> None:
        """Until a JavaScript expression is true."""
        until = time.monotonic() + ANSWER_SECONDS
        while not self.evaluate(condition):
            assert time.monotonic() < until, f"still false: {condition}"
            time.sleep(POLL_SECONDS)

    def _call(self, method: str, **params: Any) -> Any:
        self.sent += 1
        self.connection.send(json.dumps({"id": self.sent, "method": method, "params": params}))
        while True:
            answer = json.loads(self.connection.recv(timeout=ANSWER_SECONDS))
            if answer.get("id") == self.sent:
                assert answer["type"] == "success", answer
                return answer["result"]


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """A headless one with a new profile, which is also its home, until the block ends."""
    options = ["--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    process = subprocess.Popen(
        [_found(), *options],
        env={**os.environ, "HOME": str(profile)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with connect(_address(profile, process), max_size=None, proxy=None) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait()


def _found() -> str:
    found = os.environ.get("FIREFOX") or next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        raise NoFirefoxError
    return found


def _address(profile: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if (profile / ADDRESS).exists() and (text := (profile / ADDRESS).read_text(encoding="utf-8")).strip():
            listening = json.loads(text)
            return f"ws://{listening['ws_host']}:{listening['ws_port']}/session"
        time.sleep(POLL_SECONDS)
    raise RuntimeError("Firefox does not listen")
