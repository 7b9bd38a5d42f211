"""Which instance is running: a lock that dies with its holder, and a page that says what runs."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

import msgspec

from ekinerja.instance import Instance
from ekinerja.refusal import Unable
from ekinerja.supervisor import Status


class Page(msgspec.Struct, frozen=True):
    """What the supervisor last wrote down."""

    pid: int
    state: str
    processes: list[Status]


class Running:
    """The supervisor's claim on an instance. No pid is trusted: the kernel frees the lock when its holder dies."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._lock: IO[bytes] | None = None

    def claim(self) -> None:
        """Unable when another supervisor has it."""
        lock = (self._instance["run"] / "lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            name = self._instance.name
            raise Unable(f"instance {name} is already running; `ekinerja down --instance {name}` stops it") from None
        self._lock = lock

    def write(self, state: str, processes: list[Status]) -> None:
        """Put the page in place whole."""
        if self._lock:
            path = _page(self._instance)
            partial = path.with_suffix(".partial")
            partial.write_bytes(msgspec.json.encode(Page(os.getpid(), state, processes)))
            partial.replace(path)

    def release(self) -> None:
        """Let the instance go."""
        if self._lock:
            _page(self._instance).unlink(missing_ok=True)
            self._lock.close()
            self._lock = None


def _page(instance: Instance) -> Path:
    return instance["run"] / "running.json"


def alive(instance: Instance) -> bool:
    """Whether a supervisor holds the instance now."""
    path = instance["run"] / "lock"
    if not path.exists():
        return False
    with path.open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def page(instance: Instance) -> Page | None:
    """What runs, or None when nothing does (a page left by a killed supervisor counts for nothing)."""
    path = _page(instance)
    if not alive(instance) or not path.exists():
        return None
    return msgspec.json.decode(path.read_bytes(), type=Page)
