"""Data that leave, figures that everybody sees, and a slip that a stranger checks: in a browser, without JavaScript."""

from __future__ import annotations

from playwright.async_api import Browser

from ekinerja.demo.client import User
from ekinerja.stack import Stack
from kernel.kode import code_of, spoken
from tests.story.conftest import Lived
from tests.story.test_pages import people
from tests.story.visitor import AXE, Visitor, visitor

MONTH = "2025-12"


async def at_window(chromium: Browser, system: Stack, person: User | None = None) -> Visitor:
    one = await visitor(chromium, system.url(), java_script_enabled=person is None)
    if person is not None:
        await one.sign_in(person)
    return one


async def test_kuan_p26_2_a_release_is_asked_for_consented_to_and_taken_back_on_its_page(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """What lacks comes back beside its field; the words are said one by one; the last closes it."""
    one = await at_window(chromium, system, lived.kuansing.user("pengelola_e_kinerja"))
    await one.go("/pelepasan")
    await one.press("Ajukan permohonan", "main form")
    assert "Pilih data yang diminta" in await one.page.inner_text("main")
    for field, said in {
        "pihak": "Inspektorat Provinsi", "dasar": "S-7/2026", "tujuan": "Reviu kinerja", "dari": f"{MONTH}-01",
        "sampai": f"{MONTH}-31", "berlaku_sampai": "2026-06-30",
    }.items():  # fmt: skip
        await one.page.fill(f"#{field}", said)
    await one.page.locator("input[name=data]").first.check(force=True)
    await one.page.locator("input[name=opd]").first.check(force=True)
    await one.press("Ajukan permohonan", "main form")
    assert "menunggu persetujuan" in await one.page.inner_text("h1")
    await one.press("Setujui")
    assert "setuju" in await one.page.inner_text("main table")
    await one.press("Cabut")
    assert (await one.title()).startswith("Belum terkirim"), "without a reason nothing is taken back"
    await one.page.fill("#alasan", "Tidak diperlukan lagi.")
    await one.press("Cabut")
    assert "dicabut" in await one.page.inner_text("h1")
    assert one.wrong == []


async def test_kuan_p29_everybody_sees_the_published_month_and_nobody_in_it(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    one = await at_window(chromium, system)
    await one.page.add_init_script(path=str(AXE))
    for path in ("/monev?pemda=kuansing", f"/monev/{MONTH}?pemda=konsel", "/cek"):
        await one.go(path)
        await one.check(path)
        text = await one.page.content()
        assert not [p.nip for p in [*lived.kuansing.people, *lived.konsel.people] if p.nip in text]
    assert await one.page.context.cookies() == []
    assert one.wrong == []


async def test_a_stranger_checks_a_slip_and_finds_a_changed_amount(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    pegawai, _ = people(lived.konsel)
    slip = await pegawai.get(f"/api/tpp/slips/mine?periode={MONTH}")
    one = await at_window(chromium, system)
    await one.page.add_init_script(path=str(AXE))
    await one.go(f"/cek?pemda=konsel&kode={spoken(code_of('slip', slip['slip_id'], slip['versi']))}")
    assert "berlaku" in await one.page.inner_text("h1")
    await one.check("/cek/{kode}")
    for amount, said in ((slip["total"] + 1_000_000, "bukan yang diterbitkan"), (slip["total"], "sama dengan")):
        await one.page.fill("#jumlah", str(amount))
        await one.press("Cocokkan")
        assert said in await one.page.inner_text("main")
    await one.go("/cek/ABCDEFGHJKMN?pemda=konsel")
    assert "Tidak ada dokumen" in await one.page.inner_text("h1")
    assert [said for said in one.wrong if " 404 " not in said] == []
