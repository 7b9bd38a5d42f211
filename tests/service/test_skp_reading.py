"""Reading plans: one whole, those of a person, of one's people, what one plans from, and whose turn it is."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.skp import SkpDiscarded, SkpWithdrawn
from contracts.vocabulary import StatusPegawai
from tests.service.hosted import Hosted
from tests.service.people import ADMIN, KABID, KASI, KEPALA, REVIEWER, SEKDA, STAF, STAF2, pegawai, term
from tests.service.planning import REVIEW, Planning, butir, open_planning, post


def _turns(skp: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["langkah"], one["peran"], one["nama"]) for one in skp["berikutnya"]]


async def _mine(office: Planning, who: UUID = STAF) -> dict[str, Any]:
    return dict((await office.good("GET", "/sasaran?tahun=2026", who=who))[-1])


async def test_kon_p6_at_every_step_the_owner_reads_what_comes_next_and_by_whom(kon: Planning) -> None:
    await kon.plan_down_to(KASI)
    made = await kon.draft(STAF, butir(await kon.first(KASI)))
    assert _turns(await _mine(kon)) == [("ajukan", "pegawai", "Pegawai 484")]
    await kon.good("POST", f"/sasaran/{made}/submit", who=STAF)
    assert _turns(await _mine(kon)) == [("reviu", "pengelola_kinerja", "Pegawai 487")]
    await kon.good("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)
    both = [("setujui", "pegawai", "Pegawai 484"), ("setujui", "penilai", "Pegawai 483")]
    assert _turns(await _mine(kon)) == both
    await kon.good("POST", f"/sasaran/{made}/agree", who=STAF)
    assert _turns(await _mine(kon)) == both[1:]
    await kon.good("POST", f"/sasaran/{made}/agree", who=KASI)
    assert _turns(await _mine(kon)) == [("tetapkan", "penilai", "Pegawai 483")]
    await kon.good("POST", f"/sasaran/{made}/set", who=KASI)
    assert _turns(await _mine(kon)) == []
    await kon.at("2026-04-01T08:00")
    now = await _mine(kon)
    assert _turns(now) == [("ukur", "pegawai", "Pegawai 484")]
    assert now["pengukuran"] == {"diukur": [], "terlewat": ["2026-T1"], "berjalan": "2026-T2"}
    await kon.measure(STAF, made, "2026-T1", 30)
    now = await _mine(kon)
    assert _turns(now) == [] and now["pengukuran"]["diukur"] == ["2026-T1"]


async def test_kon_p10_3_what_the_penilai_approved_waits_for_the_bupati(kon: Planning) -> None:
    await kon.plan_down_to(SEKDA)
    made = await kon.draft(KEPALA, butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran"))
    assert (await kon.through(made, KEPALA, SEKDA))["state"] == "approved"
    assert _turns(await _mine(kon, KEPALA)) == [("sahkan", "bupati", "Bupati")]
    seen = await kon.good("GET", f"/sasaran/{made}", who=kon.bupati)
    assert (seen["disetujui"]["nama"], seen["ditetapkan"], seen["disahkan"]) == ("Pegawai 480", None, None)
    await kon.good("POST", f"/sasaran/{made}/ratify", who=kon.bupati)
    seen = await kon.good("GET", f"/sasaran/{made}", who=KEPALA)
    assert (seen["disetujui"]["nama"], seen["disahkan"]["nama"]) == ("Pegawai 480", "Bupati")
    assert seen["disahkan"]["pada"].startswith("2026-01-12T") and seen["ditetapkan"] is None


async def test_kuan_a22_a_vacant_post_and_a_pd_without_pengelola_are_named_as_nobody(kuan: Planning) -> None:
    await kuan.plan_down_to(KASI)
    made = await kuan.draft(STAF, butir(await kuan.first(KASI)))
    await kuan.good("POST", f"/sasaran/{made}/submit", who=STAF)
    await kuan.service.hear(pegawai(REVIEWER, KABID))
    assert _turns(await _mine(kuan)) == [("reviu", "pengelola_kinerja", "")]
    await kuan.service.hear(pegawai(REVIEWER, KABID, peran=("pengelola_kinerja",)))
    await kuan.good("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)
    await kuan.good("POST", f"/sasaran/{made}/agree", who=STAF)
    await kuan.service.hear(pegawai(STAF, None, penilai=(term(None, sebagai="kosong"),)))
    assert _turns(await _mine(kuan)) == [("setujui", "penilai", "")]


@pytest.mark.parametrize("who", [REVIEWER, ADMIN, KABID, KEPALA])
async def test_kuan_p26_1_one_skp_whole_for_those_who_may_with_a_purpose_that_its_owner_finds(
    kuan: Planning, who: UUID
) -> None:
    made = (await kuan.plan())[STAF]
    assert (await kuan.ask("GET", f"/sasaran/{made}", who=STAF2)).problem() == (403, "", "26(1)")
    assert (await kuan.ask("GET", f"/sasaran/{uuid4()}", who=who)).status == 404
    assert (await kuan.ask("GET", f"/sasaran/{made}", who=who)).problem() == (422, "tujuan", "26(1)")
    seen = await kuan.good("GET", f"/sasaran/{made}?tujuan=Menyiapkan+reviu", who=who)
    own = await kuan.good("GET", f"/sasaran/{made}", who=STAF)
    assert seen == own
    assert (own["state"], own["versi"], own["jabatan"], own["opd"]) == ("set", 1, "Analis", "DINKES")
    assert [own[step]["nama"] for step in ("reviu", "ditetapkan")] == ["Pegawai 487", "Pegawai 483"]
    assert own["pembahasan"] == "Dibahas bersama." and own["peserta"] == "Keduanya"
    assert own["disetujui_pegawai"] and own["disetujui_penilai"] and own["disahkan"] is None
    assert own["isi"]["butir"][0]["target"]["kuantitas"] == 120 and own["ditutup"] is None
    trail = await kuan.good("GET", "/audit/own", who=STAF)
    assert [one["rincian"]["tujuan"] for one in _acts(trail, "skp.read")] == ["Menyiapkan reviu"]


def _acts(trail: Any, act: str) -> list[dict[str, Any]]:
    return [one for one in trail["baris"] if one["tindakan"] == act]


async def test_kuan_p26_1_the_penilai_reads_for_his_office_and_all_of_a_year_of_one_person(kuan: Planning) -> None:
    made = (await kuan.plan())[STAF]
    path = f"/people/{STAF}/sasaran?tahun=2026"
    for who in (STAF, KASI):
        assert [one["skp_id"] for one in await kuan.good("GET", path, who=who)] == [made]
    assert (await kuan.ask("GET", path, who=KABID)).problem() == (422, "tujuan", "26(1)")
    assert len(await kuan.good("GET", f"{path}&tujuan=Pembinaan", who=KABID)) == 1
    assert (await kuan.ask("GET", path, who=STAF2)).problem() == (403, "", "26(1)")
    assert (await kuan.ask("GET", f"/people/{uuid4()}/sasaran?tahun=2026", who=KASI)).status == 404
    trail = await kuan.good("GET", "/audit/own", who=STAF)
    kept = {one["rincian"]["tujuan"] for one in _acts(trail, "skp.read")}
    assert kept == {"memutus sebagai pejabat penilai", "Pembinaan"}


async def test_kon_p26_a_former_penilai_reads_the_segment_that_ended_under_him_and_no_other(kon: Planning) -> None:
    made = (await kon.plan())[STAF]
    await kon.at("2026-06-10T09:00")
    terms = (term(KASI, selesai=date(2026, 5, 31)), term(ADMIN, date(2026, 6, 1)))
    moved = pegawai(
        STAF, ADMIN, tmt_jabatan=date(2026, 6, 1), penilai=terms, opd="DISDIK", unit="DISDIK",
        penempatan=(post("2024-01-02"), post("2026-06-01", "DISDIK", "DISDIK")),
    )  # fmt: skip
    await kon.service.hear(moved, tenant="konsel")
    again = await kon.draft(STAF, butir(sasaran_unit="Mutu"))
    listed = await kon.good("GET", "/sasaran?tahun=2026", who=STAF)
    assert [(one["mulai"], one["state"], one["sebab"]) for one in listed] == [
        ("2026-01-01", "closed", "mutasi"), ("2026-06-01", "draft", ""),
    ], "without a day, the new plan begins where the move ended the old one (KON P15(3))"  # fmt: skip
    path = f"/people/{STAF}/sasaran?tahun=2026"
    assert [one["skp_id"] for one in await kon.good("GET", path, who=KASI)] == [made]
    assert (await kon.ask("GET", f"/sasaran/{again}", who=KASI)).status == 403
    seen = await kon.good("GET", f"/sasaran/{made}", who=KASI)
    assert (seen["selesai"], seen["ditutup"]["sebab"], seen["ditutup"]["penilai"]["nama"]) == (
        "2026-05-31", "mutasi", "Pegawai 483",
    )  # fmt: skip
    assert [one["skp_id"] for one in seen["skp_lain"]] == [again]


async def _people(office: Planning, who: UUID, tahun: int = 2026) -> dict[str, dict[str, Any]]:
    listed = await office.good("GET", f"/subordinates?tahun={tahun}", who=who)
    return {one["nama"]: one for one in listed}


async def test_kon_p15_2_the_penilai_sees_his_people_at_one_glance(kon: Planning) -> None:
    await kon.plan_down_to(KASI)
    seen = await _people(kon, KASI)
    assert list(seen) == ["Pegawai 484", "Pegawai 485"]
    assert [(one["state"], one["skp"], one["paling_lambat"]) for one in seen.values()] == [("", [], "2026-01-31")] * 2
    made = await kon.draft(STAF, butir(await kon.first(KASI)))
    await kon.good("POST", f"/sasaran/{made}/submit", who=STAF)
    await kon.at("2026-01-31T23:00")
    assert not any(one["terlambat"] for one in (await _people(kon, KASI)).values())
    await kon.at("2026-02-01T00:01")
    seen = await _people(kon, KASI)
    assert [one["terlambat"] for one in seen.values()] == [True, True]
    mine = seen["Pegawai 484"]
    assert (mine["state"], _turns(mine["skp"][0])) == ("submitted", [("reviu", "pengelola_kinerja", "Pegawai 487")])
    for act, who in (("review", REVIEWER), ("agree", STAF), ("agree", KASI), ("set", KASI)):
        await kon.good("POST", f"/sasaran/{made}/{act}", REVIEW if act == "review" else None, who=who)
    await kon.at("2026-07-01T08:00")
    mine = (await _people(kon, KASI))["Pegawai 484"]
    assert (mine["state"], mine["terlambat"], mine["skp"][0]["late"]) == ("set", True, True)
    assert mine["skp"][0]["pengukuran"]["terlewat"] == ["2026-T1", "2026-T2"]
    assert "isi" not in mine["skp"][0]
    trail = await kon.good("GET", "/audit/own", who=STAF)
    assert _acts(trail, "subordinates_skp.read")[0]["rincian"]["tujuan"] == "memutus sebagai pejabat penilai"


async def test_kon_p34_a_plt_sees_the_people_of_the_post_and_the_bupati_those_under_no_other(kon: Planning) -> None:
    await kon.plan()
    assert [*(await _people(kon, kon.bupati))] == ["Pegawai 480"]
    assert not await _people(kon, STAF)
    acting = (term(KASI), term(KABID, date(2026, 1, 12), date(2026, 2, 12), "plt"))
    await kon.service.hear(pegawai(STAF, KABID, penilai=acting), tenant="konsel")
    assert "Pegawai 484" in await _people(kon, KABID)
    assert "Pegawai 484" not in await _people(kon, KASI)


async def test_kon_p15_3_reading_b33_who_moved_has_thirty_days_before_he_is_late(kon: Planning) -> None:
    await kon.plan()
    await kon.at("2026-05-04T09:00")
    await kon.service.hear(pegawai(STAF, KASI, tmt_jabatan=date(2026, 5, 1)), tenant="konsel")
    for day, late in (("2026-05-31T23:59", False), ("2026-06-01T00:01", True)):
        await kon.at(day)
        seen = (await _people(kon, KASI))["Pegawai 484"]
        assert (seen["state"], seen["terlambat"], seen["paling_lambat"]) == ("closed", late, "2026-05-31")
        listed = {one["nama"]: one for one in await kon.good("GET", "/late?tahun=2026", who=REVIEWER)}
        assert (listed["Pegawai 484"]["late"], listed["Pegawai 484"]["paling_lambat"]) == (late, "2026-05-31")
        assert listed["Pegawai 485"]["late"], "never planned since January"


async def test_kon_p14_of_whom_no_skp_is_asked_none_is_late(kon: Planning) -> None:
    await kon.plan_down_to(KASI)
    await kon.service.hear(pegawai(STAF2, KASI, status=StatusPegawai.CLTN), tenant="konsel")
    await kon.at("2026-03-02T09:00")
    seen = (await _people(kon, KASI))["Pegawai 485"]
    assert (seen["bebas_skp"], seen["terlambat"]) == (True, False)


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kuan_p8_kon_p8_the_employee_finds_the_kinerja_he_plans_from(skp: Hosted, tenant: str) -> None:
    office = await open_planning(skp, tenant)
    await office.plan_down_to(KABID)
    draft = await office.draft(KASI, butir(await office.first(KABID), uraian="Mengawasi layanan"))
    found = await office.good("GET", "/parents?tahun=2026", who=STAF)
    assert [(one["uraian"], one["nama"], one["state"], one["mengikat"]) for one in found] == [
        ("Mengawasi layanan", "Pegawai 483", "draft", False)
    ]
    mine = await office.draft(STAF, butir(found[0]["butir_id"]))
    await office.good("POST", f"/sasaran/{mine}/submit", who=STAF)
    await office.through(draft, KASI, KABID)
    assert (await office.good("GET", "/parents?tahun=2026", who=STAF))[0]["mengikat"] is True
    assert await office.good("GET", "/parents?tahun=2026", who=SEKDA) == []


async def test_kon_p6_2_a_submission_is_taken_back_until_it_is_reviewed(kon: Planning) -> None:
    await kon.plan_down_to(KASI)
    made = await kon.draft(STAF, butir(await kon.first(KASI)))
    path = f"/sasaran/{made}/withdraw"
    assert (await kon.ask("POST", path, who=STAF)).problem() == (409, "", "6(2-3)")
    await kon.good("POST", f"/sasaran/{made}/submit", who=STAF)
    assert (await kon.ask("POST", path, who=KASI)).problem() == (403, "", "6(2)")
    await kon.service.told()
    assert (await kon.good("POST", path, who=STAF))["state"] == "draft"
    assert [t["skp_id"] for t in await kon.service.told(SkpWithdrawn)] == [made]
    assert await kon.good("GET", "/waiting?tahun=2026", who=REVIEWER) == []
    assert (await kon.edit(made, kon.content(butir(await kon.first(KASI))), STAF)).status == 200
    await kon.good("POST", f"/sasaran/{made}/submit", who=STAF)
    await kon.good("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)
    assert (await kon.ask("POST", path, who=STAF)).problem() == (409, "", "6(2-3)")


async def test_kuan_p18_a_discarded_draft_leaves_room_for_another(kuan: Planning) -> None:
    await kuan.plan_down_to(KASI)
    wrong = await kuan.draft(STAF, butir(await kuan.first(KASI)))
    assert (await kuan.ask("POST", f"/sasaran/{wrong}/discard", who=KASI)).status == 403
    await kuan.service.told()
    assert (await kuan.good("POST", f"/sasaran/{wrong}/discard", who=STAF))["state"] == "closed"
    assert [t["tahun"] for t in await kuan.service.told(SkpDiscarded)] == [2026]
    assert (await kuan.ask("POST", f"/sasaran/{wrong}/discard", who=STAF)).problem() == (409, "", "18 a")
    assert (await kuan.ask("POST", f"/sasaran/{wrong}/submit", who=STAF)).status == 409
    made = await kuan.draft(STAF, butir(await kuan.first(KASI)))
    late = await kuan.good("GET", "/late?tahun=2026", who=REVIEWER)
    assert {one["nama"]: one["state"] for one in late}["Pegawai 484"] == "draft"
    await kuan.through(made, STAF, KASI)
    listed = await kuan.good("GET", "/sasaran?tahun=2026", who=STAF)
    assert {one["skp_id"]: (one["state"], one["sebab"], one["berikutnya"]) for one in listed} == {
        wrong: ("closed", "dibuang", []), made: ("set", "", []),
    }  # fmt: skip


async def test_kuan_p23_2_a_change_opened_by_mistake_is_discarded_and_opened_again_with_its_documents(
    kuan: Planning,
) -> None:
    made = (await kuan.plan())[STAF]
    kept = (await kuan.upload(REVIEWER)).body
    body = {"sebab": "Tupoksi berubah", "dokumen": [kept["dokumen_id"]]}
    first = await kuan.good("POST", f"/sasaran/{made}/changes", body, who=REVIEWER)
    await kuan.good("POST", f"/sasaran/{first['skp_id']}/discard", who=STAF)
    again = await kuan.good("POST", f"/sasaran/{made}/changes", body, who=REVIEWER)
    seen = await kuan.good("GET", f"/sasaran/{again['skp_id']}", who=KASI)
    assert (seen["versi"], seen["perubahan_dari"], seen["sebab"]) == (2, made, "Tupoksi berubah")
    assert [(one["dokumen_id"], one["sha256"]) for one in seen["dokumen"]] == [(kept["dokumen_id"], kept["sha256"])]
    for who in (STAF, KASI):  # whom the change is about, and who sets it
        assert (await kuan.ask("GET", f"/documents/{kept['dokumen_id']}", who=who)).status == 200
    assert (await kuan.ask("GET", f"/documents/{kept['dokumen_id']}", who=STAF2)).status == 403


async def test_kon_p19_1_the_change_is_the_penilais_and_its_draft_is_called_off_by_him_not_by_its_owner(
    kon: Planning,
) -> None:
    made = (await kon.plan())[STAF]
    path = f"/sasaran/{made}/changes"
    opened = await kon.good("POST", path, {"sebab": "strategi"}, who=KASI)
    again = await kon.ask("POST", path, {"sebab": "strategi"}, who=REVIEWER)
    assert again.problem() == (409, "", "19(1)") and "Perubahan" in again.body["detail"]
    discard = f"/sasaran/{opened['skp_id']}/discard"
    assert (await kon.ask("POST", discard, who=STAF)).problem() == (403, "", "19(1)")
    await kon.good("POST", discard, who=KASI)
    await kon.good("POST", path, {"sebab": "prioritas_asumsi"}, who=REVIEWER)


async def test_kon_p15_3_a_move_on_the_first_of_january_leaves_room_for_the_plan_of_the_new_post(
    kon: Planning,
) -> None:
    await kon.plan_down_to(KASI)
    await kon.draft(STAF, butir(await kon.first(KASI)))
    await kon.service.hear(pegawai(STAF, KASI, tmt_jabatan=date(2026, 1, 1)), tenant="konsel")
    made = await kon.draft(STAF, butir(await kon.first(KASI)))
    assert (await kon.through(made, STAF, KASI))["state"] == "set"
    assert [(one["state"], one["sebab"]) for one in await kon.good("GET", "/sasaran?tahun=2026", who=STAF)] in (
        [("closed", "mutasi"), ("set", "")], [("set", ""), ("closed", "mutasi")],
    )  # fmt: skip
