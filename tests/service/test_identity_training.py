"""The register of peningkatan kapasitas and sosialisasi, and its coverage (KUAN P30)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from contracts.identity import PelatihanRecorded
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, RAW, STAFF, Answer, Registry


@pytest.fixture
async def chief(registry: Registry) -> UUID:
    """Ka. BKPP, in a Pemda with one administrator of a PD."""
    assert (await registry.grant(BOSS, "ka_bkpp", selesai="2026-12-31", syarat={"sebagai": "plt"})).status == 200
    await registry.grant(HEAD, "kepala_pd")
    stated = {"kepala_pd_nip": HEAD, "basis": "pengawas_kepegawaian"}
    assert (await registry.grant(ADMIN_NIP, "admin_pd", syarat=stated)).status == 200
    return await registry.id_of(BOSS)


async def record(registry: Registry, who: UUID | str, *nips: str, **more: Any) -> Answer:
    body = {
        "jenis": "peningkatan_kapasitas", "peran": "user", "tanggal": "2026-01-05", "materi": "Mengisi aktivitas",
        "peserta": nips,
    } | more  # fmt: skip
    return await registry.ask("POST", "/trainings", body, who=who)


async def test_kuan_p30_a_register_by_kind_and_role(registry: Registry, chief: UUID) -> None:
    made = await record(registry, chief, STAFF, BOSS)
    assert (made.status, made.body["peserta"], made.body["opd"]) == (201, 2, ["DINKES", "SETDA"])
    assert (await record(registry, chief, ADMIN_NIP, jenis="sosialisasi", peran="admin_pd")).status == 201
    listed = (await registry.ask("GET", "/trainings?tahun=2026", who=chief)).body
    assert [(t["jenis"], t["peran"], t["tanggal"], t["materi"], t["opd"]) for t in listed] == [
        ("peningkatan_kapasitas", "user", "2026-01-05", "Mengisi aktivitas", {"DINKES": 1, "SETDA": 1}),
        ("sosialisasi", "admin_pd", "2026-01-05", "Mengisi aktivitas", {"DINKES": 1}),
    ]
    assert (await registry.ask("GET", "/trainings?tahun=2025", who=chief)).body == []


async def test_kuan_p30_coverage_per_role_and_pd(registry: Registry, chief: UUID) -> None:
    """Validated in DINKES: HEAD, the administrator and STAFF; penilai: BOSS and HEAD."""
    await record(registry, chief, STAFF, HEAD)
    await record(registry, chief, STAFF, materi="Sekali lagi")
    await record(registry, chief, HEAD, peran="pejabat_penilai")
    found = (await registry.ask("GET", "/trainings/coverage?tahun=2026", who=chief)).body
    table = {(c["jenis"], c["peran"], c["opd"]): (c["sasaran"], c["hadir"], c["persen"]) for c in found}
    assert table == {
        ("peningkatan_kapasitas", "admin_pd", "DINKES"): (1, 0, "0.00"),
        ("peningkatan_kapasitas", "pejabat_penilai", "DINKES"): (1, 1, "100.00"),
        ("peningkatan_kapasitas", "pejabat_penilai", "SETDA"): (1, 0, "0.00"),
        ("peningkatan_kapasitas", "user", "DINKES"): (3, 2, "66.67"),
        ("peningkatan_kapasitas", "user", "SETDA"): (1, 0, "0.00"),
        ("sosialisasi", "admin_pd", "DINKES"): (1, 0, "0.00"),
        ("sosialisasi", "user", "DINKES"): (3, 0, "0.00"),
        ("sosialisasi", "user", "SETDA"): (1, 0, "0.00"),
    }


@pytest.mark.parametrize(
    ("nips", "change", "status", "field"),
    [
        ((STAFF,), {"peran": "admin_pd"}, 422, "peserta[0]"),
        ((STAFF, RAW), {}, 422, "peserta[1]"),
        ((STAFF, STAFF), {}, 422, "peserta[1]"),
        (("198001012005011099",), {}, 422, "peserta[0]"),
        ((STAFF,), {"peran": "pejabat_penilai"}, 422, "peserta[0]"),
        ((HEAD,), {"jenis": "sosialisasi", "peran": "pejabat_penilai"}, 422, "peran"),
        ((STAFF,), {"tanggal": "2026-01-06"}, 409, ""),
    ],
)
async def test_kuan_p30_what_the_register_does_not_take(
    registry: Registry, chief: UUID, nips: tuple[str, ...], change: dict[str, Any], status: int, field: str
) -> None:
    refused = await record(registry, chief, *nips, **change)
    assert refused.problem()[:2] == (status, field) and "30" in refused.body["pasal"]
    assert await registry.service.rows("SELECT 1 FROM pelatihan") == []


async def test_kuan_p30_it_is_ka_bkpps_and_the_pengelolas(registry: Registry, chief: UUID) -> None:
    for who in ("super_admin", "pengelola_kepegawaian", await registry.id_of(STAFF)):
        assert (await record(registry, who, STAFF)).status == 403
    assert (await registry.ask("GET", "/trainings?tahun=2026", who=await registry.id_of(STAFF))).status == 403


async def test_the_other_law_keeps_no_such_register(konsel_registry: Registry) -> None:
    refused = await record(konsel_registry, "super_admin", STAFF)
    assert refused.status == 403 and "tidak seorang pun" in refused.body["detail"]


async def test_kuan_p30_what_was_held_is_told_with_who_was_there(registry: Registry, chief: UUID) -> None:
    await registry.service.told()
    made = (await record(registry, chief, STAFF, BOSS)).body
    told = await registry.service.told(PelatihanRecorded)
    there = {(str(await registry.id_of(STAFF)), "DINKES"), (str(await registry.id_of(BOSS)), "SETDA")}
    assert [(t["pelatihan_id"], t["jenis"], t["peran"], t["tanggal"], t["materi"]) for t in told] == [
        (made["pelatihan_id"], "peningkatan_kapasitas", "user", "2026-01-05", "Mengisi aktivitas")
    ]
    assert {(p["asn_id"], p["opd"]) for p in told[0]["peserta"]} == there
    assert STAFF not in str(told) and "Pegawai" not in str(told), "people by their ids alone"
    assert (await record(registry, chief, STAFF, STAFF)).status == 422
    assert await registry.service.told(PelatihanRecorded) == []


async def test_kuan_p30_one_request_sent_twice_is_one_training(registry: Registry, chief: UUID) -> None:
    await registry.service.told()
    body = {"jenis": "sosialisasi", "peran": "user", "tanggal": "2026-01-05", "materi": "Apel pagi", "peserta": [STAFF]}
    answers = [await registry.ask("POST", "/trainings", body, who=chief, key="sekali-saja-0001") for _ in range(2)]
    assert answers[0].body == answers[1].body
    assert len(await registry.service.told(PelatihanRecorded)) == 1
