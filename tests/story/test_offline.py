"""What is written without a network: kept in the phone, sent once, whoever holds it and whatever its clock says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Route, TimeoutError, async_playwright

from ekinerja.stack import Stack
from tests.browser import found_chromium
from tests.story.conftest import Lived
from tests.story.test_pages import PNG, people
from tests.story.visitor import AXE, Visitor, visitor

DAY = "2026-01-22"


_STORES = """() => new Promise(done => {
  const asked = indexedDB.open('ekinerja', 1);
  asked.onerror = () => done(String(asked.error));
  asked.onsuccess = () => {
    const names = [...asked.result.objectStoreNames];
    if (!names.includes('bekal')) return done(names);
    const all = asked.result.transaction('bekal').objectStore('bekal').getAll();
    all.onsuccess = () => done(all.result.map(one => [one.akun, one.tertutup, one.butir.length]));
  };
})"""


async def at_the_phone(chromium: Browser, system: Stack, user: Any, **more: Any) -> Visitor:
    """Signed in, with the service worker in charge and one's kinerja kept in the phone."""
    one = await visitor(chromium, system.url(), viewport={"width": 360, "height": 800}, **more)
    await one.sign_in(user)
    await settle(one)
    return one


async def settle(one: Visitor) -> None:
    """Until the worker has taken over and the phone knows one's kinerja."""
    await one.go("/beranda")
    await one.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await one.page.wait_for_function(
        "() => new Promise(r => { const o = indexedDB.open('ekinerja', 1); o.onsuccess = () => {"
        " const g = o.result.transaction('bekal').objectStore('bekal').count(); g.onsuccess = () => r(g.result > 0); } })"
    )


async def form_is_there(one: Visitor) -> None:
    """The form shows once the script has read who is here; a person who waits in vain for ten seconds loads it anew."""
    form = one.page.locator("#luring")
    try:
        await form.wait_for(state="visible", timeout=10_000)
    except TimeoutError:
        kept = await one.page.evaluate(_STORES)
        print("no form on the page of the phone:", one.wrong, kept, await one.page.inner_text("main"))
        await one.page.reload()
        await form.wait_for(state="visible")


async def write(one: Visitor, uraian: str, mulai: str, selesai: str, photo: bool = False) -> None:
    """An entry on the page that the worker gives without a network; one stays on it for the next."""
    page = one.page
    if "Catatan di ponsel ini" not in await page.title():
        await page.goto(f"{one.url}/aktivitas/catat")
    assert "Catatan di ponsel ini" in await page.inner_text("h1")
    await form_is_there(one)
    await page.fill("#tanggal", DAY)
    await page.fill("#uraian", uraian)
    await page.fill("#kuantitas", "2")
    await page.fill("#output", "berkas ditata")
    await page.fill("#mulai", mulai)
    await page.fill("#selesai", selesai)
    if photo:
        await page.set_input_files("#bukti", {"name": "rak.png", "mimeType": "image/png", "buffer": PNG})
    await page.click("#luring button")
    await page.wait_for_selector(f"#antrean-ponsel .judul:has-text('{uraian}')")


async def entered(one: Visitor, uraian: str) -> list[dict[str, Any]]:
    found = await one.read(f"/api/activity/activities?periode=2026-01&tanggal={DAY}")
    return [entry for entry in found if entry["uraian"] == uraian]


async def test_what_waits_survives_the_end_of_the_browser(system: Stack, lived: Lived, tmp_path: Path) -> None:
    """Killed between writing and sending, the same browser sends it when it is opened again, once."""
    pegawai, _ = people(lived.konsel)
    path, args = found_chromium()
    async with async_playwright() as playwright:
        how: dict[str, Any] = {"executable_path": path, "args": args, "locale": "id-ID"}
        for begin in (True, False):
            context = await playwright.chromium.launch_persistent_context(tmp_path, **how)
            one = Visitor(await context.new_page(), system.url())
            if begin:
                await one.sign_in(pegawai)
                await settle(one)
                await context.set_offline(True)
                await write(one, "Sebelum peramban mati", "06.00", "06.20")
                await context.close()
        await one.go("/luring")
        await one.page.wait_for_selector("li:has-text('Sebelum peramban mati') .badge:has-text('terkirim')")
        assert len(await entered(one, "Sebelum peramban mati")) == 1
        await context.close()


async def online(context: BrowserContext, one: Visitor, uraian: str, state: str) -> None:
    """The network is back; the page sends what waits and says what became of it."""
    await context.set_offline(False)
    await one.page.goto(f"{one.url}/luring")
    await one.page.wait_for_selector(f"#antrean-ponsel li:has-text('{uraian}') .badge:has-text('{state}')")


