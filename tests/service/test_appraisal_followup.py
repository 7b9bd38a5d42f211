"""What follows from a final result, from its opening to the decree (KON P45-47; readings B4, B20, B42)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.appraisal import AppraisalFinalized, TindakLanjutMoved, TindakLanjutOpened
from contracts.identity import Penempatan
from contracts.vocabulary import JenisJabatan
from tests.service.hosted import Hosted
from tests.service.judging import ONE, Judging, measured, planned
from tests.service.people import ADMIN, KASI, KEPALA, SEKDA, STAF2, pegawai

BKPSDM, PPK, PYB = (UUID(int=0x5301 + n) for n in range(3))


def head(since: str = "2024-01-02", **more: Any) -> Any:
    """The kepala dinas, in his post since a day."""
    kind = JenisJabatan.JPT_PRATAMA
    post = Penempatan(
        mulai=date.fromisoformat(since), jabatan="Kepala", jenis_jabatan=kind, opd="DINKES", unit="DINKES"
    )
    fields = {"jenis_jabatan": kind, "memimpin_unit": True, "unit": "DINKES", "penempatan": (post,)} | more
    return pegawai(KEPALA, SEKDA, tmt_jabatan=date.fromisoformat(since), **fields)


async def judge(
    kon: Judging, asn: UUID, penilai: UUID, skp: str, perilaku: str = "95", five: bool = False, **more: Any
) -> Any:
    """Somebody's result of 2026, received on 3 February and final on 17 February 2027."""
    await kon.hear(planned(ONE, penilai=penilai, asn=asn), measured(ONE, skp, asn=asn))
    await kon.at("2027-01-20T09:00")
    signed = await kon.sign(asn, penilai, perilaku, five, **more)
    assert signed.status == 200, signed.body
    await kon.service.told()
    await kon.finalize(asn, "2027-02-03T09:00", "2027-02-18T00:01")
    return signed.body


async def told_of(service: Hosted) -> tuple[list[Any], list[Any]]:
    rows = await service.told()
    return [r for r in rows if "review_on" in r], [r for r in rows if "dimensi" in r]


async def opened(kon: Judging) -> Any:
    return (await kon.service.told(TindakLanjutOpened))[0]


async def test_kon_p46_1_a_jpt_who_missed_his_target_in_one_year_of_office_has_six_months(kon_judging: Judging) -> None:
    await kon_judging.hear(head("2026-01-01"))
    result = await judge(kon_judging, KEPALA, SEKDA, "80", "85", five=True)
    assert result["predikat"] == "Cukup"
    cases, finals = await told_of(kon_judging.service)
    assert [(c["asn_id"], c["dasar"], c["predikat"], c["review_on"]) for c in cases] == [
        (str(KEPALA), "KON 46(1)", "Cukup", "2027-08-17")
    ]
    assert [f["target_terpenuhi"] for f in finals] == [False]


@pytest.mark.parametrize(
    ("since", "skp", "perilaku", "sign", "why"),
    [
        ("2026-06-01", "80", "85", {}, "kurang_setahun"),
        ("2026-01-01", "100", "50", {}, "target_terpenuhi"),
        ("2026-01-01", "80", "85", {"keadaan_kahar": "SK Bencana 12/2026"}, "keadaan_kahar"),
    ],
)
async def test_kon_p46_1_2_when_a_jpt_has_no_case(
    kon_judging: Judging, since: str, skp: str, perilaku: str, sign: dict[str, str], why: str
) -> None:
    await kon_judging.hear(head(since))
    result = await judge(kon_judging, KEPALA, SEKDA, skp, perilaku, five=True, **sign)
    assert result["predikat"] == "Cukup"
    assert (await told_of(kon_judging.service))[0] == []
    listed = await kon_judging.good("GET", "/follow-ups?tahun=2026", who=SEKDA)
    assert [(f["asn_id"], f["no_case"], f["kasus_id"]) for f in listed] == [(str(KEPALA), why, None)]


@pytest.mark.parametrize(
    ("skp", "perilaku", "predikat", "cases"), [("80", "85", "Cukup", 0), ("60", "60", "Kurang", 1)]
)
async def test_kon_p47_1_others_have_a_case_from_kurang_on(
    kon_judging: Judging, skp: str, perilaku: str, predikat: str, cases: int
) -> None:
    result = await judge(kon_judging, STAF2, KASI, skp, perilaku)
    assert result["predikat"] == predikat
    found, finals = await told_of(kon_judging.service)
    assert [c["dasar"] for c in found] == ["KON 47(1)"] * cases and finals[0]["target_terpenuhi"] is False


async def test_kon_p45_1_a_missed_target_is_recorded_and_nothing_follows_by_itself(kon_judging: Judging) -> None:
    await judge(kon_judging, STAF2, KASI, "95")
    assert [t["target_terpenuhi"] for t in await kon_judging.service.told(AppraisalFinalized)] == [False]
    listed = await kon_judging.good("GET", "/follow-ups?tahun=2026", who=STAF2)
    assert [(f["target_terpenuhi"], f["kasus_id"], f["final_on"]) for f in listed] == [(False, None, "2027-02-17")]
    assert await kon_judging.service.rows("SELECT FROM tindak_lanjut") == []


