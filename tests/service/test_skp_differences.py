"""Data is not ratified over a difference with SIASN, whoever knows of it (KUAN P1(13-14); KON P50(1))."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from contracts.identity import SelisihRecorded
from contracts.skp import PemutakhiranMoved
from tests.service.people import KASI, STAF, STAF2
from tests.service.planning import Planning


def open_now(asn_id: UUID, terbuka: int, tahun: int = 2025) -> SelisihRecorded:
    return SelisihRecorded(selisih_id=f"{tahun}:{asn_id}", asn_id=asn_id, tahun=tahun, terbuka=terbuka)


async def _synchronised(planning: Planning, selisih: int = 0) -> str:
    """Three of the four steps taken; the penilai says how many differences he found."""
    await planning.at("2026-01-20T10:00")
    kept = (await planning.upload(STAF, ditandatangani_oleh=str(KASI))).body
    made = await planning.good("POST", "/updates", {"uraian": "Ijazah", "dokumen_id": kept["dokumen_id"]}, who=STAF)
    path = f"/updates/{made['pemutakhiran_id']}"
    for body in (
        {"langkah": "diverifikasi", "semua_akurat": True},
        {"langkah": "diklarifikasi", "pesan": "Ijazah diterima."},
        {"langkah": "disinkronkan", "selisih": selisih},
    ):
        await planning.good("POST", f"{path}/steps", body, who=KASI)
    return path


async def _ratify(planning: Planning, path: str) -> Any:
    return await planning.ask("POST", f"{path}/steps", {"langkah": "divalidasi"}, who=KASI)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_kuan_p1_10_14_what_the_reconciliation_left_open_is_not_typed_away(kuan: Planning, when: str) -> None:
    if when == "before":
        await kuan.service.hear(open_now(STAF, 2))
    path = await _synchronised(kuan, selisih=0)
    if when == "after":
        await kuan.service.hear(open_now(STAF, 2))
    refused = await _ratify(kuan, path)
    assert refused.problem() == (409, "", "1(14)")
    assert "2 selisih" in refused.body["detail"] and "2025" in refused.body["detail"]
    again = await kuan.good("POST", f"{path}/resync", {"selisih": 0, "langkah_ke": 3}, who=KASI)
    assert again["state"] == "disinkronkan" and (await _ratify(kuan, path)).status == 409
    assert (await kuan.good("GET", "/updates", who=STAF))[0]["selisih_siasn"] == 2
    await kuan.service.told()
    await kuan.service.hear(open_now(STAF, 0))
    assert (await kuan.good("GET", "/updates", who=STAF))[0]["selisih_siasn"] == 0
    assert (await _ratify(kuan, path)).status == 200
    assert [t["langkah"] for t in await kuan.service.told(PemutakhiranMoved)] == ["divalidasi"]


@pytest.mark.parametrize(("typed", "status"), [(0, 200), (1, 409)])
async def test_kuan_p1_10_14_where_nothing_was_reconciled_the_count_of_the_step_holds(
    kuan: Planning, typed: int, status: int
) -> None:
    path = await _synchronised(kuan, selisih=typed)
    assert (await _ratify(kuan, path)).status == status


async def test_kuan_p1_10_14_what_the_step_found_after_a_clean_reconciliation_is_open_too(kuan: Planning) -> None:
    """The reconciliation is of a day of the year before; the step compares today."""
    await kuan.service.hear(open_now(STAF, 0))
    path = await _synchronised(kuan, selisih=1)
    assert (await _ratify(kuan, path)).problem() == (409, "", "1(14)")


async def test_kuan_p1_10_14_a_difference_is_of_one_person_and_of_the_last_reconciliation(kuan: Planning) -> None:
    await kuan.service.hear(open_now(STAF2, 3), open_now(STAF, 4, 2024), open_now(STAF, 0, 2025))
    assert (await _ratify(kuan, await _synchronised(kuan))).status == 200


async def test_kuan_p1_10_14_the_difference_of_another_pemda_is_not_ours(kuan: Planning) -> None:
    await kuan.service.hear(open_now(STAF, 3), tenant="konsel")
    assert (await _ratify(kuan, await _synchronised(kuan))).status == 200


async def test_kuan_p1_10_14_told_twice_it_is_the_same(kuan: Planning) -> None:
    records = await kuan.service.hear(open_now(STAF, 2), open_now(STAF, 0))
    await kuan.service.deliver(records)
    assert (await _ratify(kuan, await _synchronised(kuan))).status == 200
