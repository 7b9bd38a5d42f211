"""Reads foreign files in other processes, each with limits on CPU, memory and time; one past its limit is killed.

The event loop of the service goes on meanwhile, and no transaction is open: `chassis/upload.py` asks before one begins.
"""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from chassis.mortal import die_with
from contracts.refusal import Refusal, rule

PENANCE = rule(
    "file.penance",
    429,
    "Berkas Anda yang terakhir tidak dapat dibaca; coba lagi dalam {wait} detik.",
    source="implicit",
)
ONE_AT_A_TIME = rule(
    "file.one_at_a_time", 409, "Berkas Anda yang lain masih dibaca; tunggu sampai selesai.", source="implicit"
)
TOO_MANY = rule(
    "file.too_many", 503, "Terlalu banyak berkas sedang dibaca; coba lagi sebentar lagi.", source="implicit"
)
BUSY = rule("file.busy", 409, "Berkas lain masih dibaca; coba lagi sebentar lagi.", source="implicit")
TOO_MUCH = rule(
    "file.too_much", 422, "Isi berkas terlalu besar atau terlalu rumit untuk dibaca.", "berkas", source="implicit"
)

T = TypeVar("T")
READERS = 2
CPU_SECONDS = 20  # of one file; the kernel kills the process that takes more
WALL_SECONDS = 40.0
PATIENCE_SECONDS = 50.0  # of the person who waits, queue included; the gateway gives up after 60
MOST_MEMORY = 3 << 30
MOST_WAITING = 16
PENANCE_SECONDS = 60.0  # before a person whose file killed a process may send another one


class Killed(Exception):
    """The process did not live to answer."""


class Reader:
    """One other process. `read` blocks its thread until there is an answer, or the process is dead."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, os.getpid()), daemon=True)
        self._process.start()
        there.close()

    def read(self, doing: Callable[[bytes], T], content: bytes) -> T:
        """What `doing` makes of the content. Raises what `doing` raises; Killed when it passes a limit."""
        try:
            self._here.send((doing, content))
            if not self._here.poll(WALL_SECONDS):
                raise Killed
            done, value = self._here.recv()
        except (EOFError, OSError) as err:
            raise Killed from err
        if done:
            return value  # type: ignore[no-any-return]
        raise value

    def kill(self) -> None:
        self._process.kill()
        self._process.join(5)
        with suppress(OSError):  # its own thread may close it at the same moment
            self._here.close()


class Readers:
    """The processes of a service, started when they are first needed; one file a person at a time."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(READERS, "aside")
        self._mine = threading.local()
        self._all: set[Reader] = set()
        self._people: set[str] = set()
        self._penance: dict[str, float] = {}

    async def read(self, doing: Callable[[bytes], T], content: bytes, person: str) -> T:
        """What `doing` makes of the content; Refusal 409, 422, 429 or 503 as `aside` says."""
        self._admit(person)
        self._people.add(person)
        try:
            task = self._threads.submit(self._read, doing, content, person)
        except BaseException:
            self._people.discard(person)
            raise
        loop = asyncio.get_running_loop()
        task.add_done_callback(lambda done: self._release(loop, person, done))
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await asyncio.wrap_future(task)
        except TimeoutError as err:
            raise Refusal(BUSY) from err
        except (Killed, MemoryError) as err:
            raise Refusal(TOO_MUCH) from err

    def _admit(self, person: str) -> None:
        now = time.monotonic()
        self._penance = {who: until for who, until in self._penance.items() if until > now}
        if person in self._penance:
            wait = int(self._penance[person] - now) + 1
            raise Refusal(PENANCE, wait=wait)
        if person in self._people:
            raise Refusal(ONE_AT_A_TIME)
        if len(self._people) >= MOST_WAITING:
            raise Refusal(TOO_MANY)

    def _release(self, loop: asyncio.AbstractEventLoop, person: str, done: Future[Any]) -> None:
        if done.cancelled():
            self._people.discard(person)
        else:
            with suppress(RuntimeError):  # the loop is closed: the service has stopped
                loop.call_soon_threadsafe(self._people.discard, person)

    def _read(self, doing: Callable[[bytes], T], content: bytes, person: str) -> T:
        """In a thread: its own process reads, and is replaced when it fails."""
        reader: Reader | None = getattr(self._mine, "reader", None)
        if reader is None:
            reader = self._mine.reader = Reader()
            self._all.add(reader)
        try:
            return reader.read(doing, content)
        except (Killed, MemoryError):
            self._mine.reader = None
            self._all.discard(reader)
            reader.kill()
            self._penance[person] = time.monotonic() + PENANCE_SECONDS
            raise

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        while self._all:
            self._all.pop().kill()


_readers: list[Readers] = []


async def aside(doing: Callable[[bytes], T], content: bytes, person: str) -> T:
    """What `doing` (a function of a module) makes of the content; its Refusal is raised here.

    `person`: who sent the file. Refusal 409 while another file of the same person is read or those before it take too
    long; 422 when reading it passes a limit, and 429 to the same person for a minute after that; 503 when too many
    wait.
    """
    if not _readers:
        _readers.append(Readers())
    return await _readers[0].read(doing, content, person)


def close() -> None:
    """End the other processes."""
    while _readers:
        _readers.pop().close()


def _serve(pipe: Connection, parent: int) -> None:
    """In the other process: answer until the pipe closes. It ends with its parent and leaves Ctrl-C to it."""
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))
    while True:
        try:
            doing, content = pipe.recv()
        except (EOFError, OSError):
            return
        answer = _answer(doing, content)
        try:
            pipe.send(answer)
        except (TypeError, AttributeError):  # an error of a library that cannot be sent
            pipe.send((False, RuntimeError(type(answer[1]).__name__)))


def _answer(doing: Callable[[bytes], Any], content: bytes) -> tuple[bool, Any]:
    """Whether it went well, and what came of it or the error."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    try:
        return True, doing(content)
    except Exception as err:
        return False, err
