"""Twelve strings, one a context, through every field of the daily path in a real browser: none of them is run."""

from __future__ import annotations

from playwright.async_api import Browser

from ekinerja.stack import Stack
from tests.story.conftest import Lived
from tests.story.test_pages import people
from tests.story.visitor import Visitor, visitor

RUN = "window.dijalankan=1"
TWELVE = (
    f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f'"><svg onload={RUN}>', f"'><b onmouseover={RUN}>b",
    f"</textarea><script>{RUN}</script>", f"</title><script>{RUN}</script>", f"javascript:{RUN}",
    f"--><script>{RUN}</script>", f"</option></select><img src=x onerror={RUN}>", "{{ 7*7 }}{% raw %}",
    f"<iframe srcdoc='<script>{RUN}</script>'>", f"<a href='javascript:{RUN}'>tekan</a>",
)  # fmt: skip
_FOUND = """() => [
  window.dijalankan ?? 0,
  document.querySelectorAll('main script, iframe, main img[src="x"], main svg[onload], main [onerror], main [onmouseover]').length,
  document.querySelectorAll('main a[href^="javascript:"]').length,
]"""


async def nothing_runs(one: Visitor, path: str, said: str = "") -> None:
    """The page shows the words as words."""
    await one.go(path)
    assert await one.page.evaluate(_FOUND) == [0, 0, 0], path
    assert not said or said in await one.page.inner_text("main"), (path, said)


async def enter(one: Visitor, n: int, words: str) -> str:
    """An entry that has the words in every field; its address."""
    await one.go("/aktivitas/catat")
    await one.page.fill("#uraian", words)
    await one.press("Lanjut")
    await one.page.fill("#mulai", words[:5])
    await one.page.fill("#selesai", words[:5])
    await one.page.fill("#jumlah", words[:9])
    await one.page.fill("#hasil", words)
    await one.page.fill("#tautan", words)
    await one.press("Kirim")
    assert (await one.title()).startswith("Belum terkirim")
    assert await one.page.evaluate(_FOUND) == [0, 0, 0], "the form that came back"
    await one.page.fill("#mulai", f"{n // 4:02}.{n % 4 * 15:02}")
    await one.page.fill("#selesai", f"{n // 4:02}.{n % 4 * 15 + 10:02}")
    await one.page.fill("#jumlah", "1")
    await one.press("Kirim")
    assert "Terkirim" in await one.title(), await one.page.inner_text("main")
    assert await one.page.evaluate(_FOUND) == [0, 0, 0], "the receipt"
    return one.page.url.split("/")[4]


async def test_what_people_write_stays_what_they_wrote(system: Stack, lived: Lived, chromium: Browser) -> None:
    """From the form to the home page, the month, the entry, the queue of the penilai, his reason, the message, help."""
    pegawai, penilai = people(lived.kuansing)
    one = await visitor(chromium, system.url())
    await one.sign_in(pegawai)
    entries = [await enter(one, n, words) for n, words in enumerate(TWELVE)]
    for ident, words in zip(entries, TWELVE, strict=True):
        await nothing_runs(one, f"/aktivitas/{ident}", words)
        await nothing_runs(one, f"/aktivitas/{ident}/ubah")
    await nothing_runs(one, "/aktivitas/2026-01?hari=2026-01-22", TWELVE[0])
    for words in TWELVE:
        await one.go("/bantuan")
        await one.page.check("input[value=teknis]", force=True)
        await one.page.fill("#laporan", words)
        await one.page.fill("#nomor", words[:40])
        await one.press("Kirim laporan")
    await nothing_runs(one, "/bantuan", TWELVE[1])
    other = await visitor(chromium, system.url())
    await other.sign_in(penilai)
    await other.go("/antrean")
    await other.press("Buka antrean")
    assert await other.page.evaluate(_FOUND) == [0, 0, 0], "the queue"
    row = f"li:has(a[href='/aktivitas/{entries[2]}'])"
    await other.click(f"{row} a:has-text('Kembalikan')")
    await other.page.locator("textarea").fill(TWELVE[2])
    await other.press("Kembalikan catatan")
    assert await other.page.evaluate(_FOUND) == [0, 0, 0]
    await nothing_runs(one, "/beranda", TWELVE[2])
    await nothing_runs(one, "/pesan")
    assert [said for said in (*one.wrong, *other.wrong) if " 422 " not in said] == [], "nothing was even tried"
