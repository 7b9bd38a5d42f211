"""Large files are read in another process: nobody waits for them, and what they cost is not this process's life."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from typing import Any

import pytest

from chassis import aside
from chassis.sheets import read_file
from contracts.refusal import Refusal
from tests.chassis import heavy
from tests.chassis.test_sheets import workbook

LARGE = b"x;" * (200 << 10)  # 400 KB of text


def _thirty_thousand_rows() -> bytes:
    return workbook((row, column, f"isi {row} {column}") for row in range(30_000) for column in range(15))


async def _longest_silence(until: asyncio.Task[Any]) -> float:
    """How long the event loop did not come round, at worst, in seconds."""
    longest, at = 0.0, time.perf_counter()
    while not until.done():
        await asyncio.sleep(0.005)
        longest, at = max(longest, time.perf_counter() - at), time.perf_counter()
    return longest


async def test_half_a_million_cells_do_not_hold_the_event_loop_up() -> None:
    content = await asyncio.to_thread(_thirty_thousand_rows)
    started = time.perf_counter()
    assert heavy.cells(content) == 450_000
    alone = time.perf_counter() - started
    await read_file(heavy.who, LARGE)  # the process stands
    reading = asyncio.create_task(read_file(heavy.cells, content))
    silence = await _longest_silence(reading)
    assert reading.result() == 450_000
    assert silence < alone / 3, (silence, alone)


async def test_a_small_file_is_read_where_it_came_a_large_one_elsewhere_always_in_the_same_place() -> None:
    assert await read_file(heavy.who, b"NIP;NAMA") == os.getpid()
    assert await read_file(heavy.who, b"PK\x03\x04 broken") == os.getpid()
    elsewhere = {await read_file(heavy.who, LARGE) for _ in range(3)}
    assert len(elsewhere) == 1 and os.getpid() not in elsewhere


async def test_a_refusal_comes_back_whole() -> None:
    with pytest.raises(Refusal) as refused:
        await read_file(heavy.refuse, LARGE)
    told = refused.value
    assert (told.message, told.pasal, told.status, told.field) == ("Kolom tidak ada.", "1(25)", 422, "berkas")


@pytest.mark.parametrize("deed", [heavy.die, heavy.devour])
async def test_a_file_that_costs_the_process_its_life_is_refused_and_the_next_is_read(
    deed: Callable[[bytes], Any],
) -> None:
    with pytest.raises(Refusal) as refused:
        await read_file(deed, LARGE)
    assert (refused.value.status, refused.value.field) == (422, "berkas")
    assert await read_file(heavy.who, LARGE) != os.getpid()


async def test_who_waits_too_long_for_other_files_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    await read_file(heavy.who, LARGE)
    before = asyncio.create_task(aside.aside(heavy.linger, LARGE))
    await asyncio.sleep(0)
    monkeypatch.setattr(aside, "PATIENCE_SECONDS", 0.3)
    with pytest.raises(Refusal) as refused:
        await read_file(heavy.who, LARGE)
    assert refused.value.status == 409
    await before
    assert await aside.aside(heavy.who, LARGE) != os.getpid()


async def test_the_other_process_goes_with_this_one() -> None:
    child = await read_file(heavy.who, LARGE)
    aside.close()
    until = time.monotonic() + 5
    while os.path.exists(f"/proc/{child}/stat") and time.monotonic() < until:
        await asyncio.sleep(0.05)
    assert not os.path.exists(f"/proc/{child}/stat")
