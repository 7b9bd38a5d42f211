"""Every reading of another person's data is kept with its purpose, and everyone finds those about himself (section 5).

KUAN P26(1).
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.service.people import ADMIN, KABID, KASI, KEPALA, REVIEWER, STAF, STAF2, pegawai
from tests.service.planning import Planning, butir, post
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry

INSPECTOR = UUID(int=0x5101)
ONE_SKP = pytest.mark.parametrize("path", ["pdf", "breakdown?periode=2026-04", "measurements", "comments"])


async def _own(planning: Planning, who: UUID = STAF) -> list[tuple[str, str, str]]:
    """Who read something of somebody, what, and why, as he sees it himself."""
    page = await planning.good("GET", "/audit/own", who=who)
    return [
        (b["pelaku"], b["tindakan"], b["rincian"].get("tujuan", "")) for b in page["baris"] if "read" in b["tindakan"]
    ]


async def _set(kuan: Planning) -> str:
    found = (await kuan.plan())[STAF]
    inspector = pegawai(INSPECTOR, None, opd="INSPEKTORAT", unit="INSPEKTORAT", peran=("inspektorat",))
    await kuan.service.hear(inspector, tenant=kuan.tenant)
    return found


@ONE_SKP
@pytest.mark.parametrize("who", [KABID, KEPALA, ADMIN, REVIEWER, INSPECTOR])
async def test_kuan_p26_1_who_reads_an_skp_says_why_and_its_owner_sees_it(kuan: Planning, path: str, who: UUID) -> None:
    found = f"/sasaran/{await _set(kuan)}/{path}"
    before = await _own(kuan)
    assert (await kuan.ask("GET", found, who=who)).problem() == (422, "tujuan", "26(1)")
    assert await _own(kuan) == before, "nothing was shown"
    more = f"{found}{'&' if '?' in found else '?'}tujuan=Pemeriksaan+khusus"
    assert (await kuan.ask("GET", more, who=who)).status == 200
    assert (await _own(kuan))[len(before) :] == [(str(who), "skp.read", "Pemeriksaan khusus")]
    assert (await kuan.ask("GET", more, who=STAF2)).status == 403


async def test_kuan_p26_1_the_penilai_reads_by_his_office_and_the_owner_without_a_line(kuan: Planning) -> None:
    found = await _set(kuan)
    before = await _own(kuan)
    assert (await kuan.ask("GET", f"/sasaran/{found}/measurements", who=STAF)).status == 200
    assert await _own(kuan) == before
    assert (await kuan.ask("GET", f"/sasaran/{found}/measurements", who=KASI)).status == 200
    assert (await _own(kuan))[len(before) :] == [(str(KASI), "skp.read", "memutus sebagai pejabat penilai")]


async def test_kuan_p26_1_what_waits_is_a_line_of_each_whose_it_is(kuan: Planning) -> None:
    await kuan.plan_down_to(KASI)
    for who in (STAF, STAF2):
        await kuan.good("POST", f"/sasaran/{await kuan.draft(who, butir(await kuan.first(KASI)))}/submit", who=who)
    await kuan.good("GET", "/waiting?tahun=2026", who=REVIEWER)
    for who in (STAF, STAF2):
        assert await _own(kuan, who) == [(str(REVIEWER), "waiting_skp.read", "mereviu sebagai pengelola kinerja")]
    kept = (await kuan.good("GET", "/audit/own", who=STAF))["baris"][-1]
    assert kept["objek"] == str(STAF) and kept["rincian"]["tahun"] == 2026


async def test_kuan_p26_1_what_is_taken_of_a_pd_is_found_by_whoever_was_of_it_that_day(kuan: Planning) -> None:
    """STAF moves to the Setda on 1 February: the export of 20 January is about him, that of 3 February is not."""
    posts = (post("2024-01-02"), post("2026-02-01", unit="SETDA", opd="SETDA"))
    await kuan.service.hear(pegawai(STAF, KASI, penempatan=posts))
    assert (await kuan.ask("GET", "/export?tahun=2026", who=ADMIN)).problem()[:2] == (422, "tujuan")
    blank = await kuan.ask("GET", "/export?tahun=2026&tujuan=%20%20%20", who=ADMIN)
    assert blank.problem()[:2] == (422, "tujuan"), "what says nothing is no purpose"
    for moment in ("2026-01-20T09:00", "2026-02-03T09:00"):
        await kuan.at(moment)
        assert (await kuan.ask("GET", "/export?tahun=2026&tujuan=Laporan", who=ADMIN)).status == 200
        await kuan.good("GET", "/late?tahun=2026", who=ADMIN)
    moved: dict[str, Any] = {"penempatan": posts, "tmt_jabatan": date(2026, 2, 1), "opd": "SETDA", "unit": "SETDA"}
    await kuan.service.hear(pegawai(STAF, KASI, **moved))
    for who, times in ((STAF, 1), (KABID, 2)):
        page = await kuan.good("GET", "/audit/own", who=who)
        of_pd = [(b["pelaku"], b["tindakan"], b["rincian"]["tujuan"]) for b in page["baris"] if b["objek"] == "DINKES"]
        assert of_pd == times * [
            (str(ADMIN), "skp.exported", "Laporan"), (str(ADMIN), "late_skp.read", "mengawasi penetapan SKP"),
        ]  # fmt: skip


async def test_kuan_p26_1_a_document_is_a_line_of_its_owner(kuan: Planning) -> None:
    kept = (await kuan.upload(STAF)).body["dokumen_id"]
    assert (await kuan.ask("GET", f"/documents/{kept}", who=KASI)).status == 200
    assert await _own(kuan) == [(str(KASI), "document.read", "memeriksa sebagai pejabat penilai")]


async def test_kuan_p26_1_the_roster_is_a_line_of_everybody_on_it(registry: Registry) -> None:
    admin = await registry.appoint()
    assert (await registry.ask("GET", "/pegawai", who=admin)).status == 200
    assert (await registry.ask("GET", "/pegawai", who="super_admin")).status == 200
    seen = {}
    for nip in (STAFF, BOSS):
        page = (await registry.ask("GET", "/audit/own", who=await registry.id_of(nip))).body
        seen[nip] = [(b["pelaku"], b["rincian"]["tujuan"]) for b in page["baris"] if b["tindakan"] == "roster.read"]
    why = "mengelola data dan akun pegawai"
    everybody = (str(registry.officials["super_admin"]), why)
    assert seen == {STAFF: [(str(admin), why), everybody], BOSS: [everybody]}, "the Setda is not of the PD"


async def test_kon_p29_2_p26_who_may_be_asked_about_somebody_is_a_line_of_each(konsel_registry: Registry) -> None:
    registry = konsel_registry
    assert (await registry.grant(HEAD, "pengelola_kinerja")).status == 200
    staff, head = await registry.id_of(STAFF), await registry.id_of(HEAD)
    assert (await registry.ask("GET", f"/pegawai/{staff}/raters?tanggal=2026-01-05", who=head)).status == 200
    for nip in (STAFF, ADMIN_NIP):
        page = (await registry.ask("GET", "/audit/own", who=await registry.id_of(nip))).body
        lines = [(b["pelaku"], b["rincian"]["tujuan"]) for b in page["baris"] if b["tindakan"] == "raters.read"]
        assert lines == ([(str(head), "menunjuk penilai perilaku")] if nip == STAFF else []), nip
