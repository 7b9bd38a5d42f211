"""Measuring by masa, its documents, and who is behind (KON P20)."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from contracts.skp import RealisasiMeasured
from tests.service.people import ADMIN, KABID, KASI, REVIEWER, STAF, STAF2, pegawai
from tests.service.planning import Planning

QUARTERS = ["2026-T1", "2026-T2", "2026-T3", "2026-T4"]


async def test_kon_p20_4_a_quarterly_pemda_has_four_documents_a_year(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    path = f"/sasaran/{found}/measurements"
    assert [m["masa"] for m in await kon.good("GET", path, who=STAF)] == QUARTERS
    refused = await kon.ask("GET", f"{path}/pdf?masa=2026-T1", who=STAF)
    assert refused.problem() == (409, "", "20(4)")
    papers = []
    for n, quarter in enumerate(QUARTERS):
        await kon.at(f"2026-{3 * n + 3:02d}-28T09:00")
        assert (await kon.measure(STAF, found, quarter, 30)).status == 200
        papers.append((await kon.ask("GET", f"{path}/pdf?masa={quarter}", who=STAF)).body)
    assert all(p.startswith(b"%PDF-") and b"pdfaid" in p for p in papers) and len(set(papers)) == 4
    listed = await kon.good("GET", path, who=KASI)
    assert [(m["keadaan"], m["capaian"]) for m in listed] == [
        ("diukur", "25"), ("diukur", "50"), ("diukur", "75"), ("diukur", "100"),
    ]  # fmt: skip
    assert (await kon.ask("GET", f"{path}/pdf?masa=2026-T1", who=STAF2)).status == 403


async def test_kon_p20_1_what_was_not_measured_in_a_quarter_that_is_over_is_listed(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    await kon.at("2026-03-31T23:59")
    assert await kon.good("GET", "/unmeasured?tahun=2026", who=REVIEWER) == []
    assert (await kon.measure(STAF, found, "2026-T1", 30)).status == 200
    await kon.at("2026-04-01T00:01")
    listed = await kon.good("GET", "/unmeasured?tahun=2026", who=REVIEWER)
    assert {(UUID(u["asn_id"]), u["masa"]) for u in listed} >= {(KABID, "2026-T1"), (KASI, "2026-T1")}
    assert str(STAF) not in {u["asn_id"] for u in listed} and {u["opd"] for u in listed} == {"DINKES"}
    states = [m["keadaan"] for m in await kon.good("GET", f"/sasaran/{found}/measurements", who=STAF)]
    assert states == ["diukur", "berjalan", "belum", "belum"]
    assert (await kon.ask("GET", "/unmeasured?tahun=2026", who=STAF)).status == 403
    elsewhere = pegawai(uuid4(), None, opd="SETDA", unit="SETDA", peran=("kepala_pd",))
    await kon.service.hear(elsewhere, tenant="konsel")
    assert {u["opd"] for u in await kon.good("GET", "/unmeasured?tahun=2026", who=elsewhere.asn_id)} == {"SETDA"}


async def test_kon_p20_3_realisation_without_evidence_is_kept_and_does_not_count(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    answer = (await kon.measure(STAF, found, "2026-T1", 30, "  ")).body
    assert answer["capaian"] == "0" and answer["tanpa_bukti"] == [await kon.first(STAF)]
    kept = await kon.service.rows("SELECT jumlah, bukti FROM realisasi")
    assert [(r["jumlah"], r["bukti"]) for r in kept] == [(30, "  ")]
    assert (await kon.measure(STAF, found, "2026-T1", 30)).body["capaian"] == "25", "measured again, with evidence"


async def test_kon_p20_5_6_more_than_the_target_is_at_most_120_and_kept_raw(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    await kon.service.told()
    await kon.measure(STAF, found, "2026-T1", 150)
    await kon.at("2026-04-02T09:00")
    await kon.measure(STAF, found, "2026-T2", 30)
    told = [t for t in await kon.service.told(RealisasiMeasured)]
    assert [(t["masa"], list(t["realisasi"].values()), t["capaian"]) for t in told] == [
        ("2026-T1", [150], "120"), ("2026-T2", [180], "120"),
    ]  # fmt: skip


async def test_kon_p20_the_year_as_a_whole_is_measured_as_before(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    await kon.measure(STAF, found, "2026-T1", 10)
    await kon.service.told()
    line = {"butir_id": await kon.first(STAF), "jumlah": 114, "bukti": "Laporan tahunan"}
    body = {"realisasi": [line], "masa": "2026"}
    answer = await kon.good("POST", f"/sasaran/{found}/measure", body, who=STAF)
    assert (answer["masa"], answer["capaian"]) == ("2026", "95")
    told = await kon.service.told(RealisasiMeasured)
    assert [list(t["realisasi"].values()) for t in told] == [[114]], "the whole year, not added to the quarter"
    assert [m["masa"] for m in await kon.good("GET", f"/sasaran/{found}/measurements", who=STAF)] == [*QUARTERS, "2026"]


async def test_kon_p20_4_without_a_masa_the_quarters_are_not_passed_over_by_the_year(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    await kon.measure(STAF, found, "2026-T1", 30)
    line = {"butir_id": await kon.first(STAF), "jumlah": 120, "bukti": "Laporan"}
    for body in ({"realisasi": [line]}, {"realisasi": [line], "masa": ""}):
        refused = await kon.ask("POST", f"/sasaran/{found}/measure", body, who=STAF)
        assert refused.problem() == (422, "masa", "20(4)")
        assert all(quarter in refused.body["detail"] for quarter in QUARTERS)
    listed = await kon.good("GET", f"/sasaran/{found}/measurements", who=STAF)
    assert [(m["masa"], m["keadaan"]) for m in listed][:2] == [("2026-T1", "diukur"), ("2026-T2", "belum")]
    assert len(listed) == 4 and listed[0]["capaian"] == "25", "30 of 120, as it was"


@pytest.mark.parametrize(
    ("masa", "status", "field"), [("2026-T2", 409, ""), ("2026-03", 422, "masa"), ("2026-S1", 422, "masa")]
)
async def test_kon_p20_4_a_masa_that_has_not_begun_or_is_none(
    kon: Planning, masa: str, status: int, field: str
) -> None:
    found = (await kon.plan())[STAF]
    assert (await kon.measure(STAF, found, masa, 10)).problem()[:2] == (status, field)
    line = {"butir_id": await kon.first(STAF), "jumlah": 10, "bukti": "x"}
    body = {"realisasi": [line], "masa": "2026-T1"}
    assert (await kon.ask("POST", f"/sasaran/{found}/measure", body, who=ADMIN)).status == 403


@pytest.mark.parametrize(
    ("periods", "first", "count"), [("bulanan", "2026-01", 12), ("semesteran", "2026-S1", 2), ("tahunan", "2026", 1)]
)
async def test_kon_p20_4_the_tenant_chooses_its_masa(kon: Planning, periods: str, first: str, count: int) -> None:
    with kon.service.law("skp", "konsel", measure_periods=periods):
        found = (await kon.plan())[STAF]
        listed = await kon.good("GET", f"/sasaran/{found}/measurements", who=STAF)
        assert (listed[0]["masa"], len(listed)) == (first, count)
        assert (await kon.measure(STAF, found, first, 10)).status == 200


async def test_kuan_keeps_its_yearly_measurement(kuan: Planning) -> None:
    found = (await kuan.plan())[STAF]
    assert [m["masa"] for m in await kuan.good("GET", f"/sasaran/{found}/measurements", who=STAF)] == ["2026"]
    assert (await kuan.measure(STAF, found, "2026-T1", 10)).problem()[:2] == (422, "masa")
    assert (await kuan.measure(STAF, found, "", 120)).body["capaian"] == "100"


async def test_kon_p20_4_the_year_as_a_whole_stands_for_no_quarter_of_an_skp_that_runs(kon: Planning) -> None:
    """Four documents a year: who measures the year in April still owes the first quarter, here and in the list."""
    found = (await kon.plan())[STAF]
    await kon.at("2026-04-01T09:00")
    assert (await kon.measure(STAF, found, "2026", 30)).status == 200
    listed = await kon.good("GET", "/unmeasured?tahun=2026", who=REVIEWER)
    assert (str(STAF), "2026-T1") in {(u["asn_id"], u["masa"]) for u in listed}
    mine = (await kon.good("GET", "/sasaran?tahun=2026", who=STAF))[0]
    assert mine["pengukuran"]["terlewat"] == ["2026-T1"]
    assert [b["langkah"] for b in mine["berikutnya"]] == ["ukur"]
