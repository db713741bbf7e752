"""Who the server answers, what it lets a page load, whom it talks to, and the window it opens."""

import http.client
import os
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.app_server import TIMEOUT_SECONDS, Server, serve, stand_in

PATHS = ("/", "/gaps", "/_stcore/health")
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "bGVhZGxhZy1sZWFkbGFnLQ==",
}


def answer(server: Server, path: str, **headers: str) -> http.client.HTTPResponse:
    """The answer to one request with these headers."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return connection.getresponse()
    finally:
        connection.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_loads_from_here_only(server: Server, path: str) -> None:
    found = answer(server, path)
    assert found.status == 200
    policy = found.getheader("Content-Security-Policy") or ""
    assert policy.startswith("default-src 'self'")
    assert "http" not in policy
    assert found.getheader("X-Content-Type-Options") == "nosniff"
    assert found.getheader("Referrer-Policy") == "no-referrer"


@pytest.mark.parametrize("path", PATHS)
def test_other_hosts_are_refused(server: Server, path: str) -> None:
    assert answer(server, path, Host=f"localhost:{server.port}").status == 200
    assert answer(server, path, Host="dashboard.example").status == 400
    assert answer(server, path, Host=f"127.0.0.1.dashboard.example:{server.port}").status == 400


def test_it_opens_one_window_and_asks_nobody(tmp_path: Path) -> None:
    """Not even where another site's page asks for a connection, which it does not get."""
    window, shown = tmp_path / "window", os.name != "nt"  # the stand-in for a browser is a shell script
    with recorder() as (proxy, callers):
        variables = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"), proxy)
        variables["BROWSER"] = str(stand_in(window))
        with serve(tmp_path / "server.log", variables, headless=not shown) as fresh:
            own, foreign = f"http://localhost:{fresh.port}", "https://elsewhere.example"
            assert answer(fresh, "/_stcore/stream", Origin=own, **HANDSHAKE).status == 101
            assert answer(fresh, "/_stcore/stream", Origin=foreign, **HANDSHAKE).status == 403
            wait_for(window if shown else fresh.log)
        assert not callers, "\n".join(callers)
    assert not shown or window.read_text().splitlines() == [f"http://localhost:{fresh.port}"]


def wait_for(file: Path) -> None:
    """Until it holds something."""
    until = time.monotonic() + TIMEOUT_SECONDS
    while not (file.exists() and file.stat().st_size) and time.monotonic() < until:
        time.sleep(0.05)


@contextmanager
def recorder() -> Iterator[tuple[str, list[str]]]:
    """A proxy that notes the first line of whoever calls, and answers nothing."""
    callers: list[str] = []

    class Note(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            callers.append(self.rfile.readline().decode(errors="replace").strip())

    with socketserver.TCPServer(("127.0.0.1", 0), Note) as listener:
        thread = threading.Thread(target=listener.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.server_address[1]}", callers
        finally:
            listener.shutdown()
            thread.join()
