"""What is shown before a month closes and what follows after it, to nobody's cost (KUAN P23(5), (7), P31(1); A2, A24; X8)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.activity import DayFilled, DayMissed, MonthMeasured
from contracts.masa import MasaStatus
from contracts.vocabulary import StatusPegawai
from tests.service.dinas import Office, entry, skp
from tests.service.people import ADMIN, KABID, KASI, KEPALA, REVIEWER, SEKDA, SINCE, STAF, STAF2, pegawai, term
from tests.service.test_activity_month import AFTER, JANUARY, _january, _outage

READ = "/activities?periode=2026-01&tujuan=Pemeriksaan"


async def _told(office: Office, who: UUID = STAF) -> list[dict[str, Any]]:
    return [m for m in await office.service.told(MonthMeasured) if m["asn_id"] == str(who)]


async def _versions(office: Office, who: UUID = STAF) -> list[int]:
    rows = await office.service.rows(
        "SELECT version FROM outbox WHERE subject = $1 AND type LIKE '%.MonthMeasured' ORDER BY id", f"{who}:2026-01"
    )
    return [r["version"] for r in rows]


# --- to have looked (A2: the entry itself, or a list that showed it) -------------------------------------------------


async def test_kuan_p23_7_reading_a2_to_open_one_entry_is_to_have_looked_at_it_alone(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    seen, other = [await kuansing.enter("2026-01-05", mulai=f"{h}:00", selesai=f"{h}:30") for h in ("08", "10")]
    opened = await kuansing.ask("POST", f"/activities/{seen}/open", who=KASI)
    assert opened.status == 200 and opened.body["aktivitas"]["uraian"] == entry("2026-01-05")["uraian"]
    (version,) = opened.body["versi"]
    assert (version["isi_versi"], version["oleh"], version["berlaku"]) == (1, str(STAF), True)
    assert version["isi"] == {
        **{name: opened.body["aktivitas"][name] for name in ("kategori", "butir_id", "uraian", "output", "bukti")},
        "kuantitas": 1, "mulai": "08:00:00", "selesai": "08:30:00", "lampiran": [],
    }  # fmt: skip
    await kuansing.at("2026-01-15T00:01")
    mine = await kuansing.mine("2026-01")
    assert [(mine[one]["state"], mine[one]["cara"]) for one in (seen, other)] == [
        ("escalated", None), ("approved", "auto"),
    ]  # fmt: skip


@pytest.mark.parametrize("way", ["", "/history", "/evidence"])
async def test_kuan_p23_7_decision_0028_no_get_is_a_look_and_none_shows_the_penilai_what_he_has_not_opened(
    kuansing: Office, way: str
) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    path = f"/activities/{made}{way}"
    assert (await kuansing.ask("GET", path, who=KASI)).problem() == (409, "", "23(7)")
    listed = (await kuansing.ask("GET", f"/people/{STAF}{READ}", who=KASI)).body[0]
    assert (listed["activity_id"], listed["tertutup"]) == (made, True)
    assert (listed["uraian"], listed["output"], listed["kuantitas"], listed["bukti"]) == ("", "", 0, None)
    assert (await kuansing.ask("GET", path, who=STAF)).status == 200, "his own is open to him"
    await kuansing.at("2026-01-15T00:01")
    assert (await kuansing.mine("2026-01"))[made]["cara"] == "auto", "nothing of it was a look"
    assert (await kuansing.ask("GET", path, who=KASI)).status == 200, "decided; there is nothing left to see in time"


@pytest.mark.parametrize("way", ["", "/history", "/evidence"])
async def test_kuan_reading_a25_what_was_opened_is_read_until_its_owner_changes_it(kuansing: Office, way: str) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.look()
    path = f"/activities/{made}{way}"
    assert (await kuansing.ask("GET", path, who=KASI)).status == 200
    assert (await kuansing.ask("GET", f"/people/{STAF}{READ}", who=KASI)).body[0]["tertutup"] is False
    assert (await kuansing.ask("PUT", f"/activities/{made}", entry("2026-01-05", kuantitas=2), who=STAF)).status == 200
    assert (await kuansing.ask("GET", path, who=KASI)).status == 409, "a new version"
    opened = await kuansing.ask("POST", f"/activities/{made}/open", who=KASI)
    assert [(v["isi_versi"], v["isi"]["kuantitas"], v["berlaku"]) for v in opened.body["versi"]] == [
        (1, 1, False), (2, 2, True),
    ]  # fmt: skip
    assert (await kuansing.ask("GET", path, who=KASI)).status == 200


async def test_kuan_p26_1_who_opens_one_entry_without_deciding_says_why(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    path = f"/activities/{made}/open"
    assert (await kuansing.ask("POST", path, who=STAF2)).status == 403
    assert (await kuansing.ask("POST", path, who=KABID)).problem() == (422, "tujuan", "26(1)")
    assert (await kuansing.ask("POST", f"{path}?tujuan=Pengaduan", who=KABID)).status == 200
    await kuansing.at("2026-01-15T00:01")
    assert (await kuansing.mine("2026-01"))[made]["cara"] == "auto", "no look of the penilai's"


@pytest.mark.parametrize("who", [STAF, KABID, ADMIN])
async def test_kuan_p23_7_reading_a2_who_does_not_decide_leaves_no_receipt(kuansing: Office, who: UUID) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    for path in (f"/people/{STAF}{READ}", f"/activities/{made}/history?tujuan=Pemeriksaan"):
        assert (await kuansing.ask("GET", path, who=who)).status == 200
    await kuansing.at("2026-01-15T00:01")
    assert (await kuansing.mine("2026-01"))[made]["cara"] == "auto"


# --- after the close --------------------------------------------------------------------------------------------


async def test_kuan_p31_1_a24_what_is_decided_after_the_close_is_measured_again(kuansing: Office) -> None:
    """The clock of 23(5) goes on after the close; whoever pays by the month hears what it came to."""
    await _january(kuansing, 29)
    await kuansing.at("2026-02-13T15:00")  # working day ten
    slow = await kuansing.enter("2026-01-29", kuantitas=3)
    await kuansing.enter("2026-01-29", kuantitas=4, mulai="10:00:00", selesai="11:00:00")
    await kuansing.at(AFTER)
    first = (await _told(kuansing))[-1]
    assert (first["pending"], first["kuantitas_approved"]) == (2, 19), "nineteen days are approved by the system"
    await kuansing.at("2026-02-19T10:00")
    assert (await kuansing.verify(slow)).status == 200
    await kuansing.at("2026-02-20T00:01")
    second = await _told(kuansing)
    assert [(m["pending"], m["approved_by_penilai"], m["kuantitas_approved"]) for m in second] == [(1, 1, 22)]
    await kuansing.at("2026-02-27T00:01")  # day 0 = 13 February; 18, 19, 20, 23, 24, 25, 26
    third = await _told(kuansing)
    assert [(m["pending"], m["approved_auto"], m["kuantitas_approved"]) for m in third] == [(0, 20, 26)]
    await kuansing.at("2026-03-13T00:01")
    assert await _told(kuansing) == [] and await _versions(kuansing) == [1, 2, 3]


async def test_kuan_a24_what_stays_undecided_is_not_told_again(kuansing: Office) -> None:
    await _january(kuansing, 29)
    await kuansing.at("2026-02-13T15:00")
    await kuansing.enter("2026-01-29")
    await kuansing.look()
    await kuansing.at("2026-02-28T00:01")
    assert await _versions(kuansing) == [1], "escalated: as pending as before"


async def test_kon_b30_a_note_verified_after_the_close_is_measured_again_too(konsel: Office) -> None:
    await _january(konsel)
    made = next(iter(await konsel.mine("2026-01")))
    await konsel.at(AFTER)
    assert [m["pending"] for m in await _told(konsel)] == [20]
    assert (await konsel.verify(made)).status == 200
    await konsel.at("2026-02-15T00:01")
    assert [(m["pending"], m["approved_by_penilai"], m["approved_auto"]) for m in await _told(konsel)] == [(19, 1, 0)]


async def test_kuan_reading_a24_a_month_opened_after_that_goes_on_counting(kuansing: Office) -> None:
    await _january(kuansing, 20, 29)
    await kuansing.at("2026-02-13T15:00")
    late = await kuansing.enter("2026-01-29")
    await kuansing.at("2026-02-18T10:00")
    assert (await kuansing.verify(late)).status == 200
    ask = {"asn_id": str(STAF), "periode": "2026-01", "alasan": "Gangguan listrik.", "dokumen": "ND-12/2026"}
    assert (await kuansing.ask("POST", "/months/open", ask, who=ADMIN)).body["sampai"] == "2026-02-23"
    await kuansing.enter("2026-01-20")
    await kuansing.at("2026-02-24T00:01")
    told = await _told(kuansing)
    assert [(m["hari_kosong"], m["approved_by_penilai"]) for m in told] == [(["2026-01-20"], 0), ([], 1)]
    assert await _versions(kuansing) == [1, 2], "while it is open nothing is measured in between"


@pytest.mark.parametrize(("until", "closes"), [("20:59", "2026-02-20"), ("21:00", "2026-02-23")])
async def test_x8_an_opened_month_stays_open_past_an_outage_too(kuansing: Office, until: str, closes: str) -> None:
    """The limit of entering late is a deadline of the system's own: Friday 20 February down for an hour, then Monday 23."""
    await _january(kuansing, 20)
    await kuansing.at("2026-02-16T08:00")
    ask = {"asn_id": str(STAF), "periode": "2026-01", "alasan": "Gangguan listrik.", "dokumen": "ND-12/2026"}
    assert (await kuansing.ask("POST", "/months/open", ask, who=ADMIN)).body["sampai"] == "2026-02-20"
    await kuansing.at("2026-02-20T22:00")
    await _outage(kuansing, "2026-02-20T20:00", f"2026-02-20T{until}")
    await kuansing.at(f"{closes}T23:59")
    assert (await kuansing.ask("POST", "/activities", entry("2026-01-20"), who=STAF)).status == 201
    day = date.fromisoformat(closes)
    await kuansing.at(f"{day.replace(day=day.day + 1)}T00:01")
    more = entry("2026-01-20", mulai="10:00:00", selesai="11:00:00")
    assert (await kuansing.ask("POST", "/activities", more, who=STAF)).problem() == (409, "tanggal", "A24")
    assert (await _told(kuansing))[-1]["hari_kosong"] == []


