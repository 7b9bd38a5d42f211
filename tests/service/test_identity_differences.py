"""The open differences of each person after a reconciliation with SIASN, as they are told (KUAN P1(13); KON P50(1))."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.identity import SelisihRecorded
from tests.service.registry import ADMIN_NIP, BOSS, HEAD, STAFF, Registry, row, rows, workbook


async def _reconcile(registry: Registry, file: list[dict[str, str]], tahun: int = 2026) -> None:
    made = await registry.ask(
        "POST", f"/reconciliations?tahun={tahun}", workbook(file), who="pengelola_kepegawaian", kind="application/x"
    )
    assert made.status == 201, made.body


async def _told(registry: Registry) -> dict[tuple[str, int], int]:
    """NIP and year: how many are open."""
    nips = {str(await registry.id_of(nip)): nip for nip in (BOSS, HEAD, ADMIN_NIP, STAFF)}
    told = await registry.service.told(SelisihRecorded)
    assert all(t["selisih_id"] == f"{t['tahun']}:{t['asn_id']}" for t in told)
    return {(nips[t["asn_id"]], t["tahun"]): t["terbuka"] for t in told}


async def _answer(registry: Registry, nip: str, tahun: int = 2026) -> Any:
    body = {"tahun": tahun, "nip": nip, "alasan": "Diperbaiki di SIASN."}
    return await registry.ask("POST", "/reconciliations/resolve", body, who="administrator_bidang")


def _changed() -> list[dict[str, str]]:
    """HEAD with another post and class, STAFF not in the file, a stranger in it."""
    people = {r["NIP"]: r for r in rows() if r["NIP"] != STAFF}
    people[HEAD] |= {"JABATAN": "Kepala Dinas", "KELAS_JABATAN": "14"}
    return [*people.values(), row("198001012005011006", HEAD)]


async def test_kon_p50_1_what_is_open_of_each_person_is_told_and_of_nobody_else(registry: Registry) -> None:
    """Two cells of one, one who is missing from the file; who is only in the file is nobody here yet."""
    await _reconcile(registry, _changed())
    assert await _told(registry) == {(HEAD, 2026): 2, (STAFF, 2026): 1}
    await _reconcile(registry, _changed())
    assert await _told(registry) == {}, "nothing new"


async def test_kon_p50_1_what_is_answered_is_open_no_more(registry: Registry) -> None:
    await _reconcile(registry, _changed())
    await registry.service.told()
    assert (await _answer(registry, HEAD)).status == 204
    assert await _told(registry) == {(HEAD, 2026): 0}
    assert (await _answer(registry, "198001012005011006")).status == 204
    assert await _told(registry) == {}, "he is nobody here"
    assert (await _answer(registry, HEAD)).status == 404
    kept = await registry.service.rows(
        "SELECT version FROM outbox WHERE subject = $1 ORDER BY id", f"2026:{await registry.id_of(HEAD)}"
    )
    assert [r["version"] for r in kept] == [1, 2]


async def test_kon_p50_1_the_next_reconciliation_replaces_what_was_open(registry: Registry) -> None:
    await _reconcile(registry, _changed())
    await registry.service.told()
    file = [r | ({"JABATAN": "Kepala Dinas"} if r["NIP"] == HEAD else {}) for r in rows()]
    await _reconcile(registry, file)
    assert await _told(registry) == {(HEAD, 2026): 1, (STAFF, 2026): 0}


async def test_kon_p50_1_the_reconciliation_of_another_year_says_who_has_none(registry: Registry) -> None:
    await _reconcile(registry, _changed(), 2025)
    assert await _told(registry) == {(HEAD, 2025): 2, (STAFF, 2025): 1}
    await _reconcile(registry, rows(), 2026)
    assert await _told(registry) == {(HEAD, 2026): 0, (STAFF, 2026): 0}


@pytest.mark.parametrize("column", ["GOLONGAN"])
async def test_kon_p50_1_whose_row_is_refused_has_a_difference(registry: Registry, column: str) -> None:
    file = [r | ({column: "IX"} if r["NIP"] == ADMIN_NIP else {}) for r in rows()]
    await _reconcile(registry, file)
    assert await _told(registry) == {(ADMIN_NIP, 2026): 1}


async def test_kon_p50_1_what_is_told_names_nobody_and_no_cell(registry: Registry) -> None:
    await _reconcile(registry, _changed())
    said = str(await registry.service.told(SelisihRecorded))
    assert HEAD not in said and "Kepala" not in said
