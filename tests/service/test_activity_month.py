"""The close of a month, the days that stayed empty, and the fair clock (KUAN P31(1); readings A13, A24, A30; X8)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec import structs

from contracts.activity import (
    MissedDayJudged,
    MonthMeasured,
)
from contracts.masa import MasaStatus
from contracts.vocabulary import StatusPegawai
from tests.service.dinas import TAMBAHAN, UTAMA, Office, entry, skp
from tests.service.hosted import Hosted
from tests.service.people import ADMIN, KABID, KASI, REVIEWER, SEKDA, SINCE, STAF, STAF2, calendar, office, pegawai

# January 2026, Monday to Friday without 1 and 16 January: twenty working days. It closes at the end of working day ten
# of February: 2, 3, 4, 5, 6, 9, 10, 11, 12, 13 February 2026.
JANUARY = [date(2026, 1, d) for d in (2, 5, 6, 7, 8, 9, 12, 13, 14, 15, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30)]
LAST, AFTER = "2026-02-13T23:59", "2026-02-14T00:01"


async def _january(office: Office, *without: int) -> None:
    """Everything entered but the days named; the first entry also starts the clock of the month."""
    await office.at("2026-01-30T17:00")
    for day in JANUARY:
        if day.day not in without:
            await office.enter(day.isoformat())


async def _measured(office: Office, who: UUID = STAF) -> list[dict[str, Any]]:
    return [m for m in await office.service.told(MonthMeasured) if m["asn_id"] == str(who)]


async def test_kuan_reading_a24_the_month_closes_at_the_end_of_working_day_ten(kuansing: Office) -> None:
    await _january(kuansing, 20)
    await kuansing.at(LAST)
    assert await _measured(kuansing) == []
    await kuansing.enter("2026-01-20")
    await kuansing.at(AFTER)
    found = await _measured(kuansing)
    assert [(m["hari_kerja"], m["hari_terisi"], m["hari_kosong"]) for m in found] == [(20, 20, [])]
    refused = await kuansing.ask(
        "POST", "/activities", entry("2026-01-21", mulai="10:00:00", selesai="11:00:00"), who=STAF
    )
    assert refused.problem() == (409, "tanggal", "A24")


async def test_kuan_p31_1_a_duty_day_without_a_submitted_entry_is_missed(kuansing: Office) -> None:
    await _january(kuansing, 20, 21)
    # withheld and assisted: the first is submitted, the second is not (drafts count for nothing)
    ids = list(await kuansing.mine("2026-01"))
    no = {"dasar": "tidak_sesuai_data", "alasan": "Tidak ada."}
    assert (await kuansing.ask("POST", f"/activities/{ids[0]}/reject", no, who=KASI)).status == 200
    help_ = {"asn_id": str(STAF), "alasan": "Sakit.", "isi": entry("2026-01-20")}
    assert (await kuansing.ask("POST", "/assisted", help_, who=ADMIN)).status == 201
    await kuansing.at(AFTER)
    told = await kuansing.service.told()
    missed = [t["tanggal"] for t in told if t.get("hari_id", "").startswith(str(STAF)) and "sengaja" not in t]
    assert missed == ["2026-01-20", "2026-01-21"]
    measured = [m for m in told if m.get("month_id") == f"{STAF}:2026-01"]
    assert measured[0]["rejected"] == 1 and measured[0]["hari_kosong"] == missed


async def test_kuan_p31_1_a_late_penilai_never_costs_the_employee(kuansing: Office) -> None:
    await _january(kuansing)
    await kuansing.look()
    await kuansing.at(AFTER)
    assert [m["hari_kosong"] for m in await _measured(kuansing)] == [[]]


async def test_kuan_reading_a30_leave_is_no_duty(kuansing: Office) -> None:
    spells = (
        MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF),
        MasaStatus(mulai=date(2026, 1, 20), selesai=date(2026, 1, 22), status=StatusPegawai.CUTI),
    )
    await _january(kuansing, 20, 21, 22, 23)
    await kuansing.service.hear(pegawai(STAF, KASI, masa_status=spells))
    await kuansing.at(AFTER)
    assert [(m["hari_kerja"], m["hari_kosong"]) for m in await _measured(kuansing)] == [(17, ["2026-01-23"])]


async def test_kuan_reading_a24_a_month_is_opened_for_one_person_and_the_missing_day_reversed(kuansing: Office) -> None:
    await _january(kuansing, 20)
    await kuansing.at("2026-02-16T08:00")
    assert len(await _measured(kuansing)) == 1
    ask = {"asn_id": str(STAF), "periode": "2026-01", "alasan": "Gangguan listrik.", "dokumen": "ND-12/2026"}
    assert (await kuansing.ask("POST", "/months/open", ask, who=KASI)).status == 403
    assert (await kuansing.ask("POST", "/months/open", ask | {"dokumen": ""}, who=ADMIN)).problem()[1] == "dokumen"
    # Monday 16 and Tuesday 17 February are holidays: 18, 19, 20
    opened = await kuansing.ask("POST", "/months/open", ask, who=ADMIN)
    assert opened.body == {"periode": "2026-01", "sampai": "2026-02-20"}
    assert (await kuansing.ask("POST", "/months/open", ask, who=ADMIN)).status == 409
    assert (await kuansing.ask("POST", "/activities", entry("2026-01-20"), who=STAF)).status == 201
    assert (await kuansing.ask("POST", "/activities", entry("2026-01-20"), who=STAF2)).status in (409, 422)
    await kuansing.at("2026-02-21T00:01")
    told = await kuansing.service.told()
    assert [m["hari_kosong"] for m in told if m.get("month_id") == f"{STAF}:2026-01"] == [[]]
    rows = await kuansing.service.rows(
        "SELECT type, version FROM outbox WHERE subject LIKE $1 ORDER BY id", f"{STAF}:2026-01%"
    )
    assert [(r["type"].rpartition(".")[2], r["version"]) for r in rows] == [
        ("MonthMeasured", 1), ("DayMissed", 1), ("MonthMeasured", 2), ("DayFilled", 2),
    ]  # fmt: skip
    late = await kuansing.ask(
        "POST", "/activities", entry("2026-01-20", mulai="10:00:00", selesai="11:00:00"), who=STAF
    )
    assert late.problem()[2] == "A24", "closed again"


async def test_kuan_p31_1_reading_a13_the_penilai_finds_deliberate_or_not_after_hearing(kuansing: Office) -> None:
    await _january(kuansing, 20, 21)
    await kuansing.at(AFTER)
    listed = await kuansing.service.get("/missed?periode=2026-01", actor=KASI)
    assert [(d["tanggal"], d["sengaja"]) for d in listed if d["asn_id"] == str(STAF)] == [
        ("2026-01-20", None), ("2026-01-21", None),
    ]  # fmt: skip
    finding = {
        "asn_id": str(STAF), "tanggal": "2026-01-20", "sengaja": True, "tanggapan": "Lupa.", "cara_didengar": "tatap_muka", "didengar_pada": "2026-01-20", "alasan": "Tiga kali.",
    }  # fmt: skip
    assert (await kuansing.ask("POST", "/missed/judge", finding, who=KABID)).status == 403
    for blank in ("", " \n"):
        unheard = await kuansing.ask("POST", "/missed/judge", finding | {"tanggapan": blank}, who=KASI)
        assert unheard.problem()[1] == "tanggapan"
    assert (await kuansing.ask("POST", "/missed/judge", finding, who=KASI)).status == 204
    assert (await kuansing.ask("POST", "/missed/judge", finding, who=KASI)).status == 409, "once"
    assert (
        await kuansing.ask(
            "POST", "/missed/judge", finding | {"tanggal": "2026-01-22", "didengar_pada": "2026-01-22"}, who=KASI
        )
    ).status == 404
    assert [t["sengaja"] for t in await kuansing.service.told(MissedDayJudged)] == [True]
    negligent = finding | {"tanggal": "2026-01-21", "didengar_pada": "2026-01-21", "sengaja": False}
    assert (await kuansing.ask("POST", "/missed/judge", negligent, who=KASI)).status == 204
    (kept,) = await kuansing.service.rows("SELECT * FROM pembinaan")
    assert (str(kept["asn_id"]), kept["tanggal"], kept["penilai_id"], kept["alasan"]) == (
        str(STAF), date(2026, 1, 20), KASI, "Tiga kali.",
    )  # fmt: skip
    shown = await kuansing.service.get("/missed?periode=2026-01", actor=STAF)
    assert [(d["tanggal"], d["pembinaan_id"]) for d in shown] == [
        ("2026-01-20", str(kept["pembinaan_id"])), ("2026-01-21", None),
    ]  # fmt: skip
    said = [m["isi"] for m in await kuansing.service.get("/messages", actor=STAF)]
    assert any(isi.startswith("Hari kosong 2026-01-20: disengaja") for isi in said)


async def _outage(
    office: Office, first: str, last: str, confirmed: bool = True, layanan: tuple[str, ...] = ("gateway",)
) -> dict[str, Any]:
    body = {
        "mulai": f"{first}:00+07:00",
        "selesai": f"{last}:00+07:00",
        "layanan": layanan,
        "sebab": "Listrik padam",
    }
    made = await office.ask("POST", "/outages", body, who=uuid4(), peran=("operator",))
    assert made.status == 201, made.body
    if confirmed:
        path = f"/outages/{made.body['gangguan_id']}/confirm"
        assert (await office.ask("POST", path, who=REVIEWER)).status == 403
        await office.service.hear(pegawai(SEKDA, None, peran=("sekda", "pengelola_e_kinerja")))
        assert (await office.ask("POST", path, who=SEKDA)).status == 200
        assert (await office.ask("POST", path, who=SEKDA)).status == 409
    return dict(made.body)


@pytest.mark.parametrize(
    ("minutes", "confirmed", "closes"),
    [("20:59", True, "2026-02-13"), ("21:00", True, "2026-02-18"), ("21:00", False, "2026-02-13")],
)
async def test_x8_an_hour_of_outage_on_the_last_day_moves_the_close(
    kuansing: Office, minutes: str, confirmed: bool, closes: str
) -> None:
    """Friday 13 February; Monday 16 and Tuesday 17 are holidays, so Wednesday 18."""
    await _january(kuansing, 20)
    await kuansing.at("2026-02-13T21:30")
    await _outage(kuansing, "2026-02-13T20:00", f"2026-02-13T{minutes}", confirmed)
    await kuansing.at(f"{closes}T23:59")
    assert await _measured(kuansing) == []
    day = date.fromisoformat(closes)
    await kuansing.at(f"{day.replace(day=day.day + 1)}T00:01")
    assert len(await _measured(kuansing)) == 1


async def test_x8_a_deadline_of_the_law_stays_and_its_breach_is_excused(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    seen = await kuansing.enter("2026-01-05")
    await kuansing.look()
    unseen = await kuansing.enter("2026-01-05", mulai="10:00:00", selesai="11:00:00")
    await kuansing.at("2026-01-14T22:30")
    await _outage(kuansing, "2026-01-14T20:00", "2026-01-14T22:00")
    await kuansing.service.told()
    await kuansing.at("2026-01-15T00:01")
    found = await kuansing.mine("2026-01")
    assert (found[seen]["state"], found[unseen]["state"]) == ("escalated", "approved")
    told = await kuansing.service.told()
    assert [t["karena_gangguan"] for t in told if "karena_gangguan" in t] == [True]
    assert "gangguan sistem" in (await kuansing.service.get("/messages", actor=KABID))[0]["isi"]


@pytest.mark.parametrize(
    ("change", "peran", "status"),
    [({}, (), 403), ({"selesai": "2026-01-05T07:00:00+07:00"}, ("operator",), 422), ({"layanan": []}, ("operator",), 422),
     ({"selesai": "2026-01-05T23:00:00+07:00"}, ("operator",), 422),
     ({"layanan": ["gateway", "Listrik"]}, ("operator",), 422), ({"layanan": ["semua"]}, ("operator",), 201)],
)  # fmt: skip
async def test_x8_what_the_ledger_does_not_take(
    kuansing: Office, change: dict[str, Any], peran: tuple[str, ...], status: int
) -> None:
    await kuansing.at("2026-01-05T15:00")
    body = {
        "mulai": "2026-01-05T08:00:00+07:00", "selesai": "2026-01-05T09:00:00+07:00", "layanan": ["gateway"],
        "sebab": "Listrik padam",
    }  # fmt: skip
    assert (await kuansing.ask("POST", "/outages", body | change, who=uuid4(), peran=peran)).status == status


async def test_x8_the_ledger_is_open_to_everyone_of_the_pemda(kuansing: Office) -> None:
    await kuansing.at("2026-01-14T22:30")
    await _outage(kuansing, "2026-01-13T08:00", "2026-01-13T09:00")
    body = {
        "mulai": "2026-01-14T20:00:00+07:00", "selesai": "2026-01-14T21:00:00+07:00", "layanan": ["activity"],
        "sebab": "Listrik padam",
    }  # fmt: skip
    recorded = await kuansing.ask("POST", "/outages", body, who=uuid4(), peran=("operator",))
    seen = (await kuansing.ask("GET", "/outages", who=STAF)).body
    assert [(o["mulai"], o["selesai"], o["dikonfirmasi"]) for o in seen] == [
        ("2026-01-14T13:00:00Z", "2026-01-14T14:00:00Z", False), ("2026-01-13T01:00:00Z", "2026-01-13T02:00:00Z", True),
    ]  # fmt: skip
    assert (seen[0]["gangguan_id"], seen[0]["sebab"]) == (recorded.body["gangguan_id"], "Listrik padam")
    other = await kuansing.service.ask("GET", "/outages", actor=STAF, tenant="konsel")
    assert other.body == []


async def test_x6_a_unit_of_six_days_counts_saturdays(kuansing: Office) -> None:
    await kuansing.service.hear(pegawai(STAF, KASI, hari_kerja=6))
    await kuansing.at("2025-03-20T15:45")
    made = await kuansing.enter("2025-03-20")
    assert (await kuansing.mine("2025-03"))[made]["due_on"] == "2025-04-05"
    await _january(kuansing, 20)
    await kuansing.at(AFTER)
    # January 2026 has five Saturdays, none of them a holiday
    found = [m for m in await _measured(kuansing) if m["periode"] == "2026-01"]
    assert [(m["hari_kerja"], len(m["hari_kosong"])) for m in found] == [(25, 6)]


async def test_kuan_p25_1_what_a_closed_month_holds_is_read_only(kuansing: Office) -> None:
    """The electronic archive of P25(2) a: after the close nobody changes, reopens or removes an entry.

    What still waits is decided on (P23(5), (8), A24): that changes its state, and nothing of what it says.
    """
    await _january(kuansing)
    first, second = list(await kuansing.mine("2026-01"))[:2]
    assert (await kuansing.verify(first)).status == 200
    await kuansing.look()
    await kuansing.at(AFTER)
    before = await kuansing.mine("2026-01")
    no, said = {"dasar": "tidak_sesuai_data", "alasan": "x"}, {"alasan": "x"}
    body = entry(before[second]["tanggal"], kuantitas=9)
    fixed = {k: v for k, v in body.items() if k not in ("tanggal", "benar")} | said
    for method, path, sent, who in (
        ("PUT", f"/activities/{second}", body, STAF),
        ("POST", f"/activities/{second}/correct", fixed, KASI), ("POST", f"/activities/{first}/reopen", said, KASI),
        ("PUT", f"/assisted/{second}", {"isi": body, **said}, ADMIN),
    ):  # fmt: skip
        refused = await kuansing.ask(method, path, sent, who=who)
        assert refused.problem() == (409, "", "A24"), (method, path, refused.body)
    assert (await kuansing.ask("DELETE", f"/activities/{first}", who=STAF)).status == 405
    assert await kuansing.mine("2026-01") == before
    assert (await kuansing.ask("POST", f"/activities/{second}/reject", no, who=KASI)).status == 200
    decided = {"state": "rejected", "alasan": "x"}
    assert await kuansing.mine("2026-01") == before | {second: before[second] | decided}


async def test_kuan_p31_1_reading_a24_a_first_month_in_which_nobody_enters_anything_closes(kuansing: Office) -> None:
    """All twenty days of January are missed by everyone on duty, and February follows."""
    await kuansing.at(LAST)
    assert await kuansing.service.told(MonthMeasured) == []
    await kuansing.at(AFTER)
    told = await kuansing.service.told()
    months = [m for m in told if m.get("periode") == "2026-01"]
    assert {m["asn_id"] for m in months} >= {str(STAF), str(STAF2), str(KASI)}
    mine = [m for m in months if m["asn_id"] == str(STAF)]
    assert [(m["hari_kerja"], m["hari_terisi"], m["submitted"]) for m in mine] == [(20, 0, 0)]
    missed = [t["tanggal"] for t in told if t.get("hari_id", "").startswith(str(STAF))]
    assert missed == [day.isoformat() for day in JANUARY] == mine[0]["hari_kosong"]
    await kuansing.at("2026-03-20T00:01")
    assert {m["periode"] for m in await kuansing.service.told(MonthMeasured)} == {"2026-02"}


async def test_kuan_reading_a24_before_anything_may_be_entered_no_month_closes(activity: Hosted) -> None:
    """People are loaded in January, the first SKP counts from March: March is the first month that closes."""
    pemda = Office(activity, "kuansing")
    await pemda.at("2026-01-20T08:00")
    await activity.hear(*calendar(), *office())
    await activity.hear(structs.replace(skp(STAF, UTAMA), mulai=date(2026, 3, 1)))
    await pemda.at("2026-03-31T08:00")
    assert await activity.told(MonthMeasured) == []
    # working days of April 2026 without Friday 3: 1, 2, 6, 7, 8, 9, 10, 13, 14, 15
    await pemda.at("2026-04-15T23:59")
    assert await activity.told(MonthMeasured) == []
    await pemda.at("2026-04-16T00:01")
    assert {m["periode"] for m in await activity.told(MonthMeasured)} == {"2026-03"}


async def test_kuan_reading_a24_an_skp_of_an_earlier_month_that_is_set_later_moves_the_first_close(
    activity: Hosted,
) -> None:
    pemda = Office(activity, "kuansing")
    await pemda.at("2026-01-20T08:00")
    await activity.hear(*calendar(), *office())
    await activity.hear(structs.replace(skp(STAF, UTAMA), mulai=date(2026, 2, 1)))
    await activity.hear(structs.replace(skp(STAF2, TAMBAHAN), mulai=date(2026, 1, 1)))
    await pemda.at(AFTER)
    assert {m["periode"] for m in await activity.told(MonthMeasured)} == {"2026-01"}