# --- before the close: belum diisi -----------------------------------------------------------------------------------


async def _missed(office: Office, who: UUID, periode: str = "2026-01", **more: Any) -> list[tuple[str, str, str]]:
    answer = await office.ask("GET", f"/missed?periode={periode}", who=who, **more)
    assert answer.status == 200, answer.body
    return [(d["asn_id"], d["tanggal"], d["keadaan"]) for d in answer.body]


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kuan_reading_a24_an_empty_duty_day_is_shown_before_the_close(activity: Any, tenant: str) -> None:
    from tests.service.dinas import open_office

    office = await open_office(activity, tenant)
    spells = (
        MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF),
        MasaStatus(mulai=date(2026, 1, 7), selesai=date(2026, 1, 7), status=StatusPegawai.CUTI),
    )
    await office.service.hear(pegawai(STAF, KASI, masa_status=spells), tenant=tenant)
    await office.at("2026-01-09T15:45")
    await office.enter("2026-01-05")
    draft = {"tanggal": "2026-01-06", "uraian": "Belum selesai"}
    assert (await office.ask("POST", "/drafts", draft, who=STAF)).status == 201
    mine = [(d, k) for asn, d, k in await _missed(office, STAF) if asn == str(STAF)]
    # 5 is filled, 6 only drafted, 7 leave; the days after today are not shown
    assert mine == [(f"2026-01-{d:02}", "belum_diisi") for d in (2, 6, 8, 9)]
    seen = await _missed(office, KASI)
    assert [(d, k) for asn, d, k in seen if asn == str(STAF)] == mine and {a for a, _, _ in seen} == {
        str(KASI), str(STAF), str(STAF2),
    }  # fmt: skip
    assert {a for a, _, _ in await _missed(office, STAF2)} == {str(STAF2)}


