"""Prepared submissions: no two alike, none overlapping another of the same person."""

from __future__ import annotations

import itertools
import time as clock
from collections.abc import Callable, Iterator
from datetime import time

import msgspec

from bench.ground import DAYS, PEOPLE, TENANT, butir, days_back, person
from chassis.auth import Actor
from chassis.fast.hot import Asked
from contracts.vocabulary import Kategori
from services.activity.entry.command import EnterActivity

_BY_DAY = 96  # a quarter of an hour each


def _entries(first_day: int, last_day: int) -> Iterator[tuple[int, EnterActivity]]:
    """Every (person, time) once; a day fills slowly, as people's days do, not to the brim before the next begins."""
    for slot, day, n in itertools.product(range(_BY_DAY), range(first_day, last_day), range(PEOPLE)):
        yield (
            n,
            EnterActivity(
                tanggal=days_back(day),
                kategori=Kategori("utama"),
                butir_id=butir(n),
                uraian="Menyusun laporan harian kegiatan pelayanan",
                output="1 laporan",
                kuantitas=1,
                mulai=time(slot // 4, slot % 4 * 15),
                selesai=time(23, 59) if slot + 1 == _BY_DAY else time((slot + 1) // 4, (slot + 1) % 4 * 15),
                benar=True,
            ),
        )


def submissions(headers: Callable[[int], str], path: str = "/api/activity/activities") -> Iterator[bytes]:
    """Raw HTTP requests on the first half of the days; `headers(n)` authenticates person n."""
    opening = f"POST {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n"
    heads = [opening + headers(n) for n in range(PEOPLE)]
    for key, (n, command) in enumerate(_entries(0, DAYS // 2)):
        body = msgspec.json.encode(command)
        head = f"{heads[n]}idempotency-key: bench-{key:012d}\r\ncontent-length: {len(body)}\r\n\r\n"
        yield head.encode() + body


def commands() -> Iterator[Asked]:
    """The same as the write path takes them, on the other half of the days."""
    ends = clock.time() + 7200
    actors = [Actor(TENANT, person(n), ends) for n in range(PEOPLE)]
    for key, (n, command) in enumerate(_entries(DAYS // 2, DAYS)):
        yield Asked(actors[n], f"path-{key:012d}", key.to_bytes(32, "big"), command)
