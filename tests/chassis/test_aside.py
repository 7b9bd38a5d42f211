"""Large files are read in another process: nobody waits for them, and what they cost is not this process's life."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chassis import aside
from contracts.refusal import Refusal
from tests.chassis import heavy
from tests.chassis.test_sheets import workbook

LARGE = b"x;" * (200 << 10)  # 400 KB of text


async def read_file(doing: Callable[[bytes], Any], content: bytes, person: str = "a") -> Any:
    return await aside.aside(doing, content, person)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    yield
    aside.close()


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


async def test_every_file_is_read_in_another_process_and_there_are_few_of_them() -> None:
    places = {await read_file(heavy.who, content) for content in (b"NIP;NAMA", b"PK\x03\x04 broken", LARGE)}
    assert len(places) <= aside.READERS and os.getpid() not in places


async def test_a_refusal_comes_back_whole() -> None:
    with pytest.raises(Refusal) as refused:
        await read_file(heavy.refuse, LARGE)
    told = refused.value
    assert (told.message, told.pasal, told.status, told.field) == ("Kolom NIP tidak ada.", "1(25)", 422, "berkas")


@pytest.mark.parametrize("deed", [heavy.die, heavy.devour, heavy.spin])
async def test_a_file_that_costs_the_process_its_life_is_refused_and_the_next_is_read(
    deed: Callable[[bytes], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "WALL_SECONDS", 1.0)
    with pytest.raises(Refusal) as refused:
        await read_file(deed, LARGE)
    assert (refused.value.status, refused.value.field) == (422, "berkas")
    assert await read_file(heavy.who, LARGE, "b") != os.getpid()
    with pytest.raises(Refusal) as too_soon:
        await read_file(heavy.who, LARGE)
    assert too_soon.value.status == 429


async def test_the_kernel_ends_what_takes_more_than_its_share_of_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = aside.Reader()
    started = time.monotonic()
    with pytest.raises(aside.Killed):
        await asyncio.to_thread(reader.read, heavy.spin_with_a_second, b"")
    assert time.monotonic() - started < aside.WALL_SECONDS
    reader.kill()


async def test_one_person_has_one_file_read_at_a_time_and_others_go_on() -> None:
    await read_file(heavy.who, LARGE)
    before = asyncio.create_task(read_file(heavy.linger, LARGE))
    await asyncio.sleep(0)
    with pytest.raises(Refusal) as refused:
        await read_file(heavy.who, LARGE)
    assert refused.value.status == 409
    assert await asyncio.wait_for(read_file(heavy.who, LARGE, "b"), 10) != os.getpid()
    await before
    assert await read_file(heavy.who, LARGE) != os.getpid()


async def test_thirteen_files_that_never_end_do_not_keep_the_fourteenth_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "WALL_SECONDS", 0.5)
    bad = [asyncio.create_task(read_file(heavy.spin, b"445 bytes", f"bad {n}")) for n in range(13)]
    await asyncio.sleep(0)
    assert await read_file(heavy.who, LARGE, "good") != os.getpid()
    outcomes = await asyncio.gather(*bad, return_exceptions=True)
    assert [getattr(outcome, "status", None) for outcome in outcomes] == [422] * 13


async def test_more_files_than_may_wait_are_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "MOST_WAITING", 2)
    waiting = [asyncio.create_task(read_file(heavy.linger, LARGE, who)) for who in "ab"]
    await asyncio.sleep(0)
    with pytest.raises(Refusal) as refused:
        await read_file(heavy.who, LARGE, "c")
    assert refused.value.status == 503
    await asyncio.gather(*waiting)


async def test_who_waits_too_long_for_other_files_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "PATIENCE_SECONDS", 0.3)
    with pytest.raises(Refusal) as refused:
        await read_file(heavy.linger, LARGE)
    assert refused.value.status == 409


async def test_the_other_process_goes_with_this_one() -> None:
    child = await read_file(heavy.who, LARGE)
    aside.close()
    until = time.monotonic() + 5
    while os.path.exists(f"/proc/{child}/stat") and time.monotonic() < until:
        await asyncio.sleep(0.05)
    assert not os.path.exists(f"/proc/{child}/stat")