async def _people(kon: Judging) -> None:
    for asn, role in ((BKPSDM, "ka_bkpsdm"), (PPK, "ppk"), (PYB, "pyb")):
        await kon.hear(pegawai(asn, None, opd="BKPSDM", unit="BKPSDM", peran=(role,)))


@pytest.mark.parametrize("office", [(), ("bupati",)], ids=["who holds ppk", "the Bupati, who is the PPK"])
async def test_kon_p47_3_no_improvement_then_the_test_then_the_decree(
    kon_judging: Judging, office: tuple[str, ...]
) -> None:
    await _people(kon_judging)
    await judge(kon_judging, STAF2, KASI, "60", "60")
    path = f"/follow-ups/{(await opened(kon_judging))['kasus_id']}"
    review = {"membaik": False, "bukti": "Target enam bulan 40 %."}
    early = await kon_judging.ask("POST", f"{path}/review", review, who=KASI)
    assert early.problem() == (409, "", "47(1)"), "until 17 August 2027"
    await kon_judging.at("2027-08-17T09:00")
    assert (await kon_judging.ask("POST", f"{path}/review", review, who=ADMIN)).status == 403
    test = {"memenuhi_standar": False, "dokumen": "BA.3/2027"}
    assert (await kon_judging.ask("POST", f"{path}/test", test, who=BKPSDM)).problem() == (409, "", "47(2-3)")
    assert (await kon_judging.good("POST", f"{path}/review", review, who=KASI))["state"] == "reviewed"
    assert (await kon_judging.good("POST", f"{path}/test", test, who=BKPSDM))["state"] == "tested"
    decree = {"hasil": "diturunkan", "jenis_keputusan": "pyb", "nomor": "SK.9/2027", "tanggal": "2027-09-01"}
    assert (await kon_judging.ask("POST", f"{path}/decide", decree, who=PYB)).problem() == (409, "", "47(2-3)")
    by_ppk = decree | {"jenis_keputusan": "ppk"}
    assert (await kon_judging.ask("POST", f"{path}/decide", by_ppk | {"nomor": ""}, who=PPK)).problem()[:2] == (
        422,
        "nomor",
    )
    who = UUID(int=0xB0) if office else PPK
    done = await kon_judging.ask("POST", f"{path}/decide", by_ppk, who=who, peran=office)
    assert (done.status, done.body.get("hasil")) == (200, "diturunkan"), done.body
    assert (await kon_judging.ask("POST", f"{path}/decide", by_ppk, who=PPK)).status == 409
    told = await kon_judging.service.told(TindakLanjutMoved)
    assert [(t["state"], t["hasil"]) for t in told] == [("reviewed", ""), ("tested", ""), ("closed", "diturunkan")]


async def test_kon_p47_3_who_meets_the_standard_is_not_moved(kon_judging: Judging) -> None:
    await _people(kon_judging)
    await judge(kon_judging, STAF2, KASI, "60", "60")
    path = f"/follow-ups/{(await opened(kon_judging))['kasus_id']}"
    await kon_judging.at("2027-08-17T09:00")
    await kon_judging.good("POST", f"{path}/review", {"membaik": False, "bukti": "Belum."}, who=KASI)
    test = {"memenuhi_standar": True, "dokumen": "BA.3/2027"}
    assert (await kon_judging.good("POST", f"{path}/test", test, who=BKPSDM))["state"] == "closed"
    decree = {"hasil": "dipindahkan", "jenis_keputusan": "ppk", "nomor": "SK.9/2027", "tanggal": "2027-09-01"}
    assert (await kon_judging.ask("POST", f"{path}/decide", decree, who=PPK)).problem() == (409, "", "47(2-3)")


async def test_kon_p46_3_who_improved_is_done_and_who_may_see_it(kon_judging: Judging) -> None:
    await _people(kon_judging)
    await kon_judging.hear(head())
    await judge(kon_judging, KEPALA, SEKDA, "80", "85", five=True)
    path = f"/follow-ups/{(await opened(kon_judging))['kasus_id']}"
    for who, seen in ((KEPALA, 1), (SEKDA, 1), (BKPSDM, 1), (PYB, 1), (KASI, 0), (STAF2, 0)):
        assert len(await kon_judging.good("GET", "/follow-ups?tahun=2026", who=who)) == seen
    kept = await kon_judging.service.rows("SELECT actor FROM audit WHERE act = 'followups.read'")
    assert {r["actor"] for r in kept} == {str(SEKDA), str(BKPSDM), str(PYB)}
    await kon_judging.at("2027-08-17T09:00")
    review = {"membaik": True, "bukti": "Target enam bulan tercapai 104 %."}
    assert (await kon_judging.good("POST", f"{path}/review", review, who=SEKDA))["hasil"] == "membaik"


async def test_kuan_p4_without_numbers_nothing_is_met_or_missed(kuan_judging: Judging) -> None:
    await judge(kuan_judging, STAF2, KASI, "60")
    cases, finals = await told_of(kuan_judging.service)
    assert cases == [] and finals[0]["target_terpenuhi"] is None