async def test_an_entry_and_its_evidence_are_written_offline_and_sent_once(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """No page of a person lies in a cache; a lost answer is asked for again, and it stays one entry with one file."""
    pegawai, _ = people(lived.konsel)
    one = await at_the_phone(chromium, system, pegawai)
    context = one.page.context
    cached = await one.page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async k => (await (await caches.open(k)).keys())"
        ".map(r => new URL(r.url).pathname)))).flat()"
    )
    assert cached and all(path == "/luring" or path.startswith("/static/a/") for path in cached), cached
    await context.set_offline(True)
    await write(one, "Menata rak arsip luring", "05.00", "05.30", photo=True)
    await write(one, "Yang dihapus lagi", "05.40", "05.50")
    await one.page.locator("li:has-text('Yang dihapus lagi') button:has-text('Hapus')").click()
    await one.page.wait_for_selector("li:has-text('Yang dihapus lagi')", state="detached")
    lost: list[str] = []

    async def lose(route: Route) -> None:
        """The first answer is lost on its way back."""
        if not lost:
            lost.append((await route.fetch()).url)
            return await route.abort()
        await route.continue_()

    await context.route("**/api/activity/activities", lose)
    await context.set_offline(False)
    await one.page.goto(f"{one.url}/beranda")
    await one.page.wait_for_timeout(1500)
    assert lost, "the first try arrived, and nobody heard of it"
    await online(context, one, "Menata rak arsip luring", "terkirim")
    found = await entered(one, "Menata rak arsip luring")
    assert len(found) == 1 and [file["nama"] for file in found[0]["lampiran"]] == ["rak.png"]
    assert await entered(one, "Yang dihapus lagi") == []
    assert "tanda terima" in await one.page.inner_text("#antrean-ponsel")


async def test_a_refusal_is_shown_in_its_words_and_mended(system: Stack, lived: Lived, chromium: Browser) -> None:
    """Hours that overlap come back with the sentence of the service; changed, it is sent."""
    pegawai, _ = people(lived.konsel)
    one = await at_the_phone(chromium, system, pegawai)
    context = one.page.context
    await context.set_offline(True)
    await write(one, "Menyalin daftar luring", "04.00", "04.30")
    await write(one, "Bertumpuk luring", "04.10", "04.40")
    await online(context, one, "Bertumpuk luring", "perlu diperbaiki")
    assert "bertumpuk" in await one.page.inner_text("#antrean-ponsel")
    await one.page.locator("li:has-text('Bertumpuk luring') button:has-text('Ubah')").click()
    await one.page.fill("#mulai", "04.30")
    await one.page.fill("#selesai", "04.50")
    await one.page.click("#luring button")
    await one.page.wait_for_selector("#pesan-luring:has-text('Tersimpan')")  # else it is left before it is kept
    await online(context, one, "Bertumpuk luring", "terkirim")
    assert len(await entered(one, "Bertumpuk luring")) == 1


async def test_an_ended_session_deletes_nothing_and_another_person_sees_nothing(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """A 401 keeps what waits; whoever else signs in is told a number, and sends nothing of it."""
    pegawai, penilai = people(lived.konsel)
    one = await at_the_phone(chromium, system, pegawai)
    context = one.page.context
    await context.set_offline(True)
    await write(one, "Menunggu pemiliknya", "03.00", "03.30")
    await context.set_offline(False)
    await context.clear_cookies()
    await one.page.goto(f"{one.url}/luring")
    assert "Menunggu pemiliknya" in await one.page.inner_text("#antrean-ponsel"), "still there without a session"
    await one.sign_in(penilai)
    await one.page.goto(f"{one.url}/luring")
    await one.page.goto(f"{one.url}/beranda")
    strip = one.page.locator("[data-antrean-ponsel]")
    await strip.wait_for(state="visible")
    assert await strip.inner_text() == "1 catatan milik akun lain menunggu di ponsel ini"
    assert "Menunggu pemiliknya" not in await one.page.inner_text("body")
    await context.clear_cookies()
    await one.sign_in(pegawai)
    await online(context, one, "Menunggu pemiliknya", "terkirim")
    assert len(await entered(one, "Menunggu pemiliknya")) == 1


async def test_the_phone_is_a_day_off_and_its_page_is_for_everybody(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """The day is the one that was chosen, lateness the server's to say; axe finds nothing on the offline page."""
    pegawai, _ = people(lived.konsel)
    one = await at_the_phone(chromium, system, pegawai)
    await one.page.add_init_script(path=str(AXE))
    await one.page.add_init_script("const n = Date.now; Date.now = () => n() - 864e5")
    context = one.page.context
    await context.set_offline(True)
    await write(one, "Jam ponsel salah", "02.00", "02.30")
    await context.set_offline(False)
    await one.page.goto(f"{one.url}/luring")
    await one.check("/luring")
    await online(context, one, "Jam ponsel salah", "terkirim")
    found = await entered(one, "Jam ponsel salah")
    assert [(entry["tanggal"], entry["late"]) for entry in found] == [(DAY, False)]
