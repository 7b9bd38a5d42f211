"""What people do at a window in December, while the month is lived: a survey answered and declined, an idea set."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Browser

from ekinerja.demo import behaviour, plan
from ekinerja.demo.accounts import example
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from tests.browser import browser
from tests.story.visitor import Visitor, at_window, looked_at

DAY = 4  # before the others answer
IDEAS = f"/ide?tahun={plan.YEAR}"


async def at_windows(system: Stack, story: Story) -> None:
    """Both, in a browser without JavaScript."""
    async with browser() as chromium:
        await _survey(chromium, system, story)
        await _idea(chromium, system, story)


async def _survey(chromium: Browser, system: Stack, story: Story) -> None:
    """KON P29, P30: whole marks from 0 to 120, once; who declines is asked no more."""
    asked = await _asked(story)
    person, waiting = max(asked, key=lambda pair: len(pair[1]))
    assert len(waiting) > 1, [len(w) for _, w in asked]
    one = await at_window(chromium, system, story.users[person.nip])
    await looked_at(chromium, system, story.users[person.nip], "/survei")
    await one.go("/survei")
    assert (await one.title()).startswith("Survei perilaku")
    about = next(p for p in story.working if p.nama == waiting[0]["nama"])
    await _send(one, about.nama, "Kirim jawaban")
    assert await one.page.locator(".pesan-salah").count() == len(waiting[0]["aspek"]), "each aspect needs a mark"
    await _mark(one, about.nama, "121")
    await _send(one, about.nama, "Kirim jawaban")
    typed = (await _open(one, about.nama)).locator("input[name^=n-]").first
    assert await typed.input_value() == "121", "nothing typed is lost"
    await _mark(one, about.nama, str(behaviour.mark_of(about)))
    await _send(one, about.nama, "Kirim jawaban")
    assert "Jawaban tersimpan." in await one.page.inner_text("main")
    story.answered[about.nip] += 1
    await _send(one, waiting[1]["nama"], "Saya tidak menilai")
    assert "Survei ditolak" in await one.page.inner_text("main")
    assert len(await story.users[person.nip].get("/api/appraisal/surveys")) == len(waiting) - 2
    assert one.wrong == []


async def _asked(story: Story) -> list[tuple[Person, list[dict[str, Any]]]]:
    return [(p, await story.users[p.nip].get("/api/appraisal/surveys")) for p in story.working]


async def _open(one: Visitor, nama: str) -> Any:
    sheet = one.page.locator("main section.sheet").filter(has=one.page.locator("h2", has_text=nama))
    details = sheet.locator("details")
    if await details.get_attribute("open") is None:
        await sheet.locator("summary").click()
    return sheet


async def _mark(one: Visitor, nama: str, mark: str) -> None:
    for field in await (await _open(one, nama)).locator("input[name^=n-]").all():
        await field.fill(mark)


async def _send(one: Visitor, nama: str, button: str) -> None:
    sheet = await _open(one, nama)
    async with one.page.expect_navigation():
        await sheet.locator("button", has_text=button).click()


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
    head = await behaviour.head_for(story, person)
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
    for name, said in behaviour.IDEA.items():
        await one.page.fill(f"#{name}", f"{said} <b>baru</b>")
    await one.press("Rekomendasikan")
    assert "<b>baru</b>" in await one.page.inner_text("main")
