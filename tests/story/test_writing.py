"""An SKP from nothing to set by pages alone, without JavaScript; then measured, added to and changed."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser

from ekinerja.demo.accounts import example
from ekinerja.demo.newyear import MOST, _line
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from tests.chassis.files import pdf
from tests.story.conftest import Lived
from tests.story.visitor import AXE, Visitor, visitor

SOURCES = (
    "renstra", "perjanjian_kinerja", "organisasi_tata_kerja", "uraian_jabatan", "skp_atasan", "rencana_kerja_tahunan"
)  # fmt: skip
BOTH = pytest.mark.parametrize("tenant", ["kuansing", "konsel"])


def writer(story: Story) -> Person:
    """Somebody without an SKP of the new year, whose superior has one, and who is given a task by a head of the PD."""
    person = example(story)
    head = next(p for p in story.working if p.nip == person.atasan)
    line = {p.nip for p in _line(story, head)}
    planned = line | {person.nip} | {p.nip for p in story.working if p.atasan == head.nip and p.nip != person.nip}
    others = [p for p in story.working if p.atasan in line and p.nip not in planned and p.opd == person.opd]
    more = [p for p in story.working if p.atasan == head.nip and p.nip != person.nip][MOST - 1 :]
    return next(p for p in [*more, *others] if p.jenis_jabatan != "jpt_pratama")


async def fill_in_kinerja(one: Visitor, person: Person) -> None:
    """A kinerja with its parent, its indicator, its target and twelve months that do not add up at first."""
    await one.click("main a:has-text('Tambah kinerja')")
    await one.press("Simpan kinerja")
    assert (await one.title()).startswith("Belum terkirim")
    await one.page.fill("#uraian", "Arsip bidang umum tertata <img src=x>")
    await one.page.fill("#indikator", "Jumlah berkas tertata")
    await one.page.locator("input[name=induk]").first.check(force=True)
    if person.jenis_jabatan == "fungsional":
        await one.page.fill("#kegiatan", "Menyusun laporan pelaksanaan kegiatan")
    await one.page.fill("#kuantitas", "36")
    await one.page.fill("#satuan", "berkas")
    await one.page.select_option("#arah", "rentang")
    await one.page.locator("details summary").first.click()
    for month in range(1, 13):
        await one.page.fill(f"#b{month}", "2" if month == 1 else "3")
    await one.press("Simpan kinerja")
    assert "Tambahkan 1 lagi" in await one.page.inner_text("main"), "the twelve parts make the year's target"
    assert await one.page.input_value("#uraian") == "Arsip bidang umum tertata <img src=x>"
    await one.page.fill("#b1", "3")
    await one.press("Simpan kinerja")
    assert await one.page.locator("#sampai-s").count() == 1, "a range has an end"
    await one.page.fill("#sampai", "48")
    await one.press("Simpan kinerja")
    assert "/susun" in one.page.url and "36–48 berkas" in await one.page.inner_text("main")


async def write(one: Visitor, person: Person) -> str:
    """From the empty list to handed in; the plan's address."""
    await one.go("/skp")
    assert "belum disusun" in await one.page.inner_text("h1")
    await one.press("Susun SKP 2026")
    await one.press("Ajukan untuk direviu")
    lacking = await one.page.locator("#salah li a").count()
    assert lacking >= 2, "all that is lacking is said at once, each with its way"
    for source in SOURCES:
        if await one.page.locator(f"#{source}").count():
            await one.page.fill(f"#{source}", "Dokumen 2026")
    await one.page.fill("#perilaku", "Melayani dengan ramah.")
    await one.press("Simpan draf")
    assert await one.page.input_value("#renstra") == "Dokumen 2026"
    await fill_in_kinerja(one, person)
    await one.press("Ajukan untuk direviu")
    assert "menunggu reviu" in await one.page.inner_text("h1"), await one.page.inner_text("main")
    return re.sub(r".*(/skp/[0-9a-f-]+).*", r"\1", one.page.url)


async def decide(one: Visitor, path: str, name: str) -> None:
    """One step of a penilai or the Bupati with it."""
    await one.go(path.replace("/skp/", "/skp-bawahan/"))
    await one.press(f"{name} SKP ini")


