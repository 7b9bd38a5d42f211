"""What time it is: the database's clock in production, one settable clock for demo and tests."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Protocol

import msgspec


class Clock(Protocol):
    """Turns the database's time into the time that rules see."""

    def at(self, database_now: datetime) -> datetime: ...


class DatabaseClock:
    """Production: the database is right."""

    def at(self, database_now: datetime) -> datetime:
        return database_now


class SetClock(msgspec.Struct, frozen=True):
    """The file of a settable clock: it stood at `at` when the machine said `set_at`, and runs on from there."""

    at: datetime
    set_at: float


class SettableClock:
    """Demo and tests: every service reads the same small file; without it the database is right."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._stamp: tuple[int, int] | None = None
        self._set: SetClock | None = None

    def at(self, database_now: datetime) -> datetime:
        try:
            stat = os.stat(self._path)
        except FileNotFoundError:
            return database_now
        stamp = (stat.st_mtime_ns, stat.st_ino)
        if stamp != self._stamp:
            self._set = msgspec.json.decode(self._path.read_bytes(), type=SetClock)
            self._stamp = stamp
        if self._set is None:
            return database_now
        return self._set.at + timedelta(seconds=time.time() - self._set.set_at)


def set_clock(path: str, at: datetime | None) -> None:
    """Set the shared clock, or let it follow the machine again (`None`)."""
    target = Path(path)
    if at is None:
        target.unlink(missing_ok=True)
        return
    fresh = target.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(msgspec.json.encode(SetClock(at=at.astimezone(timezone.utc), set_at=time.time())))
    fresh.replace(target)


def clock_for(clock_file: str | None) -> Clock:
    return SettableClock(clock_file) if clock_file else DatabaseClock()
