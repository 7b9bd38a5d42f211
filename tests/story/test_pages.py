"""The daily path through the pages in a real browser, with and without JavaScript, after the month of the story."""

from __future__ import annotations

import base64

import pytest
from playwright.async_api import Browser

from ekinerja.demo.accounts import example
from ekinerja.demo.client import User
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from tests.story.conftest import Lived
from tests.story.visitor import AXE, Visitor, visitor

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TODAY = "2026-01-22"


def people(story: Story) -> tuple[User, User]:
    """A pegawai of the office that went on into January, and the penilai."""
    person = example(story)
    return story.users[person.nip], story.users[person.atasan]


async def of_today(one: Visitor) -> list[dict[str, str]]:
    """The entries of the day, as the API gives them to this very session."""
    found = await one.read(f"/api/activity/activities?periode=2026-01&tanggal={TODAY}")
    return sorted(found, key=lambda entry: entry["mulai"])


async def enter(one: Visitor, uraian: str, mulai: str, selesai: str) -> None:
    """A new entry: three presses and what is typed."""
    await one.go("/beranda")
    await one.click("main a:has-text('Catat aktivitas')")
    await one.page.fill("#uraian", uraian)
    await one.press("Lanjut")
    await one.page.fill("#jumlah", "7")
    await one.page.fill("#hasil", "surat dinas diagendakan")
    await one.page.fill("#mulai", mulai)
    await one.page.fill("#selesai", selesai)
    await one.press("Kirim")


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kuan_p23_1_a_day_is_entered_without_javascript_and_never_twice(
    system: Stack, lived: Lived, chromium: Browser, tenant: str
) -> None:
    """From the home page to the receipt; the same form sent again shows the same receipt; typed text is never lost."""
    pegawai, _ = people(getattr(lived, tenant))
    one = await visitor(chromium, system.url(), java_script_enabled=False)
    await one.sign_in(pegawai)
    assert "dikembalikan" in await one.page.inner_text("main"), "what came back is told on the home page"
    await enter(one, "Mengagendakan surat masuk <b>dan</b> keluar", "15.00", "1430")
    assert await one.page.input_value("#hasil") == "surat dinas diagendakan", "what was typed is still there"
    assert (await one.title()).startswith("Belum terkirim")
    await one.page.fill("#selesai", "16:30")
    sent = await one.form()
    await one.press("Kirim")
    assert "Terkirim" in await one.title() and "/tanda-terima?resi=" in one.page.url
    assert await one.send("/aktivitas/catat/hasil", sent) == one.page.url, "sent again it is the same entry"
    entered = await of_today(one)
    told = "Mengagendakan surat masuk <b>dan</b> keluar"
    assert [e["mulai"] for e in entered if e["uraian"] == told] == ["15:00:00"]
    assert one.wrong == [], one.wrong


