"""One open page as its reader sees it, and all it complained about or asked for meanwhile."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, WebSocket, expect

from leadlag.ui.window_width import BREAKPOINTS
from leadlag.words import Language, translate
from tests.browser.app_server import Server

TIMEOUT = 60_000  # milliseconds; a page takes two seconds on an idle machine
expect.set_options(timeout=TIMEOUT)
DESKTOP, PHONE = (1440, 900), (390, 844)  # px
#: Laid out for the window, connected, no run under way, nothing stale, every chart drawn.
SETTLED = """() => { const app = document.querySelector('[data-testid=stApp]');
  const layout = KINDS.find(([, least]) => window.innerWidth >= least)[0];
  return app && document.documentElement.dataset.layout === layout
    && app.dataset.testConnectionState === 'CONNECTED' && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(
         chart => chart.querySelector('.main-svg text')); }""".replace("KINDS", json.dumps(list(BREAKPOINTS.items())))
#: Charts laid out for a window of this width, every one as wide as the place it stands in, and its texts where they
#: were when last looked at.
FITTED = """width => {
  if (document.documentElement.dataset.layout !== KINDS.find(([, least]) => width >= least)[0]) return false;
  const fits = [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart =>
    Math.abs(chart.querySelector('.main-svg')?.getBoundingClientRect().width - chart.clientWidth) < 2);
  const places = [...document.querySelectorAll('.js-plotly-plot text')].map(text => text.getBoundingClientRect().x);
  const before = window.placed;
  window.placed = [width, fits, ...places].join();
  return fits && window.placed === before;
}""".replace("KINDS", json.dumps(list(BREAKPOINTS.items())))
#: The edges of what is printed: spaces around a text take room but no ink.
TEXTS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot, chart) => {
  const edges = plot.getBoundingClientRect();
  return [...plot.querySelectorAll('text')].flatMap(element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), boxes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data, ink = text.trim();
      if (!ink) continue;
      const range = document.createRange(), start = text.indexOf(ink);
      range.setStart(node, start);
      range.setEnd(node, start + ink.length);
      boxes.push(range.getBoundingClientRect());
    }
    return boxes.length ? [{
      chart, text: element.textContent.trim(), beside: element.textContent.startsWith('\u00a0'.repeat(4)),
      fill: getComputedStyle(element).fill,
      left: Math.min(...boxes.map(b => b.left)), right: Math.max(...boxes.map(b => b.right)),
      top: Math.min(...boxes.map(b => b.top)), bottom: Math.max(...boxes.map(b => b.bottom)),
      first: edges.left, last: edges.right, upper: edges.top, lower: edges.bottom,
    }] : [];
  });
})"""
#: Streamlit looks for its own endpoints below a deep link first, and is answered 404; nothing else may be.
PROBE = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$")


@dataclass(frozen=True)
class Text:
    """One text of a chart where it is printed, and the edges of its chart, all in pixels of the window.

    `beside` is true where it keeps clear of a mark at its side.
    """

    chart: int
    text: str
    beside: bool
    fill: str
    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    upper: float
    lower: float

    def covers(self, other: "Text") -> bool:
        """True where both would be printed over each other; boxes of neighbouring lines may touch."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return self.chart == other.chart and across > 1 and down > 3

    def holds(self, x: float, y: float) -> bool:
        """True where this place of its chart is under its ink."""
        return self.left < x < self.right and self.top + 3 < y < self.bottom - 3

    @property
    def cut(self) -> bool:
        """True where it reaches over an edge of its chart."""
        across = max(self.first - self.left, self.right - self.last)
        return max(across, self.upper - self.top, self.bottom - self.lower) > 1


def printed_over(texts: Sequence[Text]) -> list[str]:
    """Texts that cover each other or are cut off."""
    covering = [f"{one.text!r} and {other.text!r}" for one, other in combinations(texts, 2) if one.covers(other)]
    return covering + [f"{text.text!r} is cut off" for text in texts if text.cut]


class Tabs:
    """The tabs of one browser, each lent out again and again: it keeps the scripts it has compiled, and nothing else.

    Compiling them takes a new tab three times as long as all the rest of a page.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: dict[str, list[Page]] = {}

    @contextmanager
    def lent(
        self,
        *,
        size: tuple[int, int] = DESKTOP,
        dark: bool = False,
        allowed: Sequence[str] = (),
        locale: str = "en-GB",
    ) -> Iterator[Page]:
        """A tab in a window of its own, which knows nothing of what was open in it before. `allowed` are permissions
        it is given, and with any of them all others are refused."""
        free = self.free.setdefault(locale, [])
        page = free.pop() if free else self.browser.new_context(locale=locale).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme="dark" if dark else "light")
        if allowed:
            page.context.grant_permissions(allowed)
        try:
            yield page
        finally:
            _forget(page)
            free.append(page)


