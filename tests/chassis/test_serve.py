"""`python -m chassis.serve`: uvicorn's command, which answers at once and leaves at once though it seldom wakes."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = """
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ada"})
"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    (tmp_path / "small_app.py").write_text(APP)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    argv = [
        sys.executable, "-m", "chassis.serve", "small_app:app", "--app-dir", str(tmp_path), "--loop", "uvloop",
        "--port", str(port), "--log-level", "warning", "--lifespan", "off",
    ]  # fmt: skip
    with subprocess.Popen(argv) as process:
        try:
            yield process, f"http://127.0.0.1:{port}/"
        finally:
            process.kill()


def _ask(url: str) -> tuple[bytes, str]:
    until = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return answer.read(), answer.headers["date"]
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_wait_and_the_date_moves_on(
    served: tuple[subprocess.Popen[bytes], str], asked: signal.Signals
) -> None:
    process, url = served
    body, first = _ask(url)
    assert body == b"ada"
    until = time.monotonic() + 10
    while _ask(url)[1] == first:
        assert time.monotonic() < until, "the date stands still"
        time.sleep(0.1)
    time.sleep(0.2)  # amid a tick
    began = time.monotonic()
    process.send_signal(asked)
    process.wait(10)
    assert time.monotonic() - began < 5
