"""Targets without a quantity: one of the four aspects is enough, and what follows from it (KUAN P7(3), KON P7(5))."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts.skp import RealisasiMeasured, SkpSet
from tests.service.hosted import Hosted
from tests.service.people import KEPALA, REVIEWER, SEKDA
from tests.service.planning import SEKDA_REVIEWER, Planning, butir, extra, open_planning

BOTH = pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
QUALITY = {"kualitas": 80}
COST = {"biaya": 500_000_000}


def plan() -> list[dict[str, Any]]:
    head = {"jenis_indikator": "tupoksi"}
    return [
        butir(target=QUALITY, uraian="Mutu", **head),
        butir(target=COST, uraian="Biaya", jenis_indikator="anggaran"),
        butir(target={"waktu_bulan": 10}, uraian="Waktu"),
        butir(uraian="Jumlah"),
    ]


def directed() -> list[dict[str, Any]]:
    """At most ten complaints, eight to twelve visits, a certificate or none."""
    head = {"jenis_indikator": "tupoksi"}
    return [
        butir(target={"kuantitas": 10, "satuan": "aduan", "arah": "kurang"}, uraian="Aduan", **head),
        butir(target={"kuantitas": 8, "sampai": 12, "satuan": "kunjungan", "arah": "rentang"}, uraian="Kunjungan"),
        butir(target={"kuantitas": 1, "satuan": "sertifikat", "arah": "ya"}, uraian="ISO", jenis_indikator="anggaran"),
    ]


async def _set(planning: Planning, items: Callable[[], list[dict[str, Any]]] = plan) -> str:
    made = await planning.draft(KEPALA, *items())
    if planning.tenant == "konsel":
        above = await planning.draft(SEKDA, *items())
        await planning.through(above, SEKDA, planning.bupati, SEKDA_REVIEWER)
    state = await planning.through(made, KEPALA, SEKDA, REVIEWER)
    if state["state"] == "approved":
        await planning.good("POST", f"/sasaran/{made}/ratify", who=planning.bupati)
    return made


@BOTH
@pytest.mark.parametrize("target", [{}, {"satuan": "laporan"}])
async def test_kuan_p7_3_kon_p7_5_none_of_the_four_is_422(skp: Hosted, tenant: str, target: dict[str, Any]) -> None:
    planning = await open_planning(skp, tenant)
    where = (422, "isi.butir[0].target", {"kuansing": "7(3)", "konsel": "7(5)"}[planning.tenant])
    body = {"tahun": 2026, "isi": planning.content(butir(target=target))}
    assert (await planning.ask("POST", "/sasaran", body, who=KEPALA)).problem() == where
    made = await planning.draft(KEPALA, butir())
    sidik = (await planning.good("GET", "/sasaran?tahun=2026", who=KEPALA))[0]["sidik"]
    edited = {"isi": body["isi"], "sidik": sidik}
    assert (await planning.ask("PUT", f"/sasaran/{made}", edited, who=KEPALA)).problem() == where


async def test_kuan_p7_3_an_addendum_has_a_target_too(kuan: Planning) -> None:
    found = (await kuan.plan_down_to(KEPALA))[KEPALA]
    body = {"butir": extra(SEKDA) | {"target": {}}}
    refused = await kuan.ask("POST", f"/sasaran/{found}/addenda", body, who=KEPALA)
    assert refused.problem() == (422, "butir.target", "7(3)")


@BOTH
async def test_kuan_p7_3_kon_p7_5_one_aspect_is_enough_from_the_draft_to_the_paper(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    made = await _set(planning)
    told = [t for t in await skp.told(SkpSet) if t["skp_id"] == made][0]["butir"]
    assert [(b["target"], b.get("kualitas"), b.get("biaya"), b.get("waktu_bulan")) for b in told] == [
        (0, 80, None, None), (0, None, 500_000_000, None), (0, None, None, 10), (120, 95, None, 12),
    ]  # fmt: skip
    mine = (await planning.good("GET", "/sasaran?tahun=2026", who=KEPALA))[0]["isi"]["butir"]
    assert [b["target"]["kuantitas"] for b in mine] == [None, None, None, 120]
    quality, cost, time, whole = await planning.good("GET", f"/sasaran/{made}/breakdown?periode=2026-04", who=KEPALA)
    assert (quality["tahun"], quality["bulan"], quality["hari"], quality["kualitas"]) == (None, [], {}, 80)
    assert (cost["tahun"], sum(cost["biaya"]), len(cost["biaya"])) == (None, 500_000_000, 12)
    assert (time["waktu_bulan"], time["minggu"]) == (10, []) and sum(whole["bulan"]) == 120
    paper = await planning.ask("GET", f"/sasaran/{made}/pdf", who=KEPALA)
    assert paper.status == 200 and paper.body.startswith(b"%PDF-")


@BOTH
async def test_kuan_p7_3_kon_p20_each_is_measured_by_what_its_target_names(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    made = await _set(planning)
    ids = [b["butir_id"] for b in (await planning.good("GET", "/sasaran?tahun=2026", who=KEPALA))[0]["isi"]["butir"]]
    amounts = (84, 400_000_000, 10, 120)  # 105, 120, 100 and 100
    lines = [{"butir_id": b, "jumlah": n, "bukti": "Laporan"} for b, n in zip(ids, amounts, strict=True)]
    answer = await planning.good("POST", f"/sasaran/{made}/measure", {"realisasi": lines, "masa": "2026"}, who=KEPALA)
    assert answer["capaian"] == "106.25"
    told = (await skp.told(RealisasiMeasured))[-1]
    assert told["realisasi"] == dict(zip(ids, amounts, strict=True))
    paper = await planning.ask("GET", f"/sasaran/{made}/measurements/pdf?masa=2026", who=KEPALA)
    assert paper.status == 200 and paper.body.startswith(b"%PDF-")
    unproved = [lines[0], lines[1] | {"bukti": ""}, *lines[2:]]
    again = await planning.good("POST", f"/sasaran/{made}/measure", {"realisasi": unproved, "masa": "2026"}, who=KEPALA)
    assert again["capaian"] == "76.25", "no evidence is no saving"
    much = [lines[0] | {"jumlah": 1_000_001}]
    refused = await planning.ask("POST", f"/sasaran/{made}/measure", {"realisasi": much, "masa": "2026"}, who=KEPALA)
    assert refused.problem()[:2] == (422, "realisasi[0].jumlah")


@BOTH
async def test_kuan_p7_3_kon_p20_what_of_a_quantity_is_good_is_told_and_measured(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    made = await _set(planning, directed)
    told = [t for t in await skp.told(SkpSet) if t["skp_id"] == made][0]["butir"]
    assert [(b["arah"], b.get("sampai")) for b in told] == [("kurang", None), ("rentang", 12), ("ya", None)]
    ids = [b["butir_id"] for b in (await planning.good("GET", "/sasaran?tahun=2026", who=KEPALA))[0]["isi"]["butir"]]
    for amounts, capaian in (((8, 15, 1), "98.33"), ((0, 9, 0), "73.33"), ((30, 4, 1), "50")):
        lines = [{"butir_id": b, "jumlah": n, "bukti": "Buku"} for b, n in zip(ids, amounts, strict=True)]
        body = {"realisasi": lines, "masa": "2026"}
        answer = await planning.good("POST", f"/sasaran/{made}/measure", body, who=KEPALA)
        assert answer["capaian"].startswith(capaian), "120, 75, 100; 120, 100, 0; 0, 50, 100"
    for paper in ("pdf", "measurements/pdf?masa=2026"):
        printed = await planning.ask("GET", f"/sasaran/{made}/{paper}", who=KEPALA)
        assert printed.status == 200 and printed.body.startswith(b"%PDF-")
    wrong = butir(target={"kuantitas": 8, "satuan": "kunjungan", "arah": "rentang"})
    refused = await planning.ask("POST", "/sasaran", {"tahun": 2027, "isi": planning.content(wrong)}, who=KEPALA)
    assert refused.problem()[:2] == (422, "isi.butir[0].target.sampai")


async def test_kon_p20_4_quality_is_carried_from_quarter_to_quarter(kon: Planning) -> None:
    made = await _set(kon)
    ids = [b["butir_id"] for b in (await kon.good("GET", "/sasaran?tahun=2026", who=KEPALA))[0]["isi"]["butir"]]
    line = {"butir_id": ids[0], "jumlah": 60, "bukti": "Survei"}
    first = await kon.good("POST", f"/sasaran/{made}/measure", {"realisasi": [line], "masa": "2026-T1"}, who=KEPALA)
    assert first["capaian"] == "18.75", "75 of one in four"
    await kon.at("2026-04-02T09:00")
    body = {"realisasi": [line | {"jumlah": 80}], "masa": "2026-T2"}
    assert (await kon.good("POST", f"/sasaran/{made}/measure", body, who=KEPALA))["capaian"] == "25", "80, not 140"


async def test_kuan_p7_3_the_aspects_are_the_packs(kuan: Planning) -> None:
    with kuan.service.law("skp", target_aspects=["kuantitas"]):
        body = {"tahun": 2026, "isi": kuan.content(butir(target=QUALITY))}
        assert (await kuan.ask("POST", "/sasaran", body, who=KEPALA)).problem()[:2] == (
            422,
            "isi.butir[0].target.kualitas",
        )
    assert (await kuan.ask("POST", "/sasaran", body, who=KEPALA)).status == 201
