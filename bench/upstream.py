"""A service that answers the same to everybody at once: what stands behind the proxies of S4."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvloop

_BODY = b'{"activity_id":"01a21220-1bfa-7214-9429-eb8c002b0e4e","state":"submitted","late":false,"due_on":null}'
_ANSWER = (
    b"HTTP/1.1 201 Created\r\ncontent-type: application/json\r\nx-trace-id: 0123456789abcdef0123456789abcdef\r\n"
    b"content-length: %d\r\n\r\n%s" % (len(_BODY), _BODY)
)


class Line(asyncio.Protocol):
    """One connection; a request ends where its announced body does."""

    def __init__(self) -> None:
        self._buffer = b""
        self._transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (head := self._buffer.find(b"\r\n\r\n")) >= 0:
            at = self._buffer.lower().find(b"\r\ncontent-length:", 0, head)
            length = int(self._buffer[at + 17 : self._buffer.find(b"\r\n", at + 17)]) if at >= 0 else 0
            if len(self._buffer) < head + 4 + length:
                return
            self._buffer = self._buffer[head + 4 + length :]
            self._transport.write(_ANSWER)


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Line, "127.0.0.1", port, backlog=2048)
    await server.serve_forever()


@asynccontextmanager
async def upstream(port: int) -> AsyncIterator[None]:
    """The service on a port, in a process of its own."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.upstream", str(port))
    try:
        for _ in range(100):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            except OSError:
                await asyncio.sleep(0.05)
        yield
    finally:
        process.terminate()
        await process.wait()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1])))
