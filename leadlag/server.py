"""The server's side of opening the dashboard: who may ask, what a page may load, and what is ready when it is asked."""

import socket
import time
import webbrowser
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from leadlag import fonts, paths
from leadlag.contract import TABLES

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


ALL_TABLES = "all.zip"
BY_FILE = {table.file: table for table in TABLES}
NOTHING = PlainTextResponse("There is no such file.", 404)
#: Makes a picture of a card, in a page of this server or in a bare one.
RENDER = paths.ROOT / "leadlag" / "cards" / "render.js"
#: The fonts a picture carries with it.
FONTS = {face.file: fonts.FOLDER / face.file for face in fonts.FACES}
#: Asked for again whenever a page needs it.
FRESH = {"cache-control": "no-cache"}


class Headers:
    """Adds the safety headers to every answer."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.common = [
            (b"content-security-policy", POLICY.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self.common]
            await send(message)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)


class SameOrigin:
    """Refuses what another page asks for, of another site or another port of this machine, before Streamlit looks up
    this machine's public address for it."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        origin, host = (headers.get(name, b"").decode("latin-1") for name in (b"origin", b"host"))
        if origin and not _same_origin(origin, host):
            if scope["type"] == "websocket":
                await receive()
                await send({"type": "websocket.close", "code": 1008})
                return
            await PlainTextResponse("Another site's page is not answered.", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _same_origin(origin: str, host: str) -> bool:
    """Whether `http://localhost:8501` may ask `127.0.0.1:8501`: any name of this machine, but the same port."""
    try:
        asking, asked = urlsplit(origin), urlsplit(f"http://{host}")
        return asking.scheme == "http" and asking.hostname in NAMES and (asking.port or 80) == (asked.port or 80)
    except ValueError:  # no address at all
        return False


def middleware() -> list[Middleware]:
    """Only this machine's names are answered, and every answer carries the headers."""
    return [Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS), Middleware(SameOrigin), Middleware(Headers)]


def routes() -> list[Route]:
    """Each table on show as a CSV, all of them as a zip, and a blank form of each; and what draws a share card."""
    return [
        Route("/files/{file}", _on_show),
        Route("/templates/{file}", _template),
        Route("/scripts/render.js", _render),
        Route("/fonts/{file}", _font),
    ]


def _on_show(request: Request) -> Response:
    from leadlag.store import files, live

    shown, _ = live(paths.data_folder()).current()
    wanted = request.path_params["file"]
    if shown is not None and wanted == ALL_TABLES:
        return Response(
            files.archive({table.file: shown.exported(table) for table in TABLES}), media_type="application/zip"
        )
    if shown is None or wanted not in BY_FILE:
        return NOTHING
    return Response(shown.exported(BY_FILE[wanted]), media_type="text/csv")


def _template(request: Request) -> Response:
    from leadlag.store import files

    table = BY_FILE.get(request.path_params["file"])
    return NOTHING if table is None else Response(files.template(table), media_type="text/csv")


def _render(_: Request) -> Response:
    return FileResponse(RENDER, media_type="text/javascript", headers=FRESH)


def _font(request: Request) -> Response:
    found = FONTS.get(request.path_params["file"])
    return FileResponse(found, media_type="font/ttf", headers=FRESH) if found else NOTHING


def warm_up() -> None:
    """Make the first page's snapshot, answers and chart while the browser is still loading the front end.

    From then on the folder is watched, and every open page follows it.
    """
    import plotly.io
    import plotly.tools  # st.plotly_chart imports it on its first call

    from leadlag import charts
    from leadlag.painters.plotly import figure
    from leadlag.painters.still import still
    from leadlag.store import live
    from leadlag.ui import sessions

    shown = live(paths.data_folder())
    snapshot, _ = shown.current()
    if snapshot is not None:
        options = charts.render_options(snapshot, "en", window="wide")
        chart = charts.chart(snapshot, charts.CHARTS[0], options)
        if chart is not None:
            still(chart.drawing)
            plot = figure(chart.drawing, options.colors)
            plotly.io.to_json(plotly.tools.return_figure_from_figure_or_data(plot, True), validate=False)
    shown.watch(sessions.rerun_others)


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
