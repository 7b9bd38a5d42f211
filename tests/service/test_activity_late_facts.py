"""The clock's end counts, not the sweep's coming; and a closed month follows what becomes known of it later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.activity import ActivityApproved, ActivityEscalated, DayFilled, DayMissed, MonthMeasured
from contracts.identity import CalendarDaySet
from contracts.masa import MasaStatus
from contracts.vocabulary import StatusPegawai
from tests.service.dinas import Office, entry
from tests.service.people import KASI, STAF, pegawai

DAYS = ["2026-01-14", "2026-01-15", "2026-01-19"]


async def _due(kuansing: Office) -> tuple[str, str]:
    """An entry, and the last day of its clock."""
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    return made, str((await kuansing.mine("2026-01"))[made]["due_on"])


async def test_kuan_p23_7_a_look_after_the_end_of_day_seven_is_none(kuansing: Office) -> None:
    made, due = await _due(kuansing)
    after = date.fromisoformat(due) + timedelta(days=1)
    kuansing.service.stand_at(f"{after}T00:00:00")
    await kuansing.look()
    await kuansing.service.told()
    await kuansing.at(f"{after}T00:00:01")
    assert not await kuansing.service.told(ActivityEscalated)
    assert (await kuansing.mine("2026-01"))[made]["cara"] == "auto"


async def test_kuan_p23_7_a_look_in_the_last_instant_counts(kuansing: Office) -> None:
    made, due = await _due(kuansing)
    await kuansing.at(f"{due}T23:59:58")
    await kuansing.look()
    await kuansing.at(f"{date.fromisoformat(due) + timedelta(days=1)}T00:00:01")
    assert (await kuansing.mine("2026-01"))[made]["state"] == "escalated"


@pytest.mark.parametrize("seen", [False, True])
@pytest.mark.parametrize("act", ["verify", "reject", "correct", "edit", "attach"])
async def test_kuan_p23_5_what_is_decided_after_the_end_waits_for_what_the_law_makes_of_it(
    kuansing: Office, act: str, seen: bool
) -> None:
    made, due = await _due(kuansing)
    if seen:
        await kuansing.look()
    kuansing.service.stand_at(f"{date.fromisoformat(due) + timedelta(days=1)}T00:00:00")
    isi = {k: v for k, v in entry("2026-01-05").items() if k not in ("tanggal", "benar")}
    method, path, body, who = {
        "verify": ("POST", "/verify", {"ids": [made]}, KASI),
        "reject": ("POST", f"/activities/{made}/reject", {"dasar": "tidak_sesuai_data", "alasan": "tidak ada"}, KASI),
        "correct": ("POST", f"/activities/{made}/correct", isi | {"alasan": "kurang"}, KASI),
        "edit": ("PUT", f"/activities/{made}", entry("2026-01-05", uraian="lain"), STAF),
        "attach": ("DELETE", f"/activities/{made}/evidence/{made}", None, STAF),
    }[act]
    answer = await kuansing.ask(method, path, body, who=who)
    assert answer.status == 409 and due in answer.body["detail"], answer.body
    await kuansing.service.told()
    await kuansing.at(f"{date.fromisoformat(due) + timedelta(days=1)}T00:00:01")
    assert len(await kuansing.service.told(ActivityEscalated if seen else ActivityApproved)) == 1


async def _missed(kuansing: Office) -> set[str]:
    """The missed days of January after it has closed, of the staff member."""
    found = await kuansing.service.rows("SELECT tanggal FROM hari_kosong WHERE version > 0 AND asn_id = $1", STAF)
    return {str(row["tanggal"]) for row in found}


async def _closed(kuansing: Office) -> None:
    await kuansing.at("2026-02-17T09:00")
    assert set(DAYS) <= await _missed(kuansing)
    await kuansing.service.told()


def _on_leave(first: str, last: str) -> Any:
    spells = [
        (date(2024, 1, 2), date.fromisoformat(first) - timedelta(days=1), StatusPegawai.AKTIF),
        (date.fromisoformat(first), date.fromisoformat(last), StatusPegawai.CUTI),
        (date.fromisoformat(last) + timedelta(days=1), None, StatusPegawai.AKTIF),
    ]
    return pegawai(STAF, KASI, masa_status=tuple(MasaStatus(mulai=a, selesai=b, status=s) for a, b, s in spells))


async def test_kuan_p31_1_leave_and_a_holiday_recorded_after_the_close_leave_no_missed_days(kuansing: Office) -> None:
    await _closed(kuansing)
    await kuansing.service.hear(_on_leave(DAYS[0], DAYS[1]))
    await kuansing.service.hear(CalendarDaySet(tanggal=date.fromisoformat(DAYS[2]), libur=True, nama="Libur daerah"))
    await kuansing.at("2026-02-17T09:05")
    assert not set(DAYS) & await _missed(kuansing)
    told = await kuansing.service.told()
    assert {t["tanggal"] for t in told if t.get("hari_id") and t["asn_id"] == str(STAF)} == set(DAYS)
    months = [t for t in told if t.get("month_id") == f"{STAF}:2026-01"]
    assert months and not set(DAYS) & set(months[-1]["hari_kosong"])
    assert months[-1]["hari_kerja"] == 17, "20 working days less three"


async def test_kuan_p31_1_a_day_off_is_not_judged_and_one_judged_is_taken_back(kuansing: Office) -> None:
    await _closed(kuansing)
    judged = {
        "asn_id": str(STAF),
        "tanggal": DAYS[0],
        "sengaja": True,
        "tanggapan": "lupa",
        "cara_didengar": "tatap_muka",
        "didengar_pada": DAYS[2],
        "alasan": "sengaja",
    }
    assert (await kuansing.ask("POST", "/missed/judge", judged, who=KASI)).status == 204
    await kuansing.service.hear(_on_leave(DAYS[0], DAYS[1]))
    # before the month has followed
    answer = await kuansing.ask("POST", "/missed/judge", judged | {"tanggal": DAYS[1]}, who=KASI)
    assert answer.problem()[0] == 409 and "tidak wajib" in answer.body["detail"]
    await kuansing.service.told()
    await kuansing.at("2026-02-17T09:05")
    assert len(await kuansing.service.told(DayFilled)) == 2
    answer = await kuansing.ask("POST", "/missed/judge", judged | {"tanggal": DAYS[1]}, who=KASI)
    assert answer.problem()[0] == 409
    assert [p["state"] for p in await kuansing.service.get("/pembinaan", actor=STAF)] == ["lapsed"]


async def test_an_approval_stands_whatever_the_day_becomes(kuansing: Office) -> None:
    """Decision 0009: what was approved stays approved; the month counts it."""
    await kuansing.at("2026-01-14T15:00")
    await kuansing.enter("2026-01-14")
    await kuansing.at("2026-02-17T09:00")
    await kuansing.service.hear(_on_leave(DAYS[0], DAYS[1]))
    await kuansing.service.told()
    await kuansing.at("2026-02-17T09:05")
    month = [t for t in await kuansing.service.told(MonthMeasured) if t["asn_id"] == str(STAF)][-1]
    assert month["approved_auto"] == 1


async def test_kuan_p11_5_nobody_misses_a_day_before_he_is_a_user(kuansing: Office) -> None:
    new = pegawai(UUID(int=0x9F01), KASI)
    await kuansing.at("2026-01-20T09:00")
    await kuansing.service.hear(new)
    await kuansing.service.told()
    await kuansing.at("2026-02-17T09:00")
    missed = {t["tanggal"] for t in await kuansing.service.told(DayMissed) if t["asn_id"] == str(new.asn_id)}
    assert min(missed) == "2026-01-20"
    assert {"2026-01-20", "2026-01-21"} <= missed
