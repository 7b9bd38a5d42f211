"""An exempt status that is recorded when it is over ends a segment like one recorded in time (KON P14, P15(3))."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.masa import MasaStatus
from contracts.skp import RealisasiMeasured, SkpClosed
from contracts.vocabulary import StatusPegawai
from tests.service.people import KASI, SINCE, STAF, pegawai
from tests.service.planning import Planning, butir


def _spells(status: str = "cltn", mulai: str = "2026-03-01", selesai: str = "2026-05-31") -> tuple[MasaStatus, ...]:
    return (
        MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF),
        MasaStatus(
            mulai=date.fromisoformat(mulai), selesai=date.fromisoformat(selesai), status=StatusPegawai(status)
        ),
    )  # fmt: skip


async def _hear(kon: Planning, spells: tuple[MasaStatus, ...], status: str = "aktif", **more: Any) -> None:
    told = pegawai(STAF, KASI, status=StatusPegawai(status), masa_status=spells, **more)
    await kon.service.hear(told, tenant="konsel")


async def _segments(kon: Planning) -> list[tuple[str, str, str]]:
    return [
        (s["mulai"], s["selesai"], s["sebab"]) for s in await kon.good("GET", "/segments?tahun=2026", who=STAF)
    ]  # fmt: skip


@pytest.mark.parametrize("status", ["cltn", "mpp", "diberhentikan_sementara", "pejabat_negara"])
@pytest.mark.parametrize("in_time", [True, False])
async def test_kon_p14_recorded_in_time_or_when_it_is_over_the_segment_ends_alike(
    kon: Planning, status: str, in_time: bool
) -> None:
    """Without a plan from 1 March to 31 May: a segment until 28 February, the next one from 1 June."""
    old = (await kon.plan())[STAF]
    await kon.service.told()
    spells = _spells(status)
    if in_time:
        await kon.at("2026-03-01T09:00")
        await _hear(kon, spells, status)
    await kon.at("2026-07-01T09:00")
    await _hear(kon, spells)
    told = [(t["skp_id"], t["mulai"], t["selesai"], t["sebab"]) for t in await kon.service.told(SkpClosed)]
    assert told == [(old, "2026-01-01", "2026-02-28", "bebas_skp")]
    assert await _segments(kon) == [("2026-01-01", "2026-02-28", "bebas_skp")]
    within = {"tahun": 2026, "mulai": "2026-05-31", "isi": kon.content(butir(await kon.first(KASI)))}
    assert (await kon.ask("POST", "/sasaran", within, who=STAF)).problem() == (409, "", "14")
    made = await kon.draft(STAF, butir(await kon.first(KASI)))
    await kon.through(made, STAF, KASI)
    mine = [(s["mulai"], s["selesai"], s["state"]) for s in await kon.good("GET", "/sasaran?tahun=2026", who=STAF)]
    assert mine == [("2026-01-01", "2026-02-28", "closed"), ("2026-06-01", "2026-12-31", "set")]
    await _hear(kon, spells)
    assert await kon.service.told(SkpClosed) == [], "told once, whatever else is told of him later"


async def test_kon_p14_p20_what_was_measured_before_stays_and_counts_for_its_own_time(kon: Planning) -> None:
    """15 in T1, 30 in T2 before the paper came: the segment until 28 February owed 20 and is not lifted by T2."""
    old = (await kon.plan())[STAF]
    await kon.at("2026-04-01T09:00")
    await kon.measure(STAF, old, "2026-T1", 15)
    await kon.at("2026-06-30T09:00")
    await kon.measure(STAF, old, "2026-T2", 30)
    await kon.service.told()
    await kon.at("2026-07-01T09:00")
    await _hear(kon, _spells())
    told = [(t["capaian"], t["mulai"], t["selesai"], t["belum"]) for t in await kon.service.told(RealisasiMeasured)]
    assert told == [("75", "2026-01-01", "2026-02-28", [])], "15 of the 20 due by the end of February"
    seen = await kon.good("GET", f"/sasaran/{old}/measurements", who=STAF)
    assert [(m["masa"], m["keadaan"]) for m in seen] == [("2026-T1", "diukur"), ("2026-T2", "di_luar_segmen")]
    kept = await kon.service.rows("SELECT masa, jumlah FROM realisasi ORDER BY masa")
    assert [tuple(r) for r in kept] == [("2026-T1", 15), ("2026-T2", 30)]


async def test_kon_p14_a_segment_that_a_move_ended_ends_earlier_still(kon: Planning) -> None:
    """Moved on 1 May, and only then CLTN from 1 March to 15 April becomes known: the second segment is untouched."""
    old = (await kon.plan())[STAF]
    await kon.at("2026-05-01T09:00")
    moved: dict[str, Any] = {"tmt_jabatan": date(2026, 5, 1), "unit": "DINKES.YANKES"}
    await _hear(kon, _spells()[:1], **moved)
    new = await kon.draft(STAF, butir(await kon.first(KASI)), mulai="2026-05-01")
    await kon.through(new, STAF, KASI)
    await kon.service.told()
    await _hear(kon, _spells(selesai="2026-04-15"), **moved)
    assert [(t["skp_id"], t["selesai"]) for t in await kon.service.told(SkpClosed)] == [(old, "2026-02-28")]
    assert (await kon.good("GET", "/sasaran?tahun=2026", who=STAF))[-1]["state"] == "set"


async def test_kon_p14_a_status_of_the_year_before_ends_the_plan_of_that_year(kon: Planning) -> None:
    """CLTN of November and December 2026, recorded in January 2027, ends the plan of 2026."""
    old = (await kon.plan())[STAF]
    await kon.at("2027-01-04T09:00")
    await kon.service.told()
    await _hear(kon, _spells(mulai="2026-11-01", selesai="2026-12-31"))
    assert [(t["skp_id"], t["selesai"]) for t in await kon.service.told(SkpClosed)] == [(old, "2026-10-31")]


async def test_kon_p14_leave_and_study_end_no_segment(kon: Planning) -> None:
    await kon.plan()
    await kon.at("2026-07-01T09:00")
    await kon.service.told()
    for status in ("cuti", "tugas_belajar"):
        await _hear(kon, _spells(status))
    assert await kon.service.told(SkpClosed) == [] and await _segments(kon) == []