async def test_kuan_p31_1_a_missed_day_is_shown_to_who_decides_on_it_and_to_nobody_before_him(kuansing: Office) -> None:
    await _january(kuansing, 20)
    moved = (term(KASI, selesai=date(2026, 1, 31)), term(REVIEWER, date(2026, 2, 1)))
    await kuansing.service.hear(pegawai(STAF, REVIEWER, penilai=moved))
    await kuansing.at(AFTER)
    day = (str(STAF), "2026-01-20", "kosong")
    assert day in await _missed(kuansing, KASI) and day not in await _missed(kuansing, REVIEWER)
    await kuansing.service.hear(pegawai(KASI, KABID, opd="SETDA"))
    assert day not in await _missed(kuansing, KASI) and day in await _missed(kuansing, REVIEWER)
    finding = {
        "asn_id": str(STAF),
        "tanggal": "2026-01-20",
        "sengaja": False,
        "tanggapan": "x",
        "cara_didengar": "tatap_muka",
        "didengar_pada": "2026-01-20",
        "alasan": "x",
    }
    assert (await kuansing.ask("POST", "/missed/judge", finding, who=KASI)).status == 403
    assert (await kuansing.ask("POST", "/missed/judge", finding, who=REVIEWER)).status == 204


async def test_kuan_p31_1_the_bupati_sees_and_judges_the_sekdas_missed_days(kuansing: Office) -> None:
    await kuansing.service.hear(skp(SEKDA, own := UUID(int=0x7004)))
    await kuansing.at("2026-01-30T17:00")
    for day in JANUARY[1:]:
        await kuansing.enter(day.isoformat(), SEKDA, butir_id=str(own))
    await kuansing.at(AFTER)
    bupati: dict[str, Any] = {"who": uuid4(), "peran": ("bupati",)}
    assert await _missed(kuansing, **bupati) == [(str(SEKDA), "2026-01-02", "kosong")]
    finding = {
        "asn_id": str(SEKDA),
        "tanggal": "2026-01-02",
        "sengaja": False,
        "tanggapan": "x",
        "cara_didengar": "tatap_muka",
        "didengar_pada": "2026-01-02",
        "alasan": "x",
    }
    assert (await kuansing.ask("POST", "/missed/judge", finding, **bupati)).status == 204
    assert all(asn == str(KEPALA) for asn, _, _ in await _missed(kuansing, KEPALA) if asn == str(SEKDA))


