"""What people do at a window while the month is lived: a new idea is set, an objection is decided."""

from __future__ import annotations

from playwright.async_api import Browser

from ekinerja.demo import idea, objection, plan
from ekinerja.demo.accounts import example
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from tests.browser import browser
from tests.story.visitor import Visitor, at_window, looked_at

DAY = 4
AFTER = len(plan.DAYS)
IDEAS = f"/ide?tahun={plan.YEAR}"


async def at_windows(system: Stack, story: Story) -> None:
    """In a browser without JavaScript."""
    async with browser() as chromium:
        await _idea(chromium, system, story)


async def after_receipt(system: Stack, story: Story) -> None:
    """The same on 7 January."""
    async with browser() as chromium:
        await _objection(chromium, system, story)


async def _objection(chromium: Browser, system: Stack, story: Story) -> None:
    """KON P48: with reasons, both heard, and the superior sets other numbers, which are final."""
    person = objection.objector(story, -1)
    user, penilai, above = objection.parties(story, person)
    before = await objection.result_of(user)
    one, two, three = [await at_window(chromium, system, who) for who in (user, penilai, above)]
    await one.go(f"/penilaian/{plan.YEAR}")
    await one.page.locator("summary", has_text="Ajukan keberatan").click()
    await one.press("Ajukan keberatan")
    assert "Tulis alasan keberatan Anda." in await one.page.inner_text("main")
    await one.page.fill("#alasan", "Bulan Juni <b>belum</b> dihitung.")
    await one.page.fill("#tempat", "Notula 12 Juni\nSurat 13 Juni")
    await one.press("Ajukan keberatan")
    path = one.page.url.removeprefix(one.url)
    assert "<b>belum</b>" in await one.page.inner_text("main") and "Surat 13 Juni" in await one.page.inner_text("main")
    await three.go("/penilaian-menunggu")
    await three.click(f"main a[href='{path}']")
    assert person.nama in await three.page.inner_text("main")
    await three.press("Putuskan keberatan")
    assert await three.page.locator(".pesan-salah").count() == 2
    await three.press("Minta penjelasan keduanya")
    for who in (two, one):
        await who.go(path)
        await who.press("Kirim penjelasan")
        assert "Tulis penjelasan Anda." in await who.page.inner_text("main")
        await who.page.fill("#penjelasan", "Notulanya ada.")
        await who.press("Kirim penjelasan")
    await looked_at(chromium, system, above, path)
    await three.go(path)
    await _decide(three, "121")
    assert await three.page.locator(".pesan-salah").count() == len(before["perilaku"]), "no mark is above 120"
    await _decide(three, str(objection.BETTER))
    assert (await three.title()).startswith("Keberatan, diputus")
    objection.check(story, before, await objection.result_of(user))
    assert one.wrong == two.wrong == three.wrong == []


async def _decide(three: Visitor, mark: str) -> None:
    await three.page.check("input[name=hasil][value=diubah]", force=True)
    for field in await three.page.locator("input[name^=n-]").all():
        if await field.get_attribute("name") != "n-skp":
            await field.fill(mark)
    await three.page.fill("#pertimbangan", "Notula membuktikannya.")
    await three.press("Putuskan keberatan")


async def _idea(chromium: Browser, system: Stack, story: Story) -> None:
    """KON P31(6): recommended by the penilai, not set without a reason, and set once it is recommended again."""
    busy = example(story)
    person = next(p for p in story.working if p.atasan and p.atasan != busy.atasan and p.jenis_jabatan == "pelaksana")
    penilai = story.users[person.atasan]
    one = await at_window(chromium, system, penilai)
    await one.go(IDEAS)
    await one.press("Rekomendasikan")
    assert await one.page.locator(".pesan-salah").count() == 4
    await _recommend(one, person)
    assert "menunggu pimpinan unit kerja" in await one.page.inner_text("main")
    head = await idea.head_for(story, person)
    two = one if head is penilai else await at_window(chromium, system, head)
    await two.go(IDEAS)
    await looked_at(chromium, system, head, IDEAS)
    row = two.page.locator("li", has=two.page.locator(".judul", has_text=person.nama))
    await row.locator("summary").click()
    await two.press("Simpan penolakan")
    assert "Tulis mengapa tidak ditetapkan." in await two.page.inner_text("main")
    await two.page.fill("#alasan", "Sudah berjalan di unit lain.")
    await two.press("Simpan penolakan")
    assert "Sudah berjalan di unit lain." in await row.inner_text()
    await one.go(IDEAS)
    await _recommend(one, person)
    await two.go(IDEAS)
    await row.locator("button", has_text="Tetapkan").click()
    assert "ditetapkan" in await row.inner_text()
    assert one.wrong == [] and two.wrong == []


async def _recommend(one: Visitor, person: Person) -> None:
    await one.page.select_option("#id", label=person.nama)
    for name, said in idea.IDEA.items():
        await one.page.fill(f"#{name}", f"{said} <b>baru</b>")
    await one.press("Rekomendasikan")
    assert "<b>baru</b>" in await one.page.inner_text("main")
