"""Who may, and is asked that first: changes, follow-ups, the recap, slips, and lists of one's own people (section 5)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.reporting import RecapPublished
from tests.service.hosted import Hosted
from tests.service.judging import KASI2, ONE, Judging, planned
from tests.service.people import KABID, KASI, KEPALA, REVIEWER, SEKDA, STAF, STAF2, office, pegawai
from tests.service.planning import REVIEW, Planning, open_planning
from tests.service.test_tpp_again import measured

HEAD, PENGELOLA, INSPECTOR, PAYER = (UUID(int=0x6100 + n) for n in range(4))


async def test_kuan_p18_a_p23_2_the_penilai_opens_no_change(kuan: Planning) -> None:
    found = await kuan.plan()
    decree = (await kuan.upload(STAF)).body["dokumen_id"]
    body, path = {"sebab": "Tupoksi berubah", "dokumen": [decree]}, f"/sasaran/{found[STAF]}/changes"
    assert (await kuan.ask("POST", path, body, who=KASI)).problem() == (403, "", "23(2)")
    await kuan.good("POST", path, body, who=STAF)


async def test_kon_reading_b27_the_bupati_changes_the_skp_of_the_sekda_and_of_nobody_else(kon: Planning) -> None:
    found = await kon.plan_down_to(KEPALA)
    refused = await kon.ask("POST", f"/sasaran/{found[KEPALA]}/changes", {"sebab": "strategi"}, who=kon.bupati)
    assert refused.problem() == (403, "", "19(1)")
    path = f"/sasaran/{found[SEKDA]}/changes"
    fresh = (await kon.good("POST", path, {"sebab": "strategi"}, who=kon.bupati))["skp_id"]
    await kon.good("POST", f"/sasaran/{fresh}/discard", who=kon.bupati)
    await kon.good("POST", path, {"sebab": "strategi"}, who=kon.bupati)


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_a_stranger_is_told_who_may_before_the_state(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    found = (await planning.plan_down_to(SEKDA))[SEKDA]
    steps: dict[str, Any] = {"agree": None, "set": {}, "review": REVIEW, "return": {"alasan": "Belum"},
                             "comment": None, "submit": None, "withdraw": None, "measure": None}  # fmt: skip
    steps |= {"measure": {"realisasi": [{"butir_id": str(uuid4()), "jumlah": 1}]}}
    del steps["comment"]
    for step, body in steps.items():
        answer = await planning.ask("POST", f"/sasaran/{found}/{step}", body, who=STAF2)
        assert answer.status == 403, (step, answer.body)
    assert (await planning.ask("POST", f"/sasaran/{found}/comments", {"catatan": "x"}, who=STAF2)).status == 403
    if tenant == "konsel":
        assert (await planning.ask("POST", f"/sasaran/{found}/confirm", {"capaian": "1"}, who=STAF2)).status == 403


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_a_penilai_lists_his_own_people_without_a_plan_or_unmeasured(skp: Hosted, tenant: str) -> None:
    planning = await open_planning(skp, tenant)
    found = await planning.plan()

    async def listed(path: str, who: UUID) -> set[str]:
        return {one["asn_id"] for one in await planning.good("GET", f"{path}?tahun=2026", who=who)}

    assert await listed("/late", KASI) == {str(STAF2)}
    assert (await planning.ask("GET", "/late?tahun=2026", who=STAF)).status == 403
    assert str(STAF2) in await listed("/late", REVIEWER) and await listed("/late", planning.bupati) == set()
    await planning.at("2027-01-04T09:00")
    assert await listed("/unmeasured", KASI) == {str(STAF)}
    assert await listed("/unmeasured", planning.bupati) == {str(SEKDA)}
    assert {str(STAF), str(KASI), str(KABID)} <= await listed("/unmeasured", REVIEWER) and len(found) == 5
    kept = await skp.rows("SELECT act, subject FROM audit WHERE actor = $1 AND act LIKE '%skp.read'", str(KASI))
    assert {("late_skp.read", str(STAF2)), ("unmeasured_skp.read", str(STAF))} <= {tuple(r) for r in kept}


async def test_the_appraisals_to_make_leave_a_trace_with_the_purpose(kon_judging: Judging) -> None:
    service = kon_judging.service
    await service.hear(planned(ONE), tenant="konsel")
    assert len(await service.get("/to-make?tahun=2026", actor=KASI2, tenant="konsel")) == 1
    kept = await service.rows("SELECT act, subject, detail FROM audit WHERE actor = $1", str(KASI2))
    assert [(r["act"], r["subject"]) for r in kept] == [("appraisals.read", str(STAF))] and "penilai" in kept[0][
        "detail"
    ]


async def test_the_slip_of_another_is_read_for_a_purpose_that_is_kept(tpp_process: Hosted) -> None:
    await tpp_process.clear()
    await tpp_process.at("2026-01-20T09:00")
    await tpp_process.hear(
        pegawai(STAF, KASI), pegawai(STAF2, KASI), pegawai(PAYER, KASI, peran=("pengelola_tpp",)),
        pegawai(INSPECTOR, KASI, peran=("inspektorat",)), measured(STAF, 9),
    )  # fmt: skip
    await tpp_process.post("/runs", {"periode": "2025-12"}, actor=PAYER)
    slip = (await tpp_process.get("/slips/mine?periode=2025-12", actor=STAF))["slip_id"]
    for rest in ("", "/versions", "/pdf"):
        refused = await tpp_process.ask("GET", f"/slips/{slip}{rest}", actor=INSPECTOR)
        assert refused.problem()[:2] == (422, "tujuan"), rest
        assert (await tpp_process.ask("GET", f"/slips/{slip}{rest}?tujuan=Keberatan", actor=STAF2)).status == 404
        await tpp_process.get(f"/slips/{slip}{rest}?tujuan=Pemeriksaan", actor=INSPECTOR)
    own = await tpp_process.get("/audit/own", actor=STAF)
    assert [(one["tindakan"], one["rincian"]["tujuan"]) for one in own["baris"]] == [("slip.read", "Pemeriksaan")] * 3


@pytest.mark.parametrize(("tenant", "head"), [("kuansing", "ka_bkpp"), ("konsel", "ka_bkpsdm")])
async def test_kuan_p29_the_recap_is_published_once_after_its_acknowledgement(
    reporting_process: Hosted, tenant: str, head: str
) -> None:
    service = reporting_process
    await service.clear()
    await service.at("2026-02-20T09:00")
    roles = {HEAD: head, PENGELOLA: "pengelola_e_kinerja", INSPECTOR: "inspektorat", PAYER: "pengelola_tpp"}
    await service.hear(*office(), *(pegawai(who, KEPALA, peran=(one,)) for who, one in roles.items()), tenant=tenant)
    body = {"periode": "2026-01"}

    async def asked(path: str, who: UUID) -> Any:
        return await service.ask("POST", path, body, actor=who, tenant=tenant)

    for who in (INSPECTOR, PAYER, SEKDA, HEAD):
        assert (await asked("/recap", who)).status == 403
    for who in (INSPECTOR, PENGELOLA, SEKDA):
        assert (await asked("/recap/acknowledge", who)).status == 403
    assert (await asked("/recap", PENGELOLA)).status == 409
    known = [(await asked("/recap/acknowledge", HEAD)).body for _ in range(2)]
    assert known[0] == known[1] and known[0]["periode"] == "2026-01"
    published = [await asked("/recap", PENGELOLA) for _ in range(3)]
    assert {p.status for p in published} == {201} and all(p.body == published[0].body for p in published)
    assert len(await service.told(RecapPublished)) == 1
    assert len(await service.rows("SELECT 1 FROM rekap")) == 1
