"""Where a Pemda reads the law otherwise than the default: another value in the pack is another decision."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.activity import ActivityApproved, ActivityEscalated, MonthMeasured
from contracts.masa import MasaStatus
from contracts.vocabulary import StatusPegawai
from tests.service.dinas import TAMBAHAN, UTAMA, Office, entry, skp
from tests.service.people import KABID, KASI, KEPALA, SINCE, STAF, STAF2, pegawai, term
from tests.service.test_activity_month import _january, _outage

LEAVE = (
    MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF),
    MasaStatus(mulai=date(2026, 1, 20), selesai=date(2026, 1, 22), status=StatusPegawai.CUTI),
)


async def _two(office: Office) -> tuple[str, str]:
    """An entry that the penilai saw and one that he did not, both of Monday 5 January, due on Wednesday 14."""
    await office.at("2026-01-05T15:00")
    seen = await office.enter("2026-01-05")
    await office.look()
    return seen, await office.enter("2026-01-05", mulai="10:00:00", selesai="11:00:00")


@pytest.mark.parametrize(("until", "extended"), [("20:59", False), ("21:00", True)])
async def test_x8_where_the_pack_extends_the_law_its_clocks_run_to_the_next_working_day(
    kuansing: Office, until: str, extended: bool
) -> None:
    with kuansing.service.law("activity", extend_statutory=True):
        seen, unseen = await _two(kuansing)
        await kuansing.at("2026-01-14T22:30")
        await _outage(kuansing, "2026-01-14T20:00", f"2026-01-14T{until}")
        await kuansing.service.told()
        await kuansing.at("2026-01-15T00:01")
        found = await kuansing.mine("2026-01")
        if not extended:
            assert (found[seen]["state"], found[unseen]["state"]) == ("escalated", "approved")
            return
        assert [(found[e]["state"], found[e]["due_on"]) for e in (seen, unseen)] == [("submitted", "2026-01-15")] * 2
        await kuansing.at("2026-01-15T23:59")
        assert (await kuansing.mine("2026-01"))[unseen]["state"] == "submitted"
        await kuansing.at("2026-01-16T00:01")
        found = await kuansing.mine("2026-01")
        assert (found[seen]["state"], found[unseen]["state"]) == ("escalated", "approved")
        told = await kuansing.service.told()
        assert [t["effective_at"] for t in told if "effective_at" in t] == ["2026-01-15T16:59:59.999999Z"]
        assert [t["karena_gangguan"] for t in told if "karena_gangguan" in t] == [False], "the new day had no outage"


async def test_x8_x6_extended_by_the_week_of_the_own_unit(kuansing: Office) -> None:
    """Both are due on Thursday 15 January; Friday 16 is a holiday: Saturday 17 for six days a week, else Monday 19."""
    mine = UUID(int=0x7003)
    await kuansing.service.hear(pegawai(STAF2, KASI, hari_kerja=6), skp(STAF2, mine))
    with kuansing.service.law("activity", extend_statutory=True):
        await kuansing.at("2026-01-06T15:00")
        five = await kuansing.enter("2026-01-06")
        await kuansing.at("2026-01-07T15:00")
        six = await kuansing.enter("2026-01-07", STAF2, butir_id=str(mine))
        found = await kuansing.mine("2026-01"), await kuansing.mine("2026-01", STAF2)
        assert (found[0][five]["due_on"], found[1][six]["due_on"]) == ("2026-01-15", "2026-01-15")
        await kuansing.at("2026-01-15T10:30")
        await _outage(kuansing, "2026-01-15T08:00", "2026-01-15T10:00")
        await kuansing.at("2026-01-16T00:01")
        found = await kuansing.mine("2026-01"), await kuansing.mine("2026-01", STAF2)
        assert (found[0][five]["due_on"], found[1][six]["due_on"]) == ("2026-01-19", "2026-01-17")
        await kuansing.service.told()
        await kuansing.at("2026-01-18T00:01")
        assert [t["activity_id"] for t in await kuansing.service.told(ActivityApproved)] == [six]


@pytest.mark.parametrize(("looks_again", "state"), [(False, "approved"), (True, "escalated")])
@pytest.mark.parametrize("anew", ["edited", "passed on"])
async def test_kuan_reading_a2_a25_a27_a_visit_before_the_clock_began_anew_counts_no_more(
    kuansing: Office, anew: str, looks_again: bool, state: str
) -> None:
    """By `any_subordinate` a visit is of a day: of the window of this version, of this penilai's."""
    other = UUID(int=0x7003)
    await kuansing.service.hear(skp(STAF2, other))
    with kuansing.service.law("activity", view_scope="any_subordinate", old_entries_go_to="current"):
        await kuansing.at("2026-01-05T15:00")
        made = await kuansing.enter("2026-01-05")
        await kuansing.enter("2026-01-05", STAF2, butir_id=str(other))
        await kuansing.at("2026-01-06T09:00")
        await kuansing.service.post(f"/queue?asn_id={STAF2}", actor=KASI)
        penilai = KASI
        if anew == "edited":
            await kuansing.at("2026-01-08T09:00")
            changed = await kuansing.ask("PUT", f"/activities/{made}", entry("2026-01-05", kuantitas=2), who=STAF)
            assert changed.status == 200
        else:
            penilai = KABID
            for one in (STAF, STAF2):
                terms = (term(KASI, selesai=date(2026, 1, 7)), term(KABID, date(2026, 1, 8)))
                await kuansing.service.hear(pegawai(one, KABID, penilai=terms))
            await kuansing.at("2026-01-08T09:00")
        # day 0 = Thursday 8 January; 9, 12, 13, 14, 15, 19, 20 (the 16th is a holiday)
        assert (await kuansing.mine("2026-01"))[made]["due_on"] == "2026-01-20"
        if looks_again:
            await kuansing.at("2026-01-09T09:00")
            await kuansing.service.post(f"/queue?asn_id={STAF2}", actor=penilai)
        await kuansing.at("2026-01-21T00:01")
        assert (await kuansing.mine("2026-01"))[made]["state"] == state


