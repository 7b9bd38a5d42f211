"""Units of five and of six working days a week: every day that skp counts is the unit's (X6)."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from contracts.identity import CalendarDaySet
from contracts.skp import SalinanOverdue
from tests.service.hosted import Hosted
from tests.service.people import ADMIN, KABID, KASI, REVIEWER, STAF, calendar, office, pegawai
from tests.service.planning import Planning, butir, post
from tests.service.test_skp_copies import owed


@pytest.mark.parametrize(("week", "due"), [(5, "2025-04-09"), (6, "2025-04-05")])
async def test_x6_kuan_p23_4_seven_working_days_of_the_unit(kuan: Planning, week: int, due: str) -> None:
    await kuan.service.hear(pegawai(STAF, KASI, hari_kerja=week))
    await kuan.at("2025-03-20T10:00")
    kept = (await kuan.upload(STAF, ditandatangani_oleh=str(KASI))).body
    made = await kuan.good("POST", "/updates", {"uraian": "Ijazah", "dokumen_id": kept["dokumen_id"]}, who=STAF)
    assert made["due_on"] == due


@pytest.mark.parametrize(("week", "saturday"), [(5, False), (6, True)])
async def test_x6_kuan_p17b_a_month_is_broken_down_to_the_working_days_of_the_unit(
    kuan: Planning, week: int, saturday: bool
) -> None:
    found = await kuan.plan()
    await kuan.service.hear(pegawai(STAF, KASI, hari_kerja=week))
    parts = (await kuan.good("GET", f"/sasaran/{found[STAF]}/breakdown?periode=2026-04", who=STAF))[0]
    assert ("2026-04-04" in parts["hari"]) is saturday
    assert sum(parts["minggu"]) == sum(parts["hari"].values()) == 10
    assert "2026-04-03" not in parts["hari"], "a holiday for both"


@pytest.mark.parametrize(("week", "due"), [(5, "2027-01-04"), (6, "2027-01-02")])
async def test_x6_kuan_p23_3_the_first_working_day_of_2027_is_the_units(skp: Hosted, week: int, due: str) -> None:
    """1 January 2027 is a Friday."""
    planning = Planning(skp, "kuansing")
    await planning.at("2026-11-30T23:00")
    await skp.hear(*calendar(), CalendarDaySet(tanggal=date(2027, 1, 1), libur=True, nama="Tahun Baru"), *office())
    await skp.hear(pegawai(STAF, KASI, hari_kerja=week))
    await planning.at("2026-12-01T00:01")
    assert [c["due_on"] for c in await owed(planning, STAF, 2027)] == [due]
    await skp.told()
    await planning.at(f"{due}T23:59")
    assert str(STAF) not in {t["asn_id"] for t in await skp.told(SalinanOverdue)}
    await planning.at("2027-01-05T00:01")
    overdue = [t["due_on"] for t in await skp.told(SalinanOverdue) if t["asn_id"] == str(STAF)]
    assert overdue == [due]


async def test_x6_kuan_p23_3_who_moves_owes_by_the_week_of_his_unit(kuan: Planning) -> None:
    """Two working days after Thursday 7 May 2026 are Monday in a unit of five days, Saturday in one of six."""
    with kuan.service.law("skp", copies={"awal_tahun": 1, "pindah": 2, "dibuka": "12-01"}):
        for week, due in ((5, "2026-05-11"), (6, "2026-05-09")):
            who = pegawai(STAF, KASI, hari_kerja=week)
            await kuan.service.clear()
            await kuan.service.hear(*calendar(), *office(), who)
            moves = (post("2024-01-02"), post("2026-05-07", "DINKES.YANKES"))
            await kuan.service.hear(pegawai(STAF, KASI, hari_kerja=week, penempatan=moves))
            assert [c["due_on"] for c in await owed(kuan, STAF) if c["pemicu"] == "pindah"] == [due]


@pytest.mark.parametrize(
    ("zone", "offset"), [("Asia/Jakarta", "+07:00"), ("Asia/Makassar", "+08:00"), ("Asia/Jayapura", "+09:00")]
)
async def test_x6_kon_p15_2_january_ends_in_the_zone_of_the_pemda(kon: Planning, zone: str, offset: str) -> None:
    """WIB, WITA, WIT: 31 January 23:59 is on time, a minute later is late, wherever the Pemda lies."""
    pack = next(p for p in kon.service.runtime.packs if "konsel" in p.head.tenants and p.head.kind == "kinerja")
    usual, kon.zone = pack.head, offset
    pack.head = msgspec.structs.replace(pack.head, zone=zone)
    try:
        await kon.plan_down_to(KABID)
        await kon.service.hear(pegawai(ADMIN, KABID, peran=("pengelola_kinerja",)), tenant="konsel")
        for who, moment, late in ((KASI, "2026-01-31T23:59", False), (REVIEWER, "2026-02-01T00:00", True)):
            made = await kon.draft(who, butir(await kon.first(KABID)))
            await kon.at(moment)
            reviewer = ADMIN if who == REVIEWER else REVIEWER
            assert (await kon.through(made, who, KABID, reviewer))["late"] is late
    finally:
        pack.head = usual
