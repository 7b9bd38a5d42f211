"""What a month holds of the year's target: the owner's own split, a plan that ended early, no quantity (KUAN P17(b))."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.activity import MonthMeasured
from contracts.butir import ButirKinerja
from contracts.skp import SkpClosed, SkpSet
from contracts.vocabulary import Kategori
from tests.service.dinas import Office
from tests.service.people import KASI, STAF

OWN = (0, 36, 0, 0, *(9,) * 4, *(12,) * 4)  # 120 a year, all of the first quarter in February
SKP, FIRST, SECOND = UUID(int=0x7100), UUID(int=0x7101), UUID(int=0x7102)


def plan(*butir: ButirKinerja) -> SkpSet:
    return SkpSet(
        skp_id=SKP, asn_id=STAF, penilai_id=KASI, tahun=2026, mulai=date(2026, 1, 1), selesai=date(2026, 12, 31),
        late=False, set_at="2026-01-05T00:00:00Z", butir=butir, pack="kuansing-65-2019",
    )  # fmt: skip


def butir(butir_id: UUID, target: int = 120, **more: Any) -> ButirKinerja:
    return ButirKinerja(
        butir_id=butir_id, kategori=Kategori.UTAMA, uraian=f"Kinerja {butir_id.int}", indikator="Jumlah",
        target=target, satuan="berkas" if target else "", **more,
    )  # fmt: skip


async def _measured(office: Office, periode: str) -> tuple[int, int]:
    found = [m for m in await office.service.told(MonthMeasured) if m["month_id"] == f"{STAF}:{periode}"]
    assert len(found) == 1
    return found[0]["kuantitas_target"], found[0]["kuantitas_approved"]


async def _enter(office: Office, tanggal: str, butir_id: UUID, kuantitas: int, mulai: str = "08") -> None:
    hours = {"mulai": f"{mulai}:00:00", "selesai": f"{mulai}:30:00"}
    made = await office.enter(tanggal, butir_id=str(butir_id), kuantitas=kuantitas, **hours)
    assert (await office.verify(made)).status == 200


@pytest.mark.parametrize(("bulanan", "january", "february"), [((), 10, 10), (OWN, 0, 36)])
async def test_kuan_p17b_a_month_is_measured_by_the_owners_own_split(
    kuansing: Office, bulanan: tuple[int, ...], january: int, february: int
) -> None:
    await kuansing.service.rows("DELETE FROM butir")
    await kuansing.service.hear(plan(butir(FIRST, bulanan=bulanan)))
    await kuansing.at("2026-01-20T10:00")
    await _enter(kuansing, "2026-01-20", FIRST, 3)
    await kuansing.at("2026-02-14T00:01")
    assert await _measured(kuansing, "2026-01") == (january, 3)
    await kuansing.at("2026-03-14T00:01")
    assert await _measured(kuansing, "2026-02") == (february, 0)


async def test_kuan_p17b_a_plan_that_ended_early_asks_no_more_of_the_months_it_had(kuansing: Office) -> None:
    await kuansing.service.rows("DELETE FROM butir")
    await kuansing.service.hear(plan(butir(FIRST)))
    await kuansing.at("2026-01-20T10:00")
    await _enter(kuansing, "2026-01-20", FIRST, 3)
    await kuansing.service.hear(SkpClosed(skp_id=SKP, asn_id=STAF, selesai=date(2026, 1, 31), sebab="mutasi"))
    await kuansing.at("2026-02-14T00:01")
    assert await _measured(kuansing, "2026-01") == (10, 3), "a twelfth, not the whole year"


async def test_kuan_p7_3_outputs_beside_a_target_without_a_quantity_make_up_for_none(kuansing: Office) -> None:
    await kuansing.service.rows("DELETE FROM butir")
    await kuansing.service.hear(plan(butir(FIRST), butir(SECOND, target=0, kualitas=95)))
    await kuansing.at("2026-01-20T10:00")
    await _enter(kuansing, "2026-01-20", FIRST, 3)
    await _enter(kuansing, "2026-01-20", SECOND, 50, "10")
    await kuansing.at("2026-02-14T00:01")
    assert await _measured(kuansing, "2026-01") == (10, 3)


@pytest.mark.parametrize(
    ("plans", "periode", "target", "held"),
    [((butir(FIRST, target=4),), "2026-01", 0, True), ((butir(FIRST, target=4),), "2026-03", 1, True),
     ((butir(FIRST, target=0, kualitas=95),), "2026-01", 0, True), ((), "2026-01", 0, False)],
)  # fmt: skip
async def test_kuan_p17b_decision_0028_a_month_without_a_due_output_is_not_one_without_an_skp(
    kuansing: Office, plans: tuple[ButirKinerja, ...], periode: str, target: int, held: bool
) -> None:
    await kuansing.service.rows("DELETE FROM butir")
    await kuansing.service.hear(plan(*plans))
    await kuansing.at("2026-01-20T10:00")
    await kuansing.at("2026-02-14T00:01")
    await kuansing.at("2026-03-14T00:01")
    await kuansing.at("2026-04-20T00:01")
    (found,) = [m for m in await kuansing.service.told(MonthMeasured) if m["month_id"] == f"{STAF}:{periode}"]
    assert (found["kuantitas_target"], found["ada_skp"]) == (target, held)
