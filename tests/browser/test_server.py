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

from tests.browser.running import Server, serve

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
def test_every_answer_says_that_a_page_loads_from_here_only(server: Server, path: str) -> None:
    found = answer(server, path)
    assert found.status == 200
    policy = found.getheader("Content-Security-Policy") or ""
    assert policy.startswith("default-src 'self'")
    assert "http" not in policy
    assert found.getheader("X-Content-Type-Options") == "nosniff"
    assert found.getheader("Referrer-Policy") == "no-referrer"


@pytest.mark.parametrize("path", PATHS)
def test_another_hosts_name_is_refused(server: Server, path: str) -> None:
    assert answer(server, path, Host=f"localhost:{server.port}").status == 200
    assert answer(server, path, Host="dashboard.example").status == 400
    assert answer(server, path, Host=f"127.0.0.1.dashboard.example:{server.port}").status == 400


def test_another_sites_page_gets_no_connection_and_makes_the_server_ask_nobody(tmp_path: Path) -> None:
    with recorder() as (proxy, callers):
        proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"), proxy)
        with serve(tmp_path / "server.log", proxies) as fresh:
            own, foreign = f"http://localhost:{fresh.port}", "https://elsewhere.example"
            assert answer(fresh, "/_stcore/stream", Origin=own, **HANDSHAKE).status == 101
            assert answer(fresh, "/_stcore/stream", Origin=foreign, **HANDSHAKE).status == 403
        assert not callers, "\n".join(callers)


def test_it_opens_one_window_by_itself_unless_headless(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("the stand-in for a browser is a shell script")
    shown, hidden = tmp_path / "shown", tmp_path / "hidden"
    with serve(tmp_path / "shown.log", {"BROWSER": str(_stand_in(shown))}, headless=False) as server:
        _wait_for(shown)
        with serve(tmp_path / "hidden.log", {"BROWSER": str(_stand_in(hidden))}):
            time.sleep(1)
    assert shown.read_text().splitlines() == [f"http://localhost:{server.port}"]
    assert not hidden.exists()


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


def _stand_in(record: Path) -> Path:
    """A browser that only writes down what it is asked to open."""
    script = record.with_suffix(".sh")
    script.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{record}'\n")
    script.chmod(0o755)
    return script


def _wait_for(file: Path, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.5)  # a second window would follow at once