async def test_kuan_reading_a22_by_the_flag_the_superior_of_a_silent_penilai_decides(kuansing: Office) -> None:
    seen, _ = await _two(kuansing)
    with kuansing.service.law("activity", escalation="next_superior"):
        assert (await kuansing.verify(seen, who=KABID)).status == 403, "while the penilai has time"
        assert await kuansing.look(KABID) == []
        await kuansing.at("2026-01-15T00:01")
        assert [t["kepada"] for t in await kuansing.service.told(ActivityEscalated)] == [str(KABID)]
        assert [r["activity_id"] for r in await kuansing.look(KABID)] == [seen]
        assert await kuansing.look(KEPALA) == []
        assert (await kuansing.verify(seen, who=KEPALA)).status == 403
        assert (await kuansing.verify(seen, who=KABID)).status == 200
        told = [t["penilai_id"] for t in await kuansing.service.told(ActivityApproved) if t["cara"] == "penilai"]
        assert told == [str(KABID)]


async def test_kuan_reading_a22_by_default_the_superior_who_is_told_only_reads(kuansing: Office) -> None:
    seen, _ = await _two(kuansing)
    await kuansing.at("2026-01-15T00:01")
    assert await kuansing.look(KABID) == []
    for act, body in (("reject", {"dasar": "tidak_sesuai_data", "alasan": "x"}), ("correct", _fixed())):
        refused = await kuansing.ask("POST", f"/activities/{seen}/{act}", body, who=KABID)
        assert refused.problem() == (403, "", "1(24)")
    read = await kuansing.ask("GET", f"/people/{STAF}/activities?periode=2026-01&tujuan=Pemeriksaan", who=KABID)
    assert [r["state"] for r in read.body if r["activity_id"] == seen] == ["escalated"]


