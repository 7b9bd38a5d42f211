"""What follows from a year of Konawe Selatan, in the browser without JavaScript: reports, ranking, follow-ups, advice."""

from __future__ import annotations

from playwright.async_api import Browser

from ekinerja.demo.accounts import example
from ekinerja.demo.client import User
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from kernel.kode import code_of
from tests.story.conftest import Lived
from tests.story.visitor import at_window, looked_at, visitor

YEAR = 2025


def chief(story: Story) -> User:
    """The penilai of an office that other tests leave alone."""
    busy = {example(story).atasan}
    heads = [p.atasan for p in story.working if p.jenis_jabatan == "pelaksana" and p.atasan not in busy]
    return story.users[heads[-1]]


async def test_kon_p40_a_year_is_reported_line_by_line_and_passed_on(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    story = lived.konsel
    penilai = chief(story)
    one = await at_window(chromium, system, penilai)
    await one.go("/laporan-kinerja")
    waiting = one.page.locator("textarea[name^=masalah]")
    assert await waiting.count() >= 1
    await one.press("Kirim laporan")
    assert (await one.title()).startswith("Belum terkirim")
    assert await one.page.locator(".pesan-salah").count() == 2 * await waiting.count(), "both parts of every line"
    for field in await one.page.locator("textarea").all():
        await field.fill("Kurang pelatihan arsip <b>elektronik</b>.")
    await one.press("Kirim laporan")
    assert "Terkirim" in await one.page.inner_text("main") and await waiting.count() == 0
    await one.click("main .judul a")
    assert "<b>elektronik</b>" in await one.page.inner_text("main")
    above = next(p.atasan for p in story.people if p.nip == penilai.login)
    two = await at_window(chromium, system, story.users[above])
    await two.go("/laporan-kinerja")
    assert "menunggu Anda teruskan" in await two.page.inner_text("main")
    await two.press("Teruskan")
    assert "Terkirim" in await two.page.inner_text("main")
    await looked_at(
        chromium, system, story.user("ka_bkpsdm"), f"/laporan-kinerja?tahun={YEAR}", "/laporan-kinerja?tahun=2024"
    )
    assert one.wrong == [] and two.wrong == []


async def test_kon_p38_a_person_takes_their_papers_and_a_stranger_checks_the_code(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """The evaluation sheet comes from its page; what the SKP bears is known to who has no account."""
    story = lived.konsel
    one = await at_window(chromium, system, story.users[example(story).nip])
    await one.go(f"/penilaian/{YEAR}")
    sheet = await one.page.locator("a:has-text('Dokumen evaluasi')").get_attribute("href")
    paper = await one.page.context.request.get(f"{system.url()}{sheet}")
    assert paper.status == 200 and (await paper.body()).startswith(b"%PDF-")
    plan = next(p for p in await one.read(f"/api/skp/sasaran?tahun={YEAR}") if p["state"] in ("set", "closed"))
    stranger = await visitor(chromium, system.url(), java_script_enabled=False)
    await stranger.go(f"/cek/{code_of('skp', plan['skp_id'], 1)}?pemda=konsel")
    said = await stranger.page.inner_text("main")
    assert "Sasaran Kinerja Pegawai" in said and str(YEAR) in said and "Pejabat penilai" in said
    assert example(story).nama not in said and example(story).nip not in said
    assert await stranger.page.locator("main form").count() == 0, "there are no rupiah to compare"
    assert one.wrong == [] and stranger.wrong == []


async def test_kon_p31_8_a_head_says_why_a_unit_lies_outside_the_bands(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    one = await at_window(chromium, system, lived.konsel.user("kepala_pd"))
    await one.go("/sebaran")
    row = one.page.locator("main li", has=one.page.locator("form")).first
    await row.locator("summary").click()
    async with one.page.expect_navigation():
        await row.locator("button").click()
    assert await one.page.locator("#alasan-s").count() == 1
    await one.page.fill("#alasan", "Target tahun ini sama bagi semua.")
    await one.press("Simpan alasan")
    assert "Target tahun ini sama bagi semua." in await one.page.inner_text("main")
    await looked_at(chromium, system, lived.konsel.user("kepala_pd"), "/sebaran")
    assert one.wrong == []


async def team_of(story: Story) -> tuple[User, User]:
    """A Tim Penilai by decree, and a PyB; the secretary and the PyB."""
    kept = {example(story).nip, example(story).atasan}
    free = [p for p in story.working if p.jenis_jabatan != "jpt_pratama" and p.nip not in kept and p.nip in story.users]
    from_office = {opd: next(p for p in free if p.opd == opd) for opd in ("BKPSDM", "INSPEKTORAT")}
    seven = [*from_office.values(), *[p for p in reversed(free) if p not in from_office.values()][:5]]
    posts = ["tim_penilai_sekretaris", "tim_penilai_ketua", *["tim_penilai_anggota"] * 5]
    members = [{"nip": p.nip, "peran": post, "kompetensi": "Diklat"} for p, post in zip(seven, posts, strict=True)]
    decree = {"sk": "100.3/7/2026", "tanggal": "2026-01-05", "anggota": members}
    await story.user("pengelola_kepegawaian").post("/api/identity/teams", decree)
    grant = {"nip": story.holders("sekda")[0].nip, "peran": "pyb", "dasar": "SK 1/2026", "tanggal_dasar": "2026-01-05"}
    told = await story.officials["super_admin"].post("/api/identity/roles", {"grants": [grant]})
    for usul in told["usulan"]:
        await story.officials["administrator_bidang"].post(f"/api/identity/proposals/{usul}/confirm")
    return await story.users[seven[0].nip].sign_in(), await story.user("sekda").sign_in()


async def test_kon_p41_the_team_proposes_the_ranking_and_the_pyb_sets_it(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    secretary, pyb = await team_of(lived.konsel)
    one = await at_window(chromium, system, secretary)
    await one.go("/peringkat")
    await one.press("Usulkan peringkat")
    assert "diusulkan Tim Penilai" in await one.page.inner_text("h1")
    two = await at_window(chromium, system, pyb)
    await two.go("/peringkat")
    await two.press("Tetapkan seperti diusulkan")
    assert await two.page.locator("#keputusan-s").count() == 1
    await two.page.fill("#keputusan", "800.1/4/2026")
    await two.press("Tetapkan seperti diusulkan")
    assert "ditetapkan PyB" in await two.page.inner_text("h1") and "800.1/4/2026" in await two.page.inner_text("main")
    await two.go("/prioritas")
    assert "Prioritas" in await two.page.inner_text("h1")
    await looked_at(chromium, system, pyb, "/peringkat", "/peringkat?tahun=2024", "/prioritas", "/tim")
    assert one.wrong == [] and two.wrong == []


async def test_kon_p46_p47_a_case_is_judged_by_its_penilai_and_not_before_its_time(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    story = lived.konsel
    head = story.user("ka_bkpsdm")
    found = await head.get(f"/api/appraisal/follow-ups?tahun={YEAR}")
    ids = {user.id: nip for nip, user in story.users.items()}
    person = next(p for p in story.people if p.nip == ids[next(f["asn_id"] for f in found if f["kasus_id"])])
    judge = story.users[person.atasan] if person.atasan else story.officials["bupati"]
    one = await at_window(chromium, system, judge)
    await one.go("/tindak-lanjut")
    row = one.page.locator("main li", has_text=person.nama)
    await row.locator("summary").first.click()
    async with one.page.expect_navigation():
        await row.locator("button").first.click()
    assert await one.page.locator(".pesan-salah").count() == 2, "whether, and on what evidence"
    await one.page.locator("label.chip", has_text="Ya, target tercapai").first.click()
    await one.page.fill("#bukti_perbaikan", "Laporan Juli.")
    await one.press("Simpan evaluasi")
    assert "Pasal 4" in await one.page.inner_text("main .notice.tolak"), "six months are his (KON P46, P47)"
    await looked_at(chromium, system, head, "/tindak-lanjut", "/tindak-lanjut?tahun=2024", "/ide", "/ide?tahun=2024")
    assert one.wrong == []


async def test_kon_p18_6_monitoring_recommends_a_change_and_the_targets_are_seen_by_months(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    story = lived.konsel
    person = example(story)
    one = await at_window(chromium, system, story.users[person.atasan])
    await one.go(f"/bawahan/{story.users[person.nip].id}")
    await one.click("a:has-text('Semua SKP')")
    await one.press("Simpan rekomendasi")
    assert await one.page.locator(".pesan-salah").count() == 3
    for field, said in (
        ("alasan", "Unit bertambah."),
        ("lingkungan", "Struktur baru."),
        ("rujukan", "Perbup 3/2026\n\n"),
    ):
        await one.page.fill(f"#{field}", said)
    await one.press("Simpan rekomendasi")
    assert "Perbup 3/2026" in await one.page.inner_text("main")
    path = one.page.url.removeprefix(system.url())
    await one.click("a:has-text('target per bulan')")
    assert "Januari 2026" in await one.page.inner_text("main")
    months = one.page.url.removeprefix(system.url())
    await looked_at(chromium, system, story.users[person.atasan], path, months, "/antrean", "/tpp/2025-12")
    assert one.wrong == []


async def test_kon_p29_it_is_checked_who_may_be_asked_about_somebody(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    story = lived.konsel
    clerk = story.user("pengelola_kinerja")
    opd = story.holders("pengelola_kinerja")[0].opd
    staff = [p for p in story.working if p.opd == opd and p.jenis_jabatan == "pelaksana"]
    person = next(p for p in staff if sum(other.atasan == p.atasan for other in staff) > 1)
    one = await at_window(chromium, system, clerk)
    await one.go("/responden")
    await one.page.fill("#cari", person.nip)
    await one.page.fill("#tanggal", "2026-01-05")
    await one.press("Cari")
    assert person.nama in await one.page.inner_text("h1")
    await one.press("Periksa yang dipilih")
    assert "Pilih dahulu" in await one.page.inner_text("main")
    await one.page.locator("input.kotak").first.check()
    await one.press("Periksa yang dipilih")
    assert "boleh ditanya" in await one.page.inner_text("main")
    asked = f"/responden?cari={person.nip}&tanggal=2026-01-05"
    paths = (asked, "/responden", "/responden?cari=zzzz&tanggal=2026-01-05", "/belum-rencana", "/pd/unduh", "/menu")
    await looked_at(chromium, system, clerk, *paths)
    assert one.wrong == []


async def test_a_pd_takes_its_data_and_who_answers_for_tpp_reads_a_slip(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    one = await at_window(chromium, system, lived.konsel.user("kepala_pd"))
    await one.go("/pd/unduh")
    for name in ("Catatan harian", "SKP"):
        async with one.page.expect_download() as coming:
            await one.page.locator("form", has_text=name).locator("button").click()
        assert (await coming.value).suggested_filename.endswith(".xlsx")
    two = await at_window(chromium, system, lived.konsel.user("pengelola_tpp"))
    await two.go("/tpp/daftar/2025-12")
    await two.page.locator("main a[href*='/pd?']").first.click()
    await two.click("main th a")
    assert "Untuk apa" in await two.page.inner_text("h1"), "nobody's slip is read without saying why"
    await two.page.fill("#tujuan", "menjawab pertanyaan pegawainya")
    await two.press("Baca slip")
    assert "Rp" in await two.page.inner_text("h1")
    await looked_at(chromium, system, lived.konsel.user("pengelola_tpp"), two.page.url.removeprefix(system.url()))
    assert one.wrong == [] and two.wrong == []