def _forget(page: Page) -> None:
    page.mouse.move(0, 0)
    page.emulate_media(media="null")  # as the window was opened, should a test have looked at it on paper
    page.evaluate("location.protocol === 'http:' && (localStorage.clear(), sessionStorage.clear())")
    page.goto("about:blank")
    page.context.clear_cookies()
    page.context.clear_permissions()


class Visit:
    """A page of one server. `complaints` are script errors and console errors, `asked` every address requested,
    and that of its connection whenever something is sent over it."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.heard: list[tuple[Any, Callable[..., None]]] = []
        page.set_default_timeout(TIMEOUT)
        self.hear("pageerror", lambda error: self.complaints.append(str(error)))
        self.hear("console", self._console)
        self.hear("request", lambda request: self.asked.append(request.url))
        self.hear("websocket", self._connected)

    def hear(self, event: Any, told: Callable[..., None]) -> None:
        """Be told of what happens on the page until it is left."""
        self.page.on(event, told)
        self.heard.append((event, told))

    def leave(self) -> None:
        for event, told in self.heard:
            self.page.remove_listener(event, told)

    def _connected(self, socket: WebSocket) -> None:
        self.asked.append(socket.url)
        socket.on("framesent", lambda _: self.asked.append(socket.url))

    def _console(self, message: ConsoleMessage) -> None:
        address = urlsplit(message.location["url"])
        probing = "404" in message.text and PROBE.match(address.path) and address.port == self.server.port
        if message.type == "error" and not probing:
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def open(self, path: str) -> None:
        """Go to a path of the server, such as `/gaps?lang=zh`, and wait until all is drawn."""
        self.page.goto(self.server.url + path)
        self.settle()

    def turn_to(self, stem: str, lang: Language) -> None:
        """Go to another page by the menu, and wait until all is drawn."""
        self.page.get_by_role("banner").get_by_role("link", name=translate(lang, f"menu.{stem}"), exact=True).click()
        expect(self.question).to_have_text(translate(lang, f"page.{stem}"))
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_function(SETTLED)

    def resize(self, width: int, height: int = 900) -> None:
        """Another window size; returns when every chart has taken its new place."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(FITTED, arg=width, polling=60)
        self.settle()

    @property
    def asked_elsewhere(self) -> list[str]:
        """Addresses asked for that are another machine's."""
        own = ("127.0.0.1", "localhost")
        asked = (one for one in self.asked if not one.startswith(("data:", "blob:")))
        return [one for one in asked if urlsplit(one).hostname not in own]

    @property
    def address(self) -> str:
        """Path and choices, as `open` takes them."""
        return self.page.url.removeprefix(self.server.url)

    @property
    def link(self) -> dict[str, str]:
        """The choices the address carries."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    @property
    def question(self) -> Locator:
        return self.page.locator("h1")

    @property
    def findings(self) -> Locator:
        return self.page.locator(".finding h2")

    @property
    def charts(self) -> Locator:
        return self.page.locator(".js-plotly-plot")

    @property
    def menu(self) -> Locator:
        return self.page.get_by_role("banner").get_by_role("link")

    def choice(self, label: str) -> Locator:
        """One button of a row of choices."""
        return self.page.get_by_role("radio", name=label, exact=True)

    def button(self, label: str) -> Locator:
        return self.page.get_by_role("button", name=label, exact=True)

    def texts_at(self, width: int, height: int) -> list[Text]:
        """The texts of its charts in a window of this size."""
        self.resize(width, height)
        return self.chart_texts()

    def chart_texts(self) -> list[Text]:
        return [Text(**found) for found in self.page.evaluate(TEXTS)]


#: `opened(path)`, with a server of its own and options of the window such as `dark`.
Opened = Callable[..., Visit]
