"""What a page weighs on its way to a cheap phone, and how few taps a day's entry costs."""

from __future__ import annotations

import time
from typing import Any

from playwright.async_api import Browser

from ekinerja.stack import Stack
from gateway.assets import SHELL, built
from tests.story.conftest import Lived
from tests.story.test_pages import people
from tests.story.visitor import Visitor, visitor

FIRST, AGAIN, REQUESTS = 35_000, 8_000, 6
TAP, KEY = 0.2, 0.04  # seconds of a person
_SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""
PAGES = ["/beranda", "/aktivitas/catat", "/aktivitas/2026-01", "/skp", "/tpp", "/antrean", "/menu"]


async def loaded(one: Visitor, path: str) -> tuple[int, int]:
    """Bytes on the wire with their headers, and requests, of one load."""
    wire = await one.page.context.new_cdp_session(one.page)
    await wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    await one.page.goto(f"{one.url}{path}", wait_until="networkidle")
    await wire.detach()
    return int(sum(sizes)), sum(size > 0 for size in sizes)


async def test_a_first_visit_is_light_and_a_repeated_one_lighter(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """First visit ≤ 35 KB with what the worker keeps, ≤ 6 requests; again ≤ 8 KB; nothing moves while it is read."""
    _, penilai = people(lived.konsel)
    before = await visitor(chromium, system.url(), viewport={"width": 360, "height": 800})
    await before.sign_in(penilai)
    state: Any = await before.page.context.storage_state()
    worker = sum(len(built()[name].br) for name in (*SHELL, "sw.js"))
    for path in PAGES:
        one = await visitor(chromium, system.url(), viewport={"width": 360, "height": 800}, storage_state=state)
        first, requests = await loaded(one, path)
        assert first + worker <= FIRST and requests <= REQUESTS, (path, first, worker, requests)
        again, _ = await loaded(one, path)
        assert again <= AGAIN, (path, again)
        assert await one.page.evaluate(_SHIFT) == 0, path
        await one.page.context.close()


async def test_a_days_entry_costs_three_taps_and_twenty_seconds(system: Stack, lived: Lived, chromium: Browser) -> None:
    """By a person of 200 ms a tap and 40 ms a key, every field typed anew."""
    pegawai, _ = people(lived.konsel)
    one = await visitor(chromium, system.url(), viewport={"width": 360, "height": 800})
    await one.sign_in(pegawai)
    await one.go("/beranda")
    begun, typed, taps = time.monotonic(), 0, 0
    await one.click("main a:has-text('Catat aktivitas')")
    taps += 1
    for field, words in (("#uraian", "Menyusun daftar arsip ruang dua"),):
        await one.page.fill(field, words)
        typed += len(words)
    await one.press("Lanjut")
    taps += 1
    for field, words in (("#jumlah", "2"), ("#hasil", "daftar"), ("#mulai", "0100"), ("#selesai", "0130")):
        await one.page.fill(field, words)
        typed += len(words)
    await one.press("Kirim")
    taps += 1
    assert "Terkirim" in await one.title(), await one.page.inner_text("main")
    assert taps <= 3 and time.monotonic() - begun + taps * TAP + typed * KEY <= 20
