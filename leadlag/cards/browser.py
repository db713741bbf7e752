"""The browser of this machine, which prints a page as PDF: nothing else needs it.

It is handed the page as text. So it reads no file, which a browser in a sandbox of its own may not do, and asks no
server; what it might ask for by itself is sent to an address at which nobody listens.
"""

import asyncio
import base64
import json
import logging
import os
import shutil
from collections.abc import Coroutine, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import choreographer
from choreographer import errors

from leadlag.errors import OutputError

Answer = TypeVar("Answer")
NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
NOBODY = "http://127.0.0.1:9"  # the port of "discard": the browser's own errands end here
TIMEOUT_SECONDS = 60  # for one picture, which takes a fraction of a second
FAILURES = (errors.BrowserFailedError, errors.BrowserClosedError, errors.ChannelClosedError, OSError)

PRINT = """async function(page) {
  document.open(); document.write(page); document.close();
  await Promise.all([...document.fonts].map(font => font.load()));
}"""


class Browser:
    """One headless browser until the block ends. Raises `OutputError` where there is none, or where it fails."""

    def __init__(self) -> None:
        self.path = found()

    def __enter__(self) -> "Browser":
        logging.getLogger("choreographer").setLevel(logging.ERROR)  # what it warns of, the errors below say
        self._thread = ThreadPoolExecutor(1)  # of its own, because the caller's may be busy with another event loop
        self._runner = asyncio.Runner()
        try:
            self._run(self._open())
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if browser := getattr(self, "_browser", None):
                self._run(browser.close())
        finally:
            self._thread.submit(self._runner.close).result()
            self._thread.shutdown()

    def pdf(self, page: str) -> bytes:
        """A page of HTML that needs nothing else, on the paper its style names."""
        return self._run(self._printed(page))

    def _run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        try:
            return self._thread.submit(self._runner.run, asyncio.wait_for(work, TIMEOUT_SECONDS)).result()
        except FAILURES as error:
            why = str(error.args[0]) if error.args else type(error).__name__
            raise OutputError("browser_failed", browser=self.path, why=why) from error

    async def _open(self) -> None:
        self._browser = choreographer.Browser(path=self.path, proxy_server=NOBODY)
        await self._browser.open()

    async def _printed(self, page: str) -> bytes:
        tab = await self._browser.create_tab("about:blank")
        await self._call(tab, PRINT, page)
        done = await self._send(tab, "Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(done["data"])

    async def _call(self, tab: choreographer.Tab, function: str, *arguments: object) -> Any:
        """What a JavaScript function of the page answers, once it has."""
        whole = await self._send(tab, "Runtime.evaluate", expression="globalThis")
        answer = await self._send(
            tab,
            "Runtime.callFunctionOn",
            functionDeclaration=function,
            objectId=whole["result"]["objectId"],
            arguments=[{"value": argument} for argument in arguments],
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    async def _send(self, tab: choreographer.Tab, command: str, **params: object) -> Any:
        answer: MutableMapping[str, Any] = await tab.send_command(command, params)
        if "error" in answer:
            raise RuntimeError(f"{command}: {answer['error']}")
        return answer["result"]


def found() -> str:
    """Chromium, Chrome or Edge: `CHROMIUM`, on the path, or where macOS and Windows keep it."""
    if named := os.environ.get("CHROMIUM"):
        if not Path(named).is_file():
            raise OutputError("no_such_browser", browser=named)
        return named
    usual = (str(path) for path in _usual_places() if path.is_file())
    path = next((path for path in map(shutil.which, NAMES) if path), None) or next(usual, None)
    if path is None:
        raise OutputError("no_browser")
    return path


def _usual_places() -> list[Path]:
    applications = (Path("/Applications"), Path.home() / "Applications")
    mac = [folder / f"{name}.app" / "Contents" / "MacOS" / name for folder in applications for name in MAC]
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    return [*mac, *(Path(root, *name.split("\\")) for root in roots if root for name in WINDOWS)]
