"""The report of a year, the distribution of units and the ranking (KON P31(8), P40, P41)."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from contracts.appraisal import LaporanPenilaianSubmitted, PeringkatSet
from tests.service.judging import FOUR, KASI2, ONE, TWO, Judging, measured, planned
from tests.service.people import KABID, KASI, KEPALA, SEKDA, STAF, STAF2, calendar, pegawai

TEAM, PYB = UUID(int=0x5401), UUID(int=0x5402)


async def year(kon: Judging) -> dict[UUID, str]:
    """STAF2 final with Baik, STAF (of KASI too) still open, and the Tim Penilai and PyB known."""
    await kon.hear(
        *calendar(), pegawai(TEAM, None, opd="BKPSDM", unit="BKPSDM", peran=("tim_penilai_ketua",)),
        pegawai(PYB, None, opd="BKPSDM", unit="BKPSDM", peran=("pyb",)), pegawai(STAF, KASI),
        planned(ONE, asn=STAF2), measured(ONE, "100", asn=STAF2), planned(TWO, asn=STAF), measured(TWO, "60", asn=STAF),
    )  # fmt: skip
    await kon.at("2027-01-20T09:00")
    assert (await kon.sign(STAF2, KASI)).status == 200
    await kon.finalize(STAF2, "2027-01-25T09:00", "2027-02-09T00:01")
    return {who: (await kon.of(who))["appraisal_id"] for who in (STAF, STAF2)}


def line(appraisal: str, **more: Any) -> dict[str, Any]:
    return {"appraisal_id": appraisal, "permasalahan": "Tidak ada.", "rekomendasi": "Pelatihan arsip.", **more}


async def in_a_report(kon: Judging) -> dict[str, bool]:
    """Which results of KASI's people are in a report, as the list of those whom one appraises says."""
    made = await kon.good("GET", "/to-make?tahun=2026", who=KASI)
    return {one["asn_id"]: one["dilaporkan"] for one in made if one["asn_id"] in (str(STAF), str(STAF2))}


async def test_kon_p40_reported_tier_by_tier_with_what_is_pending_and_supplemented(kon_judging: Judging) -> None:
    ids = await year(kon_judging)
    missing = await kon_judging.good("GET", "/reports/missing?tahun=2026", who=TEAM)
    assert [(m["penilai_id"], m["final"], m["pending"]) for m in missing] == [(str(KASI), 1, 1)]
    assert await in_a_report(kon_judging) == {str(STAF2): False, str(STAF): False}
    empty = {"tahun": 2026, "baris": [line(ids[STAF2], rekomendasi=" ")]}
    refused = await kon_judging.ask("POST", "/reports", empty, who=KASI)
    assert refused.problem() == (422, f"baris.{ids[STAF2]}", "40(2)")
    body = {"tahun": 2026, "baris": [line(ids[STAF2])]}
    made = await kon_judging.good("POST", "/reports", body, who=KASI)
    assert (made["nomor"], made["final"], made["pending"], made["pemegang_id"]) == (1, 1, 1, str(KABID))
    assert await in_a_report(kon_judging) == {str(STAF2): True, str(STAF): False}
    assert (await kon_judging.ask("POST", "/reports", body, who=KASI)).status in (409, 422), "nothing new is final"
    path = f"/reports/{made['laporan_id']}"
    assert await kon_judging.good("GET", "/reports?tahun=2026", who=TEAM) == [], "it has not arrived yet"
    for who in (KASI, STAF2, KASI2):
        assert (await kon_judging.ask("POST", f"{path}/forward", who=who)).status == 403
    for who in (KABID, KEPALA, SEKDA):
        await kon_judging.good("POST", f"{path}/forward", who=who)
    (seen,) = await kon_judging.good("GET", "/reports?tahun=2026", who=TEAM)
    assert seen["arrived_at"] and seen["late"] is False
    shown = await kon_judging.good("GET", path, who=TEAM)
    assert [(b["asn_id"], b["pending"]) for b in shown["baris"]] == [(str(STAF2), False), (str(STAF), True)]
    assert (await kon_judging.ask("GET", path, who=STAF)).status == 403
    kept = await kon_judging.service.rows("SELECT actor, subject FROM audit WHERE act = 'report.read'")
    assert {tuple(r) for r in kept} == {(str(TEAM), str(STAF2)), (str(TEAM), str(STAF))}
    assert (await kon_judging.sign(STAF, KASI)).status == 200
    await kon_judging.finalize(STAF, "2027-02-10T09:00", "2027-03-01T09:00")
    late = await kon_judging.good("POST", "/reports", {"tahun": 2026, "baris": [line(ids[STAF])]}, who=KASI)
    assert (late["nomor"], late["late"], late["pending"]) == (2, True, 0)
    told = await kon_judging.service.told(LaporanPenilaianSubmitted)
    assert [(t["nomor"], t["jumlah_final"], t["pending"]) for t in told] == [(1, 1, 1), (2, 1, 0)]
    assert await kon_judging.good("GET", "/reports/missing?tahun=2026", who=TEAM) == []


