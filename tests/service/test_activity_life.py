"""The life of an entry under KUAN P16-18, P23 and readings A2, A7, A21-A27; Konawe Selatan has no clock (B30)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.activity import (
    ActivityApproved,
    ActivityEdited,
    ActivityEscalated,
    ActivitySubmitted,
    ReferenceChanged,
)
from contracts.masa import MasaStatus
from contracts.vocabulary import StatusPegawai
from tests.service.dinas import TAMBAHAN, Office, entry, skp
from tests.service.people import (
    ADMIN,
    KABID,
    KASI,
    KEPALA,
    REVIEWER,
    SEKDA,
    SINCE,
    STAF,
    STAF2,
    pegawai,
    term,
)

# --- the clock ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entered", "due", "before", "after"),
    [
        ("2025-03-20", "2025-04-09", "2025-04-09T23:59", "2025-04-10T00:00"),
        ("2026-03-17", "2026-04-02", "2026-04-02T23:59", "2026-04-03T00:00"),
        ("2025-12-19", "2026-01-02", "2026-01-02T23:59", "2026-01-03T00:00"),
    ],
)
async def test_kuan_p23_5_p23_7_never_looked_at_is_approved_at_the_end_of_day_seven(
    kuansing: Office, entered: str, due: str, before: str, after: str
) -> None:
    await kuansing.at(f"{entered}T15:45")
    made = await kuansing.enter(entered)
    assert (await kuansing.mine(entered[:7]))[made]["due_on"] == due
    await kuansing.at(before)
    assert (await kuansing.mine(entered[:7]))[made]["state"] == "submitted"
    await kuansing.at(after)
    found = (await kuansing.mine(entered[:7]))[made]
    assert (found["state"], found["cara"], found["terverifikasi"]) == ("approved", "auto", False)
    told = await kuansing.service.told(ActivityApproved)
    assert [(t["cara"], t["verified"], t["penilai_id"]) for t in told] == [("auto", False, None)]
    assert told[0]["effective_at"] == f"{due}T16:59:59.999999Z", "the last instant of the day in WIB, in UTC"


async def test_kuan_p23_7_opened_but_silent_is_escalated_and_the_next_superior_is_told(kuansing: Office) -> None:
    await kuansing.at("2025-03-20T15:45")
    made = await kuansing.enter("2025-03-20")
    assert [row["activity_id"] for row in await kuansing.look()] == [made]
    await kuansing.at("2025-04-10T00:01")
    assert (await kuansing.mine("2025-03"))[made]["state"] == "escalated"
    told = await kuansing.service.told(ActivityEscalated)
    assert [(t["penilai_id"], t["kepada"]) for t in told] == [(str(KASI), str(KABID))]
    inbox = await kuansing.service.get("/messages", actor=KABID)
    assert [m["jenis"] for m in inbox] == ["penilai_diam"] and "1 aktivitas" in inbox[0]["isi"]
    assert f"pejabat penilai {pegawai(KASI, None).nama} " in inbox[0]["isi"] and "gangguan" not in inbox[0]["isi"]
    # it is still the penilai's to decide, and nobody else's
    assert (await kuansing.verify(made, who=KABID)).status == 403
    assert (await kuansing.verify(made)).status == 200


@pytest.mark.parametrize(("scope", "state"), [("entry", "approved"), ("any_subordinate", "escalated")])
async def test_kuan_p23_7_reading_a2_what_it_is_to_have_looked(kuansing: Office, scope: str, state: str) -> None:
    """He opened another subordinate's entry within the window, never this one."""
    await kuansing.service.hear(skp(STAF2, UUID(int=0x7003)))
    with kuansing.service.law("activity", view_scope=scope):
        await kuansing.at("2025-03-20T15:45")
        unseen = await kuansing.enter("2025-03-20")
        await kuansing.enter("2025-03-20", STAF2, butir_id=str(UUID(int=0x7003)))
        await kuansing.service.post(f"/queue?asn_id={STAF2}", actor=KASI)
        await kuansing.at("2025-04-10T00:01")
        assert (await kuansing.mine("2025-03"))[unseen]["state"] == state


