"""Who gives a tugas tambahan to those who lead: somebody above them, nobody to himself (KUAN P9, KON P9; A33, B32)."""

from __future__ import annotations

from uuid import UUID

import pytest

from contracts.vocabulary import JenisJabatan
from tests.service.hosted import Answer, Hosted
from tests.service.people import KABID, KASI, KEPALA, SEKDA, STAF2, pegawai
from tests.service.planning import Planning, butir, extra, open_planning

BOTH = pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
HEAD = (butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran", uraian="Menyerap anggaran"))


async def _given(planning: Planning, who: UUID, issuer: UUID | None, month: int = 1) -> Answer:
    """A plan of somebody with a tugas tambahan of an issuer (None: the Bupati), submitted."""
    items = HEAD if who in (SEKDA, KEPALA) else (butir(await planning.first({KASI: KABID, KABID: KEPALA}[who])),)
    made = await planning.draft(who, *items, extra(issuer), mulai=f"2026-{month:02d}-01")
    return await planning.ask("POST", f"/sasaran/{made}/submit", who=who)


@BOTH
async def test_kuan_p9_kon_p9_reading_a33_to_the_head_of_a_pd_gives_who_is_above_him_in_the_line(
    skp: Hosted, tenant: str
) -> None:
    planning = await open_planning(skp, tenant)
    for month, (issuer, status) in enumerate(
        ((KEPALA, 422), (KABID, 422), (STAF2, 422), (None, 422), (SEKDA, 200)), start=1
    ):
        answer = await _given(planning, KEPALA, issuer, month)
        assert answer.status == status, (issuer, answer.body)
        assert status == 200 or answer.body["field"].endswith(".sk.pemberi_id")


@BOTH
async def test_kuan_p9_kon_p9_reading_a33_to_the_sekda_gives_the_bupati(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    for month, (issuer, status) in enumerate(((SEKDA, 422), (KEPALA, 422), (None, 200)), start=1):
        assert (await _given(planning, SEKDA, issuer, month)).status == status, issuer


async def test_kon_p9_reading_b32_who_leads_a_unit_gives_nothing_to_himself_nor_up_the_line(kon: Planning) -> None:
    """KASI and KABID both lead in the unit P2P; each is given his by somebody above him in the PD."""
    await kon.draft(KEPALA, butir())
    await kon.draft(KABID, butir(await kon.first(KEPALA)))
    for month, (issuer, status) in enumerate(((KASI, 422), (SEKDA, 422), (KABID, 200), (KEPALA, 200)), start=1):
        assert (await _given(kon, KASI, issuer, month)).status == status, issuer
    of_kabid: tuple[tuple[UUID | None, int], ...] = ((KABID, 422), (KASI, 422), (None, 422), (KEPALA, 200))
    for month, (giver, status) in enumerate(of_kabid, start=2):
        assert (await _given(kon, KABID, giver, month)).status == status, giver


async def test_kuan_p9_reading_a33_an_asisten_is_given_his_by_the_head_of_the_pd(kuan: Planning) -> None:
    asisten = UUID(int=0x6002)
    jpt = {"opd": "SETDA", "unit": "SETDA.AS1", "jenis_jabatan": JenisJabatan.JPT_PRATAMA, "memimpin_unit": True}
    await kuan.service.hear(pegawai(asisten, SEKDA, **jpt))
    for month, (issuer, status) in enumerate(((asisten, 422), (KEPALA, 422), (None, 422), (SEKDA, 200)), start=1):
        made = await kuan.draft(asisten, butir(), extra(issuer), mulai=f"2026-{month:02d}-01")
        assert (await kuan.ask("POST", f"/sasaran/{made}/submit", who=asisten)).status == status, issuer


async def test_kuan_p9_kon_p9_one_giver_is_named(kon: Planning) -> None:
    both = extra(SEKDA, pemberi_bupati=True)
    none = extra(SEKDA)
    del none["sk"]["pemberi_id"]
    for month, item in enumerate((both, none), start=1):
        made = await kon.draft(KEPALA, *HEAD, item, mulai=f"2026-{month:02d}-01")
        answer = await kon.ask("POST", f"/sasaran/{made}/submit", who=KEPALA)
        assert answer.problem()[:2] == (422, "butir[2].sk.pemberi_id")


async def test_kuan_p9_kon_p9_who_writes_a_plan_is_offered_those_who_may_give_a_task(kon: Planning) -> None:
    """Whoever is offered may give, whoever may not is not offered; the Bupati is offered to whom he appraises."""
    offered = await kon.good("GET", "/drafting?tahun=2026", who=KASI)
    assert {giver["asn_id"] for giver in offered["pemberi"]} == {str(KABID), str(KEPALA)}
    assert not offered["pemberi_bupati"] and offered["jenis_jabatan"] == "pengawas"
    of_sekda = await kon.good("GET", "/drafting?tahun=2026", who=SEKDA)
    assert of_sekda["pemberi"] == [] and of_sekda["pemberi_bupati"]
    assert of_sekda["indikator_pimpinan"] == ["tupoksi", "anggaran"]


@BOTH
async def test_kuan_p5_kon_p6_who_writes_a_plan_is_told_what_it_rests_on_and_comes_down_from(
    skp: Hosted, tenant: str
) -> None:
    planning = await open_planning(skp, tenant)
    await planning.draft(KEPALA, *HEAD)
    told = await planning.good("GET", "/drafting?tahun=2026", who=KABID)
    assert set(told["sumber_wajib"]) <= set(told["sumber"]) and "skp_atasan" in told["sumber"]
    assert [induk["uraian"] for induk in told["induk"]] == [item["uraian"] for item in HEAD]
    assert [one["asn_id"] for one in told["atasan"]] == [str(KEPALA)] and not told["atasan_bupati"]
