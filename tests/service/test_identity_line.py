"""The line of superiors: who may stand in it by a file, who stands in for the absent (KON P1(26), P34(4))."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from contracts.masa import MasaPenilai
from kernel.penilai import penilai_on
from tests.service.hosted import Hosted
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, open_registry, row

LAST = "198001012005011021"


async def _away(registry: Registry, nip: str, mulai: str, selesai: str) -> None:
    body = {"nip": nip, "status": "cuti", "mulai": mulai, "selesai": selesai, "sk": "SK.5/2026"}
    assert (await registry.ask("POST", "/statuses", body, who="pengelola_kepegawaian")).status == 200


async def _delegate(registry: Registry, pejabat: str, pelaksana: str, mulai: str, selesai: str) -> None:
    body = {"nip_pejabat": pejabat, "nip_pelaksana": pelaksana, "sebagai": "plh", "mulai": mulai, "selesai": selesai,
            "sk": "SK.6/2026", "nip_pemberi": BOSS}  # fmt: skip
    assert (await registry.ask("POST", "/delegations", body, who="pengelola_kepegawaian")).status == 200


async def _on(registry: Registry, nip: str, day: str) -> tuple[str | None, str]:
    """The penilai of somebody as told on a day, and as what: by the rule that every service applies."""
    told = (await registry.told(nip))[-1:]
    assert told, f"nothing told on {day}"
    terms = msgspec.convert(told[0]["penilai"], type=list[MasaPenilai])
    found = penilai_on(terms, date.fromisoformat(day))
    assert found is not None and (str(found.penilai_id) if found.penilai_id else None) == told[0]["atasan_id"]
    return told[0]["atasan_id"], found.sebagai.value


async def _walk(registry: Registry, nip: str, expected: dict[str, tuple[str | None, str]]) -> None:
    for day, (who, sebagai) in expected.items():
        await registry.service.told()
        await registry.service.at(f"{day}T08:00", "+08:00")
        wanted = str(await registry.id_of(who)) if who else None
        assert await _on(registry, nip, day) == (wanted, sebagai), day


async def test_kon_p34_4_where_everyone_up_the_line_is_absent_the_bupati_steps_in(identity: Hosted) -> None:
    """ADMIN, HEAD and BOSS away together on 4 and 5 February; nobody on the 5th, when the Bupati is absent as well."""
    registry = await open_registry(identity, "konsel")
    await registry.load([row(LAST, ADMIN_NIP)])
    for nip, mulai, selesai in (
        ("bupati", "2026-02-05", "2026-02-05"), (BOSS, "2026-02-04", "2026-02-06"), (HEAD, "2026-02-03", "2026-02-06"),
        (ADMIN_NIP, "2026-02-02", "2026-02-06"),
    ):  # fmt: skip
        await _away(registry, nip, mulai, selesai)
    await _walk(registry, LAST, {
        "2026-02-02": (HEAD, "atasan"), "2026-02-03": (BOSS, "atasan"), "2026-02-04": (None, "bupati"),
        "2026-02-05": (None, "kosong"), "2026-02-06": (None, "bupati"), "2026-02-07": (ADMIN_NIP, "definitif"),
    })  # fmt: skip


async def test_kon_p34_4_the_absence_of_the_bupati_is_told_when_it_is_recorded(identity: Hosted) -> None:
    registry = await open_registry(identity, "konsel")
    await _away(registry, BOSS, "2026-01-05", "2026-01-09")
    assert await _on(registry, HEAD, "2026-01-05") == (None, "bupati")
    await _away(registry, "bupati", "2026-01-05", "2026-01-06")
    assert await _on(registry, HEAD, "2026-01-05") == (None, "kosong")
    back = {"nip": "bupati", "jenis": "status", "mulai": "2026-01-05", "alasan": "Batal bepergian."}
    assert (await registry.ask("POST", "/decrees/withdraw", back, who="pengelola_kepegawaian")).status == 200
    assert await _on(registry, HEAD, "2026-01-05") == (None, "bupati")
    own = {"nip": "bupati", "status": "cuti", "mulai": "2026-01-05", "sk": "SK.5/2026"}
    assert (await registry.ask("POST", "/statuses", own, who="bupati")).status == 403


@pytest.mark.parametrize("order", [1, -1])
async def test_kon_p34_5_the_plh_of_the_next_superior_stands_in_for_the_absent(identity: Hosted, order: int) -> None:
    """Section 5: a Plh does all acts of the post within the dates; here those of HEAD, who would have stood in."""
    registry = await open_registry(identity, "konsel")
    plh = "198001012005011022"
    await registry.load([row(LAST, ADMIN_NIP), row(plh, BOSS, JENIS_JABATAN="administrator", KODE_UNIT="DINKES")])
    for step in (0, 1, 2)[::order]:
        if step == 0:
            await _away(registry, ADMIN_NIP, "2026-02-02", "2026-02-06")
        elif step == 1:
            await _away(registry, HEAD, "2026-02-03", "2026-02-06")
        else:
            await _delegate(registry, HEAD, plh, "2026-02-03", "2026-02-05")
    await _walk(registry, LAST, {
        "2026-02-02": (HEAD, "atasan"), "2026-02-03": (plh, "atasan"), "2026-02-06": (BOSS, "atasan"),
        "2026-02-07": (ADMIN_NIP, "definitif"),
    })  # fmt: skip


async def test_kon_p34_5_who_is_plh_and_falls_away_himself_is_followed_by_the_next(identity: Hosted) -> None:
    registry = await open_registry(identity, "konsel")
    plh = "198001012005011022"
    await registry.load([row(LAST, ADMIN_NIP), row(plh, BOSS, JENIS_JABATAN="administrator", KODE_UNIT="DINKES")])
    await _away(registry, ADMIN_NIP, "2026-01-05", "2026-01-09")
    await _away(registry, HEAD, "2026-01-05", "2026-01-09")
    await _delegate(registry, HEAD, plh, "2026-01-05", "2026-01-09")
    assert (await _on(registry, LAST, "2026-01-05"))[0] == str(await registry.id_of(plh))
    await _away(registry, plh, "2026-01-05", "2026-01-06")
    assert (await _on(registry, LAST, "2026-01-05"))[0] == str(await registry.id_of(BOSS))


async def test_kon_p34_4_another_superior_of_who_is_absent_stands_in_from_his_first_day(identity: Hosted) -> None:
    registry = await open_registry(identity, "konsel")
    await registry.load([row(LAST, ADMIN_NIP)])
    await _away(registry, ADMIN_NIP, "2026-01-05", "2026-01-09")
    decree = {"nip": ADMIN_NIP, "nip_penilai": BOSS, "mulai": "2026-01-05", "sk": "SK.7/2026"}
    assert (await registry.ask("POST", "/penilai", decree, who="pengelola_kepegawaian")).status == 200
    assert (await _on(registry, LAST, "2026-01-05"))[0] == str(await registry.id_of(BOSS))


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