async def test_kuan_p23_7_reading_a1_in_calendar_days_the_system_is_sooner_than_the_penilai(kuansing: Office) -> None:
    with kuansing.service.law("activity", auto_approve_basis="calendar_days"):
        await kuansing.at("2025-03-20T15:45")
        unseen = await kuansing.enter("2025-03-20")
        seen = await kuansing.enter("2025-03-20", mulai="10:00:00", selesai="11:00:00")
        await kuansing.service.runtime.database.engine.dispose()
        rows = await kuansing.service.rows("UPDATE activity SET viewed_at = now() WHERE activity_id = $1", UUID(seen))
        assert rows == []
        await kuansing.at("2025-03-28T00:01")
        found = await kuansing.mine("2025-03")
        assert (found[unseen]["state"], found[seen]["state"]) == ("approved", "submitted")
        await kuansing.at("2025-04-10T00:01")
        assert (await kuansing.mine("2025-03"))[seen]["state"] == "escalated"


async def test_kon_b30_nothing_of_the_other_law_leaks(konsel: Office) -> None:
    await konsel.at("2025-03-20T15:45")
    made = await konsel.enter("2025-03-20")
    assert (await konsel.mine("2025-03"))[made]["due_on"] is None
    await konsel.at("2025-12-31T23:59")
    assert (await konsel.mine("2025-03"))[made]["state"] == "submitted"
    assert (await konsel.verify(made)).status == 200
    # nor help by an administrator, nor a finding on missed days
    refused = await konsel.ask(
        "POST", "/assisted", {"asn_id": str(STAF), "alasan": "x", "isi": entry("2025-12-31")}, who=ADMIN
    )
    assert refused.status == 403
    judged = {
        "asn_id": str(STAF),
        "tanggal": "2025-03-21",
        "sengaja": True,
        "tanggapan": "x",
        "cara_didengar": "tatap_muka",
        "didengar_pada": "2025-03-21",
        "alasan": "x",
    }
    assert (await konsel.ask("POST", "/missed/judge", judged, who=KASI)).status == 409


async def test_kuan_p23_7_two_schedulers_approve_once(kuansing: Office) -> None:
    import asyncio

    await kuansing.at("2025-03-20T15:45")
    await kuansing.enter("2025-03-20")
    await asyncio.gather(*(kuansing.at("2025-04-10T00:01") for _ in range(4)))
    assert len(await kuansing.service.told(ActivityApproved)) == 1


# --- who decides ----------------------------------------------------------------------------------


async def test_kuan_p1_24_reading_a21_the_old_penilai_decides_his_days_while_he_stays(kuansing: Office) -> None:
    await kuansing.at("2026-03-31T15:00")
    old = await kuansing.enter("2026-03-31")
    moved = (term(KASI, selesai=date(2026, 3, 31)), term(REVIEWER, date(2026, 4, 1)))
    await kuansing.service.hear(pegawai(STAF, REVIEWER, penilai=moved))
    await kuansing.at("2026-04-01T15:00")
    new = await kuansing.enter("2026-04-01")
    assert [r["activity_id"] for r in await kuansing.look(KASI)] == [old]
    assert [r["activity_id"] for r in await kuansing.look(REVIEWER)] == [new]
    assert (await kuansing.verify(new, who=KASI)).status == 403
    assert (await kuansing.verify(old, who=REVIEWER)).status == 403
    await kuansing.service.hear(pegawai(KASI, KABID, opd="SETDA"))
    assert {r["activity_id"] for r in await kuansing.look(REVIEWER)} == {old, new}
    assert (await kuansing.verify(old, new, who=REVIEWER)).status == 200