async def test_kon_no_day_is_told_as_missed_where_the_law_has_no_pembinaan_for_it(konsel: Office) -> None:
    """KUAN P31(1) has no like in KON: the month is counted, no day is told as a breach."""
    await _january(konsel, 20)
    await konsel.at(AFTER)
    told = await konsel.service.told()
    assert [m["hari_kosong"] for m in told if m.get("month_id") == f"{STAF}:2026-01"] == [["2026-01-20"]]
    assert await konsel.service.rows("SELECT 1 FROM outbox WHERE type = $1", DayMissed.type_name()) == []
    assert (str(STAF), "2026-01-20", "kosong") in await _missed(konsel, STAF)


async def test_kuan_p31_1_leave_that_is_taken_back_makes_the_day_missing_when_the_month_closes_again(
    kuansing: Office,
) -> None:
    spell = MasaStatus(mulai=date(2026, 1, 20), selesai=date(2026, 1, 20), status=StatusPegawai.CUTI)
    since = MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF)
    await kuansing.service.hear(pegawai(STAF, KASI, masa_status=(since, spell)))
    await _january(kuansing, 20, 21)
    await kuansing.at("2026-02-16T08:00")
    assert [d["tanggal"] for d in await kuansing.service.told(DayMissed) if d["asn_id"] == str(STAF)] == ["2026-01-21"]
    await kuansing.service.hear(pegawai(STAF, KASI))
    ask = {"asn_id": str(STAF), "periode": "2026-01", "alasan": "Cuti dibatalkan.", "dokumen": "SK-1/2026"}
    assert (await kuansing.ask("POST", "/months/open", ask, who=ADMIN)).status == 200
    await kuansing.at("2026-02-21T00:01")
    assert [d["tanggal"] for d in await kuansing.service.told(DayMissed)] == ["2026-01-20"]


