"""The server's side of opening the dashboard: who may ask, what a page may load, and what is ready when it is asked."""

import socket
import time
import webbrowser
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse

from leadlag import paths

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

NAMES = ("127.0.0.1", "localhost", "::1")
HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # the same names as a Host header spells them
#: A page may load from this server and from nowhere else; Streamlit needs inline styles and compiled expressions.
POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self' data: blob:; frame-ancestors 'self'; base-uri 'self'"
)


class Headers:
    """Adds the safety headers to every answer and, to HTML, the one script every chart needs, fetched meanwhile."""

    def __init__(self, app: App, preload: str) -> None:
        self.app = app
        self.common = [
            (b"content-security-policy", POLICY.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
        ]
        self.link = [(b"link", preload.encode())] if preload else []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                html = any(
                    name == b"content-type" and kind.startswith(b"text/html") for name, kind in message["headers"]
                )
                message["headers"] = [*message["headers"], *self.common, *(self.link if html else [])]
            await send(message)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)


class SameOrigin:
    """Refuses what another site's page asks for, before Streamlit looks up this machine's public address for it."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = dict(scope.get("headers", ())).get(b"origin")
        if origin and urlsplit(origin.decode("latin-1")).hostname not in NAMES:
            if scope["type"] == "websocket":
                await receive()
                await send({"type": "websocket.close", "code": 1008})
                return
            await PlainTextResponse("Another site's page is not answered.", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def middleware(scripts: Path) -> list[Middleware]:
    """Only this machine's names are answered, and every answer carries the headers."""
    chunk = next(iter(sorted(scripts.glob("PlotlyChart.*.js"))), None)
    preload = f"</static/js/{chunk.name}>; rel=modulepreload" if chunk else ""
    return [
        Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS),
        Middleware(SameOrigin),
        Middleware(Headers, preload=preload),
    ]


def warm_up() -> None:
    """Make the first page's snapshot, answers and chart while the browser is still loading the front end."""
    import plotly.io
    import plotly.tools  # st.plotly_chart imports it on its first call

    from leadlag import figures, queries, ui
    from leadlag.store import live

    snapshot, _ = live(paths.data_folder()).look()
    if snapshot is not None:
        rows, sides = queries.ask(snapshot, "overview"), queries.ask(snapshot, "sides")
        chart = ui.chart(snapshot, figures.overview, rows, figures.Look(), sides=sides)
        plotly.io.to_json(plotly.tools.return_figure_from_figure_or_data(chart.plot, True), validate=False)


def open_browser(port: int, patience: float = 30) -> None:
    """Open a window as soon as the port answers; give up after `patience` seconds."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                webbrowser.open(f"http://localhost:{port}")
                return
        time.sleep(0.1)
