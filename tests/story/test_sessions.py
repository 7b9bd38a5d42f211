"""A session of the Tim Penilai of Konawe Selatan, in the browser without JavaScript (KON P35, P37)."""

from __future__ import annotations

from playwright.async_api import Browser

from ekinerja.demo.accounts import example
from ekinerja.demo.client import User, until
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from tests.story.conftest import Lived
from tests.story.test_results import team_of
from tests.story.visitor import at_window, looked_at


async def office_of(story: Story, members: list[str]) -> User:
    """Somebody outside the team who keeps its office."""
    kept = {example(story).nip, example(story).atasan, *members}
    clerk = next(p for p in story.working if p.opd == "BKPSDM" and p.nip not in kept and p.nip in story.users)
    grant = {"nip": clerk.nip, "peran": "sekretariat_tim", "dasar": "SK 2/2026", "tanggal_dasar": "2026-01-05"}
    told = await story.officials["super_admin"].post("/api/identity/roles", {"grants": [grant]})
    for usul in told["usulan"]:
        await story.officials["administrator_bidang"].post(f"/api/identity/proposals/{usul}/confirm")
    office = await story.users[clerk.nip].sign_in()
    yesterday = {"tanggal": "2026-01-05", "pukul": "09.30", "tempat": "Aula", "agenda": "Tidak ada"}

    async def known() -> bool:  # the day is over: who may convene is told so, who may not is told that
        return (await office.ask("POST", "/api/appraisal/sessions", json=yesterday))[0] == 422

    await until("appraisal knows the office of the team", known)
    return office


async def test_kon_p35_p37_a_session_is_called_held_recorded_and_proposed(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """By the team of the Pemda; its office calls, its chair opens and proposes, its secretary writes."""
    story = lived.konsel
    clerk = story.user("pengelola_kepegawaian")
    if not await clerk.get("/api/identity/teams"):
        await team_of(story)
    (team,) = await clerk.get("/api/identity/teams")
    seats = {m["nip"]: m["peran"].removeprefix("tim_penilai_") for m in team["anggota"]}
    nips = {seat: nip for nip, seat in seats.items()}
    chair = await story.users[nips["ketua"]].sign_in()
    secretary = await story.users[nips["sekretaris"]].sign_in()
    office = await at_window(chromium, system, await office_of(story, list(seats)))
    await office.go("/sidang")
    await office.page.locator("main summary").first.click()
    await office.press("Panggil sidang")
    assert await office.page.locator(".pesan-salah").count() == 4, "when, at what hour, where, about what"
    today = (await office.read("/api/activity/glance"))["hari_ini"]
    for field, said in (("tanggal", today), ("pukul", "09.30"), ("tempat", "Aula BKPSDM"), ("agenda", "Jabatan")):
        await office.page.fill(f"#{field}", said)
    await office.press("Panggil sidang")
    assert await office.page.locator("li .badge").all_inner_texts() == ["dipanggil"]
    one = await at_window(chromium, system, chair)
    await one.go("/sidang")
    await one.page.locator("main li summary").first.click()
    await one.press("Nyatakan sah dan buka")
    assert "37(2)" in await one.page.inner_text("main"), "nobody came"
    for box in await one.page.locator("input[name=hadir]").all():
        await box.check()
    await one.press("Nyatakan sah dan buka")
    assert "berlangsung" in await one.page.inner_text("main")
    two = await at_window(chromium, system, secretary)
    await two.go("/sidang")
    await two.page.locator("main summary:has-text('Catat pertimbangan')").first.click()
    await two.press("Simpan pertimbangan")
    assert await two.page.locator(".pesan-salah").count() == 3, "about whom, on what, and what is said"
    person = await two.page.locator("select[name=asn_id] option").nth(1).get_attribute("value")
    await two.page.select_option("#asn_id", person)
    await two.page.select_option("#perkara", "g")
    await two.page.fill("#pertimbangan", "Layak <b>dipertimbangkan</b>.")
    await two.press("Simpan pertimbangan")
    assert "35(2)g" in await two.page.inner_text("main"), "only on request"
    await two.page.fill("#nomor_permintaan", "800/12/2026")
    await two.press("Simpan pertimbangan")
    assert "<b>dipertimbangkan</b>" in await two.page.inner_text("main")
    await looked_at(chromium, system, secretary, "/sidang", "/sidang?tahun=2025")
    await two.page.locator("main summary:has-text('Tulis berita acara')").first.click()
    await two.page.locator("textarea[name=berita_acara]").fill("Sidang sah, satu pertimbangan.")
    await two.press("Simpan berita acara")
    await one.go("/sidang")
    await one.press("Usulkan kepada PyB")
    assert "diusulkan kepada PyB" in await one.page.inner_text("main")
    await looked_at(chromium, system, story.user("sekda"), "/sidang")
    assert one.wrong == [] and two.wrong == [] and office.wrong == []