def _fixed() -> dict[str, Any]:
    said = {k: v for k, v in entry("2026-01-05").items() if k not in ("tanggal", "benar")}
    return said | {"alasan": "Kurang."}


async def test_kuan_reading_a22_by_the_flag_a_fresh_clock_runs_for_the_next_superior(kuansing: Office) -> None:
    """Identity tells of the next superior who acts in the vacant post (vacant_post); day 0 is his first day."""
    seen, unseen = await _two(kuansing)
    vacant = (
        term(KASI, selesai=date(2026, 1, 6)),
        term(None, date(2026, 1, 7), sebagai="kosong"),
        term(KABID, date(2026, 1, 7), sebagai="atasan"),
    )
    await kuansing.service.hear(pegawai(KASI, KABID, status=StatusPegawai.PENSIUN))
    await kuansing.service.hear(pegawai(STAF, KABID, penilai=vacant))
    await kuansing.at("2026-01-07T08:00")
    # day 0 = Wednesday 7 January; 8, 9, 12, 13, 14, 15, 19
    assert {e["due_on"] for e in (await kuansing.mine("2026-01")).values()} == {"2026-01-19"}
    assert (await kuansing.verify(seen, who=KABID)).status == 200
    await kuansing.at("2026-01-20T00:01")
    assert (await kuansing.mine("2026-01"))[unseen]["cara"] == "auto", "he never looked"


@pytest.mark.parametrize(("off", "status", "hari_kerja"), [(["cuti"], 409, 17), (["cltn"], 201, 20)])
async def test_kuan_reading_a30_the_pack_says_in_which_statuses_there_is_no_duty(
    kuansing: Office, off: list[str], status: int, hari_kerja: int
) -> None:
    await _january(kuansing, 20, 21, 22)
    await kuansing.service.hear(pegawai(STAF, KASI, masa_status=LEAVE))
    with kuansing.service.law("activity", no_duty_statuses=off):
        await kuansing.at("2026-02-10T09:00")
        entered = await kuansing.ask("POST", "/activities", entry("2026-01-21"), who=STAF)
        assert entered.status == status
        said = {k: v for k, v in entry("2026-01-22").items() if k != "benar"}
        draft = await kuansing.ask("POST", "/drafts", said, who=STAF)
        sent = await kuansing.ask(
            "POST", f"/drafts/{draft.body['draf_id']}/submit", {"versi": 1, "benar": True}, who=STAF
        )
        assert sent.status == status, sent.body
        await kuansing.at("2026-02-14T00:01")
    found = [m for m in await kuansing.service.told(MonthMeasured) if m["asn_id"] == str(STAF)]
    missing = ["2026-01-20"] if status == 201 else []
    assert [(m["hari_kerja"], m["hari_kosong"]) for m in found] == [(hari_kerja, missing)]


async def test_kuan_p23_6_a_category_that_the_pack_does_not_know(kuansing: Office) -> None:
    more = {"kategori": "tambahan", "butir_id": str(TAMBAHAN)}
    await kuansing.at("2026-01-12T15:00")
    mine = await kuansing.enter("2026-01-12", butir_id=str(UTAMA))
    with kuansing.service.law("activity", categories=["utama"]):
        await kuansing.at("2026-01-13T15:00")
        refused = await kuansing.ask("POST", "/activities", entry("2026-01-13", **more), who=STAF)
        assert refused.problem() == (422, "kategori", "23(6)")
        edited = await kuansing.ask("PUT", f"/activities/{mine}", entry("2026-01-12", **more), who=STAF)
        assert edited.problem() == (422, "kategori", "23(6)")
        corrected = await kuansing.ask("POST", f"/activities/{mine}/correct", _fixed() | more, who=KASI)
        assert corrected.problem() == (422, "kategori", "23(6)")
    await kuansing.enter("2026-01-12", mulai="13:00:00", selesai="14:00:00", **more)
