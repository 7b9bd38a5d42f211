"""A load generator of its own process: prepared requests over kept connections, closed loop or at Poisson times."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter, deque
from pathlib import Path
from typing import Any

import msgspec
import uvloop


class Job(msgspec.Struct, frozen=True):
    """What to send where. `rate` 0 is a closed loop: each connection asks again as soon as it is answered."""

    port: int
    connections: int
    requests: str
    rate: float = 0.0
    host: str = "127.0.0.1"


class Told(msgspec.Struct, frozen=True):
    """What came back: answers by status, and how long each took in seconds when a rate was asked for."""

    seconds: float
    statuses: dict[str, int]
    latencies: list[float]
    cpu: float


def write_requests(path: Path, requests: list[bytes]) -> None:
    path.write_bytes(msgspec.msgpack.encode(requests))


class Line(asyncio.Protocol):
    """One connection with at most one request under way."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._buffer = b""
        self._asked = 0.0
        self._transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._load.idle(self)

    def ask(self, request: bytes, due: float) -> None:
        self._asked = due
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head = self._buffer.find(b"\r\n\r\n")
        if head < 0:
            return
        at = self._buffer.lower().find(b"content-length:", 0, head)
        length = int(self._buffer[at + 15 : self._buffer.find(b"\r\n", at)]) if at >= 0 else 0
        if len(self._buffer) < head + 4 + length:
            return
        status, self._buffer = self._buffer[9:12], self._buffer[head + 4 + length :]
        self._load.answered(self, status.decode(), self._asked)

    def connection_lost(self, exc: Exception | None) -> None:
        self._load.lost()


class Load:
    """The requests still to be sent, and what came of those that were."""

    def __init__(self, job: Job, requests: list[bytes]) -> None:
        self._job = job
        self._requests = deque(requests)
        self._wanted = len(requests)
        self._statuses: Counter[str] = Counter()
        self._latencies: list[float] = []
        self._idle: deque[Line] = deque()
        self._due: deque[tuple[float, bytes]] = deque()
        self._done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._going = False

    async def run(self) -> Told:
        loop = asyncio.get_running_loop()
        for _ in range(self._job.connections):
            await loop.create_connection(lambda: Line(self), self._job.host, self._job.port)
        cpu, began = time.process_time(), time.perf_counter()
        self._going = True
        if self._job.rate:
            await self._poisson()
        else:
            for line in list(self._idle):
                self._idle.popleft()
                self.idle(line)
        await self._done
        seconds = time.perf_counter() - began
        return Told(seconds, dict(self._statuses), self._latencies, time.process_time() - cpu)

    async def _poisson(self) -> None:
        at = time.perf_counter()
        while self._requests:
            at += random.expovariate(self._job.rate)
            if (pause := at - time.perf_counter()) > 0:
                await asyncio.sleep(pause)
            self._due.append((at, self._requests.popleft()))
            if self._idle:
                self.idle(self._idle.popleft())

    def idle(self, line: Line) -> None:
        if self._due:
            due, request = self._due.popleft()
            line.ask(request, due)
        elif self._going and not self._job.rate and self._requests:
            line.ask(self._requests.popleft(), time.perf_counter())
        else:
            self._idle.append(line)

    def answered(self, line: Line, status: str, asked: float) -> None:
        self._statuses[status] += 1
        if self._job.rate:
            self._latencies.append(time.perf_counter() - asked)
        if self._statuses.total() == self._wanted:
            self._done.set_result(None)
        self.idle(line)

    def lost(self) -> None:
        if not self._done.done():
            self._done.set_exception(ConnectionResetError("a connection ended before the load was through"))


async def generate(job: Job) -> Told:
    """Run the load in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.load", json.dumps(msgspec.to_builtins(job)), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("the load generator failed")
    return msgspec.json.decode(out, type=Told)


async def _main() -> None:
    job = msgspec.json.decode(sys.argv[1], type=Job)
    requests = msgspec.msgpack.decode(Path(job.requests).read_bytes(), type=list[bytes])
    told = await Load(job, requests).run()
    sys.stdout.buffer.write(msgspec.json.encode(told))


if __name__ == "__main__":
    uvloop.run(_main())
