"""What other processes are asked to do in tests: a function of a module that both find."""

from __future__ import annotations

import os
import signal
import time

from chassis.sheets import sheets_of
from contracts.refusal import lacking


def cells(content: bytes) -> int:
    return sum(len(row) for sheet in sheets_of(content).values() for row in sheet)


def who(content: bytes) -> int:
    return os.getpid()


def refuse(content: bytes) -> None:
    raise lacking("Kolom tidak ada.", "1(25)", "berkas")


def die(content: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def devour(content: bytes) -> int:
    return len(bytearray(8 << 30))


def linger(content: bytes) -> None:
    time.sleep(2)
