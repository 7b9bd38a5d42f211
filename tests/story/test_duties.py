"""The pages of those who decide on others, in a real browser, after the month of the story."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from ekinerja.demo.client import User
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from tests.story.conftest import Lived
from tests.story.test_pages import people
from tests.story.visitor import AXE, visitor

# Addresses that no link of the month leads to; `test_site.py` walks to all others.
PAGES = {
    "penilai": ["/hari-kosong?bulan=2025-12", "/dasbor/2025-12/saya", "/tpp/2026-03"],
    "pengelola_kepegawaian": ["/pegawai?cari=zz", "/siasn/2025"],
    "admin_pd": ["/pd/pegawai?akun=active"],
    "inspektorat": ["/audit?layanan=skp"],
    "siapa_saja": ["/monev", "/gangguan", "/status", "/aksesibilitas", "/privasi", "/luring"],
    "kepala_pd": ["/tpp/daftar/2026-03"],
}


def who(story: Story, role: str) -> User:
    if role in ("penilai", "siapa_saja"):
        return people(story)[1]
    return story.user(role) if story.holders(role) else story.officials[role]


@pytest.mark.parametrize("role", PAGES)
async def test_every_page_of_a_duty_is_for_everybody(system: Stack, lived: Lived, chromium: Browser, role: str) -> None:
    """axe-core finds nothing, nothing overflows, at 360 and 1440 px, light and dark."""
    one = await visitor(chromium, system.url())
    await one.page.add_init_script(path=str(AXE))
    await one.sign_in(who(lived.kuansing, role))
    for width, look in ((360, "dark"), (1440, "light")):
        await one.page.set_viewport_size({"width": width, "height": 900})
        await one.page.emulate_media(color_scheme="dark" if look == "dark" else "light")
        for path in PAGES[role]:
            await one.go(path)
            assert "hanya untuk" not in await one.title(), path
            await one.check(f"{path} at {width} px, {look}")
    assert one.wrong == []


async def test_kuan_p23_8_a_penilai_reads_one_and_takes_an_approval_back(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """What is decided is listed and marks nothing; without a reason nothing is reopened, and with one it is."""
    _, penilai = people(lived.kuansing)
    one = await visitor(chromium, system.url(), java_script_enabled=False)
    await one.sign_in(penilai)
    waiting = await penilai.get("/api/activity/queue")
    await one.go("/bawahan")
    links = one.page.locator("main .judul a")
    people_of = [await links.nth(n).get_attribute("href") for n in range(await links.count())]
    reopen = one.page.locator("main a:has-text('Buka kembali')")
    for page in (f"{link}?bulan={month}" for month in ("2026-01", "2025-12") for link in people_of):
        await one.go(page)
        if await reopen.count():
            break
    assert await penilai.get("/api/activity/queue") == waiting, "reading marks nothing as seen"
    await one.click("main a:has-text('Buka kembali')")
    await one.press("Buka kembali catatan")
    assert (await one.title()).startswith("Belum terkirim"), "without a reason nothing is reopened"
    assert await one.page.locator("#alasan-s").count() == 1
    await one.page.fill("#alasan", "Jumlahnya berbeda dari buku agenda.")
    await one.press("Buka kembali catatan")
    said = await one.page.inner_text("main")
    assert "dibuka kembali" in said or "Bulan" in said, "reopened, or told that the month has closed"
    assert one.wrong == []


async def test_kon_p50_an_import_is_handed_in_by_one_and_thrown_away(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """A file that is none comes back with its reason; nothing is applied by who handed it in."""
    one = await visitor(chromium, system.url(), java_script_enabled=False)
    await one.sign_in(lived.konsel.user("pengelola_kepegawaian"))
    await one.go("/impor")
    await one.press("Serahkan")
    assert "Pilih dahulu" in await one.page.inner_text("main")
    await one.page.set_input_files("#berkas", {"name": "x.xlsx", "mimeType": "text/plain", "buffer": b"bukan"})
    await one.press("Serahkan")
    assert await one.page.locator("main .notice.tolak").count() == 1
    assert await one.page.locator("button:has-text('Terapkan')").count() == 0
    assert one.wrong == []


async def test_nobody_opens_the_pages_of_a_role_that_he_does_not_hold(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """The service refuses, and the page says so; the menu does not offer it."""
    pegawai, _ = people(lived.konsel)
    one = await visitor(chromium, system.url(), java_script_enabled=False)
    await one.sign_in(pegawai)
    await one.go("/menu")
    offered = await one.page.inner_text("main")
    assert "Impor pegawai" not in offered and "Hitung TPP" not in offered
    for path in ("/impor", "/dasbor/2025-12", "/tpp/hitung/2025-12", "/pegawai", "/peran"):
        await one.go(path)
        assert await one.page.locator("main .notice.tolak").count() == 1, path
    assert [said for said in one.wrong if " 403 " not in said] == []
