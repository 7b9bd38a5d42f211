"""What offices do on their pages, in the browser without JavaScript: policy, circumstances, attendance, monitoring."""

from __future__ import annotations

import re

from playwright.async_api import Browser

from chassis.settings import REPOSITORY
from ekinerja.demo.accounts import example
from ekinerja.demo.plan import Person
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from tests.story.conftest import Lived
from tests.story.test_pages import enter
from tests.story.visitor import Visitor, at_window, looked_at


async def fill(one: Visitor, fields: dict[str, str]) -> None:
    for field, value in fields.items():
        await one.page.fill(f"#{field}", value)


def staff(story: Story, n: int) -> Person:
    """People at the end of the roster, whom no other test visits."""
    kept = {example(story).nip, example(story).atasan}
    return [p for p in story.working if p.jenis_jabatan == "pelaksana" and p.nip not in kept][-1 - n]


async def test_a_policy_of_amounts_is_handed_in_confirmed_by_another_and_withdrawn(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    """Of a year that no slip is computed for yet."""
    story = lived.kuansing
    text = (REPOSITORY / "regulations" / "tpp-contoh.toml").read_text()
    text = text.replace("example = true", "example = false").replace("2024-01-01", "2027-01-01")
    text = re.sub(r"^tenants = .*$", 'tenants = ["kuansing"]', text, flags=re.MULTILINE)
    one = await at_window(chromium, system, story.officials["super_admin"])
    await one.go("/tpp/kebijakan")
    await one.press("Muat", "main form")
    assert await one.page.locator(".pesan-salah").count() == 3
    await fill(one, {"nomor": "9 Tahun 2026", "tanggal": "2026-01-15"})
    file = {"name": "tpp-2027.toml", "mimeType": "application/toml", "buffer": text.encode()}
    await one.page.set_input_files("#berkas", file)
    await one.press("Muat", "main form")
    assert "menunggu konfirmasi" in await one.page.inner_text("main"), await one.page.inner_text("main")
    two = await at_window(chromium, system, story.user("pengelola_e_kinerja"))
    await two.go("/tpp/kebijakan")
    await two.click("main .judul a")
    path = two.page.url.removeprefix(system.url())
    await two.press("Berlakukan")
    await two.go(path)
    await two.press("Cabut kebijakan")
    assert await two.page.locator("#alasan-s").count() == 1
    await two.page.fill("#alasan", "Salah berkas.")
    await two.press("Cabut kebijakan")
    assert "dicabut" in await two.page.inner_text("main")
    await looked_at(chromium, system, story.user("pengelola_e_kinerja"), "/tpp/kebijakan", path)
    assert one.wrong == [] and two.wrong == []


async def test_a_circumstance_is_recorded_by_its_decree_and_taken_back(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    story, person = lived.konsel, staff(lived.konsel, 0)
    one = await at_window(chromium, system, story.user("pengelola_kepegawaian"))
    await one.go("/tpp/keadaan")
    await one.press("Catat", "main form")
    assert await one.page.locator(".pesan-salah").count() >= 4
    await one.page.select_option("#kode", "plt")
    await fill(one, {"nip": person.nip, "mulai": "2026-02", "nomor": "821/9/2026", "tanggal": "2026-01-20"})
    await one.press("Catat", "main form.utama")
    assert "Keadaan tercatat" in await one.page.inner_text("main"), await one.page.inner_text("main")
    row = one.page.locator("main li", has_text="821/9/2026")
    await row.locator("summary").click()
    await row.locator("input[name=alasan]").fill("Bukan orangnya.")
    async with one.page.expect_navigation():
        await row.locator("button", has_text="Batalkan").click()
    assert "dibatalkan" in await one.page.locator("main li", has_text="821/9/2026").inner_text()
    await looked_at(chromium, system, story.user("pengelola_kepegawaian"), "/tpp/keadaan")
    assert one.wrong == []


async def test_attendance_is_handed_in_disputed_by_who_it_is_about_and_answered(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    story, person = lived.konsel, staff(lived.konsel, 1)
    clerk = await at_window(chromium, system, story.user("pengelola_kepegawaian"))
    await clerk.go("/tpp/presensi/impor")
    await clerk.press("Serahkan", "main form")
    assert "Pilih dahulu berkasnya" in await clerk.page.inner_text("main")
    rows = f"NIP;Tanggal;Jam Masuk;Jam Pulang;Ket\n{person.nip};2026-01-12;08:10;16:00;\n{person.nip};2026-13-40;08:10;16:00;\n"
    file = {"name": "januari.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    await clerk.page.set_input_files("#berkas", file)
    await clerk.press("Serahkan", "main form")
    assert "1 ditolak" in await clerk.page.inner_text("main"), await clerk.page.inner_text("main")
    owner = await at_window(chromium, system, story.users[person.nip])
    await owner.go("/presensi/2026-01")
    await owner.press("Kirim sanggahan")
    assert await owner.page.locator(".pesan-salah").count() == 2
    await owner.page.select_option("#tanggal", "2026-01-12")
    await owner.page.fill("#alasan", "Apel di lapangan sejak 07.20.")
    await owner.press("Kirim sanggahan")
    assert "menunggu jawaban" in await owner.page.inner_text("main")
    await clerk.go("/tpp/presensi/impor")
    row = clerk.page.locator("main li", has_text="Apel di lapangan")
    await row.locator("summary").click()
    await row.locator("input[name=masuk]").fill("07.20")
    await row.locator("input[name=pulang]").fill("16.00")
    await row.locator("input[name=jawaban]").fill("Sesuai daftar apel.")
    async with clerk.page.expect_navigation():
        await row.locator("button", has_text="Betulkan").click()
    await owner.go("/presensi/2026-01")
    assert "Sesuai daftar apel." in await owner.page.inner_text("main")
    await looked_at(chromium, system, story.users[person.nip], "/presensi/2026-01", "/presensi/2025-11", "/survei")
    assert clerk.wrong == [] and owner.wrong == []


async def test_kon_p18_p22_a_deviation_is_monitored_handled_and_guided(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    story, person = lived.konsel, example(lived.konsel)
    one = await at_window(chromium, system, story.users[person.atasan])
    await one.go("/pemantauan")
    await one.page.locator("summary", has_text="Catat pemantauan").click()
    await one.press("Simpan pemantauan")
    assert await one.page.locator("a[href='#catatan']").count() == 1
    await one.page.select_option("#asn_id", label=person.nama)
    await fill(one, {"tanggal": "2026-01-20", "rencana": "8", "capaian": "2", "catatan": "Arsip belum ditata."})
    await one.page.check("input[name=menyimpang]")
    await one.press("Simpan pemantauan")
    row = one.page.locator("main li", has_text="Arsip belum ditata.")
    await row.locator("summary", has_text="Tindak penyimpangan").click()
    for field, said in (("sebab", "Ruang arsip bocor."), ("tindakan", "Pindah ruang."), ("percepatan", "2026-02-27")):
        await row.locator(f"[name={field}]").fill(said)
    async with one.page.expect_navigation():
        await row.locator("button", has_text="Simpan tindakan").click()
    assert "sudah ditindak" in await one.page.inner_text("main"), await one.page.inner_text("main")
    await one.go("/bimbingan")
    await one.page.locator("summary", has_text="Catat bimbingan").click()
    await one.press("Simpan bimbingan")
    assert await one.page.locator("#siapa-s").count() == 1
    label = one.page.locator("label.cek", has_text=person.nama).first
    await label.click()
    await one.page.locator("textarea[name^=k-]").first.fill("Cukup.")
    await fill(one, {"tanggal": "2026-01-21", "proses": "Menata bersama."})
    await one.press("Simpan bimbingan")
    told = one.page.locator("main li", has_text="Menata bersama.")
    await told.locator("summary", has_text="Laporkan hasil").click()
    await told.locator("textarea").fill("Selesai separuh.")
    async with one.page.expect_navigation():
        await told.locator("button", has_text="Laporkan").click()
    assert "Selesai separuh." in await one.page.inner_text("main")
    await looked_at(chromium, system, story.users[person.atasan], "/pemantauan", "/bimbingan", "/pemantauan?tahun=2024")
    assert one.wrong == []


async def test_kuan_p24_3_a_report_goes_from_post_to_post(system: Stack, lived: Lived, chromium: Browser) -> None:
    story = lived.kuansing
    one = await at_window(chromium, system, story.user("pengelola_e_kinerja"))
    await one.go("/laporan")
    await one.press("Kirim", "main form")
    assert await one.page.locator(".pesan-salah").count() >= 3
    choices = one.page.locator("#jenis option")
    chosen = [await c.get_attribute("value") for c in await choices.all()]
    await one.page.select_option("#jenis", next(c for c in chosen if c and c.endswith("ka_bkpp")))
    await fill(one, {"periode": "2025-12", "judul": "Laporan Desember", "uraian": "Semua berjalan <i>baik</i>."})
    await one.press("Kirim", "main form")
    assert "Laporan Desember" in await one.page.inner_text("main"), await one.page.inner_text("main")
    head = await at_window(chromium, system, story.user("ka_bkpp"))
    await head.go("/laporan")
    await head.click("main .judul a:has-text('Laporan Desember')")
    assert "<i>baik</i>" in await head.page.inner_text("main")
    path = head.page.url.removeprefix(system.url())
    await head.press("Nyatakan diterima")
    assert "diterima" in await head.page.inner_text("main")
    await looked_at(chromium, system, story.user("ka_bkpp"), "/laporan", path)
    assert one.wrong == [] and head.wrong == []


async def test_the_operator_sees_every_service_and_traces_a_receipt(
    system: Stack, lived: Lived, chromium: Browser
) -> None:
    story = lived.kuansing
    owner = await at_window(chromium, system, story.users[example(story).nip])
    await enter(owner, "Menyiapkan ruang apel", "04.30", "04.40")
    trace = owner.page.url.rpartition("resi=")[2]
    number = "-".join(trace[n : n + 4] for n in (0, 4, 8))
    one = await at_window(chromium, system, lived.operator)
    await one.go("/operasi")
    assert await one.page.locator("main table .badge.ok").count() == 6, await one.page.inner_text("main")
    await one.page.fill("#resi", "bukan nomor")
    await one.press("Lacak")
    assert await one.page.locator("#resi-s").count() == 1
    await one.page.fill("#resi", number)
    await one.press("Lacak")
    assert "ActivitySubmitted" in await one.page.inner_text("main"), await one.page.inner_text("main")
    await looked_at(
        chromium, system, lived.operator, "/operasi", f"/operasi?resi={number}", "/operasi/gangguan", "/menu"
    )
    assert one.wrong == [] and owner.wrong == []
