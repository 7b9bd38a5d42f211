"""Decrees, Plt and Plh, accounts from outside, in the browser and without JavaScript: recorded, refused, taken back."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from ekinerja.stack import Stack
from tests.story.conftest import Lived
from tests.story.visitor import AXE, Visitor, visitor


async def _clerk(system: Stack, lived: Lived, chromium: Browser) -> tuple[Visitor, str]:
    """The pengelola kepegawaian at the form of somebody's decrees, and its address."""
    one = await visitor(chromium, system.url())
    await one.page.add_init_script(path=str(AXE))
    await one.sign_in(lived.konsel.user("pengelola_kepegawaian"))
    await one.go(f"/pegawai?cari={lived.konsel.working[44].nip}")
    await one.click("main th a")
    await one.click("main a:has-text('Catat keputusan')")
    return one, one.page.url.removeprefix(system.url())


async def test_kon_p14_a_leave_is_recorded_by_decree_and_one_by_mistake_taken_back(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    one, form = await _clerk(system, lived, chromium)
    await one.press("Catat")
    assert (await one.title()).startswith("Belum terkirim") and await one.page.locator("#sk-s").count() == 1
    await one.page.select_option("#status", "cuti")
    for field, value in (("mulai", "2026-04-06"), ("selesai", "2026-04-17"), ("sk", "800/12/2026")):
        await one.page.fill(f"#{field}", value)
    await one.check(f"{form}, filled in")
    await one.press("Catat")
    assert "Keputusan dicatat" in await one.page.inner_text("main")
    assert "800/12/2026" in await one.page.inner_text("main"), "with its dates and its number"
    await one.go(f"{form}?langkah=tarik")
    await one.page.locator("label", has_text="Status cuti").click()
    await one.press("Tarik catatan ini")
    assert await one.page.locator("#alasan-s").count() == 1, "not without a reason"
    await one.page.fill("#alasan", "Nomor surat milik orang lain.")
    await one.check(f"{form}, refused")
    await one.press("Tarik catatan ini")
    assert "800/12/2026" not in await one.page.inner_text("main")
    assert one.wrong == []


@pytest.mark.parametrize("step", ["status", "jabatan", "nip", "tarik"])
async def test_every_form_of_a_decree_names_all_that_it_lacks(
    system: Stack, lived: Lived, chromium: Browser, step: str
) -> None:
    one, form = await _clerk(system, lived, chromium)
    await one.go(f"{form}?langkah={step}")
    await one.check(f"{form} {step}")
    await one.press("Tarik" if step == "tarik" else "Catat")
    assert (await one.title()).startswith("Belum terkirim"), step
    assert await one.page.locator(".pesan-salah").count() >= 2, step
    await one.check(f"{form} {step}, refused")
    assert one.wrong == []


async def test_kon_p34_5_a_plh_is_recorded_and_ended_earlier(system: Stack, lived: Lived, chromium: Browser) -> None:
    story = lived.konsel
    staff = next(person for person in story.working if person.atasan)
    official = staff.atasan
    stands_in = next(p.nip for p in story.working if p.atasan == official and p.nip != staff.nip)
    one = await visitor(chromium, system.url(), java_script_enabled=False)
    await one.sign_in(story.user("pengelola_kepegawaian"))
    await one.go("/pelaksana")
    await one.press("Catat")
    assert await one.page.locator(".pesan-salah").count() >= 4
    for field, value in (
        ("nip_pejabat", official), ("nip_pelaksana", stands_in), ("mulai", "2026-05-04"), ("selesai", "2026-05-08"),
        ("sk", "850/7/2026"), ("nip_pemberi", official),
    ):  # fmt: skip
        await one.page.fill(f"#{field}", value)
    await one.press("Catat")
    assert await one.page.locator("main .notice.tolak").count() == 1, "nobody appoints who stands in for themselves"
    above = next((p.atasan for p in story.people if p.nip == official), "")
    await one.page.fill("#nip_pemberi", above or "")
    await one.press("Catat")
    assert "850/7/2026" in await one.page.inner_text("main"), await one.page.inner_text("main")
    row = one.page.locator("li", has_text="850/7/2026")
    await row.locator("a:has-text('Akhiri lebih awal')").click()
    await one.page.fill("#selesai", "2026-05-03")
    await one.page.fill("#alasan", "Pejabatnya tidak jadi berangkat.")
    await one.press("Akhiri")
    assert "850/7/2026" not in await one.page.inner_text("main"), "a last day before the first: it is withdrawn"
    assert one.wrong == []


async def test_kuan_p20_an_account_from_outside_is_opened_and_its_password_told_once(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    one = await visitor(chromium, system.url(), java_script_enabled=False)
    await one.sign_in(lived.kuansing.officials["super_admin"])
    await one.go("/akun-lain")
    await one.press("Buka akun")
    assert await one.page.locator(".pesan-salah").count() >= 4
    await one.page.select_option("#jenis", "external_expert")
    for field, value in (
        ("login", "ahli.beban"), ("persetujuan", "100/3/2026"), ("tanggal_persetujuan", "2026-01-20"),
        ("selesai", "2026-06-30"),
    ):  # fmt: skip
        await one.page.fill(f"#{field}", value)
    await one.press("Buka akun")
    told = one.page.locator("section", has_text="Kata sandi pertama")
    assert "ahli.beban" in await told.inner_text()
    await one.go("/akun-lain")
    assert await one.page.locator("section", has_text="Kata sandi pertama").count() == 0, "told once"
    assert one.wrong == []


async def test_the_operator_changes_the_signing_key_and_nobody_is_signed_out(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    one = await visitor(chromium, system.url(), java_script_enabled=False)
    await one.sign_in(lived.operator)
    await one.go("/operasi/kunci")
    await one.press("Ganti kunci")
    assert await one.page.locator("#yakin-s").count() == 1
    await one.page.check("#yakin")
    await one.press("Ganti kunci")
    assert "Kunci diganti" in await one.page.inner_text("main")
    await one.go("/operasi/kunci")
    assert "/masuk" not in one.page.url
    assert one.wrong == []