async def test_seperti_kemarin_is_two_presses_and_evidence_and_a_change_follow(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    pegawai, _ = people(lived.konsel)
    one = await visitor(chromium, system.url())
    await one.sign_in(pegawai)
    before = len(await of_today(one))
    await one.press("Ulangi yang terakhir")
    await one.page.fill("#mulai", "07.00")
    await one.page.fill("#selesai", "07.40")
    await one.press("Kirim")
    assert len(await of_today(one)) == before + 1
    entry = one.page.url.split("/")[4]
    await one.go(f"/aktivitas/{entry}")
    await one.page.set_input_files("#berkas", {"name": "agenda.png", "mimeType": "image/png", "buffer": PNG})
    await one.press("Lampirkan")
    assert "agenda.png" in await one.page.inner_text("#bukti")
    await one.go(f"/aktivitas/{entry}/ubah")
    await one.page.fill("#uraian", "Mengagendakan surat keluar")
    await one.press("Simpan perubahan")
    await one.go(f"/aktivitas/{entry}")
    assert "Versi 1" in await one.page.inner_text("main") and "surat keluar" in await one.page.inner_text("h1")
    assert one.wrong == [], one.wrong


@pytest.mark.parametrize("javascript", [True, False])
async def test_kuan_p23_7_the_penilai_opens_approves_many_and_returns_one(
    system: Stack, lived: Lived, chromium: Browser, javascript: bool
) -> None:
    """Counts mark nothing as seen; opening does; two are approved in one act, one is withheld with its reason."""
    _, penilai = people(lived.konsel if javascript else lived.kuansing)
    one = await visitor(chromium, system.url(), java_script_enabled=javascript)
    await one.sign_in(penilai)
    await one.go("/antrean/daftar")
    nothing = await one.page.locator("input.kotak").count()
    await one.go("/antrean")
    await one.press("Buka antrean")
    opened = await one.page.locator("input.kotak").count()
    assert opened >= nothing + 3, "only what was opened is listed"
    await one.click("main .aksi .utama")
    assert "Pilih dahulu" in await one.page.inner_text("main")
    for box in (await one.page.locator("input.kotak").all())[:2]:
        await box.check()
    await one.click("main .aksi .utama")
    assert "2 catatan disetujui" in await one.page.inner_text("main")
    await one.click("main a:has-text('Kembalikan')")
    await one.press("Kembalikan catatan")
    assert (await one.title()).startswith("Belum terkirim"), "without a reason nothing is returned"
    await one.page.locator("textarea").fill("Jumlah berbeda dari buku agenda.")
    await one.press("Kembalikan catatan")
    assert "Catatan dikembalikan" in await one.page.inner_text("main")
    assert await one.page.locator("input.kotak").count() == opened - 3
    assert one.wrong == [], one.wrong


PAGES = [
    "/beranda", "/aktivitas/catat", "/aktivitas", "/aktivitas/2025-12", "/skp", "/penilaian", "/tpp", "/presensi", "/pesan",
    "/bantuan", "/akun", "/akun/sandi", "/akun/kode", "/menu", "/antrean", "/antrean/daftar", "/tidak-ada",
]  # fmt: skip


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
async def test_every_page_is_for_everybody(
    system: Stack, lived: Lived, chromium: Browser, width: int, look: str
) -> None:
    """axe-core finds nothing, nothing overflows, nothing comes from elsewhere, nothing breaks the policy."""
    _, penilai = people(lived.kuansing if width == 360 else lived.konsel)
    one = await visitor(chromium, system.url(), viewport={"width": width, "height": 900}, color_scheme=look)
    await one.page.add_init_script(path=str(AXE))
    await one.go("/masuk")
    await one.check("/masuk")
    await one.sign_in(penilai)
    for path in PAGES:
        await one.go(path)
        await one.check(path)
        if width == 360:
            await one.page.set_viewport_size({"width": 320, "height": 800})
            assert await one.page.evaluate("document.documentElement.scrollWidth") <= 320, (path, "at 320 px")
            await one.page.set_viewport_size({"width": 360, "height": 800})
    wrong = [said for said in one.wrong if " 404 " not in said]
    assert wrong == [], wrong


async def report_too_late(one: Visitor, person: User, said: str) -> None:
    """Type a report, sign out at another window, and send it all the same."""
    await one.sign_in(person)
    await one.go("/bantuan")
    await one.page.check("input[value=teknis]", force=True)
    await one.page.fill("#laporan", said)
    cookies = await one.page.context.cookies()
    await one.send("/keluar", await one.form())
    await one.page.context.add_cookies(cookies)
    await one.press("Kirim laporan")


async def test_what_is_typed_survives_the_end_of_a_session(system: Stack, lived: Lived, chromium: Browser) -> None:
    """The form comes too late: after signing in again, in the same browser, it is sent as it was typed."""
    pegawai, penilai = people(lived.kuansing)
    one = await visitor(chromium, system.url(), java_script_enabled=False)
    await report_too_late(one, pegawai, "Halaman bulan saya kosong")
    assert "Masuk lagi" in await one.page.inner_text("main")
    await one.fill_in(penilai, press="Masuk dan kirim")
    await one.go("/bantuan")
    assert "Halaman bulan saya kosong" not in await one.page.inner_text("main"), "nothing is sent as somebody else"
    assert [t for t in await one.read("/api/activity/tickets") if "kosong" in t["isi"]] == []


async def test_a_form_that_came_too_late_is_sent_once_its_person_is_back(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    pegawai, _ = people(lived.kuansing)
    one = await visitor(chromium, system.url(), java_script_enabled=False)
    await report_too_late(one, pegawai, "Laporan yang terlambat")
    await one.fill_in(pegawai, press="Masuk dan kirim")
    assert "terkirim=1" in one.page.url and "Laporan yang terlambat" in await one.page.inner_text("main")
    tickets = await one.read("/api/activity/tickets")
    assert len([t for t in tickets if t["isi"] == "Laporan yang terlambat"]) == 1