async def test_kon_p31_8_the_distribution_is_advice_and_a_reason_is_kept(kon_judging: Judging) -> None:
    await year(kon_judging)
    of_own = await kon_judging.good("GET", "/distribution?tahun=2026", who=KEPALA)
    assert {d["opd"] for d in of_own} == {"DINKES"}
    unit = next(d for d in of_own if d["unit"] == "DINKES.P2P")
    assert (unit["n"], unit["counts"]["sesuai"], unit["pool"], unit["needs_reason"]) == (1, 1, True, False)
    assert unit["belum"] >= 1 and unit["feasible"] == []
    of_all = await kon_judging.good("GET", "/distribution?tahun=2026", who=TEAM)
    assert {d["opd"] for d in of_all} > {"DINKES"}
    reason = {"tahun": 2026, "unit": "DINKES.P2P", "alasan": "Satu hasil yang final."}
    assert (
        await kon_judging.ask("POST", "/distribution/explain", {**reason, "unit": "BKPSDM"}, who=KEPALA)
    ).status == 403
    assert (await kon_judging.ask("POST", "/distribution/explain", reason, who=KASI)).status == 403
    await kon_judging.good("POST", "/distribution/explain", reason, who=KEPALA)
    again = await kon_judging.good("GET", "/distribution?tahun=2026", who=TEAM)
    assert [d["alasan"] for d in again if d["unit"] == "DINKES.P2P"] == [reason["alasan"]]
    mine = await kon_judging.of(STAF2)
    assert mine["predikat"] == "Baik", "no score is rewritten"


async def test_kon_reading_b23_who_is_exempt_is_no_part_of_the_population(kon_judging: Judging) -> None:
    await year(kon_judging)
    before = await kon_judging.good("GET", "/distribution?tahun=2026", who=KEPALA)
    await kon_judging.hear(pegawai(STAF, KASI, status="cltn", masa_status=()))
    after = await kon_judging.good("GET", "/distribution?tahun=2026", who=KEPALA)
    count = [next(d["belum"] for d in found if d["unit"] == "DINKES.P2P") for found in (before, after)]
    assert count[1] == count[0] - 1


async def test_kon_p41_the_team_compares_and_the_pyb_sets(kon_judging: Judging) -> None:
    await year(kon_judging)
    assert (await kon_judging.ask("POST", "/ranking/set", {"tahun": 2026, "keputusan": "SK.1"}, who=PYB)).problem() == (
        409, "", "41(1, 5)",
    )  # fmt: skip
    for who in (KASI, KEPALA, PYB):
        assert (await kon_judging.ask("POST", "/ranking/propose", {"tahun": 2026}, who=who)).status == 403
    open_now = await kon_judging.good("GET", "/ranking?tahun=2026", who=TEAM)
    assert (open_now["state"], [t["asn_id"] for t in open_now["tempat"]]) == ("open", [str(STAF2)])
    made = await kon_judging.good("POST", "/ranking/propose", {"tahun": 2026}, who=TEAM)
    assert (made["state"], made["pegawai"]) == ("proposed", 1)
    assert (await kon_judging.ask("POST", "/ranking/set", {"tahun": 2026, "keputusan": "SK.1"}, who=TEAM)).status == 403
    await kon_judging.good("POST", "/ranking/set", {"tahun": 2026, "keputusan": "SK.1/2027"}, who=PYB)
    assert (await kon_judging.ask("POST", "/ranking/propose", {"tahun": 2026}, who=TEAM)).status == 409
    shown = await kon_judging.good("GET", "/ranking?tahun=2026", who=TEAM)
    assert (shown["state"], shown["keputusan"], shown["profil"]["Baik"]) == ("set", "SK.1/2027", 1)
    assert sum(shown["profil"].values()) == 1
    assert [t["pegawai"] for t in await kon_judging.service.told(PeringkatSet)] == [1]
    assert len(FOUR) == 4


async def test_kon_p40_p41_of_two_at_once_one_reports_and_one_ranking_is_proposed(kon_judging: Judging) -> None:
    ids = await year(kon_judging)
    body = {"tahun": 2026, "baris": [line(ids[STAF2])]}
    answers = await asyncio.gather(*[kon_judging.ask("POST", "/reports", body, who=KASI) for _ in range(3)])
    assert sorted(a.status for a in answers)[:1] == [201] and all(
        a.status in (409, 422) for a in answers if a.status != 201
    )
    assert len(await kon_judging.service.rows("SELECT FROM laporan")) == 1
    tahun = {"tahun": 2026}
    answers = await asyncio.gather(*[kon_judging.ask("POST", "/ranking/propose", tahun, who=TEAM) for _ in range(3)])
    assert [a.status for a in answers] == [200, 200, 200]
    assert len(await kon_judging.service.rows("SELECT FROM peringkat")) == 1
    sets = [kon_judging.ask("POST", "/ranking/set", {**tahun, "keputusan": f"SK.{n}"}, who=PYB) for n in range(3)]
    assert sorted(a.status for a in await asyncio.gather(*sets)) == [200, 409, 409]


async def test_kuan_p4_without_numbers_nothing_is_reported_or_ranked(kuan_judging: Judging) -> None:
    assert (await kuan_judging.ask("GET", "/ranking?tahun=2026", who=KEPALA)).status == 403
    assert (await kuan_judging.ask("POST", "/reports", {"tahun": 2026, "baris": []}, who=KASI)).status == 403
