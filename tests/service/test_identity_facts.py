"""Facts of the law that identity has a place for: roles, approvals, decrees, reports, and a number that changes."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.identity import PegawaiRecorded, TimPenilaiRecorded
from contracts.vocabulary import Jenis
from tests.service.hosted import Hosted
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, open_registry, row, rows, workbook
from tests.service.test_identity_team import NIPS, form, konsel, team

__all__ = ["konsel"]
STAFFING = "pengelola_kepegawaian"
PPPK, PNS = "199001012021211001", "199001012026011001"

FAMILIES = {"pengelola_e_kinerja", "admin_pd", "pejabat_penilai", "user"}
KUAN = {
    "pengelola_e_kinerja", "admin_pd", "pengelola_kepegawaian", "pengelola_kinerja", "pimpinan_unit_kerja", "kepala_pd",
    "ka_bkpp", "ka_diskominfo", "sekda", "bupati", "super_admin", "administrator_bidang",
}  # fmt: skip
KON = {
    "pyb", "ppk", "pengelola_kinerja", "pimpinan_unit_kerja", "ka_bkpsdm", "tim_penilai_ketua",
    "tim_penilai_sekretaris", "tim_penilai_anggota", "sekretariat_tim", "konselor",
}  # fmt: skip


@pytest.mark.parametrize(("tenant", "named"), [("kuansing", KUAN), ("konsel", KON)])
async def test_kuan_p11_1_kon_p1_the_catalogue_says_every_role_and_what_it_may(
    identity: Hosted, tenant: str, named: set[str]
) -> None:
    registry = await open_registry(identity, tenant)
    answer = await registry.ask("GET", "/roles/catalogue", who=await registry.id_of(STAFF))
    told = answer.body
    roles = {one["peran"]: one for one in told["peran"]}
    assert named | {"pegawai", "siapa_saja"} <= set(roles) and set(told["rumpun"]) == FAMILIES
    may = {name: {(w["layanan"], w["tindakan"]) for w in one["boleh"]} for name, one in roles.items()}
    assert ("identity", "grant_roles") in may["super_admin"] and ("identity", "grant_roles") not in may["admin_pd"]
    assert ("activity", "enter_activity") in may["pegawai"] and ("tpp", "run_tpp") in may["pengelola_tpp"]
    assert all(w["pasal"] for one in told["peran"] for w in one["boleh"])
    if tenant == "kuansing":
        assert roles["pengelola_e_kinerja"]["syarat"]["unit"] == ["BKPP.PA"], "KUAN P11(2)"
        assert roles["pengelola_e_kinerja"]["rumpun"] and told["aturan"].endswith("Nomor 65 Tahun 2019")


EXPERT: dict[str, Any] = {
    "login": "ahli.jaringan", "jenis": "external_expert", "persetujuan": "100.3/12/2026", "disetujui_oleh": "bupati",
    "tanggal_persetujuan": "2026-01-02", "selesai": "2026-01-31",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"disetujui_oleh": ""}, "disetujui_oleh"), ({"disetujui_oleh": "ka_bkpp"}, "disetujui_oleh"),
        ({"tanggal_persetujuan": None}, "tanggal_persetujuan"),
        ({"tanggal_persetujuan": "2026-01-06"}, "tanggal_persetujuan"),
    ],
)  # fmt: skip
async def test_kuan_p20_the_approval_is_the_bupatis_and_of_a_day(
    registry: Registry, change: dict[str, Any], field: str
) -> None:
    refused = await registry.ask("POST", "/accounts/external", EXPERT | change, who="super_admin")
    assert refused.problem()[:2] == (422, field) and refused.body["pasal"].startswith("20"), refused.body
    assert (await registry.ask("POST", "/accounts/external", EXPERT, who="super_admin")).status == 201
    (held,) = (await registry.ask("GET", "/roles?peran=external_expert", who="super_admin")).body
    assert (held["dasar"], held["disetujui_oleh"], held["tanggal_persetujuan"]) == (
        "100.3/12/2026", "bupati", "2026-01-02",
    )  # fmt: skip


async def test_kon_p36_5_the_keputusan_of_each_member_has_a_number_and_a_date(konsel: Registry) -> None:
    assert (await form(konsel, team(tanggal="2026-01-06"), 422)).problem() == (422, "tanggal", "36(5)")
    made = (await form(konsel, team())).body
    change = {"sk": "Keputusan 5", "mulai": "2026-02-01", "nip_lama": NIPS[6], "nip_baru": NIPS[7],
              "kompetensi": "Diklat"}  # fmt: skip
    path = f"/teams/{made['tim_id']}/replacements"
    for tanggal in ("2026-01-06", "2026-02-02"):
        refused = await konsel.ask("POST", path, change | {"tanggal": tanggal}, who=STAFFING)
        assert refused.problem() == (422, "tanggal", "36(5)")
    await konsel.service.at("2026-01-20T09:00", "+08:00")
    await konsel.service.told()
    assert (await konsel.ask("POST", path, change | {"tanggal": "2026-01-20"}, who=STAFFING)).status == 200
    (told,) = await konsel.service.told(TimPenilaiRecorded)
    days = {m["tanggal_sk"] for m in told["anggota"]}
    assert days == {"2026-01-05", "2026-01-20"}
    (listed,) = (await konsel.ask("GET", "/teams", who="super_admin")).body
    assert {m["tanggal_sk"] for m in listed["anggota"] if m["sk"] == "Keputusan 5"} == {"2026-01-20"}


async def test_kon_p50_2_the_share_of_each_opd_whose_units_have_reported(konsel_registry: Registry) -> None:
    registry = konsel_registry
    await registry.grant(ADMIN_NIP, "pimpinan_unit_kerja")
    assert (await registry.ask("POST", "/unit-reports?tahun=2026", who=await registry.id_of(ADMIN_NIP))).status == 204
    told = (await registry.ask("GET", "/unit-reports?tahun=2026", who=STAFFING)).body
    shares = {o["kode"]: (o["unit"], o["lapor"], o["persen"], o["belum"]) for o in told["per_opd"]}
    assert shares["DINKES"] == (2, 1, "50.00", ["DINKES"]) and shares["SETDA"] == (1, 0, "0.00", ["SETDA"])
    assert (told["opd"], told["lapor"], told["persen"]) == (3, 0, "0.00"), "a unit does not stand for its PD"
    await registry.grant(HEAD, "kepala_pd")
    assert (await registry.ask("POST", "/unit-reports?tahun=2026", who=await registry.id_of(HEAD))).status == 204
    told = (await registry.ask("GET", "/unit-reports?tahun=2026", who=STAFFING)).body
    shares = {o["kode"]: (o["lapor"], o["persen"]) for o in told["per_opd"]}
    assert shares["DINKES"] == (2, "100.00") and (told["lapor"], told["persen"]) == (1, "33.33")


async def _pppk(registry: Registry) -> Any:
    young = {"JENIS": "PPPK", "TANGGAL_LAHIR": "1990-01-01", "NAMA": "Sari Contoh", "GOLONGAN": "IX"}
    made = await registry.load([*rows(), row(PPPK, HEAD, **young)])
    assert made["refused"] == [], made["refused"]
    return await registry.id_of(PPPK)


CHANGE = {"nip": PPPK, "nip_baru": PNS, "tanggal": "2026-01-05", "sk": "SK.CPNS.7/2026", "golongan": "III/a"}


async def test_who_becomes_pns_keeps_his_record_under_the_new_number(registry: Registry) -> None:
    who = await _pppk(registry)
    sandi = (await registry.activate(PPPK))[PPPK]
    assert (await registry.ask("POST", "/nip-changes", CHANGE, who="administrator_bidang")).status == 403
    await registry.service.told()
    assert (await registry.ask("POST", "/nip-changes", CHANGE, who=STAFFING)).status == 200
    (told,) = await registry.service.told(PegawaiRecorded)
    assert (told["asn_id"], told["nip"], told["jenis"], told["golongan"]) == (str(who), PNS, Jenis.PNS.value, "III/a")
    assert (await registry.login(PNS, sandi)).status == 200, "the account is his still"
    assert (await registry.login(PPPK, sandi)).status == 401
    assert await registry.id_of(PNS) == who
    own = (await registry.service.ask("GET", "/own-data", actor=who)).body["bagian"]["nip_lama"]
    assert [(o["nip"], o["diganti_dengan"], o["sk"]) for o in own] == [(PPPK, PNS, "SK.CPNS.7/2026")]


async def test_a_file_with_the_old_number_is_told_the_new_and_one_with_the_new_goes_on(registry: Registry) -> None:
    who = await _pppk(registry)
    assert (await registry.ask("POST", "/nip-changes", CHANGE, who=STAFFING)).status == 200
    young = {"TANGGAL_LAHIR": "1990-01-01", "NAMA": "Sari Contoh"}
    old = workbook([*rows(), row(PPPK, HEAD, JENIS="PPPK", GOLONGAN="IX", **young)])
    shown = (await registry.ask("POST", "/imports", old, who=STAFFING, kind="application/x")).body
    assert [(r["kolom"], PNS in r["alasan"]) for r in shown["refused"]] == [("NIP", True)] and shown["added"] == 0
    done = await registry.load([*rows(), row(PNS, HEAD, **young)])
    assert (done["added"], done["refused"]) == (0, []) and await registry.id_of(PNS) == who


async def test_a_new_number_of_who_is_known_is_doubted_before_he_is_there_twice(registry: Registry) -> None:
    await _pppk(registry)
    again = workbook([*rows(), row(PNS, HEAD, TANGGAL_LAHIR="1990-01-01", NAMA="SARI  Contoh")])
    shown = (await registry.ask("POST", "/imports", again, who=STAFFING, kind="application/x")).body
    assert [(w["kolom"], PPPK in w["alasan"]) for w in shown["peringatan"]] == [("NIP", True)]


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"nip_baru": "199001022026011001"}, 422, "nip_baru"), ({"nip_baru": "199001012026012001"}, 422, "nip_baru"),
        ({"nip_baru": PPPK}, 422, "nip_baru"), ({"nip_baru": "123"}, 422, "nip_baru"),
        ({"nip_baru": BOSS}, 422, "nip_baru"), ({"tanggal": "2026-01-06"}, 422, "tanggal"), ({"golongan": ""}, 422, "golongan"), ({"golongan": "IX"}, 422, "golongan"),
        ({"nip": "199001012021211999"}, 404, ""),
    ],
)  # fmt: skip
async def test_what_is_no_new_number_of_the_same_person(
    registry: Registry, change: dict[str, Any], status: int, field: str
) -> None:
    await _pppk(registry)
    refused = await registry.ask("POST", "/nip-changes", CHANGE | change, who=STAFFING)
    assert refused.problem()[:2] == (status, field), refused.body


async def test_a_number_that_somebody_bears_or_bore_is_taken(registry: Registry) -> None:
    await _pppk(registry)
    other = "199001012026011002"
    await registry.load([*rows(), row(other, HEAD, TANGGAL_LAHIR="1990-01-01")])
    taken = await registry.ask("POST", "/nip-changes", CHANGE | {"nip_baru": other}, who=STAFFING)
    assert taken.problem()[:2] == (409, "nip_baru")
    assert (await registry.ask("POST", "/nip-changes", CHANGE, who=STAFFING)).status == 200
    bore = {"nip": other, "nip_baru": PPPK, "tanggal": "2026-01-05", "sk": "SK.9/2026", "golongan": "IX"}
    assert (await registry.ask("POST", "/nip-changes", bore, who=STAFFING)).problem()[:2] == (409, "nip_baru")


async def test_kon_p14_who_leads_a_lembaga_nonstruktural_is_recorded_with_it(konsel_registry: Registry) -> None:
    registry = konsel_registry
    body = {"nip": STAFF, "status": "pejabat_negara", "mulai": "2026-01-05", "sk": "SK.11/2026",
            "lembaga": "Bawaslu Kabupaten"}  # fmt: skip
    wrong = await registry.ask("POST", "/statuses", body | {"status": "cuti"}, who=STAFFING)
    assert wrong.problem() == (422, "lembaga", "14")
    await registry.service.told()
    assert (await registry.ask("POST", "/statuses", body, who=STAFFING)).status == 200
    (told,) = await registry.told(STAFF)
    assert [(s["status"], s["lembaga"]) for s in told["masa_status"] if s["lembaga"]] == [
        ("pejabat_negara", "Bawaslu Kabupaten")
    ]
    shown = (await registry.ask("GET", f"/pegawai/{told['asn_id']}", who=await registry.id_of(STAFF))).body
    assert "Bawaslu Kabupaten" in {s["lembaga"] for s in shown["status"]}