async def test_kuan_p31_1_leave_that_is_recorded_late_and_taken_back_leaves_the_day_missing(kuansing: Office) -> None:
    """Missing at the close, judged; on leave after all: missing no more; not on leave: missing again, not yet judged."""
    await _january(kuansing, 20)
    await kuansing.at("2026-02-16T08:00")
    finding = {
        "asn_id": str(STAF),
        "tanggal": "2026-01-20",
        "sengaja": True,
        "tanggapan": "Cuti.",
        "cara_didengar": "tatap_muka",
        "didengar_pada": "2026-01-20",
        "alasan": "Tanpa SK.",
    }
    assert (await kuansing.ask("POST", "/missed/judge", finding, who=KASI)).status == 204
    spell = MasaStatus(mulai=date(2026, 1, 20), selesai=date(2026, 1, 20), status=StatusPegawai.CUTI)
    since = MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF)
    ask = {"asn_id": str(STAF), "periode": "2026-01", "alasan": "Data cuti.", "dokumen": "SK-1/2026"}
    await kuansing.service.told()
    for spells, closes, told, seen in (
        ((since, spell), "2026-02-21T00:01", DayFilled, []), ((since,), "2026-02-28T00:01", DayMissed, [None]),
    ):  # fmt: skip
        await kuansing.service.hear(pegawai(STAF, KASI, masa_status=spells))
        assert (await kuansing.ask("POST", "/months/open", ask, who=ADMIN)).status == 200
        await kuansing.at(closes)
        assert [d["tanggal"] for d in await kuansing.service.told(told) if d["asn_id"] == str(STAF)] == ["2026-01-20"]
        listed = await kuansing.service.get("/missed?periode=2026-01", actor=KASI)
        assert [d["sengaja"] for d in listed if d["asn_id"] == str(STAF)] == seen
    versions = await kuansing.service.rows(
        "SELECT version FROM outbox WHERE subject = $1 AND type LIKE '%Day%' ORDER BY id", f"{STAF}:2026-01-20"
    )
    assert [r["version"] for r in versions] == [1, 2, 3, 4]


async def test_kuan_p16b_reading_a7_help_that_is_not_confirmed_by_the_close_leaves_the_owner_his_own_entry(
    kuansing: Office,
) -> None:
    """Entered on Friday 30 January, so that the penilai has until 10 February; changed for its owner on the 9th."""
    await kuansing.at("2026-01-30T16:00")
    made = await kuansing.enter("2026-01-30")
    alone = (await kuansing.ask("POST", "/assisted", _help("2026-01-29"), who=ADMIN)).body["activity_id"]
    await kuansing.at("2026-02-09T10:00")
    change = {"alasan": "Salah hitung.", "isi": entry("2026-01-30", kuantitas=7)}
    assert (await kuansing.ask("PUT", f"/assisted/{made}", change, who=ADMIN)).status == 200
    await kuansing.at("2026-02-14T00:01")
    found = await kuansing.mine("2026-01")
    # the month closed at the end of the 13th; 16 and 17 are holidays: 18, 19, 20, 23, 24, 25, 26 February
    assert (found[made]["state"], found[made]["kuantitas"], found[made]["due_on"]) == ("submitted", 1, "2026-02-26")
    assert found[alone]["state"] == "assisted", "what was never his own is not his by silence"
    said = [m["jenis"] for m in await kuansing.service.get("/messages", actor=STAF)]
    assert "bantuan_gugur" in said
    await kuansing.at("2026-02-27T00:01")
    assert (await kuansing.mine("2026-01"))[made]["cara"] == "auto"
    rows = await kuansing.service.rows("SELECT version FROM outbox WHERE subject = $1 ORDER BY id", made)
    assert [r["version"] for r in rows][:3] == [1, 2, 3]


def _help(day: str) -> dict[str, Any]:
    return {"asn_id": str(STAF), "alasan": "Sakit.", "isi": entry(day)}
