"""What other processes are asked to do in tests: a function of a module that both find."""

from __future__ import annotations

import os
import resource
import signal
import time

from chassis.sheets import sheets_of
from contracts.refusal import Refusal, Rule

NO_COLUMN = Rule("test.column", 422, "Kolom {column} tidak ada.", "berkas", "value")


def cells(content: bytes) -> int:
    return sum(len(row) for sheet in sheets_of(content).values() for row in sheet)


def who(content: bytes) -> int:
    return os.getpid()


def refuse(content: bytes) -> None:
    raise Refusal(NO_COLUMN, pasal="1(25)", column="NIP")


def die(content: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def devour(content: bytes) -> int:
    return len(bytearray(8 << 30))


def linger(content: bytes) -> None:
    time.sleep(2)


def spin(content: bytes) -> None:
    while True:
        pass


def spin_with_a_second(content: bytes) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1, resource.RLIM_INFINITY))
    spin(content)
