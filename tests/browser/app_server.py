"""A server of its own, started the way the README starts it: on a free port, in the project's folder, with a log."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from leadlag import paths

TIMEOUT_SECONDS = 60  # until the server has to answer; two seconds are usual
#: Settings of the developer's own shell that would change what the server does.
UNWANTED = ("STREAMLIT_SERVER_HEADLESS", "STREAMLIT_SERVER_PORT", "NO_PROXY", "no_proxy", "BROWSER")


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address, and the file it writes its log to."""

    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serve(
    log: Path, variables: Mapping[str, str] | None = None, *, headless: bool = True, port: int = 0
) -> Iterator[Server]:
    """`streamlit run app.py` until the block ends; `variables` go into its environment. On this port if it is free."""
    server = Server(free_port(port), log)
    shown = "true" if headless else "false"
    options = ["--server.port", str(server.port), "--server.headless", shown]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *options],
            cwd=paths.ROOT,
            env={name: value for name, value in os.environ.items() if name not in UNWANTED} | dict(variables or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(server, process)
            yield server
        finally:
            _stop(process)


def stand_in(record: Path) -> Path:
    """A program for the variable `BROWSER` that only writes down what it is asked to open."""
    script = record.with_suffix(".sh")
    script.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{record}'\n")
    script.chmod(0o755)
    return script


def free_port(wanted: int = 0) -> int:
    """The one wanted, or where that is taken, or none is wanted, any other."""
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"The server does not answer. Its log:\n{server.log.read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
