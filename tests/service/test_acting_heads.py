"""Who is Plt of the head of another PD has his acts there, within the dates, and keeps those of his own (section 5)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from contracts.identity import PeranPd
from contracts.vocabulary import JenisJabatan
from tests.service.dinas import Office
from tests.service.people import ADMIN, SEKDA, STAF, pegawai
from tests.service.planning import Planning
from tests.service.registry import ADMIN_NIP, BOSS, STAFF, Registry, row
from tests.service.test_exports import rows_of

ACTS: dict[str, Any] = {"syarat": {"sebagai": "plt"}, "selesai": "2026-03-31", "untuk_opd": "DINKES"}
BASIS = {"basis": "cakap_komputer"}
OTHER = "198001012005011031"


async def _acting(registry: Registry) -> UUID:
    """BOSS heads the Setda and is Plt of the head of DINKES from 5 January to 31 March."""
    assert (await registry.grant(BOSS, "kepala_pd")).status == 200
    assert (await registry.grant(BOSS, "kepala_pd", **ACTS)).body["granted"] == 1, "beside his own"
    return await registry.id_of(BOSS)


async def test_kuan_p1_23_the_acting_head_appoints_the_administrator_there_and_at_home(registry: Registry) -> None:
    await registry.load([row(OTHER, BOSS, KODE_OPD="SETDA", KODE_UNIT="SETDA")])
    await _acting(registry)
    for nip in (STAFF, OTHER):
        syarat = BASIS | {"kepala_pd_nip": BOSS}
        assert (await registry.grant(nip, "admin_pd", syarat=syarat)).status == 200, nip
    await registry.service.at("2026-04-01T08:00")
    late = await registry.grant(ADMIN_NIP, "admin_pd", syarat=BASIS | {"kepala_pd_nip": BOSS})
    assert late.problem()[:2] == (422, "syarat.kepala_pd_nip"), "his dates are over"
    await registry.load([row("198001012005011032", BOSS, KODE_OPD="SETDA", KODE_UNIT="SETDA")])
    own = await registry.grant("198001012005011032", "admin_pd", syarat=BASIS | {"kepala_pd_nip": BOSS})
    assert own.status == 200, "at home he is head still"


async def test_kon_p50_2_the_acting_head_reads_and_reports_for_both(konsel_registry: Registry) -> None:
    registry = konsel_registry
    boss = await _acting(registry)
    with registry.service.law("permissions.identity", "konsel", list_pegawai=["kepala_pd"]):
        seen = (await registry.ask("GET", "/pegawai", who=boss)).body
        assert {p["opd"] for p in seen} == {"SETDA", "DINKES"}
        assert {p["opd"] for p in (await registry.ask("GET", "/pegawai?opd=DINKES", who=boss)).body} == {"DINKES"}
        assert (await registry.ask("GET", "/pegawai?opd=BKPP", who=boss)).status == 403
        assert (await registry.ask("POST", "/unit-reports?tahun=2026", who=boss)).status == 204
        kept = await registry.service.rows("SELECT opd FROM laporan_unit ORDER BY opd")
        assert [r["opd"] for r in kept] == ["DINKES", "SETDA"]
        await registry.service.at("2026-04-01T08:00", "+08:00")
        assert {p["opd"] for p in (await registry.ask("GET", "/pegawai", who=boss)).body} == {"SETDA"}


async def test_the_other_services_are_told_on_the_days_and_a_revoked_one_ends(registry: Registry) -> None:
    await _acting(registry)
    told = (await registry.told(BOSS))[-1]
    assert (told["peran"], told["peran_pd"]) == (["kepala_pd"], [{"peran": "kepala_pd", "opd": "DINKES"}])
    end = {"nip": BOSS, "peran": "kepala_pd", "dasar": "SK.9/2026", "untuk_opd": "DINKES"}
    assert (await registry.ask("POST", "/roles/revoke", end, who="super_admin")).status == 204
    told = (await registry.told(BOSS))[-1]
    assert (told["peran"], told["peran_pd"]) == (["kepala_pd"], [])
    assert (await registry.grant(BOSS, "kepala_pd", **ACTS | {"mulai": "2026-02-02"})).body["granted"] == 1
    for moment, here in (("2026-02-02T08:00", True), ("2026-04-01T08:00", False)):
        await registry.service.told()
        await registry.service.at(moment)
        assert bool((await registry.told(BOSS))[-1]["peran_pd"]) is here


@pytest.mark.parametrize(
    "more",
    [
        {"peran": "kepala_pd", "selesai": None}, {"peran": "kepala_pd", "syarat": {}},
        {"peran": "kepala_pd", "untuk_opd": "DINKES.P2P"}, {"peran": "kepala_pd", "untuk_opd": "SETDA"},
        {"peran": "pengelola_kinerja"}, {"peran": "inspektorat"},
    ],
)  # fmt: skip
async def test_nothing_else_is_held_for_another_pd(registry: Registry, more: dict[str, Any]) -> None:
    grant = {**ACTS, **more}
    refused = await registry.grant(BOSS, grant.pop("peran"), **grant)
    assert refused.problem()[:2] == (422, "untuk_opd"), refused.body


async def test_kuan_p26_1_the_acting_head_reads_the_plans_of_that_pd_for_his_dates(kuan: Planning) -> None:
    found = (await kuan.plan())[STAF]
    away = UUID(int=0x6009)
    lead = {"jenis_jabatan": JenisJabatan.JPT_PRATAMA, "memimpin_unit": True, "opd": "BKPP", "unit": "BKPP"}
    acting = (PeranPd(peran="kepala_pd", opd="DINKES"),)
    path = f"/sasaran/{found}/measurements?tujuan=Pengawasan"
    for peran_pd, status in (((), 403), (acting, 200), ((), 403)):
        await kuan.service.hear(pegawai(away, SEKDA, peran=("kepala_pd",), peran_pd=peran_pd, **lead))
        assert (await kuan.ask("GET", path, who=away)).status == status
        assert (await kuan.ask("GET", "/export?tahun=2026&tujuan=Laporan", who=away)).status == 200
        pds = {p["opd"] for p in await kuan.good("GET", "/late?tahun=2026", who=away)}
        assert pds == ({"BKPP", "DINKES"} if peran_pd else {"BKPP"})
    await kuan.service.hear(pegawai(away, SEKDA, peran=(), peran_pd=acting, **lead))
    assert {p["opd"] for p in await kuan.good("GET", "/late?tahun=2026", who=away)} == {"DINKES"}, "no head at home"


async def test_kuan_p26_1_the_acting_head_reads_the_entries_of_that_pd_for_his_dates(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    await kuansing.enter("2026-01-05")
    away = UUID(int=0x6009)
    acting = (PeranPd(peran="kepala_pd", opd="DINKES"),)
    path = f"/people/{STAF}/activities?periode=2026-01&tujuan=Pengawasan"
    for peran_pd, status, rows in (((), 403, 0), (acting, 200, 1), ((), 403, 0)):
        await kuansing.service.hear(
            pegawai(away, SEKDA, opd="BKPP", unit="BKPP", peran=("kepala_pd",), peran_pd=peran_pd)
        )
        assert (await kuansing.ask("GET", path, who=away)).status == status
        taken = rows_of(await kuansing.ask("GET", "/export?periode=2026-01&tujuan=Laporan", who=away))
        assert len(taken) == rows


async def test_kuan_p16c_the_acting_head_hears_the_administrator_of_that_pd(kuansing: Office) -> None:
    away = UUID(int=0x6009)
    acting = (PeranPd(peran="kepala_pd", opd="DINKES"),)
    await kuansing.service.hear(pegawai(away, SEKDA, opd="BKPP", unit="BKPP", peran_pd=acting))
    said = {"sebagai": "admin_pd", "isi": "Puskesmas tanpa jaringan."}
    assert (await kuansing.ask("POST", "/feedback", said, who=ADMIN)).body == {"kepada": "kepala_pd"}
    assert [m["isi"] for m in await kuansing.service.get("/messages", actor=away)] == ["Puskesmas tanpa jaringan."]
