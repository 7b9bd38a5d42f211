"""What is shown and what happens while nobody is pejabat penilai (KUAN P23(5), (7); reading A22)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.activity import ActivityApproved, ActivityEdited, ActivityEscalated, ActivitySubmitted
from contracts.identity import PegawaiRecorded
from contracts.vocabulary import StatusPegawai
from tests.service.dinas import Office, entry
from tests.service.importing import csv_of, prepare, row
from tests.service.people import KABID, KASI, KEPALA, REVIEWER, SEKDA, STAF, STAF2, pegawai, term

HELD = (None, "jabatan_kosong")
# Monday 5 January + 7 working days: 6, 7, 8, 9, 12, 13, 14
DUE = ("2026-01-14", None)


def vacant(first: date) -> PegawaiRecorded:
    """Told: the post of STAF's penilai is empty from a day on."""
    before = first.replace(day=first.day - 1)
    terms = (term(KASI, selesai=before), term(None, first, sebagai="kosong"))
    return pegawai(STAF, None, penilai=terms)


async def _shown(office: Office, made: str) -> tuple[Any, Any]:
    found = (await office.mine("2026-01"))[made]
    return found["due_on"], found["penangguhan"]


async def test_kuan_reading_a22_the_clock_is_shown_as_standing_still_at_once(kuansing: Office) -> None:
    """Known on Wednesday 7 January at noon that the post is empty since the 7th: not only when the 14th has ended."""
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    assert await _shown(kuansing, made) == DUE
    await kuansing.at("2026-01-07T12:00")
    await kuansing.service.hear(vacant(date(2026, 1, 7)))
    assert await _shown(kuansing, made) == HELD
    path = f"/people/{STAF}/activities?periode=2026-01&tujuan=Pemeriksaan"
    seen = await kuansing.ask("GET", path, who=REVIEWER)
    assert [(e["due_on"], e["penangguhan"]) for e in seen.body] == [HELD]
    await kuansing.at("2026-01-15T00:01")
    assert await _shown(kuansing, made) == HELD, "and so it stays"


