"""Offices are of those who hold them, or act for who does; accounts from outside (KUAN P1(26), P10, P20, P26(2))."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.service.hosted import Hosted
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, open_registry, row

CAMAT, KA_BADAN, KA_INFO, ASISTEN = (f"1980010120050110{n}" for n in ("11", "12", "13", "14"))
LEADS = {"MEMIMPIN_UNIT": "ya"}
# Written from KUAN P1(26-27), P10(2-5) and KON P9(1), P12, P23(3): who may hold an office, and who may not.
HOLDERS = {
    "kuansing": {
        "pimpinan_unit_kerja": ([BOSS, HEAD, KA_BADAN], [CAMAT, ASISTEN, ADMIN_NIP, STAFF], "1(26-27)"),
        "kepala_pd": ([BOSS, HEAD, KA_BADAN, CAMAT], [ASISTEN, ADMIN_NIP, STAFF], "1(23), 26(2)"),
        "sekda": ([BOSS], [HEAD, ASISTEN], "10(2), 1(26)"),
        "ka_bkpp": ([KA_BADAN], [HEAD, BOSS, STAFF], "10(3-4)"),
        "ka_diskominfo": ([KA_INFO], [KA_BADAN, STAFF], "10(3), 10(5)"),
    },
    "konsel": {
        "pimpinan_unit_kerja": ([BOSS, HEAD, KA_BADAN, CAMAT, ASISTEN, ADMIN_NIP], [STAFF], "9(1), 12"),
        "kepala_pd": ([BOSS, HEAD, KA_BADAN, CAMAT], [ASISTEN, ADMIN_NIP, STAFF], "kebijakan"),
        "sekda": ([BOSS], [HEAD, ASISTEN], "kebijakan"),
        "ka_bkpsdm": ([KA_BADAN], [HEAD, BOSS, STAFF], "23(3), 24(2)"),
        "ka_diskominfo": ([KA_INFO], [KA_BADAN, STAFF], "kebijakan"),
    },
}
CASES = [
    (tenant, peran, nip, "" if nip in good else pasal)
    for tenant, offices in HOLDERS.items()
    for peran, (good, bad, pasal) in offices.items()
    for nip in (*good, *bad)
]


async def _pemda(identity: Hosted, tenant: str) -> Registry:
    registry = await open_registry(identity, tenant)
    jpt = {"JENIS_JABATAN": "jpt_pratama", **LEADS}
    badan = "BKPP" if tenant == "kuansing" else "BKPSDM"
    await registry.load(
        [
            row(CAMAT, BOSS, JENIS_JABATAN="administrator", KODE_OPD="KEC.BENAI", KODE_UNIT="KEC.BENAI", **LEADS),
            row(KA_BADAN, BOSS, KODE_OPD=badan, KODE_UNIT=badan, **jpt),
            row(KA_INFO, BOSS, KODE_OPD="DISKOMINFO", KODE_UNIT="DISKOMINFO", **jpt),
            row(ASISTEN, BOSS, KODE_OPD="SETDA", KODE_UNIT="SETDA.AS1", **jpt),
        ]
    )
    return registry


@pytest.mark.parametrize(("tenant", "peran", "nip", "pasal"), CASES)
async def test_kuan_p1_26_p10_kon_p9_p12_an_office_is_its_holders(
    identity: Hosted, tenant: str, peran: str, nip: str, pasal: str
) -> None:
    registry = await _pemda(identity, tenant)
    granted = await registry.grant(nip, peran)
    assert granted.status == 200 if not pasal else granted.problem() == (422, "nip", pasal)


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
@pytest.mark.parametrize(
    ("more", "status"),
    [({"syarat": {"sebagai": "plt"}, "selesai": "2026-06-30"}, 200),
     ({"syarat": {"sebagai": "plh"}, "selesai": "2026-01-31"}, 200),
     ({"syarat": {"sebagai": "plt"}}, 422), ({"syarat": {"sebagai": "wakil"}, "selesai": "2026-06-30"}, 422)],
)  # fmt: skip
async def test_kuan_reading_a28_kon_p34_who_acts_for_the_head_holds_his_office_until_a_day(
    identity: Hosted, tenant: str, more: dict[str, Any], status: int
) -> None:
    registry = await open_registry(identity, tenant)
    assert (await registry.grant(ADMIN_NIP, "kepala_pd", **more)).status == status


async def test_kuan_p26_2_reading_a23_an_outside_system_has_an_account_with_consent_and_an_end(
    registry: Registry,
) -> None:
    body = {
        "login": "bapenda.gaji",
        "jenis": "integrasi",
        "persetujuan": "PEK.4/2026",
        "disetujui_oleh": "pengelola_e_kinerja",
        "tanggal_persetujuan": "2026-01-02",
        "selesai": "2026-03-31",
    }
    for change, field in (({"persetujuan": ""}, "persetujuan"), ({"selesai": None}, "selesai")):
        refused = await registry.ask("POST", "/accounts/external", body | change, who="super_admin")
        assert refused.problem() == (422, field, "26(2)")
    made = (await registry.ask("POST", "/accounts/external", body, who="super_admin")).body
    signed_in = await registry.login("bapenda.gaji", made["sandi"])
    assert signed_in.status == 200
    assert (await registry.ask("GET", "/pegawai", who=UUID(signed_in.body["account_id"]))).status == 403, (
        "no data without more"
    )
    await registry.service.at("2026-04-01T00:01")
    assert (await registry.login("bapenda.gaji", made["sandi"])).status == 403
