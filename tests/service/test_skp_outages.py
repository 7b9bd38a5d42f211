"""The fair clock in skp: a breach of the law stays one, and is excused by an outage of its last day (X8)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from contracts.activity import OutageConfirmed
from contracts.skp import BreachExcused, PemutakhiranOverdue, SalinanDelivered, SalinanOverdue, SkpSet
from tests.service.hosted import Hosted
from tests.service.people import KASI, SEKDA, STAF, STAF2, calendar, office
from tests.service.planning import REVIEW, SEKDA_REVIEWER, Planning, butir, open_planning


def down(first: str, last: str, zone: str = "+07:00", layanan: tuple[str, ...] = ("gateway",)) -> OutageConfirmed:
    moments = (datetime.fromisoformat(f"{text}:00{zone}") for text in (first, last))
    begins, ends = moments
    return OutageConfirmed(gangguan_id=uuid4(), mulai=begins, selesai=ends, layanan=layanan, sebab="Listrik padam")


async def _asked(planning: Planning) -> None:
    kept = (await planning.upload(STAF)).body
    await planning.good("POST", "/updates", {"uraian": "Ijazah S2", "dokumen_id": kept["dokumen_id"]}, who=STAF)


async def _update(planning: Planning) -> dict[str, Any]:
    return dict((await planning.good("GET", "/updates", who=STAF))[0])


async def _copies(planning: Planning) -> dict[str, Any]:
    return dict((await planning.good("GET", "/copies?tahun=2026", who=STAF))[0])


@pytest.fixture
async def december(skp: Hosted) -> Planning:
    """The dinas on 30 November 2025, everybody known."""
    planning = Planning(skp, "kuansing")
    await planning.at("2025-11-30T23:00")
    await skp.hear(*calendar(), *office())
    return planning


@pytest.mark.parametrize(
    ("first", "last", "excused"),
    [("20:00", "20:59", False), ("20:00", "21:00", True), ("07:00", "08:30", True), ("06:30", "08:29", False)],
)
@pytest.mark.parametrize("when", ["before", "after"])
async def test_x8_kuan_p23_4_seven_days_stay_due_and_their_breach_is_excused(
    kuan: Planning, first: str, last: str, excused: bool, when: str
) -> None:
    """Asked on 20 March 2025, due on 9 April; 60 minutes between 07.30 and 24.00, known before or after midnight."""
    await kuan.at("2025-03-20T10:00")
    await _asked(kuan)
    await kuan.at("2025-04-09T23:00")
    await kuan.service.told()
    outage = down(f"2025-04-09T{first}", f"2025-04-09T{last}")
    if when == "before":
        await kuan.service.hear(outage)
    await kuan.at("2025-04-10T00:01")
    told = await kuan.service.told()
    assert [(t["due_on"], t.get("karena_gangguan")) for t in told] == [("2025-04-09", excused and when == "before")]
    if when == "after":
        await kuan.service.hear(outage)
        await kuan.service.hear(down(f"2025-04-09T{first}", f"2025-04-09T{last}"))
        later = [(t["perkara"], t["due_on"]) for t in await kuan.service.told(BreachExcused)]
        assert later == ([("pemutakhiran", "2025-04-09")] if excused else []), "once"
    found = await _update(kuan)
    assert (found["due_on"], found["overdue"], found["karena_gangguan"]) == ("2025-04-09", True, excused)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("last", "excused"), [("20:59", False), ("21:00", True)])
async def test_x8_kuan_p23_3_copies_stay_due_and_their_breach_is_excused(
    december: Planning, last: str, excused: bool, when: str
) -> None:
    outage = down("2026-01-02T20:00", f"2026-01-02T{last}")
    await december.at("2026-01-02T23:00")
    if when == "before":
        await december.service.hear(outage)
    await december.at("2026-01-03T00:01")
    told = await december.service.told(SalinanOverdue)
    assert {(t["due_on"], t["karena_gangguan"]) for t in told} == {("2026-01-02", excused and when == "before")}
    if when == "after":
        await december.service.hear(outage)
        assert len(await december.service.told(BreachExcused)) == (8 if excused else 0), "everybody's"
    mine = await _copies(december)
    assert (mine["overdue"], mine["karena_gangguan"]) == (True, excused)
    kept = (await december.upload(STAF)).body
    body = {"dokumen": [kept["dokumen_id"]]}
    done = await december.good("POST", f"/copies/{mine['salinan_id']}/deliver", body, who=STAF)
    assert (done["late"], done["karena_gangguan"]) == (True, excused)
    assert [t["karena_gangguan"] for t in await december.service.told(SalinanDelivered)] == [excused]


async def test_x8_who_breached_nothing_that_day_is_excused_from_nothing(december: Planning) -> None:
    await december.at("2026-01-02T09:00")
    mine = await _copies(december)
    kept = (await december.upload(STAF)).body
    body = {"dokumen": [kept["dokumen_id"]]}
    await december.good("POST", f"/copies/{mine['salinan_id']}/deliver", body, who=STAF)
    await december.at("2026-01-05T09:00")
    await december.service.hear(down("2026-01-02T08:00", "2026-01-02T12:00"))
    told = await december.service.told(BreachExcused)
    assert len(told) == 7 and str(STAF) not in {t["asn_id"] for t in told}
    assert (await _copies(december))["karena_gangguan"] is False
    await december.service.hear(down("2025-12-30T08:00", "2025-12-30T12:00"))
    assert await december.service.told(BreachExcused) == [], "another day"


async def test_x8_a_deadline_of_the_law_moves_where_the_pack_says_so(kuan: Planning) -> None:
    """`extend_statutory`: Wednesday 9 April 2025 and Thursday the 10th were down, so Friday the 11th."""
    await kuan.at("2025-03-20T10:00")
    await _asked(kuan)
    with kuan.service.law("activity", extend_statutory=True):
        await kuan.at("2025-04-09T23:00")
        await kuan.service.hear(*(down(f"2025-04-{day}T08:00", f"2025-04-{day}T09:00") for day in ("09", "10")))
        await kuan.service.told()
        await kuan.at("2025-04-11T23:59")
        assert await kuan.service.told(PemutakhiranOverdue) == []
        assert ((await _update(kuan))["due_on"], (await _update(kuan))["overdue"]) == ("2025-04-11", False)
        await kuan.at("2025-04-12T00:01")
        told = await kuan.service.told(PemutakhiranOverdue)
    assert [(t["due_on"], t["karena_gangguan"]) for t in told] == [("2025-04-11", False)]


async def test_x8_copies_move_where_the_pack_says_so(december: Planning) -> None:
    with december.service.law("activity", extend_statutory=True):
        await december.at("2026-01-02T22:00")
        await december.service.hear(down("2026-01-02T08:00", "2026-01-02T09:00"))
        await december.at("2026-01-05T23:59")
        assert await december.service.told(SalinanOverdue) == []
        await december.at("2026-01-06T00:01")
        told = await december.service.told(SalinanOverdue)
    assert len(told) == 8 and {t["due_on"] for t in told} == {"2026-01-05"}, "Friday's became Monday's"


async def _agreed(planning: Planning) -> str:
    made = await planning.draft(SEKDA, butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran", uraian="B"))
    await planning.good("POST", f"/sasaran/{made}/submit", who=SEKDA)
    await planning.good("POST", f"/sasaran/{made}/review", REVIEW, who=SEKDA_REVIEWER)
    await planning.good("POST", f"/sasaran/{made}/agree", who=SEKDA)
    await planning.good("POST", f"/sasaran/{made}/agree", who=planning.bupati)
    return made


async def _listed(planning: Planning) -> dict[str, Any]:
    found = await planning.good("GET", "/late?tahun=2026", who=SEKDA)
    return {row["asn_id"]: (row["late"], row["karena_gangguan"]) for row in found}


@pytest.mark.parametrize("when", ["before", "after"])
async def test_x8_kon_p15_2_january_is_of_the_law_there_and_excused(kon: Planning, when: str) -> None:
    made = await _agreed(kon)
    await kon.at("2026-02-01T09:00")
    outage = down("2026-01-31T22:00", "2026-01-31T23:00", "+08:00")
    if when == "before":
        await kon.service.hear(outage, tenant="konsel")
    done = await kon.good("POST", f"/sasaran/{made}/set", who=kon.bupati)
    assert (done["late"], done["karena_gangguan"]) == (True, when == "before")
    assert [t["karena_gangguan"] for t in await kon.service.told(SkpSet)] == [when == "before"]
    assert (await _listed(kon))[str(STAF2)] == (True, when == "before"), "who has none yet as well"
    if when == "after":
        await kon.service.hear(outage, tenant="konsel")
        assert [(t["perkara"], t["perkara_id"]) for t in await kon.service.told(BreachExcused)] == [("skp", made)]
    assert (await _listed(kon))[str(SEKDA)] == (True, True)
    mine = await kon.good("GET", "/sasaran?tahun=2026", who=SEKDA)
    assert (mine[0]["late"], mine[0]["karena_gangguan"]) == (True, True)


async def test_x8_after_an_outage_on_saturday_the_last_of_january_nobody_is_late_before_monday_is_over(
    kuan: Planning,
) -> None:
    await kuan.at("2026-02-01T09:00")
    await kuan.service.hear(down("2026-01-31T22:00", "2026-01-31T23:00"))
    for moment, late in (("2026-02-02T23:59", False), ("2026-02-03T00:01", True)):
        await kuan.at(moment)
        listed = await kuan.good("GET", "/late?tahun=2026", who=SEKDA)
        seen = await kuan.good("GET", "/subordinates?tahun=2026", who=KASI)
        for one in (*(row for row in listed if row["asn_id"] == str(STAF2)), *seen):
            assert (one.get("late", one.get("terlambat")), one["paling_lambat"]) == (late, "2026-02-02")


@pytest.mark.parametrize(("last", "late"), [("22:59", True), ("23:00", False)])
async def test_x8_a_january_that_only_the_system_asks_for_moves(kuan: Planning, last: str, late: bool) -> None:
    """Saturday 31 January is of no pasal in Kuantan Singingi, so Monday 2 February."""
    made = await _agreed(kuan)
    await kuan.at("2026-02-02T23:00")
    await kuan.service.hear(down("2026-01-31T22:00", f"2026-01-31T{last}"))
    assert (await kuan.good("POST", f"/sasaran/{made}/set", who=kuan.bupati))["late"] is late


@pytest.mark.parametrize(("tenant", "zone"), [("kuansing", "+07:00"), ("konsel", "+08:00")])
async def test_x8_the_outage_of_one_pemda_is_not_the_others(skp: Hosted, tenant: str, zone: str) -> None:
    planning = await open_planning(skp, tenant)
    await planning.at("2026-01-20T10:00")
    await _asked(planning)
    due = (await _update(planning))["due_on"]
    other = "konsel" if tenant == "kuansing" else "kuansing"
    await skp.hear(down(f"{due}T08:00", f"{due}T12:00", zone), tenant=other)
    await planning.at("2026-02-20T10:00")
    assert (await _update(planning))["karena_gangguan"] is False
    assert str(KASI) in {t["penilai_id"] for t in await skp.told(PemutakhiranOverdue)}


async def test_x8_an_outage_that_is_told_twice_excuses_once(kuan: Planning) -> None:
    await kuan.at("2025-03-20T10:00")
    await _asked(kuan)
    await kuan.at("2025-04-10T00:01")
    records = await kuan.service.hear(down("2025-04-09T08:00", "2025-04-09T09:00"))
    await kuan.service.deliver(records)
    assert len(await kuan.service.told(BreachExcused)) == 1


NINE, TEN, HALF = "2025-04-09T09:00", "2025-04-09T10:00", "2025-04-09T09:30"


@pytest.mark.parametrize(
    ("outages", "excused"),
    [
        ([(NINE, TEN, ("skp",))], True),
        ([(NINE, TEN, ("identity", "reporting"))], True),
        ([(NINE, TEN, ("semua",))], True),
        ([(NINE, TEN, ("reporting",))], False),
        ([(NINE, TEN, ("activity", "appraisal", "tpp"))], False),
        # half an hour of one needed service and half an hour of another, one after the other: an hour
        ([(NINE, HALF, ("gateway",)), (HALF, TEN, ("skp",))], True),
        ([(NINE, HALF, ("gateway",)), (NINE, HALF, ("skp",))], False),
        ([(NINE, HALF, ("gateway",)), (HALF, TEN, ("reporting",))], False),
        # named before there was a list
        ([(NINE, TEN, ("pusat data",))], True),
    ],
)
@pytest.mark.parametrize("when", ["before", "after"])
async def test_x8_only_an_outage_of_what_a_pemutakhiran_needs_excuses_it(
    kuan: Planning, outages: list[tuple[str, str, tuple[str, ...]]], excused: bool, when: str
) -> None:
    spells = [down(first, last, layanan=layanan) for first, last, layanan in outages]
    await kuan.at("2025-03-20T10:00")
    await _asked(kuan)
    await kuan.at("2025-04-09T23:00")
    await kuan.service.told()
    if when == "before":
        await kuan.service.hear(*spells)
    await kuan.at("2025-04-10T00:01")
    if when == "after":
        await kuan.service.hear(*spells)
        assert len(await kuan.service.told(BreachExcused)) == int(excused)
    found = await _update(kuan)
    assert (found["due_on"], found["overdue"], found["karena_gangguan"]) == ("2025-04-09", True, excused)


@pytest.mark.parametrize(("layanan", "moves"), [(("skp",), True), (("activity",), False)])
async def test_x8_extended_or_set_later_only_by_an_outage_of_skp(
    kuan: Planning, layanan: tuple[str, ...], moves: bool
) -> None:
    """January of Kuantan Singingi is the system's own: Saturday 31 January down, so Monday 2 February."""
    made = await _agreed(kuan)
    await kuan.at("2026-02-02T23:00")
    await kuan.service.hear(down("2026-01-31T21:00", "2026-01-31T23:00", layanan=layanan))
    assert (await kuan.good("POST", f"/sasaran/{made}/set", who=kuan.bupati))["late"] is not moves


@pytest.mark.parametrize(("layanan", "excused"), [(("identity",), True), (("activity",), False)])
async def test_x8_kuan_p23_3_copies_are_excused_by_an_outage_of_what_they_need(
    december: Planning, layanan: tuple[str, ...], excused: bool
) -> None:
    await december.at("2026-01-02T23:00")
    await december.service.hear(down("2026-01-02T20:00", "2026-01-02T21:00", layanan=layanan))
    await december.at("2026-01-03T00:01")
    assert {t["karena_gangguan"] for t in await december.service.told(SalinanOverdue)} == {excused}