async def test_kuan_reading_a22_a_vacancy_to_come_lets_the_clock_run_until_its_day(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.service.hear(vacant(date(2026, 1, 8)))
    await kuansing.at("2026-01-07T23:59")
    assert await _shown(kuansing, made) == DUE
    await kuansing.at("2026-01-08T00:01")
    assert await _shown(kuansing, made) == HELD


async def test_kuan_reading_a22_what_is_entered_or_edited_meanwhile_has_no_last_day(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    old = await kuansing.enter("2026-01-05")
    await kuansing.service.hear(vacant(date(2026, 1, 5)))
    await kuansing.at("2026-01-06T15:00")
    new = await kuansing.enter("2026-01-06")
    edited = await kuansing.ask("PUT", f"/activities/{old}", entry("2026-01-05", kuantitas=2), who=STAF)
    assert (edited.status, edited.body["due_on"]) == (200, None)
    assert [t["due_on"] for t in await kuansing.service.told(ActivityEdited)] == [None]
    assert [await _shown(kuansing, one) for one in (old, new)] == [HELD, HELD]
    plt = term(REVIEWER, date(2026, 1, 7), date(2026, 6, 30), "plt")
    told = vacant(date(2026, 1, 5))
    await kuansing.service.hear(pegawai(STAF, REVIEWER, penilai=(*told.penilai, plt)))
    await kuansing.at("2026-01-07T08:00")
    # day 0 = Wednesday 7 January, his first; 8, 9, 12, 13, 14, 15, 19 (the 16th is a holiday)
    assert [await _shown(kuansing, one) for one in (old, new)] == [("2026-01-19", None)] * 2


@pytest.mark.parametrize("way", ["one by one", "a draft", "a file"])
async def test_kuan_reading_a22_no_receipt_and_no_fact_names_a_last_day_while_the_post_is_vacant(
    kuansing: Office, way: str
) -> None:
    await kuansing.service.hear(vacant(date(2026, 1, 3)))
    await kuansing.at("2026-01-05T15:00")
    if way == "one by one":
        told = (await kuansing.ask("POST", "/activities", entry("2026-01-05"), who=STAF)).body
        assert (told["state"], told["due_on"]) == ("submitted", None)
    elif way == "a draft":
        said = {k: v for k, v in entry("2026-01-05").items() if k != "benar"}
        draft = (await kuansing.ask("POST", "/drafts", said, who=STAF)).body["draf_id"]
        sent = await kuansing.ask("POST", f"/drafts/{draft}/submit", {"versi": 1, "benar": True}, who=STAF)
        assert (sent.status, sent.body["due_on"]) == (201, None)
    else:
        made = (await prepare(kuansing, csv_of(row("2026-01-05")), STAF)).body["impor_id"]
        sent = await kuansing.ask("POST", f"/imports/{made}/confirm", {"benar": True}, who=STAF)
        assert (sent.status, sent.body["written"]) == (200, 1)
    assert [t["due_on"] for t in await kuansing.service.told(ActivitySubmitted)] == [None]
    (only,) = await kuansing.mine("2026-01")
    assert await _shown(kuansing, only) == HELD
    # taken back on the 9th, before the 14th: the last day of seven working days holds
    await kuansing.at("2026-01-09T09:00")
    await kuansing.service.hear(pegawai(STAF, KASI))
    assert await _shown(kuansing, only) == DUE


@pytest.mark.parametrize("back", ["2026-01-09T09:00", "2026-01-19T09:00"])
async def test_kuan_reading_a22_a_vacancy_that_is_taken_back_leaves_nobody_without_a_clock(
    kuansing: Office, back: str
) -> None:
    """Before the 14th the old last day holds; after it, what stood still gets seven working days from that day."""
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.service.hear(vacant(date(2026, 1, 7)))
    await kuansing.at(back)
    assert await _shown(kuansing, made) == HELD
    await kuansing.service.hear(pegawai(STAF, KASI))
    while await kuansing.service.fire():
        pass
    # 20, 21, 22, 23, 26, 27, 28 January
    due = "2026-01-14" if back < "2026-01-14" else "2026-01-28"
    assert await _shown(kuansing, made) == (due, None)
    await kuansing.service.told()
    await kuansing.at(f"{date.fromisoformat(due).replace(day=int(due[-2:]) + 1)}T00:01")
    assert [t["activity_id"] for t in await kuansing.service.told(ActivityApproved)] == [made]


async def test_kuan_reading_a22_only_what_waits_stands_still_and_only_under_the_vacant_post(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    done = await kuansing.enter("2026-01-05")
    assert (await kuansing.verify(done)).status == 200
    await kuansing.service.hear(vacant(date(2026, 1, 6)))
    await kuansing.at("2026-01-06T09:00")
    assert await _shown(kuansing, done) == DUE, "it was decided"
    path = f"/people/{STAF2}/activities?periode=2026-01&tujuan=Pemeriksaan"
    assert (await kuansing.ask("GET", path, who=KABID)).body == []


async def test_kon_b30_where_there_is_no_clock_none_stands_still(konsel: Office) -> None:
    await konsel.at("2026-01-05T15:00")
    made = await konsel.enter("2026-01-05")
    await konsel.service.hear(vacant(date(2026, 1, 5)), tenant="konsel")
    assert await _shown(konsel, made) == (None, None)


# --- a penilai who was silent, and above him nobody -------------------------------------------------------------------

LEFT, EMPTY = date(2025, 12, 31), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("gone", "kepada", "peran"),
    [((), KABID, ""), ((KABID,), KEPALA, ""), ((KABID, KEPALA), SEKDA, ""), ((KABID, KEPALA, SEKDA), None, "bupati")],
)
async def test_kuan_p23_7_reading_a22_the_notice_of_silence_goes_past_vacant_posts(
    kuansing: Office, gone: tuple[UUID, ...], kepada: UUID | None, peran: str
) -> None:
    await kuansing.at("2026-01-05T15:00")
    await kuansing.enter("2026-01-05")
    await kuansing.look()
    boss = {KASI: KABID, KABID: KEPALA, KEPALA: SEKDA, SEKDA: None}
    for one, head in boss.items():
        status = StatusPegawai.PENSIUN if one in gone else StatusPegawai.AKTIF
        terms = (term(head, selesai=LEFT), term(None, EMPTY, sebagai="kosong")) if head in gone else None
        told: dict[str, Any] = {"status": status, **({"penilai": terms} if terms else {})}
        await kuansing.service.hear(pegawai(one, None if terms else head, **told))
    await kuansing.service.told()
    await kuansing.at("2026-01-15T00:01")
    told_of = await kuansing.service.told(ActivityEscalated)
    assert [(t["kepada"], t["kepada_peran"]) for t in told_of] == [(str(kepada) if kepada else None, peran)]
    reader: dict[str, Any] = {"actor": kepada} if kepada else {"actor": UUID(int=0x9), "peran": ("bupati",)}
    assert "tidak diputus" in (await kuansing.service.get("/messages", **reader))[0]["isi"]
