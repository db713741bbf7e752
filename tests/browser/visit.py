"""One open page as its reader sees it, and all it complained about or asked for meanwhile."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from tests.browser.running import Server

TIMEOUT = 30_000  # milliseconds; a page takes two seconds on an idle machine
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "color_scheme": "light"}
#: Connected, no run under way, nothing stale, every chart drawn.
SETTLED = """() => { const app = document.querySelector('[data-testid=stApp]');
  return app && app.dataset.testConnectionState === 'CONNECTED' && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(
         chart => chart.querySelector('.main-svg text')); }"""
#: Every chart as wide as the place it stands in.
FITTED = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart =>
  Math.abs(chart.querySelector('.main-svg').getBoundingClientRect().width - chart.clientWidth) < 2)"""
#: Streamlit looks for its own endpoints below a deep link first, and is answered 404; nothing else may be.
PROBE = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$")


@dataclass(frozen=True)
class Text:
    """One text of a chart where it is printed, and the edges of its chart, all in pixels of the window."""

    chart: int
    text: str
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

    @property
    def cut(self) -> bool:
        """True where it reaches over an edge of its chart."""
        across = max(self.first - self.left, self.right - self.last)
        return max(across, self.upper - self.top, self.bottom - self.lower) > 1


class Tabs:
    """The tabs of one browser, each lent out again and again: it keeps the scripts it has compiled, and nothing else.

    Compiling them takes a new tab longer than all the rest of a page.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: dict[str, list[Page]] = {}

    @contextmanager
    def lent(self, **window: Any) -> Iterator[Page]:
        """A tab in a window with these options, which knows nothing of what was open in it before."""
        options = DESKTOP | window
        size = options.pop("viewport")
        free = self.free.setdefault(repr(options), [])
        page = free.pop() if free else self.browser.new_context(**options).new_page()
        page.set_viewport_size(size)
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


class Visit:
    """A page of one server. `complaints` are script errors and console errors, `asked` every address requested."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.heard: list[tuple[Any, Callable[..., None]]] = []
        page.set_default_timeout(TIMEOUT)
        self.hear("pageerror", lambda error: self.complaints.append(str(error)))
        self.hear("console", self._console)
        self.hear("request", lambda request: self.asked.append(request.url))
        self.hear("websocket", lambda socket: self.asked.append(socket.url))

    def hear(self, event: Any, told: Callable[..., None]) -> None:
        """Be told of what happens on the page until it is left."""
        self.page.on(event, told)
        self.heard.append((event, told))

    def leave(self) -> None:
        for event, told in self.heard:
            self.page.remove_listener(event, told)

    def _console(self, message: ConsoleMessage) -> None:
        address = urlsplit(message.location["url"])
        probing = "404" in message.text and PROBE.match(address.path) and address.port == self.server.port
        if message.type == "error" and not probing:
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def open(self, path: str) -> None:
        """Go to a path of the server, such as `/gaps?lang=zh`, and wait until all is drawn."""
        self.page.goto(self.server.url + path)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_function(SETTLED)

    def resize(self, width: int, height: int = 900) -> None:
        """Another window size; returns when every chart has taken its new place."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(FITTED)
        before = None
        while before != (before := self.page.evaluate(PLACES)):
            self.page.wait_for_timeout(100)

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

    def chart_texts(self) -> list[Text]:
        return [Text(**found) for found in self.page.evaluate(TEXTS)]


PLACES = "() => [...document.querySelectorAll('.js-plotly-plot text')].map(t => t.getBoundingClientRect().x)"
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
      chart, text: element.textContent.trim(), fill: getComputedStyle(element).fill,
      left: Math.min(...boxes.map(b => b.left)), right: Math.max(...boxes.map(b => b.right)),
      top: Math.min(...boxes.map(b => b.top)), bottom: Math.max(...boxes.map(b => b.bottom)),
      first: edges.left, last: edges.right, upper: edges.top, lower: edges.bottom,
    }] : [];
  });
})"""
