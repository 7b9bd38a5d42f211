"""Kuantan Singingi: entries written and changed for another, many confirmed at once, one corrected by the penilai."""

from __future__ import annotations

from playwright.async_api import Browser

from ekinerja.demo.accounts import example
from ekinerja.demo.client import User
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from tests.story.conftest import Lived
from tests.story.visitor import AXE, at_window, looked_at

DAY = "2026-01-21"


def colleague(story: Story, n: int) -> Person:
    """Somebody of the office that went on into January, besides the one whom other tests visit."""
    person = example(story)
    return [p for p in story.working if p.atasan == person.atasan and p.nip != person.nip][n]


def admin_of(story: Story, person: Person) -> User:
    return story.users[next(p.nip for p in story.holders("admin_pd") if p.opd == person.opd)]


async def test_kuan_p16_b_an_administrator_writes_and_changes_and_the_owner_takes_all_at_once(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    story = lived.kuansing
    person = colleague(story, 0)
    one = await at_window(chromium, system, admin_of(story, person))
    for n in (1, 2):
        await one.go(f"/pd/isikan?nip={person.nip}&tanggal={DAY}")
        await one.page.locator("fieldset label.chip").first.click()
        for field, said in {
            "uraian": f"Menata arsip {n}", "jumlah": "3", "hasil": "berkas ditata", "mulai": f"1{6 + n}.00",
            "selesai": f"1{6 + n}.30", "alasan": "Sedang sakit.",
        }.items():  # fmt: skip
            await one.page.fill(f"#{field}", said)
        await one.press("Isikan")
        assert "Tercatat" in await one.page.inner_text("main"), await one.page.inner_text("main")
    if admin_of(story, person).login == person.atasan:  # who is their penilai as well opens the entries first
        await one.go(f"/pd/isikan?nip={person.nip}&tanggal={DAY}")
        assert "buka dahulu dari antrean" in await one.page.inner_text("main")
        await one.go("/antrean")
        await one.press("Buka antrean")
    await one.go(f"/pd/isikan?nip={person.nip}&tanggal={DAY}")
    await one.click("main a:has-text('Ubah')")
    await one.press("Simpan untuk dibenarkan")
    assert await one.page.locator("#alasan-s").count() == 1
    form = one.page.url.removeprefix(system.url())
    await one.page.fill("#jumlah", "9")
    await one.page.fill("#alasan", "Jumlahnya salah ketik.")
    await one.press("Simpan untuk dibenarkan")
    assert "Tercatat" in await one.page.inner_text("main"), await one.page.inner_text("main")
    owner = await at_window(chromium, system, story.users[person.nip])
    await owner.go("/beranda")
    await owner.click("a:has-text('Benarkan beberapa sekaligus')")
    await owner.press("Benarkan yang dipilih")
    assert "Pilih dahulu" in await owner.page.inner_text("main")
    for box in await owner.page.locator("input.kotak").all():
        await box.check()
    await owner.press("Benarkan yang dipilih")
    assert "3 catatan Anda benarkan" in await owner.page.inner_text("main"), await owner.page.inner_text("main")
    assert form and one.wrong == [] and owner.wrong == []


async def test_kuan_p17_c_a_penilai_corrects_an_entry_and_its_owner_reads_both_versions(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    story = lived.kuansing
    person = colleague(story, 1)
    one = await at_window(chromium, system, story.users[person.atasan])
    await one.page.add_init_script(path=str(AXE))
    await one.go("/antrean")
    await one.page.locator("li", has_text=person.nama).locator("button").first.click()
    await one.click("main a:has-text('Betulkan')")
    path = one.page.url.removeprefix(system.url())
    await one.press("Betulkan dan setujui")
    assert await one.page.locator("#alasan-s").count() == 1
    await one.page.fill("#jumlah", "2")
    await one.page.fill("#alasan", "Dua menurut buku agenda.")
    await one.press("Betulkan dan setujui")
    assert "disetujui" in await one.page.inner_text("main .notice.ok")
    owner = await at_window(chromium, system, story.users[person.nip])
    await owner.go(f"/aktivitas/{path.rpartition('/')[2]}")
    assert "Dua menurut buku agenda." in await owner.page.inner_text("main")
    assert one.wrong == [] and owner.wrong == []


async def test_the_pages_of_helping_are_for_everybody(system: Stack, lived: Lived, chromium: Browser) -> None:
    story = lived.kuansing
    person = colleague(story, 2)
    path = f"/pd/isikan?nip={person.nip}&tanggal={DAY}"
    await looked_at(chromium, system, admin_of(story, person), path, "/pengisian-awal", "/pd/unduh", "/menu")
    owner = story.users[person.nip]
    await looked_at(chromium, system, owner, "/aktivitas/diisikan", "/penilaian/2025", "/tpp/2025-12")
