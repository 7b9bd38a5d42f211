"""Whoever gets another post leaves what belonged to the former one (KUAN P1(20), (23), (26), P11(2-3))."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.service.hosted import Hosted
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, open_registry, row

POST = {"jabatan": "Analis", "kelas_jabatan": 9, "sk": "SK.9/2026"}


@pytest.fixture
async def registry(identity: Hosted) -> Registry:
    return await open_registry(identity)


async def _place(registry: Registry, nip: str, mulai: str, **more: Any) -> None:
    body = POST | {"nip": nip, "mulai": mulai, "jenis_jabatan": "pengawas", "opd": "BKPP", "unit": "BKPP.PA"} | more
    placed = await registry.ask("POST", "/placements", body, who="pengelola_kepegawaian")
    assert placed.status == 200, placed.body


async def _roles(registry: Registry, nip: str) -> tuple[list[str], list[str]]:
    """What he may do, and what the other services were told of it."""
    me = await registry.ask("GET", "/me", who=await registry.id_of(nip))
    return me.body["peran"], (await registry.told(nip))[-1]["peran"]


async def test_kuan_p1_23_p11_3_the_administrator_who_leaves_his_pd_administers_neither(registry: Registry) -> None:
    admin = await registry.appoint()
    await _place(registry, ADMIN_NIP, "2026-02-02")
    assert await _roles(registry, ADMIN_NIP) == (["admin_pd"], ["admin_pd"]), "until he goes"
    await registry.service.at("2026-02-02T08:00")
    assert await _roles(registry, ADMIN_NIP) == ([], [])
    for opd in ("DINKES", "BKPP"):
        assert (await registry.ask("GET", f"/pegawai?opd={opd}", who=admin)).status == 403
    kept = await registry.service.rows("SELECT detail::text AS detail FROM audit WHERE act = 'role.lost'")
    assert [r["detail"] for r in kept] == ['{"peran":"admin_pd","opd":"DINKES"}']


async def test_kuan_p1_23_within_the_pd_he_stays_its_administrator(registry: Registry) -> None:
    await registry.appoint()
    await _place(registry, ADMIN_NIP, "2026-01-05", opd="DINKES", unit="DINKES")
    assert await _roles(registry, ADMIN_NIP) == (["admin_pd"], ["admin_pd"])


async def test_kuan_p1_23_who_is_pengawas_no_more_is_not_its_administrator_by_that(registry: Registry) -> None:
    await registry.appoint()
    await _place(registry, ADMIN_NIP, "2026-01-05", opd="DINKES", unit="DINKES", jenis_jabatan="pelaksana")
    assert await _roles(registry, ADMIN_NIP) == ([], [])


async def test_kuan_p5_4_the_pengelola_kinerja_is_of_one_pd_also_when_an_import_moves_him(registry: Registry) -> None:
    assert (await registry.grant(STAFF, "pengelola_kinerja")).status == 200
    await registry.load([row(STAFF, HEAD, KODE_OPD="BKPP", KODE_UNIT="BKPP.PA", TMT_JABATAN="2026-01-05")])
    assert await _roles(registry, STAFF) == ([], [])
    assert (await registry.grant(STAFF, "pengelola_kinerja")).body["granted"] == 1
    assert await _roles(registry, STAFF) == (["pengelola_kinerja"], ["pengelola_kinerja"])


async def test_kuan_p1_20_p11_2_the_pengelola_is_the_administrator_of_the_bidang_as_long_as_he_is(
    registry: Registry,
) -> None:
    bidang = {"jenis_jabatan": "administrator", "memimpin_unit": True}
    await _place(registry, STAFF, "2026-01-05", **bidang)
    assert (await registry.grant(STAFF, "pengelola_e_kinerja")).status == 200
    await _place(registry, STAFF, "2026-01-06", jenis_jabatan="pengawas")
    await registry.service.at("2026-01-06T08:00")
    assert await _roles(registry, STAFF) == ([], [])


async def test_kuan_p1_26_the_head_who_heads_no_more_is_no_kepala_pd_and_signs_in_anew(registry: Registry) -> None:
    await registry.grant(HEAD, "kepala_pd")
    sandi = (await registry.activate(HEAD))[HEAD]
    tokens = (await registry.login(HEAD, sandi)).body
    await _place(registry, HEAD, "2026-01-05", opd="DINKES", unit="DINKES.P2P", jenis_jabatan="fungsional")
    assert await _roles(registry, HEAD) == ([], [])
    again = await registry.service.ask(
        "POST", "/refresh", {"refresh_token": tokens["refresh_token"]}, actor=UUID(int=0)
    )
    assert again.status == 401


async def test_kuan_p1_21_kon_p1_26_nobody_records_a_decree_about_himself(registry: Registry) -> None:
    """Section 5 of the requirements: changed by the pengelola kepegawaian with an SK, nobody grants to himself."""
    assert (await registry.grant(ADMIN_NIP, "pengelola_kepegawaian")).status == 200
    he, sk = await registry.id_of(ADMIN_NIP), {"sk": "SK.6/2026", "mulai": "2026-02-02"}
    his_own: list[tuple[str, dict[str, Any]]] = [
        ("/penilai", {"nip": STAFF, "nip_penilai": ADMIN_NIP}),
        ("/penilai", {"nip": ADMIN_NIP, "nip_penilai": BOSS}),
        ("/delegations", {"nip_pejabat": HEAD, "nip_pelaksana": ADMIN_NIP, "sebagai": "plt", "nip_pemberi": BOSS,
                          "selesai": "2026-06-30"}),
        ("/delegations", {"nip_pejabat": ADMIN_NIP, "nip_pelaksana": STAFF, "sebagai": "plh", "nip_pemberi": BOSS,
                          "selesai": "2026-02-06"}),
        ("/statuses", {"nip": ADMIN_NIP, "status": "cuti"}),
        ("/placements", POST | {"nip": ADMIN_NIP, "jenis_jabatan": "administrator", "opd": "BKPP", "unit": "BKPP.PA"}),
    ]  # fmt: skip
    for path, body in his_own:
        assert (await registry.ask("POST", path, body | sk, who=he)).problem() == (403, "", "1(21)"), body
        done = await registry.ask("POST", path, body | sk, who="pengelola_kepegawaian")
        assert done.status == 200, (body, done.body)


AHEAD = {"dasar": "SK.2/2026", "mulai": "2026-03-02", "selesai": "2026-12-31"}
STATED = {"kepala_pd_nip": HEAD, "basis": "cakap_komputer"}


@pytest.mark.parametrize("known", ["after", "before"])
async def test_kuan_p1_23_a_role_renewed_ahead_does_not_outlive_the_move_of_its_holder(
    registry: Registry, known: str
) -> None:
    """Administrator until 30 January, renewed from 2 March; he leaves for the BKPP on 2 February."""
    assert (await registry.grant(HEAD, "kepala_pd")).status == 200
    assert (await registry.grant(ADMIN_NIP, "admin_pd", syarat=STATED, selesai="2026-01-30")).status == 200
    admin = await registry.id_of(ADMIN_NIP)
    if known == "before":
        await _place(registry, ADMIN_NIP, "2026-02-02")
        refused = await registry.grant(ADMIN_NIP, "admin_pd", syarat=STATED, **AHEAD)
        assert refused.problem()[:2] == (422, "syarat.kepala_pd_nip"), "by then he is of another PD, with another head"
        assert await _roles(registry, ADMIN_NIP) == (["admin_pd"], ["admin_pd"]), "until he goes"
        return
    await registry.service.at("2026-01-31T08:00")
    assert (await registry.grant(ADMIN_NIP, "admin_pd", syarat=STATED, **AHEAD)).body["granted"] == 1
    await _place(registry, ADMIN_NIP, "2026-02-02")
    for moment in ("2026-02-02T08:00", "2026-03-02T00:00", "2026-03-02T08:00", "2026-06-01T08:00"):
        await registry.service.at(moment)
        me = await registry.ask("GET", "/me", who=admin)
        assert me.body["peran"] == [], moment
        assert (await registry.ask("GET", "/pegawai", who=admin)).status == 403


async def test_kuan_p1_23_a_renewal_that_follows_at_once_ends_with_the_move(registry: Registry) -> None:
    assert (await registry.grant(HEAD, "kepala_pd")).status == 200
    assert (await registry.grant(ADMIN_NIP, "admin_pd", syarat=STATED, selesai="2026-01-31")).status == 200
    following = AHEAD | {"mulai": "2026-02-01"}
    assert (await registry.grant(ADMIN_NIP, "admin_pd", syarat=STATED, **following)).body["granted"] == 1
    await _place(registry, ADMIN_NIP, "2026-01-20")
    assert await _roles(registry, ADMIN_NIP) == (["admin_pd"], ["admin_pd"]), "until he goes"
    await registry.service.at("2026-01-20T08:00")
    assert await _roles(registry, ADMIN_NIP) == ([], [])
    await registry.service.at("2026-02-01T08:00")
    assert await _roles(registry, ADMIN_NIP) == ([], [])


async def test_kuan_p1_23_what_runs_in_the_pd_that_he_leaves_is_not_carried_on_in_the_next(registry: Registry) -> None:
    assert (await registry.grant(STAFF, "pengelola_kinerja", selesai="2026-01-31")).status == 200
    await _place(registry, STAFF, "2026-01-20")
    refused = await registry.grant(STAFF, "pengelola_kinerja", mulai="2026-02-01")
    assert refused.problem() == (409, "", "1(23), 11(3)")
    assert await _roles(registry, STAFF) == (["pengelola_kinerja"], ["pengelola_kinerja"])
    await registry.service.at("2026-01-20T08:00")
    assert (await registry.grant(STAFF, "pengelola_kinerja", mulai="2026-02-01")).body["granted"] == 1
    await registry.service.at("2026-02-01T08:00")
    assert await _roles(registry, STAFF) == (["pengelola_kinerja"], ["pengelola_kinerja"])
