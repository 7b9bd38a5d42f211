"""The line of superiors: who may stand in it by a file, who stands in for the absent (KON P1(26), P34(4))."""

from __future__ import annotations

import pytest

from tests.service.hosted import Hosted
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, open_registry, row

LAST = "198001012005011021"


async def _away(registry: Registry, nip: str, mulai: str, selesai: str) -> None:
    body = {"nip": nip, "status": "cuti", "mulai": mulai, "selesai": selesai, "sk": "SK.5/2026"}
    assert (await registry.ask("POST", "/statuses", body, who="pengelola_kepegawaian")).status == 200


@pytest.mark.parametrize("order", [1, -1])
async def test_kon_p34_4_tiered_whoever_is_there_is_told_day_by_day(identity: Hosted, order: int) -> None:
    registry = await open_registry(identity, "konsel")
    await registry.load([row(LAST, ADMIN_NIP)])
    for nip, mulai, selesai in [
        (ADMIN_NIP, "2026-02-02", "2026-02-13"), (HEAD, "2026-02-04", "2026-02-05"),
    ][::order]:  # fmt: skip
        await _away(registry, nip, mulai, selesai)
    for moment, who in (
        ("2026-02-02T08:00", HEAD), ("2026-02-04T08:00", BOSS), ("2026-02-06T08:00", HEAD), ("2026-02-14T08:00", ADMIN_NIP),
    ):  # fmt: skip
        await registry.service.told()
        await registry.service.at(moment, "+08:00")
        assert [t["atasan_id"] for t in await registry.told(LAST)][-1:] == [str(await registry.id_of(who))], moment


async def test_kuan_reading_a22_a_superior_who_retires_by_an_import_leaves_his_post_vacant(identity: Hosted) -> None:
    registry = await open_registry(identity)
    await registry.service.told()
    retired = row(HEAD, BOSS, JENIS_JABATAN="jpt_pratama", KODE_UNIT="DINKES", MEMIMPIN_UNIT="ya", STATUS="pensiun")
    await registry.load([retired])
    told = (await registry.told(STAFF))[-1]
    assert told["atasan_id"] is None
    assert [(t["sebagai"], t["mulai"]) for t in told["penilai"]] == [
        ("definitif", "2024-01-02"), ("kosong", "2026-01-05"),
    ]  # fmt: skip


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kon_p1_26_a_file_too_makes_a_pelaksana_penilai_by_letter_alone(identity: Hosted, tenant: str) -> None:
    registry = await open_registry(identity, tenant)
    seen = await registry.load([row(LAST, STAFF)])
    assert [(r["baris"], r["kolom"]) for r in seen["refused"]] == [(2, "NIP_ATASAN")] and seen["added"] == 0
    seen = await registry.load([row(LAST, STAFF, SURAT_PENUNJUKAN="SP.8/2026")])
    assert (seen["refused"], seen["added"]) == ([], 1)
    kept = await registry.service.rows(
        "SELECT h.sk FROM hubungan h JOIN pegawai p USING (tenant, asn_id) WHERE p.tenant = $1 AND p.nip = $2",
        tenant,
        LAST,
    )
    assert [r["sk"] for r in kept] == ["SP.8/2026"]
    again = await registry.load([row(LAST, STAFF, NAMA="Nama Baru")])
    assert (again["refused"], again["changed"]) == ([], 1), "he is designated already"
