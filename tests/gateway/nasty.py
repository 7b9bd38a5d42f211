"""A service that does not keep to HTTP: the last word of the path says what it does to whoever asks."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.service.hosted import KEY

Writer = asyncio.StreamWriter
OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
SAID: dict[str, bytes] = {
    "junk": b"\x00\x01\x02 this is not HTTP\r\n\r\n",
    "twice": OK + b"content-length: 2\r\n\r\n{}" + OK + b"content-length: 7\r\n\r\n\"other\"",
    "trailing": OK + b"content-length: 2\r\n\r\n{}and more",
    "both": OK + b"content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "switch": b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    "continue": b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"content-length: 2\r\n\r\n{}",
    "none": b"HTTP/1.1 204 No Content\r\n\r\n",
    "unchanged": b'HTTP/1.1 304 Not Modified\r\netag: "a"\r\ncontent-length: 9\r\n\r\n',
    "odd": b"HTTP/1.1 299 Quite Fine\r\ncontent-length: 2\r\n\r\n{}",
    "beyond": b"HTTP/1.1 799 Beyond\r\ncontent-length: 2\r\n\r\n{}",
    "chunks": OK + b"transfer-encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
    "close": OK + b"connection: close\r\ncontent-length: 2\r\n\r\n{}",
    "cookies": OK + b"set-cookie: a=1\r\nset-cookie: b=2\r\ncontent-length: 2\r\n\r\n{}",
    "names": OK + b"x-request-id: mine\r\nx-trace-id: mine\r\nserver: mine\r\ncontent-length: 2\r\n\r\n{}",
}  # fmt: skip
DYING: dict[str, bytes] = {
    "dies": b"",
    "dies-in-head": b"HTTP/1.1 200 OK\r\ncontent-ty",
    "dies-in-body": OK + b"content-length: 9\r\n\r\n{}",
    "dies-in-chunk": OK + b"transfer-encoding: chunked\r\n\r\n5\r\n{}",
    "dies-late": OK + b"content-length: 300000\r\n\r\n" + b"x" * 200_000,
    "until-close": OK + b"\r\n{}",
}  # fmt: skip


class Nasty:
    """Counts what was asked of it, by path, with the very bytes."""

    def __init__(self) -> None:
        self.asked: dict[str, list[bytes]] = {}
        self.port = 0
        self._stop = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop

    def heads(self, path: str) -> list[bytes]:
        return self.asked.get(path, [])

    async def _serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split(b" ")[1].decode("latin-1").partition("?")[0]
                lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
                head += await reader.readexactly(int(lines.get(b"content-length", b"0")))
                self.asked.setdefault(path, []).append(head)
                if not await self._answer(path.rpartition("/")[2], head, writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, word: str, head: bytes, writer: Writer) -> bool:
        """What the word means; whether the connection goes on."""
        if word == "jwks":
            writer.write(_whole(json.dumps({"keys": [KEY.as_dict(private=False)]}).encode()))
        elif word in DYING:
            writer.write(DYING[word])
            await writer.drain()
            return False
        elif word.startswith("big-"):
            writer.write(_whole(b"x" * int(word[4:])))
            await writer.drain()
        elif word == "late-big":
            await asyncio.sleep(0.3)
            writer.write(_whole(b"x" * 300_000))
            await writer.drain()
        elif word.startswith("slow"):
            await asyncio.sleep(0.4)
            writer.write(_whole(b"{}"))
        elif word == "drip":
            writer.write(OK + b"content-length: 100000\r\n\r\n" + b"x" * 99_000)
            await asyncio.sleep(0.5)
            writer.write(b"y" * 1000)
        else:
            writer.write(SAID.get(word) or _whole(json.dumps({"head": head.decode("latin-1")}).encode()))
        return True

    async def run(self, ready: Callable[[], Any]) -> None:
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready()
        await self._stop.wait()
        server.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)


def _whole(body: bytes) -> bytes:
    return OK + b"content-length: %d\r\n\r\n" % len(body) + body


@contextmanager
def nasty() -> Iterator[Nasty]:
    """The service, on a port of its own, in a thread."""
    found, ready = Nasty(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(found.run(ready.set)), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield found
    finally:
        found.stop()
        thread.join(10)