async def test_kuan_reading_a27_a_new_penilai_begins_with_a_fresh_clock(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.look()
    await kuansing.service.hear(pegawai(KASI, KABID, opd="SETDA"))
    moved = (term(KASI, selesai=date(2026, 1, 7)), term(REVIEWER, date(2026, 1, 8)))
    await kuansing.service.hear(pegawai(STAF, REVIEWER, penilai=moved))
    await kuansing.at("2026-01-08T08:00")
    # day 0 = Thursday 8 January; 9, 12, 13, 14, 15, 19, 20 (Friday 16 is a holiday)
    assert (await kuansing.mine("2026-01"))[made]["due_on"] == "2026-01-20"
    await kuansing.at("2026-01-21T00:01")
    assert (await kuansing.mine("2026-01"))[made]["state"] == "approved", "the old receipt does not count"


async def test_kuan_reading_a22_a_vacant_post_stops_the_clock_until_a_plt_begins(kuansing: Office) -> None:
    vacant = (term(KASI, selesai=date(2026, 1, 6)), term(None, date(2026, 1, 7), sebagai="kosong"))
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.service.hear(pegawai(KASI, KABID, status=StatusPegawai.PENSIUN))
    await kuansing.service.hear(pegawai(STAF, None, penilai=vacant))
    await kuansing.at("2026-02-02T08:00")
    found = (await kuansing.mine("2026-01"))[made]
    assert (found["state"], found["due_on"]) == ("submitted", None)
    plt = term(REVIEWER, date(2026, 2, 2), date(2026, 6, 30), "plt")
    await kuansing.service.hear(pegawai(STAF, REVIEWER, penilai=(*vacant, plt)))
    await kuansing.at("2026-02-02T09:00")
    # day 0 = Monday 2 February; 3, 4, 5, 6, 9, 10, 11
    assert (await kuansing.mine("2026-01"))[made]["due_on"] == "2026-02-11"
    assert [r["activity_id"] for r in await kuansing.look(REVIEWER)] == [made]


async def test_kon_p34_5_a_plh_decides_within_the_dates_and_not_after(kuansing: Office) -> None:
    plh = term(REVIEWER, date(2026, 1, 6), date(2026, 1, 7), "plh")
    await kuansing.service.hear(pegawai(STAF, KASI, penilai=(term(KASI), plh)))
    await kuansing.at("2026-01-07T10:00")
    one, two = (
        await kuansing.enter("2026-01-07"),
        await kuansing.enter("2026-01-07", mulai="10:00:00", selesai="11:00:00"),
    )
    assert (await kuansing.verify(one, who=KASI)).status == 403
    assert (await kuansing.verify(one, who=REVIEWER)).status == 200
    await kuansing.at("2026-01-08T00:01")
    assert (await kuansing.verify(two, who=REVIEWER)).status == 403
    assert (await kuansing.verify(two, who=KASI)).status == 200


async def test_kuan_p1_24_the_sekdas_entries_wait_for_the_bupati(kuansing: Office) -> None:
    await kuansing.service.hear(skp(SEKDA, UUID(int=0x7004)))
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05", SEKDA, butir_id=str(UUID(int=0x7004)))
    bupati = uuid4()
    assert [r["activity_id"] for r in await kuansing.look(bupati, peran=("bupati",))] == [made]
    assert (await kuansing.ask("POST", "/verify", {"ids": [made]}, who=bupati)).status == 403
    assert (await kuansing.ask("POST", "/verify", {"ids": [made]}, who=bupati, peran=("bupati",))).status == 200


# --- what may become of an entry ------------------------------------------------------------------


async def test_kuan_p18a_reading_a25_an_edit_is_a_new_version_with_a_fresh_clock(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.look()
    await kuansing.at("2026-01-07T15:00")
    changed = await kuansing.ask("PUT", f"/activities/{made}", entry("2026-01-05", kuantitas=3), who=STAF)
    # day 0 = Wednesday 7 January; 8, 9, 12, 13, 14, 15, 19
    assert changed.body == {"activity_id": made, "state": "submitted", "isi_versi": 2, "due_on": "2026-01-19"}
    assert [t["kuantitas"] for t in await kuansing.service.told(ActivityEdited)] == [3]
    kept = await kuansing.service.get(f"/activities/{made}/history", actor=STAF)
    assert [(v["isi_versi"], v["isi"]["kuantitas"]) for v in kept] == [(1, 1), (2, 3)]
    await kuansing.at("2026-01-20T00:01")
    assert (await kuansing.mine("2026-01"))[made]["cara"] == "auto", "the receipt was of the version before"


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [({"tanggal": "2026-01-06"}, 422, "tanggal"), ({"benar": False}, 422, "benar"),
     ({"selesai": "07:00:00"}, 422, "selesai"), ({"butir_id": str(uuid4())}, 422, "butir_id"),
     ({"mulai": "10:30:00", "selesai": "11:30:00"}, 409, "mulai")],
)  # fmt: skip
async def test_kuan_p23_1_an_edit_is_judged_as_an_entry_is(
    kuansing: Office, change: dict[str, Any], status: int, field: str
) -> None:
    await kuansing.at("2026-01-06T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.enter("2026-01-05", mulai="10:00:00", selesai="11:00:00")
    refused = await kuansing.ask("PUT", f"/activities/{made}", entry("2026-01-05") | change, who=STAF)
    assert refused.problem()[:2] == (status, field)
    assert (await kuansing.mine("2026-01"))[made]["isi_versi"] == 1


async def test_kuan_p23_1_nobody_edits_anothers(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    for who in (STAF2, KASI, ADMIN):
        refused = await kuansing.ask("PUT", f"/activities/{made}", entry("2026-01-05"), who=who)
        assert refused.problem() == (403, "", "23(1)")


async def test_kuan_p18a_an_approved_entry_is_not_edited(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.verify(made)
    assert (await kuansing.ask("PUT", f"/activities/{made}", entry("2026-01-05"), who=STAF)).status == 409
    assert (await kuansing.verify(made)).status == 409, "nor decided twice (C3)"


async def test_kuan_p17c_a_correction_keeps_both_versions_and_approves(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05", kuantitas=5)
    await kuansing.service.told()
    fixed = {k: v for k, v in entry("2026-01-05", kuantitas=2).items() if k not in ("tanggal", "benar")}
    said = await kuansing.ask("POST", f"/activities/{made}/correct", fixed | {"alasan": "Hanya dua berkas."}, who=KASI)
    assert said.body["state"] == "approved"
    corrected = await kuansing.service.told()
    assert [c.get("kuantitas") for c in corrected] == [2, 2] and corrected[1]["verified"] is True
    kept = await kuansing.service.get(f"/activities/{made}/history", actor=STAF)
    assert [(v["isi"]["kuantitas"], v["alasan"]) for v in kept] == [(5, "Hanya dua berkas."), (2, "")]
    inbox = await kuansing.service.get("/messages", actor=STAF)
    assert inbox[0]["jenis"] == "dikoreksi" and "kuantitas: 5 → 2" in inbox[0]["isi"]


@pytest.mark.parametrize(("who", "alasan", "status"), [(KASI, " ", 422), (STAF, "x", 403), (KABID, "x", 403)])
async def test_kuan_p17c_only_the_penilai_corrects_and_says_why(
    kuansing: Office, who: UUID, alasan: str, status: int
) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    fixed = {k: v for k, v in entry("2026-01-05").items() if k not in ("tanggal", "benar")}
    refused = await kuansing.ask("POST", f"/activities/{made}/correct", fixed | {"alasan": alasan}, who=who)
    assert refused.status == status


async def test_kuan_p23_8_withheld_with_a_reason_that_is_delivered_and_sent_again_with_a_fresh_clock(
    kuansing: Office,
) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    no = {"dasar": "tidak_sesuai_data", "alasan": "Berkas tidak ada."}
    for bad, field in (({**no, "alasan": "  "}, "alasan"), ({**no, "dasar": "lain"}, "dasar")):
        assert (await kuansing.ask("POST", f"/activities/{made}/reject", bad, who=KASI)).problem()[:2] == (422, field)
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", no, who=KASI)).status == 200
    inbox = await kuansing.service.get("/messages", actor=STAF)
    assert [(m["jenis"], m["isi"], m["dibaca"]) for m in inbox] == [("ditolak", "Berkas tidak ada.", False)]
    await kuansing.at("2026-01-14T15:00")
    assert (await kuansing.mine("2026-01"))[made]["state"] == "rejected", "withholding stops the automatic approval"
    again = await kuansing.ask("PUT", f"/activities/{made}", entry("2026-01-05", output="2 berkas"), who=STAF)
    # day 0 = Wednesday 14 January; 15, 19, 20, 21, 22, 23, 26
    assert (again.body["state"], again.body["due_on"]) == ("submitted", "2026-01-26")


async def test_kuan_p18a_reading_a26_the_penilai_takes_his_approval_back(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.verify(made)
    assert (await kuansing.ask("POST", f"/activities/{made}/reopen", {"alasan": ""}, who=KASI)).status == 422
    assert (await kuansing.ask("POST", f"/activities/{made}/reopen", {"alasan": "Keliru."}, who=KASI)).status == 200
    assert (await kuansing.mine("2026-01"))[made]["state"] == "submitted"


async def test_kuan_p23_7_reading_a2_an_automatic_approval_is_undone_by_the_penilai_on_the_one_ground(
    kuansing: Office,
) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.at("2026-01-15T09:00")
    assert (await kuansing.mine("2026-01"))[made]["cara"] == "auto"
    no = {"dasar": "tidak_sesuai_data", "alasan": "Hari itu ia tidak masuk."}
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", no, who=KABID)).status == 403
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", no, who=KASI)).status == 200


async def test_kuan_reading_a26_a2_an_automatic_approval_is_reopened_on_that_ground_alone(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.at("2026-01-15T09:00")
    why = {"alasan": "Kuantitasnya lima."}
    for said in (why, why | {"dasar": "terlambat"}):
        refused = await kuansing.ask("POST", f"/activities/{made}/reopen", said, who=KASI)
        assert refused.problem() == (422, "dasar", "23(8)")
    again = await kuansing.ask("POST", f"/activities/{made}/reopen", why | {"dasar": "tidak_sesuai_data"}, who=KASI)
    assert again.status == 200
    found = (await kuansing.mine("2026-01"))[made]
    # day 0 = Thursday 15 January; the 16th is a holiday: 19, 20, 21, 22, 23, 26, 27
    assert (found["state"], found["cara"], found["due_on"]) == ("submitted", None, "2026-01-27")


async def test_kuan_p16b_reading_a7_help_counts_when_the_owner_confirms(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    help_ = {"asn_id": str(STAF), "alasan": "Sakit tangan.", "isi": entry("2026-01-05")}
    assert (await kuansing.ask("POST", "/assisted", help_ | {"alasan": " "}, who=ADMIN)).problem()[:2] == (
        422,
        "alasan",
    )
    assert (await kuansing.ask("POST", "/assisted", help_, who=REVIEWER)).status == 403
    made = (await kuansing.ask("POST", "/assisted", help_, who=ADMIN)).body["activity_id"]
    assert [m["jenis"] for m in await kuansing.service.get("/messages", actor=STAF)] == ["diisikan"]
    found = (await kuansing.mine("2026-01"))[made]
    assert (found["state"], found["entered_by"], found["due_on"]) == ("assisted", str(ADMIN), None)
    assert await kuansing.look() == [] and await kuansing.service.told(ActivitySubmitted) == []
    await kuansing.at("2026-01-07T15:00")
    assert (await kuansing.ask("POST", f"/activities/{made}/confirm", {"benar": True}, who=ADMIN)).status == 403
    assert (await kuansing.ask("POST", f"/activities/{made}/confirm", {"benar": False}, who=STAF)).status == 422
    assert (await kuansing.ask("POST", f"/activities/{made}/confirm", {"benar": True}, who=STAF)).status == 200
    assert (await kuansing.mine("2026-01"))[made]["due_on"] == "2026-01-19", "the clock starts with the confirmation"
    assert [row["entered_by"] for row in await kuansing.look()] == [str(ADMIN)], "the penilai sees who wrote it"
    assert len(await kuansing.service.told(ActivitySubmitted)) == 1


async def test_kuan_p16b_who_helps_sees_what_the_owner_may_report_on(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    path = f"/people/{STAF}/butir?tanggal=2026-01-05"
    mine = await kuansing.service.get("/butir?tanggal=2026-01-05", actor=STAF)
    assert mine and await kuansing.service.get(path, actor=ADMIN) == mine
    for who in (REVIEWER, KASI, STAF2):
        assert (await kuansing.ask("GET", path, who=who)).status == 403, "the administrator of the PD alone"
    own = await kuansing.ask("GET", f"/people/{ADMIN}/butir?tanggal=2026-01-05", who=ADMIN)
    assert own.problem()[0] == 403, "nobody helps themselves"


async def test_kuan_p16b_what_the_owner_does_not_confirm_counts_for_nothing(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    help_ = {"asn_id": str(STAF), "alasan": "Gangguan.", "isi": entry("2026-01-05")}
    made = (await kuansing.ask("POST", "/assisted", help_, who=ADMIN)).body["activity_id"]
    assert (await kuansing.ask("POST", f"/activities/{made}/discard", who=STAF)).status == 200
    assert await kuansing.mine("2026-01") == {}
    await kuansing.enter("2026-01-05")


@pytest.mark.parametrize(("sebagai", "who", "reader"), [("user", STAF, ADMIN), ("admin_pd", ADMIN, KEPALA)])
async def test_kuan_p16c_p18b_feedback_reaches_the_right_inbox(
    kuansing: Office, sebagai: str, who: UUID, reader: UUID
) -> None:
    sent = await kuansing.ask("POST", "/feedback", {"sebagai": sebagai, "isi": "Tombol terlalu kecil."}, who=who)
    assert sent.status == 201
    assert [m["isi"] for m in await kuansing.service.get("/messages", actor=reader)] == ["Tombol terlalu kecil."]
    assert await kuansing.service.get("/messages", actor=STAF2) == []


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ({"sebagai": "user", "kepada": "kepala_pd"}, STAF),
        ({"sebagai": "penilai"}, STAF),
        ({"sebagai": "admin_pd"}, STAF),
    ],
)
async def test_kuan_p16c_p17d_p18b_a_wrong_route_is_403(kuansing: Office, body: dict[str, Any], who: UUID) -> None:
    assert (await kuansing.ask("POST", "/feedback", {"isi": "x", **body}, who=who)).status == 403
    assert (await kuansing.ask("POST", "/feedback", {"isi": "x", "sebagai": "penilai"}, who=KASI)).status == 201


async def test_kuan_p1_31_p21_2_the_row_carries_the_post_of_its_date(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05", kategori="tambahan", butir_id=str(TAMBAHAN))
    await kuansing.service.hear(pegawai(STAF, KASI, jabatan="Analis Madya"))
    assert (await kuansing.mine("2026-01"))[made]["jabatan"] == "Analis"


async def test_kuan_reading_a30_no_entry_on_a_day_of_leave(kuansing: Office) -> None:
    leave = MasaStatus(mulai=date(2026, 1, 6), selesai=date(2026, 1, 7), status=StatusPegawai.CUTI)
    spells = (MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF), leave)
    await kuansing.service.hear(pegawai(STAF, KASI, masa_status=spells))
    await kuansing.at("2026-01-08T15:00")
    refused = await kuansing.ask("POST", "/activities", entry("2026-01-06"), who=STAF)
    assert refused.problem() == (409, "tanggal", "A30")
    await kuansing.enter("2026-01-08")
    await kuansing.enter("2026-01-05")


async def test_kuan_p16b_reading_a30_nor_does_the_administrator_enter_one_for_him(kuansing: Office) -> None:
    """On leave on 6 and 7 January; and who is not in SIASN has no entry, whoever writes it (KUAN P11(5))."""
    leave = MasaStatus(mulai=date(2026, 1, 6), selesai=date(2026, 1, 7), status=StatusPegawai.CUTI)
    spells = (MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF), leave)
    await kuansing.service.hear(pegawai(STAF, KASI, masa_status=spells))
    await kuansing.at("2026-01-08T15:00")

    async def helped(tanggal: str) -> Any:
        body = {"asn_id": str(STAF), "alasan": "Sakit tangan.", "isi": entry(tanggal)}
        return await kuansing.ask("POST", "/assisted", body, who=ADMIN)

    assert (await helped("2026-01-06")).problem() == (409, "isi.tanggal", "A30")
    assert (await helped("2026-01-05")).status == 201
    await kuansing.service.hear(pegawai(STAF, KASI, validated=False))
    assert (await helped("2026-01-08")).problem() == (403, "nip", "11(5)")


@pytest.mark.parametrize(
    ("who", "status"),
    [(STAF, 200), (KASI, 200), (KABID, 200), (KEPALA, 200), (SEKDA, 200), (ADMIN, 200), (REVIEWER, 200), (STAF2, 403)],
)
async def test_kuan_p26_1_who_reads_anothers_entries_is_kept_with_the_purpose(
    kuansing: Office, who: UUID, status: int
) -> None:
    path = f"/people/{STAF}/activities?periode=2026-01&tujuan=Pemeriksaan"
    assert (await kuansing.ask("GET", path, who=who)).status == status
    kept = await kuansing.service.rows("SELECT detail FROM audit WHERE act = 'activities.read'")
    assert [r["detail"] for r in kept] == (
        [] if who == STAF or status == 403 else ['{"periode":"2026-01","tujuan":"Pemeriksaan"}']
    )


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [({"kategori": "lain"}, 422, "kategori"), ({"butir_id": str(uuid4())}, 422, "butir_id"),
     ({"kategori": "tambahan"}, 422, "butir_id"), ({"tanggal": "2024-12-31"}, 422, "butir_id"), ({}, 201, "")],
)  # fmt: skip
async def test_kuan_p1_31_p23_6_an_entry_serves_a_kinerja_valid_on_its_date(
    kuansing: Office, change: dict[str, Any], status: int, field: str
) -> None:
    await kuansing.at("2026-01-05T15:00")
    answer = await kuansing.ask("POST", "/activities", entry("2026-01-05") | change, who=STAF)
    assert answer.status == status and (not field or answer.body["field"] == field)


async def test_kuan_p1_22_the_administrator_bidang_approves_nothing(kuansing: Office) -> None:
    await kuansing.service.hear(pegawai(REVIEWER, KABID, opd="BKPP", peran=("administrator_bidang",)))
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    assert (await kuansing.verify(made, who=REVIEWER)).status == 403


async def test_kuan_p16a_a_pd_has_its_own_reference_list(kuansing: Office) -> None:
    item = {"nama": "Penyuluhan kesehatan", "satuan": "kegiatan"}
    assert (await kuansing.ask("POST", "/references", item, who=STAF)).problem() == (403, "", "16 a")
    made = (await kuansing.ask("POST", "/references", item, who=ADMIN)).body
    assert (await kuansing.service.told(ReferenceChanged))[0]["opd"] == "DINKES"
    changed = item | {"rujukan_id": made["rujukan_id"], "aktif": False}
    assert (await kuansing.ask("POST", "/references", changed, who=ADMIN)).status == 201
    assert [r["aktif"] for r in (await kuansing.ask("GET", "/references", who=STAF)).body] == [False]
    assert (await kuansing.ask("GET", "/references", who=SEKDA)).body == [], "another PD has its own"
    await kuansing.service.hear(pegawai(SEKDA, None, opd="SETDA", peran=("admin_pd",)))
    assert (await kuansing.ask("POST", "/references", changed, who=SEKDA)).status == 404


async def test_kuan_p16d_trouble_is_reported_with_its_trace(kuansing: Office) -> None:
    ticket = {"kategori": "teknis", "isi": "Tombol kirim mati.", "trace": "4bf92f3577b34da6a3ce929d0e0e4736"}
    assert (await kuansing.ask("POST", "/tickets", ticket | {"kategori": "lain"}, who=STAF)).problem()[:2] == (
        422,
        "kategori",
    )
    assert (await kuansing.ask("POST", "/tickets", ticket, who=STAF)).status == 201
    told = await kuansing.service.get("/messages", actor=ADMIN)
    assert [(m["jenis"], m["tentang"], m["nama"]) for m in told] == [
        ("gangguan_teknis", ticket["trace"], f"Pegawai {STAF.int % 1000}")
    ]


async def test_kon_p17_plans_by_six_periods_and_who_has_none(konsel: Office) -> None:
    plan = {"mulai": "2026-01-05", "butir_id": str(UUID(int=0x7001)), "uraian": "Menyusun laporan", "jumlah": 99}
    for periode in ("harian", "mingguan", "bulanan", "triwulanan", "semesteran", "tahunan"):
        assert (await konsel.ask("POST", "/plans", plan | {"periode": periode}, who=STAF)).status == 201, (
            "above target: fine"
        )
    assert (await konsel.ask("POST", "/plans", plan | {"periode": "dasawarsa"}, who=STAF)).problem()[:2] == (
        422,
        "periode",
    )
    other = plan | {"periode": "harian", "butir_id": str(uuid4())}
    assert (await konsel.ask("POST", "/plans", other, who=STAF)).problem()[:2] == (422, "butir_id")
    listed = {p["asn_id"] for p in (await konsel.ask("GET", "/plans/missing?tahun=2026", who=ADMIN)).body}
    assert str(STAF) not in listed and {str(STAF2), str(KASI)} <= listed
    assert (await konsel.ask("GET", "/plans/missing?tahun=2026", who=STAF)).status == 403


async def test_kon_p17_the_plans_of_a_year_are_a_tree(konsel: Office) -> None:
    """Monday 5 January 2026 in its week, month, quarter, semester and year; a day of March under its quarter at once."""
    plan = {"butir_id": str(UUID(int=0x7001)), "uraian": "Menyusun laporan", "jumlah": 1}
    periods = ["harian", "mingguan", "bulanan", "triwulanan", "semesteran", "tahunan"]
    made = {}
    for periode, mulai in [*((p, "2026-01-05") for p in periods), ("harian", "2026-03-31"), ("harian", "2026-04-01")]:
        answer = await konsel.ask("POST", "/plans", plan | {"periode": periode, "mulai": mulai}, who=STAF)
        made[periode, mulai] = answer.body["rencana_id"]
    listed = (await konsel.ask("GET", "/plans?tahun=2026", who=STAF)).body
    induk = {(p["periode"], p["mulai"]): p["induk"] for p in listed}
    year = [made[p, "2026-01-05"] for p in periods]
    assert [induk[p, "2026-01-05"] for p in periods] == [*year[1:], None]
    assert induk["harian", "2026-03-31"] == made["triwulanan", "2026-01-05"]
    assert induk["harian", "2026-04-01"] == made["semesteran", "2026-01-05"]
    assert (await konsel.ask("GET", "/plans?tahun=2025", who=STAF)).body == []
    assert (await konsel.ask("GET", "/plans?tahun=2026", who=STAF2)).body == []


async def test_kon_p17_where_the_law_knows_no_plans_nobody_lacks_one(kuansing: Office) -> None:
    assert (await kuansing.ask("GET", "/plans/missing?tahun=2026", who=ADMIN)).problem() == (409, "", "kebijakan")
    stranger = await kuansing.ask("GET", "/plans/missing?tahun=2026", who=STAF)
    assert stranger.status == 403, "who asks is asked before what the law knows"