@BOTH
async def test_kuan_p5_kon_p6_an_skp_goes_from_nothing_to_set_by_pages_alone(
    system: Stack, lived: Lived, chromium: Browser, tenant: str
) -> None:
    story: Story = getattr(lived, tenant)
    person = writer(story)
    windows = {}
    reviewer = next(p for p in story.holders("pengelola_kinerja") if p.opd == person.opd and p.nip != person.nip)
    for nip in {person.nip, person.atasan, reviewer.nip}:
        windows[nip] = await visitor(chromium, system.url(), java_script_enabled=False)
        await windows[nip].sign_in(story.users[nip])
    owner, penilai, helper = (windows[nip] for nip in (person.nip, person.atasan, reviewer.nip))
    path = await write(owner, person)
    await helper.go(path.replace("/skp/", "/reviu-skp/"))
    for box in await helper.page.locator("input[name=kriteria], input[name=pembahas]").all():
        await box.check()
    await helper.page.fill("#pembahasan", "Target sesuai beban kerja.")
    await helper.page.fill("#peserta", "Pemilik dan penilai")
    await helper.press("Reviu selesai")
    await owner.go(path)
    await owner.press("Setujui isi SKP ini")
    await decide(penilai, path, "Sepakati")
    await decide(penilai, path, "Tetapkan")
    await owner.go(path)
    assert "ditetapkan, berlaku" in await owner.page.inner_text("h1")
    assert "<img src=x>" in await owner.page.inner_text("main"), "words are words"
    await use(owner, penilai, path, tenant)
    assert [window.wrong for window in windows.values()] == [[], [], []][: len(windows)]


async def use(owner: Visitor, penilai: Visitor, path: str, tenant: str) -> None:
    """It is measured; a task is added and agreed to by nobody yet; a change is opened by whom the law names."""
    await owner.go(f"{path}/ukur")
    await owner.page.locator("main input[id^='j-']").first.fill("9")
    await owner.page.locator("main input[id^='b-']").first.fill("Buku agenda Januari")
    await owner.press("Ukur 2026")
    assert "tersimpan" in await owner.page.inner_text("main")
    assert await owner.page.locator("main input[id^='j-']").first.input_value() == "9", "what was measured is shown"
    await owner.go(f"{path}/adendum")
    await owner.page.fill("#uraian", "Anggota panitia hari jadi")
    await owner.page.fill("#indikator", "Jumlah kegiatan")
    await owner.page.fill("#kuantitas", "4")
    await owner.page.fill("#satuan", "kegiatan")
    await owner.page.fill("#nomor", "SK.100/7/2026")
    await owner.page.fill("#tanggal", "2026-01-12")
    await owner.page.locator("#pemberi").select_option(index=1)
    for box in await owner.page.locator("input[name=syarat]").all():
        await box.check()
    await owner.press("Ajukan tugas tambahan")
    assert "menunggu pejabat penilai" in await owner.page.inner_text("main"), await owner.page.inner_text("main")
    who = owner if tenant == "kuansing" else penilai
    await who.go(f"{path}/perubahan")
    await who.page.set_input_files("#berkas", {"name": "sk.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    await who.press("Lampirkan dokumen")
    assert "1 dokumen terlampir" in await who.page.inner_text("main")
    if tenant == "kuansing":
        await who.page.fill("#sebab", "Pindah bidang")
    else:
        await who.page.check("input[value=strategi]", force=True)
    await who.press("Buka perubahan SKP")
    await owner.go("/skp")
    assert await owner.page.locator("main a[href$='/susun']").count() == 1, "the next version is a draft of its owner"


@BOTH
async def test_the_pages_on_which_a_plan_is_written_are_for_everybody(
    system: Stack, lived: Lived, chromium: Browser, tenant: str
) -> None:
    """axe-core finds nothing, nothing overflows, at 360 and 1440 px, on the draft of the change."""
    story: Story = getattr(lived, tenant)
    one = await visitor(chromium, system.url())
    await one.page.add_init_script(path=str(AXE))
    await one.sign_in(story.users[writer(story).nip])
    await one.go("/skp")
    draft = await one.page.locator("main a[href$='/susun']").get_attribute("href") or ""
    await one.go(draft)
    butir = await one.page.locator("main .judul a").first.get_attribute("href") or ""
    plan = draft.removesuffix("/susun")
    paths = ["/skp", draft, f"{plan}/butir", butir, plan, "/rencana", "/pemutakhiran", "/aktivitas/impor"]
    for width, look in ((360, "dark"), (1440, "light")):
        await one.page.set_viewport_size({"width": width, "height": 900})
        await one.page.emulate_media(color_scheme="dark" if look == "dark" else "light")
        for path in paths:
            await one.go(path)
            await one.check(f"{path} at {width} px, {look}")
    assert one.wrong == []
