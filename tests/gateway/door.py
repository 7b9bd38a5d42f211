"""A running gateway with a nasty service behind it, asked byte by byte."""

from __future__ import annotations

import re
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

import msgspec

from chassis import telemetry
from gateway.app import Gateway, ways
from gateway.routes import SERVICES
from gateway.settings import GatewaySettings, Rate
from gateway.throttle import Throttle
from tests.chassis.fast.wired import served
from tests.gateway.nasty import Nasty, nasty
from tests.service.hosted import token_of

IN_FLIGHT = 4
ACTOR = uuid.uuid4()


class Door(msgspec.Struct):
    """A running gateway, what is behind it, and a token that it knows."""

    gateway: Gateway
    port: int
    behind: Nasty
    token: str

    def request(self, path: str, method: str = "GET", body: bytes = b"", more: str = "") -> bytes:
        length = f"content-length: {len(body)}\r\n" if body or method != "GET" else ""
        lines = f"{method} /api/{path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {self.token}\r\n{length}{more}\r\n"
        return lines.encode("latin-1") + body

    def request_of(self, actor: uuid.UUID, path: str) -> bytes:
        """The same of somebody else."""
        return self.request(path).replace(self.token.encode(), token_of("gateway", actor, "kuansing", ()).encode())

    def ask(self, path: str, method: str = "GET", body: bytes = b"", more: str = "") -> tuple[int, bytes, bytes]:
        """Status, head and body of the answer; a kept connection to the service stands ready."""
        self.warm()
        return split(one(self.port, self.request(path, method, body, more)))

    @contextmanager
    def limited(self, rate: Throttle) -> Iterator[None]:
        """One rate for each client, on both ways."""
        short, limits = self.gateway.short, self.gateway.door._limits
        before = short.rate
        short.rate, self.gateway.door._limits = rate, limits._replace(rate=rate)
        try:
            yield
        finally:
            short.rate, self.gateway.door._limits = before, limits

    def warm(self, service: str = "activity") -> None:
        assert b" 200 " in one(self.port, self.request(f"{service}/echo"))

    def nothing_is_held(self) -> bool:
        """Whether, within two seconds, no capacity and no connection is in use."""
        until = time.monotonic() + 2
        while self.gateway.capacity.busy or any(pool._busy for pool in self.gateway.pools.values()):
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True


def one(port: int, request: bytes) -> bytes:
    """The one answer to these bytes: whole by its own words, or all that comes until the end."""
    found = b""
    with socket.create_connection(("127.0.0.1", port), 5) as line, suppress(ConnectionError):
        line.sendall(request)
        while piece := line.recv(1 << 20):
            found += piece
            head, _, body = found.partition(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head)
            if request[:5] == b"HEAD " or head[9:12] in (b"204", b"304") or (length and len(body) >= int(length[1])):
                break
    return found


def split(told: bytes) -> tuple[int, bytes, bytes]:
    head, _, body = told.partition(b"\r\n\r\n")
    return int(head.split(b" ")[1]) if head else 0, head + b"\r\n", body


@contextmanager
def opened(fast: Literal["on", "off"] = "on") -> Iterator[Door]:
    """The gateway, whose place is for a few requests at once; with its fast wing or without."""
    with nasty() as behind:
        settings = GatewaySettings(
            profile="test", upstreams=dict.fromkeys(SERVICES, f"http://127.0.0.1:{behind.port}"), redis="",
            session_key=b"k" * 32, clock_file=None, traces=None, otlp_endpoint=None, rate=Rate(500, 5000),
            sign_in_rate=Rate(0.1, 3), in_flight=IN_FLIGHT, fast=fast,
        )  # fmt: skip
        telemetry.configure("gateway", traces_dir=None, otlp_endpoint=None, profile="test")
        gateway = Gateway(settings)
        with served(ways(gateway), "on") as port:
            token = token_of("gateway", ACTOR, "kuansing", ())
            yield Door(gateway, port, behind, token)
