"""A month whose TPP was finished is computed again: versions, each difference explained, nothing else touched.

Numbers by hand from the decreed table of the example policy: class 7 Rp3.920.964, 60 % by approved outputs over the
target, 40 % for discipline, less 3 % of it for a missed day found deliberate; each line rounded half-up (reading C1).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest

from contracts.activity import DayFilled, DayMissed, MissedDayJudged, MonthMeasured
from contracts.identity import PegawaiRecorded, Penempatan
from contracts.masa import MasaStatus
from contracts.tpp import TppRunFinished, TppSlipIssued
from contracts.vocabulary import Jenis, JenisJabatan, StatusPegawai
from tests.service.hosted import Answer, Hosted
from tests.service.people import KASI, SINCE, STAF, STAF2, pegawai

PENGELOLA = UUID(int=0x5100)
MISSED = date(2025, 12, 10)
NINE = (2_117_321, 1_568_386)  # 3,920,964 x 60 % x 9/10 = 2,117,320.56; x 40 % = 1,568,385.6
WHOLE = 2_352_578  # 3,920,964 x 60 % = 2,352,578.4
CUT = 1_521_334  # 3,920,964 x 40 % x 97 % = 1,521,334.032
CUT_TWICE = 1_474_282  # 3,920,964 x 40 % x 94 % = 1,474,282.464


def measured(who: UUID, approved: int, pending: int = 0, kosong: tuple[date, ...] = ()) -> MonthMeasured:
    return MonthMeasured(
        month_id=f"{who}:2025-12", asn_id=who, periode="2025-12", hari_kerja=21, hari_terisi=21 - len(kosong),
        hari_kosong=kosong, submitted=10, approved_by_penilai=approved, approved_auto=0, rejected=0, pending=pending,
        kuantitas_approved=approved, kuantitas_target=10, pack="kuansing-65-2019",
    )  # fmt: skip


def judged(tanggal: date, sengaja: bool = True, who: UUID = STAF) -> MissedDayJudged:
    return MissedDayJudged(
        hari_id=f"{who}:{tanggal}", asn_id=who, tanggal=tanggal, penilai_id=KASI, sengaja=sengaja, alasan="Tanpa sebab",
    )  # fmt: skip


def missed(tanggal: date, who: UUID = STAF2) -> DayMissed:
    return DayMissed(hari_id=f"{who}:{tanggal}", asn_id=who, tanggal=tanggal)


def filled(tanggal: date, who: UUID = STAF2) -> DayFilled:
    return DayFilled(hari_id=f"{who}:{tanggal}", asn_id=who, tanggal=tanggal)


@pytest.fixture
async def tpp(tpp_process: Hosted) -> AsyncIterator[Hosted]:
    """Two staff with nine of ten outputs approved, one still waiting; and who runs the TPP."""
    await tpp_process.clear()
    await tpp_process.at("2026-01-20T09:00")
    await tpp_process.hear(*(pegawai(who, KASI) for who in (STAF, STAF2)), *_runner())
    await tpp_process.hear(measured(STAF, 9, pending=1), measured(STAF2, 9))
    yield tpp_process


def _runner() -> list[PegawaiRecorded]:
    return [pegawai(PENGELOLA, KASI, jenis=Jenis.PPPK, peran=("pengelola_tpp",))]


async def run(tpp: Hosted) -> Any:
    return await tpp.post("/runs", {"periode": "2025-12"}, actor=PENGELOLA)


async def slip(tpp: Hosted, who: UUID = STAF) -> Any:
    return await tpp.get("/slips/mine?periode=2025-12", actor=who)


def amounts(view: Any) -> list[int]:
    return [line["jumlah"] for line in view["lines"]]


async def written(tpp: Hosted) -> list[Any]:
    """Every row of runs and slips with the transaction that wrote it last."""
    found = []
    for table in ("slip", "slip_lama", "run", "outbox", "audit"):
        found += [(table, *row) for row in await tpp.rows(f"SELECT xmin::text, ctid::text FROM {table} ORDER BY 1, 2")]
    return found


async def test_s9_a_run_of_the_same_facts_writes_no_row(tpp: Hosted) -> None:
    first = await run(tpp)
    assert (first["slips"], first["changed"]) == (3, 3)
    assert first["total"] == 2 * sum(NINE)
    assert amounts(await slip(tpp)) == list(NINE)
    before = await written(tpp)
    again = await run(tpp)
    assert again == first | {"changed": 0}
    assert await written(tpp) == before
    assert len(await tpp.told(TppSlipIssued)) == 3


async def test_s9_newer_facts_that_come_to_the_same_write_no_row(tpp: Hosted) -> None:
    """A month measured again, a role given: no rupiah moves, and the slip stands on the facts it was issued on."""
    await run(tpp)
    sources = [line["sumber"] for line in (await slip(tpp, STAF2))["lines"]]
    before = await written(tpp)
    await tpp.hear(measured(STAF2, 9), pegawai(STAF2, KASI, peran=("admin_pd",)))
    assert (await run(tpp))["changed"] == 0
    assert await written(tpp) == before
    assert [line["sumber"] for line in (await slip(tpp, STAF2))["lines"]] == sources


async def test_c1_what_was_decided_after_the_run_makes_a_second_version_with_the_difference(tpp: Hosted) -> None:
    await run(tpp)
    await tpp.told()
    first = await slip(tpp)
    assert (first["versi"], first["total_sebelum"], first["selisih"]) == (1, None, [])
    assert first["alasan"] == "1 aktivitas belum diputus"
    await tpp.hear(measured(STAF, 10))
    assert await slip(tpp) == first, "nobody's slip moves by itself"
    state = await tpp.get("/runs?periode=2025-12", actor=PENGELOLA)
    assert (state["berubah"], state["versi"], state["total"]) == (1, 1, 2 * sum(NINE))

    state = await run(tpp)
    assert (state["slips"], state["changed"], state["total"]) == (3, 1, sum(NINE) + WHOLE + NINE[1])
    second = await slip(tpp)
    assert (second["slip_id"], second["versi"], amounts(second)) == (first["slip_id"], 2, [WHOLE, NINE[1]])
    assert (second["total_sebelum"], second["total"]) == (3_685_707, 3_920_964)
    (change,) = second["selisih"]
    assert (change["kode"], change["sebelum"], change["sesudah"]) == ("produktivitas", NINE[0], WHOLE)
    assert change["selisih"] == 235_257  # 2,352,578 - 2,117,321
    assert "9/10" in change["hitungan_sebelum"] and "10/10" in change["hitungan"] and change["pasal"]
    facts = {str(r["event_id"]) for r in await tpp.rows("SELECT event_id FROM bulan WHERE asn_id = $1", STAF)}
    assert facts <= set(change["sumber"]) and not facts & set(change["sumber_sebelum"])
    assert (second["alasan_sebelum"], second["alasan"]) == ("1 aktivitas belum diputus", "")

    (old,) = (v for v in await tpp.get(f"/slips/{first['slip_id']}/versions", actor=STAF) if v["versi"] == 1)
    assert (old["total"], old["lines"], old["alasan"]) == (first["total"], first["lines"], first["alasan"])
    pdf = await tpp.get(f"/slips/{first['slip_id']}/pdf", actor=STAF)
    assert pdf.startswith(b"%PDF")


async def test_c1_the_event_tells_the_second_version(tpp: Hosted) -> None:
    await run(tpp)
    await tpp.told()
    await tpp.hear(measured(STAF, 10))
    await run(tpp)
    told = await tpp.told()
    (issued,) = [t for t in told if "slip_id" in t]
    assert (issued["asn_id"], issued["versi"], issued["total_sebelum"]) == (str(STAF), 2, 3_685_707)
    assert (issued["contoh"], issued["kelas_jabatan"]) == (True, 7), "an example policy binds nobody: nobody pays by it"
    assert [d["selisih"] for d in issued["selisih"]] == [235_257]
    (finished,) = [t for t in told if "slip_id" not in t]
    assert (finished["changed"], finished["total"]) == (1, sum(NINE) + WHOLE + NINE[1])
    subjects = await tpp.rows("SELECT subject, version FROM outbox WHERE type LIKE '%TppSlipIssued' ORDER BY id")
    assert [r["version"] for r in subjects if r["subject"] == issued["slip_id"]] == [1, 2]
    assert [r["version"] for r in await tpp.rows(
        "SELECT version FROM outbox WHERE type = $1 ORDER BY id", TppRunFinished.type_name()
    )] == [1, 2]  # fmt: skip


async def test_kuan_p31_2_an_old_measurement_after_a_new_one_changes_nothing(tpp: Hosted) -> None:
    """Kafka may bring the first and the second once more, in any order: the last word on the month holds."""
    old = await tpp.hear(measured(UUID(int=0x5200), 9))
    new = await tpp.hear(measured(UUID(int=0x5200), 10))
    await tpp.hear(pegawai(UUID(int=0x5200), KASI))
    await run(tpp)
    before = await written(tpp)
    await tpp.deliver(old)
    await tpp.deliver([*new, *old])
    assert (await run(tpp))["changed"] == 0 and await written(tpp) == before
    assert amounts(await slip(tpp, UUID(int=0x5200))) == [WHOLE, NINE[1]]


async def test_kuan_p31_2_a_day_found_deliberate_cuts_and_the_finding_is_named(tpp: Hosted) -> None:
    """The cut needs both: the day is missing and the penilai found it deliberate; no session of pembinaan before."""
    await tpp.hear(measured(STAF2, 9, kosong=(MISSED,)))
    await run(tpp)
    first = await slip(tpp, STAF2)
    assert amounts(first) == list(NINE) and first["alasan"] == "1 hari kerja tanpa catatan"
    records = await tpp.hear(judged(MISSED, who=STAF2))
    await tpp.deliver(records)
    assert (await run(tpp))["changed"] == 1
    second = await slip(tpp, STAF2)
    assert amounts(second) == [NINE[0], CUT]
    (change,) = second["selisih"]
    assert (change["kode"], change["selisih"]) == ("disiplin", -47_052)  # 1,521,334 - 1,568,386
    assert "KUAN 31(1-3)" in change["pasal"] and "1 × 3%" in change["hitungan"]
    (finding,) = await tpp.rows("SELECT event_id FROM temuan")
    assert str(finding["event_id"]) in change["sumber"]


async def test_kuan_p31_2_not_deliberate_cuts_nothing_and_two_days_cut_twice(tpp: Hosted) -> None:
    other = date(2025, 12, 11)
    await tpp.hear(measured(STAF2, 9, kosong=(MISSED, other)), judged(MISSED, sengaja=False, who=STAF2))
    await run(tpp)
    assert amounts(await slip(tpp, STAF2)) == list(NINE)
    await tpp.hear(judged(MISSED, who=STAF2), judged(other, who=STAF2))
    await run(tpp)
    assert amounts(await slip(tpp, STAF2)) == [NINE[0], CUT_TWICE]


async def test_kuan_p31_2_a_day_that_was_filled_after_all_is_cut_no_more(tpp: Hosted) -> None:
    """The month was opened for the person and closed again: the finding stays, the missing day is gone (A24)."""
    await tpp.hear(measured(STAF2, 9, kosong=(MISSED,)), judged(MISSED, who=STAF2))
    await run(tpp)
    assert amounts(await slip(tpp, STAF2)) == [NINE[0], CUT]
    await tpp.hear(measured(STAF2, 9))
    await run(tpp)
    third = await slip(tpp, STAF2)
    assert (third["versi"], amounts(third)) == (2, list(NINE))
    assert [c["selisih"] for c in third["selisih"]] == [47_052]


async def test_kuan_p31_2_a_finding_of_before_does_not_cut_a_day_that_is_missing_anew(tpp: Hosted) -> None:
    """Filled after the month was opened again, discarded, missing at the next close: it is judged anew first (A24)."""
    await tpp.hear(measured(STAF2, 9, kosong=(MISSED,)), missed(MISSED), judged(MISSED, who=STAF2))
    await run(tpp)
    assert amounts(await slip(tpp, STAF2)) == [NINE[0], CUT]
    await tpp.hear(measured(STAF2, 9), filled(MISSED))
    await run(tpp)
    assert amounts(await slip(tpp, STAF2)) == list(NINE)
    await tpp.hear(measured(STAF2, 9, kosong=(MISSED,)), missed(MISSED))
    await run(tpp)
    again = await slip(tpp, STAF2)
    assert (amounts(again), again["alasan"]) == (list(NINE), "1 hari kerja tanpa catatan")
    await tpp.hear(judged(MISSED, who=STAF2))
    await run(tpp)
    last = await slip(tpp, STAF2)
    assert amounts(last) == [NINE[0], CUT]
    totals = [(v["versi"], v["total"]) for v in await tpp.get(f"/slips/{last['slip_id']}/versions", actor=STAF2)]
    whole, cut = sum(NINE), NINE[0] + CUT
    assert totals[0] == (last["versi"], cut) and {total for _, total in totals} == {whole, cut}


async def test_kuan_p31_2_facts_of_a_day_that_come_once_more_leave_the_last_word(tpp: Hosted) -> None:
    found = await tpp.hear(missed(MISSED), judged(MISSED, who=STAF2))
    gone = await tpp.hear(filled(MISSED), missed(MISSED))
    before = await tpp.rows("SELECT xmin::text, sengaja, version FROM temuan")
    assert [(r["sengaja"], r["version"]) for r in before] == [(None, 4)]
    await tpp.deliver([*found, *gone, *found])
    assert await tpp.rows("SELECT xmin::text, sengaja, version FROM temuan") == before


async def test_kuan_p1_28_kuan_p31_2_a_pppk_is_guided_but_has_no_tpp_to_cut(tpp: Hosted) -> None:
    """Reading A12: pembinaan only."""
    await tpp.hear(pegawai(STAF2, KASI, jenis=Jenis.PPPK), measured(STAF2, 9, kosong=(MISSED,)))
    await tpp.hear(judged(MISSED, who=STAF2))
    await run(tpp)
    found = await slip(tpp, STAF2)
    assert (found["status"], found["lines"], found["total"]) == ("not_eligible", [], 0)


async def test_kuan_p31_3_a_month_without_a_policy_of_amounts_is_refused_not_paid_nothing(tpp: Hosted) -> None:
    answer = await tpp.ask("POST", "/runs", {"periode": "2019-12"}, actor=PENGELOLA)
    assert answer.status == 409 and "2019-12-31" in answer.body["detail"]
    assert await tpp.rows("SELECT 1 FROM run UNION ALL SELECT 1 FROM slip") == []


async def test_c2_what_happened_after_the_month_does_not_change_what_it_was_worth(tpp: Hosted) -> None:
    """On leave outside state liability from February, in a higher post from January: December stays as it was."""
    await run(tpp)
    before = await written(tpp)
    spells = (
        MasaStatus(mulai=SINCE, selesai=None, status=StatusPegawai.AKTIF),
        MasaStatus(mulai=date(2026, 2, 1), selesai=None, status=StatusPegawai.CLTN),
    )
    leaving = pegawai(STAF, KASI, status=StatusPegawai.CLTN, masa_status=spells)
    await tpp.hear(leaving, pegawai(STAF2, KASI, kelas_jabatan=9, opd="BKPP", tmt_jabatan=date(2026, 1, 2)))
    assert (await run(tpp))["changed"] == 0 and await written(tpp) == before


async def test_c2_who_moved_before_the_first_run_is_paid_by_the_post_that_was_held_in_the_month(tpp: Hosted) -> None:
    """Class 7 in DINKES until 1 January, class 9 in BKPP from the second: December is class 7, January class 9."""

    def post(mulai: date, kelas: int, opd: str) -> Penempatan:
        kind = JenisJabatan.PELAKSANA
        return Penempatan(mulai=mulai, jabatan="Analis", jenis_jabatan=kind, opd=opd, unit=opd, kelas_jabatan=kelas)

    day = date(2026, 1, 2)
    posts = (post(SINCE, 7, "DINKES"), post(day, 9, "BKPP"))
    await tpp.hear(pegawai(STAF2, KASI, kelas_jabatan=9, opd="BKPP", tmt_jabatan=day, penempatan=posts))
    await run(tpp)
    found = await slip(tpp, STAF2)
    assert (amounts(found), found["kelas_jabatan"], found["opd"]) == (list(NINE), 7, "DINKES")
    await tpp.hear(msgspec.structs.replace(measured(STAF2, 9), month_id=f"{STAF2}:2026-01", periode="2026-01"))
    await tpp.post("/runs", {"periode": "2026-01"}, actor=PENGELOLA)
    # the table: class 9 Rp5,532,975; x 60 % x 9/10 = 2,987,806.5, half up; x 40 % = 2,213,190
    found = await tpp.get("/slips/mine?periode=2026-01", actor=STAF2)
    assert (amounts(found), found["kelas_jabatan"], found["opd"]) == ([2_987_807, 2_213_190], 9, "BKPP")


async def test_c1_two_who_run_it_at_once_issue_one_version(tpp: Hosted) -> None:
    await run(tpp)
    await tpp.hear(measured(STAF, 10))
    states = await asyncio.gather(run(tpp), run(tpp))
    assert sorted(s["changed"] for s in states) == [0, 1]
    assert [r["version"] for r in await tpp.rows("SELECT version FROM slip_lama")] == [1]


async def test_a_finished_slip_cannot_be_rewritten_by_the_service(tpp: Hosted) -> None:
    """The role of the service may add old versions and read them, no more; another Pemda sees none."""
    await run(tpp)
    await tpp.hear(measured(STAF, 10))
    await run(tpp)
    rights = await tpp.rows(
        "SELECT privilege_type FROM information_schema.role_table_grants WHERE table_name = 'slip_lama'"
        " AND grantee = 'tpp_app' ORDER BY 1"
    )
    assert [r["privilege_type"] for r in rights] == ["INSERT", "SELECT"]
    slip_id = (await slip(tpp))["slip_id"]
    there = UUID(int=0x5301)
    await tpp.hear(pegawai(there, KASI), tenant="konsel")
    answer: Answer = await tpp.ask("GET", f"/slips/{slip_id}/versions", actor=there, tenant="konsel")
    assert answer.status == 404
    assert (await tpp.ask("GET", f"/slips/{slip_id}/versions", actor=STAF2)).status == 404
    assert (await tpp.ask("GET", "/runs?periode=2025-12", actor=STAF)).status == 403
    assert (await tpp.ask("GET", "/runs?periode=2025-11", actor=PENGELOLA)).status == 404


async def test_decision_0028_a_month_without_a_due_output_is_paid_and_one_without_an_skp_says_so(tpp: Hosted) -> None:
    nothing = msgspec.structs.replace(measured(STAF, 0), kuantitas_target=0, ada_skp=True)
    await tpp.hear(nothing, msgspec.structs.replace(measured(STAF2, 0), kuantitas_target=0))
    await run(tpp)
    held, none = await slip(tpp), await slip(tpp, STAF2)
    assert (held["status"], amounts(held)) == ("payable", [WHOLE, NINE[1]])
    assert "jatuh tempo" in held["lines"][0]["uraian"]
    assert (none["status"], none["total"]) == ("incomplete", 0) and "SKP belum ditetapkan" in none["alasan"]
