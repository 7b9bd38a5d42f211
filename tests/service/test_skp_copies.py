"""Copies for the penilai: at the start of the year, and to the new one on a move (KUAN P23(3), reading A8)."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.identity import PegawaiRecorded
from contracts.skp import SalinanDelivered, SalinanOverdue
from contracts.vocabulary import StatusPegawai
from tests.service.hosted import Hosted
from tests.service.people import ADMIN, KABID, KASI, REVIEWER, STAF, STAF2, calendar, office, pegawai, term
from tests.service.planning import PDF, Planning, post

APRIL = date(2026, 4, 1)


def moving(**more: Any) -> PegawaiRecorded:
    """STAF as told of on the day the decree is recorded: still in his post, with a new one from 1 April."""
    return pegawai(
        STAF, KASI, penempatan=(post("2024-01-02"), post("2026-04-01", "DINKES.YANKES")),
        penilai=(term(KASI, selesai=date(2026, 3, 31)), term(KABID, APRIL)), **more,
    )  # fmt: skip


async def owed(planning: Planning, who: UUID, tahun: int = 2026) -> list[dict[str, Any]]:
    return list(await planning.good("GET", f"/copies?tahun={tahun}", who=who))


@pytest.fixture
async def december(skp: Hosted) -> Planning:
    """The dinas on 30 November 2025, everybody known."""
    planning = Planning(skp, "kuansing")
    await planning.at("2025-11-30T23:00")
    await skp.hear(*calendar(), *office())
    return planning


async def test_kuan_p23_3_the_years_copies_are_due_on_its_first_working_day(december: Planning) -> None:
    assert await owed(december, STAF) == []
    await december.at("2025-12-01T00:01")
    mine = (await owed(december, STAF))[0]
    assert (mine["pemicu"], mine["due_on"], mine["kepada"]) == ("awal_tahun", "2026-01-02", str(KASI))
    kept = (await december.upload(STAF)).body
    await december.service.told()
    path = f"/copies/{mine['salinan_id']}/deliver"
    done = await december.good("POST", path, {"dokumen": [kept["dokumen_id"]]}, who=STAF)
    assert done["sha256"] == [hashlib.sha256(PDF).hexdigest()] and done["late"] is False
    told = await december.service.told(SalinanDelivered)
    assert [(t["penilai_id"], t["dokumen_sha256"]) for t in told] == [(str(KASI), done["sha256"])]
    await december.at("2026-01-02T23:59")
    assert await december.service.told(SalinanOverdue) == []
    await december.at("2026-01-03T00:01")
    late = await december.service.told(SalinanOverdue)
    assert {t["due_on"] for t in late} == {"2026-01-02"} and len(late) == 7, "everybody but him, each once"
    assert str(STAF) not in {t["asn_id"] for t in late}
    listed = await owed(december, KASI)
    assert {(c["asn_id"], c["overdue"]) for c in listed} >= {(str(STAF), False), (str(STAF2), True)}
    assert [d["sha256"] for c in listed if c["asn_id"] == str(STAF) for d in c["dokumen"]] == done["sha256"]


async def test_kuan_p23_3_the_year_after_is_opened_in_its_turn(december: Planning) -> None:
    await december.at("2026-01-03T00:01")
    await december.at("2026-12-01T00:01")
    await december.at("2027-01-05T00:01")
    told = await december.service.told(SalinanOverdue)
    by_year = {
        y: sum(t["due_on"] == y and t["asn_id"] == str(STAF) for t in told) for y in ("2026-01-02", "2027-01-01")
    }
    assert by_year == {"2026-01-02": 1, "2027-01-01": 1}, "the office's calendar knows no holiday of 2027"


async def test_kuan_p23_3_after_the_day_copies_are_taken_and_marked_late(december: Planning) -> None:
    await december.at("2026-01-05T09:00")
    mine = (await owed(december, STAF))[0]
    kept = (await december.upload(STAF)).body
    path = f"/copies/{mine['salinan_id']}/deliver"
    body = {"dokumen": [kept["dokumen_id"]]}
    assert (await december.ask("POST", path, body, who=STAF2)).problem() == (403, "", "23(3)")
    strange = (await december.upload(STAF2)).body
    foreign = {"dokumen": [strange["dokumen_id"]]}
    assert (await december.ask("POST", path, foreign, who=STAF)).problem()[:2] == (422, "dokumen")
    assert (await december.good("POST", path, body, who=STAF))["late"] is True
    assert (await december.ask("POST", path, body, who=STAF)).status == 409
    after = (await owed(december, STAF))[0]
    assert (after["overdue"], after["late"]) == (True, True)


async def test_kuan_p23_3_a_move_owes_copies_to_the_new_penilai_from_its_decree_on(kuan: Planning) -> None:
    await kuan.at("2026-03-10T09:00")
    await kuan.service.hear(moving())
    task = (await owed(kuan, STAF))[-1]
    assert (task["pemicu"], task["due_on"], task["kepada"]) == ("pindah", "2026-04-01", str(KABID))
    assert [c["salinan_id"] for c in await owed(kuan, KABID) if c["pemicu"] == "pindah"] == [task["salinan_id"]]
    assert [c for c in await owed(kuan, KASI) if c["pemicu"] == "pindah"] == [], "not to the old one"
    read = await kuan.service.rows("SELECT actor FROM audit WHERE act = 'copies.read'")
    assert str(KABID) in {r["actor"] for r in read} and str(STAF) not in {r["actor"] for r in read}
    kept = (await kuan.upload(STAF)).body
    assert (await kuan.ask("GET", f"/documents/{kept['dokumen_id']}", who=KABID)).status == 403
    await kuan.good("POST", f"/copies/{task['salinan_id']}/deliver", {"dokumen": [kept["dokumen_id"]]}, who=STAF)
    assert (await kuan.ask("GET", f"/documents/{kept['dokumen_id']}", who=KABID)).status == 200
    await kuan.service.told()
    await kuan.service.hear(moving(tmt_jabatan=APRIL, unit="DINKES.YANKES", atasan_id=KABID))
    await kuan.at("2026-04-02T00:01")
    assert [t for t in await kuan.service.told(SalinanOverdue) if t["pemicu"] == "pindah"] == []
    assert len([c for c in await owed(kuan, STAF) if c["pemicu"] == "pindah"]) == 1, "one move, one task"


async def test_kuan_p23_3_a_move_on_1_april_not_delivered_at_its_end_is_overdue(kuan: Planning) -> None:
    await kuan.at("2026-03-10T09:00")
    await kuan.service.hear(moving())
    await kuan.service.told()
    await kuan.at("2026-04-01T23:59")
    assert await kuan.service.told(SalinanOverdue) == []
    await kuan.at("2026-04-02T00:01")
    told = await kuan.service.told(SalinanOverdue)
    assert [(t["asn_id"], t["penilai_id"], t["pemicu"], t["due_on"]) for t in told] == [
        (str(STAF), str(KABID), "pindah", "2026-04-01")
    ]
    await kuan.at("2026-04-03T00:01")
    assert await kuan.service.told(SalinanOverdue) == [], "once"
    overdue = [c["asn_id"] for c in await owed(kuan, REVIEWER) if c["overdue"]]
    assert overdue == [str(STAF)], "in the list of the PD"


async def test_kuan_p23_3_the_new_penilai_may_be_named_after_the_move_and_a_decree_be_taken_back(
    kuan: Planning,
) -> None:
    await kuan.at("2026-03-10T09:00")
    await kuan.service.hear(moving(), moving().__class__(**_of(moving(), penilai=(term(KASI), term(ADMIN, APRIL)))))
    assert [c["kepada"] for c in await owed(kuan, STAF) if c["pemicu"] == "pindah"] == [str(ADMIN)]
    await kuan.service.hear(pegawai(STAF, KASI, penempatan=(post("2024-01-02"), post("2026-04-01"))))
    assert [c for c in await owed(kuan, STAF) if c["pemicu"] == "pindah"] == []


def _of(person: PegawaiRecorded, **more: Any) -> dict[str, Any]:
    return {name: getattr(person, name) for name in person.__struct_fields__} | more


async def test_kuan_p23_3_both_triggers_stand_alone(december: Planning) -> None:
    await december.at("2025-12-20T09:00")
    await december.service.hear(
        pegawai(STAF, KASI, penempatan=(post("2024-01-02"), post("2026-01-02", "DINKES.YANKES")))
    )
    assert [(c["pemicu"], c["due_on"]) for c in await owed(december, STAF)] == [
        ("awal_tahun", "2026-01-02"), ("pindah", "2026-01-02"),
    ]  # fmt: skip


async def test_who_is_exempt_or_not_validated_owes_nothing(december: Planning) -> None:
    await december.service.hear(pegawai(STAF, KASI, status=StatusPegawai.CLTN), pegawai(STAF2, KASI, validated=False))
    await december.at("2026-01-05T09:00")
    assert {str(STAF), str(STAF2)} & {t["asn_id"] for t in await december.service.told(SalinanOverdue)} == set()


async def test_nothing_of_it_leaks_into_the_other_law(kon: Planning) -> None:
    await kon.at("2025-12-20T09:00")
    await kon.service.hear(moving(), tenant="konsel")
    await kon.at("2026-04-05T00:01")
    assert await kon.service.told(SalinanOverdue) == [] and await kon.service.rows("SELECT 1 FROM salinan") == []
    refused = await kon.ask("GET", "/copies?tahun=2026", who=STAF)
    assert refused.status == 403 and "tidak seorang pun" in refused.body["detail"]
