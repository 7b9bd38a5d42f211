"""An app behind the real server and protocol, on a port of its own, in this process."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import uvicorn

from chassis.fast.wire import ShortWay


@contextmanager
def served(app: Any, lifespan: Literal["on", "off"] = "off") -> Iterator[int]:
    """Serve the app as the services are served; gives the port. The loggers of uvicorn are left as they were."""
    levels = {name: logging.getLogger(name).level for name in ("uvicorn.error", "uvicorn.access", "uvicorn.asgi")}
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, http=ShortWay, loop="uvloop", ws="none", lifespan=lifespan, interface="asgi3",
        log_level="critical", access_log=False, proxy_headers=False, timeout_keep_alive=1,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < until and thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def raw(port: int, *pieces: bytes, pause: float = 0.02) -> bytes:
    """What comes back for these very bytes, sent piece by piece, until the server closes or falls silent."""
    with socket.create_connection(("127.0.0.1", port), 5) as line:
        for piece in pieces:
            line.sendall(piece)
            time.sleep(pause)
        line.settimeout(0.5)
        found = b""
        try:
            while piece := line.recv(65536):
                found += piece
        except TimeoutError:
            pass
        return found
