"""A tugas tambahan that was given later: brought, seen, agreed to or refused (KUAN P9, KON P9, reading B11)."""

from __future__ import annotations

from uuid import UUID

import pytest

from contracts.skp import AddendumProposed, AddendumRefused, SkpAmended
from tests.service.hosted import Hosted
from tests.service.people import KASI, KEPALA, SEKDA, STAF, STAF2
from tests.service.planning import Planning, butir, extra, open_planning

BOTH = pytest.mark.parametrize("tenant", ["kuansing", "konsel"])


async def _proposed(planning: Planning, skp: str, who: UUID = STAF, issuer: UUID | None = KEPALA) -> str:
    made = await planning.good("POST", f"/sasaran/{skp}/addenda", {"butir": extra(issuer)}, who=who)
    return str(made["addendum_id"])


async def _listed(planning: Planning, who: UUID) -> list[tuple[str, str, str]]:
    found = await planning.good("GET", "/addenda?tahun=2026", who=who)
    return [(a["addendum_id"], a["keadaan"], a["alasan"]) for a in found]


@BOTH
async def test_kuan_p9_kon_p9_reading_b11_the_penilai_finds_what_waits_for_him(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    found = await planning.plan()
    await planning.at("2026-06-10T09:00")
    await skp.told()
    addendum = await _proposed(planning, found[STAF])
    told = await skp.told(AddendumProposed)
    assert [(t["addendum_id"], t["penilai_id"], t["butir"]["sk"]["nomor"]) for t in told] == [
        (addendum, str(KASI), "SK.7")
    ]
    waiting = [(addendum, "menunggu", "")]
    assert await _listed(planning, KASI) == await _listed(planning, STAF) == waiting
    read = await skp.rows("SELECT actor FROM audit WHERE act = 'addenda.read'")
    assert [r["actor"] for r in read] == [str(KASI)], "another's is read by name (KUAN P26(1))"
    assert await _listed(planning, STAF2) == await _listed(planning, KEPALA) == []
    await planning.good("POST", f"/addenda/{addendum}/agree", who=KASI)
    assert await _listed(planning, KASI) == [], "it waits no more"
    assert await _listed(planning, STAF) == [(addendum, "disepakati", "")]


@BOTH
async def test_kuan_p9_2a_kon_p9_2a_the_penilai_refuses_with_a_reason_that_the_owner_reads(
    skp: Hosted, tenant: str
) -> None:
    planning = await open_planning(skp, tenant)
    found = await planning.plan()
    await planning.at("2026-06-10T09:00")
    addendum = await _proposed(planning, found[STAF])
    path = f"/addenda/{addendum}/refuse"
    await skp.told()
    for alasan in ("", "  "):
        assert (await planning.ask("POST", path, {"alasan": alasan}, who=KASI)).problem()[:2] == (422, "alasan")
    assert (await planning.ask("POST", path, {"alasan": "Tupoksi."}, who=STAF)).status == 403
    await planning.good("POST", path, {"alasan": "Termasuk tugas pokok."}, who=KASI)
    told = await skp.told(AddendumRefused)
    assert [(t["asn_id"], t["oleh"], t["alasan"]) for t in told] == [(str(STAF), str(KASI), "Termasuk tugas pokok.")]
    assert await _listed(planning, STAF) == [(addendum, "ditolak", "Termasuk tugas pokok.")]
    for act, body in (("agree", None), ("refuse", {"alasan": "Lagi."})):
        again = await planning.ask("POST", f"/addenda/{addendum}/{act}", body, who=KASI)
        assert again.problem() == (409, "", {"kuansing": "9(2)a", "konsel": "9(2)a"}[planning.tenant])
    assert await skp.told(SkpAmended) == []


async def test_kon_p9_the_bupati_finds_what_waits_for_him(kon: Planning) -> None:
    found = await kon.plan_down_to(SEKDA)
    await kon.at("2026-06-10T09:00")
    addendum = await _proposed(kon, found[SEKDA], who=SEKDA, issuer=None)
    assert await _listed(kon, kon.bupati) == [(addendum, "menunggu", "")]
    await kon.good("POST", f"/addenda/{addendum}/agree", who=kon.bupati)


@BOTH
async def test_kuan_p7_1_kon_p7_3_an_addendum_has_an_indicator_too(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    found = await planning.plan()
    without = {"butir": extra(KEPALA) | {"indikator": " "}}
    refused = await planning.ask("POST", f"/sasaran/{found[STAF]}/addenda", without, who=STAF)
    assert refused.problem() == (
        422,
        "butir.indikator",
        {"kuansing": "7(1)", "konsel": "7(3)"}[planning.tenant],
    )


async def test_kon_p19_reading_b31_what_joins_while_a_change_is_written_is_not_lost_with_it(kon: Planning) -> None:
    found = await kon.plan()
    await kon.at("2026-06-10T09:00")
    addendum = await _proposed(kon, found[STAF])
    change = {"sebab": "strategi"}
    fresh = (await kon.good("POST", f"/sasaran/{found[STAF]}/changes", change, who=KASI))["skp_id"]
    await kon.good("POST", f"/addenda/{addendum}/agree", who=KASI)
    await kon.through(fresh, STAF, KASI)
    mine = await kon.good("GET", "/sasaran?tahun=2026", who=STAF)
    now = next(s for s in mine if s["skp_id"] == fresh)
    assert [b["kategori"] for b in now["isi"]["butir"]] == ["utama", "tambahan"]
    ids = [b["butir_id"] for s in mine for b in s["isi"]["butir"]]
    assert len(set(ids)) == len(ids) == 4, "a version has kinerja of its own"


@BOTH
async def test_kuan_p5_4_kon_p6_the_owner_reads_why_his_plan_came_back(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    made = await planning.draft(KEPALA, butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran", uraian="x"))
    await planning.good("POST", f"/sasaran/{made}/submit", who=KEPALA)
    for alasan in ("", "  "):
        empty = await planning.ask("POST", f"/sasaran/{made}/return", {"alasan": alasan}, who=SEKDA)
        assert (*empty.problem()[:2], empty.body["detail"]) == (422, "alasan", "Isian tidak sesuai: belum diisi.")
    await planning.good("POST", f"/sasaran/{made}/return", {"alasan": "Indikator kedua belum terukur."}, who=SEKDA)
    mine = (await planning.good("GET", "/sasaran?tahun=2026", who=KEPALA))[0]
    assert (mine["state"], mine["alasan"]) == ("draft", "Indikator kedua belum terukur.")
    await planning.good("POST", f"/sasaran/{made}/submit", who=KEPALA)
    assert (await planning.good("GET", "/sasaran?tahun=2026", who=KEPALA))[0]["alasan"] == ""


@BOTH
async def test_kuan_p9_2b_kon_p9_2b_no_sk_of_a_day_to_come_formalises_a_task(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    found = await planning.plan()
    await planning.at("2026-06-09T09:00")
    task = {"butir": extra(KEPALA, tanggal="2026-06-10")}
    path = f"/sasaran/{found[STAF]}/addenda"
    assert (await planning.ask("POST", path, task, who=STAF)).problem() == (422, "butir.sk.tanggal", "9(2)b")
    await planning.at("2026-06-10T09:00")
    await planning.good("POST", path, task, who=STAF)


async def test_kon_p9_reading_b11_a_plan_of_january_holds_no_task_whose_sk_is_of_june(kon: Planning) -> None:
    await kon.plan_down_to(KASI)
    items = [butir(await kon.first(KASI)), extra(KEPALA, tanggal="2026-06-10")]
    made = await kon.draft(STAF, *items)
    answer = await kon.ask("POST", f"/sasaran/{made}/submit", who=STAF)
    assert answer.problem() == (422, "butir[1].sk.tanggal", "9(2)b")


@BOTH
async def test_kuan_p9_kon_p9_reading_b11_when_its_year_is_over_nothing_joins_and_what_waited_counts_from_its_last_day(
    skp: Hosted, tenant: str
) -> None:
    planning = await open_planning(skp, tenant)
    found = await planning.plan()
    await planning.at("2026-12-31T09:00")
    addendum = await _proposed(planning, found[STAF])
    await planning.at("2027-01-04T09:00")
    late = await planning.ask("POST", f"/sasaran/{found[STAF]}/addenda", {"butir": extra(KEPALA)}, who=STAF)
    assert late.problem() == (409, "", "9(1)")
    await skp.told()
    await planning.good("POST", f"/addenda/{addendum}/agree", who=KASI)
    assert [(t["mulai"], t["selesai"]) for t in await skp.told(SkpAmended)] == [("2026-12-31", "2026-12-31")]
