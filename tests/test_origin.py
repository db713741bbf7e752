"""Whose pages the server answers: those of its own address under any name of this machine, and no other."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from leadlag.server import SameOrigin

ASKED = "127.0.0.1:8501"


def answer(origin: str | None, host: str = ASKED) -> int:
    """The status a request of this origin gets; 200 where it is let through."""
    sent: list[int] = []

    async def inner(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            sent.append(message["status"])

    async def receive() -> Any:
        return {"type": "http.request"}

    headers = [(b"host", host.encode()), *([(b"origin", origin.encode())] if origin is not None else [])]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
    with ThreadPoolExecutor(1) as thread:  # in this one a browser's loop may be running
        thread.submit(asyncio.run, SameOrigin(inner)(scope, receive, send)).result()
    return sent[0]


@pytest.mark.parametrize("origin", [None, "http://127.0.0.1:8501", "http://localhost:8501", "http://[::1]:8501"])
def test_own_pages_are_answered(origin: str | None) -> None:
    assert answer(origin) == 200


def test_default_port_needs_no_number() -> None:
    assert answer("http://localhost", "localhost") == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:8739",
        "http://127.0.0.1",
        "https://localhost:8501",
        "https://elsewhere.example",
        "null",
        "http://[::1",
        "http://localhost:port",
        "not an address",
    ],
)
def test_other_ports_sites_and_nonsense_are_refused(origin: str) -> None:
    assert answer(origin) == 403
