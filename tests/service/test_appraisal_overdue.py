"""Days that have passed: of a decision on an objection, of a temporary placement (KON P47(4-5), P48; B4, B18)."""

from __future__ import annotations

from typing import Any

from contracts.appraisal import KeberatanOverdue, PenempatanSementaraEnded, TindakLanjutMoved
from tests.service.judging import KASI2, Judging
from tests.service.people import KABID, KASI, KEPALA, SEKDA, STAF2
from tests.service.test_appraisal_followup import BKPSDM, PPK, _people, head, judge, opened
from tests.service.test_appraisal_objections import UPHELD, filed, heard

DECREE = {"jenis_keputusan": "ppk", "nomor": "SK.9/2027", "tanggal": "2027-09-01"}


async def failed_test(kon: Judging, asn: Any = STAF2, penilai: Any = KASI, five: bool = False) -> str:
    """A case whose competency test was failed."""
    await _people(kon)
    await judge(kon, asn, penilai, "60", "60", five)
    path = f"/follow-ups/{(await opened(kon))['kasus_id']}"
    await kon.at("2027-08-17T09:00")
    await kon.good("POST", f"{path}/review", {"membaik": False, "bukti": "Belum."}, who=penilai)
    await kon.good("POST", f"{path}/test", {"memenuhi_standar": False, "dokumen": "BA.3/2027"}, who=BKPSDM)
    await kon.service.told()
    return path


async def test_kon_p47_4_5_placed_for_a_year_then_told_and_dismissed_only_by_a_decree(kon_judging: Judging) -> None:
    kon = kon_judging
    path = await failed_test(kon)
    dismissal = DECREE | {"hasil": "diberhentikan_dengan_hormat", "lowongan": "Nota BKPSDM 7"}
    early = await kon.ask("POST", f"{path}/decide", dismissal, who=PPK)
    assert early.problem() == (409, "", "47(5)"), "never without the year"
    place = DECREE | {"hasil": "ditempatkan_sementara"}
    by_pyb = await kon.ask("POST", f"{path}/decide", place | {"jenis_keputusan": "pyb"}, who=PPK)
    assert by_pyb.problem() == (409, "", "47(2-3)")
    assert (await kon.good("POST", f"{path}/decide", place, who=PPK))["state"] == "placed"
    assert (await kon.ask("POST", f"{path}/decide", place, who=PPK)).problem() == (409, "", "47(2-3)"), "once"
    (one,) = await kon.good("GET", "/follow-ups?tahun=2026", who=STAF2)
    assert (one["state"], one["sementara_sampai"]) == ("placed", "2028-08-31")
    await kon.at("2028-08-31T12:00")
    still = await kon.ask("POST", f"{path}/decide", dismissal, who=PPK)
    assert still.problem() == (409, "", "47(4-5)") and "2028-08-31" in still.body["detail"]
    assert await kon.service.told(PenempatanSementaraEnded) == []
    await kon.at("2028-09-01T00:01")
    told = await kon.service.told(PenempatanSementaraEnded)
    assert [(t["sampai"], t["kepada_peran"]) for t in told] == [("2028-08-31", "ka_bkpsdm")]
    (one,) = await kon.good("GET", "/follow-ups?tahun=2026", who=STAF2)
    assert one["state"] == "placed", "time alone dismisses nobody"
    late = DECREE | {"tanggal": "2028-09-02", "nomor": "SK.3/2028", "hasil": "diberhentikan_dengan_hormat"}
    assert (await kon.ask("POST", f"{path}/decide", late, who=PPK)).problem()[:2] == (422, "lowongan")
    assert (await kon.good("POST", f"{path}/decide", late | {"lowongan": "Nota 7"}, who=PPK))["state"] == "closed"
    told = await kon.service.told(TindakLanjutMoved)
    assert [(t["state"], t["hasil"]) for t in told] == [("closed", "diberhentikan_dengan_hormat")]


async def test_kon_p47_4_a_post_that_becomes_free_ends_the_placement(kon_judging: Judging) -> None:
    path = await failed_test(kon_judging)
    place = DECREE | {"hasil": "ditempatkan_sementara"}
    await kon_judging.good("POST", f"{path}/decide", place, who=PPK)
    moved = DECREE | {"hasil": "dipindahkan", "nomor": "SK.12/2027", "tanggal": "2027-11-01"}
    assert (await kon_judging.good("POST", f"{path}/decide", moved, who=PPK))["hasil"] == "dipindahkan"
    await kon_judging.at("2028-09-01T00:01")
    assert await kon_judging.service.told(PenempatanSementaraEnded) == []


async def test_kon_p46_4_of_a_jpt_there_is_no_temporary_placement(kon_judging: Judging) -> None:
    await kon_judging.hear(head())
    path = await failed_test(kon_judging, KEPALA, SEKDA, five=True)
    place = DECREE | {"hasil": "ditempatkan_sementara"}
    assert (await kon_judging.ask("POST", f"{path}/decide", place, who=PPK)).problem() == (409, "", "47(4)")


async def test_kon_reading_b18_who_decides_is_told_once_that_the_day_has_passed(kon_judging: Judging) -> None:
    _, objection = await filed(kon_judging)
    until = (await kon_judging.good("GET", objection, who=KASI))["decide_by"]
    assert until == "2027-02-17"
    await kon_judging.at("2027-02-17T23:59")
    assert await kon_judging.service.told(KeberatanOverdue) == []
    await kon_judging.at("2027-02-18T00:01")
    told = await kon_judging.service.told(KeberatanOverdue)
    assert [(t["kepada"], t["kepada_peran"], t["decide_by"]) for t in told] == [(str(KABID), "", until)]
    await heard(kon_judging, objection)
    await kon_judging.good("POST", f"{objection}/decide", UPHELD, who=KABID)
    await kon_judging.at("2027-03-30T00:01")
    assert await kon_judging.service.told(KeberatanOverdue) == []


async def test_kon_reading_b18_a_decision_in_time_is_told_by_nobody(kon_judging: Judging) -> None:
    _, objection = await filed(kon_judging)
    await heard(kon_judging, objection)
    await kon_judging.good("POST", f"{objection}/decide", UPHELD, who=KABID)
    await kon_judging.at("2027-03-01T00:01")
    assert await kon_judging.service.told(KeberatanOverdue) == []


async def test_kon_p48_an_open_objection_waits_for_those_whom_it_asks_and_nobody_else(kon_judging: Judging) -> None:
    _, objection = await filed(kon_judging)

    async def waits(who: Any) -> list[str]:
        found = await kon_judging.good("GET", "/waiting?tahun=2026", who=who)
        return [one["menunggu"] for one in found if one["keberatan_id"]]

    assert await waits(KABID) == ["keberatan"], "the superior of the penilai"
    for who in (KEPALA, SEKDA, KASI2, KASI, STAF2):
        assert await waits(who) == [], who
    await kon_judging.good("POST", f"{objection}/ask", {}, who=KABID)
    assert (await waits(KASI), await waits(STAF2)) == (["penjelasan"], ["penjelasan"])
