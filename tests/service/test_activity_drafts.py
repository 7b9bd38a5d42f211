"""Saved drafts (KUAN P18(a), P23(1), P31(1)) and how late a day may be entered (readings A16, X8)."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from contracts.activity import ActivitySubmitted
from tests.service.dinas import UTAMA, Office, entry
from tests.service.importing import csv_of, prepare, row
from tests.service.people import ADMIN, KASI, KEPALA, SEKDA, STAF, STAF2, pegawai


def _isi(day: str, **more: Any) -> dict[str, Any]:
    return {k: v for k, v in (entry(day) | more).items() if k != "benar"}


async def _draft(office: Office, isi: dict[str, Any]) -> str:
    made = await office.ask("POST", "/drafts", isi, who=STAF)
    assert (made.status, made.body["versi"]) == (201, 1), made.body
    return str(made.body["draf_id"])


async def _submit(office: Office, draf: str, versi: int = 1, benar: bool = True) -> Any:
    return await office.ask("POST", f"/drafts/{draf}/submit", {"versi": versi, "benar": benar}, who=STAF)


async def test_kuan_p18a_a_draft_is_saved_unfinished_completed_and_submitted(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    draf = await _draft(kuansing, {"uraian": "Menyusun"})
    lacking = await _submit(kuansing, draf)
    assert lacking.problem() == (422, "tanggal", "23(1)")
    edited = await kuansing.ask("PUT", f"/drafts/{draf}", {**_isi("2026-01-05"), "versi": 1}, who=STAF)
    assert (edited.status, edited.body["versi"], edited.body["isi"]["kuantitas"]) == (200, 2, 1)
    assert await kuansing.mine("2026-01") == {} and await kuansing.service.told() == [], "never an event"
    await kuansing.at("2026-01-07T15:00")
    assert (await _submit(kuansing, draf, 2, benar=False)).problem() == (422, "benar", "23(1)")
    made = await _submit(kuansing, draf, 2)
    # the clock starts with the submission: 7 January is day 0; 8, 9, 12, 13, 14, 15, 19
    assert (made.status, made.body["late"], made.body["due_on"]) == (201, True, "2026-01-19")
    assert list(await kuansing.mine("2026-01")) == [made.body["activity_id"]]
    assert len(await kuansing.service.told(ActivitySubmitted)) == 1
    assert (await _submit(kuansing, draf, 2)).status == 404
    assert (await kuansing.ask("GET", "/drafts", who=STAF)).body == []


async def test_kuan_p31_1_a_day_with_only_a_draft_is_missing(kuansing: Office) -> None:
    """Duty days of January 2026 of STAF are all submitted but the 20th (a draft only) and the 21st (nothing)."""
    await kuansing.at("2026-01-30T15:00")
    days = [2, *range(5, 10), *range(12, 16), 19, 22, 23, *range(26, 31)]
    for day in days:
        await kuansing.enter(f"2026-01-{day:02d}")
    draf = await _draft(kuansing, _isi("2026-01-20"))
    await kuansing.at("2026-02-14T00:01")
    told = await kuansing.service.told()
    assert [m["hari_kosong"] for m in told if m.get("month_id") == f"{STAF}:2026-01"] == [["2026-01-20", "2026-01-21"]]
    missed = [t["tanggal"] for t in told if t.get("hari_id", "").startswith(str(STAF))]
    assert missed == ["2026-01-20", "2026-01-21"]
    assert (await _submit(kuansing, draf)).problem()[::2] == (409, "A24"), "the month is closed"
    assert [d["draf_id"] for d in (await kuansing.ask("GET", "/drafts", who=STAF)).body] == [draf], "the draft stays"


async def test_a_draft_is_its_owners_alone(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    draf = await _draft(kuansing, _isi("2026-01-05"))
    for who in (STAF2, KASI, KEPALA, ADMIN):
        assert (await kuansing.ask("GET", "/drafts", who=who)).body == []
        assert (await kuansing.ask("PUT", f"/drafts/{draf}", {"versi": 1}, who=who)).status == 404
        assert (await kuansing.ask("DELETE", f"/drafts/{draf}", who=who)).status == 404
        body = {"versi": 1, "benar": True}
        assert (await kuansing.ask("POST", f"/drafts/{draf}/submit", body, who=who)).status == 404
    assert (await kuansing.ask("GET", f"/people/{STAF}/activities?periode=2026-01&tujuan=Periksa", who=KASI)).body == []
    assert (await kuansing.ask("DELETE", f"/drafts/{draf}", who=STAF)).status == 204
    assert (await kuansing.ask("DELETE", f"/drafts/{draf}", who=STAF)).status == 404


async def test_of_two_edits_of_one_version_one_is_409(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    draf = await _draft(kuansing, {})
    path = f"/drafts/{draf}"
    both = [kuansing.ask("PUT", path, {"uraian": said, "versi": 1}, who=STAF) for said in ("satu", "dua")]
    answers = await asyncio.gather(*both)
    assert sorted(a.status for a in answers) == [200, 409]
    (kept,) = (await kuansing.ask("GET", "/drafts", who=STAF)).body
    assert (kept["versi"], kept["isi"]["uraian"]) == (
        2,
        next(a.body["isi"]["uraian"] for a in answers if a.status == 200),
    )
    assert (await _submit(kuansing, draf, 1)).status == 409


@pytest.mark.parametrize(
    "change",
    [{"tanggal": "2026-01-09"}, {"selesai": "07:00:00"}, {"kategori": "tambahan"}, {"butir_id": str(uuid4())},
     {"mulai": "13:30:00", "selesai": "14:30:00"}],
)  # fmt: skip
async def test_kuan_p23_1_a_draft_is_judged_as_an_entry_is(kuansing: Office, change: dict[str, Any]) -> None:
    await kuansing.at("2026-01-06T15:00")
    await kuansing.enter("2026-01-06", mulai="13:00:00", selesai="14:00:00")
    draf = await _draft(kuansing, _isi("2026-01-06", **change))
    single = await kuansing.ask("POST", "/activities", entry("2026-01-06") | change, who=STAF)
    submitted = await _submit(kuansing, draf)
    assert submitted.status == single.status >= 400
    assert submitted.body["pasal"] == single.body["pasal"]


@pytest.mark.parametrize(("path", "made"), [("/activities", entry), ("/drafts", _isi)])
async def test_a_time_with_a_zone_is_no_time_of_the_day(kuansing: Office, path: str, made: Any) -> None:
    await kuansing.at("2026-01-06T15:00")
    body = made("2026-01-06", mulai="08:00:00Z")
    assert (await kuansing.ask("POST", path, body, who=STAF)).problem()[:2] == (422, "mulai")


async def test_there_is_an_end_to_drafts(kuansing: Office) -> None:
    await kuansing.at("2026-01-06T15:00")
    for _ in range(200):
        await _draft(kuansing, {})
    assert (await kuansing.ask("POST", "/drafts", {}, who=STAF)).status == 409
    assert (await kuansing.ask("POST", "/drafts", {"kuantitas": 0}, who=STAF2)).status == 422


# --- how late -------------------------------------------------------------------------------------


async def _all_ways(office: Office, tanggal: str, hour: int) -> list[tuple[str, int, str]]:
    """The same day entered by hand, with help, from a draft and from a file, at four hours of the day."""
    at = {"mulai": f"{hour:02d}:00:00", "selesai": f"{hour:02d}:15:00"}
    draf = await _draft(office, _isi(tanggal, mulai=f"{hour:02d}:20:00", selesai=f"{hour:02d}:25:00"))
    isi = entry(tanggal, mulai=f"{hour:02d}:30:00", selesai=f"{hour:02d}:45:00")
    answers = {
        "entered": await office.ask("POST", "/activities", entry(tanggal, **at), who=STAF),
        "helped": await office.ask("POST", "/assisted", {"asn_id": str(STAF), "alasan": "x", "isi": isi}, who=ADMIN),
        "draft": await _submit(office, draf),
    }
    found = [(way, a.status, a.body.get("pasal", "")) for way, a in answers.items()]
    file = (await prepare(office, csv_of(row(tanggal, MULAI=f"{hour}:50", SELESAI=f"{hour}:55")), STAF)).body
    found.append(("file", 201 if file["accepted"] else 409, "".join(r["pasal"] for r in file["refusals"])))
    return found


TAKEN = [(way, 201, "") for way in ("entered", "helped", "draft", "file")]
TOO_LATE = [(way, 409, "kebijakan") for way in ("entered", "helped", "draft", "file")]


async def test_kuan_reading_a16_by_default_a_day_may_be_entered_until_its_month_closes(kuansing: Office) -> None:
    await kuansing.at("2026-02-13T15:00")
    assert await _all_ways(kuansing, "2026-01-02", 8) == TAKEN
    assert {a["late"] for a in (await kuansing.mine("2026-01")).values() if a["state"] == "submitted"} == {True}


async def test_kuan_reading_a16_another_pemda_allows_seven_calendar_days(kuansing: Office) -> None:
    with kuansing.service.law("activity", backfill_limit=7):
        await kuansing.service.clear()
        await _reopen(kuansing)
        await kuansing.at("2026-01-12T23:00")
        assert await _all_ways(kuansing, "2026-01-05", 8) == TAKEN, "5 January + 7 = 12 January"
        await kuansing.at("2026-01-13T00:01")
        assert await _all_ways(kuansing, "2026-01-05", 10) == TOO_LATE


@pytest.mark.parametrize(("limit", "status"), [("period_close", 201), (7, 409)])
async def test_kuan_reading_a16_is_a_policy_of_the_other_pemda_too(
    konsel: Office, limit: str | int, status: int
) -> None:
    with konsel.service.law("activity", "konsel", backfill_limit=limit):
        await konsel.service.clear()
        await _reopen(konsel)
        await konsel.at("2026-01-13T00:01")
        assert (await konsel.ask("POST", "/activities", entry("2026-01-06"), who=STAF)).status == 201
        late = await konsel.ask("POST", "/activities", entry("2026-01-05"), who=STAF)
        assert (late.status, late.body.get("pasal")) == (status, None if status == 201 else "kebijakan")


@pytest.mark.parametrize(("minutes", "found"), [("20:59", TOO_LATE), ("21:00", TAKEN)])
async def test_x8_a_limit_of_the_systems_own_moves_past_an_outage(
    kuansing: Office, minutes: str, found: list[tuple[str, int, str]]
) -> None:
    """5 January + 7 = Monday 12 January, down from 20.00: to the end of Tuesday 13."""
    with kuansing.service.law("activity", backfill_limit=7):
        await kuansing.service.clear()
        await _reopen(kuansing)
        await kuansing.at("2026-01-12T22:00")
        body = {
            "mulai": "2026-01-12T20:00:00+07:00", "selesai": f"2026-01-12T{minutes}:00+07:00", "layanan": ["gateway"],
            "sebab": "Listrik padam",
        }  # fmt: skip
        made = await kuansing.ask("POST", "/outages", body, who=uuid4(), peran=("operator",))
        await kuansing.service.hear(pegawai(SEKDA, None, peran=("sekda", "pengelola_e_kinerja")))
        confirmed = await kuansing.ask("POST", f"/outages/{made.body['gangguan_id']}/confirm", who=SEKDA)
        assert confirmed.status == 200
        await kuansing.at("2026-01-13T23:00")
        assert await _all_ways(kuansing, "2026-01-05", 8) == found
        await kuansing.at("2026-01-14T00:01")
        assert await _all_ways(kuansing, "2026-01-05", 10) == TOO_LATE


async def test_x8_a_draft_may_be_submitted_as_long_as_an_outage_holds_the_month_open(kuansing: Office) -> None:
    """January closes at the end of Friday 13 February; down for an hour, so at the end of Wednesday 18."""
    await kuansing.at("2026-02-13T21:30")
    draf = await _draft(kuansing, _isi("2026-01-20"))
    body = {
        "mulai": "2026-02-13T20:00:00+07:00", "selesai": "2026-02-13T21:00:00+07:00", "layanan": ["gateway"],
        "sebab": "Listrik padam",
    }  # fmt: skip
    made = await kuansing.ask("POST", "/outages", body, who=uuid4(), peran=("operator",))
    await kuansing.service.hear(pegawai(SEKDA, None, peran=("sekda", "pengelola_e_kinerja")))
    await kuansing.ask("POST", f"/outages/{made.body['gangguan_id']}/confirm", who=SEKDA)
    await kuansing.at("2026-02-18T23:00")
    assert (await _submit(kuansing, draf)).status == 201


async def _reopen(office: Office) -> None:
    """The dinas again, after everything that was worked out under the other reading is forgotten."""
    from tests.service.dinas import skp
    from tests.service.people import calendar
    from tests.service.people import office as people

    await office.service.hear(*calendar(), *people(), skp(STAF, UTAMA), tenant=office.tenant)
